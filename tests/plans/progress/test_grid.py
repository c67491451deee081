"""Many updates in one save: each row an update of its own, what is wrong at its cells, the rest submitted."""

from datetime import date

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from plans import models as m
from plans.forms.grid import day_of, parts_of_day
from plans.operations.editing import withdraw
from plans.operations.progress.updates import Word, submit_progress
from plans.trail import SYSTEM, change_set
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return factories.plan(actions=4)


@pytest.fixture
def lead(plan):
    return factories.person("Lena Lead", plan=plan, role="contributor", posts=[factories.lead()])


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def typed(*rows, **more):
    """The form with these rows: each an action and what stands in its cells."""
    sent = {"row": [action.pk for action, _cells in rows], **more}
    for action, cells in rows:
        newest = action.updates.order_by("-pk").first()
        sent |= {f"seen-{action.pk}": newest.pk if newest else "", f"before-{action.pk}": ""}
        sent |= {f"{name}-{action.pk}": words for name, words in cells.items()}
    return sent


def test_each_row_is_an_update_of_its_own_and_an_untouched_one_is_none(plan, lead):
    one, two, three, _four = factories.actions_of(plan)
    said = typed(
        (one, {"rag": "green", "narrative": "Twenty files audited.", "forecast": "31/3/2031"}),
        (two, {"rag": "amber", "narrative": "Half of them trained.", "forecast": ""}),
        (three, {"rag": "", "narrative": "", "forecast": ""}),
    )
    answer = browser(lead).post(reverse("my_grid"), said, follow=True)
    assert "2 updates are submitted" in answer.content.decode()
    updates = m.ProgressUpdate.objects.order_by("pk")
    assert [(u.action, u.rag.code, u.narrative, u.said_by) for u in updates] == [
        (one, "green", "Twenty files audited.", lead),
        (two, "amber", "Half of them trained.", lead),
    ]
    assert updates[0].forecast_on == date(2031, 3, 31)
    assert m.ChangeSet.objects.filter(verb="submit_progress").count() == 2


def test_what_is_wrong_stands_at_its_cell_and_hinders_no_other(plan, lead):
    one, two, three, four = factories.actions_of(plan)
    client = browser(lead)
    said = typed(
        (one, {"rag": "green", "narrative": "", "forecast": ""}),
        (two, {"rag": "green", "narrative": "All trained.", "forecast": "soon"}),
        (three, {"rag": "", "narrative": "Words without a rating.", "forecast": ""}),
        (four, {"rag": "green", "narrative": "Done as planned.", "forecast": ""}),
    )
    answer = client.post(reverse("my_grid"), said)
    page = answer.content.decode()
    assert answer.status_code == 422 and "1 update is submitted" in page
    assert m.ProgressUpdate.objects.get().action == four
    for place in (f"narrative-{one.pk}", f"forecast-{two.pk}", f"rag-{three.pk}"):
        assert f'id="{place}-error"' in page and f'href="#{place}"' in page
    assert "Words without a rating.</textarea>" in page and 'value="soon"' in page
    said = typed((one, {"rag": "green", "narrative": "Begun.", "forecast": ""}))
    assert client.post(reverse("my_grid"), said).status_code == 302


def test_who_was_quicker_is_shown_and_both_stand_after_a_second_save(plan, lead):
    one = factories.actions_of(plan)[0]
    said = typed((one, {"rag": "green", "narrative": "Mine.", "forecast": ""}))
    manager = factories.person("Moira Manager", plan=plan, role="manager")
    submit_progress(by=manager, action=one, word=Word(narrative="The board has seen it.", rag=factories.rag("amber")))
    client = browser(lead)
    page = client.post(reverse("my_grid"), said).content.decode()
    assert "Moira Manager has said since: Amber. “The board has seen it.”" in page and "Mine.</textarea>" in page
    said[f"seen-{one.pk}"] = one.updates.order_by("-pk").first().pk
    client.post(reverse("my_grid"), said)
    assert [update.narrative for update in one.updates.order_by("pk")] == ["The board has seen it.", "Mine."]
    client.post(reverse("my_grid"), said)
    assert one.updates.count() == 2


def test_a_draft_is_the_one_of_the_update_page_and_goes_with_the_update(plan, lead):
    one = factories.actions_of(plan)[0]
    client = browser(lead)
    said = typed((one, {"rag": "amber", "narrative": "Half written", "forecast": "1 June 2031"}))
    assert "1 draft is kept" in client.post(reverse("my_grid"), {**said, "then": "draft"}, follow=True).content.decode()
    assert "Half written" in client.get(reverse("update", args=[one.pk])).content.decode()
    page = client.get(reverse("my_grid")).content.decode()
    assert "Half written</textarea>" in page and 'value="1 June 2031"' in page and "Your draft" in page
    client.post(reverse("my_grid"), said)
    assert not m.UpdateDraft.objects.exists() and m.ProgressUpdate.objects.get().narrative == "Half written"


def test_an_officer_rates_and_dates_what_was_just_imported(plan):
    officer = factories.person("Olive Officer", plan=plan, role="officer")
    one, two, three, _four = factories.actions_of(plan)
    with factories.change_set(plan, by=factories.SYSTEM, verb="test", door="command") as act:
        for action, text in ((one, "TBC"), (two, "")):
            row = action.timescales.get()
            row.kind, row.latest, row.text, row.withdrawn = "tbc", None, text or "TBC", not text
            row.withdrawn_reason = "" if text else "Nothing printed."
            act.save(row)
    client = browser(officer)
    page = client.get(reverse("list_grid"), {"plan": plan.slug}).content.decode()
    assert page.count('data-col="due"') == 2 and 'name="for_all"' in page
    said = typed(
        (one, {"rag": "red", "narrative": "", "forecast": "", "due": "2031-03-31"}),
        (two, {"rag": "", "narrative": "", "forecast": "", "due": "30 June 2031"}),
        (three, {"rag": "green", "narrative": "Its own words.", "forecast": "", "due": ""}),
        for_all="As the paper printed it.",
    )
    wrong = client.post(reverse("list_grid"), said)
    assert "this plan is live" in wrong.content.decode() and m.ProgressUpdate.objects.count() == 2
    said = typed((one, {"due": "2031-03-31"}), why="The board has set it.")
    answer = client.post(reverse("list_grid"), said)
    assert answer.status_code == 302, [row.errors for row in answer.context["rows"]]
    assert [a.timescales.get(withdrawn=False).latest.isoformat() for a in (one, two)] == ["2031-03-31", "2031-06-30"]
    assert one.updates.get().narrative == "As the paper printed it."


def test_what_was_typed_before_the_session_ended_stands_in_its_rows_again(plan, lead):
    one, two, *_rest = factories.actions_of(plan)
    said = typed((one, {"rag": "", "narrative": ""}), (two, {"rag": "amber", "narrative": "Half of them trained."}))
    client, held = browser(lead), QueryDict(mutable=True)
    for name, value in said.items():
        held.setlist(name, value if isinstance(value, list) else [value])
    session = client.session
    session["held"] = {"path": reverse("my_grid"), "fields": held.urlencode()}
    session.save()
    page = client.get(reverse("my_grid")).content.decode()
    assert "You were signed out before this was submitted." in page and "Half of them trained.</textarea>" in page
    assert f"-{one.pk}, as you typed it" not in page and not m.ProgressUpdate.objects.exists()
    assert page.index(f'id="rag-{two.pk}"') < page.index(f'id="rag-{one.pk}"')


def test_rows_of_others_are_neither_shown_nor_taken(plan, lead):
    other = factories.actions_of(factories.plan("Hidden Plan", actions=1))[0]
    client = browser(lead)
    client.post(reverse("my_grid"), typed((other, {"rag": "green", "narrative": "Not mine.", "forecast": ""})))
    stranger = factories.person("Sam Stranger", plan=plan, role="contributor")
    mine = factories.actions_of(plan)[0]
    browser(stranger).post(
        reverse("my_grid"), typed((mine, {"rag": "green", "narrative": "Not mine.", "forecast": ""}))
    )
    assert not m.ProgressUpdate.objects.exists()
    assert "None of these actions takes an update" in browser(stranger).get(reverse("list_grid")).content.decode()


def test_a_filter_that_can_not_be_used_is_said_on_the_grid_as_on_the_list(officer):
    pages = [browser(officer).get(reverse(name), {"plan": "another"}) for name in ("actions", "list_grid")]
    assert [(page.status_code, "can’t be used" in page.text) for page in pages] == [(400, True), (400, True)]


@pytest.mark.parametrize(
    "text",
    [
        "31/3/2031",
        "31 March 2031",
        "31st March 2031",
        "2031-03-31",
        "31.03.2031",
        " 31-Mar-2031 ",
        "31 Mar, 2031",
        "March 31, 2031",
    ],
)
def test_a_day_is_read_as_people_and_spreadsheets_write_it(text):
    assert day_of(text, what="the date") == date(2031, 3, 31) and parts_of_day("soon") == ["soon", "", ""]


def test_a_row_that_leaves_the_list_by_the_date_that_it_got_is_still_submitted_and_no_words_are_lost(plan):
    officer = browser(factories.person("Olive Officer", plan=plan, role="officer"))
    one, two, *_rest = factories.actions_of(plan)
    with change_set(plan, by=SYSTEM, verb="test", door="command") as act:
        for timescale in m.Timescale.objects.filter(action=one):
            timescale.latest, timescale.kind = None, "tbc"
            act.save(timescale)
    address = f"{reverse('list_grid')}?when=no_date"
    row = {"rag": "red", "narrative": "", "forecast": "", "due": "31/3/2031"}
    first = officer.post(address, typed((one, row), why="The Board has set it."))
    assert (first.status_code, "1 action has a date now" in first.text) == (422, True)
    said = typed((one, {**row, "due": "", "narrative": "It has begun."}))
    assert "1 update is submitted" in officer.post(address, said, follow=True).text
    withdraw(by=SYSTEM, thing=two, reason="Not ours.")
    lost = officer.post(address, typed((two, {"rag": "red", "narrative": "All of it.", "forecast": ""})), follow=True)
    assert "takes no update any more. What was typed there: “All of it.”" in lost.text
