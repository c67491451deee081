"""What each edit does to the value that it is of."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from plans import leadnames
from plans.importing.understood_plan import (
    UnderstoodAction,
    UnderstoodLead,
    UnderstoodPlan,
    UnderstoodRecommendation,
    UnderstoodSection,
    UnderstoodStep,
)
from plans.importing.workbench.edits import (
    DAYS,
    ActionSaid,
    DatesSaid,
    Framed,
    LeadsSaid,
    NameMeans,
    RatingMeans,
    RecommendationSaid,
    StepsSaid,
    WordsMean,
)
from plans.timescales import Timescale, read


def framed(plan: UnderstoodPlan, edit: Framed) -> UnderstoodPlan:
    """The plan with a field of its frame. A new anchor dates the sections and actions that count from it."""
    value: Any = edit.value or None
    if edit.field in DAYS:
        value = date.fromisoformat(edit.value) if edit.value else None
    changes: dict[str, Any] = {edit.field: plan.title if edit.field == "title" and not value else value}
    plan = replace(plan, **changes)
    if edit.field != "anchor":
        return plan
    return replace(plan, sections=tuple(_anchored(section, plan.dated, value) for section in plan.sections))


def _anchored(section: UnderstoodSection, dated: date | None, anchor: date | None) -> UnderstoodSection:
    if not any(timescale.kind == "relative" for timescale in section.timescales):
        return section
    readings = read(section.title or "", dated=dated, anchor=anchor).readings
    return replace(section, timescales=tuple(found for found in readings if found.kind != "other"))


def counted_from(action: UnderstoodAction, *, dated: date | None, anchor: date) -> UnderstoodAction:
    """The action with what counts from another day counted from the plan's, on itself and on its steps."""

    def counted(timescales: tuple[Timescale, ...]) -> tuple[Timescale, ...]:
        return tuple(
            timescale_from_anchor(each.text, dated=dated, anchor=anchor) or each if each.latest is None else each
            for each in timescales
        )

    return _each(action, "timescales", counted)


def _each(action: UnderstoodAction, field: str, change: Callable[[tuple], tuple]) -> UnderstoodAction:
    """The action with its leads or timescales, and those of its steps, changed."""

    def changed(thing: Any) -> Any:
        return replace(thing, **{field: change(getattr(thing, field))})

    return replace(changed(action), steps=tuple(map(changed, action.steps)))


def timescale_from_anchor(words: str, *, dated: date | None, anchor: date) -> Timescale | None:
    """What "within 3 months" means when it counts from a day; None for words that don't, or that stay in doubt."""
    found = read(words, dated=dated, anchor=anchor)
    if found.question or len(found.readings) != 1:
        return None
    [reading] = found.readings
    return reading if reading.kind == "relative" and reading.latest else None


def recommendation(found: UnderstoodRecommendation, edit: RecommendationSaid) -> UnderstoodRecommendation:
    return replace(found, **_text_field(edit)) if found.line == edit.line else found


def _text_field(edit: RecommendationSaid | ActionSaid) -> dict[str, Any]:
    """Only the text itself may be empty; another field without words is None."""
    return {edit.field: edit.value or ("" if edit.field == "text" else None)}


def name_means(action: UnderstoodAction, edit: NameMeans) -> UnderstoodAction:
    """The action with the lead that a printed name stands for, on the action and on its steps."""
    printed = leadnames.key(edit.printed)

    def named(leads: tuple[UnderstoodLead, ...]) -> tuple[UnderstoodLead, ...]:
        return tuple(replace(lead, chosen=edit.lead) if leadnames.key(lead.name) == printed else lead for lead in leads)

    return _each(action, "leads", named)


def words_mean(action: UnderstoodAction, edit: WordsMean) -> UnderstoodAction:
    """The action with what printed words mean, wherever its timescales or its steps' are those words."""
    meant = edit.timescale.value()
    printed = _squash(" ".join(text for _heading, text in action.printed))
    parts = _squash(meant.text) in printed
    return _each(action, "timescales", lambda timescales: _meant(timescales, meant, parts))


def _meant(timescales: tuple[Timescale, ...], meant: Timescale, parts: bool) -> tuple[Timescale, ...]:
    """These with each that has those very words replaced by what they mean; where none has and the row prints them
    (`parts`), the several that were read from one printed line."""
    words = _squash(meant.text)
    texts = [_squash(timescale.text) for timescale in timescales]
    if words in texts:
        return tuple(meant if text == words else found for text, found in zip(texts, timescales, strict=True))
    start, end = _run(texts, words) if parts else (0, 0)
    if start == end:
        return timescales
    return (*timescales[:start], meant, *_meant(timescales[end:], meant, parts))


def run_of_texts(texts: list[str], words: str) -> tuple[int, int]:
    """From where to where texts are these very words, or the several that were read from one print of them; an empty
    stretch where none are."""
    squashed, wanted = [_squash(text) for text in texts], _squash(words)
    if wanted in squashed:
        return squashed.index(wanted), squashed.index(wanted) + 1
    return _run(squashed, wanted)


def _run(texts: list[str], words: str) -> tuple[int, int]:
    for start in range(len(texts)):
        for end in range(len(texts), start, -1):
            if _are(texts[start:end], words):
                return start, end
    return 0, 0


def _are(texts: list[str], words: str) -> bool:
    """Whether texts are the parts of the words, in order, with at most joining words, and no number, around them."""
    place, around = 0, ""
    for text in texts:
        found = words.find(text, place)
        if not text or found < 0:
            return False
        around += words[place:found]
        place = found + len(text)
    around += words[place:]
    return len(around) * 2 <= len(words) and not any(map(str.isdigit, around))


def action_said(action: UnderstoodAction, edit: ActionSaid) -> UnderstoodAction:
    """The action with what was said of it. A rating that was put by hand is shown by no sign that could be doubted."""
    said = replace(action, **_text_field(edit))
    return replace(said, rag_sign=None) if edit.field == "rag" else said


def leads_said(action: UnderstoodAction, edit: LeadsSaid) -> UnderstoodAction:
    return _owned(action, edit.step, leads=edit.values())


def dates_said(action: UnderstoodAction, edit: DatesSaid) -> UnderstoodAction:
    return _owned(action, edit.step, timescales=tuple(timescale.value() for timescale in edit.timescales))


def rating_means(action: UnderstoodAction, edit: RatingMeans) -> UnderstoodAction:
    if (action.rag_sign or "").casefold() != edit.printed.casefold():
        return action
    return replace(action, rag=edit.rating or None)


def _owned(action: UnderstoodAction, step: int | None, **values: Any) -> UnderstoodAction:
    """The action with these leads or timescales, on itself or on one of its steps."""
    if step is None:
        return replace(action, **values)
    if not 0 <= step < len(action.steps):
        return action
    changed = replace(action.steps[step], **values)
    return replace(action, steps=(*action.steps[:step], changed, *action.steps[step + 1 :]))


def steps(action: UnderstoodAction, edit: StepsSaid) -> UnderstoodAction:
    """The action with these steps. A step that stays keeps its leads and dates; those of the others become the
    action's, so that none is lost."""
    left = list(action.steps)
    kept = []
    for text in edit.steps:
        same = next((step for step in left if _squash(step.text) == _squash(text)), None)
        if same:
            left.remove(same)
        kept.append(replace(same, text=text) if same else UnderstoodStep(text))
    leads = dict.fromkeys((*action.leads, *(lead for step in left for lead in step.leads)))
    dates = dict.fromkeys((*action.timescales, *(found for step in left for found in step.timescales)))
    return replace(action, steps=tuple(kept), lead_in=edit.lead_in or None, leads=tuple(leads), timescales=tuple(dates))


def steps_apart(action: UnderstoodAction) -> tuple[UnderstoodAction, ...]:
    """Each step as an action of its own, with the action's leads and dates where it has none. What the row says
    besides (progress, evidence, rating) is said of each."""
    if len(action.steps) < 2:
        return (action,)
    return tuple(_apart(action, number) for number in range(len(action.steps)))


def _apart(action: UnderstoodAction, number: int) -> UnderstoodAction:
    step = action.steps[number]
    others = tuple(lead for lead in action.leads if lead.role != "lead") if step.leads else action.leads
    return replace(
        action,
        text=f"{action.lead_in}\n{step.text}" if action.lead_in and number == 0 else step.text,
        lead_in=None,
        steps=(),
        leads=tuple(dict.fromkeys((*step.leads, *others))),
        timescales=step.timescales or action.timescales,
        key=f"{action.key}/{number + 1}",
    )


def _squash(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())
