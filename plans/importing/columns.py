"""What a heading means: from the words that plans print above their columns to the meanings of `plans.columns`.

A heading that is one of the phrases below is certain; one that only holds a telling word is likely; any other is
a column of the plan's own and is kept as such.
"""

import re
from dataclasses import dataclass

from plans.columns import (
    ACTION,
    EVIDENCE,
    EXTRA,
    LEAD,
    LINKS,
    OUTCOME,
    PROGRESS,
    RAG,
    RECOMMENDATION,
    REF,
    RELATED_PLANS,
    RESPONSIBLE,
    TIMESCALE,
)

CERTAIN = 1.0
LIKELY = 0.7

_PHRASES = {
    REF: "ref|ref no|reference|reference no|reference number|no|number|item|item no|id|rec no|rec ref|#|"
    "action no|action ref",
    RECOMMENDATION: "recommendation|ofsted recommendation|area for improvement|area for development|"
    "area of development|area of improvement|requirement|objective|priority|issue|finding|"
    "what needs to improve|what do we need to improve|improvement area|improvement|key area|standard|"
    "inspection finding|inspection recommendation|aim",
    LINKS: "link to ofsted recommendation|link to recommendation|ofsted recommendation no|"
    "ofsted recommendation number|recommendation number|linked recommendation|relevant recommendation",
    ACTION: "action|key action|early action|action proposed|proposed action|action required|required action|"
    "agreed action|planned action|action to be taken|what we will do|what will we do|what are we going to do|"
    "task|milestone|key milestone|activity|key activity|key task|step|how|how will we do it|what|"
    "management response|response",
    LEAD: "lead|key lead|lead officer|lead officer agency|lead person|lead agency|lead manager|lead professional|"
    "action lead|action owner|owner|who|by whom|who will do it|who will lead|named lead|lead name|project lead|"
    "accountable lead|lead director|lead service",
    RESPONSIBLE: "responsible officer|officer responsible|person responsible|responsible person|responsible|"
    "responsibility|who is responsible|accountable officer|responsible lead|responsible manager",
    EVIDENCE: "evidence|evidence of completion|evidence of achievement|evidence required|how will we know|"
    "how will we evidence this|supporting evidence|evidence of impact|evidence of progress",
    TIMESCALE: "timescale|timeframe|time frame|timeline|time scale|by when|when|deadline|due date|target date|"
    "completion date|planned completion date|date|end date|date due|target completion date|due|"
    "date for completion|date of completion|completed by|complete by|when by|target timescale|due by",
    RELATED_PLANS: "link to other plan|linked plan|related plan|link to plan|link to strategy|other plan|"
    "link to other plan and strategy|link to other strategy|links",
    PROGRESS: "progress|progress to date|progress update|update|latest update|current position|position|"
    "status update|commentary|progress comment|progress and related outcome|progress made|comment|current progress|"
    "how are we doing",
    OUTCOME: "outcome|key outcome|smart target|success criteria|success criterion|success measure|impact|"
    "intended outcome|expected outcome|desired outcome|measure of success|target outcome|outcome measure|"
    "expected impact|intended impact|what difference will it make|what will be different|success factor|result",
    RAG: "rag|brag|rag rating|rag status|brag rating|brag status|rating|current rag|status",
}
_MEANING_OF = {phrase: meaning for meaning, phrases in _PHRASES.items() for phrase in phrases.split("|")}

_TELLING = (
    (RAG, r"b?rag"),
    (TIMESCALE, r"timescale|timeframe|timeline|deadline|when|date"),
    (PROGRESS, r"progress|update"),
    (EVIDENCE, r"evidence"),
    (RESPONSIBLE, r"responsible|responsibility|accountable"),
    (LEAD, r"lead|owner|whom"),
    (OUTCOME, r"outcome|impact|success|smart"),
    (LINKS, r"link\w* .*(?:recommendation|finding)s?|(?:recommendation|finding) (?:no|number)"),
    (RELATED_PLANS, r"link\w* .*(?:plan|strateg\w+)s?|related plan"),
    (ACTION, r"action|task|activity|milestone"),
    (RECOMMENDATION, r"recommendation|requirement|finding|objective|priority|improvement|development"),
    (REF, r"ref|reference|number"),
)
"""Telling words, the most decisive first: "Progress and related outcomes" is progress, "Action lead" a lead."""

_TELLING_WORDS = tuple((meaning, re.compile(rf"\b(?:{words})\b")) for meaning, words in _TELLING)

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
PERIOD = re.compile(
    rf"(?:(?:as )?(?:at|@|to)\s+)?(?P<period>(?:(?:end(?: of)?|mid|early|late)[ -])?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{_MONTH}\b[ ,]*(?:20)\d\d|\d{{1,2}}[./]\d{{1,2}}[./](?:20)?\d\d\b"
    r"|q(?:uarter)?\s?[1-4]\s+20\d\d(?:[/-]\d\d)?)",
    re.IGNORECASE,
)
"""A reporting period or date within a heading or title: "End July 2013", "@ May 2013"."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a heading means, how sure that is (0 to 1), and the period it names, if any."""

    meaning: str
    confidence: float
    period: str | None = None


def read_heading(heading: str) -> Reading:
    """The meaning of a heading as printed; EXTRA with confidence 0 for one that is not known."""
    found = PERIOD.search(heading)
    period = found["period"].strip() if found else None
    words = normal(heading[: found.start()] + " " + heading[found.end() :] if found else heading)
    if words in _MEANING_OF:
        return Reading(_MEANING_OF[words], CERTAIN, period)
    if words and len(words.split()) <= 9:
        for meaning, telling in _TELLING_WORDS:
            if telling.search(words):
                return Reading(meaning, LIKELY, period)
    return Reading(EXTRA, 0.0, period)


def normal(heading: str) -> str:
    """A heading's words for comparison: lower case, no punctuation, no plurals."""
    words = re.findall(r"[a-z0-9#]+", heading.lower().replace("'s", "").replace("’s", ""))
    singular = (w[:-3] + "y" if w.endswith("ies") and len(w) > 4 else w for w in words)
    return " ".join(
        w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith(("ss", "us", "is")) else w for w in singular
    )
