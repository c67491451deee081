"""What somebody is still writing is kept for them alone, and is no part of the record."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audits.verification import faults
from plans import models as m
from plans.operations.progress.updates import Word, submit_progress
from tests import factories

pytestmark = pytest.mark.django_db
SCRIPT = {"accept": "application/json"}


@pytest.fixture
def url(action):
    return reverse("update", args=[action.pk])


@pytest.fixture
def draft(client, lead, action):
    """Keeps words as the page's script does; gives the answer."""
    client.force_login(lead)

    def keep(narrative, mark="", **fields):
        sent = {"narrative": narrative, "draft": mark, "seen": "", **fields}
        return client.post(reverse("update_draft", args=[action.pk]), sent, headers=SCRIPT)

    return keep


def test_what_is_written_stands_there_again_and_leaves_no_trail(client, draft, url):
    acts = m.ChangeSet.objects.count()
    typed = {"rag": "amber", "forecast_day": "31", "forecast_month": "", "forecast_year": "20", "claim": "yes"}
    assert "Draft kept at" in draft("Half a sentence", **typed).json()["words"]
    page = client.get(url).text
    assert "Half a sentence" in page
    assert "What you had written stands here again" in page
    assert "govuk-error-summary" not in page
    for box in ('value="31"', 'value="20"', 'value="amber" checked', 'value="yes" checked'):
        assert box in page
    assert m.ChangeSet.objects.count() == acts
    assert list(faults()) == []


def test_nobody_else_sees_it(client, draft, url, manager):
    draft("Half a sentence")
    assert "Half a sentence" in client.get(url).text
    client.force_login(manager)
    answer = client.get(url)
    assert answer.status_code == 200 and "Half a sentence" not in answer.text


def test_it_goes_when_the_update_is_submitted_and_a_late_echo_does_not_bring_it_back(client, draft, url):
    mark = draft("Half a sentence").json()["mark"]
    client.post(url, {"rag": "amber", "narrative": "A whole sentence.", "seen": "", "draft": mark})
    assert draft("Half a sentence", mark).status_code == 410
    assert not m.UpdateDraft.objects.exists()


def test_two_windows_do_not_overwrite_each_other_in_silence(client, draft, url, action):
    first = draft("First window").json()["mark"]
    second = draft("Second window", first).json()["mark"]
    stale = draft("First window, more", first)
    assert stale.status_code == 409
    assert m.UpdateDraft.objects.get().typed.startswith("narrative=Second")
    by_hand = client.post(
        reverse("update_draft", args=[action.pk]), {"narrative": "First window, more", "draft": first, "seen": ""}
    )
    assert by_hand.status_code == 409
    for words in ("First window, more", "Second window", "Another window of yours has kept other words"):
        assert words in by_hand.text
    assert draft("First window, more", second).status_code == 200


def test_a_button_keeps_words_and_files_without_a_script(client, lead, action, url):
    client.force_login(lead)
    files = [SimpleUploadedFile("register.pdf", b"%PDF-1.7 x"), SimpleUploadedFile("tool.exe", b"MZ")]
    sent = {"narrative": "Half a sentence", "seen": "", "evidence": files}
    response = client.post(reverse("update_draft", args=[action.pk]), sent, follow=True)
    assert "is kept as a draft" in response.text
    assert "“tool.exe” can’t be attached" in response.text
    page = client.get(url).text
    assert "register.pdf" in page
    assert "Go on writing" in client.get(reverse("my_actions")).text
    assert "thrown away" in client.post(reverse("update_draft", args=[action.pk]), {"discard": "yes"}, follow=True).text
    assert "Half a sentence" not in client.get(url).text


def test_more_than_a_form_holds_is_refused_in_words(draft):
    response = draft("x" * 300_000)
    assert response.status_code == 422
    assert "too long" in response.json()["words"]


def test_what_others_said_since_the_draft_is_pointed_at(client, draft, url, action, manager):
    draft("Half a sentence")
    word = Word(narrative="Back on track.", rag=factories.rag("green"))
    update = submit_progress(by=manager, action=action, word=word)
    page = client.get(url).text
    assert "Moira Manager has updated this action since" in page
    assert f'name="seen" value="{update.pk}"' in page


def test_a_reader_keeps_no_draft(client, action, plan):
    client.force_login(factories.person("Vera Viewer", plan=plan, role="viewer"))
    assert client.post(reverse("update_draft", args=[action.pk]), {"narrative": "x"}, headers=SCRIPT).status_code == 403
    client.force_login(factories.person("Otto Outsider"))
    assert client.post(reverse("update_draft", args=[action.pk]), {"narrative": "x"}, headers=SCRIPT).status_code == 404
