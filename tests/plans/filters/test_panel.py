"""What the panel offers beside four actions of two plans, and what is called how."""

from datetime import timedelta

import pytest

from plans import stages
from plans.filters import links
from plans.filters.panel import Panel
from tests import factories
from tests.factories import TODAY
from tests.plans.filters.lists import change, lead_it, listing, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def viewer():
    """Sees one that is late and off track, one that is closed, one whose forecast is late, and one that is claimed."""
    plan, other = factories.plan(sections=2), factories.plan("Fostering Plan", actions=1)
    late, closed, forecast = factories.actions_of(plan)
    [claimed] = factories.actions_of(other)
    say(late, rag="red", days_ago=60)
    lead_it(late, "Health Board", role="supporting")
    change(closed, stage=stages.SUPERSEDED)
    change(forecast, stage=stages.IN_PROGRESS)
    say(forecast, rag="green", forecast=TODAY + timedelta(days=8))
    change(claimed, stage=stages.CLAIMED)
    user = factories.person("Vic Viewer", plan=plan, role="viewer")
    factories.grant_role(user=user, plan=other, role="viewer")
    return user


def told(user, address="") -> dict[str, str]:
    """By the heading its options with their counts; what is on has a star."""

    def words(choice):
        return f"{choice.label} {choice.count}{'*' if choice.chosen else ''}"

    panel = Panel(listing(user, address))
    return {each.legend: ", ".join(map(words, (*each.first, *each.rest))) for each in panel.headings()}


ALL = {
    "RAG": "Red 1, Amber 0, Green 1, Blue 0, Not rated 2",
    "When due": "Overdue 1, Due within 7 days 1, Due within 30 days 1, No date 0",
    "Only": "Off track 1, Owes an update 1, Forecast late 1",
    "Plan": "Early Help Improvement Plan 3, Fostering Plan 1",
    "Lead": "Head of Early Help 4, Health Board 1",
    "Stage": "Not started 1, In progress 1, Claimed complete 1, Verified 0, Superseded 1",
    "Section": "Theme 1 3, Theme 2 1",
}


def test_every_heading_offers_what_there_is_and_what_people_look_for_anyhow(viewer):
    assert told(viewer) == ALL


@pytest.mark.parametrize(
    ("address", "differs"),
    [
        ("status=live", {"Status of the plan": "Draft 0, Live 4*, Closed 0"}),
        ("mine=yes", {"Only": "Off track 0, Owes an update 0, Forecast late 0, Mine 0*"}),
        ("when=worse", {"Only": "Off track 0, Owes an update 0, Forecast late 0, Worse since the last paper 0*"}),
        ("when=overdue", {"When due": "Overdue 1*, Due within 7 days 1, Due within 30 days 1, No date 0"}),
        (
            "stage=embedded",
            {"Stage": "Not started 1, In progress 1, Claimed complete 1, Verified 0, Embedded 0*, Superseded 1"},
        ),
        (
            "due_within=60",
            {"When due": "Overdue 1, Due within 7 days 1, Due within 30 days 1, Due within 60 days 1*, No date 0"},
        ),
        ("lead=none", {"Lead": "Head of Early Help 4, Health Board 1, Nobody 0*"}),
        (
            "plan=fostering-plan",
            {
                "RAG": "Red 0, Amber 0, Green 0, Blue 0, Not rated 1",
                "When due": "Overdue 0, Due within 7 days 0, Due within 30 days 0, No date 0",
                "Only": "Off track 0, Owes an update 0, Forecast late 0",
                "Plan": "Early Help Improvement Plan 3, Fostering Plan 1*",
                "Lead": "Head of Early Help 1",
                "Stage": "Not started 0, In progress 0, Claimed complete 1, Verified 0",
                "Section": None,
            },
        ),
        ("plan=fostering-plan&section=Theme+1", {"Section": "Theme 1 1*"}),
        ("plan=early-help-improvement-plan", {"Section": "Theme 1 2, Theme 2 1"}),
        ("words=thing", ALL),
    ],
)
def test_what_is_on_is_offered_though_it_leaves_nothing(viewer, address, differs):
    shown = told(viewer, address)
    assert {legend: shown.get(legend) for legend in differs} == differs
    assert listing(viewer, address).number == 4


def test_one_plan_of_one_section_offers_neither():
    plan = factories.plan(actions=1)
    user = factories.person("Vic Viewer", plan=plan, role="viewer")
    assert list(told(user)) == ["RAG", "When due", "Only", "Lead", "Stage"]


def test_every_chip_says_what_it_takes_off(viewer):
    lead = factories.lead()
    address = (
        f"words=court&rag=red&rag=none&when=overdue&due_within=1&off_track=yes&mine=yes&plan=fostering-plan"
        f"&status=live&lead={lead.pk}&lead=none&stage=claimed&section=Theme+1"
    )
    listed = listing(viewer, address)
    chips = list(links.chips(listed, Panel(listed)))
    assert not any(chip.here for chip in chips)
    assert [chip.words for chip in chips] == [
        "Words: court", "RAG: Red", "RAG: Not rated", "Overdue", "Due within 1 day", "Off track", "Mine",
        "Plan: Fostering Plan", "Status of the plan: Live", "Lead: Head of Early Help", "Lead: Nobody",
        "Stage: Claimed complete", "Section: Theme 1",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sort", "by", "said", "again"),
    [
        ("", "due", "other", "sort=due"),
        ("ref", "ref", "ascending", "sort=-ref"),
        ("-rag", "rag", "descending", "sort=rag"),
    ],
)
def test_the_heading_that_sorts_says_so_and_turns_it_round(viewer, sort, by, said, again):
    columns = {column.name: column for column in links.columns(listing(viewer, f"sort={sort}"))}
    assert {name: column.sorted for name, column in columns.items() if column.sorted} == {by: said}
    assert again in columns[by].query


def test_whoever_holds_a_post_is_told_how_many_are_theirs():
    plan = factories.plan()
    lead_it(factories.actions_of(plan)[1], "Health Board")
    post = factories.lead("Health Board")
    user = factories.person("Ada Lead", plan=plan, role="viewer", posts=[post])
    assert told(user)["Only"] == "Off track 0, Owes an update 3, Forecast late 0, Mine 1"
    assert told(user, "mine=yes")["Only"] == "Off track 0, Owes an update 1, Forecast late 0, Mine 1*"


def test_a_chip_counts_what_taking_it_off_would_show_only_where_nothing_is_left(viewer):
    def counts(address):
        listed = listing(viewer, address)
        return {chip.words: chip.count for chip in links.chips(listed, Panel(listed))}

    assert counts("rag=red&when=overdue") == {"RAG: Red": 0, "Overdue": 0}
    assert counts("rag=green&when=overdue") == {"RAG: Green": 1, "Overdue": 1}
    assert counts("rag=green&when=overdue&when=no_date") == {"RAG: Green": 1, "Overdue": 0, "No date": 0}


def test_a_lead_with_two_parts_in_an_action_leads_one():
    plan = factories.plan(actions=1)
    lead_it(factories.actions_of(plan)[0], "Head of Early Help", role="supporting")
    assert told(factories.person("Vic Viewer", plan=plan, role="viewer"))["Lead"] == "Head of Early Help 1"
