"""The text of a Word paragraph: runs with their emphasis, and what stands among them.

Counted: insertions, hyperlinks, fields' results, controls, check boxes, text boxes (after the paragraph that they are
tied to). Not counted: deletions, hidden text but for the mark of a row of our own, fields' codes, comments, and what is
struck through: that is told.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from plans.filemark import marks_row
from plans.importing.readers.colours import colour
from plans.importing.readers.text import symbols
from plans.importing.readers.word.styles import MC, VAL, W14, Style, Styles, W, child, is_on, value

_INSIDE = {W + name for name in ("ins", "hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "moveTo",
                                 "customXml", "dir", "bdo")}  # fmt: skip
_BREAKS = (W + "br", W + "cr")
_DASHES = {W + "noBreakHyphen": "-", W + "softHyphen": "", W + "tab": "\t", W + "ptab": "\t"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph's text; "\\n" is a line end. `mark` is the highlighter's colour."""

    text: str
    bold: bool = False
    italic: bool = False
    ink: str | None = None
    mark: str | None = None


class Paragraphs:
    """Reads the pieces of paragraphs; `notes` are the texts of foot- and endnotes by kind and identifier."""

    def __init__(self, styles: Styles, notes: dict[tuple[str, str], str]):
        self._styles, self._notes = styles, notes
        self.struck: list[str] = []

    def pieces(self, paragraph, style: Style) -> list[Piece]:
        """The text of a paragraph (of style `style`) in order."""
        found: list[Piece] = []
        # Fields nest; their codes stand between "begin" and "separate".
        fields: list[bool] = []
        for element in _runs(paragraph):
            if element.tag == W + "checkBox":
                found.append(Piece("☒" if element.get(VAL) in ("1", "true") else "☐"))
            else:
                found += self._run(element, style, fields)
        return found

    def _run(self, run, style: Style, fields: list[bool]) -> Iterator[Piece]:
        properties = child(run, "rPr")
        own = self._styles.of(value(properties, "rStyle"))
        hidden = is_on(properties, "vanish")
        if hidden or (hidden is None and (own.hidden or style.hidden)):
            text = "".join(one.text or "" for one in run.iter(W + "t"))
            if marks_row(text):
                yield Piece(f" {text.strip()}")
            return
        bold, italic = is_on(properties, "b"), is_on(properties, "i")
        looks: dict[str, Any] = {
            "bold": bool(style.bold or own.bold) if bold is None else bold,
            "italic": bool(style.italic or own.italic) if italic is None else italic,
            "ink": colour(value(properties, "color")),
            "mark": colour(value(properties, "highlight")),
        }
        fonts = child(properties, "rFonts")
        font = fonts.get(W + "ascii", "") if fonts is not None else ""
        struck = is_on(properties, "strike") or is_on(properties, "dstrike")
        for element in run:
            text = self._text(element, font, fields)
            if text and struck:
                self.struck.append(text)
            elif text and not any(fields):
                yield Piece(text, **looks)

    def _text(self, element, font: str, fields: list[bool]) -> str:
        tag = element.tag
        if tag == W + "t":
            return symbols(element.text or "", font)
        if tag in _BREAKS:
            return "\n"
        if tag in _DASHES:
            return _DASHES[tag]
        if tag == W + "sym":
            return _symbol(element)
        if tag == W + "fldChar":
            return _field(element, fields)
        if tag in (W + "footnoteReference", W + "endnoteReference"):
            note = self._notes.get((tag[len(W) : -len("Reference")], element.get(W + "id", "")), "")
            return f" [{note}]" if note else ""
        return ""


def _runs(element) -> Iterator:
    """The runs of a paragraph and its check boxes, through whatever wraps them."""
    for one in element:
        if one.tag == W + "r":
            yield one
        elif one.tag == W + "sdt" and (box := one.find(f"{W}sdtPr/{W14}checkbox")) is not None:
            content = child(one, "sdtContent")
            drawn = "".join(content.itertext()) if content is not None else ""
            if drawn.strip():
                yield from _runs(content)
            else:
                yield _box(box)
        elif one.tag in _INSIDE:
            yield from _runs(one)


def _box(box):
    """A modern check box without a drawn mark, as an old form's one."""
    element = box.makeelement(W + "checkBox")
    checked = box.find(W14 + "checked")
    element.set(VAL, checked.get(W14 + "val", "0") if checked is not None else "0")
    return element


def _symbol(element) -> str:
    try:
        character = chr(int(element.get(W + "char", ""), 16))
    except (ValueError, OverflowError):
        return ""
    return symbols(character, element.get(W + "font", ""))


def _field(element, fields: list[bool]) -> str:
    """Keeps count of fields: a field's code is not printed. An old form's check box is one without a result."""
    kind = element.get(W + "fldCharType")
    if kind == "begin":
        box = element.find(f"{W}ffData/{W}checkBox")
        fields.append(box is None)
        if box is not None:
            checked = is_on(box, "checked")
            return "☒" if (is_on(box, "default") if checked is None else checked) else "☐"
    elif kind == "separate" and fields:
        fields[-1] = False
    elif kind == "end" and fields:
        fields.pop()
    return ""


def text_boxes(paragraph) -> Iterator:
    """The contents of the text boxes tied to a paragraph, each once: newer files hold each in two forms."""
    for content in paragraph.iter(W + "txbxContent"):
        above = list(content.iterancestors())
        if not any(one.tag == MC + "Fallback" for one in above) and not any(
            one.tag == W + "txbxContent" for one in above[: above.index(paragraph)]
        ):
            yield content
