"""What a person is asked, in a council officer's words."""

from datetime import date

_LONGEST_QUOTE = 120

REASONS = {
    "unreadable": "{quoted} could not be read as a date. By when is it to be done?",
    "no_year": ("{quoted} is printed without a year, and the date of the document is not known. Which year is meant?"),
    "no_such_year": "{quoted} is printed without a year, and no year near has such a day. Which year is meant?",
    "by_year": "Does {quoted} mean by {latest}?",
    "impossible": "{quoted} is not in the calendar, when read as day before month. Which date is meant?",
    "backwards": "{quoted} ends before it begins. Which days are meant?",
    "day_or_year": "In {quoted}, is the number the year or the day of the month?",
    "taken_for_a_day": (
        "The number in {quoted} was taken for a day, because such a year is far from the date of the document. "
        "Is {latest} right?"
    ),
    "starts": "Is {quoted} when it starts, or by when it is to be done?",
    "which_quarter": "Is {quoted} a quarter of the calendar year (Q1 January to March) or of the financial year "
    "(Q1 April to June)?",
    "which_half": "Is {quoted} half of the calendar year (from January) or of the financial year (from April)?",
    "which_last": "Does {quoted} end in March of that year or of the next?",
    "which_winter": "Does the winter in {quoted} begin or end in that year?",
    "which_year": "From when to when does the year in {quoted} run?",
    "year_taken": "{quoted} was taken for the year that ends on {latest}. Is that right?",
    "short_years": "{quoted} was taken for the financial year that ends on {latest}. Is that right?",
    "serial": "{quoted} looks like a day as a spreadsheet counts it, which is {latest}. Is that the date?",
    "feast": "{quoted} was taken to mean {latest}. Is that right?",
    "nearby": "{quoted} was taken to mean by {latest}, counted from the date of the document. Is that right?",
    "term_taken": "School terms differ between areas and years. {quoted} was taken to mean by {latest}. Is that right?",
    "hydref": "{quoted} was taken for the month of October. Is that right, or is the autumn meant?",
    "past": "{quoted} is before the date of the document. Is it done, or is another date meant?",
    "biannual": "Is {quoted} twice a year or every two years?",
    "bimonthly": "Is {quoted} twice a month or every two months?",
    "biweekly": "Is {quoted} twice a week or every two weeks?",
    "depends": (
        "{quoted} could not be read as a date, because it depends on something else. By when is it to be done?"
    ),
    "as_needed": (
        "{quoted} gives no day, so it could not be read as a date. Is it ongoing, or by when is it to be done?"
    ),
    "term": "School terms differ between areas and years. On which day does {quoted} end?",
    "label": "Is the number in {quoted} the day of the month, or does it belong to the words before it?",
    "either_date": "Is the number after {quoted} the year of that date or the day of the next?",
    "stray_number": "{quoted} has a number beside it that could belong to the date. Which day is meant?",
    "narrowed": "{quoted} stands among words that make it more exact. Which day is meant?",
    "week_of": "Which week does {quoted} mean?",
    "verb": "Is {quoted} a month here, or part of a sentence? By when is it to be done?",
    "event_in": "{quoted} names something that happens then, on a day that is not known. By when is this to be done?",
    "early": "On which day at the latest is {quoted}?",
    "mid": "{quoted} was taken to mean by {latest}. Is that right?",
    "weekday": "In {quoted}, the day of the week is not that of {latest}. Which of the two is meant?",
    "not_a_monday": "{quoted} is not a Monday. Is the week until {latest} meant?",
    "implied": (
        "The date of the document is not known; the year of {quoted} was taken from what the document implies. "
        "Is {latest} right?"
    ),
    "implied_open": (
        "The date of the document is not known, and what it implies does not settle {quoted}. Which date is meant?"
    ),
    "anchor": "From which day does {quoted} count?",
    "event": "{quoted} was counted from {anchor}. Is that the day it counts from?",
    "school_days": (
        "The school days of {quoted} were counted with weekends and bank holidays left out, but not school holidays. "
        "Is {latest} right?"
    ),
    "lasts": "Is {quoted} how long it lasts or how soon it is due?",
    "too_long": "The text is too long to be a timescale. By when is this to be done?",
    "moved": "{quoted} seems to give a date and the one that took its place. Is {latest} the one that holds now?",
    "moved_undated": "{quoted} seems to give a date and what took its place. By when is it to be done now?",
    "status_and_date": (
        "{quoted} gives a status and a date side by side. Do both belong to the same thing, and is it done?"
    ),
    "told": "{quoted} may say what was done then. Is it done, or is that when it is due?",
    "claimed_ahead": "{quoted} says that it is done, but its date is later than the document's. Is it done?",
    "closed": "{quoted} was taken to mean that it is complete. Is it done, or was it closed for another reason?",
    "review_date": "{quoted} gives a status and when it is looked at again. Is anything due on that date?",
    "quarter_months": "The months in {quoted} are not those of the quarter. Which are meant?",
    "event_or_due": "Is the date in {quoted} the day it counts from, or by when it is to be done?",
    "conditional": "The words around the date in {quoted} say that it is not firm. Does it hold?",
    "until": "Is the date in {quoted} when it is next due, or when it ends?",
}
"""Reason to question. {latest} and {anchor} are days in words; {quoted} the words as printed."""


def ask(reason: str, words: str, *, latest: date | None = None, anchor: date | None = None) -> str:
    """The question for a reason, about the words as printed."""
    return REASONS[reason].format(quoted=_quoted(words), latest=_in_words(latest), anchor=_in_words(anchor))


def _in_words(day: date | None) -> str:
    """30 June 2013; "the date" where there is none."""
    return f"{day.day} {day:%B} {day.year}" if day else "the date"


def _quoted(words: str) -> str:
    """The words on one line between quotation marks, cut where they are long."""
    line = " ".join(words.split())
    return f"‘{line if len(line) <= _LONGEST_QUOTE else line[: _LONGEST_QUOTE - 1].rstrip() + '…'}’"
