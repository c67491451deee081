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
