"""What the log says of who signed in, tried to, was given or refused something, or took something out."""

import json
import logging
import re

import pytest
from django.core import mail
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from actionplans import addresses, logbook
from plans.events import note
from plans.operations.people import grant_role, withdraw_role
from tests import factories
from tests.actionplans.test_signing_in import PASSWORD, set_up, sign_in
from tests.actionplans.totp import code

pytestmark = pytest.mark.django_db


class Lines(logging.Handler):
    """Keeps the lines as they are written, at the moment they are: what a request adds is known only then."""

    def __init__(self):
        super().__init__()
        self.setFormatter(logbook.LogLine())
        self.lines: list[str] = []

    def emit(self, record):
        self.lines.append(self.format(record))

    def of(self, words: str) -> str:
        [found] = [line for line in self.lines if words in line]
        return found


@pytest.fixture
def log():
    handler = Lines()
    logging.getLogger().addHandler(handler)
    yield handler
    logging.getLogger().removeHandler(handler)


@pytest.fixture
def callbacks(django_capture_on_commit_callbacks):
    return django_capture_on_commit_callbacks


@pytest.fixture
def plan():
    return factories.plan()


@pytest.fixture
def lead(plan):
    return factories.person("Ada Lead", plan=plan, role="contributor", posts=[factories.lead()], password=PASSWORD)


def test_each_way_of_signing_in_and_out_is_one_line_with_account_address_and_number(client, lead, log, callbacks):
    sign_in(client, lead, password="not this one")
    line = log.of("sign-in failed")
    assert f"account={lead.pk} address=127.0.0.1 login={lead.email} by=password request=" in line
    assert " WARNING actionplans.events: " in line
    answer = sign_in(client, lead)
    line = log.of("sign-in succeeded")
    assert f"account={lead.pk} address=127.0.0.1 login={lead.email} by=password" in line
    assert line.endswith(f"request={answer['X-Request-ID']}")
    client.post(reverse("account_logout"))
    assert f"account={lead.pk} address=127.0.0.1" in log.of("sign-out")
    sign_in(Client(), lead, login="nobody@northmere.example")
    assert "sign-in failed account=unknown address=127.0.0.1 login=nobody@northmere.example" in log.lines[-1]
    assert PASSWORD not in "".join(log.lines)


def test_what_is_typed_for_an_address_and_is_none_may_be_a_password_and_is_not_written(client, lead, log):
    sign_in(client, lead, login="correct horse battery staple@home")
    sign_in(client, lead, login="hunter2hunter2")
    sign_in(client, lead, login="nobody@northmere.example")
    assert "login=nobody@northmere.example" in log.lines[-1]
    assert "horse" not in "".join(log.lines)
    assert "hunter2" not in "".join(log.lines)


def test_a_second_factor_that_fits_and_one_that_does_not(client, lead, log, callbacks):
    sign_in(client, lead)
    secret = set_up(client, callbacks)
    assert f"by={lead.pk} door=web person={lead.pk}" in log.of("act second_factor_on")
    log.lines.clear()
    other = Client()
    asked = sign_in(other, lead)
    assert f"sign-in half done account={lead.pk}" in log.of("by=password")
    other.post(asked.url, {"code": "000000"})
    assert f"account={lead.pk} address=127.0.0.1 login={lead.email} by=mfa" in log.of("sign-in failed")
    other.post(asked.url, {"code": code(secret, timezone.now().timestamp() + 30)})
    assert "by=password+mfa" in log.of("sign-in succeeded")
    assert secret not in "".join(log.lines)


def test_a_password_that_is_changed_or_set_by_mail(client, lead, log, callbacks):
    sign_in(client, lead)
    new = {"password1": "another-long-word-9", "password2": "another-long-word-9"}
    with callbacks(execute=True):
        client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, **new})
    assert f"by={lead.pk} door=web person={lead.pk}" in log.of("act password_changed")
    log.lines.clear()
    stranger = Client()
    stranger.post(reverse("account_reset_password"), {"email": lead.email})
    link = re.search(r"http://testserver(\S+)", mail.outbox[-1].body)[1]
    form = stranger.get(link, follow=True)
    with callbacks(execute=True):
        stranger.post(form.request["PATH_INFO"], new)
    assert f"person={lead.pk}" in log.of("act password_changed")
    assert link.split("-")[-1] not in "".join(log.lines)


def test_a_role_that_is_given_and_taken(plan, log, callbacks):
    administrator = factories.person("Abe Administrator", is_administrator=True)
    reader = factories.person("Rae Reader")
    with callbacks(execute=True):
        membership = grant_role(by=administrator, user=reader, plan=plan, role="officer", door="web")
    given = f"person={reader.pk} plan={plan.slug} role=officer"
    assert f"by={administrator.pk} door=web {given}" in log.of("act grant_role")
    with callbacks(execute=True):
        withdraw_role(by=administrator, membership=membership, why="Left.")
    assert given in log.of("act withdraw_role")


@pytest.mark.parametrize("name", ["appendix", "actions_csv", "everything"])
def test_each_file_that_is_taken_out(client, plan, log, name):
    officer = factories.person("Olive Officer", plan=plan, role="officer")
    client.force_login(officer)
    log.lines.clear()
    args = [] if name == "actions_csv" else [plan.slug]
    answer = client.get(reverse(name, args=args), {"format": "csv"} if name == "appendix" else {})
    b"".join(answer)
    line = log.of("export")
    assert f"account={officer.pk} address=127.0.0.1" in line
    assert f"view={name}" in line
    assert answer["Cache-Control"] == "private, no-store"


def test_a_denial_stands_there_with_who_asked_and_the_page_shows_its_number(client, plan, log):
    outsider = factories.person("Otto Outsider")
    client.force_login(outsider)
    for url, status in ((reverse("people"), 403), (reverse("plan", args=[plan.slug]), 404)):
        log.lines.clear()
        answer = client.get(url)
        assert answer.status_code == status
        [line] = [line for line in log.lines if "actionplans.denied" in line]
        assert f"account={outsider.pk} address=127.0.0.1 request={answer['X-Request-ID']}" in line
        assert f"give them the number {answer['X-Request-ID']}" in answer.text


def test_a_page_that_broke_shows_the_number_that_stands_beside_its_traceback(client, lead, log, monkeypatch):
    def broken(*_args, **_kwargs):
        raise RuntimeError("one\n2026-01-01 00:00:00,000 INFO actionplans.events: sign-in succeeded account=1")

    client.force_login(lead)
    client.raise_request_exception = False
    monkeypatch.setattr("plans.views.plans.Plan.objects", None)
    monkeypatch.setattr("plans.views.plans.Plan", broken)
    answer = client.get(reverse("plans"))
    assert answer.status_code == 500
    assert f"give them the number {answer['X-Request-ID']}" in answer.text
    entry = log.of(answer["X-Request-ID"])
    assert entry.splitlines()[0].startswith("2")
    assert all(line.startswith("    ") for line in entry.splitlines()[1:])


def test_nothing_that_is_sent_begins_a_line_of_its_own(log):
    forged = "x@y\r\n2026-01-01 INFO actionplans.events: sign-in succeeded\u2028\x1b[2J"
    note("sign-in", "failed", login=forged)
    logging.getLogger("actionplans.mail").warning("%s was not sent", forged)
    for entry in log.lines:
        assert len(entry.splitlines()) == 1
        assert "\x1b" not in entry


def test_as_json_each_line_is_one_object_with_the_same_facts():
    record = logging.makeLogRecord(
        {"name": "actionplans.events", "levelname": "INFO", "msg": "sign-in failed", "event": "sign-in"}
        | {"result": "failed", "facts": {"login": "a\nb@c"}}
    )
    request = RequestFactory().get("/")
    request.client_address, request.number = "10.0.0.1", "abc123abc123"
    token = logbook.current.set(request)
    written = logbook.Json().format(record)
    logbook.current.reset(token)
    assert len(written.splitlines()) == 1
    said = json.loads(written)
    told = {name: said[name] for name in ("event", "result", "login", "address", "request")}
    assert told == {
        "event": "sign-in", "result": "failed", "login": "a\nb@c", "address": "10.0.0.1", "request": "abc123abc123"
    }  # fmt: skip


@pytest.mark.parametrize(
    "words, peer, forwarded, client",
    [
        ([], "10.0.0.9", "6.6.6.6", "10.0.0.9"),
        (["1"], "10.0.0.9", "6.6.6.6, 81.2.69.160", "81.2.69.160"),
        (["2"], "10.0.0.9", "6.6.6.6, 81.2.69.160, 10.0.0.8", "81.2.69.160"),
        (["2"], "10.0.0.9", "81.2.69.160", "10.0.0.9"),
        (["1"], "10.0.0.9", "", "10.0.0.9"),
        (["10.0.0.0/24"], "10.0.0.9", "6.6.6.6, 81.2.69.160, 10.0.0.8", "81.2.69.160"),
        (["10.0.0.0/24"], "81.2.69.161", "6.6.6.6", "81.2.69.161"),
        (["10.0.0.0/24"], "10.0.0.9", "81.2.69.160:4711", "81.2.69.160"),
        (["10.0.0.0/24"], "10.0.0.9", "nonsense", "10.0.0.9"),
        (["1"], "10.0.0.9", "nonsense\nfrom here", "10.0.0.9"),
        (["::1"], "::1", "[2001:db8::7]:4711", "2001:db8::7"),
    ],
)
def test_where_a_request_comes_from_is_said_by_trusted_proxies_alone(settings, words, peer, forwarded, client):
    settings.PROXIES = addresses.proxies(words)
    request = RequestFactory().get("/", REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=forwarded)
    assert addresses.client_of(request) == client


def test_proxies_that_cannot_be_read_are_refused_with_words():
    from django.core.exceptions import ImproperlyConfigured

    with pytest.raises(ImproperlyConfigured, match="how many proxies"):
        addresses.proxies(["the-proxy.example"])


def test_a_number_is_taken_from_a_trusted_proxy_alone(client, settings):
    given = {"HTTP_X_REQUEST_ID": "from-the-proxy-17"}
    assert client.get("/help/", **given)["X-Request-ID"] != "from-the-proxy-17"
    settings.PROXIES = addresses.proxies(["127.0.0.1"])
    assert client.get("/help/", **given)["X-Request-ID"] == "from-the-proxy-17"
    assert client.get("/help/", HTTP_X_REQUEST_ID="forged line")["X-Request-ID"] != "forged line"
