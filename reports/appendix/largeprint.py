"""A laid-out paper as it is read in large print: one thing after the other, each action by labels and values, nothing
shortened and nothing in columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from plans import columns as meanings
from reports.appendix import columns
from reports.appendix.model import Appendix, Badge, Band, Cell, Line, Row, Since, Summary, SummaryRow, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """`level` 2 stands below the title of the paper."""

    level: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What one label (a word or a rating) says."""

    label: str = ""
    badge: Badge | None = None
    cell: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Labels and values below each other; what they are of stands in the heading above them."""

    of: str
    facts: tuple[Fact, ...]


Block = Heading | Line | Facts


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
        if told := found.rest if table else found.none:
            yield Line(text=told)


def plan(appendix: Appendix) -> Iterator[Block]:
    """The plan, and what stands around it."""
    yield Heading(level=2, text="The plan")
    yield from appendix.before
    for band in appendix.bands:
        yield from _band(band)
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
    named = [cells.pop(heading).text for heading in ("Ref", "Action") if heading in cells]
    title = " ".join(" ".join(named).split())
    yield Heading(level=3, text=title)
    yield Facts(of=title, facts=tuple(Fact(label=each, cell=cell) for each, cell in cells.items() if _says(cell)))


def _band(band: Band) -> Iterator[Block]:
    if band.title:
        yield Heading(level=3, text=band.title)
    if band.table is None:
        yield Line(text="No actions in this section.")
        return
    for group in band.table.groups:
        yield from _group(band.table, group, level=4 if band.title else 3)


def _group(table: Table, group: tuple[Row, ...], *, level: int) -> Iterator[Block]:
    """A recommendation, then each of its actions."""
    yield from _recommendation(table, group[0])
    for number, row in enumerate(group, start=1):
        of = f"Action {number} of {len(group)}" if len(group) > 1 else "Action"
        action, facts = None, []
        for heading, meaning, cell in zip(table.headings, table.meanings, row.cells, strict=True):
            if meaning == meanings.ACTION:
                action = cell
            elif meaning not in columns.OF_RECOMMENDATION and cell and _says(cell):
                facts.append(Fact(label=heading, cell=cell))
        title, whole = _titled(of, action or Cell())
        yield Heading(level=level, text=title)
        if whole:
            facts.insert(0, Fact(label="Action", cell=whole))
        if facts:
            yield Facts(of=title, facts=tuple(facts))


def _titled(of: str, action: Cell) -> tuple[str, Cell | None]:
    """The heading of an action; one of several lines stands whole below it."""
    first, *more = action.lines or (Line(text=""),)
    label = f", {first.label}" if first.label else ""
    if more or first.marker:
        return f"{of}{label}", replace(action, lines=(replace(first, label=""), *more))
    return f"{of}{label}: {first.text}" if first.text else f"{of}{label}", None


def _recommendation(table: Table, row: Row) -> Iterator[Block]:
    for heading, meaning, cell in zip(table.headings, table.meanings, row.cells, strict=True):
        if meaning in columns.OF_RECOMMENDATION and cell and _says(cell):
            first, *more = cell.lines
            label = " ".join(filter(None, (f"{heading}:", first.label)))
            yield replace(first, label=label)
            yield from more


def _says(cell: Cell) -> bool:
    return bool(cell.lines or cell.badge)
