"""Sheets as people fill them in: what they change that is not asked for, days in any order, new rows, other officers.
Nothing is said that they did not say."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.urls import reverse
from docx import Document
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from audits.operations.sheets.application import merge_of
from audits.operations.sheets.choices import taken_of
from audits.operations.sheets.out import whom_of_lead
from audits.sheets.as_json import merge_as_json
from audits.sheets.files import bytes_of
from audits.sheets.pages import rows_shown
from audits.timeline import timeline
from plans import models as m
from plans.clock import today
from plans.operations.decisions.extensions import decide_extension
from plans.operations.editing import Led, add_lead
from plans.operations.people import name_lead
from plans.operations.retraction import take_back_act
from plans.permissions.actions import can_decide_extension
from plans.sheets.fields import FILLED
from plans.sheets.workbook import FIRST, HEADINGS
from plans.trail import SYSTEM
from tests import factories
from tests.audits.sheets.bringing import apply, come_home, fill, outcomes, sheet_of

pytestmark = [pytest.mark.django_db, pytest.mark.either]


@pytest.fixture
def actions(plan, officer):
    return factories.actions_of(plan)


def as_csv(data: bytes, days: str) -> bytes:
    """The first sheet of a workbook as a program saves it between commas, its days as it writes days."""
    out = io.StringIO()
    writer = csv.writer(out)
    for row in load_workbook(io.BytesIO(data)).worksheets[0].iter_rows(values_only=True):
        writer.writerow([f"{value:{days}}" if isinstance(value, date) else value for value in row])
    return out.getvalue().encode()


def cells_of(returned, action):
    return {cell.field: (row, cell) for row in merge_of(returned).rows if row.action == action for cell in row.telling}


def test_a_cell_for_reading_that_was_changed_is_shown_and_not_taken_unless_chosen(client, plan, officer, actions):
    [first, *_others] = actions
    sheet = sheet_of(plan, officer)
    returned = come_home(officer, sheet, {first.pk: {"text": "Do it otherwise", "progress": "Begun."}})
    row, cell = cells_of(returned, first)["text"]
    assert "only for reading" in cell.doubt
    assert not row.is_chosen(cell)
    becomes = {each["field"]: each["becomes"] for each in merge_as_json(merge_of(returned))["changes"]}
    assert becomes == {"text": "asked", "progress": "update"}
    [shown] = rows_shown(merge_of(returned), {})
    assert {each.heading: each.chosen for each in shown.cells} == {"Action": "", "Progress": "sheet"}
    page = client.get(f"/sheets/{sheet.pk}/").content.decode()
    assert "This cell was only for reading, and was changed all the same." in page
    apply(officer, returned)
    assert m.Action.objects.get(pk=first.pk).text == first.text
    assert outcomes(returned) == {(first.pk, "text"): "sheet"}


def test_a_cell_for_reading_that_was_chosen_changes_the_words_of_the_plan(plan, officer, actions):
    [first, *_others] = actions
    returned = come_home(officer, sheet_of(plan, officer), {first.pk: {"text": "Do it otherwise"}})
    apply(officer, returned, {f"{first.pk}-text": "sheet"})
    assert m.Action.objects.get(pk=first.pk).text == "Do it otherwise"


def test_cells_that_were_sorted_without_their_keys_are_asked_and_not_taken_for_the_action_of_the_key(
    client, plan, officer, actions
):
    sheet = sheet_of(plan, officer)
    book = load_workbook(io.BytesIO(fill(bytes_of(sheet), {each.pk: {"rag": "Amber"} for each in actions[:2]})))
    first, second, _third = (row for row in book.worksheets[0].iter_rows() if "AP" in str(row[-1].value))
    first[-1].value, second[-1].value = second[-1].value, first[-1].value
    out = io.BytesIO()
    book.save(out)
    returned = come_home(officer, sheet, data=out.getvalue())
    merge = merge_of(returned)
    assert [row.astray for row in merge.rows] == [True, True, False]
    assert taken_of(merge, {}) == {}
    page = client.get(reverse("sheet", args=[sheet.pk])).text
    assert page.count("its words are those of another") == 2


def test_a_new_date_is_asked_by_whoever_the_sheet_is_of_and_recorded_by_who_merged_it(plan, officer, manager, actions):
    sheet = sheet_of(plan, officer)
    later = today() + timedelta(days=200)
    said = {actions[0].pk: {"date": later, "progress": "The builder has gone."}, actions[1].pk: {"date": later}}
    apply(officer, come_home(officer, sheet, said))
    one, two = m.Extension.objects.order_by("pk")
    assert (one.asked_by_name, one.reason) == ("Nadia Ferris", "The builder has gone.")
    assert (two.asked_by_name, two.reason) == ("Nadia Ferris", "")
    assert one.asked_by == officer
    entry = next(each for each in timeline(actions[0]) if "asked for a new date" in each.title)
    assert entry.title.startswith("Nadia Ferris asked")
    assert entry.facts == ("Recorded by Olive Officer",)
    decide_extension(by=manager, extension=one, agreed=True)


def test_who_asked_for_a_date_in_their_sheet_does_not_decide_on_it(plan, officer, manager, actions):
    lead = factories.lead()
    ada = factories.person("Ada Lead", plan=plan, role="manager", posts=[lead])
    sheet = sheet_of(plan, officer, whom=whom_of_lead(lead, on=today()))
    apply(officer, come_home(officer, sheet, {actions[0].pk: {"date": today() + timedelta(days=200)}}))
    asked = m.Extension.objects.get()
    assert (asked.asked_by, asked.asked_by_name) == (ada, sheet.whom)
    assert not can_decide_extension.allows(ada, asked)
    assert can_decide_extension.allows(manager, asked)


@pytest.mark.parametrize("days", ["%m/%d/%Y", "%d/%m/%Y"])
def test_the_order_of_day_and_month_between_commas_is_proven_by_the_file(plan, officer, actions, days):
    sheet = sheet_of(plan, officer)
    new = [{"text": "Visit each carer", "date": date(2027, 2, 5)}]
    said = {actions[0].pk: {"date": date(2027, 5, 31)}, actions[1].pk: {"date": date(2031, 4, 3)}}
    returned = come_home(officer, sheet, data=as_csv(fill(bytes_of(sheet), said, new=new), days), name="home.csv")
    found = {action.pk: cells_of(returned, action)["date"][1] for action in actions[:2]}
    assert {pk: cell.sheet for pk, cell in found.items()} == {
        actions[0].pk: date(2027, 5, 31),
        actions[1].pk: date(2031, 4, 3),
    }
    assert not any(cell.doubt or cell.other for cell in found.values())
    [row] = merge_of(returned).new
    apply(officer, returned, {f"new-{row.number}": "add"})
    assert m.Action.objects.get(text="Visit each carer").timescales.get().latest == date(2027, 2, 5)


def test_days_that_nothing_proves_are_asked_with_both_and_either_can_be_taken(client, plan, officer, actions):
    [_first, second, _third] = actions
    sheet = sheet_of(plan, officer, filled=("forecast", "progress"), actions=[second.pk])
    data = fill(bytes_of(sheet), {second.pk: {"forecast": "3/4/2031", "progress": "On it."}})
    returned = come_home(officer, sheet, data=as_csv(data, "%d/%m/%Y"), name="home.csv")
    row, cell = cells_of(returned, second)["forecast"]
    assert (cell.sheet, cell.other) == (date(2031, 4, 3), date(2031, 3, 4))
    assert cell.doubt
    assert not row.is_chosen(cell)
    [change] = [each for each in merge_as_json(merge_of(returned))["changes"] if each["field"] == "forecast"]
    assert (change["becomes"], change["sheet"], change["other"]) == ("asked", "2031-04-03", "2031-03-04")
    page = client.get(f"/sheets/{sheet.pk}/").content.decode()
    assert "Take 3 April 2031" in page
    assert "Take 4 March 2031" in page
    apply(officer, returned, {f"{second.pk}-forecast": "other"})
    assert second.updates.get().forecast_on == date(2031, 3, 4)


def test_the_day_of_a_new_row_that_nothing_proves_is_not_taken_but_told(plan, officer, actions):
    sheet = sheet_of(plan, officer, filled=("progress", "date"), actions=[actions[1].pk])
    data = fill(bytes_of(sheet), {}, new=[{"text": "Visit each carer", "date": "3/4/2031"}])
    returned = come_home(officer, sheet, data=as_csv(data, "%-d %B %Y"), name="home.csv")
    [row] = merge_of(returned).new
    apply(officer, returned, {f"new-{row.number}": "add"})
    returned.refresh_from_db()
    assert not m.Action.objects.get(text="Visit each carer").timescales.exclude(latest=None).exists()
    assert "3/4/2031" in returned.waits[0]["why"]


def test_in_a_workbook_days_typed_as_words_begin_with_the_day(plan, officer, actions):
    sheet = sheet_of(plan, officer)
    returned = come_home(officer, sheet, {actions[1].pk: {"forecast": "3/4/31"}})
    row, cell = cells_of(returned, actions[1])["forecast"]
    assert cell.sheet == date(2031, 4, 3)
    assert row.is_chosen(cell)


def test_a_new_row_that_was_taken_is_not_offered_again_from_another_format(client, plan, officer, actions):
    sheet = sheet_of(plan, officer)
    new = [{"text": "Visit each carer", "lead": "Early Help"}, {"text": "Ring each school"}]
    data = fill(bytes_of(sheet), {}, new=new)
    returned = come_home(officer, sheet, data=data)
    first, second = merge_of(returned).new
    act = apply(officer, returned, {f"new-{first.number}": "add", f"new-{second.number}": "note"})
    again = come_home(officer, sheet, data=as_csv(data, "%d/%m/%Y"), name="home.csv")
    merge = merge_of(again)
    added = m.Action.objects.get(text="Visit each carer")
    assert merge.new == ()
    assert [(row.text, action) for row, action, _since in merge.became] == [
        ("Visit each carer", added),
        ("Ring each school", actions[2]),
    ]
    page = client.get(f"/sheets/{sheet.pk}/?file={again.pk}").content.decode()
    assert "2 rows without a key, taken before" in page
    assert [each["ref"] for each in merge_as_json(merge)["taken_before"]] == [added.known_as, actions[2].known_as]
    take_back_act(by=officer, plan=plan, act=act, reason="The wrong file.")
    assert [row.text for row in merge_of(again).new] == ["Visit each carer", "Ring each school"]
    apply(officer, again, {f"new-{first.number}": "add"})
    assert m.Action.objects.filter(text="Visit each carer", withdrawn=False).count() == 1


def test_a_row_that_was_taken_and_says_otherwise_now_is_told_with_that(plan, officer, actions):
    sheet = sheet_of(plan, officer)
    one, two = ([{"text": "Visit each carer", "progress": words}] for words in ("Begun.", "Half done."))
    returned = come_home(officer, sheet, new=one)
    apply(officer, returned, {f"new-{merge_of(returned).new[0].number}": "add"})
    [(_row, _action, since)] = merge_of(come_home(officer, sheet, new=two, name="later.xlsx")).became
    assert since == "Progress: Half done."


def test_a_new_row_with_the_words_of_an_action_that_is_there_is_left_out_unless_chosen(plan, officer, actions):
    sheet = sheet_of(plan, officer, actions=[actions[0].pk])
    returned = come_home(officer, sheet, new=[{"text": actions[1].text, "lead": "Head of HR"}])
    [row] = merge_of(returned).new
    assert row.twin == actions[1]
    before = m.OpenQuestion.objects.count()
    apply(officer, returned)
    assert m.OpenQuestion.objects.count() == before


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_words_that_stand_alone_below_the_rows_are_told(plan, officer, form):
    """Below a blank row, or below the table of a Word document, one cell is a line of its own and of no column."""
    sheet = sheet_of(plan, officer, form=form)
    data = io.BytesIO(bytes_of(sheet))
    if form == "xlsx":
        book = load_workbook(data)
        page = book.worksheets[0]
        page.cell(page.max_row + 3, 3).value = "Ask the ranger too"
    else:
        book = Document(data)
        book.add_paragraph("Ask the ranger too")
    out = io.BytesIO()
    book.save(out)
    merge = merge_of(come_home(officer, sheet, data=out.getvalue(), name=f"home.{form}"))
    assert [why for _place, why in merge.unknown if "“Ask the ranger too”" in why]
    assert not merge.new and not [row for row in merge.rows if row.telling]


@pytest.fixture
def known():
    for name in ("Quality Board", "Early Help", "Head of HR"):
        name_lead(by=SYSTEM, name=name)


def responsible(action):
    return list(action.assignments.filter(role="responsible", withdrawn=False).values_list("printed", flat=True))


def named(officer, action, *names):
    for name in names:
        add_lead(by=officer, action=action, led=Led(name=name, role="responsible", note="Signs it."), why="Theirs.")


def hint(returned):
    [shown] = rows_shown(merge_of(returned), {})
    return shown.cells[0].hint


@pytest.mark.parametrize(
    ("left", "meanwhile", "home", "now", "told"),
    [
        ("Quality Board", "", "Early Help", ["Early Help"], "In place of Quality Board"),
        ("Quality Board", "", "Quality Board; Head of HR", ["Quality Board", "Head of HR"], ""),
        ("Quality Board; Head of HR", "", "Head of HR", ["Head of HR"], "Without Quality Board"),
        ("", "", "Early Help\nHead of HR", ["Early Help", "Head of HR"], ""),
        ("Quality Board", "Head of HR", "Early Help", ["Early Help", "Head of HR"], "In place of Quality Board"),
    ],
)
@pytest.mark.usefixtures("known")
def test_another_responsible_officer_comes_in_the_place_of_who_left_with_the_sheet(
    plan, officer, actions, left, meanwhile, home, now, told
):
    [first, *_others] = actions
    named(officer, first, *filter(None, left.split("; ")))
    sheet = sheet_of(plan, officer, filled=FILLED)
    named(officer, first, *filter(None, [meanwhile]))
    returned = come_home(officer, sheet, {first.pk: {"responsible": home}})
    assert hint(returned) == told
    apply(officer, returned, {f"{first.pk}-responsible": "sheet"})
    assert responsible(first) == now
    assert outcomes(returned) == {}
    replaced = first.assignments.filter(role="responsible", printed=now[0]).get()
    assert replaced.note == ("Signs it." if left else "")


@pytest.mark.usefixtures("known")
def test_a_responsible_officer_who_was_emptied_goes_only_if_somebody_says_so(plan, officer, actions):
    [first, *_others] = actions
    named(officer, first, "Quality Board")
    returned = come_home(officer, sheet_of(plan, officer, filled=FILLED), {first.pk: {"responsible": None}})
    assert outcomes(returned) == {(first.pk, "responsible"): "emptied"}
    [shown] = rows_shown(merge_of(returned), {})
    assert (shown.cells[0].take, shown.cells[0].hint) == ("Take them out", "Without Quality Board")
    apply(officer, returned)
    assert responsible(first) == ["Quality Board"]
    again = come_home(
        officer, sheet_of(plan, officer, filled=FILLED), {first.pk: {"responsible": None}}, name="again.xlsx"
    )
    apply(officer, again, {f"{first.pk}-responsible": "sheet"})
    assert responsible(first) == []


def edited(sheet, change) -> bytes:
    """The workbook of a sheet after somebody changed its page."""
    book = load_workbook(io.BytesIO(bytes_of(sheet)))
    change(book.worksheets[0], {cell.value: cell.column for cell in book.worksheets[0][HEADINGS]})
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_formula_whose_result_was_not_saved_is_told_of_its_cell(plan, officer, actions):
    def change(page, columns):
        page.cell(FIRST, columns["Progress"]).value = '="Begun "&A1'
        page.cell(FIRST, columns["Agreed date"]).value = "=TODAY()+30"
        page.cell(FIRST + 1, columns["Progress"]).value = "Typed."

    sheet = sheet_of(plan, officer)
    returned = come_home(officer, sheet, data=edited(sheet, change))
    first, second = actions[:2]
    unread = {(first.pk, "progress"): "unread", (first.pk, "date"): "unread"}
    assert outcomes(returned) == unread | {(second.pk, "progress"): "sheet"}
    assert "formula" in cells_of(returned, first)["progress"][1].sheet.why
    apply(officer, returned, {f"{first.pk}-progress": "sheet", f"{first.pk}-date": "sheet"})
    assert (first.updates.count(), second.updates.count(), m.Extension.objects.count()) == (0, 1, 0)


def test_what_stands_in_grey_cells_and_in_a_column_of_their_own_is_told_and_kept_where_somebody_says_so(
    plan, officer, actions
):
    def change(page, columns):
        page.cell(FIRST, columns["Lead"]).value += "\nAsk Jo instead"
        page.cell(FIRST, columns["Last said"]).value = "Never said"
        page.cell(FIRST + 1, columns["Ref"]).value = 7.1
        page.cell(HEADINGS, page.max_column + 1).value = "Cost"
        page.cell(FIRST + 1, page.max_column).value = "£4,000"
        page.cell(FIRST + 2, columns["Progress"]).comment = Comment("Not so sure", "Nadia")

    sheet = sheet_of(plan, officer)
    returned = come_home(officer, sheet, data=edited(sheet, change))
    first, second = actions[:2]
    said = {pk: cells_of(returned, action)["beside"] for pk, action in ((1, first), (2, second))}
    assert said[1][1].sheet == "Lead: Ask Jo instead\nLast said: Never said"
    assert said[2][1].sheet == "Cost: £4,000"
    assert not said[1][0].is_chosen(said[1][1])
    assert [told for told in merge_of(returned).notices if "Not so sure" in told]
    assert outcomes(returned) == {(first.pk, "beside"): "sheet", (second.pk, "beside"): "sheet"}
    apply(officer, returned, {f"{first.pk}-beside": "sheet"})
    [note] = m.OpenQuestion.objects.filter(action=first, field="sheet")
    assert note.text == "Lead: Ask Jo instead\nLast said: Never said"
    assert outcomes(returned) == {(second.pk, "beside"): "sheet"}


def test_a_colour_in_place_of_a_word_is_asked(plan, officer, actions):
    def change(page, columns):
        for row, words, colour in ((0, None, "FFC000"), (1, "Amber", "C00000"), (2, "Green", "00B050")):
            cell = page.cell(FIRST + row, columns["RAG"])
            cell.value = words or cell.value
            cell.fill = PatternFill("solid", fgColor=colour)

    sheet = sheet_of(plan, officer)
    returned = come_home(officer, sheet, data=edited(sheet, change))
    first, second, third = ((row, cell) for action in actions for row, cell in cells_of(returned, action).values())
    assert (first[1].sheet, first[1].doubt) == ("amber", "Its colour was changed to Amber, and nothing was written.")
    assert (second[1].sheet, second[1].other) == ("amber", "red")
    assert second[1].doubt == "It says Amber, and is coloured Red."
    assert (third[1].sheet, third[1].doubt) == ("green", "")
    assert [row.is_chosen(cell) for row, cell in (first, second, third)] == [False, False, True]
    apply(officer, returned, {f"{actions[1].pk}-rag": "other"})
    ratings = m.Standing.objects.filter(action__in=actions).order_by("pk").values_list("rag__code", flat=True)
    assert list(ratings) == [None, "red", "green"]


def as_typed_out(data: bytes, headings: int, *, marks: bool, above: str = "") -> bytes:
    """The rows in a new book, under so many headings of somebody's own, with their marks or without."""
    rows = [list(row) for row in load_workbook(io.BytesIO(data)).worksheets[0].iter_rows(values_only=True)]
    own = [f"Spalte {at}" if at < headings else heading for at, heading in enumerate(rows[HEADINGS - 1])]
    book = Workbook()
    for row in [[None, above], own, *rows[HEADINGS if marks else HEADINGS + 1 :]]:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("marks", [True, False])
@pytest.mark.parametrize("headings", [0, 4, 11])
def test_a_line_of_headings_is_no_new_row_whatever_they_say(plan, officer, actions, headings, marks):
    sheet = sheet_of(plan, officer)
    filled = fill(bytes_of(sheet), {actions[0].pk: {"progress": "Begun."}})
    data = as_typed_out(filled, headings, marks=marks, above="Ours, for December")
    merge = merge_of(come_home(officer, sheet, data=data))
    assert [(cell.field, cell.sheet) for row in merge.rows for cell in row.telling] == [("progress", "Begun.")]
    assert merge.new == ()


def test_a_new_row_above_the_first_is_one(plan, officer, actions):
    sheet = sheet_of(plan, officer)
    book = load_workbook(io.BytesIO(bytes_of(sheet)))
    book.worksheets[0].insert_rows(FIRST)
    book.worksheets[0].cell(FIRST, 2).value = "Visit each carer"
    out = io.BytesIO()
    book.save(out)
    for data in (out.getvalue(), as_typed_out(out.getvalue(), 11, marks=True)):
        assert [row.text for row in merge_of(come_home(officer, sheet, data=data)).new] == ["Visit each carer"]
