"""Files that go out, are edited as a person edits them, and come home; what is expected is said before it is read."""

from __future__ import annotations

import csv
import io
import random
import re
import shutil
import subprocess
from datetime import date, timedelta
from pathlib import Path

import docx
import pytest
from lxml import html
from openpyxl import load_workbook

from audits.operations.sheets.application import merge_of
from audits.operations.sheets.home import Unchanged, take_in
from plans import stages
from plans.clock import now, today
from plans.sheets import fields as f
from plans.sheets import marks
from plans.sheets.prints import beside
from plans.sheets.typed import Unread
from plans.sheets.values import extras_of
from plans.state import PlanState
from plans.trail import SYSTEM
from plans.wording import day
from reports.appendix import render
from reports.papers import Choice, paper_of

FORMATS = ("csv", "xlsx", "docx", "html")
WORDS = "visits began before summer and the team has met every family since panel agreed its new form".split()
OFFICE = shutil.which("soffice")


def needs_office(test):
    return pytest.mark.skipif(not OFFICE, reason="LibreOffice isn't installed")(test)


def out(plan, fmt: str, **choice) -> bytes:
    """The paper of a plan, as the page hands it out."""
    paper = paper_of(plan, Choice(**choice), today=today())
    return render(paper.state, paper.options, fmt)


def home(data: bytes, name: str, by=SYSTEM):
    """The merges of what came home; none of what says what was printed."""
    try:
        found = take_in(by=by, data=data, name=name, at=now(), keep=False)
    except Unchanged:
        return []
    return [merge_of(each) for each in found]


def told(merges) -> dict[tuple[int, str], object]:
    """What a file says otherwise, by action and field, in the words in which it can't be read where that is so."""
    return {
        (row.action.pk, cell.field): cell.sheet.text if isinstance(cell.sheet, Unread) else cell.sheet
        for merge in merges
        for row in merge.rows
        for cell in row.telling
    }


def saved_by_office(files: dict[str, bytes], ending: str, folder: Path) -> list[bytes]:
    """The files, by their names, as LibreOffice saves them. Starting it takes a second, so it is started once."""
    sources = [folder / name for name in files]
    for source in sources:
        source.write_bytes(files[source.name])
    profile = f"-env:UserInstallation=file://{folder}/office"
    words = [OFFICE, profile, "--headless", "--convert-to", ending, "--outdir", f"{folder}/saved", *map(str, sources)]
    subprocess.run(words, check=True, capture_output=True, timeout=240)  # noqa: S603 — our own words
    return [(folder / "saved" / f"{source.stem}.{ending}").read_bytes() for source in sources]


class Editor:
    """Types into rows of a file; `expected` is what that says, by action and field."""

    def __init__(self, state: PlanState, seed: int):
        self.random, self.state = random.Random(seed), state  # noqa: S311 — no secret
        self.actions = {action.id: action for action in state.actions}
        self.extras = extras_of(state)
        self.expected: dict[tuple[int, str], object] = {}

    def some_words(self) -> str:
        words = self.random.sample(WORDS, self.random.randint(3, 9))
        return f"{' '.join(words).capitalize()} {self.random.randint(2, 99)}{self.random.choice(['.', '', '!'])}"

    def typed(self, action: int, name: str, was: str) -> object:
        """What a person types in a cell that said `was`; a field of which nothing is typed gives None."""
        if name in (f.DATE, f.TIMESCALE, f.FORECAST):
            wanted = date(2028, 1, 1) + timedelta(days=self.random.randint(13, 700))
            self.expected[action, f.FORECAST if name == f.FORECAST else f.DATE] = wanted
            return self.random.choice(
                [wanted, day(wanted), f"{wanted.day}.{wanted.month}.{wanted.year}", f"{wanted:%d %b %Y}"]
            )
        if name == f.RAG:
            ratings = [r for r in self.state.scheme.ratings if not r.means_finished and r.label not in was]
            if not ratings or self.actions[action].stage in stages.SAID_DONE:
                return None
            rating = self.random.choice(ratings)
            self.expected[action, name] = rating.code
            return self.random.choice([rating.label, rating.label.lower(), f" {rating.label.upper()} "])
        if name not in (f.TEXT, f.PROGRESS, f.EVIDENCE, f.OUTCOME, f.RELATED) and not name.startswith(f.EXTRA):
            self.expected[action, name] = words = self.some_words()
            return words
        self.expected[action, name] = words = self.some_words()
        return words

    def edit(self, mark, cells: dict[str, str], share: float) -> dict[str, object]:
        """Of a row's cells by their codes, what is typed in some of them."""
        found = {}
        names = {printed.code: printed.name(self.extras) for printed in mark.cells}
        said = set()
        for code, was in cells.items():
            name = names.get(code, "")
            field = f.DATE if name == f.TIMESCALE else name
            if not name or field in said or name == f.RESPONSIBLE or self.random.random() > share:
                continue
            if (mark.action, field) not in self.expected and (typed := self.typed(mark.action, name, was)) is not None:
                found[code] = typed
                said.add(field)
        return found


def _codes(mark) -> list[str]:
    return [printed.code for printed in mark.cells]


def edit_csv(data: bytes, editor: Editor, share: float) -> bytes:
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    for row in rows[1:]:
        mark = marks.find(row[-1])
        at = dict(zip(_codes(mark), range(len(row)), strict=False))
        for code, typed in editor.edit(mark, {code: row[column] for code, column in at.items()}, share).items():
            row[at[code]] = typed.isoformat() if isinstance(typed, date) else typed
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue().encode("utf-8-sig")


def edit_xlsx(data: bytes, editor: Editor, share: float, page: str) -> bytes:
    book = load_workbook(io.BytesIO(data))
    sheet = book[page]
    for row in sheet.iter_rows():
        mark = next((found for cell in row if cell.value and (found := marks.find(str(cell.value)))), None)
        if mark is None or not mark.cells:
            continue
        cells = {_codes(mark)[0]: row[1 - mark.is_unlabelled]} if mark.is_value else _in_columns(sheet, row, mark)
        typed = editor.edit(mark, {code: str(cell.value or "") for code, cell in cells.items()}, share)
        for code, value in typed.items():
            cells[code].value = _behind(mark, cells[code].value, value)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _in_columns(sheet, row, mark) -> dict[str, object]:
    """The cells of a row by their codes: those of a column that spans rows are only in its first."""
    if sheet.title != "Appendix":
        return dict(zip(_codes(mark), row, strict=False))
    full = max((found for each in sheet.iter_rows() if each[-1].value and (found := marks.find(str(each[-1].value)))),
               key=lambda found: len(found.cells))  # fmt: skip
    return {code: cell for code, cell in zip(_codes(full), row, strict=False) if code in _codes(mark)}


def edit_docx(data: bytes, editor: Editor, share: float) -> bytes:
    document = docx.Document(io.BytesIO(data))
    for table in document.tables:
        full: list[str] = []
        for row in table.rows:
            text = "".join(node.text or "" for node in row._tr.iter(f"{{{row._tr.nsmap['w']}}}t"))
            mark = marks.find(text)
            if mark is None or not mark.cells:
                continue
            full = full if len(full) >= len(mark.cells) else _codes(mark)
            cells = {code: cell for code, cell in zip(full, row.cells, strict=False) if code in _codes(mark)}
            if mark.is_value:
                cells = {_codes(mark)[0]: row.cells[1]}
            typed = editor.edit(mark, {code: cell.text for code, cell in cells.items()}, share)
            for code, value in typed.items():
                _type(cells[code].paragraphs, day(value) if isinstance(value, date) else value)
    for paragraph in document.paragraphs:
        mark = marks.find(paragraph.text)
        for value in editor.edit(mark, {_codes(mark)[0]: ""}, share).values() if mark and mark.cells else ():
            _type([paragraph], _behind(mark, paragraph.text, value))
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _behind(mark, was: object, typed: object) -> object:
    """What is typed behind the label that words of large print begin with."""
    if not mark.is_unlabelled:
        return typed
    before = mark.cells[0].before
    return next(f"{was[:at]} {typed}" for at in range(len(was)) if before == beside(was[:at]))


def _type(paragraphs, words: str) -> None:
    """Write over what is seen of a cell; hidden runs are not seen, so they stay."""
    seen = [run for each in paragraphs for run in each.runs if not run.font.hidden]
    for run in seen[1:]:
        run.text = ""
    if seen:
        seen[0].text = words
    else:
        paragraphs[0].add_run(words)


def edit_html(data: bytes, editor: Editor, share: float) -> bytes:
    root = html.document_fromstring(data.decode())
    for table in root.iter("table"):
        full: list[str] = []
        for row in table.iter("tr"):
            mark = marks.find(row.get("data-mark", ""))
            if mark is None or not mark.cells:
                continue
            own = _codes(mark)
            full = full if len(full) >= len(own) else own
            cells = {own[0]: row[1]} if mark.is_value else dict(zip(own, list(row), strict=True))
            typed = editor.edit(mark, {code: cell.text_content() for code, cell in cells.items()}, share)
            for code, value in typed.items():
                _write(cells[code], day(value) if isinstance(value, date) else value)
    for element in root.iter("h3", "h4", "p"):
        mark = marks.find(element.get("data-mark", ""))
        for value in editor.edit(mark, {_codes(mark)[0]: ""}, share).values() if mark and mark.cells else ():
            _write(element, _behind(mark, element.text_content(), value))
    return b"<!DOCTYPE html>\n" + html.tostring(root, encoding="utf-8")


def _write(element, words: str) -> None:
    for child in list(element):
        element.remove(child)
    element.text = words


EDITS = {
    "csv": edit_csv,
    "xlsx": lambda data, editor, share: edit_xlsx(data, editor, share, "Data"),
    "xlsx paper": lambda data, editor, share: edit_xlsx(data, editor, share, "Appendix"),
    "docx": edit_docx,
    "html": edit_html,
    "docx large": edit_docx,
    "html large": edit_html,
    "xlsx large": lambda data, editor, share: edit_xlsx(data, editor, share, "Appendix"),
}


def same(one: object, other: object) -> bool:
    """Whether two say the same: white space apart."""
    plain = [re.sub(r"\s+", " ", each).strip() if isinstance(each, str) else each for each in (one, other)]
    return plain[0] == plain[1]
