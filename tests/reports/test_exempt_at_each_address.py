"""Every address of the site, asked for by readers of a plan in which words are exempt: a page that has them says so,
nothing else has them."""

from datetime import timedelta

import pytest
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.urls import reverse

from plans import models as m
from plans.clock import today
from plans.operations.evidence import Proof, add_evidence
from plans.operations.exemptions import mark_exempt
from plans.operations.progress.updates import Word, submit_progress
from plans.operations.reminders import make_calendar_address
from reports.reminders.digest import digest
from tests import factories
from tests.reports.test_two_versions import opened
from tests.test_urls import TABLE, world  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.either]

WORDS = "Quillo Farm closes"
WAITS = {"lead": ("my_actions", "my_grid"), "manager": ("to_verify", "to_decide", "list_grid", "chase", "sheets")}
"""Pages that a reader may open and that are filled only for others."""
QUERIES = {
    "find": ("?words=Quillo",),
    "actions": ("?words=Quillo",),
    "since": (f"?from={(today() - timedelta(days=400)).isoformat()}",),
    "plan": (f"?as_at={today().isoformat()}",),
}
LISTS = ("?file=csv", "?file=xlsx")


@pytest.fixture
def told(world):  # noqa: F811
    """The plan with the words in each text of all of its actions, marked in one of them: they are exempt everywhere."""
    people, args = world
    action = m.Action.objects.get(pk=args["action"][0])
    m.Timescale.objects.filter(step=None).update(latest=today() - timedelta(days=3))
    for model, field in (
        (m.Action, "text"),
        (m.MembersQuestion, "text"),
        (m.Decision, "reason"),
        (m.Evidence, "title"),
    ):
        model.objects.update(**{field: Concat(Value(f"{WORDS} in May. "), F(field))})
    said = Word(narrative=f"We fear that {WORDS} in May.", rag=factories.rag("red"))
    submit_progress(by=people["lead"], action=action, word=said)
    add_evidence(by=people["lead"], action=action, proof=Proof(title=f"{WORDS} soon", url="https://x.example/1"))
    mark_exempt(by=people["officer"], action=action, what="passage", words=WORDS, paragraph=3)
    args["calendar_feed"] = [make_calendar_address(by=people["lead"], user=people["lead"])]
    return people, args


def test_each_address_leaves_out_what_is_exempt_or_is_a_page_that_says_so(client, told):
    people, args = told
    silent, pages = [], set()
    shut = {name for name, of in TABLE.items() if of["viewer"] != 200 and of["manager"] == 200}
    asked = {"viewer": set(TABLE) - shut, **WAITS, "manager": {*shut, *WAITS["manager"]}}
    for role, names in asked.items():
        client.force_login(people[role])
        for name in (name for name in TABLE if name in names and TABLE[name][role] == 200):
            queries = ["", *QUERIES.get(name, ())]
            for query in queries:
                answer = client.get(reverse(name, args=args.get(name)) + query)
                kind = answer.get("Content-Type", "")
                data = b"".join(answer.streaming_content) if answer.streaming else answer.content
                if kind.startswith("text/html"):
                    queries += [each for each in LISTS if not query and each[1:].encode() in data]
                    has, says = WORDS in data.decode(), b"data-exempt" in data
                    pages |= {name} if has else set()
                else:
                    has = WORDS.casefold() in " ".join(opened(data).split()) if data else False
                    says = role == "manager" and "[exempt" in opened(data) if has else False
                if has and not says:
                    silent.append((name, query, role, kind))
    assert not silent, silent
    assert len(pages) > 10, "the words stand on no page, so nothing was asked"


def test_a_reminder_leaves_out_what_is_exempt(told):
    people, _args = told
    for role in WAITS:
        lines = [line for part in digest(people[role], on=today()).parts for line in part.lines]
        assert any("not published" in f"{line.title} {line.facts}".lower() for line in lines), lines
        assert [line for line in lines if WORDS in f"{line.title} {line.facts}"] == []
