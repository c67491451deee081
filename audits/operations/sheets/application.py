"""Applying what is taken of a sheet that came home: one act with one reason, undone as one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import partial

from audits.models import SheetReturn
from audits.operations.sheets.requests import ask_for_date
from audits.operations.sheets.update import OF_UPDATE, said_in, update_of
from audits.sheets.merges import Merge, MergedRow, NewRow, merged
from audits.sheets.returns import ReadSheet
from audits.sheets.sides import plans_of
from plans import models as m
from plans.operations.editing import add_action, add_lead, change_action
from plans.operations.editing.leads import Led, find_lead
from plans.operations.editing.timescales import Dating
from plans.operations.errors import Overtaken, Refused
from plans.operations.freshness import Stale
from plans.operations.imports.questions import ask_back
from plans.operations.words import REASON_LIMIT, said
from plans.permissions.permission import Denied
from plans.permissions.sheets import can_send_sheets
from plans.sheets import fields as f
from plans.sheets.marks import NAMELESS
from plans.sheets.merge import Outcome
from plans.sheets.typed import same_words
from plans.trail import Actor, whole_act
from plans.wording import day

VERB = "merge_sheet"
SHEET, OTHER, HERE, ADD, NOTE, LEAVE = "sheet", "other", "here", "add", "note", "leave"
"""What may be chosen: of a cell the sheet, the other thing that it may mean or what is here, of a new row whether it is
added, noted or left."""

KINDS = {
    "update": "Updates",
    "claim": "Claims of completion, to be verified",
    "date": "Requests for a new date",
    "lead": "Responsible officers named",
    "text": "Words of actions changed",
    "question": "Questions asked back",
    "new": "New actions",
    "note": "New rows kept as a note",
}
"""What things become, in the order in which they are told."""


@dataclass(frozen=True, slots=True)
class Became:
    """What became of some cells of one action."""

    kind: str
    action: int
    fields: tuple[str, ...]
    words: str
    row: dict[str, str] | None = None
    """The cells of a row without a key, by which it is known when it comes home once more."""


def key_of(row: MergedRow, name: str) -> str:
    """The name of a cell's choice."""
    return f"{row.action.pk}-{name}"


def taken_of(merge: Merge, choices: dict[str, str]) -> dict[int, set[str]]:
    """The fields that are taken of each action: as it was chosen, else as it is chosen beforehand."""
    taken: dict[int, set[str]] = {}
    for row in merge.rows:
        for cell in row.telling:
            chosen = choices.get(key_of(row, cell.field)) or (SHEET if row.is_chosen(cell) else HERE)
            says = chosen == SHEET or (chosen == OTHER and cell.other is not None)
            if says and cell.outcome is not Outcome.UNREAD and not row.hindrance:
                taken.setdefault(row.action.pk, set()).add(cell.field)
    return taken


def new_beforehand(new: NewRow) -> str:
    """What is chosen of a new row unless somebody chooses otherwise."""
    return NOTE if new.above and not new.twin else LEAVE


def undecided(merge: Merge, choices: dict[str, str]) -> list[tuple[MergedRow, str]]:
    """The cells that were changed in both and of which nothing was chosen, each with its row."""
    return [
        (row, cell.field)
        for row, cell in merge.cells(Outcome.BOTH, Outcome.SHEET)
        if not row.is_chosen(cell) and not row.hindrance and not choices.get(key_of(row, cell.field))
    ]


def merge_of(returned: SheetReturn) -> Merge:
    """The merge of a file that came home, as things stand now."""
    return merged(returned.sheet, ReadSheet.from_json(returned.read))


def apply_return(
    *,
    by: m.User | Actor,
    returned: SheetReturn,
    choices: dict[str, str],
    reason: str,
    position_on: date | None = None,
    seen: str | None = None,
    said_by: str = "",
    door: str = "workbook",
    at=None,
) -> m.ChangeSet:
    """Apply what is taken as one act, and keep what became of it and what could not be applied. `seen` is the stamp of
    the merge that somebody looked at; `said_by` names whose the words of a paper or a list of ours are. Raises Denied;
    Refused without a reason, without anybody who said what becomes an update, and where the file was merged already;
    Stale where the merge is another by now."""
    sheet = returned.sheet
    plans = plans_of(sheet)
    for plan in plans:
        can_send_sheets.enforce(by, plan)
    reason = said(reason, limit=REASON_LIMIT, field="reason", need="Say why, such as whose sheet it is and for when.")
    details = {"sheet": sheet.pk, "file": returned.name, "sha256": returned.sha256, "about": str(sheet)}
    with whole_act(*plans, by=by, verb=VERB, why=reason, details=details, door=door, at=at) as act:
        returned = SheetReturn.objects.select_for_update().get(pk=returned.pk)
        if returned.act_id and not taken_back(returned):
            raise Refused("This file has been merged already.")
        merge = merge_of(returned)
        if seen is not None and seen != merge.stamp:
            raise Stale
        _name_whose(merge, choices, said_by)
        writer = _Writer(by, merge, reason, position_on or act.today, door, became=[], waits=[])
        writer.write(choices)
        whom, user = merge.sheet.whom, merge.sheet.user
        sheet.refresh_from_db()
        sheet.merged_at, sheet.whom, sheet.user = act.moment, whom, user
        act.save(sheet)
        returned.act, returned.choices, returned.position_on = act.record, choices, position_on
        returned.applied, returned.waits = [asdict(each) for each in writer.became], writer.waits
        returned.save(update_fields=["act", "choices", "position_on", "applied", "waits"])
    return act.record


def says_words(merge: Merge, taken: dict[int, set[str]]) -> bool:
    """Whether something is taken that somebody said: an update, or a question."""
    return any(name in (*OF_UPDATE, f.QUESTION) for names in taken.values() for name in names)


def _name_whose(merge: Merge, choices: dict[str, str], said_by: str) -> None:
    """Say of a file of ours whose words they are: those of the person of that name, where they have an account. Raises
    Refused where that is not said and something of it is an update."""
    sheet, name = merge.sheet, " ".join(said_by.split())
    if not sheet.is_file or (sheet.whom and not name):
        return
    if not name and says_words(merge, taken_of(merge, choices)):
        raise Refused("Say who changed the file: what it says is said by them.", "said_by")
    people = list(m.User.objects.filter(name__iexact=name, is_active=True)[:2]) if name else []
    sheet.whom, sheet.user = name[:200], people[0] if len(people) == 1 else None


def taken_back(returned: SheetReturn) -> bool:
    """Whether the act by which it was merged was undone."""
    undone = m.ChangeSet.objects.filter(verb="take_back_act", details__taken=returned.act_id)
    return bool(returned.act_id) and undone.exists()


def waits_to_be_merged(returned: SheetReturn) -> bool:
    """Whether nothing of the file is applied: it was not merged yet, or that was undone."""
    return not returned.act_id or taken_back(returned)


@dataclass(slots=True)
class _Writer:
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
            others = {
                cell.field for cell in row.telling if cell.other and choices.get(key_of(row, cell.field)) == OTHER
            }
            for names, verb in self._verbs(row.as_chosen(others), fields):
                self._try(row.action, names, verb)
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
            (f.RESPONSIBLE, self._lead),
            (f.QUESTION, self._question),
        ):
            if name in fields:
                yield (name,), partial(verb, row)
        words = tuple(name for name in sorted(fields) if f.is_words(name))
        if words:
            yield words, partial(self._words, row, words)

    def _try(self, action: m.Action | None, fields: tuple[str, ...], verb) -> None:
        """Do it, or remember why it can't be done."""
        try:
            self.became += list(verb())
        except (Refused, Denied) as refused:
            self._wait(action, fields, str(refused))
        except Overtaken as overtaken:
            self._wait(action, fields, str(overtaken))

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

    def _lead(self, row: MergedRow) -> Iterator[Became]:
        cell = row.cell(f.RESPONSIBLE)
        said_now = {name.casefold() for name in _names(str(cell.now if cell else ""))}
        for name in _names(str(row.says(f.RESPONSIBLE))):
            if name.casefold() not in said_now:
                if find_lead(name, row.action.plan) is None:
                    raise Refused(f"No lead is called “{name}” yet. Name it where the plan is edited.")
                led = Led(name=name, role=m.Assignment.Role.RESPONSIBLE)
                add_lead(by=self.by, action=row.action, led=led, why=self.reason, door=self.door)
                yield Became("lead", row.action.pk, (f.RESPONSIBLE,), name)

    def _words(self, row: MergedRow, names: tuple[str, ...]) -> Iterator[Became]:
        action = m.Action.objects.get(pk=row.action.pk)
        stored = stored_words(action)
        said = {name: str(row.says(name)) for name in names}
        if NAMELESS in self.merge.sheet.flags:
            raise Refused("Names were left out of this file, so the plan’s words are edited where the plan is.")
        if any(not same_words(str(cell.now or ""), stored.get(name, "")) for name in names if (cell := row.cell(name))):
            raise Refused("Part of its words is exempt and did not leave with the sheet. Edit them in the plan.")
        if f.TEXT in said and action.steps.filter(withdrawn=False).exists():
            raise Refused("Its words are made of steps, which are changed one by one where the plan is edited.")
        words = stored | said
        extra = {name: words[f"{f.EXTRA}{' '.join(name.split())}"] for name in action.extra}
        extra |= {name.removeprefix(f.EXTRA): text for name, text in said.items() if name not in f.WORDS}
        change_action(
            by=self.by,
            action=action,
            text=words[f.TEXT],
            ref=action.printed_ref,
            expected_evidence=words[f.EVIDENCE],
            outcome=words[f.OUTCOME],
            related_plans=words[f.RELATED].split("\n"),
            extra=extra,
            why=self.reason,
            door=self.door,
        )
        yield Became("text", row.action.pk, names, "Edited")

    def _question(self, row: MergedRow) -> Iterator[Became]:
        yield self._ask(row.action, str(row.says(f.QUESTION)), "asked back", "question", (f.QUESTION,))

    def _ask(self, action: m.Action, words: str, did: str, kind: str, fields: tuple[str, ...]) -> Became:
        sheet = self.merge.sheet
        because = f"{did} by {sheet.whom or 'whoever changed it'} in {sheet.in_words}"
        ask_back(by=self.by, action=action, words=words, because=because, door=self.door)
        return Became(kind, action.pk, fields, words)

    def _new(self, new: NewRow, chosen: str) -> None:
        if chosen == ADD and new.above:
            self._try(new.above, (f.TEXT,), partial(self._add, new, new.above))
        elif chosen == NOTE and new.above:
            self._try(new.above, (f.TEXT,), partial(self._note, new, new.above))

    def _note(self, new: NewRow, above: m.Action) -> Iterator[Became]:
        words = "; ".join((f"A new row: {new.text}", *_beside(new)))
        yield replace(self._ask(above, words, "written below it", "note", (f.TEXT,)), row=new.cells)

    def _add(self, new: NewRow, above: m.Action) -> Iterator[Became]:
        plan, (wanted, other) = above.plan, self.merge.days.read(new.cells.get(f.DATE, ""), self.position_on)
        leads = [name for name in _names(new.cells.get(f.LEAD, "")) if find_lead(name, plan)]
        dates = (
            (Dating(text=day(wanted), kind="date", latest=wanted),) if isinstance(wanted, date) and not other else ()
        )
        action = add_action(
            by=self.by,
            recommendation=above.recommendation,
            text=new.text,
            leads=tuple(Led(name=name) for name in leads),
            timescales=dates,
            why=self.reason,
            door=self.door,
        )
        if left := _beside(new, leads=tuple(leads), dated=bool(dates)):
            self._wait(action, (), f"Not taken with its row: {'; '.join(left)}. Say it where the action is updated.")
        placed = f"{action.known_as}, under {above.recommendation.printed_ref}"
        yield Became("new", action.pk, (f.TEXT,), placed, row=new.cells)


def _beside(new: NewRow, *, leads: tuple[str, ...] = (), dated: bool = False) -> tuple[str, ...]:
    """What a new row says beside its words, its place and the `leads` and date that were taken, each with its
    heading."""
    unknown = "; ".join(name for name in _names(new.cells.get(f.LEAD, "")) if name not in leads)
    said_beside = {name: text for name, text in new.cells.items() if name in f.FILLED and name != f.TEXT}
    said_beside |= {f.LEAD: unknown, f.DATE: "" if dated else new.cells.get(f.DATE, "")}
    return tuple(f"{f.field_of(name).heading}: {text}" for name, text in said_beside.items() if text)


def stored_words(action: m.Action) -> dict[str, str]:
    """The plan's own words of an action, by field."""
    return {
        f.TEXT: action.text,
        f.EVIDENCE: action.expected_evidence,
        f.OUTCOME: action.outcome,
        f.RELATED: "\n".join(action.related_plans),
        **{f"{f.EXTRA}{' '.join(name.split())}": words for name, words in action.extra.items()},
    }


def _names(text: str) -> list[str]:
    """The names that a cell lists."""
    return [name for part in text.split("\n") for name in (each.strip(" •") for each in part.split(";")) if name]
