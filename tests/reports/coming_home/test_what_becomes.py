"""What becomes of a paper or a list of ours that came home changed, and what it may not change."""

import csv
import io
import json
import re
from contextlib import suppress
from datetime import date
from io import StringIO

import docx
import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from lxml import html
from openpyxl import load_workbook

from audits.models import SheetOut, SheetReturn
from audits.operations.sheets.application import apply_return, merge_of
from audits.operations.sheets.home import Unchanged, take_in
from audits.verification import faults
from plans import models as m
from plans.clock import now
from plans.operations.editing import Led, add_lead
from plans.operations.errors import Refused
from plans.operations.exemptions import mark_exempt
from plans.operations.people import name_lead
from plans.operations.progress.updates import Word, submit_progress
from plans.operations.retraction import take_back_act
from plans.queries import plan_state
from plans.sheets import marks
from plans.trail import SYSTEM
from tests import factories
from tests.reports.coming_home.editing import home, out, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return factories.plan()


@pytest.fixture
def actions(plan, officer):
    return factories.actions_of(plan)


def changed(data: bytes, said: dict[tuple[int, str], str]) -> bytes:
    """A CSV with these cells, by the number of its row and its heading."""
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    for (row, heading), words in said.items():
        rows[row + 1][rows[0].index(heading)] = words
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue().encode("utf-8-sig")


def brought(by, data, name="paper.csv"):
    [returned] = take_in(by=by, data=data, name=name, at=now())
    return returned


def test_words_become_an_update_of_whoever_is_named_dates_a_request_and_the_plans_words_an_edit(plan, officer, actions):
    first, second, third = actions
    data = changed(
        out(plan, "csv"),
        {
            (0, "Progress"): "Begun in two schools.",
            (0, "RAG"): "amber",
            (1, "Due"): "31 May 2028",
            (2, "Action"): "Do it, and say so.",
            (2, "Outcome"): "Fewer children wait.",
            (2, "Stage"): "Verified",
        },
    )
    returned = brought(officer, data)
    assert SheetOut.objects.get().kind == "file"
    assert returned.sheet.rows.count() == 3
    with pytest.raises(Refused, match="who changed the file"):
        apply_return(by=officer, returned=returned, choices={}, reason="It came home.")
    assert not first.updates.exists()
    act = apply_return(by=officer, returned=returned, choices={}, reason="It came home.", said_by="Nadia Ferris")
    update = first.updates.get()
    assert (update.narrative, update.said_by_name, update.rag.code) == (
        "Begun in two schools.",
        "Nadia Ferris",
        "amber",
    )
    assert m.Extension.objects.get().to_latest == date(2028, 5, 31)
    third.refresh_from_db()
    assert (third.text, third.outcome) == ("Do it, and say so.", "Fewer children wait.")
    assert third.stage != "verified"
    assert list(faults()) == []
    take_back_act(
        by=factories.person("Moira Manager", plan=plan, role="manager"), plan=plan, act=act, reason="Wrong file."
    )
    third.refresh_from_db()
    assert third.outcome == ""
    assert second.pk


def test_what_was_said_here_meanwhile_is_kept_beside_it(plan, officer, actions):
    data = changed(out(plan, "csv"), {(0, "RAG"): "Amber", (1, "Outcome"): "Other."})
    word = Word(narrative="Said here.", rag=factories.rag("green"), position_on=now().date())
    submit_progress(by=officer, action=actions[0], word=word)
    returned = brought(officer, data)
    outcomes = {cell.field: str(cell.outcome) for row in merge_of(returned).rows for cell in row.telling}
    assert outcomes == {"rag": "both", "outcome": "sheet"}


def test_a_file_that_nobody_changed_leaves_nothing(plan, officer, actions, client):
    for fmt in ("csv", "xlsx", "docx", "html"):
        with pytest.raises(Unchanged, match="Nothing in"):
            take_in(by=officer, data=out(plan, fmt), name=f"paper.{fmt}", at=now())
    assert not SheetOut.objects.exists()
    file = io.BytesIO(out(plan, "csv"))
    file.name = "paper.csv"
    page = client.post(reverse("sheets_home"), {"came": [file]}, follow=True).content.decode()
    assert "Nothing in “paper.csv” was changed" in page


def test_on_its_page_it_is_asked_whose_words_they_are(plan, officer, actions, client):
    file = io.BytesIO(changed(out(plan, "csv"), {(0, "Progress"): "Begun."}))
    file.name = "paper.csv"
    page = client.post(reverse("sheets_home"), {"came": [file]}, follow=True)
    assert "Whose words they are" in page.content.decode()
    address, _status = page.redirect_chain[-1]
    day = {f"position_on_{part}": str(getattr(now().date(), part)) for part in ("day", "month", "year")}
    typed = {"do": "apply", "reason": "Home.", "seen": page.context["stamp"], **day}
    assert "who changed the file" in client.post(address, typed).content.decode()
    assert client.post(address, {**typed, "said_by": "Nadia Ferris"}).status_code == 302
    assert actions[0].updates.get().said_by_name == "Nadia Ferris"
    assert "Nadia Ferris" in client.get(reverse("sheets")).content.decode()


def test_a_list_comes_home_as_csv_and_workbook(plan, officer, actions, client):
    for name in ("actions_csv", "actions_xlsx"):
        data = b"".join(client.get(reverse(name))) if name == "actions_csv" else client.get(reverse(name)).content
        assert home(data, f"list.{name[-4:].strip('_')}", by=officer) == []
    data = changed(b"".join(client.get(reverse("actions_csv"))), {(1, "Latest words"): "Begun.", (1, "Lateness"): "No"})
    found = told(home(data, "list.csv", by=officer))
    assert {field for _action, field in found} == {"progress", "Lateness"}


def test_marks_that_were_not_made_here_change_nothing(plan, officer, actions):
    other = factories.plan("Road Safety Plan")
    stood = plan_state(plan)
    mine, theirs = out(plan, "csv").decode("utf-8-sig"), out(other, "csv").decode("utf-8-sig")
    with pytest.raises(Refused, match="whose sheets you don’t look after"):
        brought(officer, changed(theirs.encode("utf-8-sig"), {(0, "RAG"): "Red"}))
    mark = marks.find(mine.splitlines()[1])
    foreign = factories.actions_of(other)[0].pk
    for forged in (
        f"AQ{plan.pk}-{foreign}",
        f"AQ{other.pk}-{mark.action}",
        f"AQ{plan.pk}-{actions[1].pk}",
    ):
        text = mine.replace(f"AQ{plan.pk}-{mark.action}", forged)
        assert told(home(text.encode("utf-8-sig"), "paper.csv", by=officer)) == {}, "its check letters fail"
    seal = marks.Seal(mark.drawn, "another secret")
    key = seal.key(actions[1].pk, "D")
    rows = list(csv.reader(io.StringIO(mine)))
    rows[1][-1] = key
    rows[1][rows[0].index("RAG")] = "Red"
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    assert told(home(written.getvalue().encode("utf-8-sig"), "paper.csv", by=officer)) == {}
    assert plan_state(plan) == stood


def test_a_reader_of_the_plan_brings_nothing_home(plan, officer, actions):
    reader = factories.person("Vera Viewer", plan=plan, role="viewer")
    data = changed(out(plan, "csv"), {(0, "RAG"): "Red"})
    with suppress(Refused):
        take_in(by=reader, data=data, name="paper.csv", at=now())
    assert not SheetReturn.objects.exists()
    take_in(by=officer, data=data, name="paper.csv", at=now())
    assert SheetReturn.objects.exists()


def test_what_a_public_version_leaves_out_is_no_change_and_is_not_written_over(plan, officer, actions):
    words = actions[0].text
    passage = "numbered 1"
    mark_exempt(by=officer, action=actions[0], what="passage", field="text", words=passage, paragraph=1)
    data = out(plan, "csv")
    assert passage not in data.decode().splitlines()[1]
    assert home(data, "paper.csv", by=officer) == []
    returned = brought(officer, changed(data, {(0, "Action"): "Something else."}))
    apply_return(by=officer, returned=returned, choices={}, reason="It came home.")
    actions[0].refresh_from_db()
    returned.refresh_from_db()
    assert actions[0].text == words
    assert "exempt" in returned.waits[0]["why"]


def test_by_command_it_is_told_as_json_and_said_by_whoever_is_named(plan, officer, actions, tmp_path):
    file = tmp_path / "paper.csv"
    file.write_bytes(out(plan, "csv"))
    said = StringIO()
    call_command("merge_sheet", str(file), "--dry-run", "--json", stdout=said)
    empty = json.loads(said.getvalue())
    assert (empty["plan"], empty["changes"]) == (plan.slug, [])
    file.write_bytes(changed(file.read_bytes(), {(0, "Progress"): "Begun."}))
    said = StringIO()
    call_command("merge_sheet", str(file), "--dry-run", "--json", stdout=said)
    [change] = json.loads(said.getvalue())["changes"]
    assert (change["field"], change["sheet"], change["becomes"]) == ("progress", "Begun.", "update")
    assert not SheetOut.objects.exists()
    call_command("merge_sheet", str(file), "--said-by", "Nadia Ferris", stdout=StringIO(), stderr=StringIO())
    assert actions[0].updates.get().said_by_name == "Nadia Ferris"
    with pytest.raises(CommandError):
        call_command("merge_sheet", str(tmp_path / "none.csv"), stdout=StringIO())


def test_rows_are_known_wherever_they_are_cut_sorted_and_their_columns_moved_or_renamed(plan, officer, actions):
    rows = list(csv.reader(io.StringIO(out(plan, "csv").decode("utf-8-sig"))))
    rows[2][rows[0].index("Action")] = "Do it well."
    moved = [[row[-1], *reversed(row[:-1])] for row in (rows[0], rows[3], rows[1], rows[2])]
    moved[0] = [f"Column {number}" for number in range(len(moved[0]))]
    written = io.StringIO()
    csv.writer(written).writerows(moved)
    found = told(home(written.getvalue().encode(), "cut.csv", by=officer))
    assert found == {(actions[1].pk, "text"): "Do it well."}


def test_a_column_that_somebody_added_is_named(plan, officer, actions):
    rows = list(csv.reader(io.StringIO(out(plan, "csv").decode("utf-8-sig"))))
    own = [[*row[:-1], words, row[-1]] for row, words in zip(rows, ["My notes", "Ask Ann", "", ""], strict=True)]
    written = io.StringIO()
    csv.writer(written).writerows(own)
    with pytest.raises(Unchanged, match="Nothing is taken of the column “My notes”"):
        take_in(by=officer, data=written.getvalue().encode(), name="paper.csv", at=now())


def test_a_pdf_is_known_as_it_left_and_what_is_changed_in_one_is_refused(plan, officer, actions):
    data = out(plan, "pdf")
    with pytest.raises(Unchanged, match=r"was changed\. The appendix of"):
        take_in(by=officer, data=data, name="paper.pdf", at=now())
    for spoilt in (data[:-900] + b"x" + data[-899:], data + b"\n%again", b"%PDF-1.7\n"):
        with pytest.raises(Refused, match="can’t be taken"):
            take_in(by=officer, data=spoilt, name="paper.pdf", at=now())
    with pytest.raises(Refused, match="don’t look after"):
        take_in(by=officer, data=out(factories.plan("Road Safety Plan"), "pdf"), name="paper.pdf", at=now())


def test_a_macro_a_formula_and_a_hidden_sheet_change_nothing(plan, officer, actions):
    book = load_workbook(io.BytesIO(out(plan, "xlsx")))
    book["Data"]["B2"] = '=HYPERLINK("http://evil.example")'
    hidden = book.copy_worksheet(book["Data"])
    hidden.sheet_state = "hidden"
    hidden["R2"] = "Red"
    written = io.BytesIO()
    book.save(written)
    found = told(home(written.getvalue(), "paper.xlsm", by=officer))
    assert "evil" not in str(found)


def test_who_leads_and_what_a_recommendation_says_are_changed_where_the_plan_may_be_edited(plan, officer, actions):
    first, second, third = actions
    before = first.recommendation.text
    for name in ("Quality Board", "Early Help"):
        name_lead(by=SYSTEM, name=name)
    add_lead(by=officer, action=first, led=Led(name="Quality Board", role="lead"), why="Theirs.")
    data = changed(
        out(plan, "csv"),
        {
            (0, "Lead"): "Early Help",
            (0, "Recommendation"): "Do better by children.",
            (1, "Recommendation"): "Do otherwise.",
            (2, "Lead"): "Nobody here",
        },
    )
    returned = brought(officer, data)
    apply_return(by=officer, returned=returned, choices={}, reason="It came home.")
    leads = first.assignments.filter(withdrawn=False, role="lead").values_list("printed", flat=True)
    assert list(leads) == ["Early Help"]
    first.recommendation.refresh_from_db()
    assert first.recommendation.text == "Do better by children." != before
    returned.refresh_from_db()
    assert {(each["action"], *each["fields"]) for each in returned.waits} == {
        (second.pk, "Recommendation"),
        (third.pk, "lead"),
    }
    take_back_act(by=officer, plan=plan, act=returned.act, reason="Wrong file.")
    first.recommendation.refresh_from_db()
    assert first.recommendation.text == before
    assert not first.assignments.filter(withdrawn=False, printed="Early Help").exists()


def test_a_web_page_that_a_program_saved_anew_keeps_the_marks_of_its_rows(plan, officer, actions):
    page = html.document_fromstring(out(plan, "html").decode())
    for row in page.iter("tr"):
        row.attrib.pop("data-mark", None)
    for place in page.iter("a"):
        place.set("name", place.attrib.pop("id"))
    saved = html.tostring(page, encoding="unicode")
    assert len(set(re.findall(r'<a name="([^"]+)"', saved))) == saved.count("<a name=") > 0
    assert home(saved.encode(), "paper.html") == []
    words = saved.replace("numbered 2 and show", "numbered 2 and prove")
    assert list(told(home(words.encode(), "paper.html"))) == [(actions[1].pk, "text")]


@pytest.mark.parametrize("fmt", ["docx", "xlsx", "html"])
def test_words_that_were_changed_outside_of_the_rows_are_told(plan, officer, actions, fmt):
    data, words = out(plan, fmt), (plan.title, "Early Help Plan for winter")
    if fmt == "html":
        data = data.decode().replace(f"<h1>{words[0]}", f"<h1>{words[1]}").encode()
    elif fmt == "xlsx":
        book = load_workbook(io.BytesIO(data))
        [cell] = [cell for row in book["Summary"].iter_rows() for cell in row if cell.value == words[0]][:1]
        cell.value = words[1]
        data = io.BytesIO()
        book.save(data)
        data = data.getvalue()
    else:
        document = docx.Document(io.BytesIO(data))
        [title] = [each for each in document.paragraphs if each.text == words[0]]
        title.runs[0].text = words[1]
        data = io.BytesIO()
        document.save(data)
        data = data.getvalue()
    with pytest.raises(Unchanged, match=f"rows of .* Changed outside of the rows: “{words[1]}”"):
        take_in(by=officer, data=data, name=f"paper.{fmt}", at=now())


def test_a_row_of_a_page_saved_anew_is_known_where_its_first_and_its_last_cell_were_written_anew(
    plan, officer, actions
):
    root = html.document_fromstring(out(plan, "html").decode())
    rows = [row for row in root.iter("tr") if row.attrib.pop("data-mark", "")]
    for number, row in enumerate(rows):
        for cell, words in ((row[0], f"First {number}."), (row[-1], f"Last {number}.")):
            for child in list(cell):
                cell.remove(child)
            cell.text = words
    found = told(home(html.tostring(root, encoding="utf-8"), "paper.html", by=officer))
    assert {action for action, _field in found} == {action.pk for action in actions}
    assert {f"Last {number}." for number in range(len(rows))} <= {str(said) for said in found.values()}


@pytest.mark.parametrize("fmt", ["docx", "html"])
def test_what_was_changed_in_large_print_comes_home(plan, officer, actions, fmt):
    data = out(plan, fmt, paper="large")
    with pytest.raises(Unchanged, match="Nothing in “paper"):
        take_in(by=officer, data=data, name=f"paper.{fmt}", at=now())
    if fmt == "html":
        data = data.replace(b"numbered 2 and show", b"numbered 2 and prove")
    else:
        document = docx.Document(io.BytesIO(data))
        for run in (run for each in document.paragraphs for run in each.runs if "numbered 2" in run.text):
            run.text = run.text.replace("and show", "and prove")
        data = io.BytesIO()
        document.save(data)
        data = data.getvalue()
    [((action, field), words)] = told(home(data, f"paper.{fmt}", by=officer)).items()
    assert (action, field) == (actions[1].pk, "text")
    assert words == actions[1].text.replace("and show", "and prove")


def test_what_was_written_anew_whole_in_large_print_comes_home_or_is_told_with_its_words(plan, officer, actions):
    """In a page that a program saved anew a place goes with the words that it stood in; the division around words
    without a row stays, and of a row nothing is lost in silence."""
    root = html.document_fromstring(out(plan, "html", paper="large").decode())
    marked = [(each, marks.find(mark)) for each in root.iter() if (mark := each.attrib.pop("data-mark", ""))]
    anew = {f"Written anew, {number}.": mark for number, (_element, mark) in enumerate(marked)}
    for (element, _mark), words in zip(marked, anew, strict=True):
        for child in list(element):
            element.remove(child)
        element.text = words
    [merge] = home(data := html.tostring(root, encoding="utf-8"), "paper.html", by=officer)
    kept = {words: (mark.action, mark.cells[0].name(())) for words, mark in anew.items() if mark.is_unlabelled}
    found = told([merge])
    assert {key: found[key] for key in kept.values()} == {key: words for words, key in kept.items()}
    assert len(found) == len(kept) >= len(actions)
    notices = str(brought(officer, data, "paper.html").read["notices"])
    assert [words for words in anew if words not in kept and words not in notices] == [], notices


def test_words_of_large_print_that_were_moved_or_written_in_two_lines_are_those_of_their_action(plan, officer, actions):
    root = html.document_fromstring(out(plan, "html", paper="large").decode())
    first, second, third = (each for each in root.iter("div") if each.get("id") and each[0].tag != "p")
    heading = first[0]
    heading.text = f"{heading.text.partition(': ')[0]}: Written in"
    heading.remove(heading[0])
    first.append(html.fromstring("<p>two lines.</p>"))
    third.append(second[0])  # cut out and pasted elsewhere
    found = told(home(html.tostring(root, encoding="utf-8"), "paper.html", by=officer))
    assert found == {(actions[0].pk, "text"): "Written in two lines."}
