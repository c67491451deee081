"""The timescale grammar: what the words of a plan's timescale column mean.

    read("March/April 2017 for sign off").readings[0].latest == date(2017, 4, 30)

The way of a text through the package, one module each:

    reader           the text, line by line
    tokens           words, numbers and marks, with `spellings` (slips, Welsh) put right; `phrases`, `vocabulary` and
                     `statuses` are the set phrases
    scan             what stands at each place: `durations`, and `expressions` (by, end of, from … to) around a period
    periods          the periods that words name: `single` is the one at a place, by `dates`, `years`, `quarters`,
                     `loose_names` or `nearby`; `calendar`, `feasts` and `workdays` hold the arithmetic
    missing_years    which year is meant where none is printed, in the `context` of the document
    interpretation   kind, earliest and latest of what was found; `questions` says what is doubtful
    combination      what belongs together, as `parts`: a date and the one that took its place, what recurs and when
                     next; `claims` is a status and its date, `remarks` what is said in brackets
    composing        which of the other words belong to which timescale
    door             a reading in the shape of the command line

What people use loosely ("Christmas", "summer term", "FY27", "end of the month") is proposed, with a question, where
something is known of the document's date; where nothing is, it is only asked.

No Django; Easter and the bank holidays come from libraries. Nothing here asks what day it is.
"""

from plans.timescales.reader import read
from plans.timescales.readings import KINDS, KINDS_WITHOUT_LATEST, Reading, Timescale

__all__ = ["KINDS", "KINDS_WITHOUT_LATEST", "Reading", "Timescale", "read"]
