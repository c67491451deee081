"""Sheets that mean harm, and sheets that meet: nothing is changed that may not be, and no word is lost."""

import io
import zipfile
from contextlib import suppress
from datetime import timedelta

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from openpyxl import Workbook

from audits.action_updates import ActionUpdates
from audits.models import SheetOut, SheetReturn
from audits.operations.sheets.application import apply_return, merge_of
from audits.operations.sheets.home import take_in
from audits.operations.sheets.out import Whom, make_sheet
from audits.sheets.files import bytes_of
from audits.sheets.returns import ReadRow, ReadSheet
from audits.verification import faults
from plans import models as m
from plans.clock import now, today
from plans.operations.errors import Refused
from plans.operations.progress.updates import Word, submit_progress
from plans.queries import plan_state
from plans.sheets.keys import key_of
from plans.trail import SYSTEM, change_set
from tests import factories
from tests.audits.sheets.bringing import NADIA, apply, come_home, fill, outcomes, sheet_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def actions(plan, officer):
    return factories.actions_of(plan)


def brought(by, data, name="home.xlsx"):
    return take_in(by=by, data=data, name=name, at=now())


def test_keys_of_another_council_of_another_sheet_and_made_up_ones_change_nothing(plan, officer, actions):
    sheet, other = sheet_of(plan, officer, actions=[actions[0].pk]), sheet_of(plan, officer, actions=[actions[1].pk])
    stood = plan_state(plan)
    for key in (
        key_of("the secret of another council", sheet.pk, actions[0].pk),
        key_of(other.secret, sheet.pk, actions[0].pk),
        key_of(sheet.secret, sheet.pk, actions[1].pk),
        key_of(sheet.secret, sheet.pk, 999_999),
    ):
        data = fill(
            bytes_of(sheet), {actions[0].pk: {"key": str(key), "text": "Other words", "ref": "9", "rag": "Red"}}
        )
        [returned] = brought(officer, data)
        merge = merge_of(returned)
        assert merge.rows == ()
        assert [why for _place, why in merge.unknown] == ["Its key was not made here, or was changed."]
        apply(officer, returned)
        assert plan_state(plan) == stood


def test_a_sheet_of_a_plan_that_is_not_ones_own_is_unknown(plan, officer, actions):
    elsewhere = factories.plan("Road Safety Plan")
    theirs = sheet_of(elsewhere, SYSTEM)
    with pytest.raises(Refused, match="no sheet that you look after"):
        brought(officer, bytes_of(theirs))
    own = sheet_of(plan, officer)
    foreign = factories.actions_of(elsewhere)[0]
    key = str(key_of(theirs.secret, theirs.pk, foreign.pk))
    data = fill(bytes_of(own), {}, new=[{"text": foreign.text, "rag": "Red", "key": key}])
    [returned] = brought(officer, data)
    assert "no sheet that you look after" in merge_of(returned).unknown[0][1]
    apply(officer, returned)
    assert not foreign.updates.exists()


def test_a_sheet_with_one_row_of_another_plan_is_not_ones_own(plan, officer, actions, client):
    elsewhere = factories.actions_of(factories.plan("Road Safety Plan"))[0]
    both = make_sheet(by=SYSTEM, whom=NADIA, actions=[actions[0].pk, elsewhere.pk], filled=["rag"])
    assert not SheetOut.objects.visible_to(officer).exists()
    assert client.get(f"/sheets/{both.pk}/").status_code == 404


def test_formulas_are_what_they_show_and_words_that_look_like_one_are_words(plan, officer, actions):
    sheet = sheet_of(plan, officer)
    said = {actions[0].pk: {"progress": '=HYPERLINK("http://evil.example","Done")', "rag": "=1+1"}}
    returned = come_home(officer, sheet, said)
    told = {(actions[0].pk, "rag"): "unread", (actions[0].pk, "progress"): "unread"}
    assert outcomes(returned) == told, "a formula that was saved without a value is told, and can't be taken"
    merge = merge_of(returned)
    assert all("evil" not in str(cell.sheet) for row in merge.rows for cell in row.cells)


def test_two_hundred_thousand_rows_are_refused_before_they_are_read(officer):
    book = Workbook(write_only=True)
    page = book.create_sheet()
    for number in range(6_000):
        page.append([number, "Do it", "AP1-1-0000000000-00"])
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(Refused, match="more than 5,000 rows"):
        brought(officer, out.getvalue())


def test_macros_are_never_run_and_locked_or_broken_files_are_refused(plan, officer, actions):
    sheet = sheet_of(plan, officer)
    data = io.BytesIO(bytes_of(sheet))
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"Sub Auto_Open()")
    with suppress(Refused):
        [returned] = brought(officer, data.getvalue(), "home.xlsm")
        assert outcomes(returned) == {}
    for spoilt in (b"PK\x03\x04 nothing", b"", bytes_of(sheet)[:900]):
        with pytest.raises(Refused, match=r"is empty|Of a sheet, save what was filled in once more"):
            brought(officer, spoilt)


def test_a_plan_that_was_closed_takes_nothing(plan, officer, actions, client):
    sheet = sheet_of(plan, officer)
    returned = come_home(officer, sheet, {actions[0].pk: {"progress": "Done."}})
    plan.status = m.Plan.Status.CLOSED
    with change_set(plan, by=SYSTEM, verb="test", door="command") as act:
        act.save(plan)
    with pytest.raises(Exception, match="closed"):
        apply(officer, returned)
    file = io.BytesIO(bytes_of(sheet))
    file.name = "late.xlsx"
    page = client.post(reverse("sheets_home"), {"came": [file]})
    assert (page.status_code, "This plan is closed" in page.text) == (422, True)
    assert not actions[0].updates.exists()


@pytest.mark.either
class Meetings(TestCase):
    """Two partners' sheets of one row, and updates here meanwhile, in any order."""

    STEPS = st.permutations(["here", "first", "second"])
    WORDS = st.tuples(*[st.sampled_from(["", "Begun", "Half done", "All of it"])] * 2)
    RATED = st.tuples(*[st.sampled_from(["", "red", "amber", "green"])] * 2)

    @classmethod
    def setUpTestData(cls):
        plan = factories.plan(actions=1)
        by = factories.person("Olive Officer", plan=plan, role="officer")
        [action] = factories.actions_of(plan)
        cls.officer, cls.row = by.pk, action.pk
        for name in ("First", "Second"):
            make_sheet(by=by, whom=Whom(name=name), actions=[action.pk], filled=["rag", "progress"])

    ANY = given(order=STEPS, words=WORDS, rated=RATED, keeps=st.booleans(), again=st.booleans())

    @ANY
    @settings(max_examples=10)
    def test_no_word_of_the_three_is_lost(self, order, words, rated, keeps, again):
        self._meet(order, words, rated, keeps, again)

    @pytest.mark.thorough
    @ANY
    @settings(max_examples=20)
    def test_no_word_of_the_three_is_lost_in_many_more(self, order, words, rated, keeps, again):
        self._meet(order, words, rated, keeps, again)

    def _meet(self, order, words, rated, keeps, again):
        officer, action = m.User.objects.get(pk=self.officer), m.Action.objects.get(pk=self.row)
        sheets = {}
        made = SheetOut.objects.order_by("pk")
        for name, sheet, said, rag in zip(("first", "second"), made, words, rated, strict=True):
            sheets[name] = (sheet, {"progress": said and f"{said} by the {name}.", "rag": rag, "text": action.text})
        for step in order:
            if step == "here":
                word = Word(narrative="Said here.", rag=factories.rag("green"), position_on=today() - timedelta(days=1))
                submit_progress(by=officer, action=action, word=word)
                continue
            sheet, cells = sheets[step]
            for _time in range(2 if again else 1):
                returned = self._home(sheet, action, cells)
                merge = merge_of(returned)
                asked = {f"{action.pk}-{c.field}": "here" if keeps else "sheet" for r in merge.rows for c in r.telling}
                asked.pop(f"{action.pk}-progress", None)
                apply_return(by=officer, returned=returned, choices=asked, reason="It came home.")
        merges = list(m.ChangeSet.objects.filter(verb="merge_sheet"))
        wordless = ActionUpdates(action, merges).wordless
        found = [each.narrative for each in action.updates.all() if each.history.earliest().change_id not in wordless]
        assert found.count("Said here.") == 1
        for _sheet, cells in sheets.values():
            if cells["progress"]:
                assert found.count(cells["progress"]) == 1, "once, however often it comes home"
        assert list(faults()) == []

    def _home(self, sheet, action, cells) -> SheetReturn:
        read = ReadSheet([ReadRow("row 1", cells, action=action.pk)])
        return SheetReturn.objects.create(
            sheet=sheet,
            name="home.xlsx",
            sha256="0" * 64,
            data=b"",
            read=read.as_json(),
            came_at=now(),
            came_by_name="",
        )
