"""Schemes are kept in versions; a plan takes another with a mapping, and what was said keeps its day."""

from datetime import timedelta

import pytest

from audits.sources import as_at
from audits.timeline import timeline
from audits.verification import faults
from plans import canonical, rules
from plans import models as m
from plans.assembly import assemble
from plans.clock import today
from plans.operations import schemes
from plans.operations.decisions.completion import verify_completion
from plans.operations.errors import Overtaken, Refused
from plans.operations.plan_scheme import change_plan_scheme, lines
from plans.operations.progress.updates import Word, submit_progress
from plans.permissions.permission import Denied
from plans.queries import live_rows, plan_state
from plans.schemes import Rating, checks, same_meanings
from plans.trail import SYSTEM
from tests import factories

pytestmark = pytest.mark.django_db

TRAFFIC = (
    Rating(label="Red", meaning="Behind schedule", colour="red", needs_attention=True),
    Rating(label="Violet", meaning="Not yet due", colour="purple"),
    Rating(label="Amber", meaning="On track", colour="amber"),
    Rating(label="Green", meaning="Complete", colour="green", means_finished=True),
)


@pytest.fixture
def plan():
    return factories.plan(actions=4)


@pytest.fixture
def officer(plan):
    return factories.person("Olwen Price", plan=plan, role="officer")


@pytest.fixture
def traffic(officer):
    return schemes.start_scheme(by=officer, name="Traffic lights", ratings=TRAFFIC, why="The board’s words")


def say(action, code, days=0):
    rag = action.plan.scheme.ratings.get(code=code)
    word = Word(narrative=f"Said {code}", rag=rag, position_on=today() - timedelta(days=days))
    return submit_progress(by=SYSTEM, action=action, word=word)


def becomes(plan, scheme, **codes):
    """The mapping by codes; what is not named becomes not rated."""
    theirs = {rating.code: rating.pk for rating in scheme.ratings.all()}
    return {own.pk: theirs.get(codes.get(own.code)) for own in plan.scheme.ratings.all()}


def rated(plan) -> list[str]:
    state = plan_state(m.Plan.objects.get(pk=plan.pk))
    in_state = [found.label if (found := rules.rating(state, action)) else "" for action in state.actions]
    rags = m.Rag.objects.in_bulk()
    listed = m.Action.objects.of_plan(plan).with_position().in_printed_order().values_list("rag_now", flat=True)
    assert in_state == [rags[pk].label if pk else "" for pk in listed], "the list and the state say one thing"
    return in_state


def test_a_scheme_is_started_with_codes_and_its_order_is_its_rank(traffic):
    kept = [(r.code, r.rank, r.means_finished) for r in traffic.ratings.all()]
    assert kept == [("red", 1, False), ("violet", 2, False), ("amber", 3, False), ("green", 4, True)]
    act = m.ChainLink.objects.filter(chain__key="register").latest("pk").change
    assert (act.verb, act.why, act.actor_name) == ("add_scheme", "The board’s words", "Olwen Price")


def test_a_change_is_the_next_version_and_leaves_plans_papers_and_digests_alone(plan, officer):
    say(factories.actions_of(plan)[0], "red")
    before, digest = m.RagScheme.objects.get(pk=plan.scheme_id), canonical.digest(plan_state(plan))
    words = [*schemes.ratings_of(before)]
    words[0] = Rating(**{**{n: getattr(words[0], n) for n in words[0].__dataclass_fields__}, "meaning": "Lost"})
    second = schemes.change_scheme(by=officer, scheme=before, ratings=words, why="The board reworded Red")
    assert (second.version, second.first, second.is_default) == (2, before, True)
    assert schemes.default_scheme() == second
    assert m.Plan.objects.get(pk=plan.pk).scheme == before
    assert canonical.digest(plan_state(plan)) == digest
    assert before.ratings.get(code="red").meaning != "Lost"
    assert list(m.RagScheme.objects.newest()) == [second]


def test_a_second_change_of_the_same_version_is_overtaken(traffic, officer):
    ratings = TRAFFIC[:3]
    schemes.change_scheme(by=officer, scheme=traffic, ratings=ratings, why="Shorter")
    with pytest.raises(Overtaken) as overtaken:
        schemes.change_scheme(by=officer, scheme=traffic, ratings=TRAFFIC[1:], why="Shorter")
    assert overtaken.value.thing.version == 2 and overtaken.value.change.why == "Shorter"


@pytest.mark.parametrize(
    ("ratings", "words"),
    [
        ((), "at least one rating"),
        ((Rating(label="", meaning="x"),), "a word"),
        ((Rating(label="Red", meaning=""),), "Say what “Red” means"),
        ((Rating(label="Not rated", meaning="x"),), "in every scheme already"),
        ((Rating(label="Red", meaning="x"), Rating(label="red ", meaning="y", colour="amber")), "stands twice"),
        ((Rating(label="A", meaning="x", colour="red"), Rating(label="B", meaning="y", colour="red")), "another shape"),
        ((Rating(label="A", meaning="x", colour="puce"),), "one of the colours"),
        ((Rating(label="A", meaning="x", needs_attention=True, means_finished=True),), "can’t both"),
    ],
)
def test_what_cannot_stand_is_refused_in_words(officer, ratings, words):
    with pytest.raises(Refused, match=words):
        schemes.start_scheme(by=officer, name="Some", ratings=ratings)
    assert not m.RagScheme.objects.filter(name="Some").exists()


def test_nothing_changed_makes_no_version_and_a_name_is_taken_once(traffic, officer):
    with pytest.raises(Refused, match="Nothing is changed"):
        schemes.change_scheme(by=officer, scheme=traffic, ratings=schemes.ratings_of(traffic), why="Why not")
    with pytest.raises(Refused, match="called “traffic lights”"):
        schemes.start_scheme(by=officer, name="traffic  lights", ratings=TRAFFIC)


def test_a_retired_scheme_is_offered_to_nobody_and_comes_back(plan, traffic, officer):
    with pytest.raises(Refused, match="New plans begin with this scheme"):
        schemes.retire_scheme(by=officer, scheme=plan.scheme, reason="Old")
    schemes.retire_scheme(by=officer, scheme=traffic, reason="Nobody used it")
    with pytest.raises(Refused, match="offered to no plan"):
        change_plan_scheme(by=officer, plan=plan, scheme=traffic, becomes=becomes(plan, traffic))
    schemes.bring_back_scheme(by=officer, scheme=m.RagScheme.objects.get(pk=traffic.pk))
    assert traffic in m.RagScheme.objects.offered()


def test_only_an_administrator_says_with_what_new_plans_begin(traffic, officer):
    with pytest.raises(Denied):
        schemes.prefer_scheme(by=officer, scheme=traffic)
    schemes.prefer_scheme(by=factories.person("Ada Pugh", is_administrator=True), scheme=traffic)
    assert schemes.default_scheme() == traffic


def test_a_viewer_keeps_no_schemes(plan):
    viewer = factories.person("Vera Wynne", plan=plan, role="viewer")
    with pytest.raises(Denied):
        schemes.start_scheme(by=viewer, name="Mine", ratings=TRAFFIC)


def test_a_plan_changes_scheme_as_one_act_and_an_earlier_day_keeps_its_ratings(plan, traffic, officer):
    first, second, third, _fourth = factories.actions_of(plan)
    say(first, "red", days=3), say(second, "amber", days=3), say(third, "red", days=3)
    acts, old = m.ChangeSet.objects.count(), plan.scheme
    mapping = becomes(plan, traffic, red="amber", amber="violet")
    assert [(line.rating.code, line.actions) for line in lines(plan, traffic)][:2] == [("red", 2), ("amber", 1)]
    change_plan_scheme(by=officer, plan=plan, scheme=traffic, becomes=mapping, why="The paper’s key says so")
    assert rated(plan) == ["Amber", "Violet", "Amber", ""]
    assert m.ChangeSet.objects.count() == acts + 1
    act = m.ChangeSet.objects.latest("pk")
    assert (act.verb, act.why) == ("change_plan_scheme", "The paper’s key says so")
    assert act.details["becomes"][0] == ["Red", "Amber", 2]
    assert [u.rag.code for u in m.ProgressUpdate.objects.order_by("pk")] == ["red", "amber", "red"]
    moment = m.ChangeSet.objects.get(pk=act.pk).moment - timedelta(microseconds=1)
    earlier = as_at(plan, on=today(), known=moment)
    assert earlier.scheme.id == old.pk
    assert [getattr(rules.rating(earlier, a), "label", "") for a in earlier.actions] == ["Red", "Amber", "Red", ""]
    assert as_at(plan, on=today()) == plan_state(m.Plan.objects.get(pk=plan.pk))
    assert not list(faults())


def test_changed_twice_and_back_again(plan, traffic, officer):
    first, second, *_others = factories.actions_of(plan)
    brag = plan.scheme
    say(first, "red"), say(second, "amber")
    change_plan_scheme(
        by=officer, plan=plan, scheme=traffic, becomes=becomes(plan, traffic, red="amber", amber="violet"), why="One"
    )
    say(factories.actions_of(plan)[2], "violet")
    third = schemes.start_scheme(by=officer, name="Third", ratings=TRAFFIC[:2])
    plan.refresh_from_db()
    change_plan_scheme(
        by=officer, plan=plan, scheme=third, becomes=becomes(plan, third, amber="red", violet="violet"), why="Two"
    )
    assert rated(plan) == ["Red", "Violet", "Violet", ""]
    plan.refresh_from_db()
    change_plan_scheme(by=officer, plan=plan, scheme=brag, becomes=becomes(plan, brag, violet="green"), why="Back")
    assert rated(plan) == ["Red", "Amber", "Green", ""], "what was said in it stands as it was said"
    assert as_at(plan, on=today()) == plan_state(m.Plan.objects.get(pk=plan.pk))


def test_a_rating_that_comes_to_mean_finished_is_claimed_and_never_given(plan, traffic, officer):
    first, second, *_others = factories.actions_of(plan)
    say(first, "green", days=2), say(second, "green", days=2)
    [green] = [line for line in lines(plan, traffic) if line.rating.code == "green"]
    assert (green.actions, green.open, green.proposed) == (2, 2, None), "one word, two meanings: nothing is proposed"
    change_plan_scheme(
        by=officer, plan=plan, scheme=traffic, becomes=becomes(plan, traffic, green="green"), why="Green is done"
    )
    assert rated(plan) == ["", "", "", ""]
    assert [a.stage for a in factories.actions_of(plan)] == ["claimed", "claimed", "not_started", "not_started"]
    claim = first.updates.get(claims_completion=True)
    assert (claim.said_by, claim.narrative) == (officer, "Said green"), "nobody is made to say a sentence of ours"
    assert any("means finished" in fact for fact in timeline(first)[0].facts)
    assert timeline(first)[0].words == ""
    manager = factories.person("Mair Bowen", plan=plan, role="manager")
    verify_completion(by=manager, claim=claim)
    assert rated(plan)[0] == "Green"
    assert not list(faults())


def test_a_plan_moves_on_to_the_next_version_by_its_codes(plan, officer):
    say(factories.actions_of(plan)[0], "red", days=1)
    first = plan.scheme
    words = [*schemes.ratings_of(first)]
    words[0] = Rating(label="Crimson", meaning="Off track", colour="red", needs_attention=True, code="red")
    second = schemes.change_scheme(by=officer, scheme=first, ratings=words, why="Its new word")
    mapping = {line.rating.pk: line.proposed.pk for line in lines(plan, second)}
    change_plan_scheme(by=officer, plan=plan, scheme=second, becomes=mapping, why="The next version")
    assert rated(plan)[0] == "Crimson"
    assert plan_state(m.Plan.objects.get(pk=plan.pk)).scheme.version == 2


def test_two_officers_change_it_and_the_second_is_told(plan, traffic, officer):
    seen = plan.scheme_id
    change_plan_scheme(by=officer, plan=plan, scheme=traffic, becomes=becomes(plan, traffic), seen=seen)
    other = schemes.start_scheme(by=officer, name="Other", ratings=TRAFFIC)
    with pytest.raises(Refused, match="Traffic lights meanwhile"):
        change_plan_scheme(by=officer, plan=plan, scheme=other, becomes=becomes(plan, other), seen=seen)


def test_the_checks_tell_figures_and_what_is_alike():
    told = {check.what: check for check in checks(TRAFFIC)}
    assert told["Word on its fill"].found == "6.1 : 1 or better, 4.5 is needed"
    assert all(check.passed for check in told.values())
    alike = checks((TRAFFIC[0], Rating(label="Green", meaning="x", colour="green", shape="diamond")))
    assert [check.passed for check in alike] == [True, True, False, False]
    assert same_meanings(TRAFFIC, reversed(TRAFFIC)) and not same_meanings(TRAFFIC, TRAFFIC[:3])


def test_a_late_word_for_a_day_of_the_scheme_before_is_read_in_that_scheme(plan, traffic, officer):
    brag, action = plan.scheme, factories.actions_of(plan)[0]
    say(action, "amber")
    mapping = becomes(plan, traffic, amber="violet", red="red")
    change_plan_scheme(by=officer, plan=plan, scheme=traffic, becomes=mapping, why="The paper’s key")
    say(factories.actions_of(plan)[0], "violet")
    rows = live_rows(m.Plan.objects.get(pk=plan.pk))
    rows.by_model |= {
        "ragscheme": list(m.RagScheme.objects.filter(pk=brag.pk).values()),
        "rag": list(brag.ratings.values()),
        "conversion": [],
        "laterconversion": list(m.Conversion.objects.values()),
    }
    before = assemble(rows)
    assert rules.rating(before, before.actions[0]).label == "Amber", "what alone became it"
