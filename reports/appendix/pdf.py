"""The appendix as an accessible PDF (PDF/UA-1), the same bytes from run to run and on every machine.

It is set in the bundled fonts alone. A character that they lack would come from whatever font the machine happens
to have or, where it has none, as a hole that PDF/UA forbids: it is printed as an open square. The other formats,
which are shown with the reader's fonts, keep it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from reports.appendix import metrics, page, tagging
from reports.appendix.model import Appendix

_FACES = (
    (metrics.REGULAR, "normal", 400),
    (metrics.ITALIC, "italic", 400),
    (metrics.BOLD, "normal", 700),
)
_SQUARE = "□"

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


def pdf(appendix: Appendix) -> bytes:
    """The appendix as a tagged PDF."""
    assets, fonts = Assets(_font_files()), FontConfiguration()
    document = HTML(string=in_our_fonts(page.html(appendix)), base_url=_BASE, url_fetcher=assets)
    faces = CSS(string=_font_faces(), base_url=_BASE, url_fetcher=assets, font_config=fonts)
    return document.write_pdf(stylesheets=[faces], font_config=fonts, pdf_variant="pdf/ua-1", finisher=tagging.finish)


def in_our_fonts(text: str) -> str:
    """The text in characters that the bundled fonts have; accents are composed with their letters first."""
    text = unicodedata.normalize("NFC", text)
    lacking = set(text) - metrics.characters() - {"\n"}
    return text.translate({ord(char): _stand_in(char) for char in lacking})


def _stand_in(char: str) -> str:
    """A space for a space, nothing for what has no shape of its own, a square for the rest."""
    match unicodedata.category(char):
        case "Zs":
            return " "
        case "Cf" | "Mn" | "Me":
            return ""
    return "✓" if char == "✅" else _SQUARE


@cache
def _font_files() -> dict[str, bytes]:
    return {_BASE + name: (metrics.FONTS / name).read_bytes() for name, _, _ in _FACES}


def _font_faces() -> str:
    faces = (f'font-style: {style}; font-weight: {weight}; src: url("{name}")' for name, style, weight in _FACES)
    return "".join(f'@font-face {{ font-family: "Appendix Sans"; {face}; }}\n' for face in faces)
