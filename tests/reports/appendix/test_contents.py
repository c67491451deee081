"""Which actions a paper prints, under which bands and in which order; and what is left of a page for other columns."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from plans.exemptions import Exempt, notice
from reports.appendix.contents import contents, marked_with, published_with
from reports.appendix.html.summarypage import trend_widths, widths
from reports.appendix.options import Options
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


def bands(state, **options):
    """The bands as they are printed: each with its section's number, and its actions."""
    shown = contents(state, Options(on=ON, **options)).printed
    return [(each.title, each.id, [a.text for rec in each.recommendations for a in rec.actions])
            for each in shown.sections]  # fmt: skip


def test_bands_of_the_plans_own_keep_their_number_whatever_order_they_are_in():
    """By its number a heading of a section's own is found."""
    boats, birds = (each.id for each in PLAN.sections)
    assert [number for _, number, _ in bands(PLAN, order="due")] == [boats, birds]
    assert [number for _, number, _ in bands(PLAN, grouping="due", order="rating")] == [-1, -2, -3]


def of_leads(*names, second="", role="lead"):
    """A plan of an action for each of these, led by them and by a second."""
    who = {name: lead(name) for name in (*names, second) if name}
    rows = [action(name, assignments=[led(who[each], role) for each in (name, second) if each]) for name in names]
    return plan(section("All", recommendation("Keep parks", *rows, ref="1")), leads=tuple(who.values()))


def test_leads_come_in_the_order_of_the_alphabet_by_the_first_named_whatever_the_capitals():
    parks = of_leads("Parks", "boats", "Zoo", second="Aviary")
    wanted = ["boats", "Parks", "Zoo"]
    assert bands(parks, order="lead")[0][2] == wanted
    assert [title for title, _, _ in bands(parks, grouping="lead")] == wanted
    assert bands(of_leads("Parks", "boats", role="responsible"), grouping="lead")[0][0] == "boats"


def test_an_action_without_a_day_a_rating_or_a_lead_comes_last_and_what_is_not_published_after_it():
    none, other = action("none"), action("other")
    kept = action(
        "kept", assignments=(led(ZOO),), timescales=(by("May", date(2027, 5, 1)),), updates=(update(rag=GREEN),)
    )
    held = action("held", assignments=(led(BOAT),), timescales=(by("", date(2026, 12, 1)),), updates=(update(rag=RED),))
    state = plan(section("All", recommendation("Keep", none, held, kept, other, ref="1")), leads=(ZOO, BOAT))
    exempt = (Exempt(id=1, action_id=held.id, what="action", paragraph=3),)
    for order in ("due", "rating", "lead"):
        assert bands(state, order=order)[0][2] == ["held", "kept", "none", "other"]
        assert bands(state, order=order, exempt=exempt)[0][2] == ["kept", "none", "other", notice(3)]
    assert [title for title, _, _ in bands(state, grouping="recommendation", exempt=exempt)] == ["1 Keep"]


def test_bands_of_days_are_months_in_their_order_after_what_is_past():
    days = [date(2027, 2, 1), date(2026, 12, 31), date(2027, 2, 28), date(2026, 11, 21), date(2026, 11, 22)]
    rows = [action(str(day), timescales=(by("", day),)) for day in days]
    state = plan(section("All", recommendation("Keep", *rows, ref="1")))
    assert [(title, len(texts)) for title, _, texts in bands(state, grouping="due")] == [
        ("Past its date", 1),
        ("November 2026", 1),
        ("December 2026", 1),
        ("February 2027", 2),
    ]


def test_a_recommendation_without_words_or_reference_is_a_band_all_the_same():
    rows = [recommendation("", action("one")), recommendation("", action("two"), ref="9")]
    last = recommendation("Keep", action("three"))
    found = bands(plan(section("A", *rows), section("B", last)), grouping="recommendation")
    assert [title for title, _, _ in found] == ["Without a reference", "9", "Keep"]


def test_actions_that_follow_each_other_stand_under_their_recommendation_once():
    first, second = (recommendation(text, action(f"{text}1"), action(f"{text}2"), ref=text) for text in "ab")
    for both in ((first, second), (second, first)):
        [band] = contents(plan(section("All", *both)), Options(on=ON, grouping="lead")).printed.sections
        found = [(rec.ref, [a.text for a in rec.actions]) for rec in band.recommendations]
        assert found == [(each.ref, [f"{each.ref}1", f"{each.ref}2"]) for each in both]


def test_an_only_action_takes_no_reference_where_others_go_and_one_of_several_does():
    alone, pair = (
        recommendation("", action("one"), ref="7"),
        recommendation("", action("two"), action("three"), ref="8"),
    )
    state = plan(section("All", alone, pair))
    for numbered, options in ((True, {"order": "due"}), (False, {})):
        shown = contents(state, Options(on=ON, **options)).printed
        assert [a.ref for a in shown.actions] == (["", "8.1", "8.2"] if numbered else ["", "", ""])


def test_words_that_are_looked_through_beside_a_plan_come_back_and_leave_its_notes():
    state = replace(PLAN, notes_after=("A note.", "Another."))
    exempt = (Exempt(id=1, action_id=DRY.id, what="passage", field="action", words="secret", paragraph=3),)
    for found in (
        published_with(state, Options(on=ON), "So", "it is"),
        marked_with(state, exempt, "So", "it is"),
    ):
        shown, words = found
        assert (shown.notes_after, words) == (("A note.", "Another."), ("So", "it is"))


def test_a_public_paper_leaves_out_what_one_that_is_not_for_publication_prints():
    exempt = (Exempt(id=1, action_id=DRY.id, what="action", paragraph=3),)
    public, whole = (contents(PLAN, Options(on=ON, exempt=exempt, restricted=each)) for each in (False, True))
    assert (public.withheld, whole.withheld) == ({DRY.id}, frozenset())
    assert [len(each.counted.actions) for each in (public, whole)] == [3, 4]
    assert [len(each.printed.actions) for each in (public, whole)] == [4, 4]
    assert [each.printed.actions[1].ref for each in (public, whole)] == ["7.2", ""]


@pytest.mark.parametrize(
    ("charted", "counts", "found"),
    [(True, 3, (18, 25, 19, 19, 19)), (False, 3, (43, 19, 19, 19)), (True, 1, (18, 25, 57))],
)
def test_names_and_bars_have_their_part_of_the_page_and_counts_share_the_rest(charted, counts, found):
    assert widths(SimpleNamespace(charted=charted, badges=("R",), headings=("",) * (counts - 1))) == found
    assert widths(None) == trend_widths(None) == ()
    assert trend_widths(SimpleNamespace(badges=("R",) * counts)) == (18, 25, *[57 / (counts + 1)] * (counts + 1))
