"""An import or an edition is taken back as a whole, in one act with a reason, while nothing stands upon it."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from audits.sources import as_at
from audits.verification import faults
from plans import models as m
from plans import worklists
from plans.operations import editing
from plans.operations.decisions.completion import close_action
from plans.operations.decisions.extensions import request_extension
from plans.operations.errors import Refused
from plans.operations.evidence import Proof, add_evidence
from plans.operations.imports.documents import plan_of
from plans.operations.imports.new_plan import commit_import
from plans.operations.imports.questions import settle_question
from plans.operations.plans import open_plan, set_up_plan
from plans.operations.progress.updates import Word, submit_progress
from plans.operations.retraction import effects_of, hindrances, take_back_act
from plans.operations.retraction.effects import NOUNS, STAYS
from plans.permissions.permission import Denied
from plans.queries import plan_state
from plans.trail import SYSTEM
from plans.trail import tracked_models as histories
from tests import factories
from tests.plans.importing.workbench.leisure import NAME, TEXT
from tests.plans.operations.editions.edited_plans import ALL, FIRST, LATER, apply, imported

pytestmark = pytest.mark.django_db
WHY = "It was the draft of another board."


@pytest.fixture
def plan():
    return imported()


@pytest.fixture
def officer(plan):
    return factories.person("Olive Officer", plan=plan, role="officer")


@pytest.fixture
def manager(plan):
    return factories.person("Moira Manager", plan=plan, role="manager", is_administrator=True)


@pytest.fixture
def edition(plan, manager):
    """The act that applied everything that a later edition says, dates and progress too."""
    apply(plan, LATER, by=manager, keys=ALL)
    return last(plan)


def last(plan, verb="apply_edition"):
    return m.ChangeSet.objects.filter(links__chain__key=plan.chain_key, verb=verb).order_by("pk").last()


def said_of(plan):
    """What the plan says, whichever posts the organisation has come to know."""
    return replace(plan_state(m.Plan.objects.get(pk=plan.pk)), leads=())


def action(plan, words):
    return m.Action.objects.of_plan(plan).get(text__startswith=words)


def test_an_edition_leaves_the_plan_as_it_was_in_one_act_with_its_reason(plan, manager):
    stood = said_of(plan)
    apply(plan, LATER, by=manager, keys=ALL)
    assert said_of(plan) != stood
    kept = {model: model._base_manager.count() for model in histories.models().values()}
    done = take_back_act(by=manager, plan=plan, act=last(plan), reason=WHY)
    assert said_of(plan) == stood
    assert (done.verb, done.why, done.details["taken_file"]) == ("take_back_act", WHY, "libraries-2.md")
    assert all(model._base_manager.count() == count for model, count in kept.items()), "something was deleted"
    assert action(plan, "Repair the roof").withdrawn_reason == WHY
    assert list(faults()) == []


def test_a_claim_that_the_edition_withdrew_waits_to_be_verified_again(plan, manager):
    lead = factories.person("Olive Officer", plan=plan, role="officer")
    word = Word(narrative="All visited.", claims_completion=True, position_on=date(2026, 8, 1))
    claim = submit_progress(by=lead, action=action(plan, "Visit"), word=word)
    stood = said_of(plan)
    apply(plan, LATER, by=manager, keys=ALL)
    assert action(plan, "Visit").stage == "in_progress"
    take_back_act(by=manager, plan=plan, act=last(plan), reason=WHY)
    assert (said_of(plan), action(plan, "Visit").stage) == (stood, "claimed")
    assert list(worklists.to_verify(manager)) == [claim]
    assert list(faults()) == []


def test_the_past_keeps_what_the_edition_said_until_it_was_taken_back(plan, manager, edition):
    then = replace(plan_state(plan), leads=())
    done = take_back_act(by=manager, plan=plan, act=edition, reason=WHY)
    today = done.moment.date()
    assert replace(as_at(plan, on=today, known=edition.moment), leads=()) == then
    assert replace(as_at(plan, on=today, known=done.moment), leads=()) == said_of(plan)


def test_it_can_be_applied_again_afterwards(plan, manager, edition):
    applied = said_of(plan)
    take_back_act(by=manager, plan=plan, act=edition, reason=WHY)
    apply(plan, LATER, by=manager, keys=ALL)

    def words(state):
        return [(a.text, [t.latest for t in a.timescales], a.stage) for a in state.actions]

    assert words(said_of(plan)) == words(applied)
    assert list(faults()) == []


def test_a_plan_that_an_import_made_goes_out_of_the_lists_and_its_document_comes_in_again(plan, officer):
    act = last(plan, "import_plan")
    take_back_act(by=officer, plan=plan, act=act, reason=WHY)
    plan.refresh_from_db()
    assert (plan.withdrawn, plan.status, plan.withdrawn_reason) == (True, "closed", WHY)
    assert not m.Plan.objects.visible_to(officer).exists()
    assert m.Plan.objects.kept_for(officer).get() == plan
    assert not m.Action.objects.visible_to(officer).exists()
    assert not m.Action.objects.current().exists()
    assert plan_of(plan.imported_sha256) is None
    again = commit_import(by=SYSTEM, data=FIRST.encode(), name="libraries.md")
    assert (again.is_new, again.plan == plan) == (True, False)
    assert list(faults()) == []


def test_an_empty_plan_that_a_document_filled_is_empty_again():
    plan = open_plan(by=SYSTEM, title="Leisure")
    stood = said_of(plan)
    commit_import(by=SYSTEM, data=TEXT.encode(), name=NAME, into=plan)
    take_back_act(by=SYSTEM, plan=plan, act=last(plan, "import_plan"), reason=WHY)
    assert said_of(plan) == stood
    assert not m.OpenQuestion.objects.filter(plan=plan, answered_on=None).exists()
    assert list(faults()) == []


def test_a_command_imports_it_again_after_it_was_taken_back(plan, officer, tmp_path, capsys):
    take_back_act(by=officer, plan=plan, act=last(plan, "import_plan"), reason=WHY)
    path = tmp_path / "libraries.md"
    path.write_text(FIRST)
    call_command("import_plan", str(path))
    told = capsys.readouterr()
    assert told.out.splitlines()[-1] == f"{plan.slug}-2"
    assert "imported before" not in told.err


def update(plan, manager):
    submit_progress(
        by=manager, action=action(plan, "Consult"), word=Word(narrative="Going on.", rag=factories.rag("green"))
    )


def evidence(plan, manager):
    add_evidence(by=manager, action=action(plan, "Repair"), proof=Proof(title="Survey", url="https://a.example"))


def decision(plan, manager):
    close_action(by=manager, action=action(plan, "Repair"), kind="superseded", reason="Sold.")


def edit(plan, manager):
    editing.change_action(by=manager, action=action(plan, "Survey"), text="Ask them", why="Clearer.")


def added_beneath(plan, manager):
    editing.add_step(by=manager, action=action(plan, "Repair"), text="Find the leak")


def new_date(plan, manager):
    timescale = action(plan, "Publish").timescales.get()
    request_extension(by=manager, timescale=timescale, to_latest=date(2099, 1, 1), reason="Rain.")


@pytest.mark.parametrize("later", [update, evidence, decision, edit, added_beneath, new_date])
def test_what_stands_upon_it_hinders_and_is_named(plan, manager, edition, later):
    later(plan, manager)
    stood = said_of(plan)
    with pytest.raises(Refused, match="Something was done since"):
        take_back_act(by=manager, plan=plan, act=edition, reason=WHY)
    assert said_of(plan) == stood
    [found] = hindrances(edition, plan, effects_of(edition))
    assert found.act.actor_name == "Moira Manager"
    if later is not new_date:
        assert found.action is not None


def test_what_was_done_elsewhere_in_the_plan_does_not_hinder(plan, manager):
    apply(plan, LATER, by=manager, keys=ALL)
    act = last(plan)
    section = editing.add_section(by=manager, plan=plan, title="More", why="Asked for.")
    factories.grant_role(user=factories.person("Nia New"), plan=plan, role="viewer")
    take_back_act(by=manager, plan=plan, act=act, reason=WHY)
    section.refresh_from_db()
    assert not section.withdrawn


def test_an_answered_question_hinders_the_import_that_asked_it(manager):
    plan = commit_import(by=SYSTEM, data=TEXT.encode(), name=NAME).plan
    question = plan.open_questions.exclude(field="rag").first()
    settle_question(by=manager, question=question, answer="As printed")
    with pytest.raises(Refused, match="Something was done since"):
        take_back_act(by=manager, plan=plan, act=last(plan, "import_plan"), reason=WHY)


def test_an_edition_upon_an_import_hinders_it_until_it_is_taken_back_itself(plan, manager, edition):
    first = last(plan, "import_plan")
    with pytest.raises(Refused, match="Something was done since"):
        take_back_act(by=manager, plan=plan, act=first, reason=WHY)
    take_back_act(by=manager, plan=plan, act=edition, reason=WHY)
    take_back_act(by=manager, plan=plan, act=first, reason=WHY)
    assert m.Plan.objects.get(pk=plan.pk).withdrawn
    assert list(faults()) == []


def test_it_is_taken_back_once(plan, manager, edition):
    take_back_act(by=manager, plan=plan, act=edition, reason=WHY)
    with pytest.raises(Refused, match="taken back already"):
        take_back_act(by=manager, plan=plan, act=edition, reason=WHY)


def test_it_needs_a_reason_an_act_of_this_plan_and_a_plan_that_is_open(plan, manager, edition):
    other = factories.plan("Another")
    their_own = m.ChangeSet.objects.get(links__chain__key=other.chain_key)
    for words, fields in (
        ("Say why", {"plan": plan, "act": edition, "reason": " - "}),
        ("Only an import", {"plan": other, "act": edition, "reason": WHY}),
        (
            "Only an import",
            {"plan": other, "act": their_own, "reason": WHY},
        ),
    ):
        with pytest.raises(Refused, match=words):
            take_back_act(by=manager, **fields)
    set_up_plan(by=manager, plan=plan, status="closed")
    with pytest.raises(Refused, match="closed"):
        take_back_act(by=SYSTEM, plan=plan, act=edition, reason=WHY)
    with pytest.raises(Denied, match="closed"):
        take_back_act(by=manager, plan=plan, act=edition, reason=WHY)


@pytest.mark.parametrize("role", ["manager", "contributor", "viewer"])
def test_only_who_may_import_takes_back(plan, edition, role):
    somebody = factories.person("Some Body", plan=plan, role=role)
    with pytest.raises(Denied):
        take_back_act(by=somebody, plan=plan, act=edition, reason=WHY)


def test_all_that_imports_write_is_withdrawn_or_stays_for_a_reason(plan, edition):
    commit_import(by=SYSTEM, data=TEXT.encode(), name=NAME)
    acts = m.ChangeSet.objects.filter(verb__in=["import_plan", "apply_edition"])
    written = {histories.models()[e.model] for e in m.ManifestEntry.objects.filter(change__in=acts)}
    assert written - {*NOUNS, *STAYS} == set()
    fields = {model: {field.name for field in model._meta.fields} for model in NOUNS}
    assert [model for model, names in fields.items() if not names & {"withdrawn", "answered_on"}] == []


def test_the_command_says_what_it_would_undo_and_then_undoes_the_last(plan, edition, capsys):
    call_command("take_back", plan.slug, "--dry-run")
    told = capsys.readouterr().out
    assert "“libraries-2.md”" in told and "action: 1 withdrawn" in told
    with pytest.raises(CommandError, match="Say why"):
        call_command("take_back", plan.slug)
    call_command("take_back", plan.slug, "--why", WHY)
    assert capsys.readouterr().out.splitlines()[-1] == "Taken back."
    assert (last(plan, "take_back_act").door, last(plan, "take_back_act").why) == ("command", WHY)
    assert action(plan, "Repair").withdrawn
    with pytest.raises(CommandError, match="no such import"):
        call_command("take_back", plan.slug, "--act", "99", "--why", WHY)


def test_the_command_names_what_hinders(plan, manager, edition, capsys):
    edit(plan, manager)
    with pytest.raises(CommandError, match="Something was done since"):
        call_command("take_back", plan.slug, "--why", WHY)
    assert "Hindered by change_action by Moira Manager" in capsys.readouterr().out
