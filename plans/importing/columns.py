"""What a heading means: from the words that plans print above their columns to the meanings of `plans.columns`.

A heading that is one of the phrases below is certain; one that only holds a telling word is likely; any other is
a column of the plan's own and is kept as such.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

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
from plans.importing.meanings import MET, REVISED, START, STEP, SUPPORTING, THEME

CERTAIN = 1.0
LIKELY = 0.7


def normal(heading: str) -> str:
    """A heading's words for comparison: lower case, no punctuation, no plurals."""
    words = re.findall(r"[^\W_]+|#", heading.lower().replace("'s", "").replace("’s", ""))
    singular = (w[:-3] + "y" if w.endswith("ies") and len(w) > 4 else w for w in words)
    return " ".join(
        w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith(("ss", "us", "is")) else w for w in singular
    )


_PHRASES = {
    REF: "ref|ref no|reference|reference no|reference number|no|number|item|item no|id|rec no|rec ref|#|"
    "action no|action ref|action number|rec|rec number|cyf|cyfeirnod|rhif",
    RECOMMENDATION: "recommendation|ofsted recommendation|area for improvement|area for development|"
    "area of development|area of improvement|requirement|objective|priority|issue|finding|"
    "what needs to improve|what do we need to improve|improvement area|improvement|key area|standard|"
    "inspection finding|inspection recommendation|aim|cqc recommendation|hmicfrs recommendation|audit finding|"
    "audit recommendation|cause of concern|must do|should do|weakness|improvement needed|what needs to change|"
    "improvement priority|argymhelliad|argymhellion|maes i wella",
    LINKS: "link to ofsted recommendation|link to recommendation|ofsted recommendation no|"
    "ofsted recommendation number|recommendation number|linked recommendation|relevant recommendation",
    ACTION: "action|key action|early action|action proposed|proposed action|action required|required action|"
    "agreed action|planned action|action to be taken|what we will do|what will we do|what are we going to do|"
    "task|activity|key activity|key task|how|how will we do it|what|how will we get there|what must be done|"
    "management response|response|action description|improvement action|action point|"
    "cam gweithredu|camau gweithredu|gweithred|camau|beth fyddwn ni wneud",
    STEP: "milestone|key milestone|step|sub action|subaction|sub task|subtask|interim milestone|stage|carreg filltir|"
    "cerrig milltir",
    THEME: "theme|workstream|work stream|strand|pillar|improvement theme|thematic area|domain|programme area|section|"
    "work strand|area|category|focus area|service area|area of work|regulated activity|key question|"
    "quality statement|kloe|audit|audit area|audit title|audit report|report title|judgement area|thema",
    LEAD: "lead|key lead|lead officer|lead officer agency|lead person|lead agency|lead manager|lead professional|"
    "action lead|action owner|owner|who|by whom|who will do it|who will lead|named lead|lead name|project lead|"
    "senior responsible officer|sro|accountable lead|lead director|lead service|accountable|assigned to|who lead|"
    "action by|lead and agency|led by|to be led by|overseen by|"
    "arweinydd|swyddog arweiniol|arweinydd y cam|pwy",
    RESPONSIBLE: "responsible officer|officer responsible|person responsible|responsible person|responsible|"
    "responsibility|who is responsible|accountable officer|responsible lead|responsible manager|"
    "swyddog cyfrifol|cyfrifol",
    SUPPORTING: "supporting|support|supported by|supporting officer|support officer|consulted|informed|contributor|"
    "supporting lead|partner|supporting partner|who support|to be consulted|consultee",
    EVIDENCE: "evidence|evidence of completion|evidence of achievement|evidence required|how will we know|"
    "how will we evidence this|supporting evidence|evidence of impact|evidence of progress|proof|"
    "what will show it|source of evidence|tystiolaeth",
    TIMESCALE: "timescale|timeframe|time frame|timeline|time scale|by when|when|deadline|due date|target date|"
    "completion date|planned completion date|date|end date|date due|target completion date|due|"
    "date for completion|date of completion|completed by|complete by|when by|target timescale|due by|"
    "target|end|by|finish|finish date|target end date|original date|original deadline|original target date|"
    "original due date|original|planned|baseline date|"
    "start rev end|to be completed by|when will it be done|implementation date|"
    "amserlen|erbyn pryd|dyddiad|dyddiad cau|pryd",
    START: "start|start date|from|commence|commencement|date started|planned start|planned start date|begin|"
    "dyddiad dechrau",
    REVISED: "revised|rev|revised date|revised end|revised end date|revised deadline|new date|revised timescale|"
    "revised target date|revised due date|revised completion date|extension date|extended to|new deadline|"
    "current target date|revised target|rev date|slipped to",
    MET: "date completed|actual completion date|actual date|completed on|actual end|actual completion|actual finish|"
    "actual|date achieved|date met|date closed",
    RELATED_PLANS: "link to other plan|linked plan|related plan|link to plan|link to strategy|other plan|"
    "link to other plan and strategy|link to other strategy|links",
    PROGRESS: "progress|progress to date|progress update|update|latest update|current position|position|"
    "status update|commentary|progress comment|progress and related outcome|progress made|comment|current progress|"
    "how are we doing|where are we now|position statement|progress note|narrative|progress so far|latest position|"
    "what have we done|cynnydd|diweddariad",
    OUTCOME: "outcome|key outcome|smart target|success criteria|success criterion|success measure|impact|"
    "intended outcome|expected outcome|desired outcome|measure of success|target outcome|outcome measure|"
    "expected impact|intended impact|what difference will it make|what will be different|success factor|result|"
    "difference made|kpi|measure|performance measure|what good will look like|canlyniad|effaith",
    RAG: "rag|brag|rag rating|rag status|brag rating|brag status|rating|current rag|status|statws|r a g|self rag|"
    "rag score|score|delivery confidence|sgôr",
}
_MAY_HEAD_ACTIONS = frozenset({"description", "deliverable", "initiative", "measure", "intervention"})
_RESPONSES = frozenset({"response", "management response"})
_MEANING_OF = {normal(phrase): meaning for meaning, phrases in _PHRASES.items() for phrase in phrases.split("|")}

_TELLING = (
    (RAG, r"b?rag"),
    (RECOMMENDATION, r"not (?:being |been )?(?:met|compliant)|breach|shortfall|non compliance|area of .*concern"),
    (RECOMMENDATION, r"what .*\b(?:found|wrong|said|say|told|improve|addressed)"),
    (PROGRESS, r"what .*\b(?:did|(?:have|has)\b.*\b(?:done|achieved))|how (?:well|is it going)"),
    (ACTION, r"(?:what|which|how) .*\b(?:do|doing|done|take|taken|put in place|achieve (?:this|it)|get there|fix\w*)"),
    (EVIDENCE, r"how .*\b(?:know|check|monitor|evidence|assure|show|tell)\w*"),
    (REVISED, r"(?:revised|extended|slipped) .*(?:date|deadline|timescale|target|end)"),
    (MET, r"(?:actual|achieved) .*date|date .*(?:achieved|closed|met)"),
    (START, r"start date|starting"),
    (TIMESCALE, r"timescale|timeframe|timeline|deadline|when|date"),
    (PROGRESS, r"progress|update"),
    (EVIDENCE, r"evidence"),
    (SUPPORTING, r"consulted|supporting (?:officer|agency|team|staff|service|lead)"),
    (RESPONSIBLE, r"responsible|responsibility|accountable"),
    (LEAD, r"lead|owner|whom"),
    (LEAD, r"^who (?!.*\bbenefit)"),
    (OUTCOME, r"outcome|impact|success|smart|what .*(?:look like|different|change|better)"),
    (LINKS, r"link\w* .*(?:recommendation|finding)s?|(?:recommendation|finding) (?:no|number)"),
    (RELATED_PLANS, r"link\w* .*(?:plan|strateg\w+)s?|related plan"),
    (STEP, r"milestone"),
    (ACTION, r"action|task|activity"),
    (RECOMMENDATION, r"recommendation|requirement|finding|objective|priority|improvement|development"),
    (RECOMMENDATION, r"issue|gap|weakness|concern"),
    (REF, r"ref|reference|number"),
)
"""Telling words, the most decisive first: "Progress and related outcomes" is progress, "Action lead" a lead."""

MOST_TELLING = 12
"""Words of a heading in which a telling word is looked for: a longer one is a sentence."""

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


SHORT_PERIOD = re.compile(
    rf"(?P<period>{_MONTH}\.?[ -]?['’]?\d\d(?!\d)|{_MONTH}"
    r"|q(?:uarter |tr )?[1-4](?: ?[-–/]? ?(?:20)?\d\d(?:[/-]\d\d)?)?"
    r"|(?:autumn|spring|summer|winter|tymor)(?: term)?(?: (?:20)?\d\d)?)",
    re.IGNORECASE,
)
"""A period in fewer words, which is one only where nothing else stands in the heading: "Jan 27", "Q2"."""

_BRACKETED = re.compile(rf"\(\s*{SHORT_PERIOD.pattern}\s*\)", re.IGNORECASE)
_WITHIN = re.compile(r"\([^()]*\)")
_GROUP_ENDS = re.compile(r"\s*:\s+")
_HALVES = re.compile(r"\s*(?:/|\||\n|\s[–-]\s)\s*")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a heading means, how sure that is (0 to 1), and the period it names, if any. The meaning is one of
    `plans.columns` or `plans.importing.meanings`."""

    meaning: str
    confidence: float
    period: str | None = None


@lru_cache(maxsize=4096)
def read_heading(heading: str) -> Reading:
    """The meaning of a heading as printed; EXTRA with confidence 0 for one that is not known.

    A heading in two languages means what either half does. One under a heading of a group ("Progress: Q1") means
    what it says itself, else what its group says. A period alone is the progress at that time.
    """
    group, mark, own = _apart(heading)
    if mark:
        above, below = read_heading(group), read_heading(own)
        if below.period and above.meaning != EXTRA:
            return Reading(above.meaning, above.confidence, below.period)
        if below.confidence == CERTAIN:
            return below
        return above if above.confidence > below.confidence else below
    short = SHORT_PERIOD.fullmatch(heading.strip(" .:"))
    if short:
        return Reading(PROGRESS, LIKELY, short["period"])
    found = PERIOD.search(heading) or _BRACKETED.search(heading)
    period = found["period"].strip() if found else None
    rest = heading[: found.start()] + " " + heading[found.end() :] if found else heading
    words, halves = normal(rest), meanings_of_halves(rest)
    if len(halves) > 1:
        return Reading(halves[0], LIKELY, period)
    if words in _MEANING_OF:
        return Reading(_MEANING_OF[words], CERTAIN, period)
    within = _period_within(rest)
    if within:
        return Reading(_MEANING_OF[normal(within[1])], CERTAIN, within[0])
    if period and not words:
        return Reading(PROGRESS, LIKELY, period)
    if len(halves) == 1:
        return Reading(halves[0], CERTAIN if _all_known(rest) else LIKELY, period)
    if words and len(words.split()) <= MOST_TELLING:
        for meaning, telling in _TELLING_WORDS:
            if telling.search(words):
                return Reading(meaning, LIKELY, period)
    return Reading(EXTRA, 0.0, period)


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
    certain meaning once, none where the heading has no such parts."""
    parts = _HALVES.split(_WITHIN.sub("", heading))
    known = (_MEANING_OF.get(normal(part)) for part in parts) if len(parts) > 1 else ()
    return tuple(dict.fromkeys(meaning for meaning in known if meaning))


def may_head_actions(heading: str) -> bool:
    """Whether actions may stand under a heading of which that is not certain: "Description", "Outcome / Action"."""
    return normal(heading) in _MAY_HEAD_ACTIONS or ACTION in meanings_of_halves(heading)


def is_response(heading: str) -> bool:
    """Whether a heading is of what was answered to a recommendation, which is the action where nothing else is."""
    return normal(heading) in _RESPONSES


def _all_known(heading: str) -> bool:
    return all(normal(part) in _MEANING_OF for part in _HALVES.split(_WITHIN.sub("", heading)))


def is_period(heading: str) -> bool:
    """Whether a heading is a period and nothing else."""
    text = heading.strip(" .:")
    return bool(SHORT_PERIOD.fullmatch(text) or PERIOD.fullmatch(text))


def _apart(heading: str) -> tuple[str, bool, str]:
    parts = _GROUP_ENDS.split(heading.strip(), maxsplit=1)
    return (parts[0], True, parts[1]) if len(parts) == 2 and all(parts) else (heading, False, "")
