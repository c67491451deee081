"""The pages: a sheet is made, sent, reminded of, taken in, decided on, applied and undone."""

import io
import re

import pytest
from django.core import mail
from django.urls import reverse

from audits.models import SheetOut
from audits.operations.sheets.application import merge_of
from audits.operations.sheets.choices import refused
from audits.sheets.files import bytes_of
from audits.views.sheets import sheet as sheet_pages
from plans import models as m
from plans.clock import today
from plans.operations.decisions.completion import close_action
from plans.operations.imports.questions import ask_back
from plans.operations.progress.updates import Word, submit_progress
from plans.sheets.fields import FILLED
from plans.trail import SYSTEM, change_set
from tests import factories
from tests.audits.sheets.bringing import fill, sheet_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def actions(plan, officer):
    return factories.actions_of(plan)


def wanted(**more):
    return {
        "who": "named",
        "name": "Nadia Ferris",
        "email": "nadia@partner.example",
        "lead": factories.lead().pk,
        "rows": "open",
        "filled": ["rag", "progress"],
        "form": "xlsx",
        "how": "mail",
        "do": "make",
        **more,
    }


def upload(client, *data, name="home.xlsx"):
    files = []
    for at, each in enumerate(data):
        file = io.BytesIO(each)
        file.name = f"{at}-{name}"
        files.append(file)
    return client.post(reverse("sheets_home"), {"came": files}, follow=True)


def test_a_sheet_is_looked_at_made_and_sent_and_whoever_has_it_is_reminded(
    client, officer, actions, django_capture_on_commit_callbacks
):
    page = client.get(reverse("sheets")).text
    assert "No sheet is out" in page
    seen = client.post(reverse("sheets"), wanted(do="see"))
    assert "The sheet for Nadia Ferris" in seen.text
    assert not SheetOut.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        page = client.post(reverse("sheets"), wanted(), follow=True).text
    sheet = SheetOut.objects.get()
    assert (sheet.whom, sheet.rows.count(), sheet.filled) == ("Nadia Ferris", 3, ["rag", "progress"])
    assert "Not home" in page
    [letter] = mail.outbox
    assert letter.to == ["nadia@partner.example"]
    assert letter.attachments[0][0] == f"Sheet {sheet.pk} Nadia Ferris.xlsx"
    assert letter.attachments[0][1] == client.get(reverse("sheet_file", args=[sheet.pk])).content
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("sheet_remind", args=[sheet.pk]))
    assert len(mail.outbox) == 2
    assert "less than an hour ago" in client.post(reverse("sheet_remind", args=[sheet.pk]), follow=True).text


def test_what_is_wrong_with_a_sheet_is_said_beside_its_field_and_nothing_is_made(client, officer, actions):
    answer = client.post(reverse("sheets"), wanted(name="", email="", filled=[], lead=""))
    assert answer.status_code == 422
    for words in ("Enter the name of whoever fills it in", "Choose whose actions", "at least one column"):
        assert words in answer.text
    assert not SheetOut.objects.exists()


def test_everybody_who_leads_something_gets_one(client, plan, officer, actions):
    client.post(reverse("sheets"), wanted(who="everybody", name="", email="", lead="", how="file"))
    assert [sheet.whom for sheet in SheetOut.objects.all()] == ["Head of Early Help"]
    assert mail.outbox == []


def test_a_list_that_one_came_from_goes_out(client, plan, officer, actions):
    address = f"{reverse('sheets')}?list=plan%3D{plan.slug}%26stage%3Dnot_started%26stage%3Dclaimed"
    words = re.search(r"The list that you came from, ([^<]*): 3 in all", client.get(address).text)[1]
    assert set(words.split("; ")) == {f"Plan: {plan.title}", "Stage: Not started", "Stage: Claimed complete"}
    client.post(reverse("sheets"), wanted(rows="list", lead="", list=f"plan={plan.slug}"))
    assert SheetOut.objects.get().rows.count() == 3


def test_it_comes_home_is_decided_applied_and_undone(client, plan, officer, actions):
    first, second, _third = actions
    sheet = sheet_of(plan, officer)
    word = Word(narrative="Said here.", rag=factories.rag("red"), forecast_on=today())
    submit_progress(by=officer, action=first, word=word)
    home = fill(
        client.get(reverse("sheet_file", args=[sheet.pk])).content,
        {
            first.pk: {"progress": "Said there.", "rag": "Amber"},
            second.pk: {"rag": "Blue"},
        },
    )
    page = upload(client, home).text
    assert "Nothing has been changed yet" in page
    assert "1 still to choose" in page
    assert "for somebody else to verify" in page
    stamp = re.search(r'name="seen" value="(\w+)"', page)[1]
    address = reverse("sheet", args=[sheet.pk])
    day = {"position_on_0": today().day, "position_on_1": today().month, "position_on_2": today().year}
    typed = {"seen": stamp, "reason": "Nadia’s sheet.", "do": "apply", **day}
    assert client.post(address, {**typed, "reason": ""}).status_code == 422
    kept = client.post(address, {**typed, "do": "keep", f"{first.pk}-rag": "sheet"}, follow=True).text
    assert "0 still to choose" in kept
    assert client.post(address, {**typed, "seen": "of before"}).status_code == 409
    done = client.post(address, {**typed, f"{first.pk}-rag": "sheet"}, follow=True).text
    assert "is home and merged" in done
    assert "Updates" in done
    update = first.updates.order_by("-pk").first()
    assert (update.narrative, update.rag.code, update.said_by_name) == ("Said there.", "amber", "Nadia Ferris")
    assert m.Action.objects.get(pk=second.pk).stage == "claimed"
    assert "Home and merged" in client.get(reverse("sheets")).text
    undo = reverse("sheet_undo", args=[sheet.pk])
    assert client.post(undo, {"reason": ""}).status_code == 422
    again = client.post(undo, {"reason": "Of last year."}, follow=True).text
    assert "Undone" in again
    assert "Nothing has been changed yet" in again
    assert m.Action.objects.get(pk=second.pk).stage != "claimed"


def test_what_is_chosen_and_typed_on_one_page_of_a_merge_stands_on_the_others(
    client, plan, officer, actions, monkeypatch
):
    monkeypatch.setattr(sheet_pages, "ON_A_PAGE", 1)
    sheet = sheet_of(plan, officer)
    cells = {action.pk: {"progress": f"Said of {action.pk}."} for action in actions}
    new = [{"text": "Do another thing", "rag": "Amber", "progress": "It is begun."}]
    page = upload(client, fill(client.get(reverse("sheet_file", args=[sheet.pk])).content, cells, new=new)).text
    address = f"{reverse('sheet', args=[sheet.pk])}?page="
    typed = {"seen": re.search(r'name="seen" value="(\w+)"', page)[1], "reason": "Of Nadia."}
    names = [f"{action.pk}-progress" for action in actions]
    for number, name in enumerate(names, start=1):
        assert f'name="{name}"' in page and page.count('type="radio"') == 2
        chosen = {name: "here" if number == 2 else "sheet", "page": number + 1}
        page = client.post(f"{address}{number}", typed | chosen, follow=True).text
        assert 'value="Of Nadia."' in page
    assert 'type="radio" name="new-' in page
    done = client.post(f"{address}4", {**typed, "do": "apply"}, follow=True).text
    assert "is home and merged" in done
    assert [action.updates.count() for action in actions] == [1, 0, 1]


def test_files_that_are_no_sheets_are_refused_by_name(client, officer, actions):
    answer = upload(client, b"Ref,Action\n1,Do it\n", name="list.csv")
    assert answer.status_code == 422
    assert "holds no row of a sheet" in answer.text


def test_several_come_home_at_once(client, plan, officer, actions):
    sheets = [sheet_of(plan, officer), sheet_of(plan, officer)]
    files = [client.get(reverse("sheet_file", args=[sheet.pk])).content for sheet in sheets]
    page = upload(client, *files).text
    assert page.count("Home, to merge") == 2


def test_two_files_of_one_sheet_each_wait_and_are_merged_and_undone_by_themselves(client, plan, officer, actions):
    first, second, _third = actions
    sheet = sheet_of(plan, officer)
    data = client.get(reverse("sheet_file", args=[sheet.pk])).content
    one = fill(data, {first.pk: {"progress": "Said in the first."}})
    two = fill(data, {second.pk: {"progress": "Said in the second."}})
    page = upload(client, one, two).text
    assert "0-home.xlsx” of" in page
    assert "1-home.xlsx” of" in page
    files = {each.name[0]: f"{reverse('sheet', args=[sheet.pk])}?file={each.pk}" for each in sheet.returns.all()}
    day = {"position_on_0": today().day, "position_on_1": today().month, "position_on_2": today().year}
    for number, says, other in (("1", "Said in the second.", "0"), ("0", "Said in the first.", "1")):
        page = client.get(files[number]).text
        assert says in page
        assert f"{other}-home.xlsx" in page
        stamp = re.search(r'name="seen" value="(\w+)"', page)[1]
        done = client.post(files[number], {"seen": stamp, "reason": "Her sheet.", "do": "apply", **day}, follow=True)
        assert "is home and merged" in done.text
        if number == "1":
            assert "waits to be merged" in done.text
            assert "Home, to merge" in client.get(reverse("sheets")).text
    assert {first.updates.get().narrative, second.updates.get().narrative} == {
        "Said in the first.",
        "Said in the second.",
    }
    undo = re.search(r'action="([^"]+/undo/\?file=\d+)"', client.get(files["0"]).text)[1]
    assert "Undone" in client.post(undo, {"reason": "It was the old one."}, follow=True).text
    assert "is home and merged" in client.get(files["1"]).text
    assert "came home before, and was merged" in upload(client, two).text


def test_what_a_new_row_says_beside_its_words_is_named_where_it_is_not_taken(client, plan, officer, actions):
    sheet = sheet_of(plan, officer)
    new = {"text": "Paint the hut", "rag": "Amber", "progress": "The paint is bought.", "lead": "Painters Unknown"}
    data = fill(client.get(reverse("sheet_file", args=[sheet.pk])).content, {}, new=[new])
    page = upload(client, data).text
    stamp, number = re.search(r'name="seen" value="(\w+)"', page)[1], re.search(r'name="new-(\d+)"', page)[1]
    day = {"position_on_0": today().day, "position_on_1": today().month, "position_on_2": today().year}
    typed = {"seen": stamp, "reason": "Her sheet.", "do": "apply", f"new-{number}": "add", **day}
    done = client.post(reverse("sheet", args=[sheet.pk]), typed, follow=True).text
    assert m.Action.objects.filter(text="Paint the hut").count() == 1
    assert "Not taken with its row: Lead: Painters Unknown." in done
    painted = m.ProgressUpdate.objects.get(action__text="Paint the hut")
    assert (painted.narrative, painted.rag.code, painted.said_by_name) == (
        "The paint is bought.",
        "amber",
        "Nadia Ferris",
    )


def test_what_apply_would_refuse_is_told_before_and_a_new_row_is_shown_whole(client, plan, officer, actions):
    first, second, third = actions
    lead = third.assignments.filter(role="lead", withdrawn=False).first().lead
    plan.evidence_policy = "always"
    with change_set(plan, by=SYSTEM, verb="test", door="command") as act:
        act.save(plan)
    sheet = sheet_of(plan, officer, filled=FILLED)
    said = {
        first.pk: {"complete": "Yes", "progress": "Done."},
        second.pk: {"rag": "Red"},
        third.pk: {"responsible": lead.name},
    }
    new = [{"text": "Visit each carer", "rag": "Amber", "progress": "First meeting held.", "complete": "Yes"}]
    page = upload(client, fill(bytes_of(sheet), said, new=new)).text
    for words in (
        "to claim completion.",
        "has a part in the action already",
        "RAG: Amber",
        "Progress: First meeting held.",
        "Left out. Complete?: Yes: In this plan a claim of completion brings evidence.",
    ):
        assert words in page, words
    for name in (f"{first.pk}-complete", f"{third.pk}-responsible"):
        chosen = re.findall(rf'name="{name}" value="(\w+)" checked', page)
        assert chosen == ["here"], name
    assert "2 cells are taken" in page


def test_cells_of_an_action_that_was_closed_since_are_counted_and_wait(client, plan, officer, actions):
    [first, *_others] = actions
    sheet = sheet_of(plan, officer, filled=FILLED)
    manager = factories.person("Mina Manager", plan=plan, role="manager")
    close_action(by=manager, action=first, kind="superseded", reason="The Board took it over.")
    page = upload(client, fill(bytes_of(sheet), {first.pk: {"progress": "The tender is out."}})).text
    assert ("can’t be applied yet" in page, page.count("so it takes no more updates")) == (True, 1)
    [merge] = [merge_of(each) for each in sheet.returns.all()]
    assert [(name, cell.refused[:12]) for name, cell in ((c.field, c) for _row, c in refused(merge, {}))] == [
        ("progress", "It is supers")
    ]


def test_a_question_asked_back_is_answered_from_the_page_of_its_action(client, plan, officer, actions):
    [first, *_others] = actions
    ask_back(by=officer, action=first, words="Does this count agency staff?", because="asked back by Nadia")
    question = m.OpenQuestion.objects.get()
    page = client.get(reverse("action", args=[first.pk])).text
    assert "Does this count agency staff?" in page
    answers = reverse("questions", args=[plan.slug])
    assert answers in page
    said = {"question": question.pk, "settle": "said", "answer": "", "at": "action"}
    assert client.post(answers, said).status_code == 422
    answer = client.post(answers, said | {"answer": "It does."}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("action", args=[first.pk])
    question.refresh_from_db()
    assert (question.answer, question.answered_by_name) == ("It does.", officer.name)
    assert "Keep the answer" not in answer.text
