"""Building and changing a plan by hand: each verb is one act of an officer, with a reason where people rely on the
plan, never over what somebody else has just written, and nothing is ever deleted."""

from datetime import date

import pytest

from audits.verification import faults
from plans import models as m
from plans.operations import editing
from plans.operations.decisions.extensions import decide_extension, request_extension
from plans.operations.editing import Dating, Led
from plans.operations.errors import Overtaken, Refused
from plans.operations.plans import open_plan, set_up_plan
from plans.operations.progress.updates import Word, submit_progress
from plans.permissions.permission import Denied
from plans.queries import plan_state
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    """Live: two sections of one recommendation with two actions each."""
    return factories.plan(actions=4, sections=2)


@pytest.fixture
def draft():
    return factories.plan("Libraries Improvement Plan", actions=2, status="draft")


@pytest.fixture
def officer(plan, draft):
    user = factories.person("Olive Officer", plan=plan, role="officer")
    factories.grant_role(user=user, plan=draft, role="officer")
    return user


def last_act(plan) -> m.ChangeSet:
    return m.ChangeSet.objects.filter(links__chain__key=plan.chain_key).order_by("-pk").first()


def acts(plan) -> int:
    return m.Chain.objects.get(key=plan.chain_key).position


def first(plan):
    """Its first section, recommendation, action, and that action's lead and timescale."""
    action = factories.actions_of(plan)[0]
    rec = action.recommendation
    return {
        "column": plan.columns.first(),
        "source": m.Source.objects.filter(plan=plan).first(),
        "section": rec.section,
        "recommendation": rec,
        "action": action,
        "step": action.steps.first(),
        "lead": action.assignments.first(),
        "timescale": action.timescales.first(),
    }


def furnished(plan, officer):
    """`first` of a plan that has a source and a step too."""
    editing.add_source(by=officer, plan=plan, title="A peer challenge", code="(a)")
    editing.add_step(by=officer, action=factories.actions_of(plan)[0], text="Write to every branch", why="Agreed.")
    return first(plan)


def additions(plan, by):
    """Every verb that adds, ready to be called."""
    it = first(plan)
    due = Dating(text="June 2027", kind="month", latest=date(2027, 6, 30))
    return {
        "add_column": lambda: editing.add_column(by=by, plan=plan, heading="Cost", meaning="extra"),
        "add_source": lambda: editing.add_source(by=by, plan=plan, title="An audit", code="(b)"),
        "add_section": lambda: editing.add_section(by=by, plan=plan, title="Later"),
        "add_recommendation": lambda: editing.add_recommendation(by=by, section=it["section"], text="Improve it"),
        "add_action": lambda: editing.add_action(by=by, recommendation=it["recommendation"], text="Do it"),
        "add_step": lambda: editing.add_step(by=by, action=it["action"], text="Begin"),
        "add_lead": lambda: editing.add_lead(by=by, action=it["action"], led=Led(name="Chief Librarian", new=True)),
        "add_timescale": lambda: editing.add_timescale(by=by, under=it["action"], dating=due),
    }


def changes(it, by, **how):
    """Every verb that changes, ready to be called."""
    due = Dating(text="June 2027", kind="month", latest=date(2027, 6, 30))
    led = Led(name="Chief Librarian", role="supporting", new=True)
    rec = it["recommendation"]
    return {
        "column": lambda: editing.change_column(by=by, column=it["column"], heading="Nr", meaning="ref", **how),
        "source": lambda: editing.change_source(by=by, source=it["source"], title="A review", **how),
        "section": lambda: editing.change_section(by=by, section=it["section"], title="Within a year", **how),
        "recommendation": lambda: editing.change_recommendation(by=by, recommendation=rec, text="Improve", **how),
        "action": lambda: editing.change_action(by=by, action=it["action"], text="Do another thing", **how),
        "step": lambda: editing.change_step(by=by, step=it["step"], text="Write to some", **how),
        "lead": lambda: editing.change_lead(by=by, assignment=it["lead"], led=led, **how),
        "timescale": lambda: editing.change_timescale(by=by, timescale=it["timescale"], dating=due, **how),
    }


def test_each_addition_is_one_act_of_its_name_and_the_trail_holds(plan, officer):
    for verb, add in additions(plan, officer).items():
        before = acts(plan)
        thing = add()
        act = last_act(plan)
        assert (acts(plan), act.verb, act.actor_name) == (before + 1, verb, "Olive Officer")
        assert type(thing).history.filter(id=thing.pk, change=act).count() == 1
    assert list(faults()) == []


def test_each_change_is_one_act_with_its_reason_and_leaves_what_was_there_in_the_history(plan, officer):
    it = furnished(plan, officer)
    for noun, change in changes(it, officer, why="The board asked.").items():
        before = acts(plan)
        change()
        act = last_act(plan)
        assert (acts(plan), act.why) == (before + 1, "The board asked."), noun
        assert act.verb in (f"change_{noun}", "correct_timescale")
        assert it[noun].history.count() >= 2
    assert list(faults()) == []


def test_what_changes_nothing_leaves_no_trace_and_needs_no_reason(plan, officer):
    it = furnished(plan, officer)
    for change in changes(it, officer, why="The board asked.").values():
        change()
    before = acts(plan)
    for change in changes(it, officer).values():
        change()
    assert acts(plan) == before


def test_a_live_plan_wants_a_reason_and_a_draft_wants_none(plan, draft, officer):
    for noun, change in changes(furnished(plan, officer), officer).items():
        before = acts(plan)
        with pytest.raises(Refused, match="Say why") as refused:
            change()
        assert (refused.value.field, acts(plan)) == ("why", before), noun
    for change in changes(furnished(draft, officer), officer).values():
        change()


@pytest.mark.parametrize("role", ["manager", "contributor", "viewer", None])
def test_only_the_plans_officers_edit_it(plan, officer, role):
    it = furnished(plan, officer)
    other = factories.person("Otto Other", plan=plan if role else None, role=role)
    before = acts(plan)
    verbs = [*additions(plan, other).values(), *changes(it, other, why="Because.").values()]
    verbs += [
        lambda: editing.add_usual_columns(by=other, plan=plan),
        *(lambda thing=thing: editing.move(by=other, thing=thing, to=0) for thing in it.values()),
        *(lambda thing=thing: editing.withdraw(by=other, thing=thing, reason="No.") for thing in it.values()),
        *(lambda thing=thing: editing.bring_back(by=other, thing=thing) for thing in it.values()),
    ]
    for verb in verbs:
        with pytest.raises(Denied):
            verb()
    assert acts(plan) == before


def test_a_closed_plan_is_not_edited_until_it_is_live_again(plan, officer):
    set_up_plan(by=officer, plan=plan, status="closed")
    for verb in additions(m.Plan.objects.get(pk=plan.pk), officer).values():
        with pytest.raises(Denied, match="closed"):
            verb()
    with pytest.raises(Refused, match="kept as it was"):
        set_up_plan(by=officer, plan=plan, title="Another title")
    set_up_plan(by=officer, plan=plan, status="live")
    editing.add_section(by=officer, plan=plan, title="Later")


def test_the_second_of_two_editors_is_told_and_overwrites_nothing(plan, officer):
    it = furnished(plan, officer)
    opened = {noun: editing.mark(thing) for noun, thing in it.items()}
    for change in changes(it, officer, why="First.").values():
        change()
    for noun, thing in it.items():
        before = editing.mark(thing)
        with pytest.raises(Overtaken) as overtaken:
            mine(noun, thing, officer, opened[noun])
        assert overtaken.value.change.why == "First."
        thing.refresh_from_db()
        assert editing.mark(thing) == before


def mine(noun, thing, by, opened):
    """A change to something else than `changes` does."""
    how = {"by": by, "why": "Second.", "opened": opened}
    match noun:
        case "column":
            editing.change_column(column=thing, heading="Number", meaning="ref", **how)
        case "source":
            editing.change_source(source=thing, title="Mine", **how)
        case "section":
            editing.change_section(section=thing, title="Mine", **how)
        case "recommendation":
            editing.change_recommendation(recommendation=thing, text="Mine", **how)
        case "action":
            editing.change_action(action=thing, text="Mine", **how)
        case "step":
            editing.change_step(step=thing, text="Mine", **how)
        case "lead":
            editing.change_lead(assignment=thing, led=Led(name="Mine", new=True), **how)
        case "timescale":
            editing.change_timescale(timescale=thing, dating=Dating(text="Mine", kind="ongoing"), **how)


def test_an_update_in_between_is_no_conflict(plan, officer):
    action = factories.actions_of(plan)[0]
    opened = editing.mark(action)
    submit_progress(by=officer, action=action, word=Word(narrative="Begun.", rag=factories.rag("green")))
    editing.change_action(by=officer, action=action, text="Do it well", why="Clearer.", opened=opened)
    action.refresh_from_db()
    assert (action.text, action.stage) == ("Do it well", "in_progress")


def test_what_is_withdrawn_is_nowhere_in_the_plan_and_comes_back_last(plan, officer):
    it = furnished(plan, officer)
    beside = {noun: list(editing.siblings(thing)) for noun, thing in it.items()}
    for noun, thing in it.items():
        whole = plan_state(plan)
        with pytest.raises(Refused, match="Say why"):
            editing.withdraw(by=officer, thing=thing, reason=" ")
        editing.withdraw(by=officer, thing=thing, reason="Done by another plan.")
        assert (last_act(plan).verb, last_act(plan).why) == (f"withdraw_{noun}", "Done by another plan.")
        assert plan_state(plan) != whole
        with pytest.raises(Refused, match="already"):
            editing.withdraw(by=officer, thing=thing, reason="Again.")
        editing.bring_back(by=officer, thing=thing)
        thing.refresh_from_db()
        assert (thing.withdrawn, thing.withdrawn_reason) == (False, "")
        assert list(editing.siblings(thing)) == [*(each for each in beside[noun] if each != thing), thing]
    assert list(faults()) == []


def test_what_is_withdrawn_is_not_changed_moved_or_asked_to_move(plan, officer):
    it = furnished(plan, officer)
    for noun in ("timescale", "lead", "step", "action", "recommendation", "section", "source", "column"):
        editing.withdraw(by=officer, thing=it[noun], reason="Done by another plan.")
    before = acts(plan)
    for noun, change in changes(it, officer, why="Because.").items():
        with pytest.raises(Refused, match="withdrawn"):
            change()
        with pytest.raises(Refused, match="withdrawn"):
            editing.move(by=officer, thing=it[noun], to=0)
    for add in ("add_recommendation", "add_action"):
        with pytest.raises(Refused, match="withdrawn"):
            _under(it, officer)[add]()
    assert acts(plan) == before
    editing.bring_back(by=officer, thing=it["section"])
    editing.bring_back(by=officer, thing=it["recommendation"])
    editing.bring_back(by=officer, thing=it["action"])
    with pytest.raises(Refused, match="withdrawn"):
        request_extension(by=officer, timescale=it["timescale"], to_latest=date(2030, 1, 1), reason="Late.")


def _under(it, by):
    """Additions under what has been withdrawn."""
    return {
        "add_recommendation": lambda: editing.add_recommendation(by=by, section=it["section"], text="Improve it"),
        "add_action": lambda: editing.add_action(by=by, recommendation=it["recommendation"], text="Do it"),
    }


def test_what_another_has_replaced_since_is_not_brought_back_beside_it(draft, officer):
    it = first(draft)
    column = draft.columns.get(meaning="lead")
    for thing in (column, it["lead"], it["section"]):
        editing.withdraw(by=officer, thing=thing, reason="Replaced.")
    editing.add_column(by=officer, plan=draft, heading="Owner", meaning="lead")
    editing.add_lead(by=officer, action=it["action"], led=Led(name="Head of Early Help"))
    m.Section.objects.filter(pk=it["section"].pk).update(title="")
    editing.add_section(by=officer, plan=draft, title="Instead")
    for thing, words in ((column, "already holds"), (it["lead"], "there already"), (it["section"], "a title")):
        with pytest.raises(Refused, match=words):
            editing.bring_back(by=officer, thing=thing)


def test_with_a_section_goes_everything_that_stands_in_it(plan, officer):
    section = first(plan)["section"]
    gone = set(m.Action.objects.filter(recommendation__section=section))
    editing.withdraw(by=officer, thing=section, reason="Merged.")
    current = set(m.Action.objects.of_plan(plan).current())
    assert gone and not gone & current
    assert {action.id for action in plan_state(plan).actions} == {action.pk for action in current}
    with pytest.raises(Denied, match="withdrawn"):
        submit_progress(by=officer, action=gone.pop(), word=Word(narrative="Said.", rag=factories.rag("green")))


def test_an_action_with_updates_is_withdrawn_with_them_and_brings_them_back(plan, officer):
    action = factories.actions_of(plan)[0]
    submit_progress(by=officer, action=action, word=Word(narrative="Begun.", rag=factories.rag("green")))
    editing.withdraw(by=officer, thing=action, reason="No longer ours.")
    assert action.updates.count() == 1
    editing.bring_back(by=officer, thing=action)
    state = next(each for each in plan_state(plan).actions if each.id == action.pk)
    assert state.updates[0].narrative == "Begun."


def test_moves_keep_the_others_in_order_and_their_places_dense(draft, officer):
    rec = first(draft)["recommendation"]
    for words in ("third", "fourth"):
        editing.add_action(by=officer, recommendation=rec, text=words)
    a, b, c, d = editing.siblings(first(draft)["action"])
    editing.move(by=officer, thing=d, to=0)
    assert list(editing.siblings(a)) == [d, a, b, c]
    editing.move(by=officer, thing=a, to=99)
    assert list(editing.siblings(a)) == [d, b, c, a]
    editing.withdraw(by=officer, thing=b, reason="Twice.")
    assert list(editing.siblings(a).values_list("pk", "order")) == [(d.pk, 0), (c.pk, 1), (a.pk, 2)]
    before = acts(draft)
    editing.move(by=officer, thing=d, to=0)
    assert acts(draft) == before


def test_an_action_moves_to_another_recommendation_of_its_plan_only(plan, draft, officer):
    action, *_rest, there = factories.actions_of(plan)
    other = first(draft)["recommendation"]
    with pytest.raises(Refused, match="in this plan"):
        editing.move(by=officer, thing=action, to=0, into=other)
    with pytest.raises(Refused, match="Say why"):
        editing.move(by=officer, thing=action, to=0, into=there.recommendation)
    editing.move(by=officer, thing=action, to=0, into=there.recommendation, why="It belongs there.")
    assert editing.siblings(there).first() == action
    assert last_act(plan).details["moved_to"] == f"Recommendation {there.recommendation.printed_ref}"


def test_the_steps_and_the_words_before_them_make_the_actions_text(draft, officer):
    action = first(draft)["action"]
    editing.change_action(by=officer, action=action, text="Train the staff:")
    one = editing.add_step(by=officer, action=action, text="the managers")
    two = editing.add_step(by=officer, action=action, text="everybody else")
    action.refresh_from_db()
    assert (action.lead_in, action.text) == (
        "Train the staff:",
        "Train the staff:\n• the managers\n• everybody else",
    )
    editing.move(by=officer, thing=two, to=0)
    action.refresh_from_db()
    assert action.text.endswith("• everybody else\n• the managers")
    editing.withdraw(by=officer, thing=one, reason="Done.")
    editing.withdraw(by=officer, thing=two, reason="Done.")
    action.refresh_from_db()
    assert (action.lead_in, action.text) == ("", "Train the staff:")


def test_the_last_words_of_an_action_cant_be_withdrawn_from_under_it(draft, officer):
    action = editing.add_action(by=officer, recommendation=first(draft)["recommendation"], text="", steps=["Only this"])
    with pytest.raises(Refused, match="Nothing would be left"):
        editing.withdraw(by=officer, thing=action.steps.get(), reason="No.")


def test_an_action_is_added_whole_with_steps_leads_and_dates(draft, officer):
    rec = first(draft)["recommendation"]
    leads = (Led(name="head of early help"), Led(name="Chief Librarian", role="responsible", new=True))
    due = (Dating(text="June 2027", kind="month", earliest=date(2027, 6, 1), latest=date(2027, 6, 30)),)
    before = acts(draft)
    action = editing.add_action(
        by=officer, recommendation=rec, text="Open on Sundays:", steps=["pilot", "all"], leads=leads, timescales=due
    )
    assert acts(draft) == before + 1
    state = next(each for each in plan_state(draft).actions if each.id == action.pk)
    assert [step.text for step in state.steps] == ["pilot", "all"]
    assert [(a.printed, a.role) for a in state.assignments] == [
        ("head of early help", "lead"),
        ("Chief Librarian", "responsible"),
    ]
    assert state.assignments[0].lead_id == factories.lead().pk
    assert state.timescales[0].latest == date(2027, 6, 30)
    assert list(faults()) == []


def test_a_name_that_nobody_bears_is_a_slip_until_it_is_said_to_be_new(plan, officer):
    action = factories.actions_of(plan)[0]
    with pytest.raises(Refused, match="Did you mean “Head of Early Help”") as refused:
        editing.add_lead(by=officer, action=action, led=Led(name="Head of Erly Help"))
    assert refused.value.field == "name"
    with pytest.raises(Refused, match="there already"):
        editing.add_lead(by=officer, action=action, led=Led(name="Head of Early Help"))


def test_the_first_date_is_never_lost_and_a_moved_one_is_asked_for(plan, officer):
    manager = factories.person("Moira Manager", plan=plan, role="manager")
    timescale = first(plan)["timescale"]
    was = timescale.latest
    later = Dating(text=timescale.text, kind="date", latest=date(2027, 8, 1))
    editing.change_timescale(by=officer, timescale=timescale, dating=later, why="Read as the wrong year.")
    assert last_act(plan).verb == "correct_timescale"
    assert was in timescale.history.values_list("latest", flat=True)
    request = request_extension(by=officer, timescale=timescale, to_latest=date(2027, 9, 1), reason="Illness.")
    again = Dating(text=timescale.text, kind="date", latest=date(2027, 7, 1))
    with pytest.raises(Refused, match="waits for a decision"):
        editing.change_timescale(by=officer, timescale=timescale, dating=again, why="Wrong.")
    with pytest.raises(Refused, match="waits for a decision"):
        editing.withdraw(by=officer, thing=timescale, reason="Wrong.")
    decide_extension(by=manager, extension=request, agreed=True)
    with pytest.raises(Refused, match="moved by an agreed request"):
        editing.change_timescale(by=officer, timescale=timescale, dating=again, why="Wrong.")


@pytest.mark.parametrize(
    "dating, field",
    [
        (Dating(text="", kind="ongoing"), "text"),
        (Dating(text="soon", kind="never"), "kind"),
        (Dating(text="ongoing", kind="ongoing", latest=date(2027, 1, 1)), "latest"),
        (Dating(text="June", kind="range", earliest=date(2027, 2, 1), latest=date(2027, 1, 1)), "latest"),
    ],
)
def test_a_timescale_that_cant_be_is_refused_at_its_field(draft, officer, dating, field):
    before = acts(draft)
    with pytest.raises(Refused) as refused:
        editing.add_timescale(by=officer, under=first(draft)["section"], dating=dating)
    assert (refused.value.field, acts(draft)) == (field, before)


def test_a_recommendations_sources_and_findings_follow_what_is_chosen_and_typed(draft, officer):
    a, b = (editing.add_source(by=officer, plan=draft, title=f"Audit {code}", code=code) for code in ("(a)", "(b)"))
    rec = first(draft)["recommendation"]
    editing.change_recommendation(
        by=officer, recommendation=rec, text=rec.text, sources=[b.pk, a.pk], links_text="2-4, 9"
    )
    state = plan_state(draft).sections[0].recommendations[0]
    assert (state.sources, state.links) == (("(b)", "(a)"), (2, 3, 4, 9))
    editing.change_recommendation(by=officer, recommendation=rec, text=rec.text, sources=[a.pk], links_text="9")
    state = plan_state(draft).sections[0].recommendations[0]
    assert (state.sources, state.links) == (("(a)",), (9,))
    editing.withdraw(by=officer, thing=a, reason="Not ours.")
    assert plan_state(draft).sections[0].recommendations[0].sources == ()
    with pytest.raises(Refused, match="sources of this plan"):
        editing.change_recommendation(by=officer, recommendation=rec, text=rec.text, sources=[a.pk])


def test_a_column_of_the_plans_own_keeps_what_stands_under_it_when_it_is_renamed(draft, officer):
    column = editing.add_column(by=officer, plan=draft, heading="Cost", meaning="extra")
    action = first(draft)["action"]
    editing.change_action(by=officer, action=action, text=action.text, extra={"Cost": "None"})
    editing.change_column(by=officer, column=column, heading="Cost in 2027", meaning="extra")
    action.refresh_from_db()
    assert action.extra == {"Cost in 2027": "None"}
    with pytest.raises(Refused, match="already holds that"):
        editing.add_column(by=officer, plan=draft, heading="Who", meaning="lead")
    with pytest.raises(Refused, match="under that heading"):
        editing.add_column(by=officer, plan=draft, heading="action", meaning="extra")


def test_only_a_single_section_goes_without_a_title(draft, officer):
    section = first(draft)["section"]
    editing.change_section(by=officer, section=section, title="")
    with pytest.raises(Refused, match="Give the section a title"):
        editing.add_section(by=officer, plan=draft, title="")


def test_words_too_long_or_none_are_refused_at_their_field(draft, officer):
    rec = first(draft)["recommendation"]
    for words, ref, field in (
        ("", "", "text"),
        ("x" * 10_001, "", "text"),
        ("Do", "r" * 61, "ref"),
        ("a\0b", "", "text"),
    ):
        with pytest.raises(Refused) as refused:
            editing.add_action(by=officer, recommendation=rec, text=words, ref=ref)
        assert refused.value.field == field


def test_an_officer_of_any_plan_starts_another_and_is_its_officer(officer):
    made = open_plan(by=officer, title="Libraries Improvement Plan")
    assert (made.status, made.slug) == ("draft", "libraries-improvement-plan-2")
    editing.add_usual_columns(by=officer, plan=made)
    with pytest.raises(Refused, match="columns already"):
        editing.add_usual_columns(by=officer, plan=made)
    with pytest.raises(Denied, match="a right that an administrator gives"):
        open_plan(by=factories.person("Vera Viewer", plan=made, role="viewer"), title="Mine")


def test_a_plan_that_people_rely_on_keeps_its_status_and_its_scheme(plan, officer):
    with pytest.raises(Refused, match="become a draft again"):
        set_up_plan(by=officer, plan=plan, status="draft")
    other = m.RagScheme(name="Three colours")
    with factories.change_set(by=factories.SYSTEM, verb="test", door="command", register=True) as act:
        act.save(other)
    action = factories.actions_of(plan)[0]
    submit_progress(by=officer, action=action, word=Word(narrative="Begun.", rag=factories.rag("green")))
    with pytest.raises(Refused, match="have been rated"):
        set_up_plan(by=officer, plan=plan, scheme=other)
    opened = editing.mark(plan)
    set_up_plan(by=officer, plan=plan, title="Theirs")
    with pytest.raises(Overtaken):
        set_up_plan(by=officer, plan=plan, title="Mine", opened=opened)
