"""What an address asks of a plan's audit log, and a sentence for each part of it that can't be used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from audits.actkinds import LABELS, kind_of, verb_in_words
from audits.log import Asked, known
from plans import models as m
from plans import refs

KNOWN = ("person", "what", "action", "since", "until")
FIRST_YEAR, LAST_YEAR = 1900, 2200


@dataclass(slots=True)
class Question:
    """`typed` is what stands in the fields; `asked` what of it is used: none of the days where one is wrong, all
    else that can be. `errors` gives for each that can't the field and a sentence."""

    typed: dict[str, str]
    asked: Asked = field(default_factory=Asked)
    errors: list[tuple[str, str]] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    verbs: list[str] = field(default_factory=list)

    @property
    def is_narrowed(self) -> bool:
        return any(self.typed.values())

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """The kinds of what this log holds, with their labels."""
        present = {kind_of(verb) for verb in self.verbs}
        return [(kind, label) for kind, label in LABELS.items() if kind in present]

    @property
    def acts(self) -> list[tuple[str, str]]:
        """The acts that this log holds, with their labels."""
        return sorted(((verb, verb_in_words(verb)) for verb in self.verbs), key=lambda pair: pair[1].lower())


def read(plan: m.Plan, address: Mapping[str, str], *, also: tuple[str, ...] = ()) -> Question:
    """What an address asks. A parameter that is none of the log's, and none in `also`, is refused as a value is."""
    question = Question(typed={name: address.get(name, "").strip() for name in KNOWN})
    question.people, question.verbs = known(plan)
    for name in sorted(set(address) - set(KNOWN) - set(also)):
        question.errors.append(
            ("filter", f"“{name[:60]}” is nothing that the log can be asked. It knows {', '.join(KNOWN)}.")
        )
    question.asked = Asked(
        person=_person(question),
        verbs=_verbs(question),
        actions=_actions(question, plan),
        **dict(zip(("since", "until"), _days(question), strict=True)),
    )
    return question


def _person(question: Question) -> str:
    person = question.typed["person"]
    if person and person not in question.people:
        words = "Nobody of that name has done anything here. Choose somebody from the list."
        question.errors.append(("person", words))
        person = ""
    return person


def _verbs(question: Question) -> frozenset[str] | None:
    what = question.typed["what"]
    if not what:
        return None
    if what in question.verbs:
        return frozenset({what})
    of_kind = frozenset(verb for verb in question.verbs if kind_of(verb) == what)
    if not of_kind:
        words = f"“{what[:60]}” is nothing that was done here. Choose from the list."
        question.errors.append(("what", words))
    return of_kind or None


def _actions(question: Question, plan: m.Plan) -> frozenset[int] | None:
    wanted = question.typed["action"]
    if not wanted:
        return None
    rows = m.Action.objects.of_plan(plan).with_plan().in_printed_order()
    found = [row for row in rows if refs.key(wanted) in _names(row)]
    if not found:
        such = next((row.known_as for row in rows if row.ref), "row 1")
        words = f"No action of this plan has the reference “{wanted[:60]}”. Write it as pages call it, such as {such}."
        question.errors.append(("action", words))
    return frozenset(row.pk for row in found) or None


def _names(action: m.Action) -> set[str]:
    """How people write an action's reference: as its plan prints it, as pages call it, or by its row."""
    row = f"row {action.row}" if action.row else ""
    return {refs.key(name) for name in (action.ref, action.known_as, row) if name}


def _days(question: Question) -> tuple[date | None, date | None]:
    """The first and the last day, or none of them where one is wrong."""
    errors: list[tuple[str, str]] = []
    since = _day(question.typed["since"], "since", "From", errors)
    until = _day(question.typed["until"], "until", "To", errors)
    if since and until and since > until:
        errors.append(("since", "“From” is later than “To”. Choose a first day that is not after the last."))
    question.errors.extend(errors)
    return (None, None) if errors else (since, until)


def _day(text: str, name: str, label: str, errors: list[tuple[str, str]]) -> date | None:
    try:
        day = date.fromisoformat(text) if text else None
    except ValueError:
        day = None
        errors.append((name, f"“{label}” has to be a date such as 2026-03-27."))
    if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
        day = None
        errors.append((name, f"“{label}” has to be a date of this century, such as 2026-03-27."))
    return day
