"""What a cell is by the look of its text alone: a code, a day, a level, a rating, a person, a text with a title."""

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from plans.importing.rows.cell_patterns import is_dated, is_ref
from plans.importing.source_document import Cell
from plans.importing.vocabulary.ratings import colour_named, is_rating, says_status, status_named

MOST_LOOKED_AT = 60
"""Cells of a column that are looked at; more tell no more."""
LEVEL = re.compile(
    r"(?:\(?[1-5A-E]\)?[ .:–-]{1,3})?(?:very )?(?:high|med(?:ium)?|moderate|normal|low|critical|essential|desirable"
    r"|urgent|routine)|h|m|l|p?[1-5]",
    re.IGNORECASE,
)
VERDICT = re.compile(
    r"(?:(?:fully|partly|partially|not|noted and)\s+)?(?:agree[ds]?|accept(?:s|ed)?|support(?:s|ed)?|reject(?:s|ed)?"
    r"|concur(?:s|red)?|disagree[ds]?|decline[ds]?|noted|yes|no)(?:\s*[,(–-]?\s*(?:in (?:principle|part|full)"
    r"|partly|partially|fully)\)?)?\W*",
    re.IGNORECASE,
)
"""What is answered to a recommendation in a word: "Partly agreed", "Accepted in principle"."""
DEMANDS = re.compile(
    r"\b(?:must|shall|should|ought to|needs? to|(?:was|were|is|are|has|have|had|did|does|do|could) not|failed|fails"
    r"|lack(?:s|ed)?|too (?:many|few|much|little|often|long)|weakness(?:es)?|there (?:was|were|is|are) no)\b"
    r"|^(?:no|not|some|few)\b",
    re.IGNORECASE,
)
"""What is wrong, or must be, as whoever inspects says it."""
MACHINE_MADE = re.compile(r"(?=\S*\d)(?=\S*[A-Za-z])[A-Za-z0-9_-]{12,}")
"""What a program made to tell rows apart: one long sign of letters and figures."""
WORD_LEVEL = re.compile(r"(?:very )?(?:high|med(?:ium)?|moderate|low|critical|severe|extreme)", re.IGNORECASE)
MARK = re.compile(r"\s*(?:[xX×✓✔■█●▪*•-]|yes|y)\s*")
"""What stands under a month of a timeline."""
_NAME = r"[A-Z][a-z]+(?:-[A-Z][a-z]+)? (?:[A-Z]['’]?)?[A-Z][a-z]+(?:-[A-Z][a-z]+)?"
_PERSON = re.compile(rf"{_NAME}(?: {_NAME})?|[A-Z]{{2,4}}|[A-Z]\.? ?[A-Z][a-z]+")
DAY = re.compile(
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\b|\b(?:19|20)\d\d\b|\d[./-]\d", re.IGNORECASE
)
_CODE = re.compile(r"#?(?:[A-Za-z]{1,8}[ ./-]?)?\d[\w./-]{0,14}(?: ?\([a-z]{1,4}\))?")
"""What may number a row: "CB-2026-014", "kX1", "100412", "AFI 1"."""
ORIGINAL = re.compile(r"(?:original|initial|previous|baseline|first)\b")
"""A date that another has taken the place of."""
REPORTS = re.compile(
    r"\W*(?:\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?|\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+(?: \d{2,4})?"
    r"|[A-Z][a-z]{2,8} \d{2,4})"
    r"\s*[:–-]\s*\S|.*\b(?:(?:has|have|is|are) (?:now )?(?:been|being)|not (?:yet )?(?:begun|started)|so far|to date"
    r"|under way|in hand|on order|awaiting|drafted|started|booked|ordered|(?:is|are) (?:at|with|in|on|due|open|down))\b"
    r"|(?:[A-Z]\w{2,}ed|Done|Sent|Begun|Held|Met) (?!by\b)\S.*"
    r"|(?!All |Every|Each |No |Nob)[A-Z\d][\w£,.'’-]* (?:[\w£,.'’-]+ ){0,8}?"
    r"(?:\w{2,}ed|done|held|sent|bought|begun|written|made|met|given|taken|found|fitted|built|complete)"
    r"(?:[.;,]| for | to | by | with | on | in |$)",
    re.DOTALL,
)
"""What was done, as a log says it: "04/09/2026: Begun."."""
_LAST_SIGN, _FEWEST_COUNTED = re.compile(r"(?:\d{1,3}|(?<=\d)[a-z])$"), 3
_WHOLE_DAY = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:\d\d){1,2}|(?:19|20)\d\d(?:[./-]\d{1,2}){0,2}")
_POST = re.compile(
    r"\b(?:head|director|manager|officer|lead|team|service|coordinator|chair|board|leader|adviser|headteacher|teacher"
    r"|governor|clerk|matron|nurse|registrar|secretary|commander|inspector|principal|bursar|caretaker|treasurer|engineer"
    r"|supervisor|superintendent|contractor|supplier|sergeant|consultant|administrator|deputy|dean|warden|senco|steward|technician"
    r"|analyst|designer|architect|solicitor|accountant)s?\b|^(?:mr|mrs|ms|miss|dr|rev|revd|cllr|prof|insp|sgt|sir|dame)\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"\s*(?:[/;&+\n]|,|\band\b)\s*")
LONGEST_TITLE = 6
"""Words with which a cell is titled."""


def is_code(text: str) -> bool:
    """Whether a text can number a row, and is no day."""
    return is_ref(text) or (bool(_CODE.fullmatch(text.strip())) and not _WHOLE_DAY.fullmatch(text.strip()))


def count_up(texts: list[str]) -> bool:
    """Whether texts, but for a note among them, are signs of a word or two that end in what counts up: "2026/01",
    "2026/02"; "1a", "1b", "2a"."""
    short = [text.strip() for text in texts if len(text.split()) <= 2]
    ends = [found[0] for text in short if (found := _LAST_SIGN.search(text))]
    if not _FEWEST_COUNTED <= len(ends) == len(short) == len(set(short)) or len(texts) > len(short) + 1:
        return False
    signs = [int(end) if end.isdecimal() else ord(end) - ord("a") + 1 for end in ends]
    return all(after in (1, before + 1) for before, after in pairwise(signs))


def is_count(text: str) -> bool:
    """Whether a text counts something: "6 of 14", "22 installed"."""
    return any(map(str.isdigit, text)) and not is_dated(text)


def is_level(text: str) -> bool:
    """Whether a text says how urgent or high something is, and nothing else."""
    return bool(LEVEL.fullmatch(text.strip(" .")))


def is_person(text: str) -> bool:
    """Whether a text is the name or the initials of a person, or names a post."""
    parts = [part for part in _SEVERAL.split(text.strip()) if part]
    named = bool(parts) and all(map(_PERSON.fullmatch, parts))
    return named or (len(text) < 60 and bool(_POST.search(text)))


def is_shown_rating(text: str) -> bool:
    """Whether a text is a rating, or a status in words."""
    named = len(text.split()) <= 4 and (colour_named(text) is not None or status_named(text) is not None)
    return is_rating(text) or named or says_status(text)


def opens_with_title(cell: Cell) -> bool:
    """Whether a cell opens with a title above its text: a short line that is no sentence."""
    if len(cell.blocks) < 2:
        return False
    first = cell.blocks[0].text.strip()
    return len(first.split()) <= LONGEST_TITLE and first[:1].isupper() and first[-1] not in ".,;:"


def share_of(looks: Callable[[Any], object], of: list[Any]) -> float:
    """The share of these that look so; 0 of none."""
    return sum(bool(looks(one)) for one in of) / len(of) if of else 0.0
