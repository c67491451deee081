"""The paper, the overview and the list count the same on the same day."""

import re

import pytest

from plans.clock import today
from plans.operations.decisions import completion
from plans.operations.progress.updates import Word, submit_progress
from plans.queries import plan_state
from reports.appendix import Options
from reports.appendix.layout import build
from reports.overview import overview
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    """Actions that are red, amber, claimed, verified, closed, overdue and silent."""
    made = factories.plan(actions=12, sections=3)
    lead = factories.person("Ada Lead", plan=made, role="contributor", posts=[factories.lead()])
    manager = factories.person("Mo Manager", plan=made, role="manager")
    actions = factories.actions_of(made)
    for action, code in zip(actions, ("red", "red", "amber", "green", "green", "green", "green", None), strict=False):
        word = Word(narrative="Going on", rag=factories.rag(code) if code else None)
        submit_progress(by=lead, action=action, word=word)
    for action in actions[4:7]:
        claim = Word(narrative="Done", rag=factories.rag("green"), claims_completion=True)
        submit_progress(by=lead, action=action, word=claim)
    completion.verify_completion(by=manager, claim=actions[4].updates.get(claims_completion=True))
    completion.close_action(by=manager, action=actions[8], kind="superseded", reason="Another does it.")
    return made


def test_the_papers_summary_has_the_numbers_of_the_overview_and_of_the_lists_behind_them(client, plan):
    viewer = factories.person("Vi Viewer", plan=plan, role="viewer")
    client.force_login(viewer)
    summary = build(plan_state(plan), Options(on=today())).summary
    seen = overview(viewer, on=today())
    [of_plan] = seen.by_plan
    assert summary.total.counts == of_plan.numbers
    assert [(row.name, row.counts) for row in summary.rows] == [(row.name, row.numbers) for row in seen.by_section]
    assert all(of_plan.numbers[at] for at in (0, 1, 2, 4, 6, 7, 8))
    behind = [(figure.url, figure.count) for figure in of_plan.counts]
    behind += [(part.url, int(part.label)) for part in of_plan.bar.segments]
    assert len(of_plan.bar.segments) >= 4
    for url, count in behind:
        page = client.get(url).text
        shown = re.search(r'id="result"[^>]*>([\d,]+) action', page)
        assert (int(shown[1]) if shown else 0) == count, url
