"""What a person says of a row or a heading holds, whatever the reading would have made of it."""

from plans.columns import EVIDENCE, EXTRA, LEAD
from plans.importing import read_plan, rulings, understand_document
from plans.importing.readers import read_document
from plans.importing.rows import Band, PlanRow, mend
from plans.importing.rulings import Rulings
from plans.importing.understanding import understand
from plans.importing.vocabulary.heading_words import THEME

TEXT = """# Library Improvement Plan March 2027

Opening hours

| No | Recommendation | Action | Lead | Timescale | Proof |
|---|---|---|---|---|---|
| 1 | Open longer | Extend Saturday hours | Head of Libraries | May 2027 | Rota |
| | | Tell the public of it | Head of Libraries | June 2027 | Poster |

| No | Recommendation | Action | Lead | Timescale | Proof |
|---|---|---|---|---|---|
| | | and the schools | | | |
| Stock | | | | | |
| 2 | Buy more | Buy large print | Stock Manager | July 2027 | Invoice |
"""
EXTENDS, TELLS, SCHOOLS, BAND, BUYS = 7, 8, 12, 13, 14


def read(lines=None, columns=None):
    sheet = mend(read_document(TEXT.encode(), "libraries.md"), Rulings(lines or {}, columns or {}))
    return understand(sheet, name="libraries.md", dated=None)


def texts(plan):
    return [action.text for action in plan.actions]


def test_without_rulings_the_document_is_read_as_it_seems():
    plan = read()
    assert texts(plan) == ["Extend Saturday hours", "Tell the public of it and the schools", "Buy large print"]
    assert [section.title for section in plan.sections][-1] == "Stock"


def test_a_row_that_was_joined_stands_alone():
    assert texts(read({SCHOOLS: rulings.ALONE}))[1:3] == ["Tell the public of it", "and the schools"]


def test_a_row_is_joined_to_the_one_above():
    assert texts(read({TELLS: rulings.JOIN}))[0].startswith("Extend Saturday hours")
    assert len(read({TELLS: rulings.JOIN}).actions) == 2


def test_a_band_is_read_as_a_row_and_a_row_as_a_band():
    assert "Stock" not in [section.title for section in read({BAND: rulings.ROW}).sections]
    plan = read({TELLS: rulings.BAND})
    assert "Tell the public of it Head of Libraries June 2027 Poster" in [s.title for s in plan.sections]


def test_a_paragraph_titles_a_section():
    assert read({3: rulings.BAND}).sections[0].title == "Opening hours"


def test_what_is_set_aside_is_in_no_row_and_no_note():
    plan = read({BUYS: rulings.ASIDE, 3: rulings.ASIDE})
    assert texts(plan) == ["Extend Saturday hours", "Tell the public of it and the schools"]
    assert "Opening hours" not in (plan.subtitle, *plan.notes_before)


def test_a_row_of_the_person_s_choosing_holds_the_headings():
    sheet = mend(read_document(TEXT.encode(), "libraries.md"), Rulings({EXTENDS: rulings.HEADINGS}))
    assert [column.heading for column in sheet.columns][:3] == ["1", "Open longer", "Extend Saturday hours"]


def test_a_column_means_what_the_person_says():
    plan = read(columns={"Proof": EVIDENCE})
    assert plan.actions[0].evidence == "Rota"
    plan = read(columns={"Lead": EXTRA, "Proof": LEAD})
    assert plan.actions[0].leads[0].name == "Rota"
    assert ("Lead", "Head of Libraries") in plan.actions[0].extra


def test_the_sheet_knows_each_row_s_ruling():
    sheet = mend(read_document(TEXT.encode(), "libraries.md"), Rulings({SCHOOLS: rulings.ALONE}))
    [ruled] = [event for event in sheet.events if isinstance(event, PlanRow) and event.ruling]
    assert ruled.line == SCHOOLS
    assert any(isinstance(event, Band) for event in sheet.events)


THEMED = """| {} | Recommendation | Action | Lead |
|---|---|---|---|
| Opening | Open longer | Extend Saturday hours | Head of Libraries |
| | | Tell the public | Head of Libraries |
| Stock | Buy more | Buy large print | Stock Manager |
"""


def sections(heading, meaning=None):
    document = read_document(THEMED.format(heading).encode(), "libraries.md")
    said = Rulings({}, {heading: meaning} if meaning else {})
    plan = understand_document(document, name="libraries.md", rulings=said)
    return [section.title for section in plan.sections], plan


def test_a_column_titles_sections_where_its_words_do_or_the_person_says_so():
    assert sections("Theme")[0] == sections("Shelf", THEME)[0] == ["Opening", "Stock"]
    assert sections("Shelf", THEME)[1].themes == ("Shelf",)


def test_an_unknown_column_first_in_the_table_whose_cells_stand_for_several_rows_is_read_as_sections_and_asked_about():
    titles, plan = sections("Shelf")
    assert titles == ["Opening", "Stock"]
    assert [question.text for question in plan.questions if question.field == "columns"] == ["Shelf"]
    assert sections("Shelf", EXTRA)[0] == [None]


def test_a_column_of_sections_is_one_of_the_plan_s_own_where_the_person_says_so():
    titles, plan = sections("Theme", EXTRA)
    assert (titles, plan.actions[0].extra, plan.themes) == ([None], (("Theme", "Opening"),), ())


def test_a_title_with_nothing_under_it_is_kept_among_the_notes():
    text = "| Recommendation | Action | Lead |\n|---|---|---|\n| **People first** | | |\n| **Hiring** | | |\n"
    plan = read_plan(f"{text}| Hire more | Buy a desk | Jo Bell |\n".encode(), name="people.md")
    assert [section.title for section in plan.sections] == ["Hiring"]
    assert plan.notes_after == ("People first",)


def test_a_line_outside_the_tables_is_a_row_or_goes_on_with_the_row_above():
    text = TEXT + "\nOpen on Sundays in June\n\nand in July\n"
    document = read_document(text.encode(), "libraries.md")
    plan = understand_document(document, name="l.md", rulings=Rulings({16: rulings.ROW, 18: rulings.JOIN}))
    assert texts(plan)[-1] == "Open on Sundays in June and in July"
    assert plan.actions[-1].lines == (16, 18)


def test_a_row_is_kept_as_a_note():
    plan = read({TELLS: rulings.NOTE})
    assert texts(plan) == ["Extend Saturday hours and the schools", "Buy large print"]
    assert "Tell the public of it" in " ".join((*plan.notes_before, *plan.notes_after))


TWO_IN_ONE = """| A | B | C |
|---|---|---|
| What | Who | When |
| Mow the lawn | Jo Bell | May 2027 |
| Rake it | Jo Bell | June 2027 |
| | | |
| Task | Owner | Due |
| Paint the shed | Al Roe | July 2027 |
"""


def test_each_row_that_is_said_to_hold_headings_begins_a_table():
    document = read_document(TWO_IN_ONE.encode(), "garden.md")
    said = Rulings({3: rulings.HEADINGS, 7: rulings.HEADINGS}, {"What": "action", "Task": "action", "Owner": "lead"})
    plan = understand_document(document, name="garden.md", rulings=said)
    assert texts(plan) == ["Mow the lawn", "Rake it", "Paint the shed"]
    assert [lead.name for lead in plan.actions[-1].leads] == ["Al Roe"]


def test_another_row_than_the_one_that_was_read_as_headings_holds_them():
    text = "| Action | Lead | By when |\n|---|---|---|\n| Task | Owner | Due |\n| Paint | Al Roe | July 2027 |\n"
    document = read_document(text.encode(), "shed.md")
    plan = understand_document(document, name="shed.md", rulings=Rulings({3: rulings.HEADINGS}, {"Task": "action"}))
    assert ([column.heading for column in plan.columns], texts(plan)) == (["Task", "Owner", "Due"], ["Paint"])


CUT_UP = """| No | Action | Lead |
|---|---|---|
| 1 | Mow the lawn<br>Sheds | Jo Bell |
| 2 | Paint the shed | Al Roe |
| 3<br>4 | Mend the gate<br>Oil the hinge | Al Roe<br>Jo Bell |
"""


def test_a_row_that_holds_two_is_cut_and_each_part_is_what_a_person_says():
    document = read_document(CUT_UP.encode(), "sheds.md")
    said = Rulings({3: rulings.ROW, 3 + rulings.LOWER: rulings.BAND}, {}, {3: (1, 1, 1), 5: (1, 1, 1)})
    parts = rulings.as_cut(document, said.cuts)
    assert parts == rulings.as_cut(parts, said.cuts)
    plan = understand_document(parts, name="sheds.md", rulings=said)
    assert texts(plan) == ["Mow the lawn", "Paint the shed", "Mend the gate", "Oil the hinge"]
    assert [section.title for section in plan.sections] == [None, "Sheds"]
    assert [lead.name for action in plan.actions[2:] for lead in action.leads] == ["Al Roe", "Jo Bell"]


def test_a_cut_of_which_a_part_is_empty_cuts_nothing():
    document = read_document(CUT_UP.encode(), "sheds.md")
    assert rulings.as_cut(document, {4: (1, 1, 1), 5: (0, 0, 0)}) == document


LETTER = """Dear Chair,

The moorings

Ada Finch will lift the chains by 31 March 2027.

The keys must be kept in one place.
"""


def test_lines_of_a_letter_are_rows_under_the_titles_that_a_person_points_out():
    document = read_document(LETTER.encode(), "letter.txt")
    said = Rulings({3: rulings.BAND, 5: rulings.ROW, 7: rulings.ROW})
    plan = understand_document(document, name="letter.txt", rulings=said)
    assert texts(plan) == ["Ada Finch will lift the chains by 31 March 2027.", "The keys must be kept in one place."]
    assert [section.title for section in plan.sections] == ["The moorings"]


def test_labels_that_are_not_known_make_a_form_by_their_look_and_are_what_a_person_says_that_they_hold():
    forms = "\n".join(
        f"<table><tr><td>Item number</td><td>W{n}</td></tr><tr><td>What you ask for</td><td>Grease wheel {n}</td></tr>"
        f"<tr><td>Person to see to it</td><td>Sim Orr</td></tr></table><p>Page {n}</p>"
        for n in (1, 2, 3)
    )
    document = read_document(f"<html><body><h1>Weir plan</h1>{forms}</body></html>".encode(), "weir.html")
    plan = understand_document(document, name="weir.html")
    assert [question.text for question in plan.questions if question.field == "columns"] == [
        "What you ask for",
        "Person to see to it",
    ]
    labels = ("Item number", "What you ask for", "Person to see to it")
    assert [question.text for question in plan.questions if question.field == "rows"] == [" | ".join(labels)]
    said = Rulings({}, dict(zip(labels, ("ref", "action", "lead"), strict=True)))
    for read in (plan, understand_document(document, name="weir.html", rulings=said)):
        assert [
            (a.ref or r.ref, a.text, a.leads[0].name)
            for s in read.sections
            for r in s.recommendations
            for a in r.actions
        ] == [(f"W{n}", f"Grease wheel {n}", "Sim Orr") for n in (1, 2, 3)]


def test_two_tables_beside_each_other_are_two_though_their_headings_are_not_known():
    text = "Job,Person,Day,Job,Person,Day\nClean tiles,Ivy Cole,31/01/2027,Paint the gallery,Roy Ash,31/03/2027\n"
    document = read_document(f"{text}Mend the boiler,Max Dunn,28/02/2027,,,\n".encode(), "baths.csv")
    said = Rulings({}, {"Job": "action", "Person": "lead", "Day": "timescale"})
    plan = understand_document(document, name="baths.csv", rulings=said)
    assert [(action.text, action.leads[0].name) for action in plan.actions] == [
        ("Clean tiles", "Ivy Cole"),
        ("Mend the boiler", "Max Dunn"),
        ("Paint the gallery", "Roy Ash"),
    ]
