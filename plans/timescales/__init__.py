"""The timescale grammar: what the words of a plan's timescale column mean.

    read("March/April 2017 for sign off").readings[0].latest == date(2017, 4, 30)

The way of a text through the package, one module each:

    reader        the text, line by line
    tokens        words, numbers and marks; `phrases` and `vocabulary` are the set phrases
    scanning      what stands at each place: `expressions` (by, end of, from … to), `dates`, `years`, `durations`
    leaning       which year is meant where none is printed; `periods` holds the calendar arithmetic
    meaning       kind, earliest and latest of what was found; `questions` says what is doubtful
    joining       what belongs together, as `parts`: a date and the one that took its place, what recurs and when next;
                  `claims` is a status and its date, `remarks` what is said in brackets
    composing     which of the other words belong to which timescale
    door          a reading in the shape of the command line

Standard library only; no Django. Nothing here asks what day it is.
"""

from .reader import read
from .readings import KINDS, KINDS_WITHOUT_LATEST, Reading, Timescale

__all__ = ["KINDS", "KINDS_WITHOUT_LATEST", "Reading", "Timescale", "read"]
