"""The numbers and bullets that Word prints before paragraphs and does not store with them."""

import re
from dataclasses import dataclass

from plans.importing.readers.word.styles import W, child, number, value

_PLACE = re.compile(r"%(\d)")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class ListMark:
    """What stands before a paragraph: a bullet, or the number `label`; `opens`: it is its list's first; `depth`: the
    list's level, from 0."""

    bullet: bool
    label: str = ""
    opens: bool = False
    depth: int = 0


@dataclass(slots=True)
class _Level:
    kind: str = "decimal"
    text: str = "%1."
    start: int = 1


class Numbering:
    """Counts the numbered paragraphs of a document as they are met, in printed order."""

    def __init__(self, root) -> None:
        self._lists: dict[int, tuple[int, dict[int, _Level]]] = {}
        self._counts: dict[int, list[int]] = {}
        if root is not None:
            self._read(root)

    def _read(self, root) -> None:
        abstract = {}
        for one in root.findall(W + "abstractNum"):
            levels = {number(own.get(W + "ilvl")): _level(own) for own in one.findall(W + "lvl")}
            abstract[number(one.get(W + "abstractNumId"))] = levels
        for one in root.findall(W + "num"):
            base = number(value(one, "abstractNumId"), -1)
            levels = dict(abstract.get(base, {}))
            family = base
            for change in one.findall(W + "lvlOverride"):
                depth = number(change.get(W + "ilvl"))
                own = child(change, "lvl")
                level = _level(own) if own is not None else levels.get(depth, _Level())
                start = value(change, "startOverride")
                if start is not None:
                    level = _Level(level.kind, level.text, number(start, 1))
                    family = -1 - number(one.get(W + "numId"))
                levels[depth] = level
            self._lists[number(one.get(W + "numId"))] = (family, levels)

    def mark(self, numbering: tuple[int, int] | None) -> ListMark | None:
        """The mark of the next paragraph of a list and level; None for a paragraph in no list."""
        if numbering is None or numbering[0] == 0:
            return None
        family, levels = self._lists.get(numbering[0], (0, {}))
        depth = min(max(numbering[1], 0), _LEVELS - 1)
        level = levels.get(depth)
        if level is None or level.kind in ("bullet", "none"):
            return ListMark(bullet=level is None or level.kind == "bullet" or bool(level.text), depth=depth)
        counts = self._counts.setdefault(family, [0] * _LEVELS)
        opens = counts[depth] == 0
        counts[depth] = counts[depth] + 1 if counts[depth] else max(level.start, 1)
        counts[depth + 1 :] = [0] * (_LEVELS - depth - 1)
        label = _PLACE.sub(lambda found: _numeral(levels, counts, int(found[1]) - 1), level.text)
        return ListMark(False, label.strip(), opens, depth)


def _level(element) -> _Level:
    text = value(element, "lvlText")
    return _Level(
        value(element, "numFmt") or "decimal", "" if text is None else text, number(value(element, "start"), 1)
    )


def _numeral(levels: dict[int, _Level], counts: list[int], depth: int) -> str:
    if not 0 <= depth < _LEVELS:
        return ""
    level = levels.get(depth, _Level())
    count = counts[depth] or level.start
    if level.kind in ("lowerLetter", "upperLetter") and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter if level.kind == "lowerLetter" else letter.upper()
    if level.kind in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        return _roman(count) if level.kind == "lowerRoman" else _roman(count).upper()
    return f"{count:02}" if level.kind == "decimalZero" else str(count)


def _roman(count: int) -> str:
    text = ""
    for worth, letters in _ROMAN:
        text += letters * (count // worth)
        count %= worth
    return text
