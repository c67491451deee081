"""What a heading means: from the words that plans print above their columns to the meanings of `plans.columns`.

A heading that is one of the phrases is certain; one that only holds a telling word is likely; any other is a column
of the plan's own and is kept as such.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from plans.columns import ACTION, EXTRA, PROGRESS
from plans.importing.vocabulary.heading_words import MAY_HEAD_ACTIONS, MET, PHRASES, RESPONSES, TELLING

CERTAIN = 1.0
LIKELY = 0.7
POSSIBLE = 0.4


@lru_cache(maxsize=8192)
def normal(heading: str) -> str:
    """A heading's words for comparison: lower case, no punctuation, no plurals."""
    words = re.findall(r"[^\W_]+|#", heading.lower().replace("'s", "").replace("’s", ""))
    singular = (w[:-3] + "y" if w.endswith("ies") and len(w) > 4 else w for w in words)
    return " ".join(
        w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith(("ss", "us", "is")) else w for w in singular
    )


_MEANING_OF = {normal(phrase): meaning for meaning, phrases in PHRASES.items() for phrase in phrases.split("|")}

MOST_TELLING = 12
"""Words of a heading in which a telling word is looked for: a longer one is a sentence."""

_TELLING_WORDS = tuple((meaning, re.compile(rf"\b(?:{words})\b")) for meaning, words in TELLING)

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
PERIOD = re.compile(
    rf"(?:(?:as )?(?:at|@|to)\s+)?(?P<period>(?:(?:end(?: of)?|mid|early|late)[ -])?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?[\s-]+)?{_MONTH}\b[ ,-]*(?:20)\d\d|\d{{1,2}}[./-]\d{{1,2}}[./-](?:20)?\d\d\b"
    r"|q(?:uarter)?\s?[1-4]\s+20\d\d(?:[/-]\d\d)?)",
    re.IGNORECASE,
)
"""A reporting period or date within a heading or title: "End July 2013", "@ May 2013"."""


SHORT_PERIOD = re.compile(
    rf"(?P<period>{_MONTH}\.?[ -]?['’]?\d\d(?!\d)|{_MONTH}"
    r"|q(?:uarter |tr )?[1-4](?: ?[-–/]? ?(?:20)?\d\d(?:[/-]\d\d)?)?"
    r"|(?:autumn|spring|summer|winter|tymor)(?: term)?(?: (?:20)?\d\d)?)",
    re.IGNORECASE,
)
"""A period in fewer words, which is one only where nothing else stands in the heading: "Jan 27", "Q2"."""

_BRACKETED = re.compile(rf"\(\s*{SHORT_PERIOD.pattern}\s*\)", re.IGNORECASE)
_WITHIN = re.compile(r"\([^()]*\)")
_NUMBER_BEFORE = re.compile(r"^\s*\(?(?:\d{1,2}|[a-h])[.)]\s+(?=\S)", re.IGNORECASE)
ASKS = re.compile(
    r"\s*(?:(?:please|outline|describe|explain|state|set out|tell us)\b.*"
    r"|(?:who|what|how|when|which|date)\b.*[?:])\s*$",
    re.IGNORECASE | re.DOTALL,
)
"""What a form asks or instructs, in place of a heading."""
_BESIDE = re.compile(r"\([^()]*\)|[¹²³⁴⁵†‡]")
"""What a heading has beside its words: a remark in brackets, the sign of a footnote."""
_GROUP_ENDS = re.compile(r"\s*:\s+")
_HALVES = re.compile(r"\s*(?:/|\||\n|\s[–-]\s)\s*")


@dataclass(frozen=True, slots=True)
class HeadingMeaning:
    """What a heading means, how sure that is (0 to 1), and the period it names, if any. The meaning is one of
    `plans.columns` or `plans.importing.vocabulary.heading_words`."""

    meaning: str
    confidence: float
    period: str | None = None

    @property
    def certain(self) -> str | None:
        """The meaning of a heading that plans print; None for any other."""
        return self.meaning if self.confidence == CERTAIN else None


def unnumbered(heading: str) -> str:
    """A heading without the number of its column ("4. Action taken"); of a long question or instruction no more words
    than tell what it asks for."""
    text = _NUMBER_BEFORE.sub("", heading)
    if len(text.split()) <= MOST_TELLING or not ASKS.match(text):
        return text
    return " ".join(_WITHIN.sub("", text).partition("?")[0].split()[:MOST_TELLING])


@lru_cache(maxsize=4096)
def read_heading(heading: str) -> HeadingMeaning:
    """The meaning of a heading as printed; EXTRA with confidence 0 for one that is not known.

    A heading in two languages means what either half does. One under a heading of a group ("Progress: Q1") means
    what it says itself, else what its group says. A period alone is the progress at that time.
    """
    heading = unnumbered(heading)
    group, mark, own = _apart(heading)
    if mark:
        return _read_under_group(read_heading(group), read_heading(own))
    short = SHORT_PERIOD.fullmatch(heading.strip(" .:"))
    if short:
        return HeadingMeaning(PROGRESS, LIKELY, short["period"])
    found = PERIOD.search(heading) or _BRACKETED.search(heading)
    period = found["period"].strip() if found else None
    rest = heading[: found.start()] + " " + heading[found.end() :] if found else heading
    halves = meanings_of_halves(rest)
    if len(halves) > 1:
        return HeadingMeaning(halves[0], LIKELY, period)
    known = _known(rest, period)
    if known:
        return known
    if len(halves) == 1:
        return HeadingMeaning(halves[0], CERTAIN if _all_known(rest) else LIKELY, period)
    words, beside = normal(_BESIDE.sub("", rest)), normal(rest)
    telling = _phrase_at_end(words) or _told(words) or _phrase_at_end(beside) or _told(beside)
    return HeadingMeaning(telling, LIKELY, period) if telling else HeadingMeaning(EXTRA, 0.0, period)


def _read_under_group(above: HeadingMeaning, below: HeadingMeaning) -> HeadingMeaning:
    """What a heading `below` that of a group means."""
    if below.period and above.meaning != EXTRA:
        return HeadingMeaning(above.meaning, above.confidence, below.period)
    if below.certain:
        return below
    return above if above.confidence > below.confidence else below


def _known(heading: str, period: str | None) -> HeadingMeaning | None:
    """What a heading that is known as a whole means; its period was taken off, unless it is a short one within."""
    words = normal(heading)
    if "%" in heading and (_MEANING_OF.get(words) in (PROGRESS, MET) or not words):
        return HeadingMeaning(MET, CERTAIN, period)
    for known in (words, normal(_BESIDE.sub("", heading))):
        if known in _MEANING_OF:
            return HeadingMeaning(_MEANING_OF[known], CERTAIN, period)
    within = _period_within(heading)
    if within:
        return HeadingMeaning(_MEANING_OF[normal(within[1])], CERTAIN, within[0])
    return HeadingMeaning(PROGRESS, LIKELY, period) if period and not words else None


def _told(words: str) -> str | None:
    """The first meaning of which a word among not too many speaks."""
    if not words or len(words.split()) > MOST_TELLING:
        return None
    return next((meaning for meaning, telling in _TELLING_WORDS if telling.search(words)), None)


_MEANT = frozenset("planned proposed intended".split())
"""With these before it, one word of what will be done is what is meant to be done."""
_BETWEEN = frozenset("to of for in by on from with and or link".split())
"""With these a heading says of what, and no longer what."""


def _phrase_at_end(words: str) -> str | None:
    """What the longest known phrase of several words means with which a heading ends: "Overall remediation plan"; of
    what will be done one word, where the word before it says only that it is meant to be: "Planned remediation"."""
    parts = words.split()
    if len(parts) > MOST_TELLING or _BETWEEN & set(parts):
        return None
    if len(parts) > 1 and parts[-2] in _MEANT and _MEANING_OF.get(parts[-1]) == ACTION:
        return ACTION
    ends = (" ".join(parts[start:]) for start in range(1, len(parts) - 1))
    return next((_MEANING_OF[end] for end in ends if end in _MEANING_OF), None)


def _period_within(heading: str) -> tuple[str, str] | None:
    """The short period before or after a heading that is known, and that heading: "Q1 RAG", "Update Jan 27"."""
    words = heading.split()
    for cut in range(1, len(words)):
        for period, rest in ((words[:cut], words[cut:]), (words[cut:], words[:cut])):
            if normal(" ".join(rest)) in _MEANING_OF and SHORT_PERIOD.fullmatch(" ".join(period)):
                return " ".join(period), " ".join(rest)
    return None


def meanings_of_halves(heading: str) -> tuple[str, ...]:
    """What the parts of a heading mean that strokes separate ("Lead / Timescale", "Arweinydd / Lead"): each
    certain meaning once, none where the heading has no such parts, or means as a whole what none of them does
    ("Action taken / planned")."""
    whole = _WITHIN.sub("", unnumbered(heading))
    parts = _HALVES.split(whole)
    known = (_MEANING_OF.get(normal(part)) for part in parts) if len(parts) > 1 else ()
    meanings = tuple(dict.fromkeys(meaning for meaning in known if meaning))
    return meanings if _MEANING_OF.get(normal(whole)) in (None, *meanings) else ()


@lru_cache(maxsize=4096)
def meanings_within(heading: str) -> dict[str, float]:
    """Everything of which the words of a heading may speak, with how sure that is; nothing for one that is not
    known."""
    first = read_heading(heading)
    found = {first.meaning: first.confidence} if first.confidence else {}
    for half in meanings_of_halves(heading):
        found.setdefault(half, LIKELY)
    words = normal(unnumbered(heading))
    if len(words.split()) <= MOST_TELLING:
        for meaning, telling in _TELLING_WORDS:
            if meaning not in found and telling.search(words):
                found[meaning] = POSSIBLE
    return found


def may_head_actions(heading: str) -> bool:
    """Whether actions may stand under a heading of which that is not certain: "Description", "Outcome / Action"."""
    return normal(unnumbered(heading)) in MAY_HEAD_ACTIONS or ACTION in meanings_of_halves(heading)


def is_response(heading: str) -> bool:
    """Whether a heading is of what was answered to a recommendation, which is the action where nothing else is."""
    return normal(unnumbered(heading)) in RESPONSES


def _all_known(heading: str) -> bool:
    return all(normal(part) in _MEANING_OF for part in _HALVES.split(_WITHIN.sub("", heading)))


def is_period(heading: str) -> bool:
    """Whether a heading is a period and nothing else."""
    text = heading.strip(" .:")
    return bool(SHORT_PERIOD.fullmatch(text) or PERIOD.fullmatch(text))


def _apart(heading: str) -> tuple[str, bool, str]:
    parts = _GROUP_ENDS.split(heading.strip(), maxsplit=1)
    return (parts[0], True, parts[1]) if len(parts) == 2 and all(parts) else (heading, False, "")
