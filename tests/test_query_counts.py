"""How many queries each page makes, the same with 40 actions as with 400. The baseline is a file that is reviewed:
run with UPDATE_BASELINES=1 to write it anew."""

import json
import os
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audits.operations.issued_papers import Made, Printed, issue_paper
from audits.operations.snapshots import freeze
from plans.clock import today
from plans.operations.imports.task import read_draft
from plans.operations.imports.upload import open_draft
from plans.operations.plans import open_period
from plans.operations.progress.updates import Word, submit_progress
from plans.parts import WHOLE
from plans.trail import SYSTEM
from tests import factories
from tests.plans.imports.conftest import NOW

pytestmark = pytest.mark.django_db

BASELINES = Path(__file__).parent / "query_baselines.json"
PAGES = {
    "my_actions": "lead",
    "my_grid": "lead",
    "list_grid": "manager",
    "actions_xlsx": "manager",
    "sheets": "officer",
    "record_members_question": "officer",
    "exempt": "officer",
    "close": "manager",
    "update": "lead",
    "extend": "lead",
    "action": "manager",
    "plans": "officer",
    "plan": "officer",
    "log": "officer",
    "since": "officer",
    "issued": "officer",
    "issued_everywhere": "officer",
    "issued_paper": "officer",
    "period_paper": "officer",
    "appendix": "officer",
    "actions": "manager",
    "actions_csv": "manager",
    "find": "manager",
    "overview": "manager",
    "to_verify": "manager",
    "to_decide": "manager",
    "imports": "officer",
    "import": "officer",
    "import_row": "officer",
    "questions": "officer",
    "chase": "officer",
    "periods": "officer",
    "reminders": "lead",
    "people": "administrator",
    "person": "administrator",
    "posts": "administrator",
    "post": "manager",
    "plan_people": "officer",
    "account": "lead",
    "edit_plan": "officer",
    "edit_frame": "officer",
    "edit_add": "officer",
    "edit_thing": "officer",
    "edit_move": "officer",
    "edit_withdraw": "officer",
}


@pytest.fixture
def world():
    """Builds a plan of so many actions with people and a few updates."""

    def build(actions):
        plan = factories.plan(actions=actions, sections=4)
        post = factories.lead()
        people = {
            "lead": factories.person("Ada Lead", plan=plan, role="contributor", posts=[post]),
            "manager": factories.person("Moira Manager", plan=plan, role="manager"),
            "officer": factories.person("Olive Officer", plan=plan, role="officer"),
            "administrator": factories.person("Abe Administrator", is_administrator=True),
        }
        rows = factories.actions_of(plan)
        for at, row in enumerate(rows[:: max(1, actions // 20)]):
            claims = at % 2 == 1
            submit_progress(
                by=people["lead"],
                action=row,
                word=Word(narrative="Half done.", rag=factories.rag("amber"), claims_completion=claims),
            )
        first = rows[0].pk
        period = open_period(by=people["officer"], plan=plan, name="Now", position_on=today())
        made = Made(files=(Printed(format="csv", name="a.csv", data=b"Ref"),), content_digest="0" * 64, head="1 0")
        paper = issue_paper(by=SYSTEM, snapshot=freeze(by=SYSTEM, period=period), number=1, made=made)
        draft = draft_of(people["officer"], actions)
        return people, {
            **{
                name: [plan.slug]
                for name in (
                    "plan",
                    "log",
                    "since",
                    "issued",
                    "appendix",
                    "questions",
                    "plan_people",
                    "edit_plan",
                    "edit_frame",
                    "periods",
                )
            },
            "issued_paper": [paper.pk],
            "period_paper": [plan.slug, period.pk],
            "import": [draft.pk],
            "import_row": [draft.pk, "5"],
            "person": [people["lead"].pk],
            "post": [post.pk],
            **{name: [plan.slug, "action", first] for name in ("edit_thing", "edit_move", "edit_withdraw")},
            "edit_add": [plan.slug, "section"],
            **{name: [first] for name in ("action", "update", "extend", "record_members_question", "exempt", "close")},
        }

    return build


def draft_of(officer, actions):
    """An import of so many rows that has been read."""
    rows = "".join(f"| {n} | Improve {n} | Do the thing {n} | Head {n % 7} | 1 May 2027 |\n" for n in range(actions))
    table = f"| No | Recommendation | Action | Lead | By when |\n|---|---|---|---|---|\n{rows}"
    draft = open_draft(by=officer, data=f"Plan\n\n{table}".encode(), name="plan.md", at=NOW)
    read_draft.call(draft.pk)
    return draft


def count(client, user, url):
    client.force_login(user)
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
        assert response.status_code == 200
        if response.streaming:
            b"".join(response.streaming_content)
    return [query["sql"] for query in captured.captured_queries]


@pytest.mark.parametrize("actions", [40, pytest.param(400, marks=pytest.mark.thorough)])
def test_each_page_makes_its_baseline_of_queries(client, world, actions):
    people, args = world(actions)
    captured = {name: count(client, people[role], reverse(name, args=args.get(name))) for name, role in PAGES.items()}
    if actions > WHOLE:  # shown by parts, which are asked for first
        captured["plan_in_parts"] = captured.pop("plan")
    counts = {name: len(queries) for name, queries in captured.items()}
    if os.environ.get("UPDATE_BASELINES") and actions == 40:
        kept = json.loads(BASELINES.read_text()) | counts
        BASELINES.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n")
    expected = json.loads(BASELINES.read_text())
    for name in counts:
        sql = "\n".join(statement[:300] for statement in captured[name])
        assert counts[name] <= expected[name], f"{name}: {counts[name]} queries, not {expected[name]}\n{sql}"
