"""Habits of plans: cards, lists with who leads in brackets, exports of trackers, dates that were forecast anew."""

import pytest

from plans.importing import UnderstoodPlan, understand_document
from plans.importing.readers import read_document


def plan(text: str, name: str = "kites.md") -> UnderstoodPlan:
    return understand_document(read_document(text.encode(), name), name=name)


def actions(read: UnderstoodPlan) -> list:
    return [action for section in read.sections for rec in section.recommendations for action in rec.actions]


def told(read: UnderstoodPlan) -> list[tuple]:
    return [
        (a.text, [lead.name for lead in a.leads], [t.text for t in a.timescales], a.progress or "")
        for a in actions(read)
    ]


def card(*rows: tuple[str, str]) -> str:
    return f"<table>{''.join(f'<tr><td>{label}</td><td>{value}</td></tr>' for label, value in rows)}</table><p></p>"


@pytest.mark.parametrize(
    ("numbered", "who", "when", "so_far"),
    [("Task {}", "Who", "By when", "Comments"), ("Action {}:", "Lead officer", "Due", "Position"),
     ("Key action {}", "Responsible officer", "Timescale", "Weather on the day")],
)  # fmt: skip
def test_cards_of_labels_and_values_are_an_action_each(numbered, who, when, so_far):
    cards = "".join(
        card((numbered.format(n), text), (who, "Kite Warden"), (when, f"{n} May 2027"), (so_far, "A mild wind."))
        for n, text in ((1, "Sow grass on the hill."), (2, "Mend the red kite."), (3, "Wind the string."))
    )
    read = plan(f"<html><body><h1>Kites</h1>{cards}</body></html>", "kites.html")
    found = [(a.ref, a.text, a.leads[0].name, a.timescales[0].text) for a in actions(read)]
    assert found == [
        ("1", "Sow grass on the hill.", "Kite Warden", "1 May 2027"),
        ("2", "Mend the red kite.", "Kite Warden", "2 May 2027"),
        ("3", "Wind the string.", "Kite Warden", "3 May 2027"),
    ]


LISTED = """# Kites that fall

**Recommendation 1: Keep the hill dry.**

- Sow grass on the slope (Lead: Hill Warden; by May 2027)
- Dig a ditch. (Lead: Jo Bell; by June 2027)

**Recommendation 2: Mend what fell.**

- Buy string (Lead: Kite Master; by July 2027)
"""


def test_a_list_that_says_in_brackets_who_leads_is_a_plan():
    read = plan(LISTED)
    recommendations = [
        (rec.ref, rec.text, len(rec.actions)) for section in read.sections for rec in section.recommendations
    ]
    assert recommendations == [("1", "Keep the hill dry.", 2), ("2", "Mend what fell.", 1)]
    assert told(read) == [
        ("Sow grass on the slope", ["Hill Warden"], ["by May 2027"], ""),
        ("Dig a ditch.", ["Jo Bell"], ["by June 2027"], ""),
        ("Buy string", ["Kite Master"], ["by July 2027"], ""),
    ]


def test_such_a_list_needs_no_recommendations():
    read = plan(
        "# Kites\n\nThis is what we will do.\n"
        + "".join(LISTED.splitlines(keepends=True)[4:6])
        + "- Fly (Lead: Ann Fox)\n"
    )
    assert [(text, who) for text, who, _, _ in told(read)] == [
        ("Sow grass on the slope", ["Hill Warden"]),
        ("Dig a ditch.", ["Jo Bell"]),
        ("Fly", ["Ann Fox"]),
    ]


def test_a_page_with_a_table_for_each_theme():
    heads = "".join(f"<th>{text}</th>" for text in ("Our commitment", "Service", "When", "What has happened so far"))
    tables = "".join(
        f"<h2>{theme}</h2><table><tr>{heads}</tr>"
        f"<tr><td>{text}</td><td>Parks Team</td><td>{when}</td><td>{far}</td></tr></table>"
        for theme, text, when, far in (
            ("Grass", "Sow clover on the north hill", "By May 2027", "Seed has been bought."),
            ("Kites", "Lend a kite to each child who asks", "Done", "Forty are lent."),
        )
    )
    read = plan(f"<html><body><h1>Hills for all</h1>{tables}</body></html>", "hills.html")
    assert [section.title for section in read.sections] == ["Grass", "Kites"]
    assert told(read) == [
        ("Sow clover on the north hill", ["Parks Team"], ["By May 2027"], "Seed has been bought."),
        ("Lend a kite to each child who asks", ["Parks Team"], ["Done"], "Forty are lent."),
    ]


TICKETS = """Ticket,Issue type,Summary,Epic,Assignee,Reporter,Priority,Status,Due date,Latest comment
KT-7,Story,Sew a tail for the red kite,Sewing,Jo Bell,Club desk,High,Doing,18/May/27,Half sewn.
KT-9,Story,Ask the farmer for his field,Hill,Ann Fox,Club desk,Low,Open,02/Jun/27,
KT-12,Story,Buy a longer string,Sewing,Jo Bell,Club desk,Low,Open,30/Jun/27,Two shops asked.
"""


def test_an_export_of_tickets_says_what_will_be_done_in_its_summary():
    read = plan(TICKETS, "tickets.csv")
    assert sorted((a.ref, *row) for a, row in zip(actions(read), told(read), strict=True)) == [
        ("KT-12", "Buy a longer string", ["Jo Bell"], ["30/Jun/27"], "Two shops asked."),
        ("KT-7", "Sew a tail for the red kite", ["Jo Bell"], ["18/May/27"], "Half sewn."),
        ("KT-9", "Ask the farmer for his field", ["Ann Fox"], ["02/Jun/27"], ""),
    ]
    assert actions(read)[0].timescales[0].latest.isoformat() == "2027-05-18"
    assert {section.title for section in read.sections} == {"Sewing", "Hill"}


def test_a_summary_beside_actions_is_none():
    read = plan("Ref,Summary,Action,Lead\nK1,Kites fall,Mend them,Jo Bell\nK2,Hill is wet,Sow grass,Ann Fox\n", "k.csv")
    assert [action.text for action in actions(read)] == ["Mend them", "Sow grass"]


def test_what_is_promised_is_no_action_beside_how_it_is_kept():
    read = plan(
        "| Aim | We will … | How we will do it | Who | When |\n|--|--|--|--|--|\n"
        "| Kites for all | Lend kites | Buy twelve red kites | Jo Bell | May 2027 |\n"
        "| | Teach flying | Hold a lesson each week | Ann Fox | June 2027 |\n"
    )
    assert [action.text for action in actions(read)] == ["Buy twelve red kites", "Hold a lesson each week"]


def test_the_date_that_was_forecast_counts_and_the_first_is_kept():
    read = plan(
        "Ref,Strand,Milestone,Owner,Baseline date,Forecast date\n"
        "M1,Grass,Sow clover on the hill,Jo Bell,01/03/2027,31/05/2027\n"
        "M2,Grass,Mow it for the first time,Jo Bell,30/06/2027,31/07/2027\n"
        "M3,Kites,Sew six new tails,Ann Fox,30/06/2027,30/06/2027\n",
        "milestones.csv",
    )
    assert [(action.timescales[0].text, dict(action.extra)) for action in actions(read)] == [
        ("31/05/2027", {"Baseline date": "01/03/2027"}),
        ("31/07/2027", {"Baseline date": "30/06/2027"}),
        ("30/06/2027", {"Baseline date": "30/06/2027"}),
    ]
    assert [section.title for section in read.sections] == ["Grass", "Kites"]


def test_a_plan_over_weeks_ends_when_it_is_finished_and_is_rated_by_its_status():
    weeks = ",".join(f"Wk {n}" for n in range(1, 11))
    rows = (
        "1,Grass,,,,,", "1.1,Sow clover on the hill,Jo Bell,01/03/27,31/05/27,40%,Late",
        "1.2,Mow it for the first time,Ann Fox,01/06/27,31/07/27,0%,Not started",
    )  # fmt: skip
    text = f"WBS,Task,Who,Start,Finish,% complete,Status,{weeks}\n" + "\n".join(row + "," * 10 for row in rows)
    read = plan(text, "weeks.csv")
    assert [(a.ref, a.timescales[0].text, a.rag_sign) for a in actions(read)] == [
        ("1.1", "31/05/27", "Late"),
        ("1.2", "31/07/27", "Not started"),
    ]
    assert not [question for question in read.questions if question.text.startswith("Wk")]


PRIORITIES = """# Kites for all

{level} Priority 1: Hills

What it will look like: each hill has grass that is short and dry enough.

| Ref | Action | Lead | Partners | By | RAG |
|--|--|--|--|--|--|
| 1.1 | Sow clover on the hill | Jo Bell | Farmers | May 2027 | Green |
| 1.2 | Mow it for the first time | Jo Bell | Farmers | July 2027 | Red |

{level} Priority 2: Landings

What it will look like: nobody is hit by what falls.

| Ref | Action | Lead | Partners | By | RAG |
|--|--|--|--|--|--|
| 2.1 | Mark where kites may land | Ann Fox | Wardens | May 2027 | Green |
"""


@pytest.mark.parametrize("level", ["#", "##"])
def test_a_priority_that_is_a_subject_is_the_section_of_the_table_below_it(level):
    read = plan(PRIORITIES.format(level=level))
    assert [(section.title, len(section.recommendations[0].actions)) for section in read.sections] == [
        ("Priority 1: Hills", 2),
        ("Priority 2: Landings", 1),
    ]
    roles = [[(lead.name, lead.role) for lead in action.leads] for action in actions(read)]
    assert roles[0] == [("Jo Bell", "lead"), ("Farmers", "supporting")]


def test_a_priority_that_says_what_must_be_is_what_must_improve():
    read = plan(PRIORITIES.format(level="##").replace("Hills", "Every hill must have short and dry grass"))
    assert read.sections[0].recommendations[0].text.startswith("Every hill must have short and dry grass")


@pytest.mark.parametrize("heading", ["Minute", "Minute ref", "Minute number"])
def test_the_number_of_a_minute_is_the_reference(heading):
    read = plan(
        f"Meeting,{heading},Agreed action,Owner\nMay,014/27,Mend the kite,Jo Bell\nMay,015/27,Fly it,Ann Fox\n", "k.csv"
    )
    assert [action.ref for action in actions(read)] == ["014/27", "015/27"]


def form(number: str, *rows: tuple[str, ...]) -> str:
    cells = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in rows)
    return f"<h2>Kite fault {number}</h2><table>{cells}</table>"


def test_a_form_is_known_by_the_labels_that_each_copy_prints():
    forms = "".join(
        form(number, ("Fault No", f"KF-{number}", "Seen on", "4 May 2027"), ("Finding", found, "", ""),
             ("Root cause", "Nobody looked.", "", ""), ("Corrective action", mend, "", ""),
             ("Owner", who, "Due date", when), ("Status", state, "Signed off", ""))
        for number, found, mend, who, when, state in (
            ("1", "The red kite fell.", "Mend the tail.", "Jo Bell", "1 June 2027", "Open"),
            ("2", "The string snapped.", "Buy a new string.", "Ann Fox", "2 June 2027", "Closed"),
        )
    )  # fmt: skip
    read = plan(f"<html><body><h1>Kite faults</h1>{forms}</body></html>", "faults.html")
    found = [(rec.ref, rec.text, rec.actions[0].text) for section in read.sections for rec in section.recommendations]
    assert found == [
        ("KF-1", "The red kite fell.", "Mend the tail."),
        ("KF-2", "The string snapped.", "Buy a new string."),
    ]
    assert [action.rag_sign for action in actions(read)] == ["Open", "Closed"]
    assert [section.title for section in read.sections] == [None]


def test_tables_under_the_same_headings_are_no_forms():
    table = "| Action | Lead |\n|--|--|\n| {} | Jo Bell |\n"
    read = plan(f"# Kites\n\n## Hill\n{table.format('Sow grass')}\n## Sky\n{table.format('Fly')}")
    assert [action.text for action in actions(read)] == ["Sow grass", "Fly"]


def test_each_line_of_a_list_with_who_and_when_below_it_is_an_action():
    read = plan(
        "# Kites\n\n## Hill\n\n- **Sow grass on the slope**\n  - Owner: Jo Bell\n  - Deadline: 4 May 2027\n"
        "- **Dig a ditch**\n  - Owner: Ann Fox\n  - Deadline: 5 May 2027\n"
        "\n## Sky\n\n- **Fly**\n  - Owner: Jo Bell\n  - Deadline: 6 May 2027\n"
    )
    assert told(read) == [
        ("Sow grass on the slope", ["Jo Bell"], ["4 May 2027"], ""),
        ("Dig a ditch", ["Ann Fox"], ["5 May 2027"], ""),
        ("Fly", ["Jo Bell"], ["6 May 2027"], ""),
    ]
    assert [section.title for section in read.sections] == ["Hill", "Sky"]


def test_lettered_paragraphs_are_the_actions_of_the_concern_above_them():
    read = plan(
        "# Reply about kites\n\nConcern 1: Kites fall in the rain\n\n"
        "(a) All kites will be waxed. Lead: Jo Bell. By: 4 May 2027.\n\n"
        "(b) A shelter will be built. Lead: Ann Fox. By: 5 May 2027.\n\n"
        "Concern 2: Strings snap\n\n(a) Strings will be tested. Lead: Jo Bell. By: 6 May 2027.\n"
    )
    found = [(rec.ref, rec.text, [a.ref for a in rec.actions]) for s in read.sections for rec in s.recommendations]
    assert found == [("1", "Kites fall in the rain", ["a", "b"]), ("2", "Strings snap", ["a"])]
    assert [who for _, who, _, _ in told(read)] == [["Jo Bell"], ["Ann Fox"], ["Jo Bell"]]


MESSAGE = """From: Jo Bell
To: Kite club
Subject: What we agreed

Hello all,

> 1. Sow grass on the slope - Ann Fox - by 4 May 2027
> 2. Dig a ditch behind it - Jo Bell - by 5 May 2027
> 3. Buy a longer string - Ann Fox - by 6 May 2027

Jo
"""


@pytest.mark.parametrize("behind_number", [". ", " ", " - ", " – "])
def test_a_pasted_message_is_read_where_it_lists_what_was_agreed(behind_number):
    read = plan(MESSAGE.replace(". ", behind_number), "agreed.txt")
    assert [(a.ref, *row) for a, row in zip(actions(read), told(read), strict=True)] == [
        ("1", "Sow grass on the slope", ["Ann Fox"], ["by 4 May 2027"], ""),
        ("2", "Dig a ditch behind it", ["Jo Bell"], ["by 5 May 2027"], ""),
        ("3", "Buy a longer string", ["Ann Fox"], ["by 6 May 2027"], ""),
    ]


def test_two_rows_of_headings_whose_first_group_stands_over_numbers():
    heads = (
        '<tr><th colspan="2">Action</th><th colspan="2">Responsibility</th><th colspan="2">Dates</th></tr>'
        "<tr><th>No</th><th>Description</th><th>Accountable</th><th>Delivery</th>"
        "<th>Start</th><th>Planned end</th></tr>"
    )
    rows = "".join(
        f"<tr><td>{n}</td><td>{text}</td><td>{one}</td><td>{other}</td><td>1 May 2027</td><td>{end}</td></tr>"
        for n, text, one, other, end in (
            (1, "Sow grass on the slope", "Jo Bell", "Ann Fox", "4 May 2027"),
            (2, "Dig a ditch behind it", "Jo Bell", "Al Moss", "5 May 2027"),
        )
    )
    read = plan(f"<html><body><h1>Kites</h1><table>{heads}{rows}</table></body></html>", "kites.html")
    assert told(read) == [
        ("Sow grass on the slope", ["Jo Bell", "Ann Fox"], ["4 May 2027"], ""),
        ("Dig a ditch behind it", ["Jo Bell", "Al Moss"], ["5 May 2027"], ""),
    ]


def test_objectives_under_a_priority_are_what_must_improve_and_their_numbers_stand_apart():
    table = "| Objective | Actions | Who | By when |\n|--|--|--|--|\n"
    read = plan(
        f"# Kites\n\n## Priority 1: Raise every kite above the trees\n\n{table}"
        "| 1.1 Kites are light | Cut the frames | Jo Bell | May 2027 |\n"
        f"\n## Priority 2: Land every kite on soft grass\n\n{table}"
        "| 2.1 Grass is short | Mow the hill | Ann Fox | June 2027 |\n"
        "| 2.2 Grass is dry | Dig a ditch | Ann Fox | June 2027 |\n"
    )
    found = [(s.title, rec.ref, rec.text) for s in read.sections for rec in s.recommendations]
    assert found == [
        ("Priority 1: Raise every kite above the trees", "1.1", "Kites are light"),
        ("Priority 2: Land every kite on soft grass", "2.1", "Grass is short"),
        ("Priority 2: Land every kite on soft grass", "2.2", "Grass is dry"),
    ]


def test_a_form_bears_its_section_in_a_title_across():
    forms = "".join(
        f'<table><tr><td colspan="2">{rule}</td></tr><tr><td>What the club saw</td><td>{seen}</td></tr>'
        f"<tr><td>What we will do</td><td>{mend}</td></tr><tr><td>Who is responsible</td><td>{who}</td></tr>"
        f"<tr><td>By when</td><td>{when}</td></tr></table><p></p>"
        for rule, seen, mend, who, when in (
            ("Rule 12 – Dry kites", "The red kite was wet.", "Dry each kite.", "Jo Bell", "1 May 2027"),
            ("Rule 17 – Long strings", "Strings were short.", "Buy longer ones.", "Ann Fox", "2 May 2027"),
        )
    )
    read = plan(f"<html><body><h1>Kites</h1>{forms}</body></html>", "kites.html")
    assert [section.title for section in read.sections] == ["Rule 12 – Dry kites", "Rule 17 – Long strings"]
    assert [rec.text for section in read.sections for rec in section.recommendations] == [
        "The red kite was wet.",
        "Strings were short.",
    ]
    assert told(read)[1] == ("Buy longer ones.", ["Ann Fox"], ["2 May 2027"], "")


JIRA = """Issue Type,Issue key,Issue id,Summary,Assignee,Priority,Status,Resolution,Due date,Labels,Labels,Description,Parent summary
Epic,KT-1,4400,Kites for the summer fair,,High,In Progress,,,fair,,All that the fair needs,
Task,KT-2,4401,Sew a tail for the red kite,Jo Bell,High,To Do,,18/May/27,fair,red,With a needle of the club,Kites for the summer fair
Task,KT-3,4402,Ask the farmer for his field,,Low,Done,Done,02/Jun/27,fair,,,Kites for the summer fair
"""  # noqa: E501


def test_an_epic_is_the_title_of_the_rows_that_name_it():
    read = plan(JIRA, "jira.csv")
    assert [section.title for section in read.sections] == ["Kites for the summer fair"]
    assert [(a.ref, a.text, [lead.name for lead in a.leads]) for a in actions(read)] == [
        ("KT-2", "Sew a tail for the red kite", ["Jo Bell"]),
        ("KT-3", "Ask the farmer for his field", []),
    ]
    assert [q.text for q in read.questions if q.field == "rows"] == ["Kites for the summer fair"]


def test_what_a_page_strikes_through_is_not_said():
    heads = "<tr><th>Action</th><th>Lead</th><th>Date</th></tr>"
    row = "<tr><td>Mend the <s>old</s> red kite</td><td>Jo Bell</td><td><del>April 2027</del> May 2027</td></tr>"
    total = '<tr><td colspan="2">Kites that are mended</td><td>0 of 4</td></tr>'
    gone = '<td style="text-decoration: line-through">'
    other = f"<tr>{gone}Fly</td>{gone}Ann Fox</td>{gone}June 2027</td></tr>"
    page = f"<html><body><h1>Kites</h1><table>{heads}{row}{other}</table></body></html>"
    read = plan(page, "kites.html")
    assert told(read)[0] == ("Mend the red kite", ["Jo Bell"], ["May 2027"], "")
    (asked,) = [q.because for q in read.questions if q.field == "file"]
    assert "struck through" in asked and "April 2027" in asked and "Fly" in asked
    wide = page.replace("<th>Lead</th>", "<th>Lead</th><th>RAG</th>").replace(other, "").replace("</table>", "")
    wide = wide.replace("<td>Jo Bell</td>", "<td>Jo Bell</td><td>Green</td>")
    counted = plan(f"{wide}{total.replace('2', '3', 1)}</table>", "kites.html")
    assert [action.text for action in actions(counted)] == ["Mend the red kite"]


def test_words_and_what_they_mean_are_no_rows_and_a_sentence_is_no_heading():
    read = plan(
        "# Plan for kites\n\n| Term | Definition | Remark |\n|--|--|--|\n"
        "| Agreed | We accept all of the recommendation. | Say who will do what and by when. |\n"
        "| Refused | We accept none of the recommendation. | Say why, so that all can see it. |\n\n"
        "| Recommendation | Agreed or refused | Action | Owner | Target date |\n|--|--|--|--|--|\n"
        "| Kites must fly | Agreed | Buy string | Jo Bell | May 2027 |\n"
    )
    assert told(read) == [("Buy string", ["Jo Bell"], ["May 2027"], "")]


def test_the_date_on_which_a_document_was_sent_is_its_own():
    table = "\n\n| Action | Lead | By when |\n|--|--|--|\n| Fly | Jo Bell | May 2027 |\n"
    for line in ("Date sent: 20/11/2026", "Plan date of issue: 11/20/2026", "Submitted: 20 November 2026"):
        assert plan(f"# Kites\n\n{line}{table}").dated.isoformat() == "2026-11-20"


SPACED = """KITE PLAN FOR MAY 2027

No  What we will do                Lead      Due          Status
1   Sow clover on the north hill   Jo Bell   4 May 2027   On track
    behind the old mill
2   Buy a longer string            Ann Fox   5 May 2027   At risk
3   Mend the red kite              Jo Bell   6 May 2027   Done

All of this was agreed by those   who came.
"""


def test_columns_that_are_set_with_spaces_are_a_table():
    read = plan(SPACED, "kites.txt")
    assert [(a.ref, *row) for a, row in zip(actions(read), told(read), strict=True)] == [
        ("1", "Sow clover on the north hill behind the old mill", ["Jo Bell"], ["4 May 2027"], ""),
        ("2", "Buy a longer string", ["Ann Fox"], ["5 May 2027"], ""),
        ("3", "Mend the red kite", ["Jo Bell"], ["6 May 2027"], ""),
    ]


def test_how_urgent_a_finding_is_stands_apart_from_its_words():
    table = "| Action | Who | When |\n|--|--|--|\n"
    read = plan(
        f"# Kites\n\n**Finding 1 – Kites were wet**\n\nPriority: High\n\n{table}| Wax them | Jo Bell | May 2027 |\n"
        f"\n**Finding 2 – Strings were short**\n\nPriority: Low\n\n{table}| Buy string | Ann Fox | June 2027 |\n"
    )
    found = [(rec.ref, rec.text) for section in read.sections for rec in section.recommendations]
    assert found == [("1", "Kites were wet"), ("2", "Strings were short")]
    assert [dict(action.extra) for action in actions(read)] == [{"Priority": "High"}, {"Priority": "Low"}]


def test_numbers_of_rows_that_print_what_must_improve_again_are_of_actions():
    read = plan(
        "#,Objective,Action,Lead officer,Deadline\n1,Kites are light,Cut the frames,Jo Bell,May 2027\n"
        "2,Kites are light,Use thin silk,Ann Fox,June 2027\n3,Strings hold,Test each,Jo Bell,July 2027\n",
        "kites.csv",
    )
    found = [(rec.ref, rec.text, [a.ref for a in rec.actions]) for s in read.sections for rec in s.recommendations]
    assert found == [(None, "Kites are light", ["1", "2"]), (None, "Strings hold", ["3"])]


def test_a_heading_above_terms_of_who_and_when_is_an_action():
    cards = "".join(
        f"<h3>{text}</h3><dl><dt>Lead</dt><dd>{who}</dd><dt>By when:</dt><dd>{when}</dd></dl>"
        for text, who, when in (("Sow grass", "Jo Bell", "4 May 2027"), ("Dig a ditch", "Ann Fox", "5 May 2027"))
    )
    fly = "<h3>Fly</h3><dl><dt>Lead</dt><dd>Jo Bell</dd><dt>By when:</dt><dd>6 May 2027</dd></dl>"
    page = f"<html><body><h1>Kites</h1><h2>Hill</h2>{cards}<h2>Sky</h2>{fly}</body></html>"
    read = plan(page, "kites.html")
    assert [section.title for section in read.sections] == ["Hill", "Sky"]
    assert told(read) == [
        ("Sow grass", ["Jo Bell"], ["4 May 2027"], ""),
        ("Dig a ditch", ["Ann Fox"], ["5 May 2027"], ""),
        ("Fly", ["Jo Bell"], ["6 May 2027"], ""),
    ]


@pytest.mark.parametrize(("begins", "sections"), [("Start", ["The hill", "Strings"]), ("Cost", [])])
def test_phases_of_a_project_plan_are_its_sections(begins, sections):
    rows = [
        ["WBS", "Task", "Owner", begins, "Finish"],
        ["1", "The hill", "", "", ""],
        ["1.1", "Sow grass", "Jo Bell", "1 May 2027", "4 May 2027"],
        ["2", "Strings", "", "", ""],
        ["2.1", "Buy string", "Ann Fox", "1 May 2027", "6 May 2027"],
        ["2.2", "Wax it", "Ann Fox", "1 May 2027", "8 May 2027"],
    ]
    read = plan("\n".join(",".join(row) for row in rows), "kites.csv")
    assert [section.title for section in read.sections if section.title] == sections
    assert [action.text for action in actions(read)] == ["Sow grass", "Buy string", "Wax it"]


def test_sections_in_a_column_are_told_by_all_tables_under_its_headings():
    head = "| Area | Action | Lead | Due |\n|---|---|---|---|\n"
    above = head + "| Hill | Sow grass | Jo | May 2027 |\n| Hill | Dig a ditch | Jo | May 2027 |\n"
    below = head + "| String | Wax it | Ann | May 2027 |\n| Tails | Sew one | Ann | May 2027 |\n"
    read = plan(f"# Kites\n\n{above}\nOf the second day\n\n{below}")
    found = [(section.title, action.text) for section in read.sections for action in section.actions]
    assert found[-2:] == [("String", "Wax it"), ("Tails", "Sew one")]
