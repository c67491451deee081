"""A proposed rating from what a cell shows: a word, a letter, a digit, a sign, or a colour alone.

The plan's own key wins over what a sign means elsewhere. Whatever is not the plain word of a colour is a proposal, and
a question.
"""

import re
from dataclasses import replace

from plans.columns import RAG
from plans.importing.rows import Sheet
from plans.importing.rows.cell_patterns import is_dated, is_speck, squash
from plans.importing.source_document import Cell
from plans.importing.understanding.context import ReadingContext
from plans.importing.understanding.key_scheme import finishes
from plans.importing.understanding.rating_key import Key, sign
from plans.importing.understood_plan import Question, UnderstoodAction, UnderstoodPlan
from plans.importing.vocabulary.ratings import (
    LETTERS,
    NAMES,
    SHAPES,
    TICKS,
    WORD,
    colour_named,
    colour_of,
    icon_of,
    rating_of,
    status_named,
)

_USUAL = ("Red", "Amber", "Green", "Blue")
"""Words of which it is known what they mean where no key says otherwise."""
_CAUTIOUS = ("Red", "Amber", "Yellow", "Green", "Blue")
UNCONFIRMED = "no rating until somebody confirms it"
"""What is said of each that is only proposed."""


def rated_column(sheet: Sheet) -> int | None:
    """The column that shows ratings: the one that is called so, else one in which most rows' cells are filled with
    colours of ratings, of two kinds or more."""
    called = sheet.column(RAG)
    if called is not None:
        return called
    rows = sheet.rows
    for number in range(len(sheet.columns)):
        cells = [cell for row in rows if (cell := row.cells.get(number))]
        shown = [name for cell in cells if (name := colour_of(cell.fill))]
        if 2 * sum(cell.flat.strip().isdigit() for cell in cells) > len(cells):
            continue  # how high a risk scores rates no action
        if len(set(shown)) > 1 and 2 * len(shown) > len(rows):
            return number
    return None


def rating_sign(cells: dict[int, Cell], context: ReadingContext) -> str | None:
    """What shows the rating, the same for cells that show it alike: the words, else the colour; None for nothing."""
    cell = cells.get(context.rated) if context.rated is not None else None
    if cell is None:
        return None
    text = cell.flat.strip() if context.sheet.column(RAG) == context.rated else ""
    colour = colour_of(cell.fill) or (colour_of(cell.ink) if text else None)
    return " ".join(part for part in (text, f"({colour.lower()})" if colour else "") if part) or None


def propose_rating(row: int, cells: dict[int, Cell], context: ReadingContext) -> str | None:
    """The rating that a row shows, in the word of the colour where one can be proposed, else as printed; None where it
    shows none. Asks about whatever is not a colour's plain word."""
    rated = context.rated
    cell = cells.get(rated) if rated is not None else None
    if rated is None or cell is None:
        return None
    called = context.sheet.column(RAG) == rated
    rating, because = _proposed(cell if called else Cell(fill=cell.fill), context)
    if because and not called:
        because = f"no column is headed as a rating; {because}"
    if because:
        because = because if because.endswith("?") else f"{because}; {UNCONFIRMED}"
        context.questions.ask(row, "rag", cell.flat if called else context.sheet.columns[rated].heading, because)
    return rating


def _proposed(cell: Cell, context: ReadingContext) -> tuple[str | None, str | None]:
    text, key = cell.flat.strip(), context.key
    shown = colour_of(cell.fill)
    plain = next((name for name in NAMES if squash(name) == squash(text)), None)
    if plain:
        return _by_name(text if text.isalpha() else plain, plain, shown, key)  # without an arrow or full stop
    if sign(text) in key.words:
        return key.words[sign(text)], None
    if not text or set(text) <= SHAPES:
        return _by_colour(cell, text, key)
    if sign(text) in key.names:
        name = key.names[sign(text)]
        return name, f"“{text}” is proposed as {name} by the plan's own key"
    if is_speck(text) and not (text == "1" and context.rates_in_digits):
        return None, None
    return _by_words(text, shown, key)


def _by_name(text: str, plain: str, shown: str | None, key: Key) -> tuple[str, str | None]:
    """A colour's plain word: what it says, unless the key or the cell's own fill says otherwise."""
    if key.ratings and sign(plain) not in key.words:
        return text, f"the plan's own key does not say what “{text}” means; which of its ratings is it?"
    if not key.ratings and plain not in _USUAL:
        return text, f"no key says what “{text}” means; which rating is it?"
    if shown and shown != plain and {shown, plain} != {"Amber", "Yellow"}:
        return text, f"the cell says “{text}” and is filled with {shown.lower()}"
    return text, None


_NEAREST = {"Yellow": "Amber"}
"""The rating that a colour stands for which is the name of none."""


def _by_colour(cell: Cell, text: str, key: Key) -> tuple[str | None, str | None]:
    shown = colour_of(cell.fill) or colour_of(cell.ink)
    if not shown:
        return (text, "a shape without a colour says nothing; which rating is meant?") if text else (None, None)
    where = "is filled with" if colour_of(cell.fill) else "is printed in"
    called = f", which the plan's own key calls “{key.said[shown]}”" if shown in key.said else ""
    named = colour_named(key.said[shown]) if shown in key.said else None
    name = named or _NEAREST.get(shown, shown)
    proposed = f"; proposed as {name}" if name not in (named, shown) else ""
    return name, f"the cell {where} {shown.lower()}{called} and says nothing{proposed}"


def _by_words(text: str, shown: str | None, key: Key) -> tuple[str | None, str | None]:
    letters = list(filter(None, re.split(r"[\s/–-]+", text.upper())))
    if letters and all(letter in LETTERS for letter in letters):
        return _most_cautious(text, [LETTERS[letter] for letter in letters], key, of="the two")
    icon = icon_of(text)
    if icon:
        name = rating_of(icon)
        return name, f"“{icon}” is proposed as {name}{' (done)' if icon in TICKS else ''}"
    named = list(dict.fromkeys(found["name"].capitalize() for found in WORD.finditer(text)))
    if named:
        return _most_cautious(text, named, key, of="those printed")
    return _by_status(text, shown, key)


def _most_cautious(text: str, names: list[str], key: Key, *, of: str) -> tuple[str, str]:
    """What a text is proposed as that names these ratings: what the plan's key says, else the most cautious."""
    if key.ratings:
        return _by_key(text, names, key)
    several = len(set(names)) > 1
    name = min(names, key=lambda found: _CAUTIOUS.index(found) if found in _CAUTIOUS else 9) if several else names[0]
    return name, f"“{text}” is proposed as {name}{f', the more cautious of {of}' if several else ''}"


def _by_key(text: str, names: list[str], key: Key) -> tuple[str, str]:
    """Of the colours that a cell names, the worst in the plan's own key, where it holds them all; else as printed."""
    name = key.cautious(names)
    if name is None:
        return text, f"the plan's own key does not say what “{text}” means; which of its ratings is it?"
    several = ", the more cautious of those printed" if len(set(names)) > 1 else ""
    return name, f"“{text}” is proposed as {name}{several}"


def _by_status(text: str, shown: str | None, key: Key) -> tuple[str | None, str | None]:
    dated = "; a date stands in the rating" if is_dated(text) and re.search(r"\d", text) else ""
    done = key.finished
    if done and finishes(text):
        return done, f"“{text}” is proposed as {done}{dated}"
    if shown:
        return shown, f"the cell says “{text}” and is filled with {shown.lower()}{dated}"
    name = status_named(text)
    if name and (not key.ratings or sign(name) in key.words or not done):
        return name, f"“{text}” is proposed as {name}{dated}"
    return text, f"“{text}” is none of red, amber, green and blue, and no key says which it means{dated}"


def doubtful_ratings(plan: UnderstoodPlan) -> dict[str, int]:
    """What shows a rating and is still asked about (`UnderstoodAction.rag_sign`), to the row at which it is asked."""
    signs = {action.row: action.rag_sign for action in plan.actions}
    asked = ((signs.get(question.row or 0), question.row) for question in plan.questions if question.field == "rag")
    return {sign: row for sign, row in asked if sign and row}


def unconfirmed_ratings(plan: UnderstoodPlan) -> int:
    """How many actions show a rating that is none until its question is answered."""
    doubtful = doubtful_ratings(plan)
    return sum(bool(action.rag) and action.rag_sign in doubtful for action in plan.actions)


def shown_alike(plan: UnderstoodPlan, question: Question) -> tuple[UnderstoodAction, ...]:
    """The actions that a question about a rating is of: all whose rating is shown alike. None for any other."""
    if question.field != "rag":
        return ()
    sign = next((action.rag_sign for action in plan.actions if action.row == question.row), None)
    return tuple(action for action in plan.actions if sign and action.rag_sign == sign)


def without_doubtful_ratings(plan: UnderstoodPlan) -> UnderstoodPlan:
    """The plan without the ratings that its questions still ask about, wherever they are shown alike: a colour or a
    letter is a proposal until a person has said what it means, and not rated is never taken for a rating."""
    doubtful = doubtful_ratings(plan)

    def sure(action: UnderstoodAction) -> tuple[UnderstoodAction, ...]:
        return (replace(action, rag=None) if action.rag_sign in doubtful else action,)

    return plan.with_actions(sure) if doubtful else plan
