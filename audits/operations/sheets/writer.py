"""Writing what is taken of a sheet: each row as far as it can be, with what became of it and what waits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from audits.operations.sheets.choices import ADD, NOTE, OTHER, new_beforehand, refused, taken_of
from audits.operations.sheets.requests import ask_for_date, name_leads, say_recommendation
from audits.operations.sheets.update import OF_UPDATE, said_in, update_of
from audits.sheets.file_merge import Merge
from audits.sheets.refusals import stored_words, words_refused
from audits.sheets.rows import MergedRow, NewRow
from plans import models as m
from plans.operations.editing import add_action, change_action
from plans.operations.editing.leads import Led, find_lead
from plans.operations.editing.timescales import Dating
from plans.operations.errors import Overtaken, Refused
from plans.operations.imports.questions import ask_back
from plans.permissions.permission import Denied
from plans.sheets import fields as f
from plans.sheets.typed import names, words
from plans.trail import Actor
from plans.wording import day


@dataclass(frozen=True, slots=True)
class Became:
    """What became of some cells of one action."""

    kind: str
    action: int
    fields: tuple[str, ...]
    words: str
    row: dict[str, str] | None = None
    """The cells of a row without a key, by which it is known when it comes home once more."""


@dataclass(slots=True)
class Writer:
    """Writes each row as far as it can be, and remembers what became of it."""

    by: m.User | Actor
    merge: Merge
    reason: str
    position_on: date
    door: str
    became: list[Became]
    waits: list[dict]

    def write(self, choices: dict[str, str]) -> None:
        taken = taken_of(self.merge, choices)
        for row in self.merge.rows:
            fields = taken.get(row.action.pk, set())
            others = {cell.field for cell in row.telling if cell.other and choices.get(row.choice(cell)) == OTHER}
            for of_cells, verb in self._verbs(row.as_chosen(others), fields):
                self._try(row.action, of_cells, verb)
        for row, cell in refused(self.merge, choices):
            self._wait(row.action, (cell.field,), cell.refused)
        for new in self.merge.new:
            self._new(new, choices.get(f"new-{new.number}", new_beforehand(new)))

    def _verbs(
        self, row: MergedRow, fields: set[str]
    ) -> Iterator[tuple[tuple[str, ...], Callable[[], Iterator[Became]]]]:
        update = tuple(name for name in OF_UPDATE if name in fields)
        if update:
            yield update, partial(self._update, row, fields)
        for name, verb in (
            (f.DATE, self._date),
            (f.RESPONSIBLE, partial(self._lead, f.RESPONSIBLE)),
            (f.LEAD, partial(self._lead, f.LEAD)),
            (f.RECOMMENDATION, self._recommendation),
            (f.QUESTION, self._question),
            (f.BESIDE, self._kept),
        ):
            if name in fields:
                yield (name,), partial(verb, row)
        words = tuple(name for name in sorted(fields) if f.is_words(name))
        if words:
            yield words, partial(self._words, row, words)

    def _try(self, action: m.Action | None, fields: tuple[str, ...], verb) -> bool:
        """Do it, or remember why it can't be done; whether it is done."""
        try:
            self.became += list(verb())
        except (Refused, Denied, Overtaken) as refused:
            self._wait(action, fields, str(refused))
            return False
        return True

    def _wait(self, action: m.Action | None, fields: tuple[str, ...], why: str) -> None:
        self.waits.append({"action": action.pk if action else None, "fields": list(fields), "why": why})

    def _update(self, row: MergedRow, fields: set[str]) -> Iterator[Became]:
        done = update_of(
            by=self.by, sheet=self.merge.sheet, row=row, taken=fields, position_on=self.position_on, door=self.door
        )
        if done:
            kind = "claim" if done.update.claims_completion else "update"
            yield Became(kind, row.action.pk, done.fields, said_in(done))
            for name, why in done.left:
                self._wait(row.action, (name,), why)

    def _date(self, row: MergedRow) -> Iterator[Became]:
        asked = ask_for_date(by=self.by, sheet=self.merge.sheet, row=row, why=self.reason, door=self.door)
        moved = f"{day(asked.from_latest) or 'No date'} to {day(asked.to_latest)}"
        yield Became("date", row.action.pk, (f.DATE,), f"{moved}, waits to be decided")

    def _lead(self, field: str, row: MergedRow) -> Iterator[Became]:
        done = name_leads(by=self.by, sheet=self.merge.sheet, row=row, field=field, why=self.reason, door=self.door)
        yield Became("lead", row.action.pk, (field,), done)

    def _recommendation(self, row: MergedRow) -> Iterator[Became]:
        done = say_recommendation(by=self.by, sheet=self.merge.sheet, row=row, why=self.reason, door=self.door)
        yield Became("text", row.action.pk, (f.RECOMMENDATION,), done)

    def _words(self, row: MergedRow, fields: tuple[str, ...]) -> Iterator[Became]:
        action = m.Action.objects.get(pk=row.action.pk)
        said = {name: str(row.says(name)) for name in fields}
        if refusal := words_refused(self.merge.sheet, replace(row, action=action), fields):
            raise Refused(refusal)
        all_words = {**stored_words(action), **said}
        extra = {name: all_words[f"{f.EXTRA}{' '.join(name.split())}"] for name in action.extra}
        extra |= {name.removeprefix(f.EXTRA): text for name, text in said.items() if name not in f.WORDS}
        change_action(
            by=self.by,
            action=action,
            text=all_words[f.TEXT],
            ref=action.printed_ref,
            expected_evidence=all_words[f.EVIDENCE],
            outcome=all_words[f.OUTCOME],
            related_plans=all_words[f.RELATED].split("\n"),
            extra=extra,
            why=self.reason,
            door=self.door,
        )
        yield Became("text", row.action.pk, fields, "Edited")

    def _question(self, row: MergedRow) -> Iterator[Became]:
        yield self._ask(row.action, str(row.says(f.QUESTION)), "asked back", "question", (f.QUESTION,))

    def _kept(self, row: MergedRow) -> Iterator[Became]:
        yield self._ask(row.action, str(row.says(f.BESIDE)), "written beside", "note", (f.BESIDE,))

    def _ask(self, action: m.Action, words: str, did: str, kind: str, fields: tuple[str, ...]) -> Became:
        sheet = self.merge.sheet
        because = f"{did} by {sheet.whom or 'whoever changed it'} in {sheet.in_words}"
        ask_back(by=self.by, action=action, words=words, because=because, door=self.door)
        return Became(kind, action.pk, fields, words)

    def _new(self, new: NewRow, chosen: str) -> None:
        if chosen == ADD and new.above:
            if self._try(new.above, (f.TEXT,), partial(self._add, new, new.above)) and new.read:
                self._begin(new.read, self.became[-1].action)
        elif chosen == NOTE and new.above:
            self._try(new.above, (f.TEXT,), partial(self._note, new, new.above))

    def _note(self, new: NewRow, above: m.Action) -> Iterator[Became]:
        words = "; ".join((f"A new row: {new.text}", *_told_with(new)))
        yield replace(self._ask(above, words, "written below it", "note", (f.TEXT,)), row=new.cells)

    def _add(self, new: NewRow, above: m.Action) -> Iterator[Became]:
        leads, due = self._led_and_due(new, above.plan)
        action = add_action(
            by=self.by,
            recommendation=above.recommendation,
            text=new.text,
            leads=tuple(Led(name=name) for name in leads),
            timescales=(Dating(text=day(due), kind="date", latest=due),) if due else (),
            expected_evidence=words(new.cells.get(f.EVIDENCE, "")),
            outcome=words(new.cells.get(f.OUTCOME, "")),
            related_plans=words(new.cells.get(f.RELATED, "")).split("\n"),
            why=self.reason,
            door=self.door,
        )
        if left := _not_of_plan(new, leads, dated=due is not None):
            self._wait(action, (), f"Not taken with its row: {'; '.join(left)}. Say it where the action is edited.")
        placed = f"{action.known_as}, under {above.recommendation.printed_ref}"
        yield Became("new", action.pk, (f.TEXT,), placed, row=new.cells)

    def _led_and_due(self, new: NewRow, plan: m.Plan) -> tuple[list[str], date | None]:
        """Of those whom a new row says to lead it the ones that are known, and the day it is due if that is one."""
        wanted, other = self.merge.days.read(new.cells.get(f.DATE, ""), self.position_on)
        due = wanted if isinstance(wanted, date) and not other else None
        return [name for name in names(new.cells.get(f.LEAD, "")) if find_lead(name, plan)], due

    def _begin(self, read: MergedRow, action: int) -> None:
        """Take what a new row says of the action that it has become, as of any other; tell what of it is not taken."""
        added = m.Action.objects.with_plan().get(pk=action)
        added.standing = m.Standing(action=added)  # the act writes it where it ends
        row = replace(read, action=added)
        for cell in row.telling:
            if not row.is_chosen(cell):
                self._wait(added, (cell.field,), f"“{row.in_words(cell.field, cell.sheet)}”: {cell.why_left}")
        for of_cells, verb in self._verbs(row, {cell.field for cell in row.telling if row.is_chosen(cell)}):
            self._try(added, of_cells, verb)


def _told_with(new: NewRow) -> tuple[str, ...]:
    """What a new row says beside its words and its place, each with its heading."""
    return _with_headings({**_plain(new), **{name: new.cells.get(name, "") for name in (f.LEAD, f.DATE)}})


def _not_of_plan(new: NewRow, leads: list[str], *, dated: bool) -> tuple[str, ...]:
    """What a new row says of who leads it, of its day and beside, and what is not taken with it."""
    unknown = "; ".join(name for name in names(new.cells.get(f.LEAD, "")) if name not in leads)
    day_left = "" if dated else new.cells.get(f.DATE, "")
    return _with_headings({f.LEAD: unknown, f.DATE: day_left, f.BESIDE: new.cells.get(f.BESIDE, "")})


def _plain(new: NewRow) -> dict[str, str]:
    return {name: text for name, text in new.cells.items() if name in (*f.FILLED, f.BESIDE)}


def _with_headings(said: dict[str, str]) -> tuple[str, ...]:
    return tuple(f"{f.field_of(name).heading}: {text}" for name, text in said.items() if text)
