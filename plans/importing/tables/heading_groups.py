"""Headings in two rows, where a heading of the upper row stands for several of the lower one.

"When" over "Start", "Revised" and "End" gives "When: Start", "When: Revised", "When: End".
"""

from plans.columns import ACTION, EXTRA
from plans.importing.source_document import Row
from plans.importing.vocabulary.heading_meanings import read_heading

LONGEST = 5
"""Words of a heading that stands under another."""
_MOST_ALONE = 3
"""Of so many headings in a lower row, one may stand under a heading that is over no other."""


def with_groups_below(texts: tuple[str, ...], upper: Row, lower: Row) -> tuple[str, ...] | None:
    """The headings of an upper row (`texts`, mended) with those of the row below; None where the row below holds no
    headings under groups."""
    under = [cell.flat for cell in lower.cells][: len(texts)]
    under += [""] * (len(texts) - len(under))
    groups = _groups(texts, upper, lambda place: bool(under[place]))
    grouped = [place for places in groups.values() if len(places) > 1 for place in places]
    filled = [place for place, text in enumerate(under) if text]
    if _over_all(max(cell.columns for cell in upper.cells), texts):
        return None
    told = any(cell.columns > 1 for cell in upper.cells)
    alone = [place for place in filled if place not in grouped and texts[place]]
    short = told and _MOST_ALONE * len(alone) <= len(filled) and not any(map(str.isdigit, "".join(under)))
    if not grouped or (alone and not short):
        return None
    if len(lower.cells) > len(texts) and any(lower.cells[len(texts) :]):
        return None
    if any(len(under[p].split()) > LONGEST for p in filled):
        return None
    if any(read_heading(under[p]).meaning == EXTRA for p in filled if not told or p not in {*grouped, *alone}):
        return None
    over = {place: texts[first] for first, places in groups.items() for place in _named(texts[first], places, under)}
    return tuple(_joined(over.get(p, ""), under[p]) if under[p] else texts[p] for p in range(len(texts)))


def with_groups_above(texts: tuple[str, ...], upper: Row) -> tuple[str, ...] | None:
    """The headings of a lower row with the groups that the row above prints over them; None where it has none. Only
    a format that tells spans says how far a group goes."""
    above = tuple(cell.flat for cell in upper.cells)[: len(texts)]
    above += ("",) * (len(texts) - len(above))
    spans = [cell.columns for cell in upper.cells if cell]
    if not spans or max(spans) < 2 or _over_all(max(spans), above):
        return None
    if any(len(text.split()) > LONGEST for text in above):
        return None
    groups = _groups(above, upper, lambda place: True)
    over = {place: above[first] for first, places in groups.items() if len(places) > 1 for place in places}
    return tuple(_joined(over.get(p, ""), texts[p]) if texts[p] else above[p] for p in range(len(texts)))


def _over_all(span: int, texts: tuple[str, ...]) -> bool:
    """Whether a cell of so many columns is no group, but a line above all headings, or all but the first."""
    return span >= len(texts) or (span == len(texts) - 1 and sum(map(bool, texts)) < 2)


def _named(group: str, places: list[int], under: list[str]) -> list[int]:
    """The places that are called after the group over them: of what will be done the first, for what stands beside it
    says who, by when or how far, unless other groups have the same below them."""
    alike = any(under.count(under[place]) > 1 for place in places)
    return places if alike or read_heading(group).meaning != ACTION else places[:1]


def _groups(texts, upper: Row, is_member) -> dict[int, list[int]]:
    """From each filled place of the upper row to the places that it stands over: as many as it spans, where the
    format tells, else up to the next filled one."""
    told = any(cell.columns > 1 for cell in upper.cells)
    groups: dict[int, list[int]] = {}
    first = None
    for place, text in enumerate(texts):
        if text:
            first = place
            groups[first] = [place] if is_member(place) else []
        elif first is not None and is_member(place):
            reach = upper.cells[first].columns if told and first < len(upper.cells) else place - first + 1
            if place < first + reach:
                groups[first].append(place)
    return groups


def _joined(group: str, heading: str) -> str:
    return f"{group}: {heading}" if group and group != heading else heading
