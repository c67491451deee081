"""What numbers rows from above them or beside them: headings that are a number, headings that are sentences, short
forms of the next heading, and one heading over a number and its words."""

import pytest

from plans.importing import UnderstoodPlan, understand_document
from plans.importing.readers import read_document


def plan(text: str, name: str = "kites.md") -> UnderstoodPlan:
    return understand_document(read_document(text.encode(), name), name=name)


def told(read: UnderstoodPlan) -> list[tuple]:
    return [
        (section.title, rec.ref, rec.text or None, action.ref, action.text)
        for section in read.sections
        for rec in section.recommendations
        for action in rec.actions
    ]


TABLE = "| Action | Lead | By when |\n| --- | --- | --- |\n| {} | Kite Warden | May 2027 |\n"


def test_headings_that_are_sentences_say_what_must_improve_under_the_section_above_them():
    parts = (
        ("The hill", ["The grass is too short to land on.", "Nobody knows when the gate is open."]),
        ("The kites", ["Strings are worn long before they are looked at."]),
    )
    body = "".join(
        f"## {section}\n\n" + "".join(f"### {found}\n\n{TABLE.format(f'Mend it, {found[:9]}')}\n" for found in below)
        for section, below in parts
    )
    read = plan(f"# Kites that fall\n\n{body}")
    assert [row[:3] for row in told(read)] == [
        (section, None, found) for section, below in parts for found in below
    ]  # fmt: skip
    assert [q.because for q in read.questions if "sentences" in q.because] == [
        "headings that are sentences are read as what must improve"
    ]


def test_sentences_above_tables_that_say_what_must_improve_are_not_asked_about():
    head = "| Recommendation | Action | Lead | By when |\n| --- | --- | --- | --- |\n"
    table = f"{head}| {{}} | {{}} | Kite Warden | May 2027 |\n"
    rows = (("Keep the hill dry", "Sow grass on the slope"), ("Mend what fell", "Buy string for nine kites"))
    body = "".join(f"### This is what we do about kites.\n\n{table.format(*row)}\n" for row in rows)
    read = plan(f"# Kites that fall\n\n{body}")
    assert [(row[2], row[4]) for row in told(read)] == list(rows)
    assert not [q for q in read.questions if "sentences" in q.because]


def test_one_heading_that_is_a_sentence_may_title_the_document():
    read = plan(f"# Kites\n\n## This is what we do about kites that fall.\n\n{TABLE.format('Wind the string')}")
    assert [row[2] for row in told(read)] == [None]


@pytest.mark.parametrize("number", ["K{}", "K-0{}", "4.{}"])
def test_a_heading_that_is_a_number_is_that_of_the_one_action_below_it(number):
    fields = "<dt>Action</dt><dd>{}</dd><dt>Who</dt><dd>Kite Warden</dd><dt>By when</dt><dd>May 2027</dd>"
    one = f"<h3>{{}}</h3><dl>{fields}</dl>"
    texts = ("Sow grass on the hill", "Mend the red kite", "Wind the string")
    cards = [one.format(number.format(n), text) for n, text in enumerate(texts, 1)]
    body = f"<h2>The hill</h2>{cards[0]}{cards[1]}<h2>The kites</h2>{cards[2]}"
    read = plan(f"<html><body><h1>Kite log</h1>{body}</body></html>", "kites.html")
    sections = ("The hill", "The hill", "The kites")
    assert [(row[0], row[3], row[4]) for row in told(read)] == [
        (section, number.format(n), text) for n, (section, text) in enumerate(zip(sections, texts, strict=True), 1)
    ]


def test_a_labelled_number_above_a_finding_is_its_number():
    one = "## Finding 2026-00{}\n\nCondition: {}\n\nCorrective action: {}\n\nOwner: Kite Warden\n\nDue: May 2027\n\n"
    found = [("Strings are worn.", "Buy string."), ("The hill is bare.", "Sow grass."), ("Kites fall.", "Hold on.")]
    read = plan("# Kites\n\n" + "".join(one.format(n, *texts) for n, texts in enumerate(found, 1)))
    assert [row[1:3] for row in told(read)] == [(f"2026-00{n}", texts[0]) for n, texts in enumerate(found, 1)]


def test_a_concern_above_labelled_actions_is_what_must_improve():
    rows = "CONCERN {}: {}\n----------\n\nAction {}a: {}\nLead: Kite Warden\nDue: May 2027\n\n"
    found = [("Strings are worn.", "Buy string"), ("The hill is bare.", "Sow grass"), ("Kites fall.", "Hold on")]
    read = plan("Kite plan\n\n" + "".join(rows.format(n, a, n, b) for n, (a, b) in enumerate(found, 1)), "kites.txt")
    assert [row[1:] for row in told(read)] == [(str(n), a, f"{n}a", b) for n, (a, b) in enumerate(found, 1)]


def test_short_forms_of_the_next_heading_number_what_stands_there():
    body = (
        "| Obj. | Objective | Act. | Action | Lead | By when |\n|---|---|---|---|---|---|\n"
        "| O1 | Keep the hill dry for landing | 1.1 | Sow grass on the slope | Kite Warden | May 2027 |\n"
        "| O1 | Keep the hill dry for landing | 1.2 | Dig a ditch behind the wall | Jo Bell | June 2027 |\n"
        "| O2 | Mend what fell in the storm | 2.1 | Buy string for nine kites | Jo Bell | July 2027 |\n"
    )
    assert [(row[1], row[3]) for row in told(plan(f"# Kites\n\n{body}"))] == [
        ("O1", "1.1"),
        ("O1", "1.2"),
        ("O2", "2.1"),
    ]


def test_one_heading_over_a_number_and_its_words_is_that_of_the_words_whatever_it_says():
    head = "<tr><th colspan=2>Ambition</th><th colspan=2>Action</th><th>Lead</th><th>By when</th></tr>"
    row = "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>Kite Warden</td><td>May 2027</td></tr>"
    rows = [
        ("1.1", "Keep the hill dry for landing", "1.1.1", "Sow grass on the slope"),
        ("", "", "1.1.2", "Dig a ditch behind the wall"),
        ("1.2", "Mend what fell in the storm", "1.2.1", "Buy string for nine kites"),
    ]
    body = "<tr><td colspan=6>Outcome 1 – The hill</td></tr>" + "".join(row.format(*cells) for cells in rows)
    read = plan(f"<html><body><h1>Kites</h1><table>{head}{body}</table></body></html>", "kites.html")
    assert [row[1:4] for row in told(read)] == [
        ("1.1", rows[0][1], "1.1.1"), ("1.1", rows[0][1], "1.1.2"), ("1.2", rows[2][1], "1.2.1"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("above", "numbers"), [("Ref", ("KD1", "", "KD2")), ("KFI No.", ("KFI-01", "KFI-01", "KFI-02"))]
)
def test_of_two_columns_of_numbers_the_first_is_that_of_what_must_improve(above, numbers):
    texts = (
        "Keep the hill dry for landing",
        "" if not numbers[1] else "Keep the hill dry for landing",
        "Mend what fell",
    )
    actions = ("Sow grass on the slope", "Dig a ditch behind the wall", "Buy string for nine kites")
    rows = "".join(
        f"| {number} | Must | {text} | {n} | {action} | Kite Warden | May 2027 |\n"
        for n, (number, text, action) in enumerate(zip(numbers, texts, actions, strict=True), 1)
    )
    head = f"| {above} | Kind | What must improve | No. | Action | Lead | By when |\n|---|---|---|---|---|---|---|\n"
    first, _, last = numbers
    assert [(row[1], row[3]) for row in told(plan(f"# Kites\n\n{head}{rows}"))] == [
        (first, "1"), (first, "2"), (last, "3")
    ]  # fmt: skip
