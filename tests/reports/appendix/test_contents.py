"""Which actions a paper prints, under which bands and in which order; and what is left of a page for other columns."""

from datetime import date
from types import SimpleNamespace

import pytest

from plans.exemptions import Exempt, notice
from reports.appendix.contents import contents
from reports.appendix.options import Options
from reports.appendix.summarypage import trend_widths
from reports.appendix.widths import set_widths
from tests.reports.factories import AMBER, GREEN, ON, RED, action, by, lead, led, plan, recommendation, section, update

ZOO, BOAT = lead("Zoo Keeper"), lead("Boat Keeper")
DRY = action(
    "Dry", assignments=(led(BOAT),), timescales=(by("January", date(2027, 1, 5)),), updates=(update(rag=AMBER),)
)
PAINT = action(
    "Paint", assignments=(led(ZOO),), timescales=(by("November", date(2026, 11, 20)),), updates=(update(rag=RED),)
)
LOOK = action("Look", updates=(update(rag=GREEN),))
BUY = action("Buy", assignments=(led(BOAT),), timescales=(by("January", date(2027, 1, 28)),))
PLAN = plan(
    section("Boats", recommendation("Keep boats", DRY, PAINT, ref="7")),
    section("Birds", recommendation("Count gulls", LOOK, BUY, ref="9")),
    leads=(ZOO, BOAT),
)


def printed(**options) -> dict[str, str]:
    """By the band its actions, a stroke between two recommendations."""
    shown = contents(PLAN, Options(on=ON, **options)).printed
    return {
        each.title: " / ".join(", ".join(a.text for a in rec.actions) for rec in each.recommendations)
        for each in shown.sections
    }


@pytest.mark.parametrize(
    ("options", "bands"),
    [
        ({}, {"Boats": "Dry, Paint", "Birds": "Look, Buy"}),
        ({"order": "due"}, {"Boats": "Paint, Dry", "Birds": "Buy, Look"}),
        ({"order": "rating"}, {"Boats": "Paint, Dry", "Birds": "Look, Buy"}),
        ({"order": "lead"}, {"Boats": "Dry, Paint", "Birds": "Buy, Look"}),
        ({"grouping": "lead"}, {"Boat Keeper": "Dry / Buy", "Zoo Keeper": "Paint", "No lead": "Look"}),
        ({"grouping": "due"}, {"Past its date": "Paint", "January 2027": "Dry / Buy", "No date": "Look"}),
        ({"grouping": "recommendation"}, {"7 Keep boats": "Dry, Paint", "9 Count gulls": "Look, Buy"}),
        ({"grouping": "recommendation", "order": "due"}, {"7 Keep boats": "Paint, Dry", "9 Count gulls": "Buy, Look"}),
        ({"rows": "listed", "listed": (BUY.id,)}, {"Birds": "Buy"}),
        ({"rows": "exceptions"}, {"Boats": "Paint"}),
    ],
)
def test_bands_and_order_are_those_of_the_plan_or_those_that_are_chosen(options, bands):
    found = printed(**options)
    assert (found, list(found)) == (bands, list(bands))


@pytest.mark.parametrize(("grouping", "without"), [("due", "No date"), ("lead", "No lead")])
def test_what_is_not_published_comes_last_wherever_it_stood(grouping, without):
    exempt = (Exempt(id=1, action_id=DRY.id, what="action", paragraph=3),)
    assert list(printed(grouping=grouping, exempt=exempt))[-2:] == [without, notice(None)]


def test_the_reference_of_an_action_stays_where_others_go_or_move():
    shown = contents(PLAN, Options(on=ON, grouping="lead")).printed
    assert {each.text: each.ref for each in shown.actions} == {
        "Dry": "7.1",
        "Paint": "7.2",
        "Look": "9.1",
        "Buy": "9.2",
    }


@pytest.mark.parametrize(
    ("wanted", "widths"),
    [
        ({}, (20, 30, 50)),
        ({0: 40}, (40, 22.5, 37.5)),
        ({0: 10, 1: 20}, (10, 20, 70)),
        ({0: 95}, tuple(100 * each / 103 for each in (95, 3, 5))),  # the others keep 4 % each, and all give way
        ({0: 50, 1: 30, 2: 40}, tuple(100 * each / 120 for each in (50, 30, 40))),
    ],
)
def test_columns_that_are_given_no_width_share_what_is_left_as_before(wanted, widths):
    assert set_widths((20, 30, 50), wanted) == pytest.approx(widths)


@pytest.mark.parametrize("counts", [1, 4])
def test_the_columns_of_a_trend_fill_the_page(counts):
    assert sum(trend_widths(SimpleNamespace(badges=("R",) * counts))) == pytest.approx(100)
