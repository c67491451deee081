"""What a column means is judged among the others of its table; each evidence is there for a table that is read
otherwise without it."""

from dataclasses import replace

import pytest

from plans.importing.readers.cell_builder import plain_cell
from plans.importing.rulings import Rulings
from plans.importing.source_document import Cell, Row
from plans.importing.tables import column_meanings as module
from plans.importing.tables.column_meanings import COLUMNS, RULED, column_meanings
from plans.importing.tables.evidence import Evidence
from plans.importing.tables.table_columns import facts_of

DAY, OTHER_DAY = "4 May 2027", "6 June 2027"
MERGED = replace(plain_cell("Kites that fly"), rows=2)
TITLED = Cell((*plain_cell("North hill").blocks, *plain_cell("The kites fell there all day.").blocks))
EXAMPLES = {
    "it opens as what is to be done, beside what else says what must improve": (
        ("Root issue", ["The red kite falls", "The long string snaps"]),
        ("Kite improvement", ["Buy a dry kite", "Mend the long string"]),
    ),
    "no dates under a word that might be of dates": (
        ("Steps of action taken/planned", ["Count the kites", "Mend the string"]),
    ),
    "sentences under a word that might be of dates": (
        ("Actions of the club/planned", ["Weekly flights are now in place", "Weekly checks of string are in place"]),
    ),
    "of which kind what will be done is": (
        ("Task", ["Agreed", "Partly agreed"]),
        ("What the club's action is", ["Buy two dry kites for the hill", "Sew a bag for each of the strings"]),
    ),
    "what must be is not what is done": (
        ("Finding", ["Kites fall", "Strings snap"]),
        ("Warden's action", ["The club must keep kites dry", "Strings should be waxed"]),
        ("Club action", ["Two bags bought", "Jo will wax all strings"]),
    ),
    "what must be, beside what is done": (
        ("Warden's action", ["The club must keep kites dry", "Strings should be waxed"]),
        ("Club action", ["Two bags bought", "Jo will wax all strings"]),
    ),
    "hardly anything stands below it": (
        ("Later kite action", ["Fly it again in May"]),
        ("Club action", ["Buy two dry kites", "Sew a bag", "Wax it", "Mend the string"]),
    ),
    "nothing stands below it": (("Task", []), ("Activity", ["Fly"])),
    "people under a word of dates": (("Action", ["Fly", "Mend"]), ("By", ["B. Stone", "A. Reed"])),
    "numbers under a word of impact": (("Impact", ["4", "5"]), ("Action", ["Fly", "Mend"])),
    "a target that is no day": (("Target", ["All kites fly", "Every string holds"]), ("Action", ["Fly", "Mend"])),
    "an outcome that stands for several actions": (("Outcome", [MERGED, ""]), ("Action", ["Fly", "Mend"])),
    "it stands for several rows, before another that says what must improve": (
        ("Priority", [MERGED, ""]),
        ("Where it fails", ["The red kite falls", "The long string snaps"]),
        ("Action", ["Fly", "Mend"]),
    ),
    "texts that stand for several actions": (
        ("The club must", [replace(plain_cell("Keep all of its kites dry over winter"), rows=2), ""] * 2),
        ("Action", ["Fly", "Mend", "Sew", "Land"]),
    ),
    "its cells open with titles, beside what will be done": (("Talk", [TITLED, TITLED]), ("Action", ["Fly", "Mend"])),
    "it stands for several rows, first in the table": (
        ("Hill", [MERGED, "", MERGED, ""]),
        ("Action", ["Fly", "Mend", "Sew", "Land"]),
    ),
    "numbers are not what will be done": (
        ("Ref", ["K-1", "K-2"]),
        ("Action", ["1a", "1b"]),
        ("What we will do", ["Buy a dry kite", "Mend the long string"]),
    ),
    "numbers under a word of actions": (
        ("Action", ["1a", "1b"]),
        ("What we will do", ["Buy a dry kite", "Mend the long string"]),
    ),
    "a status in words of each row's own": (
        ("Status", ["Kites bought", "Two flights held", "With the club"]),
        ("Action", ["Fly", "Mend", "Sew"]),
    ),
    "a status with quantities": (("Status", ["3 of 4", "12 flown"]), ("Action", ["Fly", "Mend"])),
    "how high a risk is": (("Rating", ["High", "Low"]), ("Action", ["Fly", "Mend"])),
    "the revised date counts": (("Due date", [DAY, DAY]), ("Revised date", [OTHER_DAY, ""])),
    "milestones that are days": (("Action", ["Fly", "Mend"]), ("Milestone", [DAY, OTHER_DAY])),
    "the first date, beside the one that counts": (("Original date", [DAY, DAY]), ("When", [OTHER_DAY, OTHER_DAY])),
    "signs of each row's own, first in the table": (("Kite", ["K-1", "K-2"]), ("Action", ["Fly", "Mend"])),
    "it says one thing for several rows that follow each other, first in the table": (
        ("Hill", ["North", "North", "South", "South"]),
        ("Action", ["Fly", "Mend", "Sew", "Land"]),
    ),
    "its cells open as what is to be done": (
        ("Then", ["Buy a dry kite", "Mend the long string"]),
        ("Seen", ["The red kite falls now", "The long string snaps"]),
    ),
    "its cells say what was done, and when": (
        ("Action", ["Fly", "Mend"]),
        ("Wind", ["04/09/2026: kites were bought", "05/10/2026: most of them fly"]),
    ),
    "nothing but colours of ratings": (
        ("Action", ["Fly", "Mend"]),
        ("Wind", [Cell(fill="FF0000"), Cell(fill="00B050")]),
    ),
    "nothing but signs of ratings": (("Action", ["Fly", "Mend", "Sew"]), ("Wind", ["▲", "✓", "▲"])),
    "a last text of some rows alone, after when": (
        ("Then", ["The red kite has a tail", "The long string is dry", "Each reel is oiled"]),
        ("When", [DAY, OTHER_DAY, DAY]),
        ("Wind", ["it has been strong", "hardly any of it"]),
    ),
    "a text of each row, beside what must improve for several": (
        ("Recommendation", ["The kites fall too often", "", "The string snaps now"]),
        ("Progress", ["A tail was sewn on", "The club buys string", "Each reel is oiled"]),
    ),
    "days under a word of people": (("Action", ["Fly", "Mend"]), ("Done by", [DAY, OTHER_DAY])),
    "people are not what will be done": (
        ("Task of", ["Jo Bell", "Ann Fox"]),
        ("Owner", ["Jo Bell", "Ann Fox"]),
        ("Then", ["Buy a dry kite", "Mend the long string"]),
    ),
    "another opens as what is to be done": (
        ("Kite tasks", ["The red kite falls", "The long string snaps"]),
        ("Then", ["Buy a dry kite", "Mend the long string"]),
    ),
    "people under a word of actions": (
        ("Task of", ["Jo Bell", "Ann Fox"]),
        ("Then", ["Buy a dry kite", "Mend the long string"]),
    ),
    "an area of which it says one thing for several rows": (
        ("Priority area", ["North", "North", "South", "South"]),
        ("Action", ["Fly", "Mend", "Sew", "Land"]),
    ),
    "days under other words": (("Action", ["Fly", "Mend"]), ("Kite night", [DAY, OTHER_DAY])),
    "signs that a program made, which nobody calls a row by": (
        ("Task ID", ["9f3c07ab41de58c2", "b17720e9cc4a0d36"]),
        ("Task name", ["Fly", "Mend"]),
    ),
    "numbers under an id": (("Issue ID", ["I-001", "I-002"]), ("Issue", ["Kites fall", "String snaps"])),
    "codes under a word that is certain": (
        ("Ref", ["K-1", "K-2"]),
        ("Issue id", ["4481", "4482"]),
        ("Action", ["Fly", "Mend"]),
    ),
    "numbers where a text would be": (
        ("Ref", ["K-1", "K-2"]),
        ("Issue id", ["4481", "4482"]),
        ("Action", ["Fly", "Mend"]),
    ),
    "what happened, before what will be done": (
        ("What happened", ["The red kite fell"]),
        ("Lesson", ["Wax each kite"]),
        ("Action", ["Buy wax"]),
    ),
    "what will be done is no status": (
        ("Resolution", ["Done", "Not started"]),
        ("Kites", ["A dry kite for Jo", "A strong new string"]),
    ),
    "numbers without a heading": (("", ["1", "2"]), ("Action", ["Fly", "Mend"])),
    "numbers of measures": (("Measure", ["1", "2"]), ("Description", ["Fly the kites", "Mend the string"])),
    "how urgent it is": (("Priority", ["High", "Low"]), ("Action", ["Fly", "Mend"])),
    "it is called a recommendation": (("Finding", ["Kites fall"]), ("Recommendation", ["Fly them"])),
    "it is called an aim": (("Priority", ["Kites for all"]), ("Finding", ["Kites fall"])),
    "a measure beside what describes it": (
        ("Measure", ["Kites for all", "Strings that hold"]),
        ("Description", ["Buy some", "Test each"]),
    ),
    "it is an answer": (("Response", ["We agree"]), ("Actions", ["Buy some"])),
    "nothing else says what will be done": (("Description", ["Buy some kites"]), ("Owner", ["Jo Bell"])),
    "texts right before what will be done": (
        ("Seen", ["The red kite falls", "The long string snaps"]),
        ("Action", ["Fly", "Mend"]),
    ),
    "ratings under a word that may be of ratings": (
        ("Outcome / RAG", ["Red", "Green"]),
        ("Action", ["Fly", "Mend"]),
    ),
    "milestones where nothing else is done": (("Milestone", ["Kites bought", "String bought"]), ("Owner", ["Jo Bell"])),
    "milestones of no action": (("Milestone", ["Kites bought"]), ("Step", ["String bought"])),
    "one milestone beside each action": (
        ("Action", ["Fly", "Mend"]),
        ("Milestone", ["Kites bought", "String bought"]),
    ),
    "of which kind it is": (
        ("Finding type", ["Must do", "Should do", "Must do", "Must do"]),
        ("What was found", ["Kites fall in the wet grass"] * 2 + ["String snaps in a strong wind"] * 2),
    ),
    "nothing but statuses under a word of progress": (
        ("Progress", ["Not started", "Done"]),
        ("Action", ["Fly", "Mend"]),
    ),
    "the last of the texts after what must improve, where nothing says what will be done": (
        ("Risk", ["Kites fall in the rain", "String snaps in wind"]),
        ("Then", ["Buy a dry kite", "Buy a strong string"]),
        ("Owner", ["Jo Bell", "Ann Fox"]),
    ),
    "milestones by period": (
        ("Action", ["Fly"]),
        ("Milestone: Q1 2027", ["Bought"]),
        ("Milestone: Q2 2027", ["Flown"]),
    ),
    "a status in sentences": (("Status", ["Kites have been bought and most of them fly well"]), ("Action", ["Fly"])),
    "nothing but ratings under a period": (("Action", ["Fly"]), ("June 2027", ["R", "G"])),
    "marks of a timeline": (("Apr", ["x", ""]), ("May", ["", "x"]), ("Action", ["Fly", "Mend"])),
    "one of several periods": (
        ("Progress", ["Bought"]),
        ("Progress June 2027", ["Flown"]),
        ("Progress July 2027", ["Mended"]),
    ),
    "one of the ratings of several periods": (("RAG June 2027", ["R"]), ("RAG July 2027", ["G"]), ("RAG", ["A"])),
    "ratings of another period": (("June 2027", ["R", "G"]), ("July 2027", ["G", "G"])),
    "what it was at first": (("RAG: initial risk", ["Red"]), ("RAG: current risk", ["Green"])),
    "ratings under other words": (("Action", ["Fly", "Mend"]), ("Wind", ["Red", "Green"])),
    "people under other words": (("Action", ["Fly", "Mend"]), ("Flyer", ["Jo Bell", "Ann Fox"])),
    "texts where nothing says what will be done": (("Flights", ["Fly over the hill", "Mend the long string"]),),
    "the first of several texts": (
        ("", ["Kites fall in rain", "String snaps in wind"]),
        ("", ["Buy a dry kite", "Buy a strong string"]),
    ),
    "what was done, in words": (("Action", ["Fly", "Mend"]), ("Done?", ["kites were bought", "asked twice"])),
    "who is only told": (("Informed", ["Jo Bell"]), ("Action", ["Fly"])),
    "what is promised, before how it is kept": (
        ("Our pledge", ["Kites for all"]),
        ("How we will do it", ["Buy twelve red kites"]),
    ),
    "an agency beside a person": (("Agency", ["Hill Club"]), ("Responsible", ["Jo Bell"]), ("Action", ["Fly"])),
    "an objective beside its recommendation": (("Recommendation", ["Fly the kites"]), ("Objective", ["All kites fly"])),
    "when it was done": (("Date completed", [DAY]), ("Action", ["Fly"])),
}
"""For each evidence a small table, column by column, that is read otherwise without it."""


def cell_of(text) -> Cell:
    return text if isinstance(text, Cell) else plain_cell(text)


def read(columns, rulings: Rulings | None = None) -> list[tuple]:
    texts = tuple(heading for heading, _ in columns)
    count = max(len(cells) for _, cells in columns)
    rows = tuple(
        Row(tuple(cell_of(cells[n]) if n < len(cells) else plain_cell("") for _, cells in columns), n + 2)
        for n in range(count)
    )
    found = column_meanings(facts_of(texts, rows), rulings or Rulings())
    return [(one.meaning, one.because, one.stands_in) for one in found.values()]


def meanings(*columns) -> list[str]:
    return [meaning for meaning, _, _ in read(columns)]


@pytest.mark.parametrize("evidence", COLUMNS, ids=lambda evidence: f"{evidence.name}, of {evidence.speaks_for}")
def test_each_evidence_decides_its_table(evidence: Evidence, monkeypatch):
    with_it = read(EXAMPLES[evidence.name])
    monkeypatch.setattr(module, "COLUMNS", tuple(other for other in COLUMNS if other is not evidence))
    assert read(EXAMPLES[evidence.name]) != with_it


def test_every_example_is_of_an_evidence():
    assert set(EXAMPLES) == {evidence.name for evidence in COLUMNS}


def test_the_cells_decide_where_the_words_of_a_heading_do_not():
    columns = (("Time given", [DAY, OTHER_DAY]), ("Flyer", ["Jo Bell", "Ann Fox"]), ("Action", ["Fly", "Mend"]))
    assert meanings(*columns) == ["timescale", "lead", "action"]


def test_the_current_rating_speaks_and_the_first_one_stays_beside_it():
    assert meanings(("RAG: initial risk", ["Red"]), ("RAG: current risk", ["Green"])) == ["extra", "rag"]


def test_an_answer_that_is_planned_is_what_will_be_done():
    found = meanings(("Response Action Taken/Planned", ["Two kites a day"]), ("Target Date", ["July 2027"]))
    assert found == ["action", "timescale"]


def test_the_number_of_an_issue_is_its_reference():
    found = meanings(("Issue ID", ["I-001", "I-002"]), ("Issue", ["Kites fall", "String snaps"]))
    assert found == ["ref", "recommendation"]


def test_what_a_person_says_of_a_column_stands_before_all_evidence():
    columns = (("Due date", [DAY]), ("Notes", ["Fine"]))
    assert read(columns, Rulings(columns={"Notes": "timescale"}))[1][0] == "timescale"
    found = column_meanings(facts_of(("Notes",), ()), Rulings(columns={"Notes": "timescale"}))
    assert found[0].confidence == RULED


def test_the_runner_up_is_kept_with_its_margin():
    found = column_meanings(facts_of(("Action lead",), ()))[0]
    assert (found.meaning, found.runner_up) == ("lead", "action")
    assert 0 < found.margin < 10


def test_what_may_as_well_mean_another_thing_is_asked():
    ((_, because, _),) = read([("Evidence with date", ["Minutes of the club", "A list of kites"])])
    assert because == "read as “Evidence”; it may as well be “Timescale”"


def test_an_answer_in_a_word_is_not_what_will_be_done():
    found = meanings(
        ("2.\nConcern", ["Kites fell in rain", "Strings were not waxed"]),
        ("3.\nResponse", ["Agreed", "Accepted in principle"]),
        ("4.\nAction Taken/Planned", ["Bags were bought in May", "Jo will wax them each week"]),
        ("5.\nTarget Date", ["May 2027", "June 2027"]),
    )
    assert found == ["recommendation", "extra", "action", "timescale"]


def test_few_words_are_not_what_will_be_done_beside_texts():
    columns = (
        ("Action group", ["Buying", "Club care", "Buying"]),
        ("Description", ["Buy a dry kite for the north hill", "Wax each of the strings", "Buy bags for them all"]),
    )
    assert meanings(*columns) == ["extra", "action"]
    assert meanings(columns[0]) == ["action"]


def test_milestones_are_what_will_be_done_though_they_change():
    found = meanings(
        ("Weakness", ["Kites fall in the rain", "No string is waxed"]),
        ("Planned milestones", ["Buy bags - 4 May; hand them out", "Wax all strings - 6 June"]),
        ("Milestone changes", ["The shop shut"]),
    )
    assert found == ["recommendation", "action", "extra"]


def test_how_urgent_a_row_is_may_be_numbered():
    cells = (("(1) High", "Fly"), ("(2) Normal", "Mend"))
    rows = [Row(tuple(map(plain_cell, row)), 2) for row in cells]
    assert column_meanings(facts_of(("Priority", "Action"), rows))[0].meaning == "extra"


@pytest.mark.parametrize("signs", [("2026/01", "2026/02", "2026/03"), ("1a", "1b", "2a")])
def test_signs_that_count_up_are_references_although_they_look_like_others(signs):
    rows = [Row(tuple(map(plain_cell, row)), 2) for row in zip(signs, ("Fly", "Mend", "Sew"), strict=True)]
    assert column_meanings(facts_of(("Kite", "Action"), rows))[0].meaning == "ref"


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Anticipated delivery date", ("4 May 2027", "June 2027")),
        ("Name of lead", ("Jo Bell", "Al Moss")),
    ],
)
def test_what_the_cells_bear_out_is_not_asked(heading, cells):
    def confidence(cells):
        rows = [
            Row(tuple(map(plain_cell, row)), 2) for row in zip(cells, ("Kites fall", "Too few strings"), strict=True)
        ]
        return column_meanings(facts_of((heading, "Objective"), rows))[0].confidence

    assert confidence(cells) == 1
    assert confidence(("as above, until the wind turns", "north of the bay, as it was")) < 1


def test_of_two_columns_that_say_the_same_none_is_sure_by_its_cells():
    rows = [Row(tuple(map(plain_cell, row)), 2) for row in (("K1", "4", "Fly"), ("K2", "5", "Land"))]
    found = column_meanings(facts_of(("Old kite reference", "Second reference", "Action"), rows))
    assert found[0].confidence < 1
