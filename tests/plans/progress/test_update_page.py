"""The update page through the real client: nothing that is typed is ever lost."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from plans import models as m
from plans.operations import people
from plans.operations.decisions.completion import return_claim, verify_completion
from plans.operations.errors import Refused
from plans.operations.plans import set_up_plan
from plans.operations.progress.updates import Word, submit_progress
from plans.trail import SYSTEM, change_set
from tests import factories

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n%a small file\n"


@pytest.fixture
def url(action):
    return reverse("update", args=[action.pk])


def typed(**fields):
    return {"rag": "amber", "narrative": "Two of three teams trained.", "seen": "", **fields}


@pytest.mark.parametrize(
    "wrong, words",
    [
        ({"rag": "blue"}, "given when somebody else has verified"),
        ({"forecast_day": "1", "forecast_month": "1", "forecast_year": "2020"}, "can’t be before the day"),
        ({"evidence_link": "ftp://files.example/minutes"}, "A link begins with https://"),
        ({"narrative": ""}, "Say what has happened"),
    ],
)
def test_what_the_committee_will_read_is_shown_only_of_what_could_be_submitted(client, lead, action, url, wrong, words):
    client.force_login(lead)
    sent = client.post(url, typed(check="yes", **wrong))
    assert (sent.status_code, words in sent.text) == (422, True)
    assert "What the committee will read" in client.post(url, typed(check="yes")).text
    assert not action.updates.exists()
    client.post(url, typed())
    late = client.post(url, typed(check="yes", narrative="Something else."))
    assert late.status_code == 409, "somebody was quicker, and that is said before it is sent"
    assert action.updates.count() == 1


def test_three_answers_are_enough(client, lead, action, url):
    client.force_login(lead)
    response = client.post(url, typed(forecast_day="18", forecast_month="December", forecast_year="2099"), follow=True)
    assert response.status_code == 200
    assert "Your update to" in response.text
    update = action.updates.get()
    assert (update.rag.code, update.narrative, str(update.forecast_on)) == (
        "amber",
        "Two of three teams trained.",
        "2099-12-18",
    )


@pytest.mark.parametrize(
    "wrong, words",
    [
        ({"rag": ""}, "Choose a rating"),
        ({"rag": "purple"}, "Choose one of this plan’s own ratings: Red, Amber, Green"),
        ({"rag": "blue"}, "given when somebody else has verified"),
        ({"narrative": ""}, "Say what has happened"),
        ({"narrative": "word " * 1000}, "Shorten this to 4,000 characters"),
        ({"forecast_day": "31", "forecast_month": "11", "forecast_year": "2026"}, "November 2026 has 30 days"),
        ({"forecast_day": "31", "forecast_month": "", "forecast_year": "2026"}, "the month is missing"),
        ({"forecast_day": "²", "forecast_month": "11", "forecast_year": "2026"}, "as a real date"),
        ({"forecast_day": "x", "forecast_month": "y", "forecast_year": "z"}, "as a real date"),
        ({"steps_met": "999"}, "Choose steps of this action"),
        ({"evidence_link": "not a link"}, "Enter the link whole"),
    ],
)
def test_a_mistake_is_named_at_its_field_and_everything_typed_is_still_there(client, lead, action, url, wrong, words):
    client.force_login(lead)
    sent = typed(**wrong)
    response = client.post(url, sent)
    assert response.status_code == 422
    assert words in response.text
    assert "This update has not been submitted yet" in response.text
    if sent["narrative"].strip():
        assert sent["narrative"].strip()[:4000] in response.text
    assert action.updates.count() == 0


def test_a_narrative_of_two_megabytes_comes_back_whole(client, lead, action, url):
    client.force_login(lead)
    response = client.post(url, typed(narrative="x" * 2_000_000))
    assert response.status_code == 422
    assert "x" * 2_000_000 in response.text
    assert action.updates.count() == 0


def test_a_file_that_may_be_kept_is_not_chosen_twice(client, lead, action, url):
    client.force_login(lead)
    good = SimpleUploadedFile("register.pdf", PDF, "application/pdf")
    bad = SimpleUploadedFile("tool.exe", b"MZ\x90", "application/octet-stream")
    response = client.post(url, typed(evidence=[good, bad]))
    assert response.status_code == 422
    assert "“tool.exe” can’t be attached" in response.text
    token = re.search(r'name="kept" value="([^"]+)"', response.text)[1]
    response = client.post(url, typed(kept=token))
    assert response.status_code == 302
    evidence = action.evidence.get()
    assert (evidence.file_name, evidence.size) == ("register.pdf", len(PDF))
    served = client.get(reverse("evidence", args=[evidence.pk]))
    assert b"".join(served.streaming_content) == PDF


def test_an_executable_called_pdf_is_refused_for_what_it_is(client, lead, action, url):
    client.force_login(lead)
    response = client.post(url, typed(evidence=SimpleUploadedFile("plan.pdf", b"MZ\x90\x00" + b"\0" * 200)))
    assert response.status_code == 422
    assert "is not what its name says" in response.text
    assert action.evidence.count() == 0


def test_a_file_that_is_too_large_is_refused_before_it_is_read(client, lead, action, url, settings):
    settings.EVIDENCE_MAX_BYTES = 1024
    client.force_login(lead)
    response = client.post(url, typed(evidence=SimpleUploadedFile("plan.pdf", b"%PDF-" + b"x" * 2000)))
    assert response.status_code == 422
    assert "is larger than" in response.text


def test_a_form_without_the_sessions_token_says_how_to_send_it_again(lead, action, url):
    client = Client(enforce_csrf_checks=True)
    client.force_login(lead)
    response = client.post(url, typed())
    assert response.status_code == 403
    assert "This page was open for too long" in response.text
    assert action.updates.count() == 0
    assert "What you typed is kept" not in response.text
    assert ">Two of three teams trained.</textarea>" in response.text


OWN = (
    {"origin": "http://testserver"},
    {"origin": "https://plans.example"},
    {"referer": "http://testserver/my-actions/"},
)


@pytest.mark.parametrize("headers", OWN)
def test_a_stale_form_of_our_own_keeps_its_words(lead, url, settings, headers):
    settings.CSRF_TRUSTED_ORIGINS = ["https://plans.example"]
    client = Client(enforce_csrf_checks=True)
    client.force_login(lead)
    response = client.post(url, typed(), headers=headers)
    assert response.status_code == 403
    assert "What you typed is kept" in response.text
    assert "Two of three teams trained." in client.get(url).text


@pytest.mark.parametrize("headers", OWN)
def test_a_stale_form_of_somebody_signed_out_is_carried_through_the_sign_in(url, settings, headers):
    settings.CSRF_TRUSTED_ORIGINS = ["https://plans.example"]
    response = Client(enforce_csrf_checks=True).post(url, typed(), headers=headers)
    assert response.status_code == 401
    assert "You were signed out, and your words are kept" in response.text
    assert "Two+of+three+teams+trained." in response.text


@pytest.mark.parametrize("is_signed_in", [True, False])
def test_a_form_from_another_site_is_neither_kept_nor_repeated(lead, url, is_signed_in):
    client = Client(enforce_csrf_checks=True)
    if is_signed_in:
        client.force_login(lead)
    response = client.post(url, typed(), headers={"origin": "https://elsewhere.example"})
    assert response.status_code == 403
    assert "Two of three" not in response.text
    assert "held" not in client.session


def test_more_than_the_application_accepts_is_refused_in_words(client, lead, action, url):
    client.force_login(lead)
    response = client.post(url, typed(narrative="x" * 13_000_000))
    assert response.status_code == 400
    assert "larger than the application accepts" in response.text


def test_a_file_that_is_held_no_more_is_asked_for_again_and_nothing_is_submitted_without_it(client, lead, action, url):
    client.force_login(lead)
    response = client.post(url, typed(kept="forged:token"))
    assert response.status_code == 422
    assert "Attach it again" in response.text
    assert action.updates.count() == 0


def test_one_file_attached_many_times_is_one_piece_of_evidence_of_this_person_and_action_alone(client, lead, plan):
    [action, other, *_rest] = factories.actions_of(plan)
    url = reverse("update", args=[action.pk])
    client.force_login(lead)
    response = client.post(url, typed(narrative="", evidence=SimpleUploadedFile("register.pdf", PDF)))
    token = re.search(r'name="kept" value="([^"]+)"', response.text)[1]
    elsewhere = client.post(reverse("update", args=[other.pk]), typed(kept=token))
    assert (elsewhere.status_code, other.evidence.count()) == (422, 0)
    assert client.post(url, typed(kept=[token] * 40)).status_code == 302
    assert action.evidence.count() == 1


def test_a_store_that_fails_costs_the_file_but_not_the_words(client, lead, action, url, settings, tmp_path):
    (tmp_path / "full").write_text("a file where a folder should be")
    settings.EVIDENCE_DIR = tmp_path / "full"
    client.force_login(lead)
    response = client.post(url, typed(evidence=SimpleUploadedFile("register.pdf", PDF)))
    assert response.status_code == 422
    assert "could not be stored just now" in response.text
    assert "Two of three teams trained." in response.text
    assert action.updates.count() == 0


def test_a_long_file_name_is_shortened_and_keeps_its_kind(client, lead, action, url):
    client.force_login(lead)
    assert client.post(url, typed(evidence=SimpleUploadedFile("n" * 230 + ".pdf", PDF))).status_code == 302
    evidence = action.evidence.get()
    assert (len(evidence.file_name), evidence.content_type) == (200, "application/pdf")


def test_words_that_stand_already_are_not_said_again(client, lead, action, url):
    client.force_login(lead)
    client.post(url, typed())
    response = client.post(url, typed(seen=action.updates.get().pk))
    assert response.status_code == 422
    assert "these very words already" in response.text
    assert action.updates.count() == 1


def test_a_claim_brings_the_evidence_that_the_plan_asks_for(client, lead, action, url, plan):
    officer = factories.person("Olive Officer", plan=plan, role="officer")
    set_up_plan(by=officer, plan=plan, evidence_policy="asked")
    client.force_login(lead)
    assert "A claim of completion has to bring it" in client.get(url).text
    client.force_login(lead)
    bare = client.post(url, typed(claim="yes"))
    assert bare.status_code == 422
    assert "The plan asks for evidence: Audit of twenty files" in bare.text
    linked = client.post(url, typed(claim="yes", evidence_link="https://intranet.example/audit"))
    assert linked.status_code == 302
    assert action.updates.get().claims_completion


def test_words_that_hold_no_text_are_no_words(client, lead, action, url):
    client.force_login(lead)
    for words in ("a\0b", "\u200b", "\x07bell"):
        response = client.post(url, typed(narrative=words))
        assert response.status_code == 422, repr(words)
    assert action.updates.count() == 0


def test_a_finished_action_offers_no_form(client, lead, action, url, plan):
    manager = factories.person("Moira Manager", plan=plan, role="manager")
    word = Word(narrative="Done.", rag=factories.rag("green"), claims_completion=True)
    verify_completion(by=manager, claim=submit_progress(by=lead, action=action, word=word))
    client.force_login(lead)
    response = client.get(url, follow=True)
    assert response.redirect_chain[-1][0] == reverse("action", args=[action.pk])
    assert "takes no more updates" in response.text


def test_a_returned_claim_stands_first_with_what_is_missing(client, lead, action, url, plan):
    manager = factories.person("Moira Manager", plan=plan, role="manager")
    word = Word(narrative="Done.", rag=factories.rag("green"), claims_completion=True)
    claim = submit_progress(by=lead, action=action, word=word)
    return_claim(by=manager, claim=claim, reason="The sample is too small.")
    client.force_login(lead)
    for page in (reverse("my_actions"), url):
        assert "The sample is too small." in client.get(page).text
    client.post(url, typed(narrative="Sample doubled.", seen=claim.pk))
    assert "The sample is too small." not in client.get(reverse("my_actions")).text


def test_two_people_at_once_both_keep_what_they_typed(client, lead, action, url, plan):
    manager = factories.person("Moira Manager", plan=plan, role="manager")
    client.force_login(lead)
    client.get(url)
    first = submit_progress(
        by=manager, action=action, word=Word(narrative="Back on track.", rag=factories.rag("green"))
    )
    response = client.post(url, typed())
    assert response.status_code == 409
    assert "Back on track." in response.text
    assert "Two of three teams trained." in response.text
    assert action.updates.count() == 1
    undecided = client.post(url, typed(seen=first.pk, conflict="yes"))
    assert undecided.status_code == 422
    assert "Choose what should stand" in undecided.text
    edit = client.post(url, typed(seen=first.pk, conflict="yes", keep="edit"))
    assert edit.status_code == 200
    assert "Two of three teams trained." in edit.text
    mine = client.post(url, typed(seen=first.pk, conflict="yes", keep="mine"))
    assert mine.status_code == 302
    assert [u.narrative for u in action.updates.order_by("id")] == ["Back on track.", "Two of three teams trained."]


def test_a_session_that_ended_costs_nobody_their_words(client, lead, action, url):
    response = client.post(url, typed(narrative="Written over lunch & nearly lost."))
    assert response.status_code == 401
    assert "your words are kept" in response.text
    held = re.search(r'name="held" value="([^"]*)"', response.text)[1].replace("&amp;", "&")
    wrong = client.post(reverse("account_login"), {"login": lead.email, "password": "no", "next": url, "held": held})
    assert wrong.status_code == 422
    assert "Written+over+lunch" in wrong.text
    response = client.post(
        reverse("account_login"),
        {"login": lead.email, "password": "a-long-word-9", "next": url, "held": held},
        follow=True,
    )
    assert response.redirect_chain[-1][0] == url
    assert "Written over lunch &amp; nearly lost." in response.text
    assert "What you had typed stands here again" in response.text
    assert action.updates.count() == 0


def test_an_action_of_a_plan_that_one_cant_see_is_not_found(client, url):
    client.force_login(factories.person("Otto Outsider"))
    assert client.get(url).status_code == 404


def test_an_update_appears_in_the_timeline_with_before_and_after(client, lead, action, url):
    client.force_login(lead)
    client.post(url, typed())
    text = client.get(reverse("action", args=[action.pk])).text
    assert "Ada Lead’s update" in text
    assert "Two of three teams trained." in text
    log = client.get(reverse("log", args=[action.plan.slug])).text
    assert "Ada Lead gave an update" in log
    assert m.ChangeSet.objects.filter(verb="submit_progress", actor_name="Ada Lead", door="web").exists()


def test_who_may_record_for_others_is_asked_first_who_said_it_leads_of_the_action_first(
    client, lead, manager, action, url
):
    aaron = factories.person("Aaron Other", plan=action.plan, role="contributor")
    client.force_login(manager)
    page = client.get(url).text
    assert page.index("Who said it?") < page.index("How is it going?")
    assert page.index("Lead this action") < page.index(lead.name) < page.index("Others with a part")
    assert page.index("Others with a part") < page.index(aaron.name)
    told = client.post(url, typed(said_by=lead.pk), follow=True).text
    assert f"{lead.name}’s update to" in told
    assert "Your update to" not in told
    said = action.updates.get()
    assert (said.said_by, said.recorded_by) == (lead, manager)
    client.force_login(lead)
    assert "Who said it?" not in client.get(url).text


def test_a_claim_that_was_recorded_says_whose_it_is(client, lead, manager, action, url):
    client.force_login(manager)
    told = client.post(url, typed(said_by=lead.pk, claim="yes"), follow=True).text
    assert f"{lead.name}’s claim that" in told
    assert "Somebody who is neither of you looks at the evidence" in told


def test_a_lead_without_an_account_can_have_said_it(client, manager, action, url):
    """The post that nobody holds, then whoever holds it by name; another lead can't have."""
    post, other = (people.name_lead(name=name) for name in ("Head of Play", "Head of Nothing"))
    with change_set(by=SYSTEM, verb="test", door="command", register=True) as act:
        act.save(m.Assignment(action=action, lead=post, printed=post.name, role="supporting", order=1))
    client.force_login(manager)
    page = client.get(url).text
    group = page.partition("Lead this action")[2].partition("</optgroup>")[0]
    assert f'value="lead-{post.pk}"' in group and "Head of Play, no account" in group
    told = client.post(url, typed(said_by=f"lead-{post.pk}"), follow=True).text
    assert "Head of Play’s update to" in told
    said = action.updates.get()
    assert (said.said_by, said.said_by_name, said.recorded_by) == (None, "Head of Play", manager)
    people.appoint(lead=post, name="Nan Elsewhere")
    assert "Nan Elsewhere, Head of Play, no account" in client.get(url).text
    refused = client.post(url, typed(said_by=f"lead-{other.pk}", seen=said.pk))
    assert refused.status_code == 422
    with pytest.raises(Refused, match="does not lead this action"):
        submit_progress(by=manager, action=action, word=Word(narrative="Fine."), said_by=other)
