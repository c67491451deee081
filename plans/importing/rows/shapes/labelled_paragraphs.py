"""Plans without any table: paragraphs with labels, "Action: …", "Lead: …", under numbered recommendations."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from plans.columns import ACTION, LEAD, MEANINGS, RAG, RECOMMENDATION, RESPONSIBLE, TIMESCALE
from plans.importing.rows.shapes.combined_columns import who_and_when
from plans.importing.rows.shapes.findings import Told, has_headings
from plans.importing.rows.shapes.records import Record, cycle_of, opens_another, table_of
from plans.importing.rows.shapes.tails import people_of, tail_of
from plans.importing.source_document import BlockKind, Cell, Paragraph, SourceDocument, Table
from plans.importing.vocabulary.heading_meanings import normal, read_heading
from plans.importing.vocabulary.heading_words import STEP

_LABEL = re.compile(
    r"(?:^|(?<=[\s.;,(–-]))(?:\(?\d{1,2}[.)]\s+)?(?P<label>[A-Z][A-Za-z]*(?:[ /][A-Za-z]+){0,3})"
    r"(?:\s+(?P<ref>[A-Z]{0,3}\d{1,3}(?:[./]\d{1,3})*))?\s*(?::|(?<=\w)\s[–-](?=\s))\s*"
)
_ALONE = re.compile(
    r"(?P<label>[A-Z][A-Za-z]*(?:[ /][A-Za-z]+){0,3})(?:\s+(?P<ref>[A-Z]{0,3}\d{1,3}(?:\.\d{1,3})*))?\s*[:.]?"
)
_AT_START = re.compile(r"(?P<label>[A-Z][^:.;]{1,60}?)(?:\s\((?P<ref>[A-Z]{0,3}\d{1,3})\))?:(?:\s+(?=\S)|$)")
"""A label of any words, at the start of a line, with a number in brackets where it has one."""
_LEADING = re.compile(
    r"\(?(?P<ref>\d{1,3}(?:\.\d{1,3})*[.)]|\d{1,3}(?:\.\d{1,3}){1,3}|[A-Z]{1,3}\d{1,3}[.):]?(?=\s+[A-Z]))\s+|(?P<letter>\(?(?:[a-h]|[ivx]{1,4})\))\s+"
)
_REF_BEHIND = re.compile(r"\s*\((?:Recommendation|Rec\.?)\s+(?P<ref>[\w.]{1,8})\)\s*$", re.IGNORECASE)
"""The number of a recommendation behind its words: "(Recommendation 1)"."""
_NAMING = frozenset({LEAD, RESPONSIBLE, TIMESCALE})
"""What says who or when and is no sentence."""
_WHO = frozenset({LEAD, RESPONSIBLE})
FEWEST = 2
"""Actions that labelled paragraphs need, to be a plan."""
FEWEST_ASSIGNED = 3
"""Lines that say in brackets at their end who leads, which are a plan by themselves."""


def read_prose(document: SourceDocument, told: Told) -> SourceDocument:
    """The document with runs of labelled paragraphs as tables, where no table of it is a plan."""
    lines = document.lines
    labels = _Labels.of(lines)
    if told.headings_are_ruled():
        return document
    if has_headings(document) or not (
        sum(map(labels.says_action, lines)) >= FEWEST
        or labels.count(lines, RECOMMENDATION) >= FEWEST <= labels.count(lines, *_WHO, RAG)
        or sum(map(labels.assigns, lines)) >= FEWEST_ASSIGNED
    ):
        return document
    reader = _Reader(labels, told)
    reader.people = people_of(lines)
    reader.unled = not labels.count(lines, *_WHO)
    if not labels.count(lines, RECOMMENDATION) and not any(map(_LEADING.match, lines)):
        reader.numbered |= {ACTION}
    reader.agenda = _counts_titles(lines, labels)
    reader.cycle = cycle_of([normal(found["label"]) for line in lines for found in labels.within(line)])
    for part, following in zip(document.parts, (*document.parts[1:], None), strict=True):
        reader.titles = following is not None and _titles(part) and labels.opens(following)
        reader.take(part)
    reader.close()
    return replace(document, parts=tuple(reader.parts))


@dataclass(frozen=True, slots=True)
class _Labels:
    """The labels of a document: those that plans print anywhere, and any others, without capitals and marks, with
    which several of its lines begin."""

    repeated: frozenset[str]

    @classmethod
    def of(cls, lines: list[str]) -> "_Labels":
        found = (_AT_START.match(line) for line in lines)
        counts = Counter(normal(match["label"]) for match in found if match)
        return cls(frozenset(label for label, count in counts.items() if count >= FEWEST))

    def within(self, line: str) -> list[re.Match[str]]:
        """The labels of a line: with a colon or dash after them, or alone on it."""
        alone = _ALONE.fullmatch(line.strip())
        # "Recommendations" titles those below it.
        titles = alone and alone["label"].endswith("s") and self.meaning(alone) == RECOMMENDATION
        if alone and self.meaning(alone) and not titles:
            return [alone]
        found = list(self._along(line))
        start = _AT_START.match(line)
        if start and self.meaning(start) and (not found or found[0].start() > 0):
            return [start, *(label for label in found if label.start() >= start.end())]
        return found

    def _along(self, line: str) -> Iterator[re.Match[str]]:
        """The labels within a line, of which the words of a value may stand before the next: "Owner: Jo By: May"."""
        place = 0
        while found := _LABEL.search(line, place):
            if self.meaning(found) or ":" not in found[0]:
                yield from [found] if self.meaning(found) else []
                place = found.end()
            else:
                first = re.match(r"\w+", found["label"])
                place = found.start("label") + (first.end() if first else 1)

    def meaning(self, found: re.Match[str]) -> str | None:
        """The meaning of a label; None where it is none."""
        reading = read_heading(found["label"])
        at_start = found.re is _AT_START and normal(found["label"]) in self.repeated
        return reading.meaning if reading.certain or at_start else None

    def count(self, lines: list[str], *meanings: str) -> int:
        """How many lines begin with a label of these meanings and a colon."""
        found = (_AT_START.match(line) for line in lines)
        return sum(bool(label) and self.meaning(label) in meanings for label in found if label)

    def says_action(self, line: str) -> bool:
        """Whether a line has the label of an action, or is numbered and says within it who leads."""
        meanings = {self.meaning(found) for found in self.within(line)}
        return bool(meanings & {ACTION, STEP}) or (bool(_LEADING.match(line)) and bool(meanings & _WHO))

    def assigns(self, line: str) -> bool:
        """Whether a line says in brackets at its end who leads: "Sow grass (Lead: Jo Bell; by May 2027)"."""
        labels = self.within(line)
        before = line[: labels[0].start()].rstrip() if labels else ""
        return len(before.split()) > 1 and before[-1] in "([" and self.meaning(labels[0]) in _WHO

    def opens(self, part: Table | Paragraph) -> bool:
        """Whether a paragraph begins with a label or a number."""
        line = part.lines[0] if isinstance(part, Paragraph) else ""
        labels = self.within(line)
        return bool(_LEADING.match(line)) or bool(labels and not line[: labels[0].start()].strip())


def _titles(part: Table | Paragraph) -> bool:
    """Whether a paragraph can title the records below it."""
    return isinstance(part, Paragraph) and _is_title(part.text)


def _is_title(line: str) -> bool:
    """Whether a line is short and no sentence."""
    return len(line.split()) <= 10 and line[-1] not in ".,;:"


def _counts_titles(lines: list[str], labels: _Labels) -> bool:
    """Whether numbered lines title what follows, as the items of minutes do: short, no sentences, and most with a text
    below that has no label."""
    titles = [
        not labels.within(below) and not _LEADING.match(below)
        for line, below in pairwise(lines)
        if _LEADING.match(line) and _is_title(line)
    ]
    return len(titles) > FEWEST and 2 * sum(titles) > len(titles)


class _Reader:
    def __init__(self, labels: _Labels, told: Told) -> None:
        self.labels, self.told = labels, told
        self.parts: list[Table | Paragraph] = []
        self.records: list[Record] = []
        self.label: str | None = None
        self.titles = self.agenda = self.unled = False
        self.numbered = frozenset({RECOMMENDATION})
        self.people: frozenset[str] = frozenset()
        self.cycle: str | None = None

    def take(self, part: Table | Paragraph) -> None:
        if isinstance(part, Table) or (part.level and not any(map(self.labels.within, part.lines))):
            self.close()
            self.parts.append(part)
            return
        for line in part.lines:
            self.take_line(line, part)

    def take_line(self, line: str, paragraph: Paragraph) -> None:
        labels = self.labels.within(line)
        before = line[: labels[0].start()] if labels else line
        if before.strip(" .;,(–-"):
            self.take_text(before.strip(" ("), paragraph, labels)
        for number, found in enumerate(labels):
            end = labels[number + 1].start() if number + 1 < len(labels) else len(line)
            self.take_value(found, line[found.end() : end].strip(" ;"), paragraph)

    def take_text(self, text: str, paragraph: Paragraph, labels: list[re.Match[str]]) -> None:
        """A text without a label: a numbered one is what must improve, or an action if it goes on to say who leads;
        another goes on with what is above it."""
        if "____" in text:
            self.close()  # it is to be signed
        number, labelled = _LEADING.match(text), bool(labels)
        rest = text[number.end() :] if number else text
        if number and {self.labels.meaning(found) for found in labels} & _WHO:
            self.open(paragraph)
            self.records[-1].unlabelled |= {"Ref", "Action"}
            self.add("Ref", Cell.of(_ref_of(number)))
            self.add("Action", Cell.of(rest))
            return
        if number and self.agenda and _is_title(text):
            self.close()
            self.parts.append(replace(paragraph, lines=(text,), level=2, listed=False))
            return
        if number and (not paragraph.listed or labelled or self.label is None or self.holds_action()):
            self.open(paragraph)
            self.records[-1].unlabelled |= {"Ref", "Recommendation"}
            self.add("Ref", Cell.of(_ref_of(number)))
            self.add("Recommendation", Cell.of(rest))
        elif paragraph.listed and labelled and self.records and self.says_who():
            label = self.action_label
            self.open(paragraph)
            self.add(label, Cell.of(text))
        elif paragraph.listed and labels and self.labels.assigns(labels[0].string):
            if not self.records:
                self.open(paragraph)
            self.records[-1].unlabelled.add("Action")
            self.add("Action", Cell.of(text))
        elif self.records and self.label and (self.waits() or paragraph.listed or labelled or text[:1].islower()):
            kind = BlockKind.ITEM if paragraph.listed else BlockKind.PARAGRAPH
            self.add(self.label, Cell.of(text, kind=kind))
        else:
            self.close()
            level = paragraph.level or (2 if self.titles else 0)
            self.parts.append(replace(paragraph, lines=(text,), level=level))

    def says_who(self) -> bool:
        """Whether the record says who leads, so that a further line of a list that says so too is another's."""
        return any(map(self.records[-1].holds, _WHO))

    @property
    def action_label(self) -> str:
        """The label under which actions stand."""
        found = [label for label in self.records[-1].cells if read_heading(label).meaning == ACTION]
        return found[-1] if found else "Action"

    def waits(self) -> bool:
        """Whether the last label has no value yet."""
        return bool(self.label) and not self.records[-1].cells.get(self.label or "")

    def holds_action(self) -> bool:
        return bool(self.records) and self.records[-1].holds(ACTION)

    def take_value(self, found: re.Match[str], value: str, paragraph: Paragraph) -> None:
        label, meaning = found["label"], self.labels.meaning(found)
        if not self.records or opens_another(self.records[-1], meaning or "", label, self.cycle):
            self.open(paragraph)
        behind = _REF_BEHIND.search(value) if meaning == RECOMMENDATION else None
        if behind:
            value = value[: behind.start()]
            self.records[-1].unlabelled.add("Ref")
            self.add("Ref", Cell.of(behind["ref"]))
        number = found["ref"] or _ref_of(_LEADING.match(found[0]))
        if number and meaning in self.numbered:
            self.records[-1].unlabelled.add("Ref")
            self.add("Ref", Cell.of(number))
        elif number:
            value = f"{number}. {value}"
        if meaning in _NAMING:
            value = value.rstrip(" .") if "(" in value else value.rstrip(" .)")
        if meaning == ACTION and self.unled:
            self.add_assigned(label, value)
            return
        who, when = who_and_when(value) if meaning in _WHO else (value, "")
        self.add(label, Cell.of(who or value))
        if who and when and meaning in _WHO:
            self.add_unlabelled(TIMESCALE, when)

    def add_assigned(self, label: str, value: str) -> None:
        """An action that may say itself, behind its words, who is to do it and by when."""
        tail = tail_of(value, self.people)
        apart = tail.who and tail.text != value and (tail.sure or tail.when)
        self.add(label, Cell.of(tail.text if apart else value))
        if apart:
            self.told.in_words = True
            self.add_unlabelled(LEAD, tail.who)
            self.add_unlabelled(TIMESCALE, tail.when)

    def add_unlabelled(self, meaning: str, text: str) -> None:
        if text:
            self.records[-1].unlabelled.add(MEANINGS[meaning])
            self.add(MEANINGS[meaning], Cell.of(text))

    def open(self, paragraph: Paragraph) -> None:
        self.records.append(Record(paragraph.line, paragraph.place))
        self.label = None

    def add(self, label: str, cell: Cell) -> None:
        self.records[-1].add(label, cell)
        self.label = label

    def close(self) -> None:
        """What was read so far as a table; one without an action goes back to paragraphs."""
        if self.records:
            self.parts.append(table_of(self.records, self.told))
        self.records, self.label = [], None


def _ref_of(number: re.Match[str] | None) -> str:
    return (number["ref"] or number["letter"]) if number else ""
