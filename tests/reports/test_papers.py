"""Papers of many actions: asked for, made by a worker, fetched for a day."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.urls import reverse

from plans import models as m
from plans.clock import now, today
from plans.operations.people import withdraw_role
from plans.operations.plans import open_period
from plans.trail import SYSTEM
from reports.appendix import render
from reports.appendix.pdf import press
from reports.operations import orders
from reports.papers import Choice, paper_of
from tests import factories
from tests.reports import factories as make
from tests.reports.appendix.reading import OPTIONS

pytestmark = pytest.mark.django_db
NO_EXCEPTIONS = {"format": "html", "report_ref": "CYP/26/41"}


@pytest.fixture
def plan(monkeypatch):
    """A plan with more actions than a paper is made of while somebody waits."""
    monkeypatch.setattr(orders, "MOST_AT_ONCE", 2)
    return factories.plan()


@pytest.fixture
def officer(plan):
    return factories.person("Olive Officer", plan=plan, role="officer")


@pytest.fixture
def browser(client, officer):
    client.force_login(officer)
    return client


@pytest.fixture
def queue(settings):
    """A queue that nobody works at."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
    cache.clear()


@pytest.fixture
def ask(browser, plan, django_capture_on_commit_callbacks):
    """Send the form, and give the address to which that leads."""

    def sent(**chosen):
        with django_capture_on_commit_callbacks(execute=True):
            return browser.post(reverse("appendix", args=[plan.slug]), {**NO_EXCEPTIONS, **chosen}).url

    return sent


@pytest.mark.parametrize("fmt", ["pdf", pytest.param("xlsx", marks=pytest.mark.thorough)])
def test_a_worker_makes_the_same_bytes_as_the_request(browser, plan, ask, fmt):
    page = browser.get(ask(format=fmt)).text
    order = m.PaperOrder.objects.get()
    assert "The appendix is ready" in page and order.name in page
    answer = browser.get(reverse("paper_file", args=[order.pk]))
    paper = paper_of(plan, Choice(number="CYP/26/41", exceptions=False), today=today())
    assert answer.content == render(paper.state, paper.options, fmt)
    assert f'filename="{order.name}"' in answer["Content-Disposition"]
    assert order.name == f"{plan.slug}-appendix-{today():%Y-%m-%d}-draft.{fmt}"


def test_an_address_alone_orders_nothing_and_asks_first(browser, plan):
    page = browser.get(reverse("appendix", args=[plan.slug]), NO_EXCEPTIONS)
    assert 'method="post"' in page.text and 'name="report_ref" value="CYP/26/41"' in page.text
    assert not m.PaperOrder.objects.exists()


def test_who_waits_is_told_how_it_stands_and_when_nothing_makes_papers(browser, plan, ask, queue):
    page = browser.get(ask())
    assert "Nothing is making papers at the moment" in page.text
    assert page["Refresh"] == "2"
    assert "One that is being made" in browser.get(reverse("appendix", args=[plan.slug])).text
    progress = reverse("paper_progress", args=[m.PaperOrder.objects.get().pk])
    assert browser.get(progress).json() == {"status": "making", "works": False, "share": 0}


def test_who_waits_is_told_how_much_is_done(browser, ask, queue, monkeypatch):
    url = ask()
    order = m.PaperOrder.objects.get()
    seen = []

    def printed(*args, told, **kwargs):
        for share in (0, 40, 40):
            told(share)
        monkeypatch.setattr("reports.views.papers.somebody_works", lambda: True)
        seen.extend([browser.get(url).text, browser.get(reverse("paper_progress", args=[order.pk])).json()["share"]])
        return b"made"

    monkeypatch.setattr(orders, "print_in_child", printed)
    assert orders.make_paper.call(order.pk) == "ready"
    page, share = seen
    assert share == 40
    assert 'max="100" value="40"' in page and "40 per cent done" in page


def test_a_child_is_heard_while_it_prints():
    class Child:
        answers = [b"", b"10 per cent done\n", b"10 per cent done\n55 per cent done\nhalf a l"]

        def communicate(self, timeout):
            if not self.answers:
                return b"made", b""
            raise press.subprocess.TimeoutExpired("child", timeout, stderr=self.answers.pop(0))

    heard = []
    assert press._ended(Child(), lambda: True, heard.append, until=float("inf")) == (b"made", b"")
    assert heard == [10, 55]


def test_a_paper_tells_how_much_of_it_is_made():
    rows = (make.action(f"{at} " * 400) for at in range(30))
    heard = []
    render(make.plan(make.section("Now", make.recommendation("Area", *rows))), OPTIONS, "pdf", heard.append)
    assert heard == sorted(heard)
    assert 0 < heard[0] < 0.5 and 0.9 < heard[-1] < 1


def test_one_paper_at_a_time_is_made_for_a_person(browser, ask, queue):
    first = ask()
    assert ask(format="pdf") == first
    assert "A paper is being made for you already" in browser.get(first).text
    assert m.PaperOrder.objects.count() == 1


def test_a_paper_that_is_stopped_is_not_made_and_leaves_room_for_another(browser, ask, queue):
    url = ask()
    order = m.PaperOrder.objects.get()
    assert browser.post(reverse("stop_paper", args=[order.pk])).url == url
    assert orders.make_paper.call(order.pk) == "not waiting"
    page = browser.get(url).text
    assert "The appendix was stopped" in page and "report_ref=CYP%2F26%2F41" in page
    assert ask() != url


def test_the_child_ends_when_nobody_wants_the_paper_any_more(plan):
    paper = paper_of(plan, Choice(), today=today())
    with pytest.raises(press.Stopped):
        press.print_in_child(paper.state, paper.options, "pdf", is_wanted=lambda: False)


def test_more_than_a_pipe_holds_reaches_a_child_that_is_slow_to_start(monkeypatch):
    monkeypatch.setattr(press, "SECONDS_BETWEEN_LOOKS", 0.01)
    paper = make.plan(
        make.section("Now", make.recommendation("Area", *(make.action(f"{at} " * 900) for at in range(90))))
    )
    assert len(press.pickle.dumps(paper)) > 150_000
    assert press.print_in_child(paper, OPTIONS, "csv") == render(paper, OPTIONS, "csv")


def test_a_child_that_fails_says_why(plan):
    paper = paper_of(plan, Choice(), today=today())
    with pytest.raises(press.NotPrinted, match="There is no format “fax”"):
        press.print_in_child(paper.state, paper.options, "fax")
    with pytest.raises(press.NotPrinted, match="took too long"):
        press.print_in_child(paper.state, paper.options, "pdf", longest_wait=0)


def test_what_could_not_be_made_is_told_with_the_way_back(browser, ask, monkeypatch):
    def broken(*args, **kwargs):
        raise press.NotPrinted("no memory")

    monkeypatch.setattr(orders, "print_in_child", broken)
    page = browser.get(ask()).text
    assert "The appendix could not be made" in page and "Ask for it again" in page
    assert browser.get(reverse("paper_file", args=[m.PaperOrder.objects.get().pk])).status_code == 404


def test_a_day_before_the_plan_is_refused_in_the_words_of_the_page(browser, ask):
    page = browser.get(ask(on_day="1", on_month="1", on_year="2001")).text
    assert "The appendix could not be made" in page and "2001" in page


def test_a_paper_is_its_owners_alone_and_only_while_they_may_read_the_plan(browser, officer, plan, ask):
    ask()
    file = reverse("paper_file", args=[m.PaperOrder.objects.get().pk])
    assert browser.get(file).status_code == 200
    withdraw_role(by=SYSTEM, membership=m.Membership.objects.get(user=officer), why="Left.")
    assert browser.get(file).status_code == 404
    browser.force_login(factories.person("Moira Manager", plan=plan, role="manager"))
    assert browser.get(file).status_code == 404
    assert browser.post(reverse("stop_paper", args=[m.PaperOrder.objects.get().pk])).status_code == 404


def test_a_paper_is_kept_for_a_day(browser, plan, ask, capsys):
    url = ask()
    builder = reverse("appendix", args=[plan.slug])
    assert "Made for you in the last day" in browser.get(builder).text
    m.PaperOrder.objects.update(asked_at=now() - timedelta(days=1, minutes=1))
    assert browser.get(url).status_code == 404
    assert "Made for you in the last day" not in browser.get(builder).text
    call_command("clear_papers")
    assert capsys.readouterr().out == "1 paper taken away.\n"
    assert not m.PaperOrder.objects.exists()


def test_one_that_nobody_made_for_a_day_is_in_nobodys_way(ask, queue):
    ask()
    m.PaperOrder.objects.update(asked_at=now() - timedelta(days=2))
    ask()
    assert m.PaperOrder.objects.get().asked_at > now() - timedelta(hours=1)


def test_a_final_paper_that_would_be_early_is_asked_about_first(browser, plan, ask):
    open_period(by=SYSTEM, plan=plan, name="Now", position_on=today())
    page = browser.post(reverse("appendix", args=[plan.slug]), {**NO_EXCEPTIONS, "final": "yes"})
    assert "It would be final before its position is over" in page.text
    assert 'method="post"' in page.text and page.text.count("csrfmiddlewaretoken") == page.text.count('method="post"')
    assert "/papers/" in ask(final="yes", sure="final")
