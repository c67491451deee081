"""What the environment says about mail: read, or refused with how to mend it."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import send_mail

from actionplans import environment

NAMES = ("EMAIL_URL", "EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD", "EMAIL_USE_TLS")


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch):
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def mail(monkeypatch, **variables):
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    read = environment.mail()
    return tuple(
        read.get(f"EMAIL_{key}") for key in ("HOST", "PORT", "HOST_USER", "HOST_PASSWORD", "USE_TLS", "USE_SSL")
    )


def test_without_a_word_letters_go_nowhere_and_the_log_says_so_without_what_they_say(settings, caplog):
    settings.EMAIL_BACKEND = environment.mail()["EMAIL_BACKEND"]
    with pytest.raises(OSError, match="no mail server"):
        send_mail("Set a new password", "http://testserver/account/password/new/1-secret/", None, ["a@b.example"])
    assert "“Set a new password” was not sent to a@b.example" in caplog.text
    assert "secret" not in caplog.text


def test_letters_are_printed_only_where_it_is_said(monkeypatch):
    monkeypatch.setenv("EMAIL_URL", "console:")
    assert environment.mail()["EMAIL_BACKEND"].endswith("console.EmailBackend")


@pytest.mark.parametrize(
    "url, read",
    [
        ("smtp://relay.example", ("relay.example", 25, "", "", False, False)),
        ("smtp+tls://a:b%40c@relay.example", ("relay.example", 587, "a", "b@c", True, False)),
        ("smtps://a:b@relay.example", ("relay.example", 465, "a", "b", False, True)),
        ("smtp://relay.example:2525/?tls=1", ("relay.example", 2525, "", "", True, False)),
    ],
)
def test_an_address_is_read(monkeypatch, url, read):
    assert mail(monkeypatch, EMAIL_URL=url) == read


def test_the_parts_are_read_one_by_one(monkeypatch):
    told = mail(monkeypatch, EMAIL_HOST="relay.example", EMAIL_PORT="587", EMAIL_HOST_USER="a", EMAIL_USE_TLS="1")
    assert told == ("relay.example", 587, "a", "", True, False)


@pytest.mark.parametrize("url", ["relay.example", "http://relay.example", "smtp://", "smtp://relay:port"])
def test_an_address_that_can_not_be_read_says_what_one_looks_like(monkeypatch, url):
    with pytest.raises(ImproperlyConfigured, match="It looks like"):
        mail(monkeypatch, EMAIL_URL=url)


def test_a_policy_that_is_none_is_named_with_those_there_are(monkeypatch):
    monkeypatch.setenv("REQUIRE_SECOND_FACTOR", "some")
    with pytest.raises(ImproperlyConfigured, match="nobody, administrators"):
        environment.choice("REQUIRE_SECOND_FACTOR", ("nobody", "administrators"))


def database(monkeypatch, tmp_path, url, **variables) -> dict:
    for name, value in {"DATABASE_URL": url, **variables}.items():
        monkeypatch.setenv(name, value)
    return environment.database(tmp_path)


def test_postgresql_compiles_no_query_and_commands_take_their_time(monkeypatch, tmp_path):
    config = database(monkeypatch, tmp_path, "postgres://a@b/c?options=-c%20search_path%3Dd", SERVES_REQUESTS="")
    assert config["OPTIONS"] == {"options": "-c work_mem=16MB -c search_path=d -c jit=off"}
    assert (config["CONN_MAX_AGE"], config["CONN_HEALTH_CHECKS"]) == (60, True)


def test_what_answers_requests_has_a_connection_for_each_thread_and_gives_up_in_time(monkeypatch, tmp_path):
    more = {"SERVES_REQUESTS": "1", "WEB_THREADS": "5", "STATEMENT_SECONDS": "7"}
    config = database(monkeypatch, tmp_path, "postgres://a@b/c", **more)
    assert config["OPTIONS"]["options"] == "-c work_mem=16MB -c jit=off -c statement_timeout=7000"
    assert config["OPTIONS"]["pool"]["max_size"] == 5
    assert config["CONN_MAX_AGE"] == 0
