"""Documents whose cells and titles hold several things each: cards, minutes, lines that pair, exports of trackers."""

import pytest

from plans.importing import understand_document
from plans.importing.readers import read_document


def told(text: str, name: str) -> list[tuple]:
    read = understand_document(read_document(text.encode(), name), name=name)
    return [
        (section.title, a.ref, a.text, [one.name for one in a.leads], [one.text for one in a.timescales], a.rag)
        for section in read.sections
        for recommendation in section.recommendations
        for a in recommendation.actions
    ]


def page(*lines: str) -> str:
    return f"<html><body><h1>Kites</h1>{''.join(lines)}</body></html>"


CARDS = [("1", "North hill", "Amber", "Sow grass"), ("2", "North hill", "Red", "Mend the kite"),
         ("3", "South hill", "Green", "Wind the string")]  # fmt: skip
READ_CARDS = [(section, ref, text, ["Kite Warden"], ["4 May 2027"], rating) for ref, section, rating, text in CARDS]


@pytest.mark.parametrize("title", ["Card {} · {} · {}", "Action {} | {} | {}", "Task {}: {} ({})", "{} – {} – {}"])
@pytest.mark.parametrize("text", ["<p>What we will do: {}</p>", "<p>{}</p>"])
def test_the_title_of_a_card_holds_its_number_section_and_rating(title, text):
    cards = (
        f"<h3>{title.format(ref, section, rating)}</h3>{text.format(said)}"
        "<p>Lead: Kite Warden</p><p>By when: 4 May 2027</p>"
        for ref, section, rating, said in CARDS
    )
    assert told(page(*cards), "kites.html") == READ_CARDS


def test_titles_without_ratings_stay_titles():
    lists = (
        f"<h3>Day {n} – Hill</h3><ul><li>Sow grass (Jo Bell, May 2027)</li><li>Mow (Jo Bell, June 2027)</li></ul>"
        for n in (1, 2, 3)
    )
    assert [one[0] for one in told(page(*lists), "kites.html")] == [f"Day {n} – Hill" for n in (1, 1, 2, 2, 3, 3)]


MINUTES = page(
    "<p>Present: Jo Bell (JB), Ann Fox (AF)</p><table><tr><th>Item</th><th>Discussion</th><th>Actions</th></tr>"
    "<tr><td>1. Wind</td><td>It was strong all week.</td>"
    "<td><p>Action: JB to mend the kite by 4 May</p><p>Action: AF to buy string by 6 June</p></td></tr>"
    "<tr><td>2. Hill</td><td>It was wet.</td><td><p>Action: JB to sow grass by 1 July</p></td></tr></table>"
)


def test_minutes_with_several_actions_in_a_cell_have_each_under_its_item():
    assert told(MINUTES, "kites.html") == [
        ("1. Wind", None, "JB to mend the kite by 4 May", ["JB"], ["4 May"], None),
        ("1. Wind", None, "AF to buy string by 6 June", ["AF"], ["6 June"], None),
        ("2. Hill", None, "JB to sow grass by 1 July", ["JB"], ["1 July"], None),
    ]


def lines(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def items(head: str, *rows: tuple[str, ...]) -> str:
    heads = "".join(f"<th>{text}</th>" for text in head.split(" | "))
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return page(f"<table><tr>{heads}</tr>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>")


PAIRED = [
    ("Wind", None, "Mend the kite", ["Kite Warden"], ["4 May 2027"], None),
    ("Wind", None, "Buy string", ["Hill Warden"], ["6 June 2027"], None),
    ("Hill", None, "Sow grass", ["Hill Warden"], ["1 July 2027"], None),
    ("Hill", None, "Mow it", ["Kite Warden"], ["2 August 2027"], None),
]


def test_lines_beside_each_other_are_an_action_each():
    table = items(
        "Agenda item | Agreed actions | Owner | Due",
        ("Wind", lines("Mend the kite", "Buy string"), lines("Kite Warden", "Hill Warden"),
         lines("4 May 2027", "6 June 2027")),
        ("Hill", lines("Sow grass", "Mow it"), lines("Hill Warden", "Kite Warden"),
         lines("1 July 2027", "2 August 2027")),
    )  # fmt: skip
    assert told(table, "kites.html") == PAIRED


def test_lines_that_say_who_and_by_when_are_an_action_each():
    table = items(
        "Subject | Actions",
        ("Wind", lines("1) Mend the kite - Kite Warden - 4 May 2027", "2) Buy string - Hill Warden - 6 June 2027")),
        ("Hill", lines("1) Sow grass - Hill Warden - 1 July 2027", "2) Mow it - Kite Warden - 2 August 2027")),
    )
    assert told(table, "kites.html") == PAIRED


def test_lines_beside_each_other_under_a_number_of_their_row_stay_its_steps():
    row = (lines("Mend the kite", "Buy string"), lines("Kite Warden", "Hill Warden"))
    table = items("Ref | Action | Owner", ("1", *row), ("2", *row))
    assert len(told(table, "kites.html")) == 2


def test_a_line_between_dashes_names_a_body_of_any_kind():
    said = (("Mend the kite", "Facilities"), ("Buy string", "Kite Partner"), ("Sow grass", "Facilities"))
    text = "\n".join(f"* {what} - {who} - {day} May 2027" for day, (what, who) in enumerate(said, 1))
    assert [one[3] for one in told(f"Kites\n\n{text}\n", "kites.txt")] == [
        ["Facilities"],
        ["Kite Partner"],
        ["Facilities"],
    ]


PLANNER = """Task ID,Task Name,Bucket Name,Progress,Priority,Assigned To,Due date,Late,Checklist Items,Labels
k1,Terms of the club,Hill,In progress,Urgent,Jo Bell,04/05/2027,false,Read the old ones;Ask the club,wet
k2,Weekly list of kites,Hill,Not started,Low,Ann Fox,06/06/2027,false,Buy a pen;Ask the club,dry
k3,String for all,Wind,Completed,Low,Ann Fox,14/06/2027,false,Sew it;Wax it,dry
"""
TRELLO = """Card ID,Card Name,Labels,Members,Due Date,Comment Count,List Name
60,Terms of the club,wet (blue),Jo Bell,04/05/2027,1,Hill
61,Weekly list of kites,dry (red),Ann Fox,06/06/2027,4,Hill
62,String for all,dry (red),Ann Fox,14/06/2027,2,Wind
"""


@pytest.mark.parametrize("export", [PLANNER, TRELLO])
def test_the_tasks_of_an_export_are_actions_and_its_buckets_sections(export):
    assert [(section, text, who, when) for section, _, text, who, when, _ in told(export, "kites.csv")] == [
        ("Hill", "Terms of the club", ["Jo Bell"], ["04/05/2027"]),
        ("Hill", "Weekly list of kites", ["Ann Fox"], ["06/06/2027"]),
        ("Wind", "String for all", ["Ann Fox"], ["14/06/2027"]),
    ]


def test_boxes_of_one_cell_hold_an_action_each():
    boxes = (
        f"<h3>{hill} hill</h3><p>It was wet.</p><table><tr><td><p>ACTION 26/{n}: {text}</p>"
        f"<p>Owner: Jo Bell By: {n} May 2027</p></td></tr></table>"
        for n, hill, text in ((1, "North", "Mend the kite"), (2, "South", "Buy string"), (3, "West", "Sow grass"))
    )
    assert told(page(*boxes), "kites.html") == [
        ("North hill", "26/1", "Mend the kite", ["Jo Bell"], ["1 May 2027"], None),
        ("South hill", "26/2", "Buy string", ["Jo Bell"], ["2 May 2027"], None),
        ("West hill", "26/3", "Sow grass", ["Jo Bell"], ["3 May 2027"], None),
    ]


PROSE = """# Kites

They fly.

## Wind

Issue: The kites fall.

We will:

A1 Mend the kite (Lead: Kite Warden; by: May 2027)

A2 Buy string (Leads: Hill Warden; by: June 2027)

## Hill

Issue: The hill is wet.

We will:

A3 Sow grass (Lead: Hill Warden; by: July 2027)
"""


def test_numbered_lines_below_an_issue_answer_it():
    assert told(PROSE, "kites.md") == [
        ("Wind", "A1", "Mend the kite", ["Kite Warden"], ["May 2027"], None),
        ("Wind", "A2", "Buy string", ["Hill Warden"], ["June 2027"], None),
        ("Hill", "A3", "Sow grass", ["Hill Warden"], ["July 2027"], None),
    ]


@pytest.mark.parametrize("above", ["<table><tr><td>{}</td><td>{}</td></tr></table>", "<p>{} {}</p>"])
@pytest.mark.parametrize("label", ["What the inspectors said:", "Objective:"])
def test_what_must_improve_stands_with_its_label_above_a_table(label, above):
    heads = "<tr><th>No.</th><th>Action</th><th>Lead</th></tr>"
    table = f"<table>{heads}<tr><td>{{}}</td><td>{{}}</td><td>Jo Bell</td></tr></table>"
    hills = (
        f"<h2>{hill}</h2>{above.format(label, said)}{table.format(ref, text)}"
        for hill, said, ref, text in (
            ("North", "The kites fall.", "1.1", "Mend"),
            ("South", "It is wet.", "2.1", "Sow"),
        )
    )
    read = understand_document(read_document(page(*hills).encode(), "kites.html"), name="kites.html")
    recommendations = [one for section in read.sections for one in section.recommendations]
    assert [(one.text, one.actions[0].ref) for one in recommendations] == [
        ("The kites fall.", "1.1"),
        ("It is wet.", "2.1"),
    ]
