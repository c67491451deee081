"""A PDF page by page: its tables, and the paragraphs above, between and below them."""

import itertools
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from statistics import median

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import PdfminerException

from plans.importing.errors import NotAPlan
from plans.importing.readers.cell_builder import BULLET
from plans.importing.readers.limits import MOST_PAGES, Progress
from plans.importing.readers.pdf.label_pairs import Card, Cards
from plans.importing.readers.pdf.paragraphs import Setting, ends, leaves_room, setting_of
from plans.importing.readers.pdf.printed_lines import Char, PrintedLine, know_embedded_tables, printed_lines
from plans.importing.readers.pdf.ruled_tables import Box, RuledTable, coloured_areas
from plans.importing.readers.pdf.shaded_rows import with_rows_below, with_rows_between
from plans.importing.readers.pdf.unruled_tables import Level, find_unruled, levels_of, placed_cells
from plans.importing.readers.placed_cells import PlacedCell, assembled
from plans.importing.readers.text import tidied
from plans.importing.source_document import Paragraph, SourceDocument, Table

_MOST_LINES = 20_000
"""Ruling lines of a page; a drawing with more is no table."""
_USUAL_PITCH = 1.25
"""Letter sizes from one line of a paragraph to the next, where no paragraph has two."""
_ANY_PITCH = Setting(99)
_NEAR = 1.5
"""Points within which lines end at one height."""
_FEWEST_UPRIGHT = 3
_LARGE = 1.18
"""Times the usual size of letters: larger ones are a heading's."""


def read_pdf(data: bytes, name: str, progress: Progress) -> SourceDocument:
    """All pages. Raises NotAPlan for a locked file, for one of pictures only, and for more pages than any plan has."""
    know_embedded_tables()
    try:
        pdf = pdfplumber.open(BytesIO(data))
    except PdfminerException as error:
        if isinstance(error.args[0] if error.args else None, PDFPasswordIncorrect):
            raise NotAPlan(
                f"{name} is locked with a password. Print it to a new PDF without one and choose that file."
            ) from error
        raise
    with pdf:
        pages = pdf.pages
        if len(pages) > MOST_PAGES:
            raise NotAPlan(
                f"{name} has more than {MOST_PAGES} pages. Save the pages of the plan as a file of their own."
            )
        walker = _walked(pdf, Cards(), progress)
        if walker.cards.late:
            walker = _walked(pdf, walker.cards, progress)
    if not walker.parts:
        raise NotAPlan(
            f"{name} holds no text, only pictures of its pages. Ask for the Word or Excel file, or have the pages "
            "recognised (OCR) and save the PDF with its text."
        )
    return SourceDocument(tuple(walker.parts), tuple(walker.notices()))


def _walked(pdf: pdfplumber.PDF, cards: Cards, progress: Progress) -> "_Walker":
    """All pages, read with the labels of cards that are known."""
    walker = _Walker(cards)
    for number, page in enumerate(pdf.pages, 1):
        walker.take(_upright(page))
        page.close()
        progress(number, len(pdf.pages))
    return walker


def _upright(page: Page) -> Page:
    """The page as one reads it: one whose text runs along its long side, or stands on its head, is turned."""
    ways: Counter[int] = Counter(_turn(char["matrix"]) for char in page.chars if not char["text"].isspace())
    turn = ways.most_common(1)[0][0] if ways else 0
    if turn == 0:
        return page
    source = page.page_obj
    source.rotate = (page.rotation + turn) % 360
    source.attrs["Rotate"] = source.rotate
    return Page(page.pdf, source, page.page_number, page.initial_doctop)


def _turn(matrix: tuple[float, ...]) -> int:
    """By how many degrees, clockwise, a character must be turned to stand upright."""
    along, up = matrix[0], matrix[1]
    if abs(along) >= abs(up):
        return 0 if along >= 0 else 180
    return 90 if up > 0 else 270


class _Walker:
    def __init__(self, cards: Cards) -> None:
        self.parts: list[Table | Paragraph] = []
        self.line = 1
        self.room = 0.0
        self.without_text: list[int] = []
        self.cards = cards

    def take(self, page: Page) -> None:
        number = page.page_number
        self.room = max((char["x1"] for char in page.chars), default=0) - min((c["x0"] for c in page.chars), default=0)
        if not page.chars:
            if page.images:
                self.without_text.append(number)
            return
        tables = _ruled_tables(page)
        cards = {id(table) for table in tables if not table.is_table}
        free = []
        for char in page.chars:
            if not any(table.take(char) for table in tables) and not char["text"].isspace():
                free.append(char)
        cells = [cell for table in tables for cell in table.read_lines()]
        setting = setting_of(cells) if cells else None
        fills = coloured_areas(page.rects)
        row = 0
        for above, table in _in_order(free, tables):
            row = self.take_free(above, number, row, setting, fills)
            if table is not None and id(table) in cards:
                self.take_card(table, number)
            elif table is not None and setting is not None:
                row = self.take_table(table.placed(fills, setting), number, row)

    def take_free(
        self, chars: list[Char], page: int, row: int, setting: Setting | None, fills: list[tuple[Box, str]]
    ) -> int:
        """What stands between ruled tables: paragraphs, and perhaps a table of its own."""
        if not chars:
            return row
        levels = levels_of(printed_lines(chars, apart=True))
        self.cards.learn(levels)
        cards = list(self.cards.found(levels))
        if cards:
            return self.take_cards(cards, levels, page, row, setting)
        tables = find_unruled(levels)
        if not tables:
            self.take_paragraphs(printed_lines(chars), page)
            return row
        end = 0
        for table in tables:
            self.take_paragraphs([line for level in levels[end : table.start] for line in level], page)
            row = self.take_table(placed_cells(table, levels, setting, fills), page, row)
            end = table.end
        self.take_paragraphs([line for level in levels[end:] for line in level], page)
        return row

    def take_card(self, card: RuledTable, page: int) -> None:
        """The paragraphs of a card that stands beside another."""
        whole, self.room = self.room, card.box[2] - card.box[0]
        self.take_paragraphs(card.cells[0].lines, page)
        self.room = whole

    def take_cards(self, cards: list[Card], levels: list[Level], page: int, row: int, setting: Setting | None) -> int:
        """Cards, and the paragraphs above, between and below them."""
        end = 0
        for start, stop, rows in cards:
            self.take_paragraphs([line for level in levels[end:start] for line in level], page)
            row = self.take_table(self.cards.cells(rows, setting), page, row)
            if start == 0:
                self.join_card()
            end = stop
        self.take_paragraphs([line for level in levels[end:] for line in level], page)
        return row

    def join_card(self) -> None:
        """A card with which a page begins goes on with one above the last line of the page before."""
        *_, above, between, card = (None, None, *self.parts)
        if not isinstance(above, Table) or not isinstance(between, Paragraph) or not isinstance(card, Table):
            return
        labels = {row.cells[0].flat for row in above.rows}
        if labels <= self.cards.labels and not any(row.cells[0].flat in labels for row in card.rows):
            self.parts[-3:] = [replace(above, rows=(*above.rows, *card.rows)), between]

    def take_table(self, placed: list[PlacedCell], page: int, row: int) -> int:
        places = {one.row: f"page {page}, row {row + one.row + 1}" for one in placed}
        rows = assembled(placed, places, self.line)
        if rows:
            self.parts.append(Table(rows))
            self.line += len(rows)
        return row + max((one.row + 1 for one in placed), default=0)

    def take_paragraphs(self, lines: list[PrintedLine], page: int) -> None:
        if not lines:
            return
        usual = median(line.size for line in lines)
        wraps = [
            (below.top - above.top) / above.size
            for above, below in itertools.pairwise(lines)
            if not leaves_room(above, below, self.room) and below.top > above.top
        ]
        pitch = min(wraps) if wraps else _USUAL_PITCH
        group: list[PrintedLine] = []
        for line in [*lines, None]:
            if line is not None and group and not _parts(group[-1], line, pitch):
                group.append(line)
                continue
            if group:
                self.add_paragraph(group, page, usual)
            group = [line] if line is not None else []

    def add_paragraph(self, group: list[PrintedLine], page: int, usual: float) -> None:
        texts: list[str] = []
        for number, line in enumerate(group):
            text = "".join(run.text for run in tidied(list(line.runs)))
            if texts and not ends(group[number - 1], line, self.room, _ANY_PITCH):
                texts[-1] += " " + text
            else:
                texts.append(text)
        mark = BULLET.match(texts[0])
        if mark:
            texts[0] = texts[0][mark.end() :]
        large = group[0].size > usual * _LARGE or all(line.is_bold for line in group)
        level = 2 if large and not mark else 0
        self.parts.append(Paragraph(tuple(texts), self.line, level, bool(mark), f"page {page}"))
        self.line += 1

    def notices(self) -> Iterator[str]:
        if self.without_text:
            pages = ", ".join(map(str, self.without_text[:20]))
            yield f"Pages that are pictures were left out, their words can't be read: {pages}."


def _parts(above: PrintedLine, line: PrintedLine, pitch: float) -> bool:
    """Whether two lines outside tables belong to two paragraphs."""
    far = line.top - above.top > pitch * 1.2 * max(above.size, line.size)
    other = abs(line.size - above.size) > 0.6 or line.is_bold != above.is_bold
    return far or other or bool(BULLET.match(line.text))


def _ruled_tables(page: Page) -> list[RuledTable]:
    """The tables that lines draw, and the boxes that stand beside each other, each a card, from the top."""
    if not 3 < len(page.edges) <= _MOST_LINES:
        return []
    drawn, alone = _boxes_on(page)
    headed = with_rows_below(drawn, page.chars)
    found = [RuledTable(cells) for cells in with_rows_between(headed, page.chars)]
    cards = [RuledTable([box]) for box in alone if any(_is_beside(box, other) for other in alone)]
    tables = [*(table for table in found if table.is_table), *cards]
    return sorted(tables, key=lambda table: (round(table.box[1]), table.box[0]))


def _is_beside(one: Box, other: Box) -> bool:
    """Whether a box stands beside another: half of the lower one at its height, and none of it above or below."""
    shared = min(one[3], other[3]) - max(one[1], other[1])
    apart = one[2] <= other[0] or other[2] <= one[0]
    return apart and 2 * shared > min(one[3] - one[1], other[3] - other[1])


def _boxes_on(page: Page) -> tuple[list[list[Box]], list[Box]]:
    """The cells of each table that lines or colours draw, those aside that leave much of their text out; and boxes
    that are in no table."""
    cuts = _open_ends(page)
    finder = page.debug_tablefinder({"explicit_horizontal_lines": cuts} if cuts else {})
    chars = [char for char in page.chars if not char["text"].isspace()]
    ruled = [list(table.cells) for table in finder.tables if table.cells]
    within = {cell for boxes in ruled for cell in boxes}
    alone = [cell for cell in finder.cells if cell not in within]
    return [boxes for boxes in ruled if not RuledTable(boxes).leaves_out(chars)], alone


def _open_ends(page: Page) -> list[float]:
    """Where several upright lines end and none across closes them: some programs draw no line where a page cuts a
    row."""
    ends = sorted(edge[end] for edge in page.edges if edge["orientation"] == "v" for end in ("top", "bottom"))
    across = sorted(edge["top"] for edge in page.edges if edge["orientation"] == "h")
    groups = [[y for y in ends if abs(y - at) <= _NEAR] for at in {round(y) for y in (ends[:1] + ends[-1:])}]
    return [
        median(group)
        for group in groups
        if len(group) >= _FEWEST_UPRIGHT and not any(abs(y - median(group)) <= _NEAR * 2 for y in across)
    ]


def _in_order(free: list[Char], tables: list[RuledTable]) -> Iterator[tuple[list[Char], RuledTable | None]]:
    """The characters above each table with it, then those below the last."""
    rest = free
    for table in tables:
        middle = table.box[1] + 2
        yield [char for char in rest if (char["top"] + char["bottom"]) / 2 < middle], table
        rest = [char for char in rest if (char["top"] + char["bottom"]) / 2 >= middle]
    yield rest, None
