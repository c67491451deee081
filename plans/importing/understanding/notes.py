"""What the notes of a plan say: its sources, who leads it, what its names mean, how often updates are owed."""

import re
from dataclasses import dataclass

from plans.importing.rows.cell_patterns import squash
from plans.importing.understanding.leads.name_lists import split_names
from plans.importing.understanding.leads.names import NameShapes
from plans.importing.understood_plan import Pairs, UnderstoodSource
from plans.timescales import read

_NUMBERED = re.compile(r"^\s*(?:\(?\d{1,2}[.)]|[-*•])\s*")
_SOURCE = re.compile(
    r"(?:(?:code|key|source)\s+(?P<code>\(?[a-z0-9]{1,3}\)?)\s*(?:[-–:=]\s*)?(?P<title>\S.*)"
    r"|(?P<bare>\([a-z0-9]{1,3}\))\s*(?:[-–:=]\s*)?(?P<about>(?:relates?|refers?) to\b.*))",
    re.IGNORECASE,
)
_LEADING_WORDS = re.compile(
    r"^(?:(?:relates?|refers?|relating|referring) to|means|is|are|denotes|from)\s+", re.IGNORECASE
)
_AREAS = re.compile(
    r"^(?:the\s+)?(?:areas?|issues?|actions?|recommendations?|findings?|items?|matters?)\b.{0,60}?"
    r"\b(?:from|by|in|through|during)\s+(?:the\s+|our\s+)?(?=\S)",
    re.IGNORECASE,
)
_DAY = re.compile(r"\(([^()]*\b(?:19|20)\d\d)\)")
_PLAN_LEADS = re.compile(
    r"(?:(?:plan|overall|accountable|named)\s+)?(?:lead|responsible|accountable|owner)\b[^:]{0,60}:\s*(?P<names>\S.*)"
    r"|(?:person|officer)s?\s+responsible\b[^:]{0,40}:\s*(?P<others>\S.*)",
    re.IGNORECASE,
)
_REFERS = re.compile(
    r"(?i:where (?:it|this|the plan) (?:refers|relates) to|references? to)\s+(?P<what>[^–—:]{2,60}?)\s*[–—:-]?\s*"
    r"(?:this|these|it)?\s*\b(?:includes?|means?|are|is)\b:?\s*(?P<who>.+)"
    r"|(?P<short>[A-Z][\w'’&/-]{0,14}(?: [A-Z][\w'’&/-]{0,14}){0,2})"
    r" (?:refers? to|means?|stands? for|denotes?)\s+(?P<long>.+)",
    re.DOTALL,
)
_TAKES_IN = re.compile(r"(?:all|any|each|every|both|everybody|anyone)\b", re.IGNORECASE)
_PAIR = re.compile(r"(?P<short>[A-Z][\w&/'’-]{1,11})\s*(?:[-–—:=]|\t)\s+(?P<long>[A-Z][^.]{3,100})\.?")
_GLOSSARY_TITLE = re.compile(r"(?:abbreviations?|glossary|acronyms?)\b.{0,40}", re.IGNORECASE)
_EVERY = re.compile(
    r"\bupdat\w*\b.{0,80}?\b(?:(?P<number>\d{1,2}|two|three|four|six|eight)[ -]?week(?:ly|s)|(?P<word>weekly"
    r"|fortnightly|monthly|bi-?monthly|quarterly))",
    re.IGNORECASE | re.DOTALL,
)
_NUMBERS = {"two": 2, "three": 3, "four": 4, "six": 6, "eight": 8}
_DAYS = {"weekly": 7, "fortnightly": 14, "monthly": 28, "bimonthly": 56, "bi-monthly": 56, "quarterly": 91}


@dataclass(frozen=True, slots=True)
class Notes:
    """What was found in the notes; the notes themselves stay as printed."""

    sources: tuple[UnderstoodSource, ...]
    plan_leads: tuple[str, ...]
    abbreviations: Pairs
    definitions: Pairs
    update_every_days: int | None


def read_notes(notes: list[str], names: NameShapes) -> Notes:
    """What the notes before and after the table say."""
    plain = [_NUMBERED.sub("", note).strip() for note in notes]
    sources = tuple(source for note in plain if (source := _source(note)))
    leads = [found for note in plain if (found := _PLAN_LEADS.fullmatch(note))]
    plan_leads = [name for found in leads for name in split_names(found["names"] or found["others"], names)]
    pairs = [pair for note in plain if (pair := _definition(note))]
    short = tuple(pair for pair in pairs if _is_short_form(*pair))
    listed = _listed_pairs(plain)
    return Notes(sources, tuple(plan_leads), (*short, *listed), tuple(pairs), _cadence(plain))


def _source(note: str) -> UnderstoodSource | None:
    found = _SOURCE.fullmatch(note.replace("\n", " "))
    if not found:
        return None
    title = _AREAS.sub("", _LEADING_WORDS.sub("", found["title"] or found["about"])).strip(" .")
    day = _DAY.search(title)
    readings = read(day[1]).readings if day else ()
    return UnderstoodSource(found["code"] or found["bare"], title, readings[0].latest if readings else None)


def _definition(note: str) -> tuple[str, str] | None:
    found = _REFERS.match(note)
    if not found or _SOURCE.match(note):
        return None
    what, who = found["what"] or found["short"], found["who"] or found["long"]
    return what.strip(), re.sub(r"\s+", " ", who).strip(" .")


def _is_short_form(short: str, long: str) -> bool:
    """Whether a definition says what letters stand for, and not whom a name takes in ("all team leaders")."""
    return sum(letter.isupper() for letter in short.split()[0]) > 1 and not _TAKES_IN.match(long)


def _listed_pairs(notes: list[str]) -> Pairs:
    """The pairs of a glossary that is printed as lines under a title of its own."""
    pairs, within = [], False
    for note in notes:
        for line in note.split("\n"):
            if _GLOSSARY_TITLE.fullmatch(line):
                within = True
            elif within and (pair := _PAIR.fullmatch(line)):
                pairs.append((pair["short"], pair["long"].strip()))
            elif within:
                within = False
    return tuple(pairs)


def _cadence(notes: list[str]) -> int | None:
    for note in notes:
        found = _EVERY.search(note)
        if found and found["word"]:
            return _DAYS[found["word"].lower()]
        if found:
            number = found["number"].lower()
            return 7 * (int(number) if number.isdigit() else _NUMBERS[number])
    return None


def without_repeats(pairs: Pairs) -> Pairs:
    """The pairs with only the first of those that bear one short form."""
    seen: dict[str, tuple[str, str]] = {}
    for short, long in pairs:
        seen.setdefault(squash(short), (short, long))
    return tuple(seen.values())
