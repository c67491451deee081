"""What a cell looks like: bold, italic, number format, fill and ink by its style, and the colours that conditional
formatting gives it for its words ("equal to Red", "containing Amber"), for its number, or as a traffic light.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from openpyxl.styles.colors import COLOR_INDEX, Color
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.utils.cell import column_index_from_string, range_boundaries
from openpyxl.workbook import Workbook

from plans.importing.readers.colours import telling, tinted

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_THEME_ORDER = ("lt1", "dk1", "lt2", "dk2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")


@dataclass(frozen=True, slots=True)
class Style:
    """How a cell looks, as far as a plan says something by it."""

    number_format: str = "General"
    bold: bool = False
    italic: bool = False
    font: str = ""
    fill: str | None = None
    ink: str | None = None
    struck: bool = False


class Styles:
    """The styles of a workbook by their number, each worked out once."""

    def __init__(self, book: Workbook):
        self._book = book
        self._theme = _theme(book.loaded_theme)
        self._known: dict[int, Style] = {}

    def of(self, number: int) -> Style:
        """The style with a number; the plain one for a number that the workbook does not hold."""
        if number not in self._known:
            self._known[number] = self._read(number)
        return self._known[number]

    def rgb(self, colour: Color | None) -> str | None:
        """A colour of the file, through its theme or index and tint."""
        if colour is None:
            return None
        rgb = None
        if colour.type == "rgb" and isinstance(colour.rgb, str):
            rgb = colour.rgb[-6:]
        elif colour.type == "indexed" and colour.indexed < len(COLOR_INDEX):
            rgb = COLOR_INDEX[colour.indexed][-6:]
        elif colour.type == "theme" and colour.theme < len(self._theme):
            rgb = self._theme[colour.theme]
        if rgb and colour.tint:
            rgb = tinted(rgb, colour.tint)
        return telling(rgb)

    def _read(self, number: int) -> Style:
        formats = self._book._cell_styles
        if not 0 <= number < len(formats):
            return Style()
        style = formats[number]
        font = self._book._fonts[style.fontId]
        fill = self._book._fills[style.fillId]
        return Style(
            self._number_format(style.numFmtId),
            bool(font.b),
            bool(font.i),
            font.name or "",
            self.fill(fill),
            self.rgb(font.color),
            bool(font.strike),
        )

    def fill(self, fill: object) -> str | None:
        """The colour of a fill: of a pattern what it is made of, of a gradient where it begins."""
        kind = getattr(fill, "fill_type", None)
        if kind == "solid":
            return self.rgb(fill.fgColor)  # type: ignore[attr-defined]
        stops = getattr(fill, "stop", None)
        if stops:
            return self.rgb(stops[0].color)
        return self.rgb(fill.fgColor) if kind and kind not in ("linear", "path") else None  # type: ignore[attr-defined]

    def fill_of_rule(self, number: int | None) -> str | None:
        """The fill that a rule of conditional formatting gives, by the number of its style. It keeps its colour as
        the background of a pattern that is not named."""
        found = self._book._differential_styles.styles
        fill = found[number].fill if number is not None and number < len(found) else None
        return (self.rgb(fill.bgColor) or self.rgb(fill.fgColor)) if fill else None

    def _number_format(self, number: int) -> str:
        if number < BUILTIN_FORMATS_MAX_SIZE:
            return BUILTIN_FORMATS.get(number, "General")
        own = self._book._number_formats
        place = number - BUILTIN_FORMATS_MAX_SIZE
        return own[place] if place < len(own) else "General"


def _theme(source: bytes | None) -> list[str]:
    """The colours of a workbook's theme, in the order in which cells count them; none for one that is spoilt."""
    if not source:
        return []
    try:
        scheme = fromstring(source).find(f".//{_DRAWING}clrScheme")
    except Exception:
        return []
    if scheme is None:
        return []
    return [_theme_colour(scheme.find(_DRAWING + name)) for name in _THEME_ORDER]


def _theme_colour(element: Element | None) -> str:
    colour = next(iter(element), None) if element is not None else None
    if colour is None:
        return "000000"
    return (colour.get("lastClr") or colour.get("val") or "000000")[-6:]


_TEXT_RULES = ("containsText", "beginsWith", "endsWith")
_MOST_RULES = 200
_LIGHTS = ("FF0000", "FFC000", "00B050")
_ICONS = re.compile(r"3(?:TrafficLights[12]?|Signs|Symbols2?|Flags|Arrows)")
"""Sets of three signs, from red to green."""
_OTHER_CELL = re.compile(r'(?P<fixed>\$?)(?P<column>[A-Z]{1,3})\$?(?P<row>\d+)="(?P<words>[^"]*)"')
_COMPARED: dict[str, Callable[[float, list[float]], bool]] = {
    "equal": lambda own, numbers: own == numbers[0],
    "notEqual": lambda own, numbers: own != numbers[0],
    "lessThan": lambda own, numbers: own < numbers[0],
    "lessThanOrEqual": lambda own, numbers: own <= numbers[0],
    "greaterThan": lambda own, numbers: own > numbers[0],
    "greaterThanOrEqual": lambda own, numbers: own >= numbers[0],
    "between": lambda own, numbers: min(numbers) <= own <= max(numbers),
    "notBetween": lambda own, numbers: not min(numbers) <= own <= max(numbers),
}
Shown = tuple[str | None, bool]
"""The fill that a rule gives a cell, and whether it hides its words."""


class Conditions:
    """The rules of one sheet that look at a cell's own words or number, or at the words of another in its row, and
    its traffic lights. Rules with other formulas are not worked out. `words`: those of a cell by its row and column,
    from 1."""

    def __init__(self, formatting: list, styles: Styles, words: dict[tuple[int, int], str]):
        self._rules = []
        self._words = words
        for area in formatting:
            boxes = [range_boundaries(str(part)) for part in area.sqref.ranges]
            for rule in area.rules:
                fill = styles.fill_of_rule(rule.dxfId)
                shows = self._lights(rule.iconSet, boxes) if rule.iconSet else self._test(rule, boxes)
                if shows and (fill or rule.iconSet):
                    self._rules.append((rule.priority or 0, boxes, shows, fill, rule.iconSet))
        self._rules = sorted(self._rules, key=lambda rule: rule[0])[:_MOST_RULES]

    def __bool__(self) -> bool:
        return bool(self._rules)

    def shown(self, row: int, column: int, text: str) -> Shown:
        """What the first rule in force gives to a cell (row and column from 1)."""
        text = text.strip().lower()
        for _, boxes, shows, fill, icons in self._rules:
            if any(_within(box, row, column) for box in boxes) and (found := shows(row, column, text)):
                return (str(found), icons.showValue is False) if icons else (fill, False)
        return None, False

    def _test(self, rule, boxes: list[tuple]) -> Callable[[int, int, str], object] | None:
        """Whether a rule is in force for a cell; None for a rule that is not worked out."""
        wanted = _wanted(rule)
        if wanted:
            return lambda row, column, text: _holds(rule.type, wanted, text)
        formulas = [formula.strip().removeprefix("=") for formula in rule.formula]
        if rule.type == "cellIs":
            return _compares(rule.operator, list(map(_number, formulas)))
        other = _OTHER_CELL.fullmatch("".join(formulas)) if rule.type == "expression" else None
        left, top, *_ = boxes[0]
        return other and (lambda row, column, text: self._says(other, row - (top or 1), column - (left or 1)))

    def _says(self, other: re.Match[str], down: int, along: int) -> bool:
        """Whether the cell that a formula names says its words, the formula taken so far down and along."""
        column = column_index_from_string(other["column"]) + (0 if other["fixed"] else along)
        return self._words.get((int(other["row"]) + down, column), "").strip().lower() == other["words"].lower()

    def _lights(self, icons, boxes: list[tuple]) -> Callable[[int, int, str], str | None] | None:
        """The colour of the light of a number: where it stands among the numbers of its area."""
        here = (text for place, text in self._words.items() if any(_within(box, *place) for box in boxes))
        numbers = sorted(number for number in map(_number, here) if number is not None)
        if not numbers or not _ICONS.fullmatch(icons.iconSet or "3TrafficLights1"):
            return None
        limits = [limit for one in icons.cfvo[1:] if (limit := _limit(one, numbers)) is not None]
        colours = _LIGHTS[::-1] if icons.reverse else _LIGHTS

        def light(row: int, column: int, text: str) -> str | None:
            own = _number(text)
            return (
                None
                if own is None or len(limits) + 1 < len(colours)
                else colours[sum(own >= limit for limit in limits)]
            )

        return light


def _compares(name: str, numbers: list) -> Callable[[int, int, str], object] | None:
    """Whether the number of a cell stands so to those of a rule; None for a rule that is of other things."""
    compare = _COMPARED.get(name) if numbers and None not in numbers else None

    def holds(row: int, column: int, text: str) -> bool:
        own = _number(text)
        return compare is not None and own is not None and compare(own, numbers)

    return holds if compare else None


def _limit(one, numbers: list[float]) -> float | None:
    """The number from which a light is the next one."""
    value = _number(str(one.val)) if one.val is not None else None
    if value is None or one.type == "num":
        return value
    if one.type == "percent":
        return numbers[0] + (numbers[-1] - numbers[0]) * value / 100
    if one.type == "percentile":
        return numbers[min(len(numbers) - 1, round((len(numbers) - 1) * value / 100))]
    return None


def _number(text: str) -> float | None:
    found = re.fullmatch(r"(-?\d+(?:\.\d+)?)\s*(%?)", text.replace(",", "").strip())
    return float(found[1]) / (100 if found[2] else 1) if found else None


def _wanted(rule) -> str:
    if rule.type in _TEXT_RULES:
        return (rule.text or "").strip().lower()
    if rule.type == "cellIs" and rule.operator == "equal" and len(rule.formula) == 1:
        formula = rule.formula[0].strip()
        if len(formula) > 2 and formula[0] == formula[-1] == '"':
            return formula[1:-1].strip().lower()
    return ""


def _holds(kind: str, wanted: str, text: str) -> bool:
    if kind == "containsText":
        return wanted in text
    if kind == "beginsWith":
        return text.startswith(wanted)
    return text.endswith(wanted) if kind == "endsWith" else text == wanted


def _within(box: tuple, row: int, column: int) -> bool:
    left, top, right, bottom = box
    return (left or 1) <= column <= (right or column) and (top or 1) <= row <= (bottom or row)
