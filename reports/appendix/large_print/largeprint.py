"""A laid-out paper as it is read in large print: one thing after the other, each action by labels and values, nothing
shortened and nothing in columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from plans import columns as meanings
from plans.sheets import fields as f
from reports.appendix import columns
from reports.appendix.model import Appendix, Badge, Band, Cell, Line, Marks, Row, Since, Summary, SummaryRow, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """`level` 2 stands below the title of the paper. `mark` is that of an action's words, where they stand in it."""

    level: int
    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedLine:
    """A line that says something of a recommendation, with its mark."""

    line: Line
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What one label (a word or a rating) says; `mark` is by which it is known when the file comes home."""

    label: str = ""
    badge: Badge | None = None
    cell: Cell
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Labels and values below each other; what they are of stands in the heading above them."""

    of: str
    facts: tuple[Fact, ...]


Block = Heading | Line | MarkedLine | Facts


def front(appendix: Appendix) -> Iterator[Block]:
    """What stands before the plan."""
    if appendix.summary:
        yield from _summary(appendix.summary)
    if appendix.since:
        yield from _since(appendix.since)
    if appendix.meanings or appendix.legend:
        yield Heading(level=2, text="What the words mean")
    if appendix.meanings:
        facts = (Fact(label=each.term, badge=each.badge, cell=_cell(each.text)) for each in appendix.meanings)
        yield Facts(of="What the words mean", facts=tuple(facts))
    yield from (Line(text=text) for text in appendix.legend)
    yield Line(text=appendix.trail, style="muted")
    for found in filter(None, (appendix.exceptions, appendix.asked)):
        yield Heading(level=2, text=found.title)
        table = found.table
        for row in table.rows if table else ():
            yield from _exception(table.headings if table else (), row)
        if found.told:
            yield Line(text=found.told)


def plan(appendix: Appendix) -> Iterator[Block]:
    """The plan, and what stands around it."""
    yield Heading(level=2, text="The plan")
    yield from appendix.before
    for band in appendix.bands:
        yield from _band(band, appendix.marks)
    if appendix.after:
        yield Heading(level=2, text="Notes")
        yield from appendix.after


def _cell(text: str) -> Cell:
    return Cell(lines=(Line(text=text),))


def _summary(summary: Summary) -> Iterator[Block]:
    yield Heading(level=2, text="Summary")
    yield Line(text=summary.sentence)
    if summary.total is None:
        return
    labels: list[Badge | str] = [*summary.badges, *summary.headings]
    counted = zip(labels, summary.total.counts, strict=True)
    facts = (
        Fact(badge=label, cell=_cell(f"{count:,}"))
        if isinstance(label, Badge)
        else Fact(label=label, cell=_cell(f"{count:,}"))
        for label, count in counted
    )
    yield Facts(of="All actions", facts=tuple(facts))
    if summary.rows:
        yield Heading(level=3, text="By section")
        yield Facts(of="By section", facts=tuple(_of_section(summary, row) for row in summary.rows))


def _of_section(summary: Summary, row: SummaryRow) -> Fact:
    words = [*(badge.word for badge in summary.badges), *(heading.lower() for heading in summary.headings)]
    said = ", ".join(f"{count:,} {word}" for word, count in zip(words, row.counts, strict=True) if count)
    return Fact(label=row.name, cell=_cell(said or "No actions"))


def _since(since: Since) -> Iterator[Block]:
    yield Heading(level=2, text="Direction of travel")
    yield Line(text=since.directions)
    if since.changes:
        facts = []
        for change in since.changes:
            then, now, by = change.counted
            facts.append(Fact(badge=change.badge, cell=_cell(f"{then} at {since.then}, {now} now ({by})")))
        yield Facts(of=f"Ratings at {since.then} and now", facts=tuple(facts))
    if since.trend:
        yield Heading(level=3, text=since.trend.title)
        words = [*(badge.word for badge in since.trend.badges)]
        rows = [Fact(label=each.name, cell=_cell(_counted(words, each.counts))) for each in since.trend.positions]
        yield Facts(of=since.trend.title, facts=tuple(rows))
    yield Heading(level=3, text=since.title)
    parts = [
        Fact(label=part.name, cell=_cell(f"{part.count:,}: {part.which}" if part.which else f"{part.count:,}"))
        for part in since.parts
    ]
    parts.append(Fact(label="All", cell=_cell(f"{since.total:,}. {since.told}")))
    yield Facts(of=since.title, facts=tuple(parts))


def _counted(words: Sequence[str], counts: Sequence[int]) -> str:
    """ "2 Red, 3 Amber, of 5"; the last of the counts is that of all."""
    said = [f"{count:,} {word}" for word, count in zip(words, counts, strict=False) if count]
    return ", ".join([*said, f"of {counts[-1]:,}"])


def _exception(headings: Sequence[str], row: Row) -> Iterator[Block]:
    cells = dict(zip(headings, (cell or Cell() for cell in row.cells), strict=True))
    ref, action = (cells.pop(heading, Cell()) for heading in ("Ref", "Action"))
    first, *more = action.lines or (Line(text=""),)
    if first.marker:  # nothing leads to its items
        first, more = Line(text="" if ref.text else "Action"), [*action.lines]
    title = " ".join(f"{ref.text} {first.label} {first.text}".split())
    yield Heading(level=3, text=title)
    rest = {"Action": replace(action, lines=tuple(more)), **cells} if more else cells
    yield Facts(of=title, facts=tuple(Fact(label=each, cell=cell) for each, cell in rest.items() if _says(cell)))


def _band(band: Band, marks: Marks | None) -> Iterator[Block]:
    if band.title:
        yield Heading(level=3, text=band.title)
    if band.table is None:
        yield Line(text="No actions in this section.")
        return
    for group in band.table.groups:
        yield from _group(band.table, group, marks, level=4 if band.title else 3)


def _group(table: Table, group: tuple[Row, ...], marks: Marks | None, *, level: int) -> Iterator[Block]:
    """A recommendation, then each of its actions."""
    yield from _recommendation(table, group, marks)
    for number, row in enumerate(group, start=1):
        of = f"Action {number} of {len(group)}" if len(group) > 1 else "Action"
        action, facts = Cell(), []
        for heading, meaning, name, cell in _cells(table, row):
            if meaning == meanings.ACTION:
                action = cell
            elif meaning not in columns.OF_RECOMMENDATION and _says(cell):
                facts.append(Fact(label=heading, cell=cell, mark=_mark(marks, row, name, cell)))
        title, whole = _titled(of, level, action, row, marks)
        yield title
        if whole:
            facts.insert(0, Fact(label="Action", cell=whole, mark=_mark(marks, row, f.TEXT, whole)))
        if facts:
            yield Facts(of=title.text, facts=tuple(facts))


def _titled(of: str, level: int, action: Cell, row: Row, marks: Marks | None) -> tuple[Heading, Cell | None]:
    """The heading of an action; one of several lines stands whole below it."""
    first, *more = action.lines or (Line(text=""),)
    called = f"{of}, {first.label}" if first.label else of
    own = replace(action, lines=(replace(first, label=""), *more))
    if more or first.marker or not first.text:
        return Heading(level=level, text=called), own if more or first.marker else None
    mark = _mark(marks, row, f.TEXT, own, f"{called}:")
    return Heading(level=level, text=f"{called}: {first.text}", mark=mark), None


def _recommendation(table: Table, group: tuple[Row, ...], marks: Marks | None) -> Iterator[Block]:
    """What is said of a recommendation; several lines of it stand beside their heading."""
    known = next((row for row in group if row.action_id), group[0])
    for heading, meaning, name, cell in _cells(table, group[0]):
        if meaning not in columns.OF_RECOMMENDATION or not _says(cell):
            continue
        first, *more = cell.lines
        if more or first.marker:
            yield Facts(of=heading, facts=(Fact(label=heading, cell=cell, mark=_mark(marks, known, name, cell)),))
            continue
        label = " ".join(filter(None, (f"{heading}:", first.label)))
        own = replace(cell, lines=(replace(first, label="", text=first.text or first.label),))
        before = label if first.text else f"{heading}:"
        yield MarkedLine(line=replace(first, label=label), mark=_mark(marks, known, name, own, before))


def _cells(table: Table, row: Row) -> Iterator[tuple[str, str, str, Cell]]:
    """The cells of a row, each with its heading, what its column means and which field it is."""
    for heading, meaning, name, cell in zip(table.headings, table.meanings, table.names, row.cells, strict=True):
        yield heading, meaning, name, cell or Cell()


def _mark(marks: Marks | None, row: Row, name: str, cell: Cell, before: str = "") -> str:
    return marks.value(row, name, cell, before) if marks else ""


def _says(cell: Cell) -> bool:
    return bool(cell.lines or cell.badge)
