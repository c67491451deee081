"""Who may do what to a plan itself and to what is kept of it: the rest of the table of `test_actions_and_people`, for
verbs in which the state of an action has no say. Each is tried in a live plan and in a closed one."""

import importlib
import inspect
import pkgutil
from datetime import date

import pytest
from django.http import QueryDict

import audits.operations
import plans.operations
import reports.operations
from audits.operations import issued_papers, purge, redaction, snapshots
from audits.operations.sheets import application, home, letters, orders, out
from plans.importing import read_plan
from plans.importing.workbench.edits import Framed
from plans.operations import evidence, exemptions, members_questions, people, periods, plan_scheme, retraction
from plans.operations import plans as plan_verbs
from plans.operations import reminders as choosing
from plans.operations import schemes as scheme_verbs
from plans.operations.decisions import completion
from plans.operations.editing import (
    actions,
    columns,
    leads,
    order,
    recommendations,
    sections,
    sources,
    steps,
    timescales,
    withdrawal,
)
from plans.operations.editing import drafts as edit_drafts
from plans.operations.editing.leads import Led
from plans.operations.editing.timescales import Dating
from plans.operations.editions import apply
from plans.operations.imports import commit, edits, new_plan, questions, upload
from plans.operations.imports.answers import stamp
from plans.operations.progress import drafts as update_drafts
from reports.operations import issue_orders, reminders
from reports.operations import settings as paper_settings
from reports.settings import Settings
from tests import factories
from tests.plans.permissions import rows
from tests.plans.permissions import test_actions_and_people as others
from tests.plans.permissions.world import DOCUMENT, ROLES, fresh, outcome

pytestmark = [pytest.mark.django_db, pytest.mark.either]

DAY = date(2027, 3, 31)
WHY = "It was unclear."
TITLED = Framed(field="title", value="A plan")
LIVE, CLOSED = "in progress", "plan closed"

EDITORS = {"officer", "administrator"}
RUNNERS = {"elsewhere", "officer", "administrator"}
"""Officers of any plan, and administrators."""


def _understood():
    return read_plan(DOCUMENT, name="plan.md")


EDITING = {
    "add_section": lambda w, by: sections.add_section(by=by, plan=w.plan, title="More"),
    "change_section": lambda w, by: sections.change_section(by=by, section=rows.section(w), title="Else", why=WHY),
    "add_column": lambda w, by: columns.add_column(by=by, plan=w.plan, heading="Budget", meaning="extra"),
    "change_column": lambda w, by: columns.change_column(
        by=by, column=rows.column(w), heading="Who", meaning="lead", why=WHY
    ),
    "add_usual_columns": lambda w, by: columns.add_usual_columns(by=by, plan=w.plan),
    "add_recommendation": lambda w, by: recommendations.add_recommendation(by=by, section=rows.section(w), text="Do."),
    "change_recommendation": lambda w, by: recommendations.change_recommendation(
        by=by, recommendation=w.action.recommendation, text="Do.", why=WHY
    ),
    "add_action": lambda w, by: actions.add_action(by=by, recommendation=w.action.recommendation, text="Do."),
    "change_action": lambda w, by: actions.change_action(by=by, action=w.action, text="Do.", why=WHY),
    "add_step": lambda w, by: steps.add_step(by=by, action=w.action, text="Do."),
    "change_step": lambda w, by: steps.change_step(by=by, step=rows.step(w), text="Do.", why=WHY),
    "add_lead": lambda w, by: leads.add_lead(
        by=by, action=w.action, led=Led(name="A Team", role="supporting", new=True)
    ),
    "change_lead": lambda w, by: leads.change_lead(
        by=by, assignment=w.action.assignments.first(), led=Led(name="A Team", new=True), why=WHY
    ),
    "add_source": lambda w, by: sources.add_source(by=by, plan=w.plan, title="Letter"),
    "change_source": lambda w, by: sources.change_source(by=by, source=rows.source(w), title="Report", why=WHY),
    "add_timescale": lambda w, by: timescales.add_timescale(
        by=by, under=w.action, dating=Dating(text="31 March 2027", kind="date", latest=DAY)
    ),
    "move": lambda w, by: order.move(by=by, thing=rows.second_section(w), to=0),
    "withdraw": lambda w, by: withdrawal.withdraw(by=by, thing=rows.second_section(w), reason="Twice."),
}
"""Officers and administrators, and nobody in a plan that is closed."""

TABLE = {
    "start_scheme": (
        lambda w, by: scheme_verbs.start_scheme(by=by, name="Two words", ratings=rows.TWO_RATINGS),
        RUNNERS,
    ),
    "change_scheme": (
        lambda w, by: scheme_verbs.change_scheme(by=by, scheme=rows.scheme(w), ratings=rows.TWO_RATINGS, why=WHY),
        RUNNERS,
    ),
    "retire_scheme": (
        lambda w, by: scheme_verbs.retire_scheme(by=by, scheme=rows.scheme(w), reason=WHY),
        RUNNERS,
    ),
    "bring_back_scheme": (lambda w, by: scheme_verbs.bring_back_scheme(by=by, scheme=rows.retired_scheme(w)), RUNNERS),
    "prefer_scheme": (lambda w, by: scheme_verbs.prefer_scheme(by=by, scheme=rows.scheme(w)), {"administrator"}),
    "open_plan": (lambda w, by: plan_verbs.open_plan(by=by, title="New plan"), RUNNERS),
    "open_draft": (lambda w, by: upload.open_draft(by=by, data=DOCUMENT, name="p.md", at=rows.NOW), RUNNERS),
    "open_draft into a plan": (
        lambda w, by: upload.open_draft(by=by, data=DOCUMENT, name="p.md", at=rows.NOW, into=w.empty),
        EDITORS,
    ),
    "amend_draft": (
        lambda w, by: edits.amend_draft(
            by=by, draft=rows.draft(w), edits=[Framed(field="title", value="A plan")], words="Its title.", at=rows.NOW
        ),
        {"officer"},
    ),
    "discard_draft": (lambda w, by: edits.discard_draft(by=by, draft=rows.draft(w), at=rows.NOW), {"officer"}),
    "commit_draft": (lambda w, by: commit.commit_draft(by=by, draft=rows.draft(w), at=rows.NOW), {"officer"}),
    "commit_later": (lambda w, by: commit.commit_later(by=by, draft=rows.draft(w)), {"officer"}),
    "make_edition": (
        lambda w, by: commit.make_edition(by=by, draft=rows.draft(w), plan=w.plan, at=rows.NOW),
        {"officer"},
    ),
    "check_again": (lambda w, by: commit.check_again(by=by, draft=rows.draft(w), at=rows.NOW), {"officer"}),
    "read_again": (lambda w, by: upload.read_again(by=by, draft=rows.draft(w), at=rows.NOW), {"officer"}),
    "commit_document": (
        lambda w, by: new_plan.commit_document(
            by=by, document=_understood(), data=DOCUMENT, name="plan.md", into=w.empty
        ),
        EDITORS,
    ),
    "apply_edition": (
        lambda w, by: apply.apply_edition(
            by=by,
            plan=w.plan,
            document=_understood(),
            data=DOCUMENT,
            name="plan.md",
            accepted=frozenset(),
            seen="an older page",
        ),
        EDITORS,
    ),
    "set_edit_aside": (
        lambda w, by: edit_drafts.set_edit_aside(by=by, plan=w.plan, path="/a/", typed="a=b", at=rows.NOW),
        EDITORS,
    ),
    "settle_questions": (
        lambda w, by: questions.settle_questions(by=by, plan=w.plan, questions=[rows.question(w)], answer="Right"),
        EDITORS,
    ),
    "settle_question": (
        lambda w, by: questions.settle_question(by=by, question=rows.question(w), answer="It is right"),
        EDITORS,
    ),
    "change_period": (
        lambda w, by: periods.change_period(by=by, period=rows.period(w), name="July", position_on=factories.TODAY),
        EDITORS,
    ),
    "close_period": (lambda w, by: periods.close_period(by=by, period=rows.period(w)), EDITORS),
    "reopen_period": (lambda w, by: periods.reopen_period(by=by, period=rows.closed_period(w)), EDITORS),
    "withdraw_period": (
        lambda w, by: periods.withdraw_period(by=by, period=rows.period(w), reason="Twice."),
        EDITORS,
    ),
    "freeze": (lambda w, by: snapshots.freeze(by=by, period=rows.closed_period(w)), EDITORS),
    "unfreeze": (
        lambda w, by: snapshots.unfreeze(by=by, snapshot=rows.frozen_position(w), reason="One came in late."),
        EDITORS,
    ),
    "issue_paper": (
        lambda w, by: issued_papers.issue_paper(by=by, snapshot=rows.frozen_position(w), number=1, made=rows.MADE),
        EDITORS,
    ),
    "issue_supplement": (
        lambda w, by: issued_papers.issue_supplement(
            by=by, paper=rows.issued_paper(w), number=1, words="It is 66%.", made=rows.MADE
        ),
        EDITORS,
    ),
    "order_issue": (
        lambda w, by: issue_orders.order_issue(
            by=by, snapshot=rows.frozen_position(w), asked=QueryDict(), at=rows.NOW, today=factories.TODAY
        ),
        EDITORS,
    ),
    "keep_settings": (
        lambda w, by: paper_settings.keep_settings(by=by, plan=w.plan, settings=Settings(author="Ada")),
        EDITORS,
    ),
    "set_retention": (
        lambda w, by: plan_verbs.set_retention(by=by, plan=w.plan, retain_until=DAY),
        {"administrator"},
    ),
    "purge_plan": (lambda w, by: purge.purge_plan(by=by, plan=w.plan, why="Past its date."), {"administrator"}),
    "redact": (
        lambda w, by: redaction.redact(by=by, plan=w.plan, words="thing numbered", why="A child’s name."),
        {"administrator"},
    ),
    "choose_reminders": (
        lambda w, by: choosing.choose_reminders(by=by, user=w.people["lead"], without=[], weekly_on=None),
        {"lead"},
    ),
    "stop_reminders": (lambda w, by: choosing.stop_reminders(by=by, user=w.people["lead"]), {"lead"}),
    "make_calendar_address": (
        lambda w, by: choosing.make_calendar_address(by=by, user=w.people["lead"]),
        {"lead"},
    ),
    "withdraw_calendar_address": (
        lambda w, by: choosing.withdraw_calendar_address(by=by, user=w.people["lead"]),
        {"lead"},
    ),
}
"""Who may, whether the plan is live or closed."""


def _answer_all(by, question):
    answers = [questions.Answer(question, "Another title", "Another title")]
    questions.answer_questions(by=by, answers=answers, seen=stamp(questions.effects_of_all(answers)))


WHILE_LIVE = {
    **{name: (do, EDITORS) for name, do in EDITING.items()},
    "answer_questions": (lambda w, by: _answer_all(by, rows.title_question(w)), EDITORS),
    "answer_question": (
        lambda w, by: questions.answer_question(
            by=by, question=rows.title_question(w), value="Another title", words="Another title"
        ),
        EDITORS,
    ),
    "change_plan_scheme": (
        lambda w, by: plan_scheme.change_plan_scheme(
            by=by, plan=w.plan, scheme=rows.scheme(w), becomes=rows.all_unrated(w), why=WHY
        ),
        EDITORS,
    ),
    "answer_rating": (
        lambda w, by: questions.answer_rating(by=by, question=rows.rating_question(w), rating=None),
        EDITORS,
    ),
    "remind": (
        lambda w, by: reminders.remind(by=by, plan=w.plan, users=[w.people["lead"]]),
        {"officer", "manager"},
    ),
    "try_again": (lambda w, by: reminders.try_again(by=by, plan=w.plan, now=rows.NOW), {"officer", "manager"}),
    "take_back_act": (
        lambda w, by: retraction.take_back_act(by=by, plan=w.plan, act=rows.import_act(w), reason="A draft."),
        EDITORS,
    ),
    "make_sheet": (
        lambda w, by: out.make_sheet(
            by=by, whom=out.Whom(name="Nadia Ferris"), actions=[w.action.pk], filled=["progress"]
        ),
        {"officer", "manager"},
    ),
    "call_back": (
        lambda w, by: out.call_back(by=by, sheet=rows.sheet(w), reason="Sent twice."),
        {"officer", "manager"},
    ),
    "remind_sheet": (
        lambda w, by: letters.remind_sheet(by=by, sheet=rows.sheet(w)),
        {"officer", "manager"},
    ),
    "apply_return": (
        lambda w, by: application.apply_return(by=by, returned=rows.returned(w), choices={}, reason="For March."),
        {"officer", "manager"},
    ),
    "keep_choices": (
        lambda w, by: home.keep_choices(by=by, returned=rows.returned(w), choices={}, position_on=None),
        {"officer", "manager"},
    ),
    "stop_merge": (
        lambda w, by: orders.stop_merge(by=by, returned=rows.returned_ordered(w)),
        {"officer", "manager"},
    ),
    "discard": (
        lambda w, by: home.discard(by=by, returned=rows.returned(w)),
        {"officer", "manager"},
    ),
    "ask_back": (
        lambda w, by: questions.ask_back(by=by, action=w.action, words="Which year?", because="asked by Nadia"),
        {"officer", "manager"},
    ),
    "withdraw_evidence": (
        lambda w, by: evidence.withdraw_evidence(by=by, evidence=rows.proof(w), reason="The wrong file."),
        {"lead", "officer", "manager"},
    ),
    "record_members_question": (
        lambda w, by: members_questions.record_members_question(
            by=by,
            action=w.action,
            text="Why?",
            meeting="Scrutiny",
            asked_on=factories.TODAY,
            due_on=factories.TODAY,
            lead=factories.lead(),
        ),
        {"officer", "manager"},
    ),
    "answer_members_question": (
        lambda w, by: members_questions.answer_members_question(by=by, question=rows.asked(w), answer="So."),
        {"lead", "officer", "manager"},
    ),
    "withdraw_members_question": (
        lambda w, by: members_questions.withdraw_members_question(by=by, question=rows.asked(w), reason="Not asked."),
        {"officer", "manager"},
    ),
    "mark_exempt": (
        lambda w, by: exemptions.mark_exempt(by=by, action=w.action, what="action"),
        {"lead", "officer", "manager", "administrator"},
    ),
    "read_exemption": (
        lambda w, by: exemptions.read_exemption(by=by, exemption=rows.exemption(w), paragraph=3),
        EDITORS,
    ),
    "take_off_exemption": (
        lambda w, by: exemptions.take_off_exemption(by=by, exemption=rows.exemption(w), reason="It is public."),
        EDITORS,
    ),
    "keep_draft": (
        lambda w, by: update_drafts.keep_draft(by=by, action=w.action, typed="a=b", mark="m", seen=None, at=rows.NOW),
        {"lead", "officer", "manager"},
    ),
}
"""Who may in a live plan; nobody may in a closed one."""

REFUSED = {
    *("purge_plan", "apply_edition", "commit_draft", "commit_later", "check_again", "amend_draft"),
    *("add_usual_columns", "make_edition"),
}
"""Verbs that this world's rows do not allow, whoever asks: a live plan is not purged, a page of before is not applied,
a draft is worked on when it has been read and its document is no plan yet, and this plan has its columns already."""


def who_may(state) -> dict:
    """Both tables' rows in that state of the plan: how it is done, and the roles that may."""
    return {**TABLE, **{name: (do, may if state == LIVE else set()) for name, (do, may) in WHILE_LIVE.items()}}


@pytest.mark.parametrize("state, world", [(LIVE, LIVE), (CLOSED, CLOSED)], indirect=["world"], ids=[LIVE, CLOSED])
def test_who_may_and_every_denial_is_logged(state, world, caplog):
    wrong = {}
    for name, (do, may) in who_may(state).items():
        for role in ROLES:
            caplog.clear()
            got = outcome(do, fresh(world), world.people[role])
            right = "denied" if role not in may else "refused" if name in REFUSED else "done"
            logged = [record for record in caplog.records if record.name == "actionplans.denied"]
            if got != right:
                wrong[name, role] = f"{got}, not {right}"
            elif got == "denied" and not logged:
                wrong[name, role] = "denied without a word in the log"
    assert wrong == {}


RECHECKED = {
    "embed": (lambda w, by: completion.embed(by=by, action=w.action), {"officer", "manager"}),
    "fail_recheck": (
        lambda w, by: completion.fail_recheck(by=by, action=w.action, reason="It slid back."),
        {"officer", "manager"},
    ),
    "reopen_action": (
        lambda w, by: completion.reopen_action(by=by, action=w.action, reason="It slid back."),
        {"manager"},
    ),
}
"""Who may say of what was verified whether it lasts, while the plan is live."""


@pytest.mark.parametrize("state, world", [("verified", "verified")], indirect=["world"])
def test_what_lasts_is_said_by_those_who_verify(state, world):
    got = {
        name: {r for r in ROLES if outcome(do, fresh(world), world.people[r]) != "denied"}
        for name, (do, _) in RECHECKED.items()
    }
    assert got == {name: may for name, (_, may) in RECHECKED.items()}


IN_NO_TABLE = {
    "take_in": "keeps what a file says of the sheets that one looks after: of others it knows nothing",
    "update_of": "a part of apply_return",
    "ask_for_date": "a part of apply_return",
    "name_leads": "a part of apply_return",
    "say_recommendation": "a part of apply_return",
    "look_again": "asks what apply_return asks",
    "apply_merge": "asks what apply_return asks",
    "check_application": "a part of apply_return",
    "editing": "the frame of every act of editing, which asks for each",
    "agrees_dates": "a question, not an act",
    "check_progress": "a question, not an act: what submit_progress asks first",
    "apply_dates": "a part of apply_edition",
    "give": "a part of grant_role and invite",
    "default_scheme": "made by the system when the first plan is",
    "queue_digests": "a part of send_digests",
    "drop_draft": "one’s own words only",
    "drop_edit": "one’s own words only",
    "take_back": "asks what amend_draft asks",
    "finish_draft": "asks what commit_draft asks",
    "change_timescale": "asks what add_timescale asks",
    "bring_back": "asks what withdraw asks",
    "note_credential": "by oneself, changing a password",
    "issue": "prints what issue_paper keeps, and asks what it asks",
    "issue_correction": "prints what issue_supplement keeps, and asks what it asks",
    "reissue": "a part of a redaction, by the system",
    "replace_files": "a part of a redaction, by the system",
    "preview": "prints a draft of what order_issue asks for, on the page that officers alone open",
    "order_paper": "whoever reads the plan may print it; tried with the papers",
    "stop_paper": "one’s own papers only; tried with them",
    "give_first_date": "add_timescale or change_timescale, which are tried",
    "choose_actions": "one’s own selection, of what one may see; tried with the changes of many",
    "look_through": "one’s own selection only; tried with the changes of many",
    "carry_out": "one’s own selection only, each by the verb of one; tried with the changes of many",
    "undo": "one’s own selection only, each plan’s act by take_back_act; tried with the changes of many",
    "merge_of": "a question, not an act: what `by` may apply",
    "send_digests": "tried with the reminders",
}
"""Verbs with an actor that are in no table, and why."""


def test_no_verb_is_left_out():
    """A verb that is added has to be put into a table, with who may, or be named here with a reason."""
    known = {name.split(" ")[0] for name in [*TABLE, *WHILE_LIVE, *others.TABLE]}
    known |= {*RECHECKED, *IN_NO_TABLE, *others.ADMINISTRATORS}
    known |= {name for name in people.__all__ if name[0].islower()}  # of which the other file asks the same
    assert all_verbs() - known == set()
    assert {name for name in IN_NO_TABLE if name not in all_verbs()} == set()


def all_verbs() -> set[str]:
    """The names of all public functions of the packages of verbs that have an actor."""
    found = set()
    for package in (plans.operations, reports.operations, audits.operations):
        for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            module = importlib.import_module(info.name)
            for name, value in vars(module).items():
                own = inspect.isfunction(value) and value.__module__ == module.__name__ and name[0] != "_"
                if own and "by" in inspect.signature(value).parameters:
                    found.add(name)
    return found
