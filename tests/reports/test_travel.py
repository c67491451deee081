"""Direction of travel since the last issued paper: kept beside each action, shown and counted where people look."""

from datetime import timedelta

import pytest
from django.urls import reverse

from audits.operations import issued_papers, snapshots
from audits.operations.issued_papers import Made, Printed
from audits.verification import faults
from plans import models as m
from plans import standings
from plans.clock import now, today
from plans.models import standing
from plans.operations.editing.actions import add_action
from plans.operations.plans import open_period
from plans.operations.progress.updates import Word, submit_progress
from plans.trail import SYSTEM
from reports.issue import before_of, figures_of
from reports.overview.tables import Counted
from reports.overview.travel import moved, trend
from reports.papers import Choice, paper_of
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """Five actions rated amber, amber, green, amber and not at all when paper No 1 was issued; then the first is
    better, the second worse, and a sixth is new."""
    plan = factories.plan(actions=5)
    lead = factories.person("Ada Lead", plan=plan, role="contributor", posts=[factories.lead()])
    officer = factories.person("Olive Officer", plan=plan, role="officer")
    rows = factories.actions_of(plan)
    for row, code in zip(rows, ("amber", "amber", "green", "amber"), strict=False):
        say(lead, row, code)
    paper = issue(plan, "End July")
    for row, code in ((rows[0], "green"), (rows[1], "red"), (rows[2], "green")):
        say(lead, row, code)
    add_action(by=officer, recommendation=rows[4].recommendation, text="Begin afresh", why="From the Board.")
    return plan, officer, rows, paper


def say(lead, row, code):
    submit_progress(by=lead, action=row, word=Word(narrative=f"It is {code}.", rag=factories.rag(code)))


def issue(plan, name):
    day = today()
    period = open_period(by=SYSTEM, plan=plan, name=name, position_on=day)
    snapshot = snapshots.freeze(by=SYSTEM, period=period)
    paper = paper_of(plan, Choice(period=period), today=day)
    made = Made(
        files=(Printed(format="csv", name="a.csv", data=b"Ref"),),
        content_digest="0" * 64,
        head="1 0",
        figures=figures_of(paper.state, paper.options, None),
    )
    return issued_papers.issue_paper(by=SYSTEM, snapshot=snapshot, number=1, made=made)


def test_what_was_reported_is_kept_beside_each_action_whatever_happens_to_it(world):
    plan, _officer, rows, _paper = world
    kept = {each.pk: each for each in m.Standing.objects.filter(plan=plan).select_related("rag", "reported")}
    found = [standing.direction(s.rag, s.reported, s.reported_in) for s in (kept[row.pk] for row in rows)]
    assert found == ["better", "worse", "same", "same", "not_comparable"]
    assert standings.rebuild() == 0
    assert m.Standing.objects.filter(reported_in=1).count() == 5
    for name in ("better", "worse", "same", "not_comparable", "new"):
        every = {s.pk for s in kept.values() if (standing.direction(s.rag, s.reported, s.reported_in) or "new") == name}
        assert set(m.Standing.objects.filter(standing.moved(name)).values_list("pk", flat=True)) == every
    assert list(faults()) == []


def test_the_verifier_names_an_action_beside_which_another_rating_was_written(world):
    rows = world[2]
    m.Standing.objects.filter(pk=rows[0].pk).update(reported=factories.rag("red"))
    assert [(fault.finding, fault.where) for fault in faults()] == [
        ("standing-altered", f"plans.standing {rows[0].pk}")
    ]


def test_the_list_shows_it_and_is_narrowed_by_it(client, world):
    plan, officer, rows, _paper = world
    client.force_login(officer)
    shown = client.get(reverse("actions"), {"plan": plan.slug, "when": "worse"})
    assert rows[1].text in shown.text and rows[0].text not in shown.text
    assert "since the last paper, was Amber" in shown.text
    both = client.get(reverse("actions"), {"plan": plan.slug, "when": ["better", "worse"]}).text
    assert rows[0].text in both and rows[1].text in both and rows[2].text not in both
    sheet = b"".join(client.get(reverse("actions_csv"), {"plan": plan.slug}).streaming_content).decode()
    assert "Since the last paper,RAG in the last paper" in sheet
    assert "Green,Better,Amber" in sheet and "Not rated,,,Not started" in sheet


def test_the_action_says_it_and_leads_to_what_changed(client, world):
    plan, officer, rows, _paper = world
    client.force_login(officer)
    page = client.get(reverse("action", args=[rows[1].pk])).text
    assert "since paper No 1" in page and "was Amber" in page
    assert f"{reverse('since', args=[plan.slug])}?from=paper-1" in page


def test_the_overview_counts_it_and_every_figure_opens_its_rows(client, world):
    plan, officer, _rows, paper = world
    [row] = moved(officer, [plan])
    assert (row.paper, [figure.count for figure in row.figures]) == (paper, [1, 1, 2, 1, 1])
    client.force_login(officer)
    page = client.get(reverse("overview"))
    assert "Since the last papers" in page.text
    better, worse, same, unlike, new = (figure.url for figure in row.figures)
    for url, count in ((better, 1), (worse, 1)):
        assert f"{count} action" in client.get(url).text
    for url, count in ((same, 2), (unlike, 1), (new, 1)):
        assert client.get(url.partition("#")[0]).status_code == 200, count


def test_the_trend_is_of_what_was_issued_and_of_today(client, world):
    plan, officer, _rows, _paper = world
    client.force_login(officer)
    page = client.get(reverse("overview"), {"plan": plan.slug})
    headings, points = page.context["trend"]
    assert headings == ("Red", "Amber", "Green", "Blue", "Not rated", "All")
    assert [(point.name, point.counts) for point in points] == [
        ("No 1", (0, 3, 1, 0, 1, 5)),
        ("Today", (1, 1, 2, 0, 2, 6)),
    ]
    assert trend(officer, factories.plan("Another Plan"), None) == ((), ())


def test_what_is_not_for_publication_moves_no_figure_of_a_reader(world):
    plan, officer, _rows, paper = world
    viewer = factories.person("Vic Viewer", plan=plan, role="viewer")
    assert moved(viewer, [plan]) and moved(officer, [plan])
    type(paper).objects.filter(pk=paper.pk).update(restricted=True)
    assert not moved(viewer, [plan]) and moved(officer, [plan])


def test_a_paper_of_an_earlier_position_that_comes_later_turns_no_direction_round():
    """The paper of one month may be issued after that of the next. It is compared with nothing that came after its own
    position, and today goes on from the later one."""
    plan = factories.plan(actions=2)
    officer = factories.person("Olive Officer", plan=plan, role="officer")
    days = {name: today() + timedelta(days=n) for n, name in enumerate(("End October", "End December"))}
    periods = {name: open_period(by=SYSTEM, plan=plan, name=name, position_on=day) for name, day in days.items()}
    papers = {}
    for number, name in enumerate(("End December", "End October"), 1):
        then = now() + timedelta(days=number)
        snapshot = snapshots.freeze(by=SYSTEM, period=periods[name], at=then)
        assert before_of(plan, snapshot) is None, name
        position = paper_of(plan, Choice(period=periods[name]), today=days[name])
        made = Made(
            files=(Printed(format="csv", name="a.csv", data=name.encode()),),
            content_digest="0" * 64,
            head="1 0",
            figures=figures_of(position.state, position.options, None),
        )
        papers[name] = issued_papers.issue_paper(by=SYSTEM, snapshot=snapshot, number=number, made=made, at=then)
    assert set(m.Standing.objects.filter(plan=plan).values_list("reported_in", flat=True)) == {1}
    [found] = moved(officer, [plan])
    assert found.paper == papers["End December"]
    points = trend(officer, plan, Counted(name="All", url="", counts=(), rated=(0,) * 5))[1]
    assert [point.note for point in points][:2] == ["End October", "End December"]
    assert list(faults()) == []
