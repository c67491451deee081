"""The timescale grammar: what the words of a plan's timescale column mean.

    read("March/April 2017 for sign off").readings[0].latest == date(2017, 4, 30)

The way of a text through the package, one module each:

    reader           the text line by line, and which of its other words belong to which timescale
    tokens           words, numbers and marks, with slips and Welsh put right, and tables of set phrases; `vocabulary`
                     holds the words themselves
    scan             what stands at each place: `durations`, and `expressions` (by, end of, from … to) around a period
    periods          the periods that words name: `single` is the one at a place, by `dates`, `years` or `loose_names`;
                     `calendar` holds the arithmetic
    missing_years    which year is meant where none is printed
    interpretation   kind, earliest and latest of what was found; `questions` says what is doubtful
    combination      what belongs together, as `parts`: a date and the one that took its place, a status and its date,
                     what recurs and when next
    readings         what comes out

What people use loosely ("Christmas", "summer term", "FY27", "end of the month") is proposed, with a question, where
something is known of the document's date; where nothing is, it is only asked.

No Django; Easter and the bank holidays come from libraries. Nothing here asks what day it is.
"""

from plans.timescales.durations import add_working_days, is_working_day
from plans.timescales.reader import read
from plans.timescales.readings import KINDS, KINDS_WITHOUT_LATEST, Reading, Timescale, reading_as_json

__all__ = [
    "KINDS",
    "KINDS_WITHOUT_LATEST",
    "Reading",
    "Timescale",
    "add_working_days",
    "is_working_day",
    "read",
    "reading_as_json",
]
