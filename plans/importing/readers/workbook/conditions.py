"""Colours that conditional formatting gives to a cell for its words: "equal to Red", "containing Amber"."""

from openpyxl.utils.cell import range_boundaries

from plans.importing.readers.workbook.styles import Styles

_TEXT_RULES = ("containsText", "beginsWith", "endsWith")
_MOST_RULES = 200


class Conditions:
    """The rules of one sheet that look at a cell's own words. Rules with other formulas are not worked out."""

    def __init__(self, formatting: list, styles: Styles):
        self._rules = []
        for area in formatting:
            boxes = [range_boundaries(str(part)) for part in area.sqref.ranges]
            for rule in area.rules:
                wanted, fill = _wanted(rule), styles.fill_of_rule(rule.dxfId)
                if wanted and fill:
                    self._rules.append((rule.priority or 0, boxes, rule.type, wanted, fill))
        self._rules = sorted(self._rules, key=lambda rule: rule[0])[:_MOST_RULES]

    def __bool__(self) -> bool:
        return bool(self._rules)

    def fill(self, row: int, column: int, text: str) -> str | None:
        """The fill that the first rule in force gives to a cell (row and column from 1)."""
        text = text.strip().lower()
        for _, boxes, kind, wanted, fill in self._rules:
            if _holds(kind, wanted, text) and any(_within(box, row, column) for box in boxes):
                return fill
        return None


def _wanted(rule) -> str:
    if rule.type in _TEXT_RULES:
        return (rule.text or "").strip().lower()
    if rule.type == "cellIs" and rule.operator == "equal" and len(rule.formula) == 1:
        formula = rule.formula[0].strip()
        if len(formula) > 2 and formula[0] == formula[-1] == '"':
            return formula[1:-1].strip().lower()
        return formula if formula.isdigit() else ""
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
