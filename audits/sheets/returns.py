"""A file that came home: read like every document that strangers send, and parted by the sheets that its keys name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field

from audits.models import SheetOut
from audits.sheets import sides
from plans.importing import SourceDocument, read_file
from plans.sheets.fields import BESIDE, FIELDS, LEAD, MERGED, PLAN, RAG, REF, SAID, TEXT, columns
from plans.sheets.keys import Key
from plans.sheets.layout import texts
from plans.sheets.prints import print_of
from plans.sheets.returned import Columns, RawRow, ReturnedPage, below_headings, columns_of, is_heading, pages_of
from plans.sheets.typed import in_one_line, same_words, words

NO_KEYS = (
    "“{}” holds no row of a sheet, a paper or a list of ours: no cell has a key such as AP7-412-…. The key stands in "
    "the last column of what was sent; copy the rows with it, or choose the file that was sent."
)
NOT_YOURS = "It has the key of a row of sheet {}, which is no sheet that you look after."
SPOILT = "What is left of its key can’t be read."
ALONE = "“{}” stands alone, in no row of an action. Say it where the action that it is of is updated."
NOT_OURS = "Its key was not made here, or was changed."
MOST_ROWS = 2_000
ARCHIVES = (b"PK", b"\xd0\xcf\x11\xe0")
"""How the files of word processors and spreadsheets begin, which keep a day as a day."""
_TOLD_ELSEWHERE = ("hidden and was left out", "are hidden; they were read", "saved without their values")
"""Of notices of the reader: what is so in every sheet of ours, and what is told of its cell."""
_WORD = re.compile(r"[^\W\d_]{2}")


@dataclass(slots=True)
class ReadRow:
    """A row of a sheet that came home: the texts of its cells by field. `action` is None for one without a key that
    holds; `above` is that of the row above it, and `why` says what is wrong with its key, where it has one. `unsaved`
    are the fields in which a formula stands without what it comes to, `colour` that of its rating's cell."""

    place: str
    cells: dict[str, str]
    action: int | None = None
    above: int | None = None
    why: str = ""
    matched: bool = False
    astray: bool = False
    """Whether its key is that of one action, and its words are those of another."""
    unsaved: list[str] = field(default_factory=list)
    colour: str = ""


@dataclass(slots=True)
class ReadSheet:
    """The rows of one sheet in one file, and the headings of columns that no sheet has. In one that `is_text` a
    program wrote the days. `notices` say what else is in the file: what is struck through, notes on cells."""

    rows: list[ReadRow] = field(default_factory=list)
    unknown_columns: list[str] = field(default_factory=list)
    is_text: bool = False
    notices: list[str] = field(default_factory=list)

    def as_json(self) -> dict:
        return asdict(self)

    @classmethod
    def from_json(cls, found: dict) -> ReadSheet:
        return cls(**{**found, "rows": [ReadRow(**row) for row in found["rows"]]})


class NoSheet(ValueError):
    """The file holds no row of a sheet; the message says how to mend it."""


def opened(data: bytes, name: str) -> SourceDocument:
    """The document that came home. Raises NotAPlan for a file that can't be read."""
    return read_file(data, name=name, own=True)


def told_of(document: SourceDocument) -> list[str]:
    """What a person should know besides of what stands in the file: what is struck through, notes on its cells."""
    return [notice for notice in document.notices if not any(words in notice for words in _TOLD_ELSEWHERE)]


def holds_keys(document: SourceDocument) -> bool:
    """Whether a row of a sheet stands in it."""
    return any(row.key for page in pages_of(document) for row in page.rows)


def parted(
    document: SourceDocument, name: str, known: Callable[[set[int]], dict[int, SheetOut]]
) -> dict[SheetOut, ReadSheet]:
    """What a document says of each of the sheets that it has rows of. `known` gives those of these numbers that the
    person looks after. Raises NoSheet for one without a row of a sheet."""
    pages = pages_of(document)
    keys = {row.key.sheet for page in pages for row in page.rows if row.key}
    if not keys:
        raise NoSheet(NO_KEYS.format(name))
    if sum(len(page.rows) for page in pages) > MOST_ROWS:
        raise NoSheet(f"“{name}” has more than {MOST_ROWS:,} rows. Send it home in parts.")
    sheets = known(keys)
    if not sheets:
        raise NoSheet(f"Nothing of “{name}” is taken. {NOT_YOURS.format(', '.join(map(str, sorted(keys))))}")
    found = {sheet: ReadSheet() for sheet in sheets.values()}
    sent = {sheet: _sent(sheet) for sheet in found}
    for page in pages:
        _part(page, sheets, sent, found)
    for sheet, read in found.items():
        _match(read, sent[sheet])
        _doubt(read, sent[sheet])
    return {sheet: read for sheet, read in found.items() if read.rows}


def _sent(sheet: SheetOut) -> dict[int, dict[str, str]]:
    return {pk: dict(zip(cells, texts(cells.values()), strict=True)) for pk, cells in sides.sent(sheet).items()}


def _part(page: ReturnedPage, sheets: dict[int, SheetOut], sent, found: dict[SheetOut, ReadSheet]) -> None:
    """Give each row of a page to the sheet of its key; one without a key to that of the row above."""
    first = next((sheets[row.key.sheet] for row in page.rows if row.key and row.key.sheet in sheets), None)
    if first is None:
        return
    layouts = {first: _columns(page, first, sent, found)}
    above: tuple[SheetOut, int | None] = (first, None)
    for row in below_headings(page, layouts[first]):
        sheet = sheets.get(row.key.sheet) if row.key else above[0]
        owner = sheet or above[0]
        if owner not in layouts:
            layouts[owner] = _columns(page, owner, sent, found)
        layout = layouts[owner]
        if row.alone:
            found[owner].rows.append(ReadRow(row.place, {}, why=ALONE.format(row.alone)))
            continue
        if not row.key and not row.spoilt and is_heading(row):
            continue
        read = _read(row, layout, sheet, owner, sent)
        read.above = above[1]
        if row in page.head and not read.cells.get(TEXT, "").strip():
            continue
        found[owner].rows.append(read)
        if read.action is not None:
            above = (owner, read.action)


def _columns(page: ReturnedPage, sheet: SheetOut, sent, found: dict[SheetOut, ReadSheet]) -> Columns:
    """Which column of a page is which field of a sheet; those that are none are noted."""
    several = len({cells.get("plan") for cells in sent[sheet].values()}) > 1
    layout = columns_of(page, sent[sheet], columns(tuple(sheet.filled), several=several))
    unknown = found[sheet].unknown_columns
    unknown += [words for words in layout.unknown if words not in unknown]
    return layout


def _read(row: RawRow, layout: Columns, sheet: SheetOut | None, owner: SheetOut, sent) -> ReadRow:
    """What a row says, whose it is, and what stands in it beside."""
    read = ReadRow(row.place, layout.of(row))
    read.action, read.why = _owner_of(row, row.key, sheet, sent)
    read.unsaved = [name for column, name in layout.fields.items() if column in row.unsaved and name in MERGED]
    read.colour = row.fills.get(layout.where(RAG), "") if RAG in owner.filled else ""
    if beside := [*_in_grey(read, sent[owner]), *layout.beside(row).items()]:
        read.cells[BESIDE] = "\n".join(f"{heading}: {text}" for heading, text in beside)
    return read


def _in_grey(row: ReadRow, sent: dict[int, dict[str, str]]) -> Iterator[tuple[str, str]]:
    """What was written in cells that are for reading, the action's own words apart, each with its heading. Programs
    make a number or a day of a reference, so of that only words count."""
    then = sent.get(row.action or 0, {})
    for name in (REF, PLAN, LEAD, SAID) if then else ():
        said, was = row.cells.get(name, ""), then.get(name, "")
        if said and print_of(said) != print_of(was) and (name != REF or _WORD.search(said)):
            yield FIELDS[name].heading, words(said).removeprefix(words(was)).strip()


def _owner_of(row: RawRow, key: Key | None, sheet: SheetOut | None, sent) -> tuple[int | None, str]:
    """The action of a row by its key, or what is wrong with that."""
    if key is None:
        return None, SPOILT if row.spoilt else ""
    if sheet is None:
        return None, NOT_YOURS.format(key.sheet)
    if not key.is_sealed(sheet.secret) or key.action not in sent[sheet]:
        return None, NOT_OURS
    return key.action, ""


def _match(read: ReadSheet, sent: dict[int, dict[str, str]]) -> None:
    """Rows whose key is lost or spoilt are matched, by their words and then their reference, with one that went out
    and did not come home. Of a key that came twice the row that still says what was sent is it, and another is new."""
    _apart(read, sent)
    missing = set(sent) - {row.action for row in read.rows}
    went = {name: {pk: in_one_line(sent[pk].get(name, "")) for pk in missing} for name in (TEXT, REF)}
    for row in read.rows:
        if row.action is not None or row.why.startswith(NOT_YOURS[:12]):
            continue
        for name, words_of in went.items():
            said = in_one_line(row.cells.get(name, ""))
            hits = [pk for pk in missing if said and words_of[pk] == said]
            if len(hits) == 1:
                row.action, row.matched = hits[0], True
                missing.discard(hits[0])
                break


def _doubt(read: ReadSheet, sent: dict[int, dict[str, str]]) -> None:
    """Rows whose key stands beside the words of another action, as where cells were sorted without the last column:
    those that went out with another key, or that say otherwise in all but one of the cells for reading."""
    texts_sent = {in_one_line(cells.get(TEXT, "")) for cells in sent.values()}
    for row in read.rows:
        said, was = (in_one_line(cells.get(TEXT, "")) for cells in (row.cells, sent.get(row.action or 0, {})))
        if said and was and not same_words(said, was):
            row.astray = said in texts_sent or len(list(_in_grey(row, sent))) > 1


def _apart(read: ReadSheet, sent: dict[int, dict[str, str]]) -> None:
    by_action: dict[int, list[ReadRow]] = defaultdict(list)
    for row in read.rows:
        if row.action is not None:
            by_action[row.action].append(row)
    for action, rows in by_action.items():
        text = sent[action].get(TEXT, "")
        own = [row for row in rows if same_words(row.cells.get(TEXT, text), text)]
        for row in rows if len(rows) > 1 and own else ():
            if row not in own:
                row.above, row.action = action, None
