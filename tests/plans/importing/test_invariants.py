"""What holds of every plan is asked about where a reading breaks it, whatever path it was read by."""

import pytest

from plans.importing import understand_document
from plans.importing.readers import read_document
from plans.importing.understanding.invariants import INVARIANTS
from plans.importing.understanding.leads.names import runs_together

SOUND = [["1", "Fly the kites", "Jo Bell", "4 May 2027"], ["2", "Mend the long string", "Ann Fox", "6 May 2027"],
         ["3", "Sew a red tail", "Jo Bell", "8 May 2027"], ["4", "Land on the hill", "Ann Fox", "9 May 2027"],
         ["5", "Count all kites", "Jo Bell", "10 May 2027"]]  # fmt: skip
HEADINGS = ["Ref", "Action", "Lead", "Due"]


def asked(headings: list[str], rows: list[list[str]], below: str = "") -> set[tuple[str, str]]:
    lines = [headings, ["-"] * len(headings), *rows]
    text = "# Kites, June 2027\n\n" + "\n".join(f"| {' | '.join(row)} |" for row in lines) + f"\n\n{below}\n"
    read = understand_document(read_document(text.encode(), "kites.md"), name="kites.md")
    known = {(one.field, one.because) for one in INVARIANTS}
    return {(q.field, q.text) for q in read.questions if (q.field, q.because.partition("; so ")[0]) in known}


def with_cell(row: int, place: int, text: str) -> list[list[str]]:
    rows = [list(cells) for cells in SOUND]
    rows[row][place] = text
    return rows


def with_column(*texts: str) -> list[list[str]]:
    return [[*cells, text] for cells, text in zip(SOUND, texts, strict=True)]


def test_of_a_sound_plan_nothing_is_asked():
    assert asked(HEADINGS, SOUND, "All kites were bought in May.") == set()


@pytest.mark.parametrize(
    ("rows", "field", "text"),
    [
        (with_cell(3, 0, "K/4"), "ref", "K/4"),
        (with_cell(3, 0, "3"), "ref", "3"),
        (with_cell(1, 2, "4 May 2027"), "leads", "4 May 2027"),
        (with_cell(1, 2, "High"), "leads", "High"),
        (with_cell(1, 2, "Kite Manager Hill Officer"), "leads", "Kite Manager Hill Officer"),
        ([*SOUND, ["6", "Mend it<br>Owner: Jo Bell", "", "May 2027"]], "leads", "Owner: Jo Bell"),
        ([*SOUND, ["6", "Mend it<br>Due: May 2027", "Jo Bell", ""]], "timescales", "Due: May 2027"),
        (with_cell(1, 1, "of the long string"), "rows", "of the long string"),
        ([*SOUND, ["6", "The sea", "", ""]], "rows", "The sea"),
        (with_cell(1, 1, "K1 Fly K2 Mend K3 Sew"), "rows", "K1 Fly K2 Mend K3 Sew"),
        ([*SOUND, ["No", "Task", "Owner", "Deadline"]], "rows", "Task"),
        ([*SOUND, *([[n, "Kite club", "", ""] for n in "678"])], "rows", "Kite club"),
        ([[ref, f"Issue found {text} Plan for it {ref}", *rest] for ref, text, *rest in SOUND], "rows", "Issue found"),
        ([[ref, "High", *rest] for ref, _, *rest in SOUND], "rows", "High"),
    ],
)
def test_a_breach_is_asked_about(rows, field, text):
    assert (field, text) in asked(HEADINGS, rows)


@pytest.mark.parametrize(
    ("heading", "texts", "field"),
    [("Priority", "12123", "rag"), ("Where", ["Hill", "Hill", "Sea", "Sea", "Moor"], "section"),],
)  # fmt: skip
def test_a_column_that_says_what_nothing_else_does_is_asked_about(heading, texts, field):
    assert (field, heading) in asked([*HEADINGS, heading], with_column(*texts))


def test_who_leads_and_when_are_looked_for_in_other_columns():
    rows = [["Fly the kites", "Jo Bell", "4 May 2027"], ["Mend the string", "Ann Fox", "6 May 2027"]]
    found = asked(["Action", "Raised by", "Date raised", "RAG", "Status"], [[*row, "Green", "Open"] for row in rows])
    assert {("leads", "Raised by"), ("timescales", "Date raised"), ("progress", "Status")} <= found


def test_a_line_around_the_rows_that_reads_as_an_action_is_asked_about():
    assert ("rows", "Paint the hut (Jo Bell, May 2027)") in asked(HEADINGS, SOUND, "Paint the hut (Jo Bell, May 2027)")


def test_two_posts_with_nothing_between_them_run_together():
    assert runs_together("Police Sgt (YJ) Out of Court Lead")
    assert not any(map(runs_together, ["Principal Social Worker", "Head of Parks", "Kite Team Manager"]))


def test_texts_that_may_be_what_will_be_done_as_well_are_asked_about():
    texts = [["Buy two dry kites", "Sew bags for each kite"], ["Wax all the strings", "Hang them in the hut"]]
    headings, other = ["Ref", "Club action", "Warden's remedy", "Lead", "Due"], ["Ref", "Action", "Kit", "Lead", "Due"]
    rows = [[row[0], *texts[number % 2], *row[2:]] for number, row in enumerate(SOUND[:2])]
    assert ("rows", "Warden's remedy") in asked(headings, rows)
    assert ("rows", "Kit") not in asked(other, rows)
