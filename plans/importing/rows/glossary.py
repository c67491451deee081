"""Tables that are no plan: abbreviations, and the key to a RAG rating."""

import re

from plans.importing.grid import Table

_GLOSSARY = re.compile(r"\b(?:abbreviations?|acronyms?|glossary|initials?)\b", re.IGNORECASE)
_COLOUR = re.compile(r"\s*(?:red|amber|green|blue|grey|gray|purple|white|yellow|black|[RAGB])\b", re.IGNORECASE)
_KEY_LINE = re.compile(
    r"(?:at risk(?: of (?:not (?:being )?(?:achiev|deliver|complet|met|meet)\w*|delay|slippage).{0,60})?"
    r"|(?:on|off) (?:track|target|course).{0,60}"
    r"|not (?:yet )?(?:achieved|on track|started|on target|due)(?: .{0,50})?"
    r"|(?:action )?(?:complete|completed|achieved)(?: (?:and|but) .{0,60})?"
    r"|(?:some|minor|significant|serious) (?:delay|slippage|concern)s?.{0,60}"
    r"|(?:red|amber|green|blue|grey)\s*[-–:=].{1,120}|b?rag(?: rating| status)? key.{0,60}|key(?: to .{0,60})?:?)",
    re.IGNORECASE,
)


def glossary_of(table: Table, title: str = "") -> tuple[tuple[str, str], ...] | None:
    """The pairs (short, long) of a table of abbreviations, or None for any other table. Its first row says what it
    is, or the `title` printed above it does."""
    rows = [[cell.flat for cell in row.cells if cell] for row in table.rows if any(row.cells)]
    headed = bool(rows) and bool(_GLOSSARY.search(rows[0][0]))
    titled = bool(_GLOSSARY.search(title)) and len(title.split()) <= 6 and all(len(row) == 2 for row in rows)
    if not headed and not titled:
        return None
    return tuple((row[0], " ".join(row[1:])) for row in rows[headed:] if len(row) >= 2)


def legend_of(table: Table) -> tuple[str, ...] | None:
    """The lines of a RAG key that is a table of its own, or None for any other table."""
    lines = [[cell.flat for cell in row.cells if cell] for row in table.rows]
    lines = [line for line in lines if line]
    colours = sum(bool(_COLOUR.match(line[0])) for line in lines)
    if not lines or len(lines) > 8 or any(len(line) > 3 for line in lines) or colours * 3 < len(lines) * 2:
        return None
    return tuple(": ".join(line) for line in lines)


def is_key_line(text: str) -> bool:
    """Whether a line outside tables is an entry of a RAG key ("At risk of not achieving")."""
    return bool(_KEY_LINE.fullmatch(text.strip(" .*")))
