"""What an action's cell lists: an optional lead-in and steps, with what stands one to one with them (as many leads, as
many dates).

bullets                        steps, each with the bullets within it
paragraphs, then bullets       lead-in and steps
several paragraphs             a step each, without its number
paragraphs between bullets     each with the bullets that it introduces
"1. … 2. …" in one text        steps, after what stands before the first number
run-together text              steps where what stands beside it confirms it, see `run_on_lists`
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

from plans.importing.source_document import Block, BlockKind, Cell
from plans.importing.understanding.references import unnumbered
from plans.importing.understanding.run_on_lists import cut_list, cut_text
from plans.importing.understood_plan import UnderstoodLead, UnderstoodStep
from plans.timescales import Timescale

_LEAD_IN = re.compile(r"(?P<lead_in>[A-Z][^.:]{2,80}?(?::|(?<=\w)[-–]))\s+(?=[A-Z])")
_SHORTEST_STEP = 4
"""Words that each part needs before a lead-in makes a list of what follows it."""
_NUMBER = re.compile(r"(?:(?<=\s)|^)\(?(?P<number>\d{1,2}|[a-h]|i{1,3}|iv|vi{0,3})[.)]\s+(?=[A-Z“\"])")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8}


class _Part(NamedTuple):
    """A paragraph or item of a cell, with the items within it a line each."""

    kind: BlockKind
    text: str


@dataclass(frozen=True, slots=True)
class StepList:
    """The parts of a cell: no steps where it says one thing. `doubt` says why a person should look."""

    lead_in: str | None = None
    steps: tuple[str, ...] = ()
    doubt: str | None = None


def read_steps(cell: Cell, counts: tuple[int, ...]) -> StepList:
    """The steps of a cell. `counts` are the numbers of dates and names that are printed beside it."""
    cut, doubt = _with_lists_cut(cell.blocks, counts)
    blocks = _parts(cut)
    paragraphs = [block for block in blocks if block.kind is BlockKind.PARAGRAPH]
    items = len(blocks) - len(paragraphs)
    if not items and len(paragraphs) == 1:
        return _single_text(paragraphs[0].text, counts)
    if not items:
        return _paragraphs(paragraphs)
    if len(paragraphs) <= 1:
        return _one_list(blocks, doubt)
    if _all_lead_in(blocks, counts):
        lead_in = "\n".join(block.text for block in paragraphs)
        because = f"{len(paragraphs)} paragraphs stand before the bullets; read as what leads in {items} steps"
        return StepList(lead_in, tuple(block.text for block in blocks[len(paragraphs) :]), because)
    steps = tuple(_introduced(blocks))
    return StepList(None, steps, f"paragraphs and bullets are mixed; read as {len(steps)} steps")


def _with_lists_cut(blocks: tuple[Block, ...], counts: tuple[int, ...]) -> tuple[list[Block], str | None]:
    """The blocks, with lists whose marks were lost cut into items."""
    cut_up: list[Block] = []
    doubt = None
    for block in blocks:
        if block.kind is not BlockKind.LIST:
            cut_up.append(block)
            continue
        cut = cut_list(block.text, counts)
        cut_up += [Block(BlockKind.ITEM, Cell.of(part).blocks[0].lines) for part in cut.parts]
        if not cut.certain:
            doubt = f"the list's bullets were lost; read as {len(cut.parts)} steps"
    return cut_up, doubt


def _parts(blocks: list[Block]) -> list[_Part]:
    parts: list[_Part] = []
    for block in blocks:
        if block.depth and parts:
            parts[-1] = _Part(parts[-1].kind, f"{parts[-1].text}\n{'  ' * (block.depth - 1)}• {block.text}")
        else:
            parts.append(_Part(block.kind, block.text))
    return parts


def _single_text(text: str, counts: tuple[int, ...]) -> StepList:
    numbered = _numbered(text)
    if numbered:
        return numbered
    announced = _announced(text, counts)
    if announced:
        return announced
    cut = cut_text(text, counts)
    if len(cut.parts) < 2:
        return StepList(doubt=None if cut.certain else "this may be more than one step; it was left whole")
    doubt = None if cut.certain else f"several things run together; read as {len(cut.parts)} steps"
    return StepList(None, cut.parts, doubt)


def _announced(text: str, counts: tuple[int, ...]) -> StepList | None:
    """The steps of a text that announces them: "Focus on: …"."""
    lead_in = _LEAD_IN.match(text)
    if not lead_in:
        return None
    cut = cut_list(text[lead_in.end() :], counts)
    if len(cut.parts) < 2 or any(len(part.split()) < _SHORTEST_STEP for part in cut.parts):
        return None
    doubt = None if cut.certain else f"several things run together; read as {len(cut.parts)} steps"
    return StepList(lead_in["lead_in"], cut.parts, doubt)


def _numbered(text: str) -> StepList | None:
    """The steps of a text that numbers them: 1, 2, 3 or a, b, c or i, ii, iii, at least two and in order."""
    marks, expected = [], 1
    for mark in _NUMBER.finditer(text):
        if _value(mark["number"], expected) == expected:
            marks.append(mark)
            expected += 1
    if len(marks) < 2:
        return None
    edges = [*[mark.start() for mark in marks[1:]], len(text)]
    steps = tuple(text[mark.end() : edge].strip() for mark, edge in zip(marks, edges, strict=True))
    return StepList(text[: marks[0].start()].strip() or None, steps)


def _value(number: str, expected: int) -> int:
    if number.isdigit():
        return int(number)
    if _ROMAN.get(number) == expected:
        return expected
    return ord(number) - ord("a") + 1 if len(number) == 1 else 0


def _paragraphs(paragraphs: list[_Part]) -> StepList:
    texts = tuple(block.text for block in paragraphs)
    if len(texts) > 2 and texts[0].endswith(":"):
        return StepList(texts[0], unnumbered(texts[1:]))
    return StepList(None, unnumbered(texts))


def _one_list(blocks: list[_Part], doubt: str | None) -> StepList:
    texts = tuple(block.text for block in blocks)
    if blocks[0].kind is BlockKind.PARAGRAPH:
        return StepList(texts[0], texts[1:], doubt) if len(texts) > 2 else StepList(doubt=doubt)
    return StepList(None, texts, doubt) if len(texts) > 1 else StepList(doubt=doubt)


def _all_lead_in(blocks: list[_Part], counts: tuple[int, ...]) -> bool:
    """Whether several paragraphs lead in one list: all stand before its first bullet, it has two or more, and
    there aren't as many dates or names beside the cell as paragraphs, which would make each a step."""
    items = sum(block.kind is not BlockKind.PARAGRAPH for block in blocks)
    paragraphs = len(blocks) - items
    before = all(block.kind is BlockKind.PARAGRAPH for block in blocks[:paragraphs])
    return before and items > 1 and (items in counts or paragraphs not in counts)


def _introduced(blocks: list[_Part]) -> list[str]:
    """Each paragraph with the bullets that follow it; bullets before any paragraph are steps of their own."""
    steps: list[str] = []
    introduced = False
    for block in blocks:
        if block.kind is BlockKind.PARAGRAPH:
            steps.append(block.text)
            introduced = True
        elif introduced:
            steps[-1] += f"\n• {block.text}"
        else:
            steps.append(block.text)
    return steps


Blocks = list[tuple[Timescale, ...]]
"""The timescales of a cell, block by block."""


@dataclass(frozen=True, slots=True)
class Paired:
    """What an action's cell lists. `leads_given` and `timescales_given`: the steps have them, so that they are not
    the whole action's. `doubts` are questions as (field, text, because)."""

    lead_in: str | None
    steps: tuple[UnderstoodStep, ...]
    leads_given: bool
    timescales_given: bool
    doubts: tuple[tuple[str, str, str], ...]


def pair_steps(cell: Cell, named: tuple[UnderstoodLead, ...], dates: Blocks) -> Paired:
    """The steps that a cell lists, with the leads (`named`, in printed order) and dates that stand beside them.

    Several dates beside another number of steps stay with the action, with a question. Leads do too without one,
    because those named often share all of an action.
    """
    readings = [timescale for block in dates for timescale in block]
    listing = read_steps(cell, tuple({count for count in (len(dates), len(readings), len(named)) if count > 1}))
    count = len(listing.steps)
    leads_given = len(named) == count > 1
    theirs = _one_to_one(count, dates, readings)
    doubts = [("steps", cell.flat, listing.doubt)] if listing.doubt else []
    if count > 1 and len(readings) > 1 and not theirs:
        because = f"{len(readings)} timescales stand beside {count} steps; which is whose?"
        doubts.append(("timescales", "; ".join(timescale.text for timescale in readings), because))
    steps = tuple(
        UnderstoodStep(text, (named[number],) if leads_given else (), theirs[number] if theirs else ())
        for number, text in enumerate(listing.steps)
    )
    return Paired(listing.lead_in, steps, leads_given, bool(theirs), tuple(doubts))


def _one_to_one(steps: int, dates: Blocks, readings: list[Timescale]) -> Blocks:
    """The timescales of each step, where there are as many as steps; else none."""
    if steps < 2:
        return []
    if len(dates) == steps:
        return dates
    return [(timescale,) for timescale in readings] if len(readings) == steps else []
