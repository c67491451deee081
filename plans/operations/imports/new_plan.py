"""Committing a document: everything that it says becomes a plan, as one act."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date

from plans import models as m
from plans.importing import (
    UnderstoodPlan,
    frame_of,
    is_mark,
    read_plan,
    rows_asked,
    shown_alike,
    unconfirmed_ratings,
    without_doubtful_ratings,
)
from plans.operations.errors import Refused
from plans.operations.files import store_of
from plans.operations.imports.documents import KnownDocument, check_unknown, plan_of
from plans.operations.imports.parts import write_document
from plans.operations.imports.parts.scheme import scheme_of
from plans.operations.plans import free_slug
from plans.operations.schemes import default_scheme
from plans.permissions.plans import can_import
from plans.trail import Act, change_set
from plans.wording import clip

CADENCE = 28
"""Days between updates where the document asks for none: every four weeks."""
NO_ACTION = (
    "No row of this document is read as an action yet. Say which row holds the headings and which rows are the plan’s, "
    "then import it."
)
CHANGED_MEANWHILE = "This import was changed or finished in another window. Look at it again before importing it."


@dataclass(frozen=True, slots=True)
class Imported:
    """The plan, whether this import made it, what a person should look at, and how many actions show a rating that
    waits for a person to confirm it."""

    plan: m.Plan
    is_new: bool
    questions: tuple
    unconfirmed: int = 0


def commit_import(
    *,
    by,
    data: bytes,
    name: str,
    dated: date | None = None,
    into: m.Plan | None = None,
    slug: str = "",
    again: str = "",
    door: str = "import",
    at=None,
) -> Imported:
    """Read a document and write what it says, all or nothing. The same bytes are not imported twice, unless `again`
    says why: then the plan that they became is returned, also where somebody else has just made it.

    `into` is a plan that holds no actions yet. Raises Denied, Refused (KnownDocument where the bytes are in another
    plan than `into`), and NotAPlan for what is no plan.
    """
    can_import.enforce(by, into)
    known = None if again else plan_of(hashlib.sha256(data).hexdigest())
    if known and into in (None, known):
        return Imported(known, False, ())
    if into and m.Action.objects.of_plan(into).exists():
        raise Refused(
            f"“{into}” holds actions already. A later edition is compared with it, and what you accept is applied."
        )
    document = read_plan(data, name=name, dated=dated)
    try:
        return commit_document(
            by=by, document=document, data=data, name=name, into=into, slug=slug, again=again, door=door, at=at
        )
    except KnownDocument as made:
        if into in (None, made.plan):
            return Imported(made.plan, False, ())
        raise


def commit_document(
    *,
    by,
    document: UnderstoodPlan,
    data: bytes,
    name: str,
    into: m.Plan | None = None,
    slug: str = "",
    said: Iterable[str] = (),
    draft: m.ImportDraft | None = None,
    again: str = "",
    door: str = "import",
    at=None,
) -> Imported:
    """Write what was understood of a document (`data`, kept as it is), all or nothing. `said` is what a person
    changed of the reading, in words for the trail; `draft` the one that is thereby done with; `again` why there is to
    be a second plan of bytes that are in one already. Its questions stay open on the plan. Raises Denied; Refused
    where the draft has changed or been committed meanwhile; KnownDocument."""
    can_import.enforce(by, into)
    if not document.actions:
        raise Refused(NO_ACTION)
    sha256 = hashlib.sha256(data).hexdigest()
    proposed, document = document, without_doubtful_ratings(document)
    usual = into.scheme if into else default_scheme(at=at)
    store_of(name, data, field="file")
    questions = tuple(asdict(question) for question in document.questions)
    details = {"file": name, "sha256": sha256, "questions": list(questions), "said": list(said)}
    plans = [into] if into else []
    with change_set(
        *plans, by=by, verb="import_plan", door=door, why=again, register=True, details=details, at=at
    ) as act:
        check_unknown(name, sha256, again=again)
        plan = into or m.Plan(slug=free_slug(slug or document.title))
        plan.scheme = scheme_of(act, document, into) or usual
        _frame(act, plan, document, name, sha256)
        write_document(act, plan, document)
        _leave_open(act, plan, proposed)
        if into is None:
            _give_officer(act, plan, by)
        if draft:
            _finish(draft, plan, act)
    return Imported(plan, True, questions, unconfirmed_ratings(proposed))


def _give_officer(act: Act, plan: m.Plan, by) -> None:
    """A new plan is of this act too, and whoever imports it is its officer."""
    act.join(plan)
    if isinstance(by, m.User):
        act.save(m.Membership(user=by, plan=plan, role=m.Membership.Role.OFFICER))


def _leave_open(act: Act, plan: m.Plan, document: UnderstoodPlan) -> None:
    """The questions and marks that nobody has answered, each on the action that it is about and with all that hang on
    it, those about ratings with what the document proposes."""
    actions = dict(m.Action.objects.of_plan(plan).values_list("row", "pk"))
    position_on = min(document.dated or act.today, act.today)
    opened: list[m.OpenQuestion] = []
    for question in document.questions:
        alike = shown_alike(document, question)
        rows = [actions[row] for row in rows_asked(document, question) if row in actions]
        asked = m.OpenQuestion(
            plan=plan,
            action_id=actions.get(question.row),
            order=len(opened),
            field=question.field,
            text=question.text,
            because=question.because,
            proposed=clip(alike[0].rag or "", 60) if alike else "",
            alike=[actions[action.row] for action in alike],
            rows=rows,
            position_on=position_on if alike else None,
        )
        opened += _marks(asked, len(opened)) if is_mark(question) and rows else [asked]
    act.add_all(opened)


def _marks(asked: m.OpenQuestion, order: int) -> list[m.OpenQuestion]:
    """A mark at each action that it is of: each is looked at by itself."""
    told = {"plan": asked.plan, "field": asked.field, "text": asked.text, "because": asked.because}
    return [m.OpenQuestion(**told, action_id=pk, order=order + n, rows=[pk]) for n, pk in enumerate(asked.rows)]


def _finish(draft: m.ImportDraft, plan: m.Plan, act: Act) -> None:
    """Mark the draft as committed. Raises Refused where it is not what was read: somebody else was quicker."""
    same = m.ImportDraft.objects.filter(pk=draft.pk, status=draft.status, changed_at=draft.changed_at)
    if not same.update(
        status=m.ImportDraft.Status.COMMITTED, plan=plan, document=None, said=draft.said, changed_at=act.moment
    ):
        raise Refused(CHANGED_MEANWHILE)


def _frame(act: Act, plan: m.Plan, document: UnderstoodPlan, name: str, sha256: str) -> None:
    """The plan's own row."""
    framed = frame_of(document)
    framed["cadence_days"] = framed["cadence_days"] or CADENCE
    for field, value in framed.items():
        setattr(plan, field, value)
    plan.imported_from = name[:300]
    plan.imported_sha256 = sha256
    act.save(plan)
