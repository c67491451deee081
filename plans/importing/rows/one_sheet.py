"""The way from a document's parts to one sheet."""

from dataclasses import replace

from plans.columns import ACTION, EXTRA, LEAD, LINKS, RECOMMENDATION, REF, RESPONSIBLE
from plans.importing import rulings as ruling
from plans.importing.rows.alignment import aligned, text_from_ref, with_first_letters
from plans.importing.rows.cell_patterns import is_full, is_ref, is_speck, squash, vocabulary_of
from plans.importing.rows.columns import ColumnSet
from plans.importing.rows.glossary import glossary_headings, glossary_of, key_of, legend_of
from plans.importing.rows.headed_tables import HeadedTables, cut_at_headings, first_line
from plans.importing.rows.levels import folded, with_levels
from plans.importing.rows.page_breaks import joined
from plans.importing.rows.printed_refs import numbers_texts, refs_apart
from plans.importing.rows.running_headers import is_administrative, is_debris, running_headers
from plans.importing.rows.shapes import shape
from plans.importing.rows.sheet import Band, Doubt, Event, Headings, PlanRow, Sheet
from plans.importing.rulings import Rulings
from plans.importing.source_document import Cell, Paragraph, Row, SourceDocument, Table
from plans.importing.tables import row_evidence
from plans.importing.tables.close_calls import NO_ROW, about_headings, about_left_out, with_kind
from plans.importing.tables.column_meanings import ColumnMeaning
from plans.importing.tables.heading_looks import stands_out
from plans.importing.tables.heading_rows import HeadingRow
from plans.importing.tables.row_evidence import AGAIN, RowFacts, begins_below, mark_sums, read_band
from plans.importing.tables.row_kinds import kinds_of

NO_TABLE = (
    "No table in this file looks like an action plan. A plan's table has a row of headings, such as “Recommendation”, "
    "“Action”, “Lead” and “Timescale”. Which row holds the headings?"
)
NO_ROWS = "The plan's table has headings but no rows under them. Which rows are the plan's?"
RECOMMENDATION_LEVEL = frozenset({REF, RECOMMENDATION, LINKS})
"""What is printed once for all actions of a recommendation."""
_KINDS_RULED = {ruling.NOTE: row_evidence.NOTE, ruling.BAND: row_evidence.TITLE}
"""The kinds of rows of which a person says that they are none of the plan's."""
MOST_CUT_UP = 10
"""Running headers of which pieces are looked for inside tables: the longest, a page number leaves none."""


def mend(document: SourceDocument, rulings: Rulings = ruling.NONE) -> Sheet:
    """One sheet from all tables of a document, as a person's rulings on its lines and columns have it. Where none of
    them is a plan's it has no rows, and a person is asked which row holds the headings."""
    shaped, told = shape(cut_at_headings(document, rulings), rulings)
    mender = _Mender(shaped, rulings, frozenset(told.headings))
    for part in shaped.parts:
        if isinstance(part, Paragraph):
            mender.take_paragraph(part)
        else:
            mender.take_table(part)
    if not any(isinstance(event, PlanRow) for event in mender.events):
        headed = any(isinstance(event, Headings) for event in mender.events)
        mender.doubts = [Doubt(first_line(document), "rows", "", NO_ROWS if headed else NO_TABLE)]
    sheet = with_levels(mender.sheet())
    sheet = folded(replace(sheet, events=joined(sheet)))
    return replace(
        sheet,
        aside=(*sheet.aside, *told.aside),
        doubts=(*told.doubts, *mender.doubts),
        themes=tuple(dict.fromkeys(told.themes)),
        in_words=told.in_words,
    )


class _Mender:
    def __init__(self, document: SourceDocument, rulings: Rulings, headings: frozenset[int]):
        self.rulings = rulings
        self.running = running_headers(document)
        self.pieces_of = frozenset(sorted(self.running, key=len)[-MOST_CUT_UP:])
        self.vocabulary = vocabulary_of(document)
        self.columns = ColumnSet(rulings)
        self.events: list[Event] = []
        self.glossary: list[tuple[str, str]] = []
        self.legend: list[str] = []
        self.key: list[tuple[str, str]] = []
        self.aside: list[str] = []
        self.doubts: list[Doubt] = []
        self.removed: dict[str, str] = {}
        self.placed: dict[int, int] = {}
        self.width = 0
        self.in_glossary = False
        self.exact = self.cut = False
        self.headed = HeadedTables(document, rulings, headings, self.pieces_of)

    def take_paragraph(self, paragraph: Paragraph) -> None:
        key = squash(paragraph.text)
        first = not any(isinstance(event, Paragraph) for event in self.events)
        ruled = self.rulings.of(paragraph.line)
        if ruled == ruling.BAND:
            self.events.append(Band(paragraph.text, paragraph.line))
        elif ruled in ruling.ROWS and self.take_line(paragraph, ruled):
            return
        elif ruled == ruling.ASIDE or (key in self.running and (not first or is_administrative(paragraph.text))):
            self.removed.setdefault(key, paragraph.text)
        else:
            self.events.append(paragraph)

    def take_line(self, paragraph: Paragraph, ruled: str) -> bool:
        """Take a line outside the tables as a row of the plan, as a person says: its words are what will be done.
        Whether there is a plan that it can be a row of."""
        action = self.columns.number_of(ACTION)
        if action is None:
            return False
        self.events.append(PlanRow({action: Cell.of(paragraph.text)}, paragraph.line, ruling=ruled, apart=True))
        return True

    def take_table(self, table: Table) -> None:
        above = self.events[-1].text if self.events and isinstance(self.events[-1], Paragraph) else ""
        glossary, legend = glossary_of(table, above, goes_on=self.in_glossary), legend_of(table)
        headings = self.headed.of(table)
        self.cut = self.cut or bool(headings and headings.cut)
        self.exact = table.exact and not self.cut
        self.in_glossary = headings is None and glossary is not None
        if headings is not None:
            above_headings = table.rows[: headings.start]
            if self.placed and self.goes_on(table) and any(map(is_full, above_headings)):
                self.take_rows(above_headings)
            else:
                self.take_titles(above_headings)
            self.take_headings(headings, table.rows)
            goes_on = not table.whole and any(isinstance(event, PlanRow) for event in self.events)
            self.take_rows(table.rows[headings.end :], after_join=goes_on, apart=table.whole or self.exact, fresh=True)
        elif self.placed and self.headed.is_ruled(table):
            self.take_rows(table.rows)
        elif glossary is not None:
            self.put_sheet_name_aside()
            self.glossary += glossary
            self.aside += glossary_headings(table)
        elif legend is not None:
            self.legend += legend
            self.key += key_of(table)
        elif self.placed and self.goes_on(table):
            self.take_rows(table.rows)
        else:
            self.take_titles(table.rows)
            self.doubts += about_left_out(table) if not self.running else []

    def put_sheet_name_aside(self) -> None:
        """The name of a sheet that holds nothing but the glossary is no note of the plan."""
        last = self.events[-1] if self.events else None
        if isinstance(last, Paragraph) and last.names_sheet:
            self.aside.append(last.text)
            self.events.pop()

    def goes_on(self, table: Table) -> bool:
        """Whether a table without headings is the last one going on: it is as wide, or nearly so, and its file does not
        say that it is a table of its own."""
        if table.exact and (table.whole or stands_out(table.rows[0], table.rows[1:])):
            return False
        widest = max(len(row.cells) for row in table.rows)
        return max(3, self.width - 2) <= widest <= self.width + 1 or widest == self.width

    def take_titles(self, rows: tuple[Row, ...]) -> None:
        """Rows of a table that are not under its headings: text, unless a header's pieces or ruling noise."""
        for row in rows:
            texts = row.texts
            if not all(is_debris(text, self.pieces_of) for text in texts):
                several = len(set(texts)) > 1
                self.take_paragraph(Paragraph((" ".join(texts if several else texts[:1]),), row.line, listed=several))

    def take_headings(self, headings: HeadingRow, rows: tuple[Row, ...]) -> None:
        """Tables under the same headings are one table: what stands below any of them tells what its columns mean."""
        self.doubts += about_headings(headings, rows)
        self.placed = self.columns.place(headings.texts, self.headed.below[headings.texts])
        self.width = len(headings.texts)
        printed = {number: headings.texts[place] for place, number in self.placed.items() if headings.texts[place]}
        self.events.append(Headings(printed, rows[headings.start].line))

    def take_rows(
        self, rows: tuple[Row, ...], *, after_join: bool = True, apart: bool = False, fresh: bool = False
    ) -> None:
        facts = self.facts_of(rows, after_join=after_join, fresh=fresh)
        for row, told, found in zip(rows, facts, kinds_of(facts)[0], strict=True):
            ruled = self.rulings.of(row.line)
            kind = _KINDS_RULED.get(ruled, row_evidence.ROW) if ruled else found.kind
            if row.titles:
                self.events.append(Band(row.cells[0].flat, row.line))
                continue
            if not ruled and self.exact:
                self.doubts = with_kind(self.doubts, row, found)
            if ruled == ruling.ASIDE or (kind == row_evidence.NUMBERED and any(row.cells)):
                self.aside += row.texts
                continue
            if not any(row.cells):
                continue
            if kind == row_evidence.HEADINGS:
                after_join = True  # headings are repeated where a page begins
                continue
            if kind == row_evidence.TITLE:
                band = self.ruled_band(row) if ruled else read_band(replace(told, after_join=after_join))
                self.events.append(band)
                self.aside += [text for text in row.texts if text != band.title and told.sums_up]
                continue
            if kind == row_evidence.NOTHING:
                self.take_settled(row, after_join=after_join)
            elif kind != row_evidence.ROW:
                self.take_note(row, kind)
            elif cells := self.cells_of(row):
                lost = not self.exact
                self.events.append(PlanRow(cells, row.line, after_join, ruling=ruled, apart=apart, lost=lost))
            after_join = False

    def facts_of(self, rows: tuple[Row, ...], *, after_join: bool, fresh: bool) -> list[RowFacts]:
        """What is seen of each row of a table, for its kind."""
        known = frozenset(column.heading.lower() for column in self.columns.columns if column.heading)
        first = self.columns.meanings().get(self.placed.get(0, -1))
        meanings = {place: self.columns.columns[number].meaning for place, number in self.placed.items()}
        ref, action = (next((p for p, found in meanings.items() if found == one), None) for one in (REF, ACTION))
        facts = [
            RowFacts(
                row,
                follows_text=first == RECOMMENDATION and not (self.exact and begins_below(rows, number)),
                under_refs=first == REF,
                under_headings=fresh and all(above.titles for above in rows[:number]),
                looks=self.columns.looks if self.exact else {},
                references=ref,
                actions=action,
                improves=RECOMMENDATION in meanings.values(),
                known=known,
                exact=self.exact,
            )
            for number, row in enumerate(rows)
        ]
        who = [place for place, found in meanings.items() if found in (LEAD, RESPONSIBLE)]
        if who and self.exact and (sums := mark_sums(facts, who)):
            because = "bold rows that nobody leads are read as the titles of those below them"
            self.doubts.append(Doubt(None, "section", sums[0].action() or "", because))
        for told in facts:
            told.after_join = after_join
            again = told.headings_again >= AGAIN
            after_join = again or (after_join and (told.across is not None or not any(told.row.cells)))
        return facts

    def take_note(self, row: Row, kind: str) -> None:
        """A row that is none of the plan's: a note across the table, what explains its headings, or a total."""
        lines = tuple(line for cell in row.cells for line in cell.lines)
        is_note = kind == row_evidence.NOTE
        self.events.append(Paragraph(lines if is_note else (" | ".join(lines),), row.line, listed=True))
        if not is_note:
            self.doubts.append(Doubt(row.line, "rows", lines[0], NO_ROW[kind], ((row.line, ruling.ROW),)))

    def take_settled(self, row: Row, *, after_join: bool) -> None:
        """A row that says that nothing will be done: what must improve without an action; a note where it says none."""
        cells = self.cells_of(row)
        upper = {n: cell for n, cell in cells.items() if self.columns.columns[n].meaning in RECOMMENDATION_LEVEL}
        rest = " | ".join(cell.flat for n, cell in cells.items() if cell and n not in upper)
        because = "read as saying that nothing will be done, so that it is no action"
        action = self.columns.number_of(ACTION)
        said = cells[action].flat if action in cells else ""
        self.doubts.append(Doubt(row.line, "rows", said, because, ((row.line, ruling.ROW),)))
        if any(upper.values()):
            self.events.append(PlanRow(upper, row.line, after_join, settled=True))
        self.events.append(Paragraph((rest,), row.line, listed=True))

    @staticmethod
    def ruled_band(row: Row) -> Band:
        return Band(" ".join(dict.fromkeys(row.texts)), row.line)

    def cells_of(self, row: Row) -> dict[int, Cell]:
        """The cells of a row by column number; cells beyond the headings get a column of their own."""
        cells = {}
        as_printed = self.exact or self.rulings.of(row.line) == ruling.PRINTED
        taken = row.cells if as_printed else aligned(row.cells, self.placed, self.columns.meanings(), self.width)
        for place, cell in enumerate(taken):
            if not cell and not cell.fill:
                continue
            if place not in self.placed:
                if is_speck(cell.flat):
                    continue
                self.placed[place] = self.column_beyond(cell)
            cells[self.placed[place]] = cell
        if as_printed and len(cells) > 1:
            return cells  # a row's only words, where its reference would be, stand across it
        rec, action = self.columns.number_of(RECOMMENDATION), self.columns.number_of(ACTION)
        cells = with_first_letters(cells, self.columns.number_of(REF), rec)
        return text_from_ref(cells, self.columns.number_of(REF), rec if rec is not None else action)

    def column_beyond(self, cell: Cell) -> int:
        """The column of a cell where its table prints no heading: of the references, if it is one and the table's
        first rows, those above a page join, had none; else one of its own."""
        ref = self.columns.number_of(REF)
        if ref is not None and ref not in self.placed.values() and is_ref(cell.flat):
            return ref
        return self.columns.add("", ColumnMeaning(EXTRA, 0.0))

    def sheet(self) -> Sheet:
        rec, ref = self.columns.number_of(RECOMMENDATION), self.columns.number_of(REF)
        if rec is not None and ref is None and numbers_texts(self.events, rec):
            ref = self.columns.add("", ColumnMeaning(REF, 0.5))
        events = self.events if rec is None or ref is None else refs_apart(self.events, rec, ref)
        return Sheet(
            tuple(self.columns.columns),
            tuple(events),
            tuple(self.glossary),
            tuple(self.legend),
            tuple(self.removed.values()),
            self.vocabulary,
            tuple(self.key),
            tuple(self.aside),
        )
