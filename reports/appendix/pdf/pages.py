"""WeasyPrint's document with two things of our own: what a page before began is named again, with "(continued)", where
a page goes on with it, and each page knows which text its marked contents hold.

WeasyPrint lays out page after page and notes after each where the next begins. That note is where `continuation` steps
in, so that nothing is laid out twice. It leans on WeasyPrint 70.0, as `pdf_tags` does.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeAlias

from weasyprint import DEFAULT_OPTIONS, HTML
from weasyprint.css.counters import CounterStyle
from weasyprint.document import Document, DocumentMetadata, Page
from weasyprint.formatting_structure.boxes import Box
from weasyprint.formatting_structure.build import build_formatting_structure
from weasyprint.html import get_html_metadata
from weasyprint.layout import LayoutContext, layout_document
from weasyprint.pdf.stream import Stream

from reports.appendix.pdf import continuation

Told: TypeAlias = Callable[[float], None]
"""Is given what share of the work is done."""

LAID_OUT, WRITTEN = 0.6, 0.95
"""What share of the work is done by then, about."""

LONG_PAPER = 12
"""Pages from which on a paper may end with a page of few rows."""

LITTLE = 1 / 2
"""Of its page's height, at the end of a paper."""

CLOSER = 0.08
"""What part of the height of the plan's tables is saved where rows are set closer."""


def laid_out(html: HTML, told: Told, **options: Any) -> Document:
    """The document in pages, to be written as a tagged PDF. It is told what share of the work is done, by the rows that
    are laid out and the pages that are drawn."""
    font_config = options.pop("font_config")
    return _Paper._render(html, font_config, CounterStyle(), {}, {**DEFAULT_OPTIONS, **options, "told": told})


def ends_short(paper: Document) -> bool:
    """Whether so little stands on the last page that the pages before might take it, with their rows set closer. Of a
    long paper nobody minds, and setting it again takes long."""
    if not 1 < len(paper.pages) < LONG_PAPER:
        return False
    *before, last = (page._page_box for page in paper.pages)
    tables = [list(continuation.tables(page)) for page in before]
    saved = CLOSER * sum(table.height for of_page in tables for table in of_page)
    free = sum(_below(page, of_page[-1]) for page, of_page in zip(before[1:], tables[1:], strict=True) if of_page)
    main = next(box for box in last.descendants() if box.element_tag == "main")
    left = sum(part.margin_height() for part in main.children)
    return left < min(LITTLE * last.height, saved + free)


def _below(page: Box, table: Box) -> float:
    """What is free below the last table of a page."""
    return page.content_box_y() + page.height - table.position_y - table.border_height()


class MarkedPage(Page):
    """A page that remembers, by its number on the page, which box each piece of marked content shows."""

    marked: dict[int, Box]
    drawn: Callable[[], None] = staticmethod(lambda: None)

    def paint(self, stream: Stream, scale: float = 1) -> None:
        super().paint(stream, scale)
        self.marked = {mark["mcid"]: box for box, mark in stream._tags.items()}
        for font in stream._fonts.values():
            _name_parts(font.to_unicode)
        self.drawn()


def _name_parts(letters: dict[int, str]) -> None:
    """Give shapes that are only part of a letter's (an accent set by itself) a letter without width for their own: a
    validator refuses a shape without any."""
    letters.update({shape: "\u200b" for shape, letter in letters.items() if not letter})


class _Paper(Document):
    @classmethod
    def _render(cls, html: HTML, font_config: Any, counter_style: Any, color_profiles: Any, options: Any) -> _Paper:
        """As WeasyPrint's own, with the pages' beginnings in our hands."""
        context = cls._build_layout_context(html, font_config, counter_style, color_profiles, options)
        root = build_formatting_structure(
            html.etree_element, context.style_for, context.get_image_from_uri, html.base_url,
            context.target_collector, counter_style, context.footnotes,
        )  # fmt: skip
        context.__class__ = _Context  # The same context in all else: it is already referred to from elsewhere.
        context.root, context.told = root, options["told"]
        pages = []
        for page in layout_document(html, root, context):
            continuation.close(page)
            pages.append(MarkedPage(page))
        for number, page in enumerate(pages, start=1):
            page.drawn = partial(options["told"], LAID_OUT + (WRITTEN - LAID_OUT) * number / len(pages))
        metadata = DocumentMetadata(**get_html_metadata(html))
        paper = cls(pages, metadata, html.url_fetcher, font_config, color_profiles, options["output_intent"])
        paper._html = html
        return paper


class _Context(LayoutContext):
    """What WeasyPrint knows while it lays out; its list of where pages begin is ours."""

    root: Box
    told: Told

    @property
    def page_maker(self) -> list[tuple[Any, ...]]:
        return self._beginnings

    @page_maker.setter
    def page_maker(self, beginnings: list[tuple[Any, ...]]) -> None:
        self._beginnings = _Beginnings(self.root, beginnings, self.told)


class _Beginnings(list[tuple[Any, ...]]):
    """Where each page begins; before the next is laid out, what goes on there is named again."""

    def __init__(self, root: Box, beginnings: list[tuple[Any, ...]], told: Told) -> None:
        super().__init__(beginnings)
        self._root, self._told = root, told
        self._rows = continuation.rows(root) or 1

    def append(self, beginning: tuple[Any, ...]) -> None:
        resume_at, *others = beginning
        if resume_at:
            self._told(LAID_OUT * min(1.0, continuation.rows(self._root, resume_at) / self._rows))
        super().append((continuation.begin(self._root, resume_at), *others))
