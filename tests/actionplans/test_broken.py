"""A page that breaks says what is known of what was sent; what runs after a commit breaks nothing; a full disk costs
nobody their words."""

import ast
import errno
from pathlib import Path

import psycopg.errors
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InterfaceError, OperationalError, connection, connections, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from plans import models as m
from plans.forms import upload_limits
from plans.trail import SYSTEM, after_commit, change_set
from plans.views.progress import update as update_view
from tests import factories

ROOT = Path(__file__).parent.parent.parent
WORDS = "Two of three teams trained."


@pytest.fixture
def browser(lead):
    client = Client(raise_request_exception=False)
    client.force_login(lead)
    return client


@pytest.fixture
def url(action):
    return reverse("update", args=[action.pk])


def typed(**fields):
    return {"rag": "amber", "narrative": WORDS, "seen": "", **fields}


def breaks(error):
    def call(*args, **kwargs):
        raise error

    return call


def test_one_module_alone_registers_what_runs_after_a_commit():
    found = []
    for app in ("plans", "audits", "reports", "actionplans"):
        for path in (ROOT / app).rglob("*.py"):
            names = {node.attr for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Attribute)}
            found += [str(path.relative_to(ROOT))] if "on_commit" in names else []
    assert found == ["plans/trail/commits.py"]


@pytest.mark.django_db(transaction=True)
def test_what_runs_after_a_commit_cannot_make_a_failure_of_it(plan, caplog):
    came = []
    with change_set(plan, by=SYSTEM, verb="test", door="command") as act:
        after_commit("Telling nobody", breaks(RuntimeError("the post is away")))
        after_commit("Telling somebody", lambda: came.append("told"))
        plan.title = "Another title"
        act.save(plan)
    plan.refresh_from_db()
    assert (plan.title, came) == ("Another title", ["told"])
    assert "Telling nobody failed after the act was stored" in caplog.text
    with pytest.raises(KeyError), transaction.atomic():
        after_commit("Telling the caller", breaks(KeyError("told")), tells=KeyError)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("what", ["drop_draft", "row_after"])
def test_an_update_that_is_stored_is_submitted_whatever_comes_after_it(browser, action, url, monkeypatch, what):
    monkeypatch.setattr(update_view, what, breaks(RuntimeError("gone wrong")))
    response = browser.post(url, typed(then="next"), follow=True)
    assert response.status_code == 200
    assert "is submitted." in response.text
    assert action.updates.count() == 1


@pytest.mark.django_db(transaction=True)
class TestThePageSays:
    """What a page that breaks says."""

    def test_that_it_is_stored(self, browser, action, url, monkeypatch):
        monkeypatch.setattr(update_view, "redirect", breaks(RuntimeError("gone wrong")))
        response = browser.post(url, typed())
        assert (response.status_code, action.updates.count()) == (500, 1)
        assert "What you sent is stored" in response.text
        assert "Send it again" not in response.text

    def test_that_it_is_not_and_keeps_the_words(self, browser, action, url, monkeypatch):
        monkeypatch.setattr(update_view, "submit_progress", breaks(RuntimeError("gone wrong")))
        response = browser.post(url, typed())
        assert (response.status_code, action.updates.count()) == (500, 0)
        assert "Nothing of what you sent is stored" in response.text
        assert f'name="narrative" value="{WORDS}"' in response.text
        assert "Send it again" in response.text

    def test_that_nobody_knows_where_the_database_broke_off_at_the_end(self, browser, url, monkeypatch):
        database = connections["default"]

        def breaks_off():
            if database.vendor == "postgresql":  # a server that went away leaves no connection to be used on
                database.connection.close()
            raise InterfaceError("the connection is closed")

        monkeypatch.setattr(database, "_commit", breaks_off)
        response = browser.post(url, typed())
        monkeypatch.undo()
        if database.vendor == "postgresql":
            database.close()  # as the end of a request does, for which a test's client leaves it open
        assert (response.status_code, response["Retry-After"]) == (503, "10")
        assert "database did not answer in time" in response.text
        assert "It is not known whether what you sent is stored" in response.text
        assert WORDS in response.text

    def test_that_nothing_was_written_for_an_act_that_came_to_nothing(self, browser, action, url, monkeypatch):
        monkeypatch.setattr(m.ProgressUpdate, "save", breaks(OperationalError("database is locked")))
        response = browser.post(url, typed())
        assert "Nothing of what you sent is stored" in response.text

    def test_that_a_question_to_the_database_took_too_long(self, browser, url, monkeypatch):
        error = OperationalError("canceling statement due to statement timeout")
        monkeypatch.setattr(update_view, "form_for", breaks(error))
        response = browser.get(url)
        assert (response.status_code, response["Retry-After"]) == (503, "10")
        assert "database did not answer in time" in response.text
        assert "Nothing has been changed by that" in response.text

    def test_that_a_table_which_is_not_there_is_no_matter_of_waiting(self, browser, url, monkeypatch):
        monkeypatch.setattr(update_view, "form_for", breaks(OperationalError("no such column: kites.tail")))
        assert browser.get(url).status_code == 500

    def test_that_a_page_which_was_only_asked_for_changed_nothing(self, browser, url, monkeypatch):
        monkeypatch.setattr(update_view, "form_for", breaks(RuntimeError("gone wrong")))
        response = browser.get(url)
        assert response.status_code == 500
        assert "Nothing has been changed by that" in response.text

    def test_no_password(self, monkeypatch):
        from allauth.account import views

        monkeypatch.setattr(views.LoginView, "form_valid", breaks(RuntimeError("gone wrong")))
        monkeypatch.setattr(views.LoginView, "form_invalid", breaks(RuntimeError("gone wrong")))
        sent = {"login": "ada@northmere.example", "password": "a secret of mine"}
        response = Client(raise_request_exception=False).post(reverse("account_login"), sent)
        assert response.status_code == 500
        assert "secret" not in response.text


@pytest.fixture
def officer(browser, plan):
    """Somebody who edits the plan, signed in before there is no more room."""
    user = factories.person("Olive Officer", plan=plan, role="officer")
    browser.force_login(user)
    return user


@pytest.fixture
def no_room():
    """A database that can be read and takes nothing more: in SQLite really so."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
            [most] = cursor.execute("PRAGMA max_page_count").fetchone()
            cursor.execute("PRAGMA max_page_count = 1")  # as many as there are
            yield
            cursor.execute(f"PRAGMA max_page_count = {most}")
        return

    def full(execute, sql, params, many, context):
        if sql.split()[0] in ("INSERT", "UPDATE", "DELETE"):
            raise OperationalError("could not extend file") from psycopg.errors.DiskFull()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(full):
        yield


@pytest.mark.django_db(transaction=True)
class TestADiskThatIsFull:
    """Nothing can be stored, and nobody loses what they typed."""

    LONG = "Nine of ten files bear the sentence. " * 100

    def test_the_words_of_an_update_stay_in_their_form(self, browser, action, url, no_room):
        response = browser.post(url, typed(narrative=self.LONG))
        assert response.status_code == 507
        assert "no room left to store anything" in response.text
        assert self.LONG.strip() in response.text
        assert 'value="amber" checked' in response.text
        assert action.updates.count() == 0

    def test_any_other_form_comes_back_to_be_sent_again(self, browser, plan, officer, no_room):
        url = reverse("edit_add", args=[plan.slug, "section"])
        with connection.execute_wrapper(_takes_nothing):
            response = browser.post(url, {"title": "A band of its own"})
        assert response.status_code == 507
        assert "Nothing of what you sent is stored" in response.text
        assert 'name="title" value="A band of its own"' in response.text

    def test_pages_are_still_read(self, browser, lead, url):
        session = browser.session
        session["seen"] = session["began"] = timezone.now().timestamp() - 120
        session.save()
        with connection.execute_wrapper(_takes_nothing):
            assert browser.get(url).status_code == 200

    def test_a_file_for_which_there_is_no_room_on_its_way_in(self, browser, action, url, monkeypatch, settings):
        settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10
        full = breaks(OSError(errno.ENOSPC, "No space left on device"))
        monkeypatch.setattr(upload_limits.TemporaryFileUploadHandler, "receive_data_chunk", full)
        response = browser.post(url, typed(evidence=SimpleUploadedFile("register.pdf", b"%PDF-1.7 x")))
        assert response.status_code == 507
        assert "“register.pdf” could not be stored just now" in response.text
        assert WORDS in response.text
        assert action.updates.count() == 0


def _takes_nothing(execute, sql, params, many, context):
    if sql.split()[0] in ("INSERT", "UPDATE", "DELETE"):
        raise OperationalError("database or disk is full")
    return execute(sql, params, many, context)
