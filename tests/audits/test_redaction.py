"""Personal data goes from everywhere it stands; that it went, by whom and why, stays, and the trail still holds."""

import io
import re

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from audits.models import Redaction
from audits.operations.redaction import redact
from audits.operations.snapshots import freeze
from audits.sources import Altered, as_at, frozen
from audits.verification import faults
from plans import models as m
from plans.clock import today
from plans.operations.decisions.completion import close_action
from plans.operations.errors import Refused
from plans.operations.evidence import Proof
from plans.operations.files import store
from plans.operations.plans import open_period
from plans.operations.progress.drafts import keep_draft
from plans.operations.progress.updates import Word, submit_progress
from plans.permissions.permission import Denied
from plans.queries import plan_state
from plans.trail import SYSTEM, change_set
from tests import factories
from tests.kept import path_of

pytestmark = pytest.mark.django_db

NAME = "Tamsin Quillfeather"
WHY = "it named a child"


@pytest.fixture
def administrator(plan):
    return factories.person("Abe Administrator", is_administrator=True)


@pytest.fixture
def action(plan, lead, manager):
    """Bears the name in an update, a step of its history, a file, a frozen state, an act's reason and a draft."""
    [action, other, *_rest] = factories.actions_of(plan)
    proof = Proof(title=f"Letter to {NAME}", file_name="letter.txt", data=b"Dear parents")
    said = f"We met {NAME} and her teacher; tamsin\nquillfeather is back at school."
    submit_progress(by=lead, action=action, word=Word(narrative=said, rag=factories.rag("amber"), proofs=(proof,)))
    freeze(by=SYSTEM, period=open_period(by=SYSTEM, plan=plan, name="Now", position_on=today()))
    asked = {"asked": "author=Tamsin+Quillfeather", "data": NAME.encode(), "status": "ready"}
    m.PaperOrder.objects.create(owner=lead, plan=plan, today=today(), actions=3, asked_at=moment(), **asked)
    submit_progress(by=lead, action=action, word=Word(narrative="Nothing new.", rag=factories.rag("green")))
    close_action(by=manager, action=other, kind="superseded", reason=f"Done with {NAME}.")
    keep_draft(by=lead, action=action, typed="narrative=Tamsin+Quillfeather+again", mark="", seen=10**6, at=moment())
    return action


def moment():
    return m.ChangeSet.objects.latest("moment").moment


def everything() -> str:
    """The text of the whole database."""
    out = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 our own tables
            out += [str(value) for row in cursor.fetchall() for value in row]
    return " ".join("\n".join(out).replace("\\n", " ").replace("+", " ").split()).casefold()


def test_the_words_go_from_the_whole_database_and_the_file_from_the_disk(plan, action, administrator):
    assert NAME.casefold() in everything()
    evidence = action.evidence.get()
    heads = [chain.head for chain in m.Chain.objects.order_by("key")]
    links = list(m.ChainLink.objects.order_by("pk").values_list("digest", flat=True))
    assert list(faults()) == []
    redaction = redact(by=administrator, plan=plan, words=NAME.lower(), evidence=[evidence], why=WHY)
    assert NAME.casefold() not in everything()
    assert list(m.ChainLink.objects.order_by("pk").values_list("digest", flat=True))[: len(links)] == links
    assert heads != [chain.head for chain in m.Chain.objects.order_by("key")]
    evidence.refresh_from_db()
    assert evidence.sha256 and evidence.withdrawn
    assert not m.UpdateDraft.objects.exists() and not m.PaperOrder.objects.exists()
    assert (redaction.by_name, redaction.why, redaction.files) == ("Abe Administrator", WHY, [evidence.pk])


@pytest.mark.django_db(transaction=True)
def test_the_bytes_go_once_the_record_stands_and_the_trail_holds(plan, action, administrator):
    evidence = action.evidence.get()
    redact(by=administrator, plan=plan, words=NAME, evidence=[evidence], why=WHY)
    assert not path_of(evidence.sha256).exists()
    assert list(faults()) == []
    out = io.StringIO()
    call_command("verify_audit", plan.slug, stdout=out)
    assert f"by Abe Administrator: {WHY}" in out.getvalue()
    path_of(evidence.sha256).write_bytes(b"Dear parents")
    assert [fault.what for fault in faults()] == ["its file was expunged and is still there"]


def test_live_past_and_frozen_still_agree(plan, action, administrator):
    redact(by=administrator, plan=plan, words=NAME, why=WHY)
    assert plan_state(plan) == as_at(plan, on=today())
    [update, *_later] = next(a for a in frozen(plan.periods.get().snapshots.get()).actions if a.id == action.pk).updates
    assert update.narrative.startswith(f"We met [Redacted on {today().day} ")
    assert f"because {WHY}] and her teacher; [redacted] is back" in update.narrative


@pytest.mark.parametrize("redacted", [True, False])
def test_a_frozen_state_that_was_altered_is_read_by_nobody(plan, action, administrator, redacted):
    """Nor is one from which words were redacted that came back."""
    before = plan.periods.get().snapshots.get()
    if redacted:
        redact(by=administrator, plan=plan, words=NAME, why=WHY)
    snapshot = plan.periods.get().snapshots.get()
    assert frozen(snapshot).slug == plan.slug
    altered = before.state if redacted else snapshot.state.replace(action.text, "Do nothing")
    assert altered != snapshot.state
    type(snapshot).objects.filter(pk=snapshot.pk).update(state=altered)
    snapshot.refresh_from_db()
    with pytest.raises(Altered, match="were altered behind"):
        frozen(snapshot)
    assert "state-altered" in {fault.finding for fault in faults()}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE plans_historicalprogressupdate SET narrative = 'All is well.' WHERE narrative LIKE '%Redacted%'",
        "UPDATE plans_changeset SET why = 'Another reason' WHERE verb = 'superseded'",
        "UPDATE plans_changeset SET why = 'Another reason' WHERE verb = 'redact'",
        "UPDATE audits_redaction SET why = 'another reason'",
        "UPDATE audits_snapshot SET state = replace(state, 'her teacher', 'his teacher')",
    ],
)
def test_what_stands_in_its_place_is_guarded_like_everything_else(plan, action, administrator, statement):
    redact(by=administrator, plan=plan, words=NAME, why=WHY)
    assert [f.what for f in faults() if "file" not in f.what] == []
    with connection.cursor() as cursor:
        cursor.execute(statement)
        assert cursor.rowcount
    assert [f.what for f in faults() if "file" not in f.what] != []


def test_a_salt_that_went_without_a_redaction_is_found(plan, action):
    entry = m.ManifestEntry.objects.filter(model="plans.progressupdate").first()
    entry.fields["narrative"][0] = ""
    entry.save()
    assert any("no redaction took it" in fault.what for fault in faults())


def test_a_second_redaction_of_the_same_value_holds_too(plan, action, administrator):
    redact(by=administrator, plan=plan, words=NAME, why=WHY)
    redact(by=administrator, plan=plan, words="her teacher", why="it told who it was")
    assert list(faults()) == []
    assert "her teacher" not in action.updates.first().narrative


@pytest.mark.parametrize(
    "fields, words",
    [
        ({"words": ""}, "Give the words"),
        ({"words": "a"}, "at least 3 letters"),
        ({"words": "Nobody Of That Name"}, "stand nowhere"),
        ({"why": ""}, "Say why"),
        ({"why": f"it named {NAME}"}, "can’t hold the words"),
    ],
)
def test_what_cant_stand_is_refused_and_nothing_goes(plan, action, administrator, fields, words):
    with pytest.raises(Refused, match=words):
        redact(by=administrator, plan=plan, **{"words": NAME, "why": WHY, **fields})
    assert NAME.casefold() in everything()
    assert not Redaction.objects.exists()


@pytest.mark.parametrize(
    "why, ends",
    [
        ("It named a child.", "because it named a child]"),
        ("A child was named", "because a child was named]"),
        ("GDPR, article 17", "because GDPR, article 17]"),
        ("I named a child", "because I named a child]"),
    ],
)
def test_the_reason_goes_on_with_the_sentence_that_it_ends(plan, action, administrator, why, ends):
    redact(by=administrator, plan=plan, words=NAME, why=why)
    assert ends in action.updates.first().narrative


def test_only_an_administrator_redacts(plan, action, manager, lead):
    for who in (manager, lead, factories.person("Olive Officer", plan=plan, role="officer")):
        with pytest.raises(Denied):
            redact(by=who, plan=plan, words=NAME, why=WHY)


def test_every_place_is_shown_before_anything_goes(client, plan, action, administrator):
    client.force_login(administrator)
    url = reverse("redact", args=[action.pk])
    assert "Redact personal data" in client.get(reverse("action", args=[action.pk])).text
    assert client.get(url).status_code == 200
    typed = {"words": NAME, "why": WHY, "evidence": action.evidence.get().pk}
    missing = client.post(url, {**typed, "why": "", "step": "look"})
    assert (missing.status_code, "Say why" in missing.text) == (422, True)
    look = client.post(url, {**typed, "step": "look"})
    assert look.status_code == 200
    for words in (
        f"{action.known_as}: Progress update: What was said",
        "Evidence: Evidence",
        "Decision: Reason",
        "Frozen figures",
        "A draft",
    ):
        assert words in look.text
    unsure = client.post(url, {**typed, "step": "do"})
    assert (unsure.status_code, "may go for good" in unsure.text) == (422, True)
    assert NAME.casefold() in everything()
    done = client.post(url, {**typed, "step": "do", "sure": "yes"}, follow=True).text
    assert f"because {WHY}" in done
    assert "0 files" not in done
    assert NAME not in done
    assert "redacted personal data" in client.get(reverse("log", args=[plan.slug])).text


def test_nothing_goes_from_where_nobody_has_looked(client, lead, action, administrator):
    client.force_login(administrator)
    url = reverse("redact", args=[action.pk])
    typed = {"words": NAME, "why": WHY, "sure": "yes"}
    look = client.post(url, {**typed, "step": "look"})
    assert ">New<" not in look.text
    submit_progress(by=lead, action=action, word=Word(narrative=f"{NAME} has moved.", rag=factories.rag("green")))
    stale = client.post(url, {**typed, "step": "do", "seen": seen_on(look)})
    assert (stale.status_code, stale.text.count(">New<")) == (409, 1)
    assert "has moved" in stale.text
    assert "look at them, and decide again" in stale.text
    assert not Redaction.objects.exists()
    others = client.post(url, {**typed, "words": "Nothing new", "step": "do", "seen": seen_on(stale)})
    assert others.status_code == 409
    assert client.post(url, {**typed, "step": "do", "seen": seen_on(stale)}).status_code == 302
    assert NAME.casefold() not in everything()


def seen_on(page) -> str:
    return re.search(r'name="seen" value="([^"]*)"', page.text)[1]


@pytest.mark.django_db(transaction=True)
def test_the_document_that_the_plan_came_from_can_go_too(client, plan, administrator):
    sha256 = store(b"Dear parents of Tamsin")
    with change_set(plan, by=SYSTEM, verb="test", door="command") as act:
        plan.imported_sha256, plan.imported_from = sha256, "letter.txt"
        act.save(plan)
    client.force_login(administrator)
    url = reverse("redact", args=[factories.actions_of(plan)[0].pk])
    typed = {"why": WHY, "original": "yes"}
    assert client.post(url, {**typed, "step": "look"}).status_code == 200
    assert path_of(sha256).exists()
    assert client.post(url, {**typed, "step": "do", "sure": "yes"}).status_code == 302
    assert not path_of(sha256).exists()
    assert list(faults()) == []
