"""Lines of text that are broken and shaped once.

WeasyPrint 70.0 has Pango shape the rest of a paragraph for each of its lines, shape each line again as it ends up, and
once more when it is drawn. Here Pango breaks a paragraph into all its lines at once, and a line is drawn as it was
shaped then. What Pango alone does not break as WeasyPrint does (a word wider than its column, a soft hyphen) is left to
WeasyPrint.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import Any

from weasyprint.draw import text as drawing
from weasyprint.formatting_structure.boxes import LineBox, TextBox
from weasyprint.layout import inline
from weasyprint.layout.percent import resolve_percentages
from weasyprint.text.ffi import FROM_UNITS, TO_UNITS, ffi, pango
from weasyprint.text.line_break import Layout, strut

_WIDEST = 2**21
"""Pixels that still fit in Pango's units."""

_SOFT_HYPHEN = "\xad"

_GLYPH = 5
"""The integers of Pango's note on a glyph: its number, its width, its offsets, and how it looks."""

_NOTHING = 0x0FFFFFFF
"""Pango's number of no glyph, where a line's last space was; greater ones are letters that the font has not."""

_SAME = 1e-6
"""Pixels by which two places are the same."""

_split_text_box = inline.split_text_box
_iter_line_boxes = inline.iter_line_boxes
_draw_first_line = drawing.draw_first_line


class _Paragraph:
    """The text of a box from a byte on, in lines of a width."""

    def __init__(self, box: TextBox, skip: int, width: float) -> None:
        self.of, self.width = box.text, width
        encoded = box.text.encode()[skip:]
        self.text = encoded.decode()
        self.layout = Layout(box.style, 0, width)
        pango.pango_layout_set_single_paragraph_mode(self.layout.layout, True)
        if box.style["white_space"] == "normal":
            pango.pango_layout_set_width(self.layout.layout, int(width * TO_UNITS))
        self.layout.set_text(self.text)
        self.lines: dict[int, _Line] = {}
        at, start = 0, skip
        line = pango.pango_layout_get_line_readonly(self.layout.layout, at)
        while line != ffi.NULL:
            at += 1
            following = pango.pango_layout_get_line_readonly(self.layout.layout, at)
            ends = following == ffi.NULL
            end = len(encoded) if ends else following.start_index
            text = encoded[start - skip : end].decode()
            self.lines[start] = _Line(self, line, text if ends else text.rstrip(" "), None if ends else end + skip)
            line, start = following, end + skip


class _Line:
    """A line of a paragraph, which WeasyPrint takes for a layout of its own."""

    justification_spacing = 0

    def __init__(self, paragraph: _Paragraph, line: Any, said: str, resume: int | None) -> None:
        self._paragraph, self._line, self.said, self.resume = paragraph, line, said, resume
        self.text, self.layout = paragraph.text, paragraph.layout.layout
        self.max_width, self.first_line_direction = paragraph.width, line.resolved_dir
        extents = ffi.new("PangoRectangle *")
        pango.pango_layout_line_get_extents(line, ffi.NULL, extents)
        self.width, self.height = extents.width * FROM_UNITS, extents.height * FROM_UNITS
        self.baseline = -extents.y * FROM_UNITS

    def get_first_line(self) -> tuple[Any, None]:
        """The line; nothing follows it."""
        return self._line, None

    def reactivate(self, style: Any) -> None:
        """It stays as it was set."""

    def deactivate(self) -> None:
        """It stays as it was set."""


def split_text_box(context: Any, box: TextBox, available_width: Any, skip: int, **how: Any) -> Any:
    """What WeasyPrint's function of that name gives: the box's next line, where the one after it begins, and whether
    the text itself ends the line."""
    line = _line(box, available_width, skip or 0)
    if line is None:
        return _split_text_box(context, box, available_width, skip, **how)
    return _made(box, line), line.resume, False


def _made(box: TextBox, line: _Line) -> TextBox:
    """The line as a box of its own."""
    new = box.copy_with_text(line.said)
    new.width, new.height, new.pango_layout = line.width, line.height, line
    line_height, _ = strut(box.style)
    new.margin_top = new.margin_bottom = (line_height - line.height) / 2
    new.baseline = line.baseline + new.margin_top
    return new


def _line(box: TextBox, width: float | None, skip: int) -> _Line | None:
    """The line that begins there; None where WeasyPrint is to break it."""
    style = box.style
    if width is None or not 0 < width < _WIDEST or _SOFT_HYPHEN in box.text:
        return None
    if style["white_space"] not in ("normal", "nowrap"):
        return None
    paragraph = vars(box).get("paragraph")
    if paragraph is None or (paragraph.of, paragraph.width) != (box.text, width) or skip not in paragraph.lines:
        if skip >= len(box.text.encode()):
            return None
        box.paragraph = paragraph = _Paragraph(box, skip, width)
    line = paragraph.lines[skip]
    fits = line.width <= width or style["white_space"] == "nowrap"
    return line if line.said and fits else None


def iter_line_boxes(
    context: Any, box: LineBox, position_y: float, bottom_space: Any, skip_stack: Any, containing_block: Any, *more: Any
) -> Iterator[tuple[LineBox, Any]]:
    """The lines of a box, each with where the next begins, as WeasyPrint's function of that name gives them. Where no
    more is left than the rest of a text, from the left, they need none of what it does for others."""
    usual = not any(more[-2:]) and _is_usual(context, box, containing_block)
    while True:
        found = _text_line(box, position_y, skip_stack, containing_block) if usual else None
        if found is None:
            one_by_one = _iter_line_boxes(context, box, position_y, bottom_space, skip_stack, containing_block, *more)
            if not usual:
                yield from one_by_one
                return
            found = next(one_by_one, None)
        if found is None:
            return
        yield found
        line, skip_stack = found
        if skip_stack is None:
            return
        position_y = line.position_y + line.height


def _text_line(box: LineBox, y: float, skip_stack: Any, containing_block: Any) -> tuple[LineBox, Any] | None:
    """The next line, where it is of the box's last text, in one font."""
    place = inline.skip_first_whitespace(box, skip_stack)
    if place == "continue":
        return None
    [(index, within)] = (place or {0: None}).items()
    if index != len(box.children) - 1 or not isinstance(text := box.children[index], TextBox):
        return None
    resolve_percentages(text, containing_block)
    x = containing_block.content_box_x()
    available = (x + containing_block.width) * (1 + 1e-9) - x  # As WeasyPrint has it.
    begun = _line(text, available, next(iter(within)) if within else 0)
    if text.style["vertical_align"] != "baseline" or begun is None:
        return None
    height, baseline = strut(box.style)
    made = _made(text, begun)
    if made.text.endswith(" ") or abs(made.baseline - baseline) > _SAME:
        return None
    resolve_percentages(box, containing_block)
    made.position_x, made.position_y = x, y
    line = box.copy_with_children([made])
    line.position_x, line.position_y, line.width, line.height = x, y, made.width, height
    line.baseline, line.margin_top, line.margin_bottom = baseline, 0, 0
    return line, None if begun.resume is None else {index: {begun.resume: None}}


def _is_usual(context: Any, box: LineBox, containing_block: Any) -> bool:
    """Whether lines begin at the left, with nothing to flow around."""
    style = box.style
    return (
        not context.excluded_shapes
        and containing_block.style["direction"] == style["direction"] == "ltr"
        and style["text_align_all"] in ("start", "left")
        and style["text_align_last"] in ("auto", "start", "left")
        and style["text_indent"].value == 0
    )


def draw_first_line(stream: Any, box: TextBox, text_overflow: Any, block_ellipsis: Any, matrix: Any) -> Any:
    """Show the line. One with a glyph that the document has not met yet is left to WeasyPrint, which makes it known."""
    line = box.pango_layout
    shown = _shown(stream, line._line) if isinstance(line, _Line) and text_overflow != "ellipsis" else None
    if shown is None or block_ellipsis != "none":
        return _draw_first_line(stream, box, text_overflow, block_ellipsis, matrix)
    if line.said.strip():
        stream.set_text_matrix(*matrix.values)
        for font, size, text in shown:
            stream.set_font_size(font.hash, size)
            stream.show_text(text)
    return []


def _shown(stream: Any, line: Any) -> list[tuple[Any, float, str]] | None:
    """The line's runs, each with its font and what a PDF shows of it; None where not all of its glyphs are known."""
    shown = []
    run = line.runs[0] if line.runs != ffi.NULL else ffi.NULL
    while run != ffi.NULL:
        item, run = run.data, run.next
        font, size = stream.add_font(item.item.analysis.font)
        if font.bitmap or font.png or font.svg:
            return None
        text = _text(item.glyphs, font, size)
        if text is None:
            return None
        shown.append((font, size, text))
    return shown


def _text(glyphs: Any, font: Any, size: float) -> str | None:
    """Glyphs, and where one does not follow on the one before, by how much, in a PDF's own writing."""
    numbers = array("i")
    numbers.frombytes(ffi.buffer(glyphs.glyphs, glyphs.num_glyphs * _GLYPH * numbers.itemsize))
    widths, known, per_unit = font.widths, font.to_unicode, 1000 * FROM_UNITS / size
    pieces = ["<"]
    for glyph, width, across, up in zip(*(numbers[part::_GLYPH] for part in range(4)), strict=True):
        if glyph == _NOTHING and not width:
            continue
        if up or across or glyph not in known or glyph not in widths:
            return None
        kerning = int(widths[glyph] - width * per_unit)
        pieces.append(f"{glyph:04x}>{kerning}<" if kerning else f"{glyph:04x}")
    pieces.append(">")
    return "".join(pieces)
