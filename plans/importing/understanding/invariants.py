"""What holds of every plan, asked about where a reading breaks it, once for the document: whatever path it was read
by, references have one form, what is due is due after it was raised, whoever leads is no date, an action says what is
to be done, what no column says is not said by a column that nobody read, and no line around the rows is their like."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import dropwhile, pairwise

from plans.columns import EXTRA, LEAD, RESPONSIBLE, TIMESCALE
from plans.importing.rows import PlanRow
from plans.importing.rows.cell_patterns import squash
from plans.importing.rows.shapes.tails import is_when, tail_of
from plans.importing.source_document import Paragraph
from plans.importing.tables.close_calls import other_texts
from plans.importing.tables.facts import MOST, SHORTEST_TEXT, ColumnFacts
from plans.importing.tables.heading_looks import says_headings
from plans.importing.tables.texts import MOST_LOOKED_AT, is_level
from plans.importing.understanding.context import ReadingContext
from plans.importing.understanding.leads.names import runs_together
from plans.importing.understanding.questions import Questions
from plans.importing.understood_plan import UnderstoodAction, UnderstoodSection, UnderstoodStep
from plans.importing.vocabulary.heading_meanings import read_heading
from plans.importing.vocabulary.ratings import says_status

FEWEST, MOST_OF_A_FORM, FEWEST_OFTEN, LONGEST_NAME = 5, 0.8, 3, 14
"""References that tell their form, the share that has it, rows that say the same, and words of whoever leads."""
_DIGITS, _LETTERS = re.compile(r"\d+"), re.compile(r"[A-Za-z]+")
_RAISED = re.compile(r"\b(?:raised|opened|logged|identified|created|detected|detection)\b", re.IGNORECASE)
_DAY = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2} [A-Z][a-z]+ (?:20)?\d\d|[A-Z][a-z]+ 20\d\d")
_LABEL = re.compile(r"(?P<label>[A-Z][A-Za-z /]{1,30}):(?:\s|$)")
_LABEL_WITHIN = re.compile(r"\b(?P<label>[A-Z][a-z]+(?: [a-z]+){0,2}):\s[^\n]*")
_PAIR = re.compile(r"\b[A-Z][a-z]+(?=( [a-z]+))\1")
_NUMBER = re.compile(r"(?<!\S)(?P<form>[A-Z]{1,3}[ .-]?|\d{1,2}\.)(?P<number>\d{1,3})(?=[:.)]?\s+[A-Z])")
_SIGN = re.compile(r"[A-Za-z]\d?|\d{1,2}|[^\w\s.,;:?!/*–—-]\ufe0f?")

Breach = tuple[str, UnderstoodAction | None]


@dataclass(frozen=True)
class ReadPlan:
    """What was read of a document, and the columns and lines that stand around it."""

    sections: tuple[UnderstoodSection, ...]
    context: ReadingContext

    @cached_property
    def actions(self) -> list[UnderstoodAction]:
        return [action for section in self.sections for action in section.actions]

    @cached_property
    def rows(self) -> list[PlanRow]:
        return self.context.sheet.rows

    @cached_property
    def extra(self) -> list[ColumnFacts]:
        """The columns that were kept as they are."""
        return [
            ColumnFacts(column.heading, number, cells)
            for number, column in enumerate(self.context.sheet.columns)
            if column.meaning == EXTRA and not column.stands_in and column.heading
            and len(cells := [text for row in self.rows if (text := row.text(number))]) > 1
        ]  # fmt: skip

    @cached_property
    def lines(self) -> list[str]:
        """The lines that stand between the rows, and after them."""
        below = dropwhile(lambda event: not isinstance(event, PlanRow), self.context.sheet.events)
        titles = {squash(section.title or "") for section in self.sections}
        lines = [line for event in below if isinstance(event, Paragraph) for line in event.lines]
        return [line for line in lines if squash(line) not in titles and " | " not in line]


@dataclass(frozen=True, slots=True)
class Invariant:
    """What a question of a breach is of, why it is asked, and what breaks it."""

    field: str
    because: str
    breaches: Callable[[ReadPlan], Iterator[Breach]]


def ask_about_breaches(sections: tuple[UnderstoodSection, ...], questions: Questions, context: ReadingContext) -> None:
    """Ask about each breach at the first action that has it, with how many have it."""
    plan = ReadPlan(sections, context)
    for one in INVARIANTS if plan.actions else ():
        found = list(one.breaches(plan))
        if found:
            text, action = found[0]
            more = f"; so {'is' if len(found) == 2 else 'are'} {len(found) - 1} more" if len(found) > 1 else ""
            rows = tuple(action.row for _, action in found if action)
            questions.ask(action.row if action else None, one.field, text, one.because + more, rows=rows)


def _form(ref: str) -> str:
    return _LETTERS.sub("A", _DIGITS.sub("1", ref))


def _of_other_form(plan: ReadPlan) -> Iterator[Breach]:
    """The references that are not of the form that nearly all have."""
    refs = [(action.ref, action) for action in plan.actions if action.ref]
    forms = Counter(_form(ref) for ref, _ in refs)
    form, count = forms.most_common(1)[0] if forms else ("", 0)
    if len(refs) >= FEWEST and count >= MOST_OF_A_FORM * len(refs):
        yield from ((ref, action) for ref, action in refs if _form(ref) != form)


def _due_before(plan: ReadPlan) -> Iterator[Breach]:
    """Actions due before the day on which a column of their row says that they were raised."""
    for action in plan.actions:
        due = max((one.latest for one in action.timescales if one.latest), default=None)
        raised = (text for heading, text in action.extra if _RAISED.search(heading))
        days = [one.latest for text in raised for one in plan.context.dates_of(text).readings if one.kind == "date"]
        if due and due < max(filter(None, days), default=due):
            yield action.timescales[0].text, action


def _leads(holds: Callable[[str], object]) -> Callable[[ReadPlan], Iterator[Breach]]:
    """The leads of which something holds."""

    def breaches(plan: ReadPlan) -> Iterator[Breach]:
        return ((lead.name, a) for a in plan.actions for lead in a.leads if holds(lead.name.strip()))

    return breaches


def _labelled(
    value: Callable[[UnderstoodAction | UnderstoodStep], object], *meanings: str
) -> Callable[[ReadPlan], Iterator[Breach]]:
    """The labels of something of these meanings within actions of which nothing else says it: "Owner: …"."""

    def breaches(plan: ReadPlan) -> Iterator[Breach]:
        silent = (action for action in plan.actions if not value(action) and not any(map(value, action.steps)))
        for found in (found for action in silent for found in _LABEL_WITHIN.finditer(action.text)):
            if read_heading(found["label"]).certain in meanings:
                yield found[0], None

    return breaches


def _refs_twice(plan: ReadPlan) -> Iterator[Breach]:
    """The references that two actions of one section have, where nearly all have one of their own."""
    for section in plan.sections:
        often = Counter(action.ref for action in section.actions if action.ref)
        count = sum(often.values())
        if count >= FEWEST and MOST_OF_A_FORM * count <= len(often) < count:
            yield from ((action.ref, action) for action in section.actions if action.ref and often[action.ref] > 1)


def _one_title(plan: ReadPlan) -> Iterator[Breach]:
    """The title of all rows, where other lines stand between it and them, or it names their sheet."""
    events = plan.context.sheet.events
    first = next((n for n, event in enumerate(events) if not isinstance(event, Paragraph)), 0)
    for place, event in enumerate(events[:first]):
        if not isinstance(event, Paragraph) or event.text != plan.sections[0].title or len(plan.sections) > 1:
            continue
        if place + 1 < first or event.names_sheet:
            yield event.text, None


def _say_the_same(plan: ReadPlan) -> Iterator[Breach]:
    """Actions that say what several others say, and nothing beside it: what each page prints."""
    bare = [action for action in plan.actions if not (action.leads or action.timescales or action.rag)]
    often = Counter(squash(_DIGITS.sub("", action.text)) for action in bare)
    return ((a.text, a) for a in bare if often[squash(_DIGITS.sub("", a.text))] >= FEWEST_OFTEN)


def _say_labels(plan: ReadPlan) -> Iterator[Breach]:
    """The words that most actions have alike, a capital first, in one place after another: the labels of a form."""
    looked = plan.actions[:MOST_LOOKED_AT]
    pairs = Counter(pair for a in looked for pair in dict.fromkeys(found[0] for found in _PAIR.finditer(a.text)))
    shared = [pair for pair, count in pairs.items() if count >= max(FEWEST_OFTEN, MOST_OF_A_FORM * len(looked))]
    if len(shared) > 1:
        yield from ((pair, None) for pair in shared)


def _go_on(plan: ReadPlan) -> Iterator[Breach]:
    """Actions that begin in lower case where nearly all begin with a capital: rests of those above them."""
    texts = [action.text.lstrip("• ") for action in plan.actions]
    low = sum(text[:1].islower() for text in texts)
    if 4 * low < len(texts) and len(texts) > FEWEST_OFTEN:
        yield from ((a.text, a) for a, text in zip(plan.actions, texts, strict=True) if text[:1].islower())


def _run_together(plan: ReadPlan) -> Iterator[Breach]:
    """Actions within which several numbers of one form count up: rows that were read as one."""
    for action in plan.actions:
        numbers = [(one["form"], int(one["number"])) for one in _NUMBER.finditer(f"{action.ref} {action.text}")]
        if sum((form, number + 1) == after for (form, number), after in pairwise(numbers)) > 1 and not action.steps:
            yield action.text, action


def _say_little(plan: ReadPlan) -> Iterator[Breach]:
    """The actions of a plan of which most say nothing that can be done: a level, a day, a word."""
    said = [a.text.strip() for a in plan.actions[:MOST_LOOKED_AT] if a.text]
    if len(said) > 1 and 2 * sum(bool(is_level(one) or is_when(one) or _SIGN.fullmatch(one)) for one in said) > len(
        said
    ):
        yield said[0], None


def _are_headings(plan: ReadPlan) -> Iterator[Breach]:
    lines = {row.line for row in plan.rows if says_headings(row.cells.values())}
    return ((action.text, action) for action in plan.actions if action.line in lines)


def _bare_beside_full(plan: ReadPlan) -> Iterator[Breach]:
    """Actions of a few words without a lead or a day, where nearly all have both: titles of those below them."""
    full = sum(bool(a.leads and (a.timescales or a.steps)) for a in plan.actions)
    if 3 * full >= 2 * len(plan.actions) >= 2 * FEWEST:
        bare = [a for a in plan.actions if not (*a.leads, *a.timescales, *a.steps)]
        yield from ((action.text, action) for action in bare if 0 < len(action.text.split()) < FEWEST)


def _left_around(plan: ReadPlan) -> Iterator[Breach]:
    """Lines around the rows that say who is to do something and by when, as the actions do."""
    for line in plan.lines:
        tail = tail_of(line, frozenset())
        label = _LABEL.match(line)
        if (tail.who and tail.when) or (label and read_heading(label["label"]).meaning in ("action", "step")):
            yield line, None


def _kept_column(looks: Callable[[ColumnFacts], object], said: Callable[[ReadPlan], object]):
    """The column that was kept as it is and looks like what no action of the plan has."""

    def breaches(plan: ReadPlan) -> Iterator[Breach]:
        columns = plan.context.sheet.columns
        for column in plan.extra if not said(plan) else ():
            asked = columns[column.position].because and column.share(_SIGN.fullmatch) < MOST
            if looks(column) and not (asked and looks is _grades):
                yield column.heading, None

    return breaches


def _any(value: Callable[[UnderstoodAction], object]) -> Callable[[ReadPlan], bool]:
    return lambda plan: any(map(value, plan.actions))


def _in_runs(plan: ReadPlan) -> Iterator[Breach]:
    """The columns whose cells say one thing for several rows that follow each other, in a plan without sections."""
    if any(section.title for section in plan.sections):
        return
    for column in plan.extra:
        if column.in_runs and max(column.dated, column.peopled, column.counted) < MOST and not _grades(column):
            yield column.heading, None


def _grades(column: ColumnFacts) -> bool:
    """Whether a few signs, or words of how high something is, stand in a column again and again."""
    few = 1 < len(set(column.cells)) < len(column.cells)
    signs = few and column.share(lambda cell: _SIGN.fullmatch(cell.strip())) >= MOST
    return signs or max(column.graded, column.levelled, column.shown_rated) >= MOST


INVARIANTS = (
    Invariant("ref", "not of the form of the others", _of_other_form),
    Invariant("timescales", "due before it was raised; which of the two dates is it?", _due_before),
    Invariant("leads", "a day stands where somebody leads; has a cell slipped?", _leads(_DAY.fullmatch)),
    Invariant("leads", "nobody is called so; has a cell slipped?",
              _leads(lambda name: is_level(name) or name.isdigit() or len(name.split()) > LONGEST_NAME)),
    Invariant("leads", "it may be more than one; who are they?",
              _leads(lambda name: name[-1:] in "+&/," or runs_together(name))),
    Invariant("ref", "two actions have it; are they one?", _refs_twice),
    Invariant("leads", "the words of an action say who leads under a label of their own; is it so?",
              _labelled(lambda a: a.leads, LEAD, RESPONSIBLE)),
    Invariant("timescales", "the words of an action say by when under a label of their own; is it so?",
              _labelled(lambda a: a.timescales, TIMESCALE)),
    Invariant("section", "it stands above all rows, with other lines between; is it the title of the document?",
              _one_title),
    Invariant("rows", "several rows say just this; is it printed on each page?", _say_the_same),
    Invariant("rows", "most actions say just these words; are they the labels of a form?", _say_labels),
    Invariant("rows", "its texts may be what will be done, in place of those that are read so; are they?",
              lambda plan: ((text, None) for text in other_texts(plan.context.sheet.columns, plan.extra,
                                                                 [action.text for action in plan.actions]))),
    Invariant("rows", "it begins as the rest of the row above; is it one?", _go_on),
    Invariant("rows", "it holds several numbers that count up; are they actions of their own?", _run_together),
    Invariant("rows", "what is read as actions says nothing to do; does it stand elsewhere?", _say_little),
    Invariant("rows", "its row says what headings say; does it hold the headings of those below it?", _are_headings),
    Invariant("rows", "nobody leads it and it has no day, as all others have; does it title those below it?",
              _bare_beside_full),
    Invariant("rows", "a line around the rows says who is to do something; is it an action?", _left_around),
    Invariant("rag", "nothing else says how it is going; is this the rating?",
              _kept_column(_grades, _any(lambda a: a.rag or a.rag_sign))),
    Invariant("section", "nothing says under what the rows stand; are these the sections?", _in_runs),
    Invariant("recommendation", "nothing else says what must improve; does this?",
              _kept_column(lambda c: c.length >= SHORTEST_TEXT and c.position < 3 and c.dated < MOST,
                           lambda plan: any(rec.text for one in plan.sections for rec in one.recommendations))),
    Invariant("progress", "nothing else says how it is going in words; does this?",
              _kept_column(lambda c: c.share(says_status) >= MOST or c.may_report, _any(lambda a: a.progress))),
    Invariant("leads", "nothing else says who leads; does this?",
              _kept_column(lambda c: c.peopled >= MOST and c.is_short, _any(lambda a: a.leads))),
    Invariant("timescales", "nothing else says by when; does this?",
              _kept_column(lambda c: c.days >= MOST and c.is_short,
                           lambda plan: 2 * sum(bool(a.timescales) for a in plan.actions) >= len(plan.actions))),
)  # fmt: skip
"""Each is asked once."""
