"""Two updates at once: whichever stands, nobody loses their words or files, and one's own update is one's own."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from plans import models as m
from plans.operations.editing import add_step
from plans.operations.progress.updates import Word, submit_progress
from plans.wording import day
from tests import factories

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n%a small file\n"


@pytest.fixture
def url(action):
    return reverse("update", args=[action.pk])


@pytest.fixture
def writer(client, lead):
    client.force_login(lead)
    return client


@pytest.fixture
def theirs(action, manager):
    """What somebody else says while the lead has the form open."""
    return submit_progress(by=manager, action=action, word=Word(narrative="Back on track.", rag=factories.rag("green")))


def typed(**fields):
    return {"rag": "amber", "narrative": "Two of three teams trained.", "seen": "", **fields}


def hidden(page) -> dict:
    """What the form of a conflict's page sends along by itself."""
    sent: dict = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page):
        sent.setdefault(name, []).append(value)
    return sent


def until() -> str:
    return day((timezone.localtime() + timedelta(days=14)).date())


@pytest.mark.parametrize("choice, where", [("theirs", "/actions/{}/?from=%2Fmy-actions%2F"), ("later", "/my-actions/")])
def test_words_and_file_stay_as_a_draft(writer, action, url, theirs, choice, where):
    back = f"{url}?back=/my-actions/"
    conflict = writer.post(back, typed(evidence=SimpleUploadedFile("register.pdf", PDF)))
    assert conflict.status_code == 409
    for words in ("Moira Manager submitted an update", "Decide later", f"kept as a draft until {until()}"):
        assert words in conflict.text
    sent = {**hidden(conflict.text), "narrative": "Two of three teams trained, and more.", "keep": choice}
    response = writer.post(back, sent, follow=True)
    assert response.redirect_chain[-1][0] == where.format(action.pk)
    assert f"kept as a draft until {until()}, with register.pdf" in response.text
    assert (action.updates.count(), action.evidence.count()) == (1, 0)
    page = writer.get(url).text
    for words in ("Two of three teams trained, and more.", "register.pdf", 'value="amber" checked', until()):
        assert words in page
    assert "You are writing an update" in writer.get(reverse("action", args=[action.pk])).text
    again = writer.post(url, {**hidden(page), "rag": "amber", "narrative": "Two of three teams trained, and more."})
    assert again.status_code == 302
    assert action.evidence.get().file_name == "register.pdf"


def test_closing_the_page_of_the_conflict_costs_nothing(writer, url, theirs):
    assert writer.post(url, typed()).status_code == 409
    assert "Two of three teams trained." in writer.get(url).text


def test_half_a_form_is_set_aside_too(writer, url, theirs):
    sent = typed(rag="", forecast_day="31", conflict="yes", keep="theirs", seen=theirs.pk)
    assert writer.post(url, sent).status_code == 302
    assert 'value="31"' in writer.get(url).text


def test_another_windows_draft_is_not_overwritten(writer, action, url, theirs):
    writer.post(reverse("update_draft", args=[action.pk]), {"narrative": "From the other window", "seen": theirs.pk})
    response = writer.post(url, typed(conflict="yes", keep="theirs", seen=theirs.pk))
    assert response.status_code == 409
    for words in ("From the other window", "Two of three teams trained."):
        assert words in response.text


def test_a_draft_goes_after_its_days_and_not_before(writer, action, url):
    keep = reverse("update_draft", args=[action.pk])
    writer.post(keep, {"narrative": "Half a sentence", "seen": ""})
    m.UpdateDraft.objects.update(saved_at=timezone.now() - timedelta(days=13))
    call_command("clear_drafts", verbosity=0)
    assert "Half a sentence" in writer.get(url).text
    m.UpdateDraft.objects.update(saved_at=timezone.now() - timedelta(days=14, minutes=1))
    assert "Half a sentence" not in writer.get(url).text
    assert "Your draft" not in writer.get(reverse("my_actions")).text
    call_command("clear_drafts", verbosity=0)
    assert not m.UpdateDraft.objects.exists()


def test_a_form_sent_twice_is_stored_once_and_says_so(writer, action, url):
    sent = typed(claim="yes", evidence_link="https://intranet.example/minutes", steps_met=[])
    assert "is submitted" in writer.post(url, sent, follow=True).text
    again = writer.post(url, sent, follow=True)
    assert "You sent this twice. It is stored once, on" in again.text
    assert "Somebody else" not in again.text
    assert (action.updates.count(), action.evidence.count()) == (1, 1)
    assert not m.UpdateDraft.objects.exists()


def test_a_form_with_a_file_and_a_step_sent_twice_is_stored_once(writer, action, url, manager, plan):
    officer = factories.person("Olive Officer", plan=plan, role="officer")
    step = add_step(by=officer, action=action, text="Train the first team")
    sent = lambda: typed(steps_met=[step.pk], evidence=SimpleUploadedFile("register.pdf", PDF))  # noqa: E731
    assert writer.post(url, sent()).status_code == 302
    submit_progress(by=manager, action=action, word=Word(narrative="Back on track.", rag=factories.rag("green")))
    again = writer.post(url, sent(), follow=True)
    assert "You sent this twice. It is stored once, on" in again.text
    assert (action.updates.count(), action.evidence.count()) == (2, 1)


def test_ones_own_update_is_not_somebody_elses(writer, action, url):
    writer.post(url, typed())
    response = writer.post(url, typed(narrative="All three teams trained."))
    assert response.status_code == 409
    assert "You have updated this action already" in response.text
    assert "You submitted an update on" in response.text
    for words in ("Somebody else", "theirs", "Ada Lead submitted", "Ada Lead’s"):
        assert words.lower() not in re.sub(r'"[^"]*"', "", response.text).lower(), words
    more = writer.post(url, {**hidden(response.text), "narrative": "All three teams trained.", "keep": "mine"})
    assert more.status_code == 302
    assert action.updates.count() == 2


def test_other_evidence_under_the_same_words_is_something_else(writer, action, url):
    writer.post(url, typed())
    response = writer.post(url, typed(evidence_link="https://intranet.example/minutes"))
    assert response.status_code == 409
    assert "You have updated this action already" in response.text
