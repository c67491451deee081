"""The words that plans print above their columns: phrases that are certain, and telling words within longer ones.
What a heading can mean while a document is read goes beyond what a column of a plan keeps (`plans.columns`).
"""

from plans.columns import (
    ACTION,
    EVIDENCE,
    EXTRA,
    LEAD,
    LINKS,
    MEANINGS,
    OUTCOME,
    PROGRESS,
    RAG,
    RECOMMENDATION,
    REF,
    RELATED_PLANS,
    RESPONSIBLE,
    TIMESCALE,
)

STEP = "step"
"""Milestones and steps printed a row each, under the action that they belong to."""
THEME = "theme"
"""The section of each row, printed as a column."""
SUPPORTING = "supporting"
"""Who supports or is consulted."""
START = "start"
"""When it begins."""
REVISED = "revised"
"""The date that took the place of the first one."""
MET = "met"
"""When it was done, or whether it is."""

SAYABLE = {**MEANINGS, THEME: "The section of each row"}
"""What a person can say of a column of a document, and its words."""


PHRASES = {
    REF: "seq|sequence|uin|unique id|unique ref|control id|para|paragraph|line no|poa m id|"
    "nr|serial|serial no|s n|sr no|action id|item number|para ref|inspection reference|"
    "ref|ref no|reference|reference no|reference number|no|number|item|item no|id|rec no|rec ref|#|"
    "action no|action ref|action number|wbs|wbs code|minute|minute ref|minute no|minute number|minute reference|"
    "issue key|ticket|ticket no|rec|rec number|cyf|cyfeirnod|rhif",
    RECOMMENDATION: "to address|"
    "matter arising|shortcoming|fault found|reason for action|area to develop|what the review found|"
    "identified need|compliance gap|"
    "concern|matter of concern|assumption|dependency|dependency description|"
    "risk|risk description|issue description|description of issue|weakness name|"
    "weakness description|deficiency|non conformity|nonconformity|key recommendation|goal|learning point|"
    "lesson|lesson learned|lesson learnt|learning|issue identified|gap|"
    "recommendation|ofsted recommendation|area for improvement|area for development|"
    "area of development|area of improvement|requirement|objective|priority|issue|finding|"
    "observation|what needs to improve|what do we need to improve|improvement area|improvement|key area|standard|"
    "inspection finding|inspection recommendation|aim|cqc recommendation|hmicfrs recommendation|audit finding|"
    "audit recommendation|cause of concern|must do|should do|weakness|improvement needed|what needs to change|"
    "improvement priority|argymhelliad|argymhellion|maes i wella",
    LINKS: "link to ofsted recommendation|link to recommendation|ofsted recommendation no|"
    "ofsted recommendation number|recommendation number|linked recommendation|relevant recommendation",
    ACTION: "planned improvement|"
    "work to be done|work required|work needed|job|our response|proposed response|provider response|"
    "solution|undertaking|remedy|"
    "to do|we will|what we will be doing|we are going to|our commitment|commitment|our pledge|"
    "response action taken planned|action taken planned|mitigation|mitigation plan|mitigating action|"
    "mitigation action|corrective action|"
    "preventive action|resolution|resolution action|remediation|remediation plan|remedial action|"
    "treatment plan|countermeasure|follow up action|action agreed|action item|response action|"
    "agreed management action|smart action|action to address recommendation|action to address|"
    "action|key action|early action|action proposed|proposed action|action required|required action|"
    "agreed action|planned action|action to be taken|what we will do|what will we do|what are we going to do|"
    "task|activity|key activity|key task|how|how will we do it|what|how will we get there|what must be done|"
    "management response|response|action description|improvement action|action point|"
    "task name|task title|card name|card title|action name|action title|item name|work item|work item title|"
    "cam gweithredu|camau gweithredu|gweithred|camau|beth fyddwn ni wneud",
    STEP: "milestone|key milestone|step|sub action|subaction|sub task|subtask|interim milestone|stage|carreg filltir|"
    "cerrig milltir",
    THEME: "agenda item|list name|group name|parent title|parent task|"
    "topic|subject|subject area|function|priority theme|aspect|heading|"
    "theme|workstream|work stream|strand|pillar|improvement theme|thematic area|domain|programme area|section|"
    "work strand|area|category|focus area|service area|area of work|regulated activity|key question|"
    "parent summary|bucket|bucket name|epic|epic name|section name|report|audit name|"
    "quality statement|kloe|audit|audit area|audit title|audit report|report title|judgement area|thema",
    LEAD: "member|"
    "staff member|post holder|manager|personnel|key personnel|handler|named person|delegated to|lead role|resp|"
    "assignee|point of contact|poc|action by whom|allocated to|action holder|risk owner|issue owner|"
    "lead responsibility|by who|officer|named officer|executive lead|lead organisation|lead directorate|agency|"
    "done by|person|whose job|whose task|down to|who will|who will do it|"
    "lead officer s|action owner s|"
    "whose|lead|key lead|lead officer|lead officer agency|lead person|lead agency|lead manager|lead professional|"
    "action lead|action owner|owner|who|by whom|who will do it|who will lead|named lead|lead name|project lead|"
    "senior responsible officer|sro|accountable lead|lead director|lead service|accountable|assigned to|who lead|"
    "action by|lead and agency|led by|to be led by|overseen by|"
    "arweinydd|swyddog arweiniol|arweinydd y cam|pwy",
    RESPONSIBLE: "responsible officer|officer responsible|person responsible|responsible person|responsible|"
    "responsibility|who is responsible|who is responsible for the action|"
    "accountable officer|responsible lead|responsible manager|"
    "swyddog cyfrifol|cyfrifol",
    SUPPORTING: "support from|assisted by|"
    "partner agency|"
    "supporting|support|supported by|supporting officer|support officer|consulted|informed|contributor|"
    "supporting lead|partner|supporting partner|who support|to be consulted|consultee",
    EVIDENCE: "verification|verification method|monitoring method|assurance mechanism|how checked|what will we see|"
    "evidence|evidence of completion|evidence of achievement|evidence required|how will we know|"
    "how will we evidence this|supporting evidence|evidence of impact|evidence of progress|proof|"
    "what will show it|supporting document|source of evidence|tystiolaeth",
    EXTRA: "label|tag|url|archived|late|is recurring|board name|plan name|last modified|last modified by|"
    "root cause|cause|underlying cause|immediate cause|source|governor link|link governor|verified by|"
    "signed off by|reporting to|estimated cost|funding|resource|resource implication|"
    "issue type|ticket type|resolution date|reporter|raised by|identified by|reported by|logged by|"
    "author|date identified|identified on|created|"
    "created by|likelihood|probability|proximity|budget code|date raised|raised|date added|date opened|"
    "date logged|recommendation source|action type|"
    "date of last update|last updated|review date",
    TIMESCALE: "by date|"
    "date to be completed|to be completed|needed by|schedule|due for completion|timing|date required by|"
    "target for completion|"
    "until|timetable|target completion|scheduled completion date|scheduled completion|planned completion|"
    "finish by|date required|resolve by|completion due|expected completion|estimated completion|achieved by|"
    "to be achieved by|date to be achieved|"
    "completion date original|"
    "timescale|timeframe|time frame|timeline|time scale|by when|when|deadline|due date|target date|"
    "completion date|planned completion date|date|end date|date due|target completion date|due|"
    "date for completion|date of completion|completed by|complete by|when by|target timescale|due by|"
    "target|end|by|finish|finish date|target end date|original date|original deadline|original target date|"
    "original due date|original|planned|baseline date|"
    "start rev end|to be completed by|when will it be done|implementation date|"
    "amserlen|erbyn pryd|dyddiad|dyddiad cau|pryd",
    START: "start|start date|from|commence|commencement|date started|planned start|planned start date|begin|"
    "dyddiad dechrau",
    REVISED: "forecast|forecast date|forecast end|forecast end date|forecast completion|"
    "forecast completion date|forecast finish|current forecast|expected date|latest date|"
    "completion date revised|"
    "revised|rev|revised date|revised end|revised end date|revised deadline|new date|revised timescale|"
    "revised target date|revised due date|revised completion date|extension date|extended to|new deadline|"
    "current target date|revised target|rev date|slipped to",
    MET: "due complete|percent complete|achieved|"
    "date resolved|resolved on|resolved|complete|percentage complete|per cent complete|"
    "open closed|open or closed|closed|closed y n|"
    "complete y n|completed|completed y n|done|done y n|completed date|"
    "date completed|actual completion date|actual date|completed on|actual end|actual completion|actual finish|"
    "actual|date achieved|date met|date closed",
    RELATED_PLANS: "link to other plan|linked plan|related plan|link to plan|link to strategy|other plan|"
    "link to other plan and strategy|link to other strategy|links",
    PROGRESS: "latest|latest news|feedback|report back|remark|report on progress|"
    "what has happened|what has happened so far|what happened|so far|last comment|latest comment|"
    "action taken|action taken to date|action completed|action taken so far|current situation|where are we|"
    "progress|progress to date|progress update|update|latest update|current position|position|"
    "status update|commentary|progress comment|progress and related outcome|progress made|comment|current progress|"
    "how are we doing|where are we now|where we are|where we are now|position statement|"
    "progress note|narrative|progress so far|latest position|"
    "what have we done|cynnydd|diweddariad",
    OUTCOME: "expected benefit|benefit|intended benefit|"
    "kpis|performance indicator|output|expected output|what difference has it made|"
    "where do we want to be|what success look like|"
    "outcome|key outcome|smart target|success criteria|success criterion|success measure|impact|"
    "intended outcome|expected outcome|desired outcome|measure of success|target outcome|outcome measure|"
    "expected impact|intended impact|what difference will it make|what will be different|success factor|result|"
    "difference made|kpi|measure|performance measure|what good will look like|canlyniad|effaith",
    RAG: "traffic light|progress rating|health|performance rating|r a g rating|"
    "delivery status|completion status|current status|overall status|action status|on track|"
    "rag impact|rag progress|"
    "rag|brag|rag rating|rag status|brag rating|brag status|rating|current rag|status|statws|r a g|self rag|state|"
    "rag score|score|delivery confidence|sgôr",
}
"""By meaning, in lower case and without plurals, between strokes."""

HEADING_WORDS = frozenset(
    word for phrases in PHRASES.values() for word in phrases.replace("|", " ").split() if len(word) > 1
)
"""The single words of these."""

MAY_HEAD_ACTIONS = frozenset(
    {"summary", "next step", "description", "deliverable", "initiative", "measure", "intervention"}
)
"""Under which actions may stand where no heading is certain to be theirs."""

PROMISES = frozenset({"we will", "our commitment", "commitment", "our pledge"})
"""What is promised in general, which is the action where nothing says how."""

RESPONSES = PROMISES | {"response", "management response", "our response", "proposed response", "provider response"}
"""What was answered to a recommendation, or promised in general, which is the action where nothing else is."""

TELLING = (
    (RAG, r"b?rag"),
    (EXTRA, r"^(?:previous|former|past|old|outgoing) (?:\w+ )?(?:owner|lead|holder|officer|manager)"),
    (EXTRA, r"checklist item|(?:attachment|card) (?:link|url)|\bcount$|^last activity"),
    (EXTRA, r"scope of|^(?:type|kind|category|class|nature|source) of"),
    (MET, r"completion(?: date)? and outcome"),
    (RECOMMENDATION, r"(?:inspector|auditor|assessor|reviewer|panel) .*(?:comment|remark|view|said)"),
    (PROGRESS, r"milestone .*achieved|where (?:it|this|thing|we|matter)s? (?:now )?(?:stand|is|are)"),
    (
        RECOMMENDATION,
        r"not (?:being |been )?(?:met|compliant)|breach|shortfall|non compliance|non ?conform\w+|area of .*concern",
    ),
    (PROGRESS, r"(?:found|seen|said|position|stands?) .*\bfollow ?up"),
    (RECOMMENDATION, r"what .*\b(?:found|wrong|said|say|told|improve|addressed)"),
    (PROGRESS, r"what .*\b(?:did|(?:have|has)\b.*\b(?:done|achieved))|how (?:well|is it going)"),
    (OUTCOME, r"how .*\bknow.* difference"),
    (EVIDENCE, r"how .*\bknow|how .*\bensure .*\b(?:improvement|made|sustain\w*)"),
    (EXTRA, r"what resource"),
    (TIMESCALE, r"date .*\bwill be\b"),
    (ACTION, r"how .*\b(?:going|will|intend|plan) .*\b(?:comply|compliance|meet|address)\b|plan of correction"),
    (
        ACTION,
        r"(?:what|which|how) .*\b(?:do|doing|done|taken?|happen\w*|put in place|achieve (?:this|it)|get there|fix\w*)",
    ),
    (EVIDENCE, r"how .*\b(?:know|check|monitor|evidence|assure|show|tell)\w*"),
    (REVISED, r"(?:revised|extended|slipped|forecast) .*(?:date|deadline|timescale|target|end|due)"),
    (MET, r"(?:actual|achieved|closed?|closure|done|finished) .*date|(?:closed?|closure) date"),
    (MET, r"date .*(?:achieved|closed|met|completed?|verified)"),
    (START, r"start date|starting"),
    (TIMESCALE, r"time ?scale|time ?frame|time ?line|timetable|deadline|when|date|due"),
    (PROGRESS, r"progress|update|note|comment|follow ?up(?! action)"),
    (EVIDENCE, r"evidence|assurance"),
    (SUPPORTING, r"consulted|supporting (?:officer|agency|team|staff|service|lead)"),
    (RESPONSIBLE, r"responsible|responsibility|accountable"),
    (LEAD, r"lead|owner|(?<!on )whom"),
    (LEAD, r"^who (?!.*\bbenefit)"),
    (OUTCOME, r"outcome|impact|success|smart|what .*(?:look like|different|change|better)"),
    (LINKS, r"link\w* .*(?:recommendation|finding)s?|(?:recommendation|finding) (?:no|number)"),
    (RELATED_PLANS, r"link\w* .*(?:plan|strateg\w+)s?|related plan"),
    (STEP, r"milestone"),
    (ACTION, r"action|task|activity"),
    (RECOMMENDATION, r"recommendation|requirement|finding|objective|priority|improvement|development"),
    (RECOMMENDATION, r"issue|gap|weakness|concern|risk (?:title|name|event|statement)"),
    (REF, r"ref|reference|number"),
)
"""Telling words, the most decisive first: "Progress and related outcomes" is progress, "Action lead" a lead."""
