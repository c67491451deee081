"""Building and editing a plan through the real client: what is typed is kept, what is wrong is said at its field, and
two editors at once both keep their words."""

import io
import re
from datetime import date

import openpyxl
import pytest
from django.urls import reverse

from plans import models as m
from plans.operations import editing
from plans.operations.plans import open_plan, set_up_plan
from plans.operations.progress.updates import Word, submit_progress
from plans.queries import plan_state
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(officer):
    return open_plan(by=officer, title="Libraries Improvement Plan")


def page(plan, name="edit_plan", *args):
    return reverse(name, args=[plan.slug, *args])


def opened(response) -> str:
    return re.search(r'name="opened" value="([^"]*)"', response.text)[1]


def messages(response) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def test_an_officer_starts_a_plan_and_lands_where_it_is_built(client, officer):
    response = client.post(reverse("start_plan"), {"title": "Libraries Improvement Plan"}, follow=True)
    made = m.Plan.objects.get(title="Libraries Improvement Plan")
    assert response.redirect_chain == [(page(made), 302)]
    assert "What to do next" in response.text
    assert "Add the usual columns" in response.text
    assert "8 columns added." in messages(client.post(page(made), follow=True))
    text = client.get(page(made)).text
    assert "Add the usual columns" not in text
    assert made.columns.count() == 8


def test_what_to_do_next_leads_to_the_form_of_each(client, officer):
    """Section, recommendation, action: each link of the note opens the form of what it names."""
    client.post(reverse("start_plan"), {"title": "Libraries Improvement Plan"})
    made = m.Plan.objects.get(title="Libraries Improvement Plan")
    for noun, typed in (
        ("section", {"title": "Books"}),
        ("recommendation", {"text": "Lend more"}),
        ("action", {"text": "Open on Sundays", "role": "lead"}),
    ):
        note = client.get(page(made)).text.partition("What to do next")[2].partition("</div>")[0]
        address = re.search(rf'href="([^"]+)">Add the first {noun}', note)[1]
        assert client.post(address, typed).status_code == 302, noun
    assert made.title in client.get(page(made)).text


@pytest.mark.parametrize("title, words", [("", "Enter the title"), ("x" * 301, "Shorten the title")])
def test_a_plan_without_a_title_that_can_stand_is_not_started(client, officer, title, words):
    response = client.post(reverse("start_plan"), {"title": title})
    assert response.status_code == 422
    assert words in response.text
    assert (title in response.text) and not m.Plan.objects.filter(title=title).exists()


def test_several_actions_are_added_in_a_row(client, draft, officer):
    section = editing.add_section(by=officer, plan=draft, title="Staff")
    rec = editing.add_recommendation(by=officer, section=section, text="Train them", ref="1.")
    url = page(draft, "edit_add", "action") + f"?under=recommendation-{rec.pk}"
    typed = {
        "text": "Write a course:",
        "steps": "for managers\r\n\r\nfor everybody else",
        "name": "Head of Libraries",
        "new": "yes",
        "role": "lead",
        "timescale": "30 June 2027",
        "then": "another",
    }
    response = client.post(url, typed, follow=True)
    assert response.redirect_chain == [(url, 302)]
    assert "“30 June 2027” is read as: A day, on 30 June 2027" in messages(response)
    assert (
        client.post(url, {"text": "Hold it", "role": "lead"}, follow=True).redirect_chain[0][0].startswith(page(draft))
    )
    first, second = plan_state(draft).actions
    assert ([step.text for step in first.steps], second.text) == (["for managers", "for everybody else"], "Hold it")


def test_a_timescale_that_the_reader_asks_about_is_shown_with_its_question_first(client, draft, officer):
    rec = editing.add_recommendation(by=officer, section=editing.add_section(by=officer, plan=draft), text="Train them")
    url = page(draft, "edit_add", "action") + f"?under=recommendation-{rec.pk}"
    typed = {"text": "Do it", "role": "lead", "timescale": "within 3 months"}
    response = client.post(url, typed)
    assert (response.status_code, m.Action.objects.of_plan(draft).count()) == (200, 0)
    assert "is read as" in response.text and "Look at it" in response.text
    read_of = re.search(r'name="read_of" value="([^"]*)"', response.text)[1]
    assert client.post(url, {**typed, "read_of": read_of}).status_code == 302
    assert m.Action.objects.of_plan(draft).get().timescales.get().kind == "relative"


def test_words_are_read_as_the_plans_own_anchor_and_legend_make_them(client, draft, officer):
    section = editing.add_section(by=officer, plan=draft)
    set_up_plan(by=officer, plan=draft, anchor_on=date(2027, 1, 15), legend=["Quarters are of the financial year."])
    url = page(draft, "edit_add", "timescale") + f"?under=section-{section.pk}"
    assert "until 15 April 2027" in client.post(url, {"text": "within 3 months"}).text
    assert "until 31 December 2027" in client.post(url, {"text": "Q3 2027/28"}).text


def test_words_are_read_before_a_timescale_is_saved_and_what_is_set_by_hand_stays(client, plan, officer):
    action = factories.actions_of(plan)[0]
    url = page(plan, "edit_add", "timescale") + f"?under=action-{action.pk}"
    shown = client.post(url, {"text": "by end of June 2027", "kind": ""})
    assert shown.status_code == 200
    assert 'name="latest_day"' in shown.text and 'value="30"' in shown.text
    boxes = {name: value for name, value in shown.context["form"].data.items() if name != "csrfmiddlewaretoken"}
    assert client.post(url, boxes).status_code == 302
    made = action.timescales.order_by("-pk").first()
    assert (made.text, str(made.latest)) == ("by end of June 2027", "2027-06-30")
    by_hand = {
        "text": "when the board says",
        "kind": "date",
        "latest_day": "1",
        "latest_month": "7",
        "latest_year": "2027",
    }
    shown = client.post(url, by_hand)
    assert shown.context["form"].data["latest_month"] == "7"
    client.post(url, {**by_hand, "read_of": "when the board says"})
    assert str(action.timescales.order_by("-pk").first().latest) == "2027-07-01"


def test_a_correction_on_a_live_plan_shows_in_the_actions_timeline_with_the_date_before(client, plan, officer):
    action = factories.actions_of(plan)[0]
    timescale = action.timescales.get()
    url = page(plan, "edit_thing", "timescale", timescale.pk)
    form = client.get(url)
    assert reverse("extend", args=[action.pk]) in form.text
    typed = {**_fields(form), "latest_day": "1", "latest_month": "8", "latest_year": "2027"}
    refused = client.post(url, typed)
    assert refused.status_code == 422
    assert "Say why" in refused.text and 'value="2027"' in refused.text
    client.post(url, {**typed, "why": "The year was misread."})
    text = client.get(reverse("action", args=[action.pk])).text
    assert "corrected a timescale" in text and "The year was misread." in text
    assert "8 November 2026" in text and "1 August 2027" in text


def _fields(response) -> dict:
    """What a form would send as it stands."""
    form = response.context["form"]
    out = {}
    for bound in form:
        value = bound.value()
        if hasattr(value, "year"):
            out |= {f"{bound.name}_{part}": getattr(value, part) for part in ("day", "month", "year")}
        elif value not in (None, ""):
            out[bound.name] = value
    return out


def test_two_editors_at_once_both_keep_what_they_typed(client, plan, officer):
    action = factories.actions_of(plan)[0]
    url = page(plan, "edit_thing", "action", action.pk)
    mark = opened(client.get(url))
    other = factories.person("Oscar Officer", plan=plan, role="officer")
    editing.change_action(by=other, action=action, text="Theirs, carefully put", why="Asked by the board.")
    mine = {"text": "Mine, more careful still", "expected_evidence": "A list", "why": "Clearer.", "opened": mark}
    response = client.post(url, mine)
    assert response.status_code == 409
    assert "Oscar Officer saved a change" in response.text
    assert "Theirs, carefully put" in response.text and "Mine, more careful still" in response.text
    now = opened(response)
    undecided = client.post(url, {**mine, "opened": now, "conflict": "yes"})
    assert undecided.status_code == 422 and "Choose what should stand" in undecided.text
    both = client.post(url, {**mine, "opened": now, "conflict": "yes", "keep": "edit"})
    assert "As it stands now" in both.text and "Mine, more careful still" in both.text and opened(both) == now
    client.post(url, {**mine, "opened": now, "conflict": "yes", "keep": "theirs"})
    action.refresh_from_db()
    assert action.text == "Theirs, carefully put"
    client.post(url, {**mine, "opened": now, "conflict": "yes", "keep": "mine"})
    action.refresh_from_db()
    assert action.text == "Mine, more careful still"


def test_what_was_not_different_is_said_to_be_so(client, plan, officer):
    action = factories.actions_of(plan)[0]
    url = page(plan, "edit_thing", "action", action.pk)
    response = client.post(url, _fields(client.get(url)), follow=True)
    assert "Nothing was different" in messages(response)


def test_a_mistake_in_the_details_is_named_and_everything_typed_is_still_there(client, plan, officer):
    url = page(plan, "edit_frame")
    typed = {
        **_fields(client.get(url)),
        "cadence_days": "monthly",
        "glossary": "HoS Head of Service",
        "subtitle": "Kept",
    }
    response = client.post(url, typed)
    assert response.status_code == 422
    assert "as a number from 1 to 366" in response.text
    assert "“HoS Head of Service” has none" in response.text
    assert 'value="Kept"' in response.text and 'value="monthly"' in response.text


def test_the_details_are_changed_and_read_well_in_the_audit_log(client, plan, officer):
    url = page(plan, "edit_frame")
    typed = {
        **_fields(client.get(url)),
        "subtitle": "Second edition",
        "glossary": "HoS: Head of Service\r\nEH: Early Help",
        "notes_before": "One.\r\nTwo.",
        "dated_day": "1",
        "dated_month": "May",
        "dated_year": "2026",
        "coordinator": officer.pk,
    }
    client.post(url, typed)
    plan.refresh_from_db()
    assert (plan.glossary, plan.notes_before) == ([["HoS", "Head of Service"], ["EH", "Early Help"]], ["One.", "Two."])
    text = client.get(reverse("log", args=[plan.slug])).text
    assert "changed the plan’s details" in text and "HoS: Head of Service; EH: Early Help" in text


def test_a_thing_is_moved_by_buttons_and_by_the_list(client, plan, officer):
    first, second, third = factories.actions_of(plan)
    url = page(plan, "edit_move", "action", second.pk)
    client.post(url, {"to": "up"})
    assert list(editing.siblings(first)) == [second, first]
    client.post(url, {"to": "up"})
    assert list(editing.siblings(first)) == [second, first]
    assert "Choose where it goes" in client.post(url, {"place": "999:0"}).text
    without = client.post(url, {"place": f"{third.recommendation_id}:{third.pk}"})
    assert without.status_code == 422 and "Say why" in without.text
    assert f'value="{third.recommendation_id}:{third.pk}" selected' in without.text
    client.post(url, {"place": f"{third.recommendation_id}:{third.pk}", "why": "It belongs there."})
    assert list(editing.siblings(third)) == [third, second]
    text = client.get(reverse("action", args=[second.pk])).text
    assert "Recommendation 1. to Recommendation 2." in text
    assert "moved the action" not in client.get(reverse("action", args=[third.pk])).text


def test_a_place_that_was_chosen_is_the_same_place_when_others_have_moved(client, plan, officer):
    plan = factories.plan("Another plan", actions=6, sections=6)
    boss = factories.person("Opal Officer", plan=plan, role="officer")
    client.force_login(boss)
    sections = list(m.Section.objects.filter(plan=plan).order_by("order"))
    url = page(plan, "edit_move", "section", sections[0].pk)
    text = client.get(url).text
    after = re.search(rf'value="([^"]*)"[^>]*>After {re.escape(sections[2].title)}', text)[1]
    editing.move(by=boss, thing=sections[5], to=0)
    client.post(url, {"place": after})
    assert [each.pk for each in editing.siblings(sections[0])] == [sections[at].pk for at in (5, 1, 2, 0, 3, 4)]
    editing.withdraw(by=boss, thing=sections[2], reason="Not needed.")
    gone = client.post(url, {"place": after})
    assert gone.status_code == 422 and "Choose where it goes" in gone.text


def test_of_a_long_plan_the_places_of_one_section_are_offered_and_the_others_are_a_link_away(
    client, plan, officer, monkeypatch
):
    plan = factories.plan("Another plan", actions=4, sections=2)
    client.force_login(factories.person("Opal Officer", plan=plan, role="officer"))
    monkeypatch.setattr("plans.views.editing.places.WHOLE", 1)
    here, there = m.Section.objects.filter(plan=plan).order_by("order")
    action, other = (m.Action.objects.filter(recommendation__section=each).first() for each in (here, there))
    url = page(plan, "edit_move", "action", action.pk)
    text, to = client.get(url).text, f"{other.recommendation_id}:{other.pk}"
    assert f'href="?section={there.pk}"' in text and f'value="{to}"' not in text
    assert f'value="{to}"' in client.get(f"{url}?section={there.pk}").text
    client.post(f"{url}?section={there.pk}", {"place": to, "why": "It belongs there."})
    assert action in editing.siblings(other)


def test_what_is_withdrawn_is_listed_with_its_reason_and_brought_back(client, plan, officer):
    action = factories.actions_of(plan)[0]
    url = page(plan, "edit_withdraw", "action", action.pk)
    assert "Say why it is withdrawn" in client.post(url, {"reason": " "}).text
    text = client.post(url, {"reason": "Done by another plan."}, follow=True).text
    assert "Done by another plan." in text and "Bring back" in text
    assert client.get(page(plan, "edit_thing", "action", action.pk), follow=True).redirect_chain[-1][0] == page(
        plan, "edit_restore", "action", action.pk
    )
    assert "Withdrawn: Done by another plan." in client.get(reverse("action", args=[action.pk])).text
    client.post(page(plan, "edit_restore", "action", action.pk))
    action.refresh_from_db()
    assert not action.withdrawn


def seen_on(response) -> str:
    return re.search(r'name="seen" value="(\d+)"', response.text)[1]


@pytest.mark.parametrize("noun", ["section", "recommendation", "action"])
def test_nothing_is_withdrawn_with_what_was_said_under_it_unseen(client, plan, officer, noun):
    action = factories.actions_of(plan)[0]
    above = {"recommendation": action.recommendation, "section": action.recommendation.section, "action": action}
    url = page(plan, "edit_withdraw", noun, above[noun].pk)
    typed = {"reason": "Printed twice.", "seen": seen_on(client.get(url))}
    bare = client.post(url, {**typed, "reason": ""})
    assert (bare.status_code, seen_on(bare)) == (422, typed["seen"])
    word = Word(narrative="The kerbs are lowered.", rag=factories.rag("green"))
    submit_progress(by=officer, action=action, word=word)
    stale = client.post(url, typed)
    assert stale.status_code == 409
    for words in ("New since you opened this page", "Olive Officer", "The kerbs are lowered.", "Printed twice."):
        assert words in stale.text
    above[noun].refresh_from_db()
    assert not above[noun].withdrawn
    assert client.post(url, typed | {"seen": seen_on(stale)}).status_code == 302


def test_what_another_withdrew_or_brought_back_meanwhile_is_told_with_the_words_kept(client, plan, officer):
    action = factories.actions_of(plan)[0]
    for verb, name in ((editing.withdraw, "edit_withdraw"), (editing.bring_back, "edit_restore")):
        url = page(plan, name, "action", action.pk)
        typed = {"reason": "Printed twice.", "seen": seen_on(client.get(url))}
        verb(by=officer, thing=action, **({"reason": "Not ours."} if verb is editing.withdraw else {"why": "Ours."}))
        stale = client.post(url, typed)
        assert (stale.status_code, "There is nothing left to decide here" in stale.text) == (409, True)
        assert "Printed twice." in stale.text
        assert "urs." in stale.text


def test_what_only_changed_its_place_is_withdrawn(client, plan, officer):
    first, second, *_rest = factories.actions_of(plan)
    url = page(plan, "edit_withdraw", "action", second.pk)
    typed = {"reason": "Printed twice.", "seen": seen_on(client.get(url))}
    editing.withdraw(by=officer, thing=first, reason="Not ours.")
    assert client.post(url, typed).status_code == 302


def test_every_kind_of_thing_is_withdrawn_listed_and_read_in_the_log(client, plan, officer):
    action = factories.actions_of(plan)[0]
    editing.add_source(by=officer, plan=plan, title="A peer challenge", code="(a)")
    step = editing.add_step(by=officer, action=action, text="Write to every branch")
    under = editing.Dating(text="in spring", kind="ongoing")
    editing.add_timescale(by=officer, under=step, dating=under)
    editing.add_timescale(by=officer, under=action.recommendation.section, dating=under)
    editing.add_lead(by=officer, action=action, step=step, led=editing.Led(name="Chief Librarian", new=True))
    for model in (m.Timescale, m.Assignment, m.Step, m.Action, m.Recommendation, m.Source, m.Column, m.Section):
        for thing in list(model.objects.filter(withdrawn=False)):
            if editing.plan_of(thing) == plan:
                url = page(plan, "edit_withdraw", editing.NOUNS[model], thing.pk)
                assert client.get(url).status_code == 200
                assert client.post(url, {"reason": f"No {model.__name__}."}).status_code == 302
    text = client.get(page(plan)).text
    assert text.count("Bring back") == 4 + 4 + 1 + 3 + 2 + 1 + 4 + 1 + 1
    log = client.get(reverse("log", args=[plan.slug])).text
    for noun in ("column", "source", "section", "recommendation", "step", "lead", "timescale"):
        assert f"withdrew a {noun}" in log
    assert "Column “Lead”" in log


def test_a_closed_plan_says_how_to_edit_it_and_offers_nothing_else(client, plan, officer):
    set_up_plan(by=officer, plan=plan, status="closed")
    text = client.get(page(plan)).text
    assert "closed and kept as it was" in text
    assert "Add an action" not in text and "Withdraw" not in text
    action = factories.actions_of(plan)[0]
    denied = client.get(page(plan, "edit_thing", "action", action.pk))
    assert denied.status_code == 403 and "Make it live again" in denied.text
    typed = {**_fields(client.get(page(plan, "edit_frame"))), "status": "live"}
    client.post(page(plan, "edit_frame"), typed)
    plan.refresh_from_db()
    assert plan.status == "live"


def test_what_was_typed_outlives_a_withdrawal_and_a_closing_in_between(client, plan, officer):
    action = factories.actions_of(plan)[0]
    url, more = page(plan, "edit_thing", "action", action.pk), page(plan, "edit_add", "section")
    typed = {"text": "Written over lunch", "why": "Clearer."}
    editing.withdraw(by=officer, thing=action, reason="Twice.")
    response = client.post(url, typed)
    assert response.status_code == 422
    assert "has been withdrawn" in response.text and "Written over lunch" in response.text
    set_up_plan(by=officer, plan=plan, status="closed")
    for address, words in ((url, typed), (more, {"title": "Written over lunch"})):
        response = client.post(address, words)
        assert response.status_code == 422
        assert "This plan is closed" in response.text and "Written over lunch" in response.text


def test_things_of_another_plan_are_not_found_under_this_one(client, plan, officer, draft):
    section = editing.add_section(by=officer, plan=draft, title="Elsewhere")
    for name in ("edit_thing", "edit_move", "edit_withdraw", "edit_restore"):
        assert client.get(page(plan, name, "section", section.pk)).status_code == 404
        assert client.get(page(plan, name, "period", section.pk)).status_code == 404
    for under in (f"section-{section.pk}", "action-1x", "plan-1", f"section-{'9' * 30}", ""):
        assert client.get(page(plan, "edit_add", "recommendation") + f"?under={under}").status_code == 404


def test_a_session_that_ended_costs_the_editor_nothing(client, plan, officer):
    client.logout()
    url = page(plan, "edit_add", "section")
    response = client.post(url, {"title": "Written over lunch"})
    assert response.status_code == 401
    assert "Written+over+lunch" in response.text


def test_the_plan_page_and_the_action_page_lead_to_editing_for_those_who_may(client, plan, officer, manager):
    action = factories.actions_of(plan)[0]
    pages = (reverse("plan", args=[plan.slug]), reverse("action", args=[action.pk]))
    links = (page(plan), page(plan, "edit_thing", "action", action.pk))
    for at, link in zip(pages, links, strict=True):
        assert link in client.get(at).text
    client.force_login(manager)
    for at, link in zip(pages, links, strict=True):
        assert link not in client.get(at).text


def test_the_workbook_has_the_headings_that_the_import_knows_and_the_same_bytes_each_time(client, officer):
    from plans.importing.vocabulary.heading_meanings import CERTAIN, read_heading

    first = client.get(reverse("template_workbook"))
    assert first.content == client.get(reverse("template_workbook")).content
    book = openpyxl.load_workbook(io.BytesIO(first.content))
    assert book.sheetnames == ["Action plan", "How to fill this in", "Abbreviations"]
    headings = [cell.value for cell in book["Action plan"][4]]
    assert {read_heading(heading).confidence for heading in headings} == {CERTAIN}
    assert len({read_heading(heading).meaning for heading in headings}) == len(headings)
    [choice] = book["Action plan"].data_validations.dataValidation
    assert choice.formula1 == '"Red,Amber,Green,Blue"'
    assert all(cell.alignment.wrap_text for cell in book["Action plan"][5])
    assert book["How to fill this in"].max_column == 1
