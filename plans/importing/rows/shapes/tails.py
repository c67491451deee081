"""Who, by when and how it stands, as a line of a list says them: behind its words, or before them.

"Repaint the gate. Jo Bell, by Friday 4 December", "Oil the hinge [Jo, May]", "Jo Bell: oil the hinge".
"""

import re
from dataclasses import dataclass, replace

from plans.importing.rows.cell_patterns import is_dated, squash
from plans.importing.rows.shapes.combined_columns import who_and_when

_BEHIND = (
    re.compile(r"(?P<rest>.*\S)\s*[\[(](?P<piece>[^\[\]()]{2,80})[\])]\s*\.?$", re.DOTALL),
    re.compile(r"(?P<rest>.*\S)(?:\s+[-–—|]|\s*(?:[–—|→]|->))\s+(?P<piece>[^–—|]{2,60}?)$", re.DOTALL),
    re.compile(
        r"(?P<rest>.*(?<!\bRev)(?<!\bCllr)(?<!\bDr)(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\b[A-Z])[.!?])\s+"
        r"(?P<piece>\S.{1,60}?)$",
        re.DOTALL,
    ),
    re.compile(r"(?P<rest>.*\w),\s+(?P<piece>(?:by )?\d[\d./ ]*\w*(?: \d{2,4})?)\.?$", re.DOTALL),
)
"""What stands behind the words of a line: in brackets, after a dash, as a sentence of its own, a day after a comma."""
_LABEL = re.compile(
    r"^(?:owners?|leads?|led by|who|responsible|assigned to|due(?: date| by)?|by when|when|deadline|target(?: date)?"
    r"|status)\s*:\s*",
    re.IGNORECASE,
)
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DAYS = r"mon|tue|wed|thu|fri|sat|sun"
_WHEN = re.compile(
    rf"(?:by|before|from|in|on|at|until|within|due|w/c|w/e|week (?:commencing|beginning|ending)|(?:the )?(?:end|start"
    rf"|beginning|middle) of|early|mid|late|next|this|starting|every|each|\d|(?:{_MONTHS}|{_DAYS})[a-z]*\b"
    r"|spring|summer|autumn|winter|easter|christmas|q[1-4]\b|ongoing|immediate|asap).*",
    re.IGNORECASE | re.DOTALL,
)
_DAY = re.compile(r"(?:by )?\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?")
_SOON = re.compile(
    r"(?:straight ?away|right away|at once|a\.?s\.?a\.?p\.?|now|today|tomorrow(?: if possible)?|immediately"
    r"|(?:starting )?(?:this|next) \w+|before (?:the )?[\w ]{3,30}|(?:the )?(?:end|start) of (?:the )?[\w ]{3,20})",
    re.IGNORECASE,
)
_STATE = re.compile(
    r"(?:(?:now |already )?(?:done|completed?|closed|finished)|in hand|under way|on track"
    r"|not (?:yet )?started|overdue)\b.{0,40}",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s*(?:/|&|,|;|\+|\band\b|\bwith\b)\s*")
_NAME = re.compile(
    r"(?:the )?(?:[A-Z]\.){2,3}|(?:the )?[A-Z][\w.'’-]*(?: (?:(?:of|for|the|and|in) ){0,2}[A-Z(][\w.'’)-]*){0,5}|ICT"
)
_LOOSE = re.compile(r"[A-Z]\w+(?: [a-z]+){1,2}")
_NO_NAME = frozenset(
    "done yes no none nil high medium low urgent red amber green blue new open closed critical important note all-done "
    "tbc tba ongoing".split()
)
_HEAD = re.compile(r"(?P<who>[A-Z][^:–—]{1,60}?)(?::|\s+[-–—])\s+(?P<rest>\S.*)", re.DOTALL)
_WITHIN = re.compile(
    r"(?:^|[.:;,]\s+|\band\s+)(?P<who>[A-Z][\w.'’-]*(?: [A-Z][\w'’-]*)?)\s+"
    r"(?:to (?=[a-z])|will (?=[a-z])|has the lead\b|leads on\b|is leading\b)"
)
_POLITE = re.compile(r",?\s+(?:please|if possible|thanks)\W*$", re.IGNORECASE)
_PEOPLE = re.compile(
    r"(?:present|attend(?:ing|ees|ance)|in attendance|walked by|met by|apologies|from|to|cc"
    r"|circulated to|with|typed up by)\s*:\s*(?P<names>.+)",
    re.IGNORECASE,
)
LONGEST_WHEN = 7
"""Words of what says by when."""


@dataclass(frozen=True, slots=True)
class Tail:
    """A line of a list: its words without what follows them, and who, by when and how it stands; "" for what it does
    not say. `sure`: whoever it names is known from elsewhere, or has more than one word or initials."""

    text: str
    who: str = ""
    when: str = ""
    state: str = ""
    sure: bool = False

    @property
    def says(self) -> bool:
        return bool(self.who or self.when or self.state)


def people_of(lines: list[str]) -> frozenset[str]:
    """The names, first names and initials of those whom a document lists: "Present: …", "To: …"."""
    found: set[str] = set()
    for line in lines:
        told = _PEOPLE.match(line)
        for name in re.split(r"[,;]", told["names"]) if told else ():
            name = re.sub(r"<[^<>]*>", "", name)
            words = re.findall(r"[A-Z][\w'’-]*", name)
            found |= {squash(name), *map(squash, words)}
            found.add(squash("".join(word[0] for word in words)))
    return frozenset(found - {""})


def tail_of(line: str, people: frozenset[str]) -> Tail:
    """A line read apart."""
    tail = Tail(line.strip())
    while found := next(filter(None, (_peeled(tail, way, people) for way in _BEHIND)), None):
        tail = found
    if not tail.who:
        within = [m["who"] for m in _WITHIN.finditer(tail.text) if squash(m["who"]) in people or m["who"].isupper()]
        tail = replace(tail, who=" / ".join(dict.fromkeys(within)), sure=bool(within))
    return tail


def head_of(line: str, people: frozenset[str]) -> Tail:
    """A line that begins with whoever is to do what follows; one that names nobody before a colon has no `who`."""
    found = _HEAD.fullmatch(line.strip())
    if not found or not names_somebody(found["who"], people):
        return Tail(line)
    tail = tail_of(found["rest"], people)
    return replace(tail, who=found["who"], sure=_is_sure(found["who"], people))


def _peeled(tail: Tail, way: re.Pattern[str], people: frozenset[str]) -> Tail | None:
    """The tail with the last piece of its words taken off; None where that says neither who nor when."""
    found = way.fullmatch(tail.text)
    if not found or len(found["rest"].split()) < 1:
        return None
    piece = _POLITE.sub("", _LABEL.sub("", found["piece"].strip())).strip(" ,;")
    piece = piece if re.search(r"\b[A-Z]\.$", piece) else piece.rstrip(".")
    who, when, state = _read(piece, people)
    if not (who or when or state) or (who and tail.who) or (when and tail.when) or (state and tail.state):
        return None
    by_itself = way is _BEHIND[2] and who and not when and not (tail.when or squash(who) in people)
    if by_itself and not (_is_sure(who, people) or _LOOSE.fullmatch(found["piece"])):
        return None
    return Tail(
        found["rest"].strip(" ,;–—-"),
        who or tail.who,
        when or tail.when,
        state or tail.state,
        tail.sure or (bool(who) and _is_sure(who, people)),
    )


def _read(piece: str, people: frozenset[str]) -> tuple[str, str, str]:
    """Who, by when and how it stands, of a piece that says nothing else."""
    if _STATE.fullmatch(piece):
        return "", "", piece
    if is_when(piece):
        return "", piece, ""
    if names_somebody(piece, people):
        return piece, "", ""
    who, when = who_and_when(piece)
    if who and when and names_somebody(who, people) and is_when(when):
        return who, when, ""
    rest = re.sub(r"\s+[-–—]\s+", ", ", piece).partition(", ")[2]
    for cut in (rest, *re.findall(r"(?<=, )[^,]+$", rest)):
        before = piece[: len(piece) - len(cut)].strip(" ,-–—")
        if cut and names_somebody(before, people) and (is_when(cut) or _STATE.fullmatch(cut)):
            return (before, "", cut) if _STATE.fullmatch(cut) else (before, cut, "")
    before, by, after = piece.partition(" by ")
    if by and names_somebody(before, people) and is_when(after):
        return before, f"by {after}", ""
    return "", "", ""


def is_when(text: str) -> bool:
    """Whether a text says by when, and nothing else."""
    if len(text.split()) > LONGEST_WHEN or text.endswith("?"):
        return False
    return bool(_SOON.fullmatch(text) or _DAY.fullmatch(text) or (is_dated(text) and _WHEN.fullmatch(text)))


def names_somebody(text: str, people: frozenset[str]) -> bool:
    """Whether a text is a list of names, posts or bodies, and nothing else."""
    parts = [part for part in _JOINT.split(text.strip()) if part]
    if not parts or len(text) > 80 or squash(text) in _NO_NAME:
        return False
    return all(
        squash(part) in people or (bool(_NAME.fullmatch(part)) and not is_when(part) and part.lower() not in _NO_NAME)
        or (len(parts) == 1 and bool(_LOOSE.fullmatch(part)) and not is_dated(part))
        for part in parts
    )  # fmt: skip


def names_in(text: str) -> list[str]:
    """The names of a list of names."""
    return [part for part in _JOINT.split(text) if part]


def _is_sure(text: str, people: frozenset[str]) -> bool:
    return all(
        squash(part) in people or (len(part.split()) > 1 and bool(_NAME.fullmatch(part))) or part.isupper()
        for part in names_in(text)
    )
