"""Two of the three sides of a merge: what the rows of a sheet said at its moment, from the trail, and say now."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from audits.models import SheetOut
from audits.sources import as_at
from plans import models as m
from plans import refs
from plans.exemptions import Exempt, published
from plans.queries import exempt_of, plan_state
from plans.sheets import fields as f
from plans.sheets.fields import columns
from plans.sheets.layout import texts
from plans.sheets.values import Value, shown, values_of
from plans.state import ActionState, PlanState
from plans.tree import PLAN
from plans.wording import day


@dataclass(frozen=True, slots=True)
class Side:
    """An action on one of the sides, with its plan there."""

    plan: PlanState
    action: ActionState
    recommendation: str = ""

    @property
    def values(self) -> dict[str, Value]:
        return {**values_of(self.plan, self.action), f.RECOMMENDATION: self.recommendation}

    @property
    def labels(self) -> dict[str, str]:
        """The plan's ratings by code."""
        return {rating.code: rating.label for rating in self.plan.scheme.ratings}


def actions_of(sheet: SheetOut) -> dict[int, m.Action]:
    """The actions of a sheet in its order, with their plans; those that were withdrawn since are among them."""
    rows = sheet.actions
    found = m.Action.objects.select_related(PLAN, "standing__rag").in_bulk(rows)
    return {pk: found[pk] for pk in rows}


def plans_of(sheet: SheetOut) -> list[m.Plan]:
    """The plans that its rows are of."""
    rows = sheet.actions
    return list(m.Plan.objects.filter(sections__recommendations__actions__in=rows).distinct().order_by("pk"))


def then(sheet: SheetOut) -> dict[int, Side]:
    """Each action as it stood at the sheet's moment, without what was exempt from publication."""
    marks, on = _marks(sheet), sheet.position_on or timezone.localdate(sheet.made_at)
    return _sides(sheet, lambda plan: published(as_at(plan, on=on, known=sheet.made_at), marks))


def now(sheet: SheetOut) -> dict[int, Side]:
    """Each action as it stands now, without what did not leave with the sheet; one that was withdrawn is not among
    them."""
    marks = _marks(sheet)
    return _sides(sheet, lambda plan: published(plan_state(plan), marks))


def _marks(sheet: SheetOut) -> list[Exempt]:
    """What was marked as exempt in its plans when the sheet left: a passage is left out wherever they say it."""
    if not sheet.leaves_out:
        return []
    actions = m.Action.objects.filter(**{f"{PLAN}__in": plans_of(sheet)})
    rows = m.Exemption.history.as_of(sheet.made_at).filter(action__in=actions)
    return [row.mark for row in rows if not row.withdrawn]


def _sides(sheet: SheetOut, state) -> dict[int, Side]:
    wanted: dict[m.Plan, set[int]] = defaultdict(set)
    for pk, action in actions_of(sheet).items():
        wanted[action.plan].add(pk)
    found: dict[int, Side] = {}
    for plan, ids in wanted.items():
        drawn = state(plan)
        for rec in (rec for section in drawn.sections for rec in section.recommendations):
            found |= {action.id: Side(drawn, action, rec.text) for action in rec.actions if action.id in ids}
    return found


def sent(sheet: SheetOut) -> dict[int, dict[str, Value]]:
    """What each cell held when the sheet left, by action and field; the keys apart."""
    actions, on, asked = actions_of(sheet), made_on(sheet), _asked(sheet)
    found = {
        pk: shown(side.plan, side.action, on, known_as=known_as(actions[pk], side)) for pk, side in then(sheet).items()
    }
    for pk, told in asked.items():
        found[pk][f.SAID] = "\n".join([str(found[pk][f.SAID]), *told])
    return found


MOST_ANSWERS = 3


def _asked(sheet: SheetOut) -> dict[int, list[str]]:
    """Of each action the last questions that whoever the sheet is for had asked back when it left, each with its
    answer; without what was exempt then."""
    rows = m.OpenQuestion.history.as_of(sheet.made_at).filter(action__in=sheet.actions, field=m.OpenQuestion.SHEET)
    by_them = f"{m.OpenQuestion.ASKED}{sheet.whom} in "
    passages = [mark.words for mark in _marks(sheet) if mark.words.strip()]
    found: dict[int, list[str]] = defaultdict(list)
    for row in sorted((each for each in rows if each.because.startswith(by_them)), key=lambda each: each.pk):
        if row.is_undone:
            continue
        answer = f"Answer of {day(row.answered_on)}: {row.answer}" if row.answered_on else "Not answered yet."
        told = f"Asked back: {row.text} {answer}"
        found[row.action_id].append(NOT_PUBLISHED if any(words in told for words in passages) else told)
    return {pk: told[-MOST_ANSWERS:] for pk, told in found.items()}


NOT_PUBLISHED = "Asked back: answered, but not published."


def known_as(action: m.Action, side: Side) -> str:
    """How the action was called where several plans are listed."""
    return refs.known_as(action.plan.code, side.action.ref, side.action.row)


def made_on(sheet: SheetOut) -> date:
    return timezone.localdate(sheet.made_at)


def preview(actions: list[int], filled: list[str]) -> dict:
    """The first rows of a sheet that is not made yet: its columns, and each row's cells."""
    found = m.Action.objects.select_related(PLAN).in_bulk(actions)
    plans = {action.plan for action in found.values()}
    drawn = {plan.pk: published(plan_state(plan), exempt_of(plan)) for plan in plans}
    layout = columns(tuple(filled), several=len(plans) > 1)[:-1]
    rows = []
    for pk in actions:
        state = drawn[found[pk].plan.pk]
        side = next((Side(state, action) for action in state.actions if action.id == pk), None)
        if side:
            cells = shown(state, side.action, date.min, known_as=known_as(found[pk], side))
            said = texts(cells[field.name] for field in layout)
            rows.append([(field.name in filled, text) for field, text in zip(layout, said, strict=True)])
    return {"columns": [(field, field.name in filled) for field in layout], "rows": rows}
