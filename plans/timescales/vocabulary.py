"""The words of the grammar: months, units, qualifiers, the words that make a date doubtful, and those of statuses
with the words beside them that make them something else.
"""

from typing import NamedTuple

from plans.timescales.tokens import PhraseTable

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tues tue",
            "wednesday weds wed",
            "thursday thurs thur thu",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
ORDINALS = frozenset("st nd rd th af il ydd fed eg ain".split())
NUMBER_WORDS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fourteen": 14, "fifteen": 15, "eighteen": 18,
    "twenty": 20, "thirty": 30, "sixty": 60, "ninety": 90,
}  # fmt: skip
ORDINAL_WORDS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
UNITS = {
    name: unit
    for unit, names in {
        "hour": "hour hours hr hrs",
        "day": "day days diwrnod",
        "week": "week weeks wk wks wythnos",
        "fortnight": "fortnight fortnights",
        "month": "month months mth mths mis",
        "year": "year years yr yrs blynedd mlynedd",
    }.items()
    for name in names.split()
}


class Qualifier(NamedTuple):
    """What a word before a period says of it.

    `bound` (by, before, from, starts, after, between), `edge` (end, late, mid, early, start), `week` (commencing,
    ending); `before_month` where a month follows and never a day, so that a number after the month is its year ("in
    March 17").
    """

    bound: str = ""
    edge: str = ""
    week: str = ""
    before_month: bool = False


QUALIFIERS = PhraseTable(
    {
        Qualifier(bound="by"): (
            "by|no later than|not later than|until|till|up to|up until|on or before|deadline of|due by|due on|hyd at"
        ),
        Qualifier(bound="before"): "before|prior to|ahead of|in advance of",
        Qualifier(bound="from"): (
            "from|from:|since|starting|starting from|commencing|with effect from|w.e.f.|w.e.f|wef|effective from|"
            "not before|no earlier than|not until|as of|as from"
        ),
        Qualifier(bound="starts"): (
            "start|starts|to start|started|begin|begins|to begin|began|beginning|commence|commences|to commence|"
            "commenced|start:|starts:|start -|start date|start date:|start date -|begin:|begins:|commences:"
        ),
        Qualifier(bound="after"): "after|following|post|ar ôl",
        Qualifier(): "on|the|of|at|at the|this|due|y|yr|mis",
        Qualifier(bound="between"): "between",
        Qualifier(before_month=True): "in|during|throughout|within|due in|ym|yn|yng|ym mis|yn ystod",
        Qualifier(edge="end", before_month=True): "end|end of|close of|last day of|month end|end y|end yr|end mis",
        Qualifier(edge="late", before_month=True): "late",
        Qualifier(edge="mid", before_month=True): "mid|mid-|middle of",
        Qualifier(edge="early", before_month=True): "early|early-",
        Qualifier(edge="start", before_month=True): "start of|beginning of|first day of|the start of",
        Qualifier(week="commencing"): (
            "w/c|w.c.|wc|week commencing|week beginning|week starting|w/b|wb|week of|week of the"
        ),
        Qualifier(week="ending"): "w/e|week ending",
    }
)

AFTERWORDS = PhraseTable(
    {
        "from": "onwards|onward|and onwards|or later|or after",
        "annual": ("annually|each year|every year|yearly|per annum|of each year|of every year|each and every year"),
        "by": "at the latest|at latest|latest",
    }
)
"""What words after a period say of it."""

ENDINGS = PhraseTable(
    {
        "planned": (
            "end|end:|end -|ends|ends:|to end|ending|end date|end date:|end date -|finish|finish:|finish -|finishes|"
            "to finish|to be finished|finish date|finish date:|finish date -|complete by|completed by|to complete|"
            "to be complete|to be completed|completes|completion|completion:|completion date|completion date:"
        ),
        "perhaps claimed": "complete|complete:|complete -",
    }
)
"""Before the second of two dates, of which the first is a start: it is the end."""

BEGUN = frozenset({"started", "began", "commenced"})
"""Before a start: it is told as past, so that "complete" after it claims that it is done."""

JOINERS = frozenset({"and", "&", ",", "+", "then", "plus"})
"""What stands between two dates of a list."""


MOVED_TO = PhraseTable(
    {
        "anywhere": "→",
        "next to": (
            "now|revised|revised to|revised date|moved to|extended to|slipped to|deferred to|changed to|"
            "put back to|rescheduled to|postponed to|amended to|delayed to|brought forward to|again to|and again to|"
            "then to|and then to|new date|reprofiled to|re-profiled to"
        ),
    }
)
"""Marks between two dates that the second took the place of the first; the arrow may be followed by words."""

ORIGINALLY = frozenset({"originally", "original", "previously", "formerly", "was", "initially"})
MOVED = frozenset(
    "extended revised moved slipped deferred changed postponed rescheduled delayed reprofiled back forward".split()
)
"""Before a second date: it is the first agreed one ("originally May 2013", "moved from May 2013")."""

AFTER_DATES = frozenset(
    "and or to then for in at on by with if when once until each every via through using subject depending unless "
    "of from onwards onward latest the only tbc tba thereafter".split()
)
"""Words that may follow a date without making it part of a name ("June board") or of a sentence ("May need")."""

OCCASIONS = frozenset(
    "board meeting meetings committee cabinet council panel conference inspection session training deadline half "
    "bank day term".split()
)
"""Nouns that may follow a month, and are no verbs."""

NEXT_DUE = frozenset("next due date review report meeting is on for , ; : . -".split())
"""Between what recurs and the date on which it does so next."""

CONDITIONS = frozenset(
    "subject depending dependent unless if pending provisional provisionally approx approximately circa around "
    "estimated estimate tentative tentatively hopefully possibly probably tbc tba once upon assuming provided ?".split()
)
"""In the words around a date: the date is not firm."""

NARROWING = frozenset(
    "week weeks weekend fortnight half day days next last previous month months quarter year years term easter "
    "christmas xmas ramadan eid diwali whitsun third thirds holiday holidays".split()
) | frozenset(name for name in WEEKDAYS if len(name) > 4)
"""Directly before a period: the words name a part of it, or another day, that the grammar does not know."""

NARROWING_AFTER = frozenset({"day", "bank", "half", "holiday", "holidays", "school"})
"""Directly after a period, likewise ("May Day", "August bank holiday")."""

NEXT_OR_LAST = frozenset({"next", "last", "previous"})
"""Those of them that say nothing more where a year is printed ("next June 2013")."""

LABELS = frozenset(
    "week phase stage step team item part priority action objective recommendation recommendations rec recs "
    "cohort group level tier tranche wave year module version no number appendix session point ref section".split()
)
"""Before a number: the number is a label, not a day ("Team 2 June 2013")."""


class StatusWord(NamedTuple):
    """A status in words.

    `form` is how it goes with a date beside it: a "state" stands apart from the date, a "deed" (completed) was
    done on the date, an "event" (established) happens on it, a "bare" adjective may also be a verb (complete);
    "closed" is a deed that may not be the one meant.
    """

    kind: str
    form: str = "state"


STATUSES = PhraseTable(
    {
        StatusWord("immediate"): (
            "immediate|immediately|immediate effect|with immediate effect|for immediate effect|immediate action|"
            "asap|a.s.a.p.|a.s.a.p|as soon as possible|as soon as practicable|straight away|straightaway|urgent|"
            "urgently|forthwith|ar unwaith"
        ),
        StatusWord("in_place"): (
            "in place|already in place|now in place|in place now|is in place|are in place|in place already|"
            "established now|already established|now established|currently in place|fully in place|"
            "ar waith|yn ei le|yn ei lle"
        ),
        StatusWord("in_place", "event"): "established",
        StatusWord("complete", "bare"): "complete|now complete|all complete|fully complete|already complete",
        StatusWord("complete", "deed"): (
            "completed|now completed|all completed|fully completed|already completed|done|actioned|achieved|"
            "implemented|fully implemented|delivered|finished|launched|complete(d)|cwblhawyd|"
            "wedi'i gwblhau|wedi'i chwblhau|wedi ei gwblhau|wedi ei chwblhau"
        ),
        StatusWord("complete", "closed"): "closed|now closed|all closed|action closed|actions closed",
        StatusWord("ongoing"): (
            "ongoing|on-going|yn parhau|on going|continuous|continuously|continual|continually|continuing|rolling|"
            "rolling programme|open-ended"
        ),
        StatusWord("tbc"): (
            "tbc|t.b.c.|t.b.c|tba|t.b.a.|t.b.a|tbd|to be confirmed|to be agreed|to be advised|to be announced|"
            "to be determined|to be decided|to be arranged|to be set|date to be confirmed|date to be agreed|"
            "date tbc|dates tbc|i'w gadarnhau|i'w chadarnhau|not yet agreed|not yet known|awaiting confirmation|unknown"
        ),
    }
)

NOTHING = frozenset(
    {"n/a", "na", "n.a.", "n.a", "not applicable", "none", "nil", "blank", "none required", "not required"}
)
"""What a cell without a timescale says, apart from dashes."""

AS_NEEDED = PhraseTable(
    {
        True: (
            "as required|as needed|as necessary|as appropriate|as and when|when required|when needed|where required|"
            "if required|if needed|if necessary|ad hoc|ad-hoc|on request|on demand|on a needs basis|fel bo angen|"
            "no fixed date|no set date|no date set|no timescale"
        )
    }
)
"""What a cell says that means no day at all."""

DEPENDS = frozenset("when once after following upon subject pending dependent depending if until as post".split())
"""The first word of a cell without a date: it depends on something else ("once recruited")."""

UNFINISHED = frozenset(
    "not no to be been will until once when if partially partly nearly almost should must awaiting pending "
    "subject before without mostly some half incomplete".split()
)
"""Beside "complete" or "in place": it is not so yet."""

TOLD_AS_PAST = frozenset(
    "established formed launched closed appointed recruited created agreed approved published issued introduced "
    "held commissioned adopted ratified circulated signed reviewed updated".split()
)
"""Directly before a date: it may tell what was done then, not what is due."""

REVIEWS = frozenset(
    "review reviews reviewed reviewing evaluation evaluate evaluated revisit revisited refresh refreshed "
    "reassess reassessed reassessment".split()
)
"""Before a date: something is looked at again then."""

BESIDE_REVIEWS = frozenset("a an the to be will next first further formal due date on for with and then is".split())
"""Words that may stand between a status and the date of its review, beside the word for the review."""

STILL_TO_COME = frozenset({"not", "no", "until", "once", "when", "if", "after", "following", "upon"})
"""Beside "ongoing" or "immediately": it depends on something."""

AFTER_COMPLETE = frozenset({"for", "in", "on", "with", "at", "across", "as", "by", "and"})
"""Words that may follow "complete" when it is an adjective; before others it is a verb ("complete the review")."""
