"""The shapes by which a cell tells what it is, whatever column it has slipped into."""

import re
from collections import Counter
from difflib import SequenceMatcher

from plans.importing.source_document import Row, SourceDocument

REF = re.compile(
    r"(?:\(?[a-z0-9]{1,2}\)\s*)*(?:[A-Z]{1,5}[ ./-]?)?\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?\s*[.):]?"
    r"|(?:\([a-z0-9]{1,2}\)\s*)+|[A-Z]\d?[.)]|[A-Z]{0,3}\d{1,3}(?:\.\d{1,3})* ?\((?:[ivx]{1,5}|[a-z])\)[.:]?",
)
"""A printed reference: "7", "5.", "CP 10", "1.2", "(a) (b) 3"."""

LEADING_REF = re.compile(
    r"(?:(?:Recommendation|Rec|Action|Task|Finding|Objective|Priority) )?"
    r"(?P<ref>(?:[A-Z]{1,4} ?)?\d{1,3}(?:\.\d{1,3}){0,3}(?:[a-z]| ?\((?:[ivx]{1,5}|[a-z])\))?(?:[.)]\s+|:\s*))(?=\D)"
)
"""A reference at the start of a longer text: "5. Improve …", "12) …", "R1: …", "Task 1.1: …", "1a. …"."""

DATED = re.compile(
    r"\b(?:jan(?:uary)?|feb(?:r?uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b|\b(?:19|20)\d\d\b"
    r"|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b(?:\d{1,2}|one|two|three|five) years?\b"
    r"|\b(?:ongoing|on-going|immediate(?:ly)?|complete[d]?|in place|tbc|tba|within|weekly|monthly|quarterly"
    r"|annual(?:ly)?|termly|autumn|spring|summer|winter|quarter|asap|continuous|months?|weeks?|established|done|achieved|q[1-4])\b",
    re.IGNORECASE,
)
"""Words of which a timescale cell holds at least one."""

PERIOD_BAND = re.compile(
    r"(?:immediate(?:ly)?(?: actions?)?|(?:with)?in (?:the (?:next|first) )?\w+ (?:days?|weeks?|months?|years?|terms?)"
    r"(?: of .{1,60})?|by .{0,30}\b\d{4}|(?:short|medium|long)(?:er)?[ -]term(?: actions?)?"
    r"|ongoing(?: actions?)?)[:.]?",
    re.IGNORECASE,
)
"""A timescale that titles a band."""

CONTINUED = re.compile(r"\s*[(\[–-]*\s*(?:continued|cont(?:['’]?d)?\.?)\s*[)\]]*$", re.IGNORECASE)
"""The end of a title that an earlier page has printed before."""

_SPECK = re.compile(r"[lI1|T_\-–—.,:;'`·•/\\\s]{0,6}")


LABEL = r"(?P<label>[A-Z][A-Za-z/&’' -]{0,30}?):"
"""A label of any words before what it says: "Owner:"."""


def is_ref(text: str) -> bool:
    return bool(REF.fullmatch(text.strip())) and len(text) <= 20


def is_dated(text: str) -> bool:
    return bool(DATED.search(text))


def is_speck(text: str) -> bool:
    """Whether a text can be what ruling lines and dirt leave behind ("l", "I", "1", "· •")."""
    stripped = text.strip()
    return not stripped or (len(stripped.replace(" ", "")) <= 4 and bool(_SPECK.fullmatch(stripped[:6])))


def squash(text: str) -> str:
    """Letters and digits only, in lower case."""
    return re.sub(r"[\W_]+", "", text.lower())


def alike(one: str, other: str) -> float:
    """How alike two short texts are, 0 to 1, regardless of case, spaces and punctuation."""
    first, second = squash(one)[:200], squash(other)[:200]
    if not first or not second:
        return 0.0
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", text)


def vocabulary_of(document: SourceDocument) -> dict[str, int]:
    """How often the document prints each word, letter case kept."""
    counts: Counter[str] = Counter()
    for piece in document.pieces:
        for text in piece.texts:
            counts.update(words(text))
    return dict(counts)


def is_full(row: Row) -> bool:
    """Whether a row is one of a plan's, not a title or noise above its headings: several cells, one of them a text."""
    filled = [text for text in row.texts if not is_speck(text)]
    return len(filled) > 2 and any(len(text.split()) > 3 for text in filled)
