"""A small invented plan as text, imported, and a person's way of applying a later edition of it."""

from __future__ import annotations

from plans import models as m
from plans.importing import KINDS_OF_DIFFERENCE, Edition, compare, read_plan
from plans.operations.editions import apply_edition
from plans.operations.imports.new_plan import commit_import
from plans.queries import plan_state
from plans.trail import SYSTEM

FIRST = """# Library Service Improvement Plan, March 2026

| Ref | Recommendation | Action | Lead | By when | Progress | RAG |
|---|---|---|---|---|---|---|
| 1 | Open on more evenings | Consult staff on a new rota | Head of Libraries | 30 June 2026 | Draft is out | Green |
|  |  | Publish the new hours at every branch | Head of Libraries | 30 September 2026 |  |  |
| 2 | Know what readers want | Survey readers once a year | Reader Services Team | Ongoing |  |  |
|  |  | Visit every reading group in the county | Reader Services Team | 31 October 2026 | Two visited | Amber |
"""
LATER = (
    FIRST.replace("March 2026", "August 2026")
    .replace("30 September 2026", "30 November 2026")
    .replace("Survey readers once a year", "Survey readers twice a year")
    .replace("Two visited | Amber", "Nine visited | Green")
    .replace("Draft is out | Green", "Completed | Green")
) + "| 3 | Mend what leaks | Repair the roof of the Quay branch | Head of Property | 31 January 2027 |  |  |\n"
WITHOUT_VISITS = "\n".join(line for line in LATER.splitlines() if "Visit every" not in line) + "\n"
ALL = "everything that can be applied"


def imported(text: str = FIRST) -> m.Plan:
    plan = commit_import(by=SYSTEM, data=text.encode(), name="libraries.md").plan
    assert plan.status == m.Plan.Status.LIVE
    return plan


def against(plan: m.Plan, text: str) -> Edition:
    return compare(plan_state(plan), read_plan(text.encode(), name="libraries.md"))


def apply(plan: m.Plan, text: str, *, by=SYSTEM, keys=None, withdraw=None, seen=None, **fields):
    """Apply these keys (what a page would have ticked, when None; or `ALL`) of an edition looked at just now."""
    edition = against(plan, text)
    if keys == ALL:
        keys = edition.of_kinds(KINDS_OF_DIFFERENCE)
    return apply_edition(
        by=by,
        plan=plan,
        document=read_plan(text.encode(), name="libraries.md"),
        data=text.encode(),
        name="libraries-2.md",
        accepted=edition.defaults if keys is None else frozenset(keys),
        withdraw=withdraw,
        seen=seen or edition.digest,
        **fields,
    )


def key_of(edition: Edition, kind: str, words: str = "", about: str = "") -> str:
    """The key of the one difference of this kind whose subject holds these words."""
    [found] = [
        each.key
        for each in edition.differences
        if each.kind == kind and words in each.place.subject and about in ("", each.about)
    ]
    return found
