"""What the edition no longer has and a person withdraws, for a reason."""

from __future__ import annotations

from plans import models as m
from plans.importing import Difference
from plans.operations.editions.actions import FIELDS
from plans.operations.editions.rows import Rows
from plans.operations.errors import Refused


def withdraw_gone(rows: Rows, reasons: dict[str, str]) -> None:
    """Withdraw each of these keys. Raises Refused for a recommendation under which something stays."""
    gone = {each.key: each for each in rows.edition.differences}
    for key in sorted(reasons, key=lambda key: gone[key].about == "recommendation"):
        difference = gone[key]
        if difference.at is not None and difference.about in ("action", "recommendation"):
            _empty(rows, difference)
        else:
            _WITHDRAW[difference.about](rows, difference, reasons[key])


def _action(rows: Rows, difference: Difference, reason: str) -> None:
    _mark(rows, rows.actions[difference.row], reason)


def _recommendation(rows: Rows, difference: Difference, reason: str) -> None:
    left = [row for row in rows.actions.values() if row.recommendation_id == difference.row and not row.withdrawn]
    if left:
        raise Refused(
            f"“{difference.place.subject}” can’t be withdrawn while “{left[0].headline}” stands under it. "
            "Apply where that has moved to, or keep the recommendation.",
            f"why-{difference.key}",
        )
    _mark(rows, rows.recommendations[difference.row], reason)


def _step(rows: Rows, difference: Difference, reason: str) -> None:
    step = rows.steps.pop(difference.row)
    _mark(rows, step, reason)
    parts: tuple[m.Assignment | m.Timescale, ...] = (*rows.assignments.values(), *rows.timescales.values())
    for row in parts:
        if row.step_id == step.pk:
            row.withdrawn = True
            rows.touch(row)


def _lead(rows: Rows, difference: Difference, _reason: str) -> None:
    row = rows.assignments[difference.row]
    row.withdrawn = True
    rows.touch(row)


def _timescale(rows: Rows, difference: Difference, _reason: str) -> None:
    row = rows.timescales[difference.row]
    row.withdrawn = True
    rows.touch(row)


_WITHDRAW = {
    "action": _action,
    "recommendation": _recommendation,
    "step": _step,
    "lead": _lead,
    "timescale": _timescale,
}


def _mark(rows: Rows, row, reason: str) -> None:
    row.withdrawn, row.withdrawn_reason = True, reason
    rows.touch(row)


def _empty(rows: Rows, difference: Difference) -> None:
    """A field that the document leaves empty now."""
    name = difference.changes[0].name
    is_action = difference.about == "action"
    row = rows.actions[difference.row] if is_action else rows.recommendations[difference.row]
    if isinstance(row, m.Action) and name.startswith("extra:"):
        row.extra = {key: value for key, value in row.extra.items() if key != name.removeprefix("extra:")}
    else:
        field = FIELDS.get(name, name)
        setattr(row, field, type(getattr(row, field))())
    rows.touch(row)
