"""The committee's appendix of a plan, in every format that it is asked for.

    render(state, options, "pdf") -> bytes

`layout` decides what is printed, once, as frozen values (`model`); each format only prints it. Nothing here knows
a database, a request or a clock.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from plans.state import PlanState
from reports.appendix.layout import build
from reports.appendix.model import Appendix
from reports.appendix.options import Options, content_digest
from reports.appendix.pdf.glyphs import unprintable
from reports.appendix.uncollected import uncollected
from reports.appendix.without_names.anonymity import (
    Doubt,
    Mention,
    doubts,
    key_sign,
    mentions,
    people_without_post,
    read_paper,
    word_sign,
)

__all__ = [
    "FORMATS",
    "Doubt",
    "Format",
    "Mention",
    "Options",
    "content_digest",
    "doubts",
    "key_sign",
    "mentions",
    "people_without_post",
    "read_paper",
    "render",
    "unprintable",
    "word_sign",
]


class Format(NamedTuple):
    """What a format is called on the page, its content type, and how its file names end."""

    label: str
    content_type: str
    suffix: str


_OFFICE = "application/vnd.openxmlformats-officedocument"

FORMATS = {
    "pdf": Format("PDF", "application/pdf", ".pdf"),
    "docx": Format("Word document", f"{_OFFICE}.wordprocessingml.document", ".docx"),
    "xlsx": Format("Excel workbook", f"{_OFFICE}.spreadsheetml.sheet", ".xlsx"),
    "csv": Format("CSV", "text/csv; charset=utf-8", ".csv"),
    "html": Format("Web page", "text/html; charset=utf-8", ".html"),
}
"""Every format of the appendix, in the order in which they are offered."""


def render(state: PlanState, options: Options, fmt: str, told: Callable[[float], None] = lambda share: None) -> bytes:
    """The appendix in one of `FORMATS`: the same bytes each time for the same state and options. A PDF tells meanwhile
    what share of the work is done.

    Raises ValueError for a format that there is not.
    """
    if fmt not in FORMATS:
        raise ValueError(f"There is no format “{fmt}”; the formats are {', '.join(FORMATS)}.")
    with uncollected():
        return _printed(build(state, options), fmt, told)


def _printed(appendix: Appendix, fmt: str, told: Callable[[float], None]) -> bytes:
    """Print it. Each format is imported when it is asked for: a web page that only names them stays quick to
    start, and the PDF engine's libraries are needed for the PDF alone."""
    match fmt:
        case "pdf":
            from reports.appendix.pdf.document import pdf

            return pdf(appendix, told)
        case "docx":
            from reports.appendix.word.document import word

            return word(appendix)
        case "xlsx":
            from reports.appendix.workbook.document import workbook

            return workbook(appendix)
        case "csv":
            from reports.appendix.csv_data import delimited

            return delimited(appendix)
    from reports.appendix.html.page import web_page

    return web_page(appendix).encode()
