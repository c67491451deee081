"""What is decided of a whole document: its date, the order of its days, tables beside each other, a summary."""

from datetime import date

import pytest

from plans.importing.readers import read_document
from plans.importing.rows import mend
from plans.importing.understanding import document_date, understand

TABLE = "\n\n| Action | Lead | Due |\n|--|--|--|\n| Fly the kites | Jo Bell | May 2027 |\n"


def plan_of(text: str, name: str = "kites.md"):
    return understand(mend(read_document(text.encode(), name)), name=name, dated=None)


def dated(*lines: str) -> date | None:
    return plan_of("\n\n".join(lines) + TABLE).dated


EXAMPLES = {
    "it stands in the title": ("# Kites, June 2027", "Seen at the fair of August 2027"),
    "it says so": ("# Kites", "Kept as: version 4, 26 June 2027"),
    "nothing else stands in its line": ("# Kites", "They fly.", "26 June 2027"),
    "it is of something else": ("# Inspection of May 2026: kites", "Kept as: version 4, 26 June 2027"),
}


@pytest.mark.parametrize("evidence", document_date.DATES, ids=lambda evidence: evidence.name)
def test_each_evidence_dates_its_document(evidence, monkeypatch):
    with_it = dated(*EXAMPLES[evidence.name])
    monkeypatch.setattr(document_date, "DATES", tuple(one for one in document_date.DATES if one is not evidence))
    assert dated(*EXAMPLES[evidence.name]) != with_it


def test_the_day_of_an_inspection_is_not_the_documents():
    assert dated("# Inspection of May 2026: kites", "Kept as: version 4, 26 June 2027") == date(2027, 6, 26)


@pytest.mark.parametrize(
    "line",
    [
        "Minutes of the Kite Club held on Sunday 26th June 2027 at 6pm on the hill",
        "Seen on 2 May 2027. Remarks added by the warden on 26 June 2027.",
        "Kites published: 2 May 2027 Strings shown: 9 May 2027 Updated: 26 June 2027",
    ],
)
def test_a_line_says_of_which_day_the_document_is(line):
    assert dated("# Kites", line) == date(2027, 6, 26)


def test_two_likely_days_are_asked_about():
    plan = plan_of("# Kites, June 2027\n\nKept as: version 4, 26 July 2027" + TABLE)
    asked = [question.because for question in plan.questions if question.field == "dated"]
    assert (plan.dated, asked) == (date(2027, 6, 30), ["the document prints 26 July 2027 as well; of which day is it?"])


def test_a_column_proves_that_its_days_begin_with_the_month():
    rows = "Action,Lead,Due date\nFly,Jo Bell,06/30/2027\nMend,Al Moss,09/05/2027\n"
    plan = plan_of(rows, "kites.csv")
    days = [action.timescales[0] for action in plan.actions]
    assert [(day.text, day.latest) for day in days] == [
        ("06/30/2027", date(2027, 6, 30)),
        ("09/05/2027", date(2027, 9, 5)),
    ]
    assert [q.text for q in plan.questions if "month first" in q.because] == ["06/30/2027"]
    mixed = plan_of(rows + "Land,Al Moss,30/06/2027\n", "kites.csv")
    assert [action.timescales[0].latest for action in mixed.actions][1:] == [date(2027, 5, 9), date(2027, 6, 30)]


def test_two_tables_beside_each_other_are_two():
    text = "Ref,Action,Lead,Ref,Action,Lead\nA1,Fly,Jo Bell,B1,Mend,Al Moss\nA2,Land,Jo Bell,B2,Sew,Al Moss\n"
    actions = [(action.ref, action.text, action.leads[0].name) for action in plan_of(text, "kites.csv").actions]
    assert actions == [
        ("A1", "Fly", "Jo Bell"), ("A2", "Land", "Jo Bell"), ("B1", "Mend", "Al Moss"), ("B2", "Sew", "Al Moss"),
    ]  # fmt: skip


def test_a_summary_before_the_plan_is_no_part_of_it_and_asked_about():
    summary = "| Recommendation | Lead |\n|--|--|\n| R1 Fly higher | Jo Bell |\n| R2 Land softly | Al Moss |\n"
    parts = [f"\n## {rec}\n{TABLE}" for rec in ("R1 Fly higher", "R2 Land softly")]
    plan = plan_of(f"# Kites\n\n{summary}{''.join(parts)}")
    assert [action.text for action in plan.actions] == ["Fly the kites", "Fly the kites"]
    assert "read as a summary of the plan below it, and as no row of the plan" in [q.because for q in plan.questions]


def test_a_number_and_nought_stands_above_those_it_begins():
    text = "Task #,Task,Lead\n1.0,Make kites,\n1.1,Buy string,Jo Bell\n2.0,Fly kites,\n2.1,Find a hill,Al Moss\n"
    recommendations = plan_of(text, "kites.csv").sections[0].recommendations
    assert [(rec.ref, rec.text, rec.actions[0].ref) for rec in recommendations] == [
        ("1.0", "Make kites", "1.1"),
        ("2.0", "Fly kites", "2.1"),
    ]
