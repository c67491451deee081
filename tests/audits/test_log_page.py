"""The audit log: who did what to which action, narrowed by person and day, and the head to compare with paper."""

import ast
import csv
import hashlib
import io
import re
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from audits.actkinds import KINDS, LABELS, kind_of, verb_in_words
from audits.words import DONE
from plans.clock import today
from plans.models import Chain, ChainLink, Plan
from plans.operations.decisions.extensions import decide_extension, request_extension
from plans.operations.editing import move
from plans.operations.evidence import Proof, add_evidence
from plans.operations.imports.new_plan import commit_import
from plans.operations.progress.updates import Word, submit_progress
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(plan):
    return reverse("log", args=[plan.slug])


def acts(page) -> dict[str, str]:
    """From the heading of each act to its markup."""
    items = page.text.partition('<ol class="ap-time">')[2].split("<h3>")[1:]
    return {item.partition("</h3>")[0]: item for item in items}


def test_an_import_names_its_file_and_the_hash_of_its_bytes(client, plan):
    officer = factories.person("Olive Officer", plan=plan, role="officer")
    data = b"Action\tLead\tBy when\nBuy string\tJo Bell\tMay 2027\n"
    kites = commit_import(by=officer, data=data, name="kites.txt").plan
    client.force_login(officer)
    logged = acts(client.get(reverse("log", args=[kites.slug])))
    assert f"“kites.txt”, SHA-256 {hashlib.sha256(data).hexdigest()}" in logged["Olive Officer imported the plan"]


@pytest.mark.parametrize("agreed, words", [(True, "agreed a new date"), (False, "refused a new date")])
def test_a_decision_on_a_date_says_which_and_of_which_action(client, plan, lead, manager, url, agreed, words):
    action = factories.actions_of(plan)[0]
    timescale = action.timescales.get()
    later = timescale.latest + timedelta(days=400)
    asked = request_extension(by=lead, timescale=timescale, to_latest=later, reason="Illness.")
    decide_extension(by=manager, extension=asked, agreed=agreed, reason="So be it.")
    logged = acts(client.get(url))
    link = reverse("action", args=[action.pk])
    assert link in logged[f"Moira Manager {words}"]
    assert link in logged["Ada Lead asked for a new date"]


def test_a_first_day_after_the_last_is_refused_and_the_person_stays_chosen(client, manager, url):
    asked = {"person": "System (command)", "since": "2026-03-02", "until": "2026-03-01"}
    page = client.get(url, asked)
    assert page.status_code == 400
    assert "“From” is later than “To”" in page.text
    assert all(f'value="{day}"' in page.text for day in (asked["since"], asked["until"]))
    assert "<option selected>System (command)</option>" in page.text


@pytest.mark.parametrize("name, other", [("since", "until"), ("until", "since")])
def test_a_day_that_is_none_is_named_at_its_own_field(client, manager, url, name, other):
    page = client.get(url, {name: "soon"})
    assert page.status_code == 400
    assert f'<a href="#{name}">' in page.text
    assert f'<a href="#{other}">' not in page.text


def test_one_day_is_a_range_too(client, manager, url):
    day = today().isoformat()
    page = client.get(url, {"since": day, "until": day})
    assert page.status_code == 200
    assert acts(page)


def test_the_head_is_whole_and_can_be_compared(client, plan, manager, url):
    head = Chain.objects.get(key=plan.chain_key).head
    assert len(head) == 64
    assert head in re.sub(r"<[^>]+>", "", client.get(url).text)


@pytest.mark.parametrize(
    "asked",
    [
        "?until=9999-12-31", "?since=0001-01-01", "?person=%00", "?person=Nobody", "?what=nonsense", "?what=evidence",
        "?action=9.9", "?action=%00", "?page=99", "?page=x", "?who=Ada", "?what=&colour=red",
    ],
)  # fmt: skip
def test_what_the_log_cant_be_asked_is_said_and_the_log_is_shown(client, asked):
    plan = factories.plan()
    client.force_login(factories.person("Olive Officer", plan=plan, role="officer"))
    response = client.get(reverse("log", args=[plan.slug]) + asked)
    assert response.status_code == 400
    assert "error-title" in response.text
    assert "gave a role in the plan" in response.text


@pytest.fixture
def lived(plan, lead, manager):
    """Two actions with something said of each, evidence, a date that was asked for, and one that was added first."""
    [first, second, *_rest] = factories.actions_of(plan)
    for action, words in ((first, "=Half done."), (second, "Nearly done.")):
        submit_progress(by=lead, action=action, word=Word(narrative=words, rag=factories.rag("green")))
    add_evidence(by=lead, action=first, proof=Proof(file_name="register.txt", data=b"Trained: 40 of 42"))
    timescale = second.timescales.get()
    request_extension(by=lead, timescale=timescale, to_latest=timescale.latest + timedelta(days=9), reason="Illness.")
    return plan


UPDATE, EVIDENCE, DATE = "Ada Lead gave an update", "Ada Lead added evidence", "Ada Lead asked for a new date"


@pytest.mark.parametrize(
    "asked, done",
    [
        ({"what": "updates"}, [UPDATE, UPDATE]),
        ({"what": "submit_progress"}, [UPDATE, UPDATE]),
        ({"what": "dates"}, [DATE]),
        ({"what": "add_evidence", "person": "Ada Lead"}, [EVIDENCE]),
        ({"action": "1.1"}, [EVIDENCE, UPDATE, "System (command) test"]),
        ({"action": " 1.2. ", "person": "Ada Lead"}, [DATE, UPDATE]),
        ({"action": "1.1", "what": "updates"}, [UPDATE]),
        ({"action": "2.1", "what": "updates"}, []),
    ],
)
def test_the_log_is_narrowed_by_what_was_done_and_to_which_action_on_the_page_and_as_csv(
    client, lived, url, asked, done
):
    page = client.get(url, asked)
    assert page.status_code == 200
    assert re.findall(r"<h3>(.*?)</h3>", page.text) == done
    lines = sheet(client.get(f"{url.removesuffix('/')}.csv", asked))
    assert [f"{line['Person']} {line['What was done']}" for line in lines] == done


def test_an_action_is_found_in_the_log_by_the_name_that_the_log_gives_it(client, lived, url):
    Plan.objects.filter(pk=lived.pk).update(code="QX")
    page = client.get(url, {"action": "qx1.1", "what": "updates"})
    assert page.status_code == 200 and ">QX 1.1 " in page.text
    assert re.findall(r"<h3>(.*?)</h3>", page.text) == [UPDATE]


def sheet(answer) -> list[dict]:
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))


def test_the_page_leads_to_the_csv_of_what_it_shows_which_holds_each_act_whole(client, lived, url):
    page = client.get(url, {"what": "updates", "action": "1.1"})
    [address] = re.findall(r'href="([^"]*file=csv[^"]*)"', page.text)
    [line] = sheet(client.get(url + unescape(address)))
    link = ChainLink.objects.get(chain__key=lived.chain_key, position=int(line["Link"]))
    assert line["Digest of the link"] == link.digest
    assert (line["Actions"], line["Kind"], line["How"]) == ("1.1", "Updates and claims", "on the web")
    assert "What was said: nothing → =Half done." in line["Before and after"]
    assert not line["Before and after"].startswith("=")
    assert datetime.strptime(line["Moment"], "%Y-%m-%d %H:%M:%S").date() == today()
    whole = sheet(client.get(f"{url.removesuffix('/')}.csv"))
    assert [int(line["Link"]) for line in whole] == list(range(Chain.objects.get(key=lived.chain_key).position, 0, -1))


@pytest.mark.parametrize("asked", ["who=Ada", "action=9.9", "page=2"])
def test_a_csv_of_what_the_log_cant_be_asked_goes_to_the_page_that_says_so(client, manager, url, asked):
    answer = client.get(f"{url.removesuffix('/')}.csv?{asked}")
    assert (answer.status_code, answer["Location"]) == (302, f"{url}?{asked}")


def test_making_room_for_another_action_is_no_act_on_those_beside_it(client, plan, manager, url):
    second = factories.actions_of(plan)[1]
    move(by=factories.person("Olive Officer", plan=plan, role="officer"), thing=second, to=0)
    # Each keeps the reference by which it was known: the second is 1.2 in its first place too.
    page = client.get(url, {"action": "1.2"}).text
    assert "moved the action" in page and f">{second.known_as} " in page and second.ref == "1.2"
    assert "moved the action" not in client.get(url, {"action": "1.1"}).text


def test_every_act_is_of_one_kind_and_each_kind_says_what_it_is():
    kinds = [kind for _label, verbs in KINDS.values() for kind in verbs]
    assert len(kinds) == len(set(kinds))
    for verb in DONE:
        assert LABELS[kind_of(verb)]
        assert verb_in_words(verb)[0].isupper()


def written_verbs() -> set[str]:
    """The verbs that the code names where it opens a change set."""
    folders = (Path(settings.BASE_DIR, app) for app in ("plans", "audits", "reports", "actionplans"))
    calls = (
        node
        for folder in folders
        for path in folder.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "change_set"
    )
    named = (word.value for call in calls for word in call.keywords if word.arg == "verb")
    return {each.value for each in named if isinstance(each, ast.Constant)}


def test_a_verb_that_is_added_has_words_in_the_log():
    verbs = written_verbs()
    assert len(verbs) > 50
    assert verbs - DONE.keys() == set()
