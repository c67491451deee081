"""From printed lines to blocks and paragraphs.

A PDF has lines and no paragraphs. A line was ended on purpose where the first word of the next would still have
fitted beside it, or where the next stands further below than lines of one paragraph do, or begins with a bullet.
"""

import itertools
import re
from dataclasses import dataclass, replace
from statistics import median

from plans.importing.readers.cell_builder import BULLET, levelled
from plans.importing.readers.pdf.printed_lines import PrintedLine
from plans.importing.readers.text import paragraphs_of, tidied
from plans.importing.source_document import Block, BlockKind, Run
from plans.importing.vocabulary.heading_words import HEADING_WORDS

_SLACK = 1.0
"""Points by which a word must fit."""
_LOOSE = 1.22
"""Lines further apart than this many times the usual are two paragraphs."""
_SMALL_WORDS = frozenset("a an and are as at by for from if in is it no not of on or the to up via with".split())
_CUT_WORD = re.compile(r"[^\W\d_]-$")


Column = tuple[list[PrintedLine], float]
"""The lines of a cell, and how much room it has for a line."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How a page is set: how far the lines of one paragraph are from one another, in letter sizes, and whether a
    line that leaves room for the next word ends a paragraph (it does not where a converter has broken the lines)."""

    pitch: float = 1.2
    room_tells: bool = True


def setting_of(cells: list[Column]) -> Setting:
    """How the cells of a page are set, by what most of their lines do."""
    pairs = [
        (upper, lower, room)
        for lines, room in cells
        for upper, lower in itertools.pairwise(lines)
        if upper.size and 0.8 * upper.size < lower.top - upper.top < 3 * upper.size
    ]
    pitch = median([(lower.top - upper.top) / upper.size for upper, lower, _ in pairs]) if pairs else 1.2
    short = [
        lower.text[:1].islower()
        for upper, lower, room in pairs
        if not _apart(upper, lower, pitch) and leaves_room(upper, lower, room)
    ]
    return Setting(pitch, sum(short) * 5 < len(short) * 2 or not short)


def blocks_of(lines: list[PrintedLine], left: float, right: float, setting: Setting) -> tuple[Block, ...]:
    """The lines of a cell that has room for text from `left` to `right`."""
    groups = _groups(lines, left, right, setting)
    depths = _depths(groups)
    found = [
        (block, depth)
        for (kind, group), depth in zip(groups, depths, strict=True)
        if (block := _block(kind, group, right - left))
    ]
    if setting.room_tells:
        # Every line end left is a wrap.
        return levelled([Block(block.kind, (_one_line(block.lines),), depth) for block, depth in found])
    parts = [replace(part, depth=depth) for block, depth in found for part in paragraphs_of(block.kind, block.lines)]
    return levelled(parts)


def _groups(
    lines: list[PrintedLine], left: float, right: float, setting: Setting
) -> list[tuple[BlockKind, list[PrintedLine]]]:
    """The lines of each paragraph and item."""
    groups: list[tuple[BlockKind, list[PrintedLine]]] = []
    indent = left
    for line in lines:
        mark = BULLET.match(line.text)
        above = groups[-1][1][-1] if groups else None
        if mark and not _goes_on_with_dash(above, line, mark):
            groups.append((BlockKind.ITEM, [line]))
            indent = left
        elif above is not None and _hangs(groups[-1], line, setting):
            groups[-1][1].append(line)
            indent = line.x0
        elif (
            above is None
            or ends(above, line, right - max(left, min(indent, line.x0)), setting)
            or _leaves_item(groups[-1], line, indent)
        ):
            groups.append((BlockKind.PARAGRAPH, [line]))
            indent = line.x0
        else:
            if groups[-1][0] is BlockKind.ITEM and len(groups[-1][1]) == 1:
                indent = line.x0
            groups[-1][1].append(line)
    return groups


def _depths(groups: list[tuple[BlockKind, list[PrintedLine]]]) -> list[int]:
    """How much further in than the leftmost item's the bullet of each item stands, in letters' sizes."""
    edges = [group[0].x0 for kind, group in groups if kind is BlockKind.ITEM]
    return [
        round((group[0].x0 - min(edges)) / (group[0].size or 1)) if kind is BlockKind.ITEM else 0
        for kind, group in groups
    ]


def _hangs(group: tuple[BlockKind, list[PrintedLine]], line: PrintedLine, setting: Setting) -> bool:
    """Whether a line goes on from the only line of an item: under its words, to the right of its bullet. How much room
    these have is not known before, as they begin further right than those of the cell."""
    kind, lines = group
    first = lines[0]
    if kind is not BlockKind.ITEM or len(lines) > 1 or _apart(first, line, setting.pitch):
        return False
    return line.x0 > first.x0 + first.size * 0.4


def _leaves_item(group: tuple[BlockKind, list[PrintedLine]], line: PrintedLine, indent: float) -> bool:
    """Whether a line stands further left than the lines of the item above it."""
    kind, lines = group
    return kind is BlockKind.ITEM and len(lines) > 1 and line.x0 < indent - line.size * 0.6


def _goes_on_with_dash(above: PrintedLine | None, line: PrintedLine, mark: re.Match[str]) -> bool:
    """Whether a dash at the start of a line is within a sentence, or an "o" a word."""
    sign = mark[0].strip()
    return above is not None and sign in ("-", "–", "—", "*", "o") and line.text[mark.end() :][:1].islower()


def _one_line(lines: tuple[tuple[Run, ...], ...]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for line in lines:
        first, *others = line
        if runs and (runs[-1].bold, runs[-1].italic) == (first.bold, first.italic):
            runs[-1] = replace(first, text=f"{runs[-1].text} {first.text}")
        elif runs:
            runs += [replace(first, text=f" {first.text}")]
        else:
            runs.append(first)
        runs += others
    return tuple(runs)


def ends(above: PrintedLine, line: PrintedLine, room: float, setting: Setting) -> bool:
    """Whether a paragraph ends between two lines, where there is `room` for a line."""
    return _apart(above, line, setting.pitch) or (setting.room_tells and leaves_room(above, line, room))


def _apart(above: PrintedLine, line: PrintedLine, pitch: float) -> bool:
    return line.top - above.top > pitch * _LOOSE * max(above.size, line.size)


def leaves_room(above: PrintedLine, line: PrintedLine, room: float) -> bool:
    """Whether the first word of a line would have fitted beside the line above it."""
    return above.x1 - above.x0 + (line.word_end - line.x0) + above.size * 0.25 <= room - _SLACK


def _block(kind: BlockKind, group: list[PrintedLine], room: float) -> Block | None:
    lines: list[tuple[Run, ...]] = []
    for number, line in enumerate(group):
        runs = line.runs
        if kind is BlockKind.ITEM and number == 0:
            runs = _without_mark(runs)
        tidy = tidied(list(runs))
        if lines and tidy and _cuts_word(group[number - 1], line, room):
            lines[-1] = (*lines[-1], *tidy)
        elif tidy:
            lines.append(tidy)
    return Block(kind, tuple(lines)) if lines else None


def _cuts_word(above: PrintedLine, line: PrintedLine, room: float) -> bool:
    """Whether a line ends within a word: after a hyphen, or because the word alone is wider than the cell. Then it
    fills the cell, and not a letter more would have fitted. A word of headings begins anew in a column that is as wide
    as the one above it ("Delivery | status")."""
    text, following = above.text, line.text.split()[0]
    if not following[0].islower():
        return False
    if _CUT_WORD.search(text):
        return True
    if text.endswith(" ") or len(text.split()) != 1 or not text[-1].isalpha() or following in _SMALL_WORDS:
        return False
    if following.rstrip(".:?") in HEADING_WORDS:
        return False
    letter = (line.word_end - line.x0) / len(following)
    return room - (above.x1 - above.x0) < letter + _SLACK


def _without_mark(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs of a line without the bullet that it begins with, which may be a run of its own."""
    text = "".join(run.text for run in runs)
    mark = BULLET.match(text)
    left = mark.end() if mark else 0
    kept = []
    for run in runs:
        kept.append(Run(run.text[left:], run.bold, run.italic))
        left = max(0, left - len(run.text))
    return tuple(run for run in kept if run.text)
