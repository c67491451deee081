"""How dates, lateness and numbers are said on the page: one place, so that every page says them alike."""

from __future__ import annotations

from datetime import date

DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = ("January February March April May June July August September October November December").split()
SHORT = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()

KINDS_IN_WORDS = {
    "ongoing": "Ongoing",
    "recurring": "Recurring",
    "immediate": "Immediate",
    "tbc": "To be confirmed",
    "in_place": "In place",
    "complete": "Complete",
    "relative": "Not dated yet",
    "other": "As printed",
}
"""What stands in place of a date for a timescale that has none."""


KINDS_NAMED = {
    "date": "A day",
    "month": "A month",
    "quarter": "A quarter",
    "season": "A season or term",
    "range": "From one day to another",
    "relative": "Counted from another day",
    "recurring": "Recurring",
    "ongoing": "Ongoing",
    "immediate": "Immediate",
    "tbc": "To be confirmed",
    "in_place": "In place already",
    "complete": "Complete already",
    "other": "None of these",
}
"""From each kind of timescale to its name where one is chosen."""


def day(on: date | None) -> str:
    """30 June 2013, for words and forms."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}" if on else ""


def short_day(on: date | None) -> str:
    """30 Jun 2013, for dense tables."""
    return f"{on.day} {SHORT[on.month - 1]} {on.year}" if on else ""


def weekday(on: date | None) -> str:
    """Friday 27 November."""
    return f"{DAYS[on.weekday()]} {on.day} {MONTHS[on.month - 1]}" if on else ""


def timescale_words(timescale) -> str:
    """What a timescale (anything with kind, earliest and latest) means, in words that the grammar reads again:
    "30 June 2013", "1 April 2013 to 30 June 2013", "from 1 May 2013", "Ongoing"."""
    first, last = timescale.earliest, timescale.latest
    if timescale.kind in ("date", "relative") and last:
        return day(last)
    if first and last and timescale.kind != "recurring":
        return f"{day(first)} to {day(last)}"
    if last:
        return f"{KINDS_IN_WORDS['recurring']}, next {day(last)}" if timescale.kind == "recurring" else day(last)
    return f"from {day(first)}" if first else KINDS_IN_WORDS.get(timescale.kind, timescale.kind.capitalize())


def number_of(count: int, singular: str, plural: str = "") -> str:
    """1 action, 2 actions."""
    return f"{count:,} {singular if count == 1 else plural or singular + 's'}"


def dating(kind: str, earliest: date | None, latest: date | None) -> str:
    """What a timescale is read as: "A month, until 30 June 2027", "Ongoing"."""
    days = [f"from {day(earliest)}"] if earliest and earliest != latest else []
    days += [f"{'on' if kind == 'date' and not days else 'until'} {day(latest)}"] if latest else []
    return ", ".join([KINDS_NAMED[kind], " ".join(days)]) if days else KINDS_NAMED[kind]


def late(last: date, on: date) -> str:
    """22 days late; empty when it is not."""
    return f"{number_of((on - last).days, 'day')} late" if last < on else ""


def until(last: date, on: date) -> str:
    """The difference in words: in 5 days, today, 22 days ago."""
    days = (last - on).days
    if days == 0:
        return "today"
    return f"in {number_of(days, 'day')}" if days > 0 else f"{number_of(-days, 'day')} ago"


def listed(words: list[str]) -> str:
    """a, b and c."""
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def clause(words: str) -> str:
    """Words as they go on after "because": "It named a child." is "it named a child"; GDPR and I stay."""
    words = words.strip().removesuffix(".")
    first = words.split(maxsplit=1)[:1]
    is_a_word = first and first[0] != "I" and first[0][1:] == first[0][1:].lower()
    return words[:1].lower() + words[1:] if is_a_word else words


def clip(text: str, limit: int) -> str:
    """The text within so many characters; one that is cut ends with an ellipsis."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def slipping(days: int | None) -> str:
    """How a date moves: 22 days later, 3 days earlier; empty where it doesn't."""
    if not days:
        return ""
    return f"{number_of(abs(days), 'day')} {'later' if days > 0 else 'earlier'}"


BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def browser(user_agent: str) -> str:
    """Chrome on Windows; "Another program" for what is no browser that we know."""
    name = next((word for mark, word in BROWSERS if mark in user_agent), "")
    system = next((word for mark, word in SYSTEMS if mark in user_agent), "")
    return f"{name} on {system}" if name and system else name or "Another program"
