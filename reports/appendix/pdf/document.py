"""The appendix as an accessible PDF (PDF/UA-1), the same bytes from run to run and on every machine.

It is set in the bundled fonts alone. A character that they lack would come from whatever font the machine happens
to have or, where it has none, as a hole that PDF/UA forbids: `glyphs` says what is printed for it. The other formats,
which are shown with the reader's fonts, keep it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from weasyprint import CSS
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from plans.sheets.sealed_pdf import sealed
from reports.appendix import metrics
from reports.appendix.html import page
from reports.appendix.model import Appendix
from reports.appendix.pdf import archive, glyphs, pdf_tags
from reports.appendix.pdf.defaults import Paper
from reports.appendix.pdf.pages import Told, ends_short, laid_out
from reports.appendix.pdf.shortcuts import quick

_FACES = (
    (metrics.REGULAR, "normal", 400),
    (metrics.ITALIC, "italic", 400),
    (metrics.BOLD, "normal", 700),
)
_FAMILY = "Appendix Sans"

_BASE = "https://assets.invalid/"
"""Where the page believes its assets to be; ".invalid" can never be a real host."""


class Assets(URLFetcher):
    """Serves a fixed set of files by address and refuses everything else, so that nothing that stands in a plan
    can make the server open a file or an address."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self._files = files

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """The file at that address. Raises ValueError for any other."""
        if url not in self._files:
            raise ValueError(f"Not an asset of the appendix: {url}")
        return URLFetcherResponse(url, self._files[url])


def pdf(appendix: Appendix, told: Told = lambda share: None) -> bytes:
    """The appendix as a tagged PDF; meanwhile it is told what share of the work is done."""
    with quick():
        paper = laid_out_paper(appendix, told)
        data = _archived(paper, appendix.attached, appendix.on) if appendix.attached else _written(paper)
    return sealed(data, appendix.marks.seal) if appendix.marks else data


def of_page(document: str, attached: str, on: date) -> bytes:
    """A page that is set as the appendix is, as a PDF that is kept, with its data of that day."""
    with quick():
        return _archived(_set(document), attached, on)


def _written(paper: Document) -> bytes:
    return paper.write_pdf(pdf_variant="pdf/ua-1", finisher=pdf_tags.finish)


def _archived(paper: Document, attached: str, on: date) -> bytes:
    """The paper as it is kept, with its data."""
    paper.output_intent = "srgb"
    file = archive.attachment(attached, on)
    return paper.write_pdf(pdf_variant=archive.VARIANT, finisher=archive.finish, attachments=[file])


def laid_out_paper(appendix: Appendix, told: Told = lambda share: None) -> Document:
    """The appendix in pages, before it is written: its rows a little closer where that saves a last page on which
    little is left."""
    paper = _set(page.html(appendix), told)
    if ends_short(paper):
        closer = _set(page.html(appendix, closer=True), told)
        return closer if len(closer.pages) < len(paper.pages) else paper
    return paper


def _set(document: str, told: Told = lambda share: None) -> Document:
    text = glyphs.in_our_fonts(document)
    more = glyphs.families(text)
    assets, fonts = Assets(_font_files() | {_BASE + file: _bytes(file) for _, file in more}), FontConfiguration()
    html = Paper(string=text, base_url=_BASE, url_fetcher=assets)
    faces = CSS(string=_font_faces(more), base_url=_BASE, url_fetcher=assets, font_config=fonts)
    return laid_out(html, told, stylesheets=[faces], font_config=fonts, pdf_variant="pdf/ua-1")


@cache
def _font_files() -> dict[str, bytes]:
    return {_BASE + name: _bytes(name) for name, _, _ in _FACES}


@cache
def _bytes(file: str) -> bytes:
    return (metrics.FONTS / file).read_bytes()


def _font_faces(more: Sequence[tuple[str, str]]) -> str:
    """The faces as rules, and the families to fall back on, each in its one cut."""
    faces = [(_FAMILY, f"font-style: {style}; font-weight: {weight}", name) for name, style, weight in _FACES]
    faces += [(family, "font-style: normal; font-weight: 400", file) for family, file in more]
    rules = [f'@font-face {{ font-family: "{family}"; {cut}; src: url("{file}"); }}' for family, cut, file in faces]
    families = ", ".join(f'"{family}"' for family, _ in ((_FAMILY, ""), *more))
    foot = f"@page {{ @bottom-left {{ font-family: {families} !important; }} }}"
    return "\n".join([*rules, f".apx {{ font-family: {families} !important; }}", foot])
