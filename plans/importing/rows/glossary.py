"""Tables that are no plan: abbreviations, and the key to a RAG rating."""

import re

from plans.importing.source_document import Cell, Table
from plans.importing.vocabulary.ratings import colour_of, icon_of, is_rating, status_named

MOST_RATINGS = 9
"""Rows of a RAG key, its title included."""

_GLOSSARY = re.compile(r"\b(?:abbreviations?|acronyms?|glossary|initials?)\b", re.IGNORECASE)
_COLOUR = re.compile(
    r"\s*(?:(?:red|amber|green|blue|grey|gray|purple|white|yellow|black)\b|(?-i:[RAGB])(?=\s*(?:[-–:=]|$)))",
    re.IGNORECASE,
)
_KEY_TITLE = re.compile(r"\b(?:key|legend|rating|rag|brag|colour|status|meaning)\b", re.IGNORECASE)
_KEY_LINE = re.compile(
    r"(?:at risk(?: of (?:not (?:being )?(?:achiev|deliver|complet|met|meet)\w*|delay|slippage).{0,60})?"
    r"|(?:on|off) (?:track|target|course).{0,60}"
    r"|not (?:yet )?(?:achieved|on track|started|on target|due)(?: .{0,50})?"
    r"|(?:action )?(?:complete|completed|achieved)(?: (?:and|but) .{0,60})?"
    r"|(?:some|minor|significant|serious) (?:delay|slippage|concern)s?.{0,60}"
    r"|(?:red|amber|green|blue|grey)\s*[-–:=].{1,120}"
    r"|(?:(?:[1-5]|\W{1,2})\s*(?:[-–:=]\s*)?|[A-Z]\s*[-–:=]\s*)(?:red|amber|green|blue|grey|yellow)\b.{0,120}"
    r"|(?:b?rag(?: rating| status)?|rating|status) key.{0,240}|key(?: to .{0,60})?:?)",
    re.IGNORECASE,
)

_KEY_OPENS = re.compile(r"(?:b?rag |rating )?(?:key|legend)\b", re.IGNORECASE)
_PAIRS = re.compile(
    r"(?:(?:key|legend)\W+)?(?P<first>[\w /]{1,30}?)\s*=\s*[^=]{3,80}(?:[,;]\s*[\w /]{1,30}?\s*=\s*[^=]{3,80})+", re.I
)
"""Several signs with what each means, in one line: "R = off track, A = some delay"."""


def glossary_of(table: Table, title: str = "", *, goes_on: bool = False) -> tuple[tuple[str, str], ...] | None:
    """The pairs (short, long) of a table of abbreviations, or None for any other table. Its first row says what it
    is, or the `title` printed above it does; one that `goes_on` from a table above the page's end needs neither."""
    rows = [row.texts for row in table.rows if any(row.cells)]
    headed = bool(rows) and (bool(_GLOSSARY.search(rows[0][0])) or _heads_terms(rows[0]))
    titled = bool(_GLOSSARY.search(title)) and len(title.split()) <= 6 and all(len(row) == 2 for row in rows)
    if not headed and not titled and not (goes_on and all(len(row) == 2 for row in rows)):
        return None
    return tuple((row[0], " ".join(row[1:])) for row in rows[headed:] if len(row) >= 2)


def glossary_headings(table: Table) -> list[str]:
    """The words above the pairs of a table of abbreviations, where it prints them."""
    first = next((row for row in table.rows if any(row.cells)), None)
    texts = first.texts if first else []
    return texts if texts and (_GLOSSARY.search(texts[0]) or _heads_terms(texts)) else []


def _heads_terms(texts: list[str]) -> bool:
    """Whether a row heads words and what they mean."""
    words = [text.strip().lower() for text in texts[:2]]
    return len(words) == 2 and words[0] in ("term", "word", "phrase") and words[1] in ("definition", "meaning")


def legend_of(table: Table) -> tuple[str, ...] | None:
    """The lines of a RAG key that is a table of its own, or None for any other table."""
    cells = [[cell for cell in row.cells if cell or colour_of(cell.fill)] for row in table.rows]
    cells = [row for row in cells if row]
    if not cells or len(cells) > MOST_RATINGS or any(sum(bool(cell) for cell in row) > 3 for row in cells):
        return None
    colours = sum(_shows_colour(row) for row in cells)
    if (colours < 2 and len(cells) > 1) or colours * 3 < (len(cells) - _is_titled(cells)) * 2:
        return None
    return tuple(": ".join(cell.flat for cell in row if cell) for row in cells if any(row))


def key_of(table: Table) -> list[tuple[str, str]]:
    """The colours of a RAG key by fill: the name of each with what is printed in or beside it."""
    found = []
    for row in table.rows:
        colour = next((name for cell in row.cells if (name := colour_of(cell.fill))), None)
        text = ": ".join(row.texts)
        if colour and text:
            found.append((colour, text))
    return found


def _shows_colour(row: list[Cell]) -> bool:
    """Whether a row of two or three short cells begins with a colour, by name, letter, digit beside a name, or fill."""
    filled = [cell for cell in row if cell]
    if any(colour_of(cell.fill) for cell in row):
        return True
    if not filled:
        return False
    symbol = len(filled) > 1 and len(filled[0].flat) <= 3 and bool(_COLOUR.match(filled[1].flat))
    return symbol or bool(_COLOUR.match(filled[0].flat)) or bool(icon_of(filled[0].flat))


def _is_titled(rows: list[list[Cell]]) -> bool:
    """Whether the first row says that a key follows ("RAG key", "Rating | Meaning")."""
    text = " ".join(cell.flat for cell in rows[0])
    return bool(_KEY_TITLE.search(text)) and not _shows_colour(rows[0])


def is_key_line(text: str) -> bool:
    """Whether a line outside tables is an entry of a RAG key ("At risk of not achieving"), or all of its entries."""
    line = text.strip(" .*")
    if _KEY_OPENS.match(line) and sum(bool(icon_of(word)) for word in line.split()) > 1:
        return True
    pairs = _PAIRS.fullmatch(line)
    first = pairs["first"].strip() if pairs else ""
    return bool(_KEY_LINE.fullmatch(line)) or is_rating(first) or status_named(first) is not None
