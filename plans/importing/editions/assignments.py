"""Who leads an action or a step, beside who did."""

from __future__ import annotations

from collections.abc import Iterator

from plans import leadnames
from plans.columns import LEAD, RESPONSIBLE
from plans.importing.editions.differences import CHANGED, GONE, NEW, At, Change, Difference
from plans.importing.editions.sides import Sides, told
from plans.importing.editions.similarity import same
from plans.importing.understood_plan import UnderstoodLead
from plans.state import AssignmentState

COLUMNS = {"responsible": RESPONSIBLE}
ROLES = {"lead": "Lead", "responsible": "Responsible officer", "supporting": "Supporting"}


def lead_differences(
    sides: Sides, at: At, old: tuple[AssignmentState, ...], new: tuple[UnderstoodLead, ...]
) -> Iterator[Difference]:
    """Leads are the same by name, whatever their order. Of those left over, one for one, the new one takes the old
    one's place in the same role; the rest are new or gone."""
    left_old, left_new = list(old), list(enumerate(new))
    for n, lead in enumerate(new):
        for assignment in left_old:
            if assignment.role == lead.role and _is(sides, assignment, lead):
                left_old.remove(assignment)
                left_new.remove((n, lead))
                if not same(assignment.note, lead.note) and lead.note:
                    yield _difference(sides, at, n, assignment, (Change("note", "To do", assignment.note, lead.note),))
                break
    for n, lead in list(left_new):
        before = next((a for a in left_old if a.role == lead.role), None)
        if before is not None:
            left_old.remove(before)
        changes = told(
            Change("printed", ROLES[lead.role], before.printed if before else "", lead.name),
            Change("note", "To do", before.note if before else "", lead.note or ""),
        )
        yield _difference(sides, at, n, before, changes)
    for assignment in left_old:
        if not sides.silent_on(COLUMNS.get(assignment.role, LEAD)):
            yield Difference(
                key=f"lead-{assignment.id}-gone",
                kind=GONE,
                about="lead",
                place=sides.place(at[:3]),
                was=assignment.id,
                at=at,
                changes=(Change("printed", ROLES[assignment.role], assignment.printed, ""),),
            )


def _difference(
    sides: Sides, at: At, n: int, before: AssignmentState | None, changes: tuple[Change, ...]
) -> Difference:
    return Difference(
        key=f"lead-{before.id}" if before else f"lead-n{'-'.join(map(str, (*at, n)))}",
        kind=CHANGED if before else NEW,
        about="lead",
        place=sides.place(at[:3]),
        was=before.id if before else None,
        at=at,
        item=n,
        changes=changes,
        default=True,
    )


def _is(sides: Sides, assignment: AssignmentState, lead: UnderstoodLead) -> bool:
    if lead.chosen:
        return leadnames.key(sides.plan.lead(assignment.lead_id).name) == leadnames.key(lead.chosen)
    known = {leadnames.key(assignment.printed.rstrip("…")), leadnames.key(sides.plan.lead(assignment.lead_id).name)}
    return bool(known & {leadnames.key(lead.name), leadnames.key(lead.means or lead.name)})
