"""Documents whose rows, columns and words tell together what none of them tells alone."""

import pytest

from plans.importing import understand_document
from plans.importing.readers import read_document
from plans.importing.understanding.leads.names import NameShapes
from plans.importing.understanding.sentences import assigned_to, dated_within
from plans.importing.understood_plan import UnderstoodPlan


def plan(text: str, name: str = "kites.md") -> UnderstoodPlan:
    return understand_document(read_document(text.encode(), name), name=name)


def actions(read: UnderstoodPlan) -> list:
    return [action for section in read.sections for rec in section.recommendations for action in rec.actions]


def asked(read: UnderstoodPlan, field: str) -> list[str]:
    return [question.because for question in read.questions if question.field == field]


CAPA = """<table><tr><th rowspan=2>No.</th><th rowspan=2>Finding</th><th colspan=3>Corrective action</th>
<th colspan=3>Preventive action</th></tr>
<tr><th>Action</th><th>Owner</th><th>Due</th><th>Action</th><th>Owner</th><th>Due</th></tr>
<tr><td>K-01</td><td>Kites fall</td><td>Mend two kites</td><td>Jo Bell</td><td>4 May 2027</td>
<td>Check all kites</td><td>Ann Fox</td><td>6 June 2027</td></tr>
<tr><td>K-02</td><td>String snaps</td><td>Buy string</td><td>Jo Bell</td><td>8 May 2027</td>
<td></td><td></td><td></td></tr>
</table>"""


def test_a_row_that_holds_two_actions_under_the_same_headings_is_two():
    read = plan(f"<html><body>{CAPA}</body></html>", "kites.html")
    found = [(action.text, action.leads[0].name, action.timescales[0].text) for action in actions(read)]
    assert found == [
        ("Mend two kites", "Jo Bell", "4 May 2027"),
        ("Check all kites", "Ann Fox", "6 June 2027"),
        ("Buy string", "Jo Bell", "8 May 2027"),
    ]
    assert [rec.ref for section in read.sections for rec in section.recommendations] == ["K-01", "K-02"]


MINUTES = """Minutes of the kite club, 4 May 2027

1. Kites
Three kites fell.
Action: JB to mend them by 6 June 2027.
Action: All members to check the string.

2. The hill
The hill is wet.
Action: Chair to ask the farmer (July 2027).

3. Next meeting
8 August 2027
"""


def test_minutes_are_sections_with_actions_that_say_who_and_by_when():
    read = plan(MINUTES, "kites.txt")
    assert [(s.title, len(s.recommendations[0].actions)) for s in read.sections] == [
        ("1. Kites", 2),
        ("2. The hill", 1),
    ]
    assert [[lead.name for lead in action.leads] for action in actions(read)] == [["JB"], ["All members"], ["Chair"]]
    assert [[t.text for t in action.timescales] for action in actions(read)] == [["6 June 2027"], [], ["July 2027"]]
    assert asked(read, "leads") and asked(read, "timescales")


def test_marks_under_quarters_say_by_when():
    text = (
        "| Action | Lead | 2027/28: Q1 | 2027/28: Q2 | Progress |\n|--|--|--|--|--|\n"
        "| Fly the kites | Jo Bell | X | X | Begun |\n| Mend the string | Ann Fox | | X | |\n"
    )
    found = [[t.text for t in action.timescales] for action in actions(plan(text))]
    assert found == [["Q1 2027/28", "Q2 2027/28"], ["Q2 2027/28"]]


def test_what_will_not_be_done_is_no_action_and_is_asked_about():
    text = (
        "| Ref | Risk | Further action | Owner |\n|--|--|--|--|\n| 1 | Kites fall | Mend them | Jo Bell |\n"
        "| 2 | String snaps | None | |\n| 3 | Hill is wet | No further action | |\n"
    )
    read = plan(text)
    assert [action.text for action in actions(read)] == ["Mend them"]
    assert [rec.text for rec in read.sections[0].recommendations] == ["Kites fall", "String snaps", "Hill is wet"]
    assert len([because for because in asked(read, "rows") if "nothing will be done" in because]) == 2


def test_what_no_plan_breaks_is_asked_about_once():
    text = "| Ref | Action | Owner | Date raised | Due date |\n|--|--|--|--|--|\n" + "".join(
        f"| {ref} | Fly kite {ref} | {who} | 4 May 2027 | {due} |\n"
        for ref, who, due in (
            ("K1", "Jo Bell", "6 June 2026"), ("K2", "4 May 2027", "8 June 2027"), ("K3", "Jo Bell", "9 June 2026"),
            ("K4", "Jo Bell", "9 June 2027"), ("K5", "Jo Bell", "9 June 2027"), ("1.2.3", "Jo Bell", "9 June 2027"),
        )
    )  # fmt: skip
    read = plan(text)
    assert [because for because in asked(read, "ref") if "form" in because] == ["not of the form of the others"]
    assert asked(read, "timescales") == ["due before it was raised; which of the two dates is it?; so is 1 more"]
    assert "a day stands where somebody leads; has a cell slipped?" in asked(read, "leads")


@pytest.mark.parametrize(
    ("text", "who", "when"),
    [
        ("JB to mend the kite by 4 May 2027", "JB", "4 May 2027"),
        ("JB/AF to buy string – 20/11/26", "JB/AF", "20/11/26"),
        ("All members to check it before the next meeting.", "All members", "the next meeting"),
        ("Chair and Treasurer to ask (March)", "Chair and Treasurer", "March"),
        ("Report to the hill wardens on 4 May 2027", None, "4 May 2027"),
        ("Mend the kite", None, None),
        ("Train six flyers from September 2027.", None, "from September 2027"),
    ],
)
def test_the_words_of_an_action_say_who_and_by_when(text, who, when):
    assert (assigned_to(text, NameShapes()), dated_within(text)) == (who, when)


def test_what_is_filled_in_cuts_no_form_in_two():
    """Also where it reads like a heading of a plan."""
    people = ("Head of Kites", "Learning and Development Manager", "Sky Officer")
    read = plan(
        "<h1>Kites action plan 3 May 2027</h1>"
        + "".join(
            f"<p>Recommendation {n}</p><table><tr><td>You recommended</td><td>Kites should fly {n} feet up.</td></tr>"
            f"<tr><td>We will</td><td>Buy {n} balls of string</td></tr><tr><td>Accountable officer</td>"
            f"<td>{who}</td></tr><tr><td>Date for completion</td><td>{n} June 2027</td></tr></table>"
            for n, who in enumerate(people, 1)
        ),
        "kites.html",
    )
    assert [([lead.name for lead in a.leads], [t.text for t in a.timescales]) for a in actions(read)] == [
        ([who], [f"{n} June 2027"]) for n, who in enumerate(people, 1)
    ]


@pytest.mark.parametrize("line", ["Run by: J Bell Run on: 25-Nov-2026", "Position reported to the Board, 25 Nov 2026"])
def test_the_heading_of_a_page_stands_below_the_bar_of_its_site(line):
    rows = "".join(f"<tr><td>{n}</td><td>Fly kite {n}</td><td>Jo Bell</td></tr>" for n in range(1, 5))
    read = plan(
        f"<div>Kitepoint News Drive Sites</div><h1>Kites improvement actions</h1><p>{line}</p>"
        f"<table><tr><th>ID</th><th>Action</th><th>Owner</th></tr>{rows}</table>",
        "kites.html",
    )
    assert (read.title, str(read.dated)) == ("Kites improvement actions", "2026-11-25")
