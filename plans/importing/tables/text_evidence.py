"""The evidences of columns that hold texts, days and references: by when, what number, what must improve, which
section, what will be done."""

import re

from plans.columns import (
    ACTION,
    EXTRA,
    LEAD,
    LINKS,
    OUTCOME,
    PROGRESS,
    RECOMMENDATION,
    REF,
    RESPONSIBLE,
    TIMESCALE,
)  # fmt: skip
from plans.importing.tables.evidence import Evidence
from plans.importing.tables.facts import MOST, SHORTEST_TEXT, ColumnFacts
from plans.importing.tables.texts import LONGEST_TITLE, MACHINE_MADE, count_up
from plans.importing.vocabulary.heading_meanings import CERTAIN, is_response
from plans.importing.vocabulary.heading_words import PROMISES, REVISED, STEP, THEME

_AIMS = frozenset({"priority", "improvement priority", "aim", "goal", "key area", "improvement area"})
NUMBERS = re.compile(r"(?:.* )?(?:id|no|number|ref|reference|key|code|#)")


def _measure(column: ColumnFacts) -> bool:
    return column.normal == "measure" and any(other.may_head_actions for other in column.later)


def _stands_over_texts(column: ColumnFacts) -> bool:
    """Whether a column of texts of each row's own stands between it and the actions."""
    actions = [o.position for o in column.later if o.says(ACTION) and not is_response(o.heading)]
    texts = (other for other in column.later if other.length >= SHORTEST_TEXT or other.says(RECOMMENDATION))
    own = (other for other in texts if other.merged < column.merged and not other.says(REF))
    return bool(actions) and any(other.position < actions[0] for other in own)


TEXTS = (
    # by when
    Evidence("no dates under a word that might be of dates", TIMESCALE, -4,
             lambda c: bool(c.cells) and c.dated < 0.5),
    Evidence("sentences under a word that might be of dates", TIMESCALE, -5,
             lambda c: c.length > 3.5 and c.days < 0.5 <= c.dated and c.words.get(TIMESCALE) != CERTAIN),
    Evidence("a target that is no day", OUTCOME, 8,
             lambda c: c.normal == "target" and bool(c.cells) and c.dated < 0.5,
             "read as what is to be reached, not as a date"),
    Evidence("the revised date counts", TIMESCALE, 12.5, lambda c: c.says(REVISED)),
    Evidence("the first date, beside the one that counts", TIMESCALE, -6,
             lambda c: c.says(TIMESCALE) and c.is_original
             and any(o.dated >= MOST and (o.says(TIMESCALE) or o.is_free) for o in c.beside)),
    Evidence("milestones that are days", TIMESCALE, 11,
             lambda c: c.says(STEP) and c.dated > 0.5 and c.length <= 4,
             "read as by when; the cells hold dates"),
    Evidence("days under other words", TIMESCALE, 4.5,
             lambda c: c.is_free and c.dated >= MOST and c.is_short
             and not any(o.says(TIMESCALE, REVISED) and not o.is_original for o in c.beside),
             "a heading that is not known; its cells say by when, so that it is read as this"),
    # references
    Evidence("numbers under an id", REF, 10.5,
             lambda c: bool(NUMBERS.fullmatch(c.normal)) and c.words.get(REF) != CERTAIN
             and max(c.numbered, c.coded, c.own_signs) >= 0.5
             and not (c.says(LINKS) and (c.position or c.coded < MOST or c.others_say(REF)))),
    Evidence("codes under a word that is certain", REF, 1,
             lambda c: c.words.get(REF) == CERTAIN and c.coded >= 0.9),
    Evidence("signs that a program made, which nobody calls a row by", EXTRA, 30,
             lambda c: c.share(MACHINE_MADE.fullmatch) >= MOST),
    Evidence("numbers without a heading", REF, 5, lambda c: not c.heading.strip() and c.numbered >= 0.5),
    Evidence("numbers of measures", REF, 11,
             lambda c: _measure(c) and c.numbered > 0.5 and not c.others_say(REF),
             "read as the reference of what the column after it says"),
    Evidence("signs of each row's own, first in the table", REF, 5,
             lambda c: c.is_free and not c.bare and c.position == 0 and not c.others_say(REF)
             and (c.coded >= 0.9 or count_up(c.cells))
             and not NUMBERS.fullmatch(c.normal),
             "a heading that is not known; its cells number the rows, so that they are read as references"),
    # what must improve
    Evidence("how urgent it is", RECOMMENDATION, -20, lambda c: c.says(RECOMMENDATION) and c.graded > 0.5),
    Evidence("how urgent it is", EXTRA, 5, lambda c: c.says(RECOMMENDATION) and c.graded > 0.5,
             "read as how urgent each row is; kept as a column of the plan's own"),
    Evidence("numbers where a text would be", RECOMMENDATION, -12,
             lambda c: c.says(RECOMMENDATION) and len(c.cells) > 1 and c.coded >= 0.9 and c.others_say(REF)),
    Evidence("of which kind it is", RECOMMENDATION, -12,
             lambda c: c.says(RECOMMENDATION) and c.recurring
             and any(o.length > SHORTEST_TEXT + c.length for o in c.beside if o.says(RECOMMENDATION))),
    Evidence("it is called a recommendation", RECOMMENDATION, 0.3,
             lambda c: c.says(RECOMMENDATION) and "recommendation" in c.normal),
    Evidence("it is called an aim", RECOMMENDATION, -0.3, lambda c: c.normal in _AIMS),
    Evidence("a measure beside what describes it", RECOMMENDATION, 10.7,
             lambda c: _measure(c) and not c.others_say(RECOMMENDATION),
             "read as what must improve"),
    Evidence("an outcome that stands for several actions", RECOMMENDATION, 12,
             lambda c: c.says(OUTCOME) and c.merged > 0 and c.position == 0 and not c.others_say(RECOMMENDATION)
             and c.others_say(ACTION), "read as what must improve; it stands for several actions"),
    Evidence("texts that stand for several actions", RECOMMENDATION, 5,
             lambda c: c.is_free and c.merged > 0 and c.length > LONGEST_TITLE and not c.others_say(RECOMMENDATION)
             and any(other.says(ACTION) for other in c.later),
             "a heading that is not known; its texts stand for several actions, so that they are what must improve"),
    Evidence("what is promised, before how it is kept", RECOMMENDATION, 7,
             lambda c: c.normal in PROMISES and not c.others_say(RECOMMENDATION)
             and any(other.says(ACTION) for other in c.later),
             "what is promised; how it is kept stands after it, so that it is read as what must improve"),
    # the section of each row
    Evidence("it stands for several rows, before another that says what must improve", THEME, 11,
             lambda c: c.says(RECOMMENDATION) and c.merged >= 0.5 and _stands_over_texts(c)),
    Evidence("it stands for several rows, first in the table", THEME, 5,
             lambda c: c.is_free and c.merged >= 0.5 and c.others_say(ACTION)
             and all(o.says(REF) for o in c.beside if o.position < c.position)
             and c.length <= LONGEST_TITLE and c.coded < 0.5,
             "a heading that is not known; its cells stand for several rows each, so that they are read as sections"),
    Evidence("its cells open with titles, beside what will be done", THEME, 11,
             lambda c: not c.says(ACTION, RECOMMENDATION, PROGRESS) and c.titled >= MOST and c.others_say(ACTION)
             and not c.others_say(LEAD, RESPONSIBLE, TIMESCALE, RECOMMENDATION),
             "each cell opens with a title, which is read as the section of its row"),
    Evidence("an area of which it says one thing for several rows", THEME, 8,
             lambda c: c.says(RECOMMENDATION) and c.words.get(RECOMMENDATION) != CERTAIN and c.in_runs
             and c.length <= SHORTEST_TEXT + 1 and c.others_say(ACTION) and not c.others_say(THEME)
             and max(c.graded, c.coded) < MOST, "the same few words for several rows, so that they are sections"),
    Evidence("it says one thing for several rows that follow each other, first in the table", THEME, 5,
             lambda c: c.is_free and not c.bare and c.in_runs and c.position < 2 and c.others_say(ACTION, STEP)
             and c.length <= LONGEST_TITLE and max(c.dated, c.peopled, c.coded, c.graded, c.shown_rated) < MOST
             and not c.others_say(THEME),
             "a heading that is not known; each of its cells stands for several rows, so that they are sections"),
    # what will be done
    Evidence("what will be done is no status", ACTION, -8,
             lambda c: c.says(ACTION) and c.shown_rated >= 0.9),
    Evidence("numbers are not what will be done", ACTION, -12,
             lambda c: c.says(ACTION) and len(c.cells) > 1 and c.coded >= 0.9 and c.others_say(ACTION)),
    Evidence("numbers under a word of actions", REF, 9,
             lambda c: c.says(ACTION) and len(c.cells) > 1 and c.coded >= 0.9 and c.others_say(ACTION)),
    Evidence("of which kind what will be done is", ACTION, -5, lambda c: c.names_kind),
    Evidence("people are not what will be done", ACTION, -12,
             lambda c: c.is_unsure_of(ACTION) and c.peopled >= MOST and c.is_short and c.deeds < 0.3),
    Evidence("another opens as what is to be done", ACTION, -6,
             lambda c: c.says(ACTION) and c.words.get(ACTION) != CERTAIN and c.deeds < 0.3
             and any((o.is_free or o.is_unsure_of(RECOMMENDATION)) and o.deeds >= MOST and o.length >= SHORTEST_TEXT
                     for o in c.beside)),
    Evidence("what must be is not what is done", ACTION, -6,
             lambda c: c.says(ACTION) and c.demands_beside(ACTION)),
    Evidence("what must be, beside what is done", RECOMMENDATION, 8,
             lambda c: c.says(ACTION) and c.demands_beside(ACTION) and not c.others_say(RECOMMENDATION),
             "read as what must improve: its cells say what must be, and those of another column what is done"),
    Evidence("hardly anything stands below it", ACTION, -3,
             lambda c: any(o.says(ACTION) and len(o.cells) > 3 * len(c.cells) > 0 for o in c.beside)),
    Evidence("it is an answer", ACTION, -4, lambda c: bool(c.heading.strip()) and is_response(c.heading)),
    Evidence("nothing else says what will be done", ACTION, 10.5,
             lambda c: c.may_head_actions and c.first != ACTION and not c.others_say(ACTION, STEP)
             and not (c.normal == "measure" and c.others_say(RECOMMENDATION)),
             "read as what will be done; no other column says it"),
    Evidence("a text of each row, beside what must improve for several", ACTION, 12,
             lambda c: c.says(PROGRESS) and c.length >= SHORTEST_TEXT and not c.others_say(ACTION, STEP)
             and all(len(o.cells) < len(c.cells) for o in c.beside if o.may_be_text)
             and any(o.says(RECOMMENDATION) and o.merged > 0 and len(o.cells) < len(c.cells) for o in c.beside),
             "read as what will be done; it stands in each row, and what must improve for several"),
    Evidence("texts right before what will be done", RECOMMENDATION, 4.2,
             lambda c: c.is_text and c.texts_before == 0 and not c.others_say(RECOMMENDATION)
             and any(other.says(ACTION) and other.position <= c.position + 2 for other in c.later),
             "a heading that is not known; a text before what will be done, so that it is read as what must improve"),
    Evidence("milestones where nothing else is done", ACTION, 8,
             lambda c: STEP in c.words and bool(c.cells or not any(o.cells for o in c.beside))
             and (c.are_steps_alone or not c.others_say(ACTION)) and not (c.dated > 0.5 and c.length <= 4)),
    Evidence("nothing stands below it", ACTION, -5, lambda c: not c.cells and any(o.cells for o in c.beside)),
    Evidence("milestones of no action", STEP, -20, lambda c: c.are_steps_alone),
    Evidence("one milestone beside each action", EXTRA, 12,
             lambda c: c.says(STEP) and bool(c.cells) and c.listed < 0.5
             and not (c.dated > 0.5 and c.length <= 4)
             and not c.are_steps_alone
             and any(o.says(ACTION) and not o.merged and len(o.cells) >= len(c.cells) for o in c.beside),
             "one beside each action; kept as a column of the plan's own"),
    Evidence("milestones by period", EXTRA, 12,
             lambda c: c.says(STEP) and bool(c.period) and c.others_say(ACTION)
             and any(other.period and other.says(STEP) for other in c.beside),
             "milestones by period are kept as columns of the plan's own"),
    Evidence("texts where nothing says what will be done", ACTION, 4.2,
             lambda c: c.is_text and not c.others_say(ACTION, STEP, RECOMMENDATION) and not c.may_head_actions
             and c.texts_before == any(other.is_text for other in c.beside),
             "a heading that is not known; nothing else says what will be done, so that it is read as this"),
    Evidence("its cells open as what is to be done", ACTION, 6,
             lambda c: c.is_free and c.deeds >= MOST and c.length >= SHORTEST_TEXT
             and all(o.deeds < c.deeds for o in c.beside if o.is_free)
             and not any(o.says(ACTION, STEP) and not o.is_no_text
                         and (o.words.get(ACTION) == CERTAIN or o.deeds >= 0.3) for o in c.beside),
             "a heading that is not known; its cells open as what is to be done, so that it is read as this"),
    Evidence("it opens as what is to be done, beside what else says what must improve", ACTION, 9,
             lambda c: c.is_unsure_of(RECOMMENDATION) and c.deeds >= MOST and c.length >= SHORTEST_TEXT
             and any(o.says(RECOMMENDATION, ACTION) and not o.is_no_text and o.deeds < 0.3 for o in c.beside)
             and not any(o.words.get(ACTION) == CERTAIN or (o.says(ACTION, STEP) and o.deeds >= 0.3)
                         for o in c.beside),
             "read as what will be done; its cells open as such"),
    Evidence("the last of the texts after what must improve, where nothing says what will be done", ACTION, 4.2,
             lambda c: c.is_text and not c.others_say(ACTION, STEP) and not any(other.is_text for other in c.later)
             and any(o.says(RECOMMENDATION) and not o.is_no_text and o.position < c.position for o in c.beside)
             and c.others_say(LEAD, RESPONSIBLE),
             "a heading that is not known; nothing else says what will be done, so that it is read as this"),
    Evidence("the first of several texts", RECOMMENDATION, 4.2,
             lambda c: c.is_text and not c.others_say(ACTION, STEP, RECOMMENDATION) and c.texts_before == 0
             and any(other.is_text for other in c.later),
             "a heading that is not known; the first of several texts, so that it is read as what must improve"),
)  # fmt: skip
"""In the order in which they are told."""
