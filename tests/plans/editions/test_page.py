"""A later edition in the browser, without script: every button keeps what was ticked and typed."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans import models as m
from plans.operations.progress.updates import Word, submit_progress
from tests import factories
from tests.plans.operations.editions.edited_plans import FIRST, LATER, WITHOUT_VISITS, against, imported, key_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(settings):
    settings.ROOT_URLCONF = "tests.plans.editions.urls"
    settings.EDITION = WITHOUT_VISITS
    return imported()


@pytest.fixture
def url(plan, officer):
    return reverse("edition", args=[plan.slug])


def read(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "lxml")


def typed(page: BeautifulSoup, **fields) -> dict:
    """What a browser would send of the page's form; `fields` are put over it."""
    data: dict[str, list[str]] = {}
    for control in page.select_one("form.ap-edition").select("input, textarea"):
        if control.get("type") not in ("checkbox", "radio") or control.has_attr("checked"):
            data.setdefault(control["name"], []).append(control.get("value") or control.text)
    return data | fields


def ticked(page: BeautifulSoup) -> set[str]:
    chosen = page.select("[name=apply][checked], [name=apply][type=hidden]")
    return {control["value"] for control in chosen}


def test_it_shows_before_and_after_with_the_words_that_changed(client, url):
    page = read(client.get(url))
    assert [h.text for h in page.select("h2")][:2] == ["The plan itself", "Actions"]
    row = next(tr for tr in page.select("tr") if tr.select("del") and "Survey readers" in tr.text)
    assert [d.text for d in row.select("del")] == ["Taken out: once"]
    assert [i.text for i in row.select("ins")] == ["Put in: twice"]
    assert "61 days later" in page.text
    assert "1 action is as it was" not in page.text
    assert "A manager decides on it" in page.text


def test_what_is_new_and_changed_is_ticked_and_what_is_gone_is_kept(client, url, plan):
    page = read(client.get(url))
    edition = against(plan, WITHOUT_VISITS)
    assert ticked(page) == edition.defaults
    gone = key_of(edition, "gone")
    assert page.select_one(f"[name=gone-{gone}][checked]")["value"] == "keep"
    assert "6 of 8 changes will be applied" in " ".join(page.select_one(".ap-bulk").text.split())


def test_applying_leads_to_the_plan_and_says_what_was_done(client, url, plan):
    response = client.post(url, typed(read(client.get(url)), do="apply"), follow=True)
    assert response.redirect_chain[0][0] == reverse("plan", args=[plan.slug])
    assert (
        "6 changes applied. 2 differences left as the plan has them. A date that moves waits "
        "for nobody yet: the plan has no manager who could decide on it." in response.text
    )
    assert m.Action.objects.filter(text="Repair the roof of the Quay branch").exists()


def test_a_file_that_is_in_the_plan_already_is_named_with_who_brought_it(client, url, plan):
    client.post(url, typed(read(client.get(url)), do="apply"))
    page = read(client.get(url))
    assert "This very file is in the plan already" in page.text
    assert "Olive Officer brought it in on" in page.text
    assert not page.select("form.ap-edition")


def test_a_button_ticks_or_unticks_a_kind_and_leaves_the_rest(client, url, plan):
    page = read(client.get(url))
    without = read(client.post(url, typed(page, do="untick:changed")))
    edition = against(plan, WITHOUT_VISITS)
    changed = edition.of_kinds(["changed"])
    assert changed and ticked(without) == edition.defaults - changed
    assert ticked(read(client.post(url, typed(without, do="tick:changed")))) == edition.defaults | changed


def test_showing_one_kind_keeps_the_ticks_and_words_of_the_others(client, url, plan):
    page = read(client.get(url))
    edition = against(plan, WITHOUT_VISITS)
    gone, worded = key_of(edition, "gone"), key_of(edition, "changed", "Survey")
    fields = typed(page, do="show:new", **{f"gone-{gone}": "withdraw", f"why-{gone}": "Groups closed"})
    fields["apply"].remove(worded)
    only = read(client.post(url, fields))
    assert {b.text.split()[0] for b in only.select(".ap-edition__table b")} == {"New"}
    assert ticked(only) == edition.defaults - {worded}
    back = read(client.post(url, typed(only, do="show:all")))
    assert ticked(back) == edition.defaults - {worded}
    assert back.select_one(f"#why-{gone}").text == "Groups closed"
    assert client.post(url, typed(only, do="apply")).status_code == 302
    assert m.Action.objects.get(withdrawn=True).withdrawn_reason == "Groups closed"


def test_withdrawing_without_a_reason_is_said_above_and_beside_and_keeps_everything(client, url, plan):
    page = read(client.get(url))
    gone, worded = (
        key_of(against(plan, WITHOUT_VISITS), "gone"),
        key_of(against(plan, WITHOUT_VISITS), "changed", "Survey"),
    )
    fields = typed(page, do="apply", **{f"gone-{gone}": "withdraw"})
    fields["apply"].remove(worded)
    response = client.post(url, fields)
    wrong = read(response)
    assert response.status_code == 422
    [link] = wrong.select(".govuk-error-summary a")
    assert link.text.startswith("Say why “2.2 Visit every reading group")
    beside = wrong.select_one(link["href"])
    assert beside.name == "textarea"
    assert wrong.select_one(f"#{beside['aria-describedby']}").text.endswith(link.text)
    assert worded not in ticked(wrong)
    assert wrong.select_one(f"[name=gone-{gone}][value=withdraw]").has_attr("checked")
    assert not m.Action.objects.filter(withdrawn=True).exists()


def test_what_has_to_be_mended_is_shown_even_where_another_kind_was_looked_at(client, url, plan):
    gone = key_of(against(plan, WITHOUT_VISITS), "gone")
    first = typed(read(client.get(url)), do="show:changed", **{f"gone-{gone}": "withdraw"})
    looking = client.post(url, first)
    assert looking.status_code == 200
    assert not read(looking).select(".govuk-error-summary")
    wrong = read(client.post(url, typed(read(looking), do="apply")))
    assert wrong.select_one(wrong.select_one(".govuk-error-summary a")["href"]).name == "textarea"


def test_applying_nothing_says_what_to_do(client, url):
    response = client.post(url, typed(read(client.get(url)), do="apply") | {"apply": []})
    assert response.status_code == 422
    assert "Tick at least one change" in response.text


def test_a_plan_that_changed_meanwhile_is_shown_anew_with_the_ticks(client, url, plan, officer):
    fields = typed(read(client.get(url)), do="apply")
    edition = against(plan, WITHOUT_VISITS)
    worded, progress = key_of(edition, "changed", "Survey"), key_of(edition, "progress", "Consult")
    fields["apply"] = [worded, progress]
    action = m.Action.objects.get(text__startswith="Consult")
    submit_progress(by=officer, action=action, word=Word(narrative="All were asked."))
    response = client.post(url, fields)
    assert response.status_code == 422
    assert "The plan has changed since" in response.text
    again = read(response)
    assert ticked(again) == {worded}
    assert client.post(url, typed(again, do="apply")).status_code == 302


def test_actions_that_are_as_they_were_are_counted_and_listed_on_request(client, url, settings):
    settings.EDITION = FIRST.replace("Survey", "Ask")
    page = read(client.get(url))
    assert "3 actions are as they were" in page.text
    assert "Consult staff" not in page.text
    assert "Consult staff" in read(client.post(url, typed(page, do="show:same"))).text


def test_a_document_that_says_nothing_new_says_so(client, url, settings):
    settings.EDITION = FIRST + "\n"
    page = read(client.get(url))
    assert "says nothing that the plan doesn’t say already. 4 actions are as they were." in page.text
    assert not page.select("form.ap-edition")


def test_a_manager_is_not_told_that_dates_are_only_asked_for(client, url, plan):
    client.force_login(factories.person("Mo Manager", plan=plan, role="manager", is_administrator=True))
    answer = client.get(url)
    assert answer.status_code == 200 and "A manager decides on it" not in answer.text


@pytest.mark.parametrize("role, status", [("manager", 403), ("contributor", 403), ("viewer", 403), (None, 404)])
def test_it_is_for_officers(client, url, plan, role, status):
    client.force_login(factories.person("Somebody Else", plan=plan if role else None, role=role))
    assert client.get(url).status_code == status
    assert client.post(url, {"do": "apply"}).status_code == status


def test_markup_in_the_document_is_shown_as_it_was_typed(client, url, settings):
    settings.EDITION = LATER.replace("Survey readers twice", "Survey <script>alert(1)</script> readers twice")
    text = client.get(url).text
    assert "<script>alert" not in text
    assert "alert(1)" in text


def test_a_hundred_rows_take_no_more_queries_than_four(client, url, settings):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        return len(asked)

    few = queries()
    rows = (f"| {n} | Aim {n} | Do thing {n} | Lead {n} | May 2027 | | |\n" for n in range(9, 109))
    settings.EDITION = LATER + "".join(rows)
    assert client.get(url).text.count("New action") > 100
    assert queries() == few


def test_more_ticks_than_a_form_usually_has_arrive(client, url):
    fields = typed(read(client.get(url)), do="untick:all")
    fields["apply"] += [f"action-n0-{n}-0" for n in range(2000)]
    response = client.post(url, fields)
    assert (response.status_code, ticked(read(response))) == (200, set())
