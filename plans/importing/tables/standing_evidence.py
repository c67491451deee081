"""The evidences of columns that say how it goes, with which rating, and who does it."""

import re

from plans.columns import ACTION, EXTRA, LEAD, OUTCOME, PROGRESS, RAG, RECOMMENDATION, REF, RESPONSIBLE, TIMESCALE
from plans.importing.tables.evidence import Evidence
from plans.importing.tables.facts import MOST, SHORTEST_TEXT, ColumnFacts
from plans.importing.tables.texts import is_count, is_shown_rating
from plans.importing.vocabulary.heading_meanings import CERTAIN
from plans.importing.vocabulary.heading_words import MET, SUPPORTING

_BODIES = frozenset({"agency", "organisation", "team", "service", "department"})


def _by_period(column: ColumnFacts) -> bool:
    return bool(column.period) and any(other.period and other.says(PROGRESS, RAG) for other in column.beside)


STANDINGS = (
    # how it goes
    Evidence("its cells say what was done, and when", PROGRESS, 4.6,
             lambda c: c.is_free and not c.bare and c.reported >= MOST and c.length >= SHORTEST_TEXT
             and not c.others_say(PROGRESS) and c.deeds < MOST,
             "a heading that is not known; its cells say what was done, so that it is read as how it is going"),
    Evidence("a last text of some rows alone, after when", PROGRESS, 4.2,
             lambda c: c.may_be_text and not c.is_text and not c.later and not c.others_say(PROGRESS)
             and any(o.says(TIMESCALE) or o.dated >= MOST for o in c.beside),
             "a heading that is not known; the last text, of some rows alone, so that it is read as how it is going"),
    Evidence("nothing but colours of ratings", RAG, 5,
             lambda c: c.coloured >= MOST and not c.is_known and not c.others_say(RAG),
             "a heading that is not known; its cells show colours, so that it is read as the rating"),
    Evidence("nothing but signs of ratings", RAG, 5,
             lambda c: c.signed and not c.is_known and not c.period and not c.others_say(RAG),
             "a heading that is not known; its cells show signs, so that it is read as the rating"),
    Evidence("what happened, before what will be done", PROGRESS, -12,
             lambda c: c.normal == "what happened" and any(o.says(RECOMMENDATION, ACTION) for o in c.later)),
    Evidence("a status in sentences", PROGRESS, 11,
             lambda c: c.says(RAG) and c.normal.endswith("status") and c.length > 6,
             "read as how it is going, not as a rating"),
    Evidence("a status in words of each row's own", PROGRESS, 11,
             lambda c: c.says(RAG) and c.normal.endswith("status") and len(c.cells) > 2 and c.length >= 2
             and c.shown_rated < 0.4 and 4 * len(set(c.cells)) >= 3 * len(c.cells) and not c.others_say(PROGRESS),
             "read as how it is going, not as a rating"),
    Evidence("a status with quantities", PROGRESS, 11,
             lambda c: c.says(RAG) and c.normal.endswith("status") and c.share(is_count) >= 0.4
             and not c.others_say(PROGRESS), "read as how it is going; it holds quantities, which rate nothing"),
    Evidence("nothing but statuses under a word of progress", RAG, 11,
             lambda c: c.says(PROGRESS) and not c.period and len(c.cells) > 1 and c.shown_rated >= 0.9
             and not c.others_say(RAG), "read as a rating; its cells hold nothing else"),
    Evidence("what was done, in words", PROGRESS, 11,
             lambda c: c.says(MET) and len(c.cells) > 1 and not c.others_say(PROGRESS)
             and c.share(lambda cell: len(cell.split()) > 1 and not is_shown_rating(cell)) > 0.5
             and c.days < 0.5, "read as how it is going; its cells say it in words"),
    Evidence("nothing but ratings under a period", RAG, 11,
             lambda c: c.says(PROGRESS) and bool(c.period) and c.rated >= 0.75,
             "read as a rating; its cells hold nothing else"),
    Evidence("ratings of another period", PROGRESS, -5,
             lambda c: bool(c.period) and c.rated >= 0.75),
    Evidence("marks of a timeline", EXTRA, 20,
             lambda c: c.says(PROGRESS) and bool(c.period) and c.marked
             and any(o.says(PROGRESS) and o.period and o.marked and (o.cells or c.cells) for o in c.beside)),
    Evidence("one of several periods", PROGRESS, -0.5, _by_period),
    Evidence("one of the ratings of several periods", RAG, -0.5, _by_period),
    Evidence("how high a risk is", EXTRA, 14, lambda c: c.says(RAG) and (c.levelled > 0.5 or c.scored),
             "read as how high each is, which rates no action; kept as a column of the plan's own"),
    Evidence("what it was at first", RAG, -2,
             lambda c: bool(re.search(r"\b(?:initial|inherent|original|previous|last|gross)\b", c.normal))),
    Evidence("ratings under a word that may be of ratings", RAG, 8,
             lambda c: RAG in c.words and c.first not in (RAG, EXTRA, REF) and c.shown_rated >= MOST
             and not c.others_say(RAG), "read as the rating; its cells hold ratings"),
    Evidence("ratings under other words", RAG, 4.8,
             lambda c: c.is_free and c.shown_rated >= MOST and c.is_short and not c.others_say(RAG),
             "a heading that is not known; its cells hold ratings, so that it is read as this"),
    Evidence("days under a word of people", TIMESCALE, 12,
             lambda c: c.says(LEAD, RESPONSIBLE) and c.days >= MOST > c.peopled, "read as by when: it holds days"),
    # who
    Evidence("people under other words", LEAD, 4.5,
             lambda c: c.is_free and c.peopled >= MOST and c.is_short and not c.others_say(LEAD, RESPONSIBLE),
             "a heading that is not known; its cells name people, so that it is read as who leads"),
    Evidence("people under a word of actions", LEAD, 11,
             lambda c: c.says(ACTION) and c.words.get(ACTION) != CERTAIN and c.peopled >= MOST
             and c.is_short and c.deeds < 0.3
             and not c.others_say(LEAD, RESPONSIBLE), "read as who leads; its cells name people"),
    Evidence("people under a word of dates", LEAD, 11,
             lambda c: c.first == TIMESCALE and c.peopled >= MOST and c.is_short and c.dated < 0.5
             and not c.others_say(LEAD, RESPONSIBLE), "read as who leads; its cells name people"),
    Evidence("who is only told", SUPPORTING, 0,
             lambda c: c.says(SUPPORTING) and bool(re.search("consult|inform", c.normal)),
             "read as who is supporting; whoever is only consulted or informed may be neither"),
    Evidence("an agency beside a person", LEAD, 0,
             lambda c: c.normal in _BODIES and c.others_say(LEAD, RESPONSIBLE),
             "read as who leads, as is whoever stands beside it; it may be only whose plan the action is in"),
    Evidence("an objective beside its recommendation", OUTCOME, 7,
             lambda c: c.first == RECOMMENDATION and "objective" in c.normal
             and any("recommendation" in other.normal for other in c.beside),
             "an objective beside a recommendation; read as what difference it makes"),
    Evidence("numbers under a word of impact", OUTCOME, -12, lambda c: c.counted >= MOST),
    # of the plan's own
    Evidence("when it was done", EXTRA, 0, lambda c: c.says(MET),
             "where it says so, the action is taken as done and waits to be verified"),
)  # fmt: skip
"""In the order in which they are told."""
