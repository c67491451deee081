"""Sheets by command: made, merged, told as JSON; and whoever has one is reminded by the daily round."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from audits.models import SheetOut, SheetReturn
from audits.sheets.files import bytes_of
from plans import models as m
from plans.clock import today
from plans.operations.progress.updates import Word, submit_progress
from tests import factories
from tests.audits.sheets.bringing import fill, sheet_of

pytestmark = pytest.mark.django_db


def say(*words) -> str:
    out = StringIO()
    call_command(*words, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_a_sheet_goes_out_and_comes_home_by_command(plan, tmp_path):
    first, second, _third = factories.actions_of(plan)
    file = tmp_path / "sheet.xlsx"
    number = int(say("make_sheet", plan.slug, "--for", "Head of Early Help", "--output", str(file)).split()[-1])
    assert SheetOut.objects.get(pk=number).rows.count() == 3
    unchanged = json.loads(say("merge_sheet", str(file), "--dry-run", "--json"))
    assert unchanged["changes"] == unchanged["new"] == unchanged["missing"] == unchanged["unknown"] == []
    said = {first.pk: {"rag": "amber", "progress": "Begun."}, second.pk: {"rag": "Blue"}}
    file.write_bytes(fill(file.read_bytes(), said))
    told = json.loads(say("merge_sheet", str(file), "--dry-run", "--json"))
    assert told["plan"] == plan.slug
    assert [(each["ref"], each["field"], each["becomes"]) for each in told["changes"]] == [
        (first.known_as, "rag", "update"),
        (first.known_as, "progress", "update"),
        (second.known_as, "rag", "claim"),
    ]
    assert (told["changes"][0]["base"], told["changes"][0]["sheet"]) == (None, "Amber")
    assert not SheetReturn.objects.exists()
    say("merge_sheet", str(file))
    assert first.updates.get().narrative == "Begun."
    assert m.Action.objects.get(pk=second.pk).stage == "claimed"
    assert json.loads(say("merge_sheet", str(file), "--dry-run", "--json"))["changes"] == []


def test_a_filter_narrows_it_and_what_can_not_be_used_is_said(plan, tmp_path):
    file = tmp_path / "sheet.docx"
    number = say(
        "make_sheet", plan.slug, "--filter", "words=numbered 3", "--format", "docx", "--output", str(file)
    ).split()
    assert SheetOut.objects.get(pk=int(number[-1])).rows.count() == 1
    with pytest.raises(CommandError, match="not a filter"):
        say("make_sheet", plan.slug, "--filter", "when=never", "--output", str(file))
    with pytest.raises(CommandError, match="No lead"):
        say("make_sheet", plan.slug, "--for", "Nobody", "--output", str(file))


def test_the_daily_round_reminds_two_days_before_and_on_the_day(plan, officer, django_capture_on_commit_callbacks):
    sheet = sheet_of(plan, officer, due_on=today() + timedelta(days=2))
    for day, letters in ((today(), 1), (today(), 1), (today() + timedelta(days=1), 1), (sheet.due_on, 2)):
        with django_capture_on_commit_callbacks(execute=True):
            say("send_reminders", "--on", day.isoformat())
        assert len([each for each in mail.outbox if each.to == ["nadia@partner.example"]]) == letters, day
        if day > today():
            SheetOut.objects.filter(pk=sheet.pk).update(reminded_at=sheet.made_at - timedelta(days=1))


def test_a_cell_is_chosen_or_declined_by_its_name(plan, officer, tmp_path):
    first, second, _third = factories.actions_of(plan)
    sheet = sheet_of(plan, officer)
    word = Word(narrative="Said here.", rag=factories.rag("green"), position_on=today())
    submit_progress(by=officer, action=first, word=word)
    said = {first.pk: {"rag": "Red", "progress": "Worse."}, second.pk: {"rag": "Amber", "progress": "Slow."}}
    file = tmp_path / "home.xlsx"
    file.write_bytes(fill(bytes_of(sheet), said, new=[{"text": "Visit each carer", "lead": "Early Help"}]))
    told = say("merge_sheet", str(file), "--dry-run")
    assert f"{first.known_as}:rag" in told
    [place] = [line.split(":")[0].strip() for line in told.splitlines() if "a new row" in line]
    for wrong in ("9.9:rag=sheet", f"{first.known_as}:rag=maybe", "rag"):
        with pytest.raises(CommandError, match="chosen"):
            say("merge_sheet", str(file), "--choose", wrong)
    assert not m.ProgressUpdate.objects.filter(action=second).exists()
    chosen = [f"{first.known_as}:rag=sheet", f"{second.known_as}:rag=here", f"{place}=add"]
    say("merge_sheet", str(file), *(word for each in chosen for word in ("--choose", each)))
    assert [(u.narrative, u.rag and u.rag.code) for u in m.ProgressUpdate.objects.order_by("pk")] == [
        ("Said here.", "green"),
        ("Worse.", "red"),
        ("Slow.", None),
    ]
    assert m.Action.objects.filter(text="Visit each carer").exists()
