"""Answers about days: from which day the plan counts, of which day its document is, what printed words mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from django.utils import timezone

from plans import models as m
from plans.importing import quarters_of, run_of_texts, timescale_from_anchor
from plans.operations.imports.answers.corrections import said_anew
from plans.operations.imports.answers.effect import NOTHING, Effect, actions_of, of_action, saved
from plans.timescales import Timescale, read
from plans.wording import clip, day, timescale_words

MOVED = "It was moved by a request, or a request waits: the date stays."
PUT_TOGETHER = "Read anew as one timescale, when a question of the import was answered."


def anchor(question: m.OpenQuestion, on: date) -> list[Effect]:
    """The day from which the plan counts, and what counts from it: every timescale that has no day yet, and every
    question that asks what such words mean."""
    plan = question.plan
    effects = [_frame(plan, "anchor_on", "Timescales count from", on)]
    for place, row in _dated_things(plan):
        found = None if row.latest else timescale_from_anchor(row.text, dated=plan.dated, anchor=on)
        if found:
            effects.append(_changed(place, row, found))
    for other in plan.open_questions.filter(field="timescales", answered_on=None).exclude(pk=question.pk):
        if timescale_from_anchor(other.text, dated=plan.dated, anchor=on):
            effects.append(_answered(other, f"Counted from {day(on)}"))
    return effects


def dated(question: m.OpenQuestion, on: date) -> list[Effect]:
    """The document's own day, what leans on it (a month without a year), and the day of which the document's words on
    progress are true."""
    plan = question.plan
    told = (*plan.legend, *plan.notes_before, *plan.notes_after, *map(" = ".join, plan.glossary))
    quarters, effects = quarters_of(told), [_frame(plan, "dated", "The document’s date", on)]
    for place, row in _dated_things(plan):
        was, now = (
            read(row.text, dated=when, anchor=plan.anchor_on, quarters=quarters).readings for when in (plan.dated, on)
        )
        if len(was) == len(now) == 1 and _means(row) == _means(was[0]) != _means(now[0]):
            effects.append(_changed(place, row, now[0]))
    for action in actions_of(plan).prefetch_related("updates__corrected_by", "decisions"):
        for update in action.updates.all():
            effects += _true_of(action, update, on)
    return effects


def timescales(question: m.OpenQuestion, meant: Timescale) -> list[Effect]:
    """What printed words mean, wherever the plan holds them; where they were read as several, these become one."""
    effects: list[Effect] = []
    for place, rows in groupby(_dated_things(question.plan), key=lambda found: found[0]):
        effects += _meant(place, [row for _place, row in rows], question.text, meant)
    action = question.action
    if not effects and action:
        row = m.Timescale(action=action, order=action.timescales.count(), text=question.text)
        write = saved(row, kind=meant.kind, earliest=meant.earliest, latest=meant.latest)
        effects.append(Effect(of_action(action), "Timescale", NOTHING, timescale_words(meant), write))
    return effects


def _meant(place: str, rows: list[m.Timescale], words: str, meant: Timescale) -> Iterator[Effect]:
    start, end = run_of_texts([row.text for row in rows], words)
    for row in rows[start : start + 1]:
        yield _changed(place, row, meant, text=words)
    for row in rows[start + 1 : end]:
        write = saved(row, withdrawn=True, withdrawn_reason=PUT_TOGETHER)
        yield Effect(place, f"“{clip(row.text, 60)}”", timescale_words(row), "Part of the one above", write)


def _changed(place: str, row: m.Timescale, meant: Timescale, *, text: str = "") -> Effect:
    what, before, after = f"“{clip(row.text, 60)}”", timescale_words(row), timescale_words(meant)
    if row.latest != meant.latest and row.extensions.exclude(status=m.Extension.Status.REFUSED).exists():
        return Effect(place, what, before, after, left=MOVED)
    values = {"kind": meant.kind, "earliest": meant.earliest, "latest": meant.latest, "text": text or row.text}
    return Effect(place, what, before, after, saved(row, **values))


def _means(timescale) -> tuple:
    return timescale.kind, timescale.earliest, timescale.latest


def _frame(plan: m.Plan, name: str, what: str, on: date) -> Effect:
    was = getattr(plan, name)
    return Effect("The plan", what, day(was) if was else NOTHING, day(on), saved(plan, **{name: on}))


def _answered(other: m.OpenQuestion, words: str) -> Effect:
    def write(act) -> None:
        other.answer, other.answered_on, other.answered_by_name = words, act.today, act.record.actor_name
        act.save(other)

    return Effect("Another question", f"“{clip(other.text, 60)}”", "Open", "Answered by this", write)


def _true_of(action: m.Action, update: m.ProgressUpdate, on: date) -> Iterable[Effect]:
    """The document's words on progress, which were taken to be true of the day on which it was imported."""
    imported = timezone.localtime(update.recorded_at).date()
    if update.by_document and not hasattr(update, "corrected_by") and on < update.position_on == imported:
        yield said_anew(action, update, "Progress is true of", day(imported), day(on), position_on=on)


def _dated_things(plan: m.Plan) -> Iterator[tuple[str, m.Timescale]]:
    """Every current timescale of the plan with its place, those of one thing one after another."""
    of_sections = m.Timescale.objects.filter(section__plan=plan, section__withdrawn=False, withdrawn=False)
    for row in of_sections.select_related("section").order_by("section__order", "order", "pk"):
        yield f"Section “{clip(row.section.title if row.section else '', 60)}”", row
    actions = {action.pk: action for action in actions_of(plan)}
    rows = m.Timescale.objects.current().filter(action__in=actions).select_related("step")
    places = {pk: place for place, pk in enumerate(actions)}
    for row in sorted(rows, key=lambda row: (places[row.action_id], row.step.order + 1 if row.step else 0, row.order)):
        step = f", step {row.step.order + 1}" if row.step else ""
        yield f"{of_action(actions[row.action_id])}{step}", row
