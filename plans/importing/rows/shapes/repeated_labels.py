"""Records told by what is repeated, whatever prints them: a text, and below it the same few labels with what they say
("Owner: …", "By: …"), as lines, as rows of two cells, or as a small table of headings and values; on pages, cards,
slides, or in a list."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from plans.columns import ACTION, LEAD, MEANINGS, RECOMMENDATION, REF, RESPONSIBLE, TIMESCALE
from plans.importing.rows.cell_patterns import LABEL, squash
from plans.importing.rows.shapes.findings import NOTHING, Told, has_headings
from plans.importing.rows.shapes.heads_above import read_head
from plans.importing.rows.shapes.records import Record, table_of
from plans.importing.source_document import Cell, Paragraph, SourceDocument, Table
from plans.importing.vocabulary.heading_meanings import normal, read_heading
from plans.importing.vocabulary.heading_words import STEP

_LABELLED = re.compile(rf"{LABEL}\s*(?P<value>.*)", re.DOTALL)
_WITHIN = re.compile(rf"(?:^|(?<=[.;,|] )){LABEL}(?=\s)")
_NUMBERED = re.compile(
    r"(?:(?:[Aa]ction|[Tt]ask|[Ss]tep) )?(?P<ref>(?:[A-Z]{1,3} ?)?\d{1,3}(?:\.\d{1,3})*[a-z]?)[.):]?\s+(?=\S)"
)
_WHO_OR_WHEN = frozenset({LEAD, RESPONSIBLE, TIMESCALE})
_TEXTS = frozenset({ACTION, STEP, RECOMMENDATION})
FEWEST = 3
"""Records that are a plan."""


@dataclass(slots=True)
class ShownLine:
    """A line of a document: a text, or what a label says (`cell`)."""

    part: Paragraph | Table
    line: int
    place: str
    text: str
    label: str = ""
    cell: Cell = field(default_factory=Cell)


@dataclass(slots=True)
class Stretch:
    """The texts above some labels, and these."""

    texts: list[ShownLine] = field(default_factory=list)
    labels: list[ShownLine] = field(default_factory=list)

    @property
    def waits(self) -> bool:
        """Whether its last label says nothing yet."""
        return bool(self.labels) and not self.labels[-1].cell

    @property
    def names(self) -> frozenset[str]:
        return frozenset(normal(line.label) for line in self.labels)


def read_repeated(document: SourceDocument, told: Told) -> SourceDocument:
    """The document with such records as a table, where none of its tables is a plan."""
    if told.headings_are_ruled() or has_headings(document):
        return document
    labelled = (_LABELLED.fullmatch(line.strip()) for line in document.lines)
    starts = Counter(normal(found["label"]) for found in labelled if found)
    if any(read_heading(label).meaning in _TEXTS for label in starts):
        return document  # the labels themselves say what is an action
    lines = list(_lines(document, frozenset(label for label, count in starts.items() if count > 1), _bare(document)))
    runs, rest = _runs(lines)
    if not _are_records(runs):
        return document
    numbered = 2 * sum(any(map(_is_numbered, run.texts)) for run in runs) > len(runs)
    fewest = min(len(run.texts) for run in runs)
    parts: list[Table | Paragraph] = []
    records: list[Record] = []
    for run in runs:
        first = _first_of(run, numbered=numbered, fewest=fewest)
        if first and records:
            parts.append(table_of(records, told))
            records = []
        parts += [_paragraph(line) for line in run.texts[:first]]
        records.append(_record(run.texts[first:], run.labels))
    because = "no headings are printed; a text and the labels below it are read as an action, as each is built alike"
    told.doubt(None, "columns", MEANINGS[ACTION], because)
    return replace(document, parts=(*parts, table_of(records, told), *map(_paragraph, rest)))


def _bare(document: SourceDocument) -> frozenset[str]:
    """The labels with which several lines begin without a colon: "Lead Jo Bell", "Deadline 4 May"."""
    lines = [line.split() for line in document.lines]
    starts = Counter(" ".join(words[:count]) for words in lines for count in (1, 2) if len(words) > count)
    often = (text for text, count in starts.items() if count >= FEWEST)
    return frozenset(filter(_may_label, often))


def _label_of(text: str, repeated: frozenset[str], bare: frozenset[str]) -> tuple[str, str]:
    """The label with which a line begins, and what it says; "" for none."""
    found = _LABELLED.fullmatch(text)
    if found and "@" not in found["value"] and _may_label(found["label"], repeated):
        return found["label"], found["value"]
    words = text.split()
    label = next((label for n in (2, 1) if (label := " ".join(words[:n])) in bare and len(words) > n), "")
    return label, text[len(label) :].strip() if label else ""


def _labels_apart(text: str, repeated: frozenset[str]) -> list[str]:
    """A line of several labels, each with what it says, one by one: "Lead: Jo Bell. By: May 2027."."""
    starts = [found.start() for found in _WITHIN.finditer(text) if _may_label(found["label"], repeated)]
    if len(starts) < 2 or starts[0]:
        return [text]
    return [text[start:end].strip(" .;,|") for start, end in pairwise([*starts, len(text)])]


def _lines(document: SourceDocument, repeated: frozenset[str], bare: frozenset[str]) -> Iterator[ShownLine]:
    for part in document.parts:
        if isinstance(part, Paragraph):
            for text in part.lines:
                for said in _labels_apart(text, repeated):
                    label, value = _label_of(said.strip(), repeated, bare)
                    yield ShownLine(part, part.line, part.place, said, label, Cell.of(value))
        else:
            yield from _of_table(part)


def _of_table(table: Table) -> Iterator[ShownLine]:
    """The lines of a table: those of its labels and values, else its rows as texts."""
    first, *others = table.rows
    heads = [cell.flat for cell in first.cells]
    if len(others) == 1 and len(others[0].cells) == len(heads) > 1 and all(map(_may_label, filter(None, heads))):
        pairs = zip(heads, others[0].cells, strict=True)
        yield from (ShownLine(table, first.line, first.place, head, head, cell) for head, cell in pairs if head)
        return
    for row in table.rows:
        filled = row.filled
        label = filled[0].flat.rstrip(" :") if 0 < len(filled) < 3 else ""
        if label and _may_label(label) and row.cells[0]:
            yield ShownLine(table, row.line, row.place, label, label, filled[1] if len(filled) > 1 else Cell())
        else:
            yield ShownLine(table, row.line, row.place, " | ".join(cell.flat for cell in filled))


def _may_label(text: str, repeated: frozenset[str] = NOTHING) -> bool:
    reading = read_heading(text if text[:1].isupper() else "")
    return bool(reading.certain or normal(text) in repeated) and reading.meaning not in (REF, *_TEXTS)


def _runs(lines: list[ShownLine]) -> tuple[list[Stretch], list[ShownLine]]:
    """Each stretch of texts with the labels below it, and what stands below the last that says who or by when."""
    runs = [Stretch()]
    for line in lines:
        last = runs[-1]
        if line.label and normal(line.label) in last.names:
            return [], []  # one text with a label twice is no record
        if line.label:
            last.labels.append(line)
        elif last.waits and line.part is not last.labels[-1].part:
            last.labels[-1].cell = Cell.of(line.text)
        elif last.labels:
            runs.append(Stretch([line]))
        else:
            last.texts.append(line)
    last = runs[-1]
    if any(read_heading(name).meaning in _WHO_OR_WHEN for name in last.names):
        return runs, []
    return runs[:-1], [*last.texts, *last.labels]


def _are_records(runs: list[Stretch]) -> bool:
    """Whether the runs are built alike: a text above the same labels, of which some say who or by when."""
    if len(runs) < FEWEST or [run for run in runs if not run.texts]:
        return False
    often = Counter(name for run in runs for name in run.names)
    shared = {name for name, count in often.items() if 3 * count >= 2 * len(runs)}
    says = {read_heading(name).meaning for name in shared} & _WHO_OR_WHEN
    alike = [run for run in runs if shared <= run.names]
    return bool(says) and len(shared) > 1 and 3 * len(alike) >= 2 * len(runs)


def _is_numbered(line: ShownLine) -> bool:
    return bool(_NUMBERED.match(line.text))


def _first_of(run: Stretch, *, numbered: bool, fewest: int) -> int:
    """Which of the texts above its labels is the first of a record: the last that is numbered, where most have one;
    else as many belong to each as the record that has the fewest, without what must improve above it."""
    heads = [n + 1 for n, line in enumerate(run.texts[:-1]) if read_head(line.text, line.line) or not squash(line.text)]
    if numbered:
        return max((n for n, line in enumerate(run.texts) if _is_numbered(line)), default=len(run.texts) - 1)
    return max([len(run.texts) - fewest, *heads])


def _record(texts: list[ShownLine], labels: list[ShownLine]) -> Record:
    first = texts[0]
    record = Record(first.line, first.place)
    found = _NUMBERED.match(first.text)
    said = [first.text[found.end() :] if found else first.text]
    for line in texts[1:]:
        if said[-1][-1:] in ".!?:;":
            said.append(line.text)
        else:
            said[-1] += f" {line.text}"
    record.unlabelled = {"Ref", MEANINGS[ACTION]}
    record.add("Ref", Cell.of(found["ref"] if found else ""))
    record.add(MEANINGS[ACTION], Cell.of(*said))
    for line in labels:
        record.add(line.label, line.cell)
    return record


def _paragraph(line: ShownLine) -> Paragraph:
    level, listed = (line.part.level, line.part.listed) if isinstance(line.part, Paragraph) else (0, False)
    return Paragraph((line.text,), line.line, level, listed, line.place)
