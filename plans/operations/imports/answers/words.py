"""Answers that are words: what a title, a reference or a cell says."""

from __future__ import annotations

from plans import models as m
from plans.operations.editing.cells import keep_cell
from plans.operations.editing.things import own_words
from plans.operations.imports.answers.corrections import last_printed, said_anew
from plans.operations.imports.answers.effect import NOTHING, Effect, of_action, saved
from plans.wording import clip


def title(question: m.OpenQuestion, words: str) -> list[Effect]:
    return [_field("The plan", "Title", question.plan, "title", clip(words, 300))]


def subtitle(question: m.OpenQuestion, words: str) -> list[Effect]:
    return [_field("The plan", "Subtitle", question.plan, "subtitle", clip(words, 300))]


def section(question: m.OpenQuestion, words: str) -> list[Effect]:
    """Each current section of the printed title."""
    found = question.plan.sections.filter(title=clip(question.text, 300), withdrawn=False).order_by("order")
    return [_field("Section", "Title", each, "title", clip(words, 300)) for each in found]


def reference(question: m.OpenQuestion, words: str) -> list[Effect]:
    """The reference that was asked about: the action's own, else that of the recommendation that it stands under."""
    found = question.action
    if found is None:
        return []
    if found.printed_ref and found.printed_ref == clip(question.text, 60):
        return [_field(of_action(found), "Reference", found, "printed_ref", clip(words, 60))]
    place = f"Recommendation “{clip(found.recommendation.text, 60)}”"
    return [_field(place, "Reference", found.recommendation, "printed_ref", clip(words, 60))]


def action(question: m.OpenQuestion, words: str) -> list[Effect]:
    """What the action says; the words before its steps where it has any."""
    found = question.action
    if found is None:
        return []
    return [
        Effect(of_action(found), "Action", own_words(found) or NOTHING, words, lambda act: keep_cell(act, found, words))
    ]


def evidence(question: m.OpenQuestion, words: str) -> list[Effect]:
    return _of_action(question, "Evidence expected", "expected_evidence", words)


def outcome(question: m.OpenQuestion, words: str) -> list[Effect]:
    return _of_action(question, "Outcome", "outcome", words)


def progress(question: m.OpenQuestion, words: str) -> list[Effect]:
    """What the document says of how it is going: said anew, true of the document's day."""
    found = question.action
    if found is None:
        return []
    printed = last_printed(found)
    on = printed.position_on if printed else question.plan.dated or question.position_on
    before = printed.narrative if printed else ""
    return [said_anew(found, printed, "Progress", before or NOTHING, words, narrative=words, position_on=on)]


def _of_action(question: m.OpenQuestion, what: str, name: str, words: str) -> list[Effect]:
    found = question.action
    return [_field(of_action(found), what, found, name, words)] if found else []


def _field(place: str, what: str, thing, name: str, words: str) -> Effect:
    return Effect(place, what, getattr(thing, name) or NOTHING, words, saved(thing, **{name: words}))
