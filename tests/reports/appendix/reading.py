"""What the tests look for in a paper, and how they read it back."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from html import unescape

import docx
import openpyxl
from pypdf import PdfReader
from pypdf.generic import ContentStream

from plans.state import PlanState
from reports.appendix.options import Options
from reports.appendix.text import clean
from tests.reports.factories import ON

LONG = 500
"""Characters from which a paragraph may be cut by a page."""

OPTIONS = Options(on=ON, report_ref="142/2026 Appendix A")


def printed_texts(plan: PlanState) -> Iterator[str]:
    """Every text of the state that the paper must show."""
    yield from (plan.title, plan.subtitle, plan.organisation, *plan.notes_before, *plan.notes_after, *plan.legend)
    yield from (text for pair in plan.glossary for text in pair)
    for section in plan.sections:
        yield section.title
        for recommendation in section.recommendations:
            yield from (recommendation.text, recommendation.ref, recommendation.links_text, *recommendation.sources)
            for action in recommendation.actions:
                yield from _of_action(action)


def _of_action(action) -> Iterator[str]:
    yield action.ref
    yield from (action.lead_in, *(step.text for step in action.steps)) if action.steps else (action.text,)
    yield from (action.expected_evidence, action.outcome, *action.related_plans)
    yield from (value for _, value in action.extra)
    every = (action, *action.steps)
    yield from (timescale.text for part in every for timescale in part.timescales)
    yield from (assignment.printed for part in every for assignment in part.assignments)
    yield from (assignment.note for part in every for assignment in part.assignments)
    if action.latest_update:
        yield action.latest_update.narrative


def bare(text: str) -> str:
    """The text without white space, bullets and what no document can hold."""
    return re.sub(r"[\s•●▪◦‣➢·*–-]", "", clean(text))


def missing(plan: PlanState, found: str) -> list[str]:
    """The paragraphs that the paper should show and does not. Of one that is longer than a page, between whose parts
    the foot of a page may stand, every word."""
    whole = bare(found)
    wanted = (line for text in printed_texts(plan) for line in clean(text).split("\n"))
    parts = (part for line in wanted for part in (line.split() if len(line) > LONG else [line]))
    return [part for part in parts if bare(part) not in whole]


@lru_cache(maxsize=4)
def reader_of(data: bytes) -> PdfReader:
    """Finding out what stands where in a paper takes longer than to read it."""
    return PdfReader(io.BytesIO(data))


def pdf_text(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in reader_of(data).pages)


def read_out(data: bytes) -> str:
    """What a screen reader says: the texts of the structure tree in its order, without artifacts."""
    reader = reader_of(data)
    texts = {page["/StructParents"]: _marked_texts(page, reader) for page in reader.pages}
    said: list[str] = []

    def visit(node, page):
        node = node.get_object()
        if isinstance(node, list):
            for kid in node:
                visit(kid, page)
        elif isinstance(node, int):
            said.append(texts[page["/StructParents"]].get(node, ""))
        else:
            visit(node.get("/K", []), node["/Pg"].get_object() if "/Pg" in node else page)

    visit(reader.trailer["/Root"]["/StructTreeRoot"]["/K"], None)
    return " ".join(said)


def _marked_texts(page, reader) -> dict[int, str]:
    """From the number of each marked content of a page to its text."""
    fonts = {name: _letters(font.get_object()) for name, font in page["/Resources"]["/Font"].items()}
    found: dict[int, str] = {}
    letters, number = {}, None
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        if operator == b"Tf":
            letters = fonts[operands[0]]
        elif operator == b"BDC":
            number = operands[1].get("/MCID")
        elif operator in (b"TJ", b"Tj") and number is not None:
            shown = operands[0] if operator == b"TJ" else operands
            glyphs = b"".join(_raw(piece) for piece in shown if isinstance(piece, (bytes, str)))
            pairs = zip(glyphs[::2], glyphs[1::2], strict=True)
            found[number] = found.get(number, "") + "".join(letters.get(256 * high + low, "") for high, low in pairs)
        elif operator == b"EMC":
            number = None
    return found


def _raw(piece) -> bytes:
    return piece.original_bytes if isinstance(piece, str) else piece


def _letters(font) -> dict[int, str]:
    """From each glyph of a font to the letters that it shows."""
    table = font["/ToUnicode"].get_data().decode()
    pairs = re.findall(r"<([0-9A-Fa-f]+)>\s+<([0-9A-Fa-f]+)>", table.partition("beginbfchar")[2])
    return {int(glyph, 16): bytes.fromhex(text).decode("utf-16-be") for glyph, text in pairs}


def book(data: bytes):
    return openpyxl.load_workbook(io.BytesIO(data))


def sheet_text(sheet) -> str:
    return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None)


def word(data: bytes):
    return docx.Document(io.BytesIO(data))


def word_text(document) -> str:
    """Everything in the body, tables included, in order."""
    return "\n".join(node.text or "" for node in document.element.body.iter(docx.oxml.ns.qn("w:t")))


def text_of(data: bytes, fmt: str) -> str:
    """Everything that a file of this format says, what no page shows (properties, hidden parts) included."""
    if fmt == "pdf":
        reader = reader_of(data)
        told = (reader.metadata or {}).values()
        return "\n".join([pdf_text(data), *map(str, told), reader.xmp_metadata.stream.get_data().decode()])
    if fmt in ("csv", "html"):
        return data.decode()
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        named = (name for name in parts.namelist() if name.endswith((".xml", ".rels")))
        return "\n".join(unescape(re.sub("<[^>]*>", " ", parts.read(name).decode())) for name in named)
