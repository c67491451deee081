"""What the tests look for in a paper, and how they read it back."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape

import docx
import openpyxl
from pypdf import PdfReader

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


def pdf_text(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


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
        reader = PdfReader(io.BytesIO(data))
        told = (reader.metadata or {}).values()
        return "\n".join([pdf_text(data), *map(str, told), reader.xmp_metadata.stream.get_data().decode()])
    if fmt in ("csv", "html"):
        return data.decode()
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        named = (name for name in parts.namelist() if name.endswith((".xml", ".rels")))
        return "\n".join(unescape(re.sub("<[^>]*>", " ", parts.read(name).decode())) for name in named)
