"""What a person gets of a plan's words in a file: what is exempt from publication, or not."""

from __future__ import annotations

from collections.abc import Iterable

from plans import exemptions, tree
from plans.exempt_files import FileWords
from plans.exempt_shown import exempt_sources
from plans.models import Exemption, Plan, User
from plans.queries import plan_state


def words_for(user: User, plans: Iterable[Plan], *, in_any_cell: bool = False) -> FileWords:
    """The words of these plans as they leave in a file for this person. Those who run every one of them that holds
    something exempt get that, and it is marked; for others it is left out. With `in_any_cell` the texts that are exempt
    as a whole are known as well, for a file of which nobody says which column its cells are of."""
    rows = Exemption.objects.filter(**{f"{tree.ACTION_PLAN}__in": plans}, withdrawn=False)
    found = list(rows.select_related(tree.ACTION_PLAN).order_by("pk"))
    marks = [each.mark for each in found]
    run = set() if user.is_administrator else set(user.plans_as("officer", "manager"))
    whole = user.is_administrator or all(each.action.plan.pk in run for each in found)
    texts: list[tuple[str, int | None]] = []
    if in_any_cell:
        of = {each.action.plan for each in found if each.what != exemptions.PASSAGE}
        for plan in of:
            for paragraph, said in exempt_sources(plan_state(plan), marks).items():
                texts += [(line, paragraph) for text in said for line in text.splitlines()]
    return FileWords(marks, whole=whole, texts=texts)
