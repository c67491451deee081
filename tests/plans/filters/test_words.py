"""The words filter: every word, somewhere in what is known of the action, in capitals or not."""

from datetime import timedelta

import pytest

from plans import models as m
from plans.filters.words import forms_of, matching
from plans.models import Action
from plans.operations.decisions.completion import close_action
from plans.operations.decisions.extensions import request_extension
from tests import factories
from tests.factories import TODAY
from tests.plans.filters.lists import change, lead_it, listing, refs, say, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return factories.plan(actions=4)


@pytest.fixture
def found(plan):
    user = factories.person(plan=plan, role="viewer")

    def search(words) -> list[str]:
        scope = listing(user).scope
        left = scope.standings.filter(matching(words, scope.plans)).select_related("action__recommendation")
        return sorted(standing.action.ref for standing in left)

    return search


@pytest.mark.parametrize("words", ["thing numbered 3", "THING NUMBERED 3", "3 thing"])
def test_the_action_s_own_text(found, words):
    assert "2.1" in found(words)


def test_the_recommendation_s_text(plan, found):
    change(factories.actions_of(plan)[2].recommendation, text="Make supervision reflective")
    assert found("reflective SUPERVISION") == ["2.1", "2.2"]


def test_a_lead_s_name_and_its_printed_form(plan, found):
    lead_it(factories.actions_of(plan)[3], "Virtual School Head", role="supporting")
    assert found("virtual head") == ["2.2"]
    assert len(found("early help")) == 4


def test_an_assignment_that_was_withdrawn_finds_nothing(plan, found):
    assignment = lead_it(factories.actions_of(plan)[3], "Virtual School Head")
    assert found("virtual") == ["2.2"]
    change(assignment, withdrawn=True)
    assert found("virtual") == []


def test_what_was_said_last_and_what_was_said_before(plan, found):
    action = factories.actions_of(plan)[0]
    say(action, "The bulletin went out.", days_ago=30)
    say(action, "Reviews take place weekly.", days_ago=3)
    assert found("bulletin") == found("reviews bulletin") == ["1.1"]


def test_what_is_to_show_it_what_did_and_why_it_was_decided(plan, found):
    first, second, third, fourth = factories.actions_of(plan)
    change(first, outcome="Fewer placements break down")
    write(plan, m.Evidence(action=second, title="Dashboard of visits", url="https://example.org/", added_on=TODAY))
    by = factories.person("Moira Manager", plan=plan, role="manager")
    close_action(by=by, action=third, kind="superseded", reason="Taken over by the transformation board.")
    timescale = fourth.timescales.get()
    request_extension(by=by, timescale=timescale, to_latest=TODAY + timedelta(days=90), reason="The contractor left.")
    words = ("placements", "dashboard", "transformation", "contractor")
    assert [found(each) for each in words] == [["1.1"], ["1.2"], ["2.1"], ["2.2"]]


def test_words_that_were_corrected_are_not_what_was_said(plan, found):
    action = factories.actions_of(plan)[0]
    wrong = say(action, "All forty trained.", days_ago=3)
    say(action, "Fourteen trained.", days_ago=3, corrects=wrong)
    assert found("forty") == []
    assert found("fourteen") == ["1.1"]


def test_the_words_may_be_found_in_different_places(plan, found):
    say(factories.actions_of(plan)[1], "Bulletin sent.")
    assert found("bulletin improve early") == ["1.2"]
    assert found("bulletin absent") == []


@pytest.mark.parametrize(("ref", "refs_found"), [("2.1", ["2.1"]), ("2.", ["2.1", "2.2"]), (".1", []), ("12.1", [])])
def test_a_reference_from_its_beginning(found, ref, refs_found):
    assert found(ref) == refs_found


def test_every_reference_finds_its_action(plan, found):
    [_first, second, third, _fourth] = factories.actions_of(plan)
    change(second, printed_ref=" 12) ")
    change(third, printed_ref="CP 10.")
    for action in Action.objects.of_plan(plan).select_related("recommendation"):
        assert action.ref in found(action.ref)
    assert found("12") == ["12"]
    assert found("cp 10") == ["CP 10"]


@pytest.mark.parametrize("ref", ["EH 2.1", "EH2.1", "eh2.1", "eh 2.1", " 2.1 ", "2.1)"])
def test_a_reference_in_any_spelling_with_the_code_of_its_plan(plan, found, ref):
    write(plan, with_code(plan, "EH"))
    assert found(ref) == ["2.1"]


def test_the_code_of_another_plan_finds_nothing_here(plan, found):
    write(plan, with_code(plan, "EH"))
    assert found("CS 2.1") == []


def test_a_row_that_the_paper_does_not_number_is_found_by_its_row(plan, found):
    for recommendation in m.Recommendation.objects.filter(section__plan=plan):
        change(recommendation, printed_ref="")
    write(plan, with_code(plan, "EH"))
    [action] = [each for each in factories.actions_of(plan) if each.row == 3]
    assert (action.known_as, found("eh row 3")) == ("EH row 3", [""])


def with_code(plan, code):
    plan.code = code
    return plan


def test_either_apostrophe_finds_the_other(plan, found):
    say(factories.actions_of(plan)[0], "Children’s reviews.")
    say(factories.actions_of(plan)[1], "Children's visits.")
    assert found("children's") == found("CHILDREN’S") == ["1.1", "1.2"]


def test_letters_beyond_a_to_z_are_found_in_capitals_or_not(plan, found):
    say(factories.actions_of(plan)[0], "Cyngor Ŵyl.")
    assert found("ŵyl") == found("Ŵyl") == ["1.1"]
    assert len(forms_of("plain")) == 1


@pytest.mark.parametrize("words", ["100%", "a_c", "\\", "' OR 1=1"])
def test_signs_that_mean_something_to_a_database_are_words_like_others(found, words):
    assert found(words) == []


def test_the_list_uses_it(plan):
    user = factories.person("Val Viewer", plan=plan, role="viewer")
    assert refs(listing(user, "words=numbered+4")) == ["2.2"]
