"""The words of statuses, and the words beside them that make them something else."""

from typing import NamedTuple

from plans.timescales.phrases import PhraseTable


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
