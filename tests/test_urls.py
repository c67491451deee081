"""Every address, asked for by everybody: a forgotten guard, or an address missing from the table, fails here.

A cell is the status of a GET; POST to a page without forms is the same or 405. 302 of somebody signed out leads
to the sign-in page.
"""

import re

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from audits.models import SheetReturn
from audits.operations.issued_papers import Made, Printed, issue_paper
from audits.operations.sheets.out import Whom, make_sheet
from audits.operations.snapshots import freeze
from plans import models as m
from plans.clock import now, today
from plans.operations.decisions.completion import verify_completion
from plans.operations.decisions.extensions import request_extension
from plans.operations.editing import withdraw
from plans.operations.evidence import Proof
from plans.operations.exemptions import mark_exempt
from plans.operations.imports.task import read_draft
from plans.operations.imports.upload import open_draft
from plans.operations.members_questions import record_members_question
from plans.operations.people import merge_lead, name_lead
from plans.operations.plans import open_period
from plans.operations.progress.updates import Word, submit_progress
from plans.operations.reminders import make_calendar_address
from plans.trail import SYSTEM, change_set
from reports.reminders.addresses import stop_link
from tests import factories
from tests.nones import nones
from tests.plans.importing.workbench.leisure import NAME, SURVEY, TEXT
from tests.plans.imports.conftest import NOW

pytestmark = pytest.mark.django_db

ROLES = ("nobody", "outsider", "viewer", "stranger", "lead", "officer", "manager", "administrator")
"""Signed out; signed in without a role; the four roles of the plan, a contributor with (lead) and without
(stranger) a post that leads the action; an administrator without a role in the plan."""

EVERYBODY = dict.fromkeys(ROLES, 200)
SIGNED_IN = {**EVERYBODY, "nobody": 302}
WHO_SEES_THE_DRAFT = {**dict.fromkeys(ROLES, 404), "nobody": 302, "officer": 200, "administrator": 200}
WHO_SEES_THE_PLAN = {**SIGNED_IN, "outsider": 404}
ADMINISTRATORS = {**dict.fromkeys(ROLES, 403), "nobody": 302, "administrator": 200}
ONLY_POST = {**dict.fromkeys(ROLES, 405), "nobody": 302}
NOT_SET_UP = dict.fromkeys(ROLES, 404)
WHO_EDITS_THE_PLAN = {**dict.fromkeys(ROLES, 403), "nobody": 302, "outsider": 404, "officer": 200, "administrator": 200}
WHO_OPENS_PLANS = {**WHO_EDITS_THE_PLAN, "outsider": 403}
OFFICERS_OWN = {**dict.fromkeys(ROLES, 404), "nobody": 302, "officer": 200}

WHO_KEEPS_THE_SHEET = {**OFFICERS_OWN, "manager": 200}
WHO_KEEPS_SCHEMES = WHO_OPENS_PLANS
OF_THE_PLAN = ("plan", "log", "log_csv", "appendix", "questions", "original", "plan_people", "edit_plan", "edit_frame")
OF_THE_PLAN += (
    "since",
    "since_csv",
    "since_xlsx",
    "issued",
    "plan_scheme",
    "periods",
    "open_period",
    "remind",
    "try_reminders_again",
)
WHO_RUNS_THE_PLAN = {**dict.fromkeys(WHO_SEES_THE_PLAN, 403), "nobody": 302, "outsider": 404}
WHO_RUNS_THE_PLAN |= {"officer": 200, "administrator": 200}

TABLE = {
    "home": dict.fromkeys(ROLES, 302),
    "health": EVERYBODY,
    "ready": EVERYBODY,
    "help": EVERYBODY,
    "accessibility": EVERYBODY,
    "privacy": EVERYBODY,
    "account_login": {**dict.fromkeys(ROLES, 302), "nobody": 200},
    "account_request_login_code": {**dict.fromkeys(ROLES, 302), "nobody": 200},
    "account_confirm_login_code": dict.fromkeys(ROLES, 302),
    "account_logout": {**SIGNED_IN},
    "account_inactive": EVERYBODY,
    "account": SIGNED_IN,
    "account_reauthenticate": {**dict.fromkeys(ROLES, 403), "nobody": 302},
    "council_login": NOT_SET_UP,
    "openid_connect_callback": NOT_SET_UP,
    "accept_invitation": dict.fromkeys(ROLES, 410),
    "open_invitation": dict.fromkeys(ROLES, 410),
    "account_change_password": dict.fromkeys(ROLES, 302),
    "account_set_password": SIGNED_IN,
    "account_reset_password": EVERYBODY,
    "account_reset_password_done": EVERYBODY,
    "account_reset_password_from_key": EVERYBODY,
    "account_reset_password_from_key_done": EVERYBODY,
    "mfa_index": dict.fromkeys(ROLES, 302),
    "mfa_authenticate": dict.fromkeys(ROLES, 302),
    "mfa_reauthenticate": {**dict.fromkeys(ROLES, 403), "nobody": 302},
    "mfa_activate_totp": SIGNED_IN,
    "mfa_deactivate_totp": {**dict.fromkeys(ROLES, 404), "nobody": 302},
    "mfa_view_recovery_codes": {**dict.fromkeys(ROLES, 404), "nobody": 302},
    "mfa_generate_recovery_codes": SIGNED_IN,
    "usersessions_list": SIGNED_IN,
    "end_own_session": ONLY_POST,
    "my_actions": SIGNED_IN,
    "plans": SIGNED_IN,
    "plan": WHO_SEES_THE_PLAN,
    "since": WHO_SEES_THE_PLAN,
    "issued": WHO_SEES_THE_PLAN,
    "issued_everywhere": SIGNED_IN,
    "issued_paper": WHO_SEES_THE_PLAN,
    "issued_file": WHO_SEES_THE_PLAN,
    "period_paper": WHO_RUNS_THE_PLAN,
    "paper_preview": ONLY_POST,
    "since_csv": WHO_SEES_THE_PLAN,
    "since_xlsx": WHO_SEES_THE_PLAN,
    "log": WHO_SEES_THE_PLAN,
    "log_csv": WHO_SEES_THE_PLAN,
    "take_back": WHO_EDITS_THE_PLAN,
    "keeping": {**WHO_SEES_THE_PLAN, **dict.fromkeys(("viewer", "stranger", "lead", "manager"), 403)},
    "everything": {**WHO_SEES_THE_PLAN, **dict.fromkeys(("viewer", "stranger", "lead", "manager"), 403)},
    "purge": {**WHO_SEES_THE_PLAN, **dict.fromkeys(("viewer", "stranger", "lead", "officer", "manager"), 403)},
    "appendix": {**WHO_SEES_THE_PLAN},
    "paper_order": OFFICERS_OWN,
    "paper_file": OFFICERS_OWN,
    "paper_page": {**OFFICERS_OWN, "officer": 404},
    "paper_progress": OFFICERS_OWN,
    "stop_paper": ONLY_POST,
    "overview": SIGNED_IN,
    "find": SIGNED_IN,
    "actions": SIGNED_IN,
    "actions_csv": SIGNED_IN,
    "actions_xlsx": SIGNED_IN,
    "start_bulk_edit": ONLY_POST,
    "my_grid": SIGNED_IN,
    "list_grid": SIGNED_IN,
    "bulk_edit": OFFICERS_OWN,
    "bulk_edit_progress": OFFICERS_OWN,
    "action": WHO_SEES_THE_PLAN,
    "redact": {**WHO_SEES_THE_PLAN, **dict.fromkeys(("viewer", "stranger", "lead", "officer", "manager"), 403)},
    "update": {**WHO_SEES_THE_PLAN, "viewer": 403, "stranger": 403, "administrator": 403},
    "extend": {**WHO_SEES_THE_PLAN, "viewer": 403, "stranger": 403, "administrator": 403},
    "update_draft": {**dict.fromkeys(ROLES, 405), "nobody": 302},
    "recheck": {**WHO_SEES_THE_PLAN, "viewer": 403, "stranger": 403, "lead": 403, "administrator": 403},
    "close": {**WHO_SEES_THE_PLAN, **dict.fromkeys(("viewer", "stranger", "lead", "officer", "administrator"), 403)},
    "reopen": {**WHO_SEES_THE_PLAN, **dict.fromkeys(("viewer", "stranger", "lead", "officer", "administrator"), 403)},
    "to_verify": SIGNED_IN,
    "verify": {**WHO_SEES_THE_PLAN, "viewer": 403, "stranger": 403, "lead": 403, "administrator": 403},
    "withdraw_claim": {**WHO_SEES_THE_PLAN, "viewer": 403, "stranger": 403, "administrator": 403},
    "to_decide": SIGNED_IN,
    "decide": {
        **WHO_SEES_THE_PLAN,
        "viewer": 403,
        "stranger": 403,
        "lead": 403,
        "officer": 403,
        "administrator": 403,
    },
    "evidence": WHO_SEES_THE_PLAN,
    "imports": {**SIGNED_IN, "outsider": 403, "viewer": 403, "stranger": 403, "lead": 403, "manager": 403},
    "import": WHO_SEES_THE_DRAFT,
    "import_progress": WHO_SEES_THE_DRAFT,
    "import_row": {**WHO_SEES_THE_DRAFT, "administrator": 403},
    "import_scheme": {**WHO_SEES_THE_DRAFT, "administrator": 403},
    "import_grid": {**WHO_SEES_THE_DRAFT, "administrator": 403},
    "import_edition": {**WHO_SEES_THE_DRAFT, "officer": 302, "administrator": 403},
    "import_say": {**dict.fromkeys(ROLES, 405), "nobody": 302},
    "import_finish": {**dict.fromkeys(ROLES, 405), "nobody": 302},
    "questions": WHO_SEES_THE_PLAN,
    "original": WHO_SEES_THE_PLAN,
    "setup": ADMINISTRATORS,
    "setup_council": ADMINISTRATORS,
    "setup_second_factor": ADMINISTRATORS,
    "invitation_link": ADMINISTRATORS,
    "people": ADMINISTRATORS,
    "person": ADMINISTRATORS,
    "invite": {**ADMINISTRATORS, "officer": 200},
    "amend_person": ADMINISTRATORS,
    "deactivate": ADMINISTRATORS,
    "hand_over_person": ADMINISTRATORS,
    "invitation": ONLY_POST,
    "reactivate": ONLY_POST,
    "end_session": ONLY_POST,
    "end_sessions": ONLY_POST,
    "reset_second_factor": ONLY_POST,
    "plan_people": {**WHO_SEES_THE_PLAN, "viewer": 403, "stranger": 403, "lead": 403, "manager": 403},
    "plan_role": {**WHO_SEES_THE_PLAN, "viewer": 403, "stranger": 403, "lead": 403, "manager": 403},
    "posts": {**ADMINISTRATORS, "officer": 200},
    "post": WHO_SEES_THE_PLAN,
    "hand_over": {**WHO_SEES_THE_PLAN, "viewer": 403, "stranger": 403, "lead": 403, "manager": 403},
    "fill_posts": {**ADMINISTRATORS, "officer": 200},
    **dict.fromkeys(("amend_lead", "merge_lead", "split_lead", "undo_merge"), WHO_EDITS_THE_PLAN),
    "start_plan": WHO_OPENS_PLANS,
    "template_workbook": WHO_OPENS_PLANS,
    "edit_plan": WHO_EDITS_THE_PLAN,
    "edit_frame": WHO_EDITS_THE_PLAN,
    "edit_add": WHO_EDITS_THE_PLAN,
    "edit_thing": WHO_EDITS_THE_PLAN,
    "edit_move": WHO_EDITS_THE_PLAN,
    "edit_withdraw": WHO_EDITS_THE_PLAN,
    "edit_restore": WHO_EDITS_THE_PLAN,
    "periods": WHO_SEES_THE_PLAN,
    "plan_scheme": WHO_EDITS_THE_PLAN,
    "schemes": WHO_KEEPS_SCHEMES,
    "new_scheme": WHO_KEEPS_SCHEMES,
    "scheme": WHO_KEEPS_SCHEMES,
    "scheme_fate": ONLY_POST,
    "open_period": WHO_RUNS_THE_PLAN,
    "period": WHO_RUNS_THE_PLAN,
    "chase": SIGNED_IN,
    "remind": ONLY_POST,
    "try_reminders_again": ONLY_POST,
    "reminders": SIGNED_IN,
    "calendar_address": ONLY_POST,
    "stop_reminders": EVERYBODY,
    "calendar_feed": EVERYBODY,
    "record_members_question": {**WHO_SEES_THE_PLAN, "viewer": 403, "stranger": 403, "lead": 403, "administrator": 403},
    "members_question": WHO_SEES_THE_PLAN,
    "exempt": {**WHO_SEES_THE_PLAN, "viewer": 403, "stranger": 403},
    "exemption": WHO_EDITS_THE_PLAN,
    "sheets": {**dict.fromkeys(ROLES, 403), "nobody": 302, "officer": 200, "manager": 200},
    **dict.fromkeys(("sheets_home", "sheet_remind", "sheet_undo"), ONLY_POST),
    **dict.fromkeys(("sheet", "sheet_file", "sheet_return_file"), WHO_KEEPS_THE_SHEET),
    "withdraw_evidence": {**WHO_SEES_THE_PLAN, "viewer": 403, "stranger": 403, "administrator": 403},
}

A_LIST = re.compile(r'<table|class="ap-(?:work|time|pages|rank|files)\b')
WITHOUT_FILES = {
    "a form over a list that has them": ("edit_plan", "list_grid", "my_grid"),
    "figures, each a link to its list": ("overview",),
    "one thing, or what is about to become of it": (
        "action", "exempt", "issued_paper", "new_scheme", "person", "purge", "scheme", "sheet", "take_back",
        "usersessions_list",
        "verify", "withdraw_claim",
    ),
    "a document that is no plan yet": ("import", "import_row", "import_scheme", "import_grid"),
    "what is ready and what is not": ("setup",),
}  # fmt: skip
"""Why a page with a table or a list is not taken away by itself."""


def every_name(patterns=None):
    """The name of each address of the site."""
    for entry in patterns or get_resolver().url_patterns:
        if isinstance(entry, URLResolver):
            yield from every_name(entry.url_patterns)
        elif isinstance(entry, URLPattern):
            yield entry.name or str(entry.pattern)


def sheet_at_home(action):
    """A sheet that came home, not merged yet."""
    sheet = make_sheet(by=SYSTEM, whom=Whom(name="Nadia Ferris"), actions=[action.pk], filled=["progress"])
    read = {"rows": [{"place": "row 1", "cells": {"progress": "More."}, "action": action.pk}], "unknown_columns": []}
    SheetReturn.objects.create(
        sheet=sheet, name="home.csv", sha256="0" * 64, data=b"Ref", read=read, came_at=now(), came_by_name="Olive"
    )
    return sheet


def merged_into(post):
    """A lead that was merged into that one."""
    lead = name_lead(name="Lead for Early Help")
    merge_lead(lead=lead, into=post, why="One post.")
    return lead


def _asked_of(action):
    """A question of members about it."""
    return record_members_question(
        by=SYSTEM,
        action=action,
        text="Why?",
        meeting="Scrutiny",
        asked_on=today(),
        due_on=today(),
        lead=factories.lead(),
    )


@pytest.fixture
def world():
    """A plan with one of everything, and somebody of each role."""
    plan = factories.plan()
    post = factories.lead()
    people = {
        "outsider": factories.person("Otto Outsider"),
        "viewer": factories.person("Vera Viewer", plan=plan, role="viewer"),
        "stranger": factories.person("Sam Stranger", plan=plan, role="contributor"),
        "lead": factories.person("Ada Lead", plan=plan, role="contributor", posts=[post]),
        "officer": factories.person("Olive Officer", plan=plan, role="officer"),
        "manager": factories.person("Moira Manager", plan=plan, role="manager"),
        "administrator": factories.person("Abe Administrator", is_administrator=True),
    }
    [action, other, verified, *_rest] = factories.actions_of(plan)
    proof = Proof(file_name="register.txt", data=b"Trained: 40 of 42")
    word = Word(narrative="Done.", rag=factories.rag("green"), claims_completion=True, proofs=(proof,))
    claim = submit_progress(by=people["lead"], action=action, word=word)
    done = Word(narrative="Done.", rag=factories.rag("green"), claims_completion=True)
    verify_completion(by=people["manager"], claim=submit_progress(by=people["lead"], action=verified, word=done))
    timescale = other.timescales.get()
    extension = request_extension(
        by=people["lead"],
        timescale=timescale,
        to_latest=timescale.latest.replace(year=timescale.latest.year + 1),
        reason="Illness.",
    )
    period = open_period(by=people["officer"], plan=plan, name="End July", position_on=today())
    draft = m.ImportDraft.objects.get(pk=open_draft(by=people["officer"], data=TEXT.encode(), name=NAME, at=NOW).pk)
    read_draft.call(draft.pk)
    m.Plan.objects.filter(pk=plan.pk).update(imported_sha256=draft.sha256, imported_from=NAME)
    with change_set(plan, by=SYSTEM, verb="import_plan", door="import", details={"file": NAME}) as act:
        act.save(m.Source(plan=plan, title="Inspection letter", order=0))
    other_name = merged_into(post)
    column = withdraw(by=people["officer"], thing=plan.columns.first(), reason="Not printed.")
    paper = m.PaperOrder.objects.create(
        owner=people["officer"], plan=plan, asked="format=csv", today=today(), actions=3, asked_at=now(),
        status="ready", name="paper.csv", data=b"Ref",
    )  # fmt: skip
    chosen = m.BulkEdit.objects.create(owner=people["officer"], actions=[other.pk], asked_at=now())
    snapshot = freeze(by=people["officer"], period=period, despite="It can’t wait.")
    sheet = Printed(format="csv", name="paper.csv", data=b"Ref")
    issued = issue_paper(
        by=SYSTEM, snapshot=snapshot, number=1, made=Made(files=(sheet,), content_digest="0" * 64, head="1 0")
    )
    home = sheet_at_home(action)
    args = {
        **{name: [plan.slug] for name in OF_THE_PLAN},
        "issued_paper": [issued.pk],
        **{name: [chosen.pk] for name in ("bulk_edit", "bulk_edit_progress")},
        "issued_file": [issued.files.get().pk],
        **{name: [plan.slug, period.pk] for name in ("period_paper", "paper_preview")},
        **{name: [paper.pk] for name in ("paper_order", "paper_file", "paper_progress", "stop_paper")},
        "paper_page": [paper.pk, 1],
        **{
            name: [draft.pk]
            for name in (
                "import",
                "import_progress",
                "import_say",
                "import_finish",
                "import_edition",
                "import_scheme",
                "import_grid",
            )
        },
        "scheme": [plan.scheme_id],
        "scheme_fate": [plan.scheme_id],
        "import_row": [draft.pk, str(SURVEY)],
        "take_back": [plan.slug, act.record.pk],
        "plan_role": [plan.slug, people["lead"].pk],
        **{
            name: [people["lead"].pk]
            for name in (
                "person",
                "amend_person",
                "deactivate",
                "hand_over_person",
                "invitation",
                "invitation_link",
                "reactivate",
                "end_sessions",
                "reset_second_factor",
            )
        },
        "end_session": [people["lead"].pk, 1],
        "end_own_session": [1],
        "open_invitation": ["no-token-of-ours"],
        "account_reset_password_from_key": ["1", "abc"],
        **{name: [post.pk] for name in ("post", "hand_over", "amend_lead", "merge_lead", "split_lead")},
        "undo_merge": [other_name.pk],
        **{name: [plan.slug, "action", other.pk] for name in ("edit_thing", "edit_move", "edit_withdraw")},
        "edit_add": [plan.slug, "section"],
        "edit_restore": [plan.slug, "column", column.pk],
        "period": [plan.slug, period.pk],
        "stop_reminders": [stop_link(people["lead"]).split("/")[-2]],
        "calendar_feed": [make_calendar_address(by=people["lead"], user=people["lead"])],
        **{name: [plan.slug] for name in ("keeping", "everything", "purge")},
        **{name: [other.pk] for name in ("action", "update", "extend", "update_draft", "redact")},
        "recheck": [verified.pk],
        "close": [other.pk],
        "reopen": [verified.pk],
        **{name: [claim.pk] for name in ("verify", "withdraw_claim")},
        "decide": [extension.pk],
        "evidence": [action.evidence.get().pk],
        "withdraw_evidence": [action.evidence.get().pk],
        "exempt": [other.pk],
        **{name: [home.pk] for name in ("sheet", "sheet_file", "sheet_return_file", "sheet_remind", "sheet_undo")},
        "record_members_question": [other.pk],
        "members_question": [_asked_of(other).pk],
        "exemption": [mark_exempt(by=SYSTEM, action=other, what="action").pk],
    }
    return people, args


def test_no_address_is_missing_from_the_table():
    assert set(every_name()) == set(TABLE)


def test_each_role_gets_what_the_table_says(client, world):
    people, args = world
    got, kept, empty, lists, files = {name: {} for name in TABLE}, [], [], set(), set()
    for role in ROLES:
        client.logout()
        if role in people:
            client.force_login(people[role])
        for name in TABLE:
            answer = client.get(reverse(name, args=args.get(name)))
            got[name][role] = answer.status_code
            if role in people and "no-store" not in answer.get("Cache-Control", ""):
                kept.append((name, role))
            if answer.get("Content-Type", "").startswith("text/html"):
                empty += [(name, role, words) for words in nones(answer.text)]
                lists |= {name} if A_LIST.search(answer.text) else set()
                files |= {name} if all(re.search(rf"[.=]{kind}\b", answer.text) for kind in ("csv", "xlsx")) else set()
    assert empty == [], "a value that is not there is printed as None"
    assert {name: row for name, row in got.items() if row != TABLE[name]} == {}
    assert kept == [], "what somebody signed in is shown may be kept by a cache"
    without = {name for some in WITHOUT_FILES.values() for name in some}
    assert lists - files == without, "a list is taken away as CSV and as a workbook, or says why not"


@pytest.mark.parametrize("name", ["import_say", "import_finish"])
def test_what_is_only_sent_is_refused_to_whoever_may_not_work_on_the_draft(client, world, name):
    people, args = world
    for role in ROLES[1:]:
        if role != "officer":
            client.force_login(people[role])
            status = client.post(reverse(name, args=args[name]), {"do": "discard"}).status_code
            assert status == (403 if role == "administrator" else 404), role


def test_what_a_role_may_not_open_it_may_not_send_either(client, world):
    people, args = world
    sent = {}
    for role in people:
        client.force_login(people[role])
        for name, row in TABLE.items():
            if row[role] in (403, 404):
                response = client.post(reverse(name, args=args.get(name)), {"decision": "verify", "reason": "x"})
                sent[name, role] = (row[role], response.status_code)
    assert {cell: codes for cell, codes in sent.items() if codes[1] not in (codes[0], 405)} == {}


@pytest.mark.parametrize("name", ["remind", "try_reminders_again"])
def test_people_are_reminded_by_who_runs_or_manages_the_plan(client, world, name):
    people, args = world
    got = {}
    for role, person in people.items():
        client.force_login(person)
        got[role] = client.post(reverse(name, args=args[name]), {"all": "on"}).status_code
    refused = dict.fromkeys(("viewer", "stranger", "lead", "administrator"), 403)
    assert got == {**refused, "outsider": 404, "officer": 302, "manager": 302}
