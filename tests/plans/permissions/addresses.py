"""Where each verb of the tables is asked for: the page that shows its form, and the least that it takes when sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from audits.operations.sheets.application import merge_of
from plans.operations.editing import plan_of
from plans.operations.imports.answers import effects_of, stamp
from plans.operations.imports.left_open import open_decisions
from reports.supplements import supplement_to
from tests.plans.permissions import rows
from tests.plans.permissions.world import BLIND, ROLES

NOBODY: frozenset = frozenset()
EVERYBODY = frozenset(ROLES)
EDITORS = frozenset({"officer", "administrator"})
KEEPERS = frozenset({"officer", "manager"})
NO_SHEETS = EVERYBODY - KEEPERS
"""Who does not know of a sheet: all but those who send and merge it."""
DRAFT = EVERYBODY - EDITORS
"""Who does not know of the officer's import."""


def _in_plan(w, _thing):
    return [w.plan.slug]


@dataclass(frozen=True)
class Door:
    """`row` makes what the verb is about; of it and the world `args` and `fields` are the address and the form. A GET
    shows the form to those who may, and to those who `see` the page for another reason; `sent` alone is never shown.
    `blind` get a 404. Those in `closed_on` read on the form that the plan is closed, with what they typed; to those
    in `not_offered` the form does not offer it. `like` names the row of the tables that says who may, where it is
    not the verb's own."""

    page: str
    args: Callable = _in_plan
    fields: dict | Callable = field(default_factory=dict)
    row: Callable = lambda _w: None
    query: Callable = lambda _w: ""
    sent: bool = False
    see: frozenset = NOBODY
    blind: frozenset = frozenset(BLIND)
    closed_on: frozenset = NOBODY
    not_offered: frozenset = NOBODY
    like: str = ""

    def typed(self, w, thing) -> dict:
        return self.fields(w, thing) if callable(self.fields) else self.fields


def _of(page, row, **more):
    """A page whose address is the number of a row."""
    return Door(page, args=lambda _w, thing: [thing.pk], row=row, **more)


def _day(name, day, month, year):
    return {f"{name}_day": str(day), f"{name}_month": str(month), f"{name}_year": str(year)}


def _adds(noun, fields, under=None):
    where = (lambda w: f"?under={noun_of(under(w))}") if under else (lambda _w: "")
    return Door(
        "edit_add",
        args=lambda w, _thing: [w.plan.slug, noun],
        fields=fields,
        query=where,
        closed_on=EDITORS,
    )


def noun_of(thing) -> str:
    """As addresses name what a new thing goes under: "action-12"."""
    return f"{type(thing).__name__.lower()}-{thing.pk}"


def _edits(page, noun, row, fields, **more):
    return Door(page, args=lambda _w, thing: [plan_of(thing).slug, noun, thing.pk], fields=fields, row=row, **more)


def _changes(noun, row, fields, **more):
    return _edits("edit_thing", noun, row, {**fields, "why": "It was unclear."}, closed_on=EDITORS, **more)


def _says(page, fields, row=rows.read_draft, **more):
    return _of(page, row, fields=fields, sent=True, blind=DRAFT, **more)


def _person(page, row, fields=None, *, sent=True):
    return _of(page, row, fields=fields or {}, sent=sent, blind=NOBODY)


def _of_nothing(_w, _thing):
    return []


def _sets_up(do, **more):
    return Door("setup", _of_nothing, {"do": do}, blind=NOBODY, **more)


def _whom(role):
    return lambda w: w.people[role]


def _update(w, _thing):
    last = w.action.updates.order_by("-id").first()
    stands = {"stands": "no"} if w.action.stage == "claimed" else {}
    return {"rag": "amber", "narrative": "All but two.", "seen": last.pk if last else "", **stands}


def _move_date(_w, thing):
    return {"timescale": thing.pk, **_day("to_latest", 1, 3, 2099), "reason": "Illness."}


def _supplement(_w, paper):
    said = {"words": "It is 66%.", "by_record": ""}
    return said | {"sign": supplement_to(paper, words=said["words"], by_record=False).sign}


def _merge(_w, sheet):
    return {"reason": "For March.", "seen": merge_of(sheet.returns.get()).stamp}


def _paper(row, fields):
    """On the page of a period's paper."""
    return Door("period_paper", lambda w, thing: [w.plan.slug, getattr(thing, "period", thing).pk], fields, row)


RUN_ANOTHER, RUN_ANY = frozenset({"elsewhere"}), frozenset({"elsewhere", "officer"})
THE_DATE = {"text": "31 March 2027", "kind": "date", **_day("latest", 31, 3, 2027), "read_of": "31 March 2027"}

DOORS = {
    # what is said and decided of an action
    "submit_progress": _of("update", rows.action, fields=_update),
    "keep_draft": _of("update_draft", rows.action, fields={"narrative": "All"}, sent=True),
    "request_extension": Door("extend", lambda w, _thing: [w.action.pk], _move_date, rows.timescale),
    "verify_completion": _of("verify", lambda w: w.claim, fields={"decision": "verify", "reason": "Seen."}),
    "return_claim": _of("verify", lambda w: w.claim, fields={"decision": "return", "reason": "Two are missing."}),
    "withdraw_claim": _of("withdraw_claim", lambda w: w.claim, fields={"reason": "Two have left.", "rag": "red"}),
    "decide_extension": _of("decide", lambda w: w.extension, fields={"decision": "agree"}),
    "close_action": _of("close", rows.action, fields={"kind": "superseded", "reason": "Merged."}),
    "embed": _of("recheck", rows.action, fields={"decision": "lasted"}),
    "fail_recheck": _of("recheck", rows.action, fields={"decision": "failed", "reason": "It slid back.", "rag": "red"}),
    "reopen_action": _of("reopen", rows.action, fields={"reason": "It slid back.", "rag": "red"}),
    "withdraw_evidence": _of("withdraw_evidence", rows.proof, fields={"reason": "The wrong file."}),
    "mark_exempt": _of("exempt", rows.action, fields={"what": "action", "paragraph": "2"}),
    "read_exemption": _of("exemption", rows.exemption, fields={"do": "read", "paragraph": "3"}),
    "take_off_exemption": _of("exemption", rows.exemption, fields={"do": "take_off", "reason": "It is public."}),
    "record_members_question": _of(
        "record_members_question",
        rows.action,
        fields=lambda w, _thing: {
            "meeting": "Scrutiny",
            "text": "Why?",
            "lead": str(w.action.assignments.get().lead_id),
            **_day("asked_on", 1, 11, 2026),
            **_day("due_on", 1, 12, 2026),
        },
    ),
    "answer_members_question": _of("members_question", rows.asked, fields={"answer": "So."}, see=EVERYBODY),
    "withdraw_members_question": _of(
        "members_question", rows.asked, fields={"do": "withdraw", "reason": "Not asked."}, see=EVERYBODY
    ),
    # a plan, and what it is made of
    "start_scheme": Door(
        "new_scheme", lambda _w, _thing: [], {"name": "Two words", **rows.TYPED_RATINGS}, blind=NOBODY
    ),
    "change_scheme": _of(
        "scheme", rows.scheme, fields={"name": "Other", "why": "A.", **rows.TYPED_RATINGS}, blind=NOBODY
    ),
    "retire_scheme": _of("scheme_fate", rows.scheme, fields={"do": "retire", "reason": "A."}, sent=True, blind=NOBODY),
    "bring_back_scheme": _of("scheme_fate", rows.retired_scheme, fields={"do": "bring_back"}, sent=True, blind=NOBODY),
    "prefer_scheme": _of("scheme_fate", rows.scheme, fields={"do": "prefer"}, sent=True, blind=NOBODY),
    "change_plan_scheme": Door("plan_scheme", fields=rows.becomes_typed),
    "open_plan": Door("start_plan", lambda _w, _thing: [], {"title": "New plan"}, blind=NOBODY),
    "set_up_plan": Door("periods", fields={"cadence_days": "30"}, see=EVERYBODY),
    "add_usual_columns": Door("edit_plan", see=EDITORS),
    "add_section": _adds("section", {"title": "More"}),
    "change_section": _changes("section", rows.section, {"title": "Else"}),
    "add_column": _adds("column", {"heading": "Budget", "meaning": "extra"}),
    "change_column": _changes("column", rows.column, {"heading": "Who", "meaning": "lead"}),
    "add_recommendation": _adds("recommendation", {"text": "Do."}, under=rows.section),
    "change_recommendation": _changes("recommendation", rows.recommendation, {"text": "Do."}),
    "add_action": _adds("action", {"text": "Do.", "role": "lead"}, under=rows.recommendation),
    "change_action": _changes("action", rows.action, {"text": "Do."}),
    "add_step": _adds("step", {"text": "Do."}, under=rows.action),
    "change_step": _changes("step", rows.step, {"text": "Do."}),
    "add_lead": _adds("lead", {"name": "A Team", "role": "supporting", "new": "on"}, under=rows.action),
    "change_lead": _changes("lead", rows.assignment, {"name": "A Team", "role": "lead", "new": "on"}),
    "add_source": _adds("source", {"title": "Letter"}),
    "change_source": _changes("source", rows.source, {"title": "Report"}),
    "add_timescale": _adds("timescale", THE_DATE, under=rows.action),
    "change_timescale": _changes("timescale", rows.timescale, THE_DATE, like="add_timescale"),
    "move": _edits("edit_move", "section", rows.second_section, {"to": "up"}),
    "withdraw": _edits("edit_withdraw", "section", rows.second_section, {"reason": "Twice."}),
    "bring_back": _edits("edit_restore", "section", rows.withdrawn_section, {"reason": "Not twice."}, like="withdraw"),
    "settle_question": Door(
        "questions",
        fields=lambda _w, thing: {"question": thing.pk, "settle": "as_read"},
        row=rows.question,
        see=EVERYBODY,
    ),
    "settle_questions": Door(
        "questions",
        fields=lambda _w, thing: {"question": thing.pk, "settle": "looked"},
        row=rows.question,
        see=EVERYBODY,
    ),
    "answer_questions": Door(
        "questions",
        fields=lambda _w, thing: {
            "decision": open_decisions([thing])[0].key,
            f"value-{thing.pk}": "Another title",
            "seen": stamp(effects_of(thing, "Another title")),
        },
        row=rows.title_question,
        see=EVERYBODY,
    ),
    "answer_question": Door(
        "questions",
        fields=lambda _w, thing: {
            "question": thing.pk,
            "value": "Another title",
            "seen": stamp(effects_of(thing, "Another title")),
        },
        row=rows.title_question,
        see=EVERYBODY,
    ),
    "answer_rating": Door(
        "questions",
        fields=lambda _w, thing: {"question": thing.pk, "value": "-", "seen": stamp([])},
        row=rows.rating_question,
        see=EVERYBODY,
    ),
    "open_period": Door("open_period", fields={"name": "End July", **_day("position_on", 31, 7, 2027)}),
    **{
        verb: Door("period", lambda w, thing: [w.plan.slug, thing.pk], fields, row)
        for verb, row, fields in (
            ("change_period", rows.period, {"name": "July", **_day("position_on", 31, 7, 2027)}),
            ("close_period", rows.period, {"do": "close"}),
            ("reopen_period", rows.closed_period, {"do": "reopen"}),
            ("withdraw_period", rows.period, {"do": "withdraw", "reason": "Twice."}),
        )
    },
    # papers
    "unfreeze": _paper(rows.frozen_position, {"do": "unfreeze", "reason": "One came in late."}),
    "freeze": _paper(rows.closed_period, {"do": "freeze", "despite": "It can’t wait."}),
    "order_issue": _paper(rows.frozen_position, {"do": "issue"}),
    "keep_settings": _paper(rows.period, {"do": "keep", "whole": "yes", "author": "Ada"}),
    "issue_supplement": _of("issued_paper", rows.issued_paper, fields=_supplement, see=EVERYBODY),
    # sheets that go out and come home
    "make_sheet": Door(
        "sheets",
        lambda _w, _thing: [],
        lambda w, _thing: {
            "who": "named",
            "name": "Nadia",
            "lead": w.action.assignments.get().lead_id,
            "rows": "open",
            "filled": "progress",
            "form": "xlsx",
            "how": "file",
        },
        blind=NOBODY,
        see=RUN_ANOTHER | KEEPERS,
        not_offered=RUN_ANOTHER | KEEPERS,
    ),
    "remind_sheet": _of("sheet_remind", rows.sheet, sent=True, blind=NO_SHEETS),
    "call_back": _of("sheet", rows.sheet, fields={"do": "call_back", "reason": "Twice."}, blind=NO_SHEETS, see=KEEPERS),
    "apply_return": _of("sheet", rows.returned_out, fields=_merge, blind=NO_SHEETS, see=KEEPERS),
    "keep_choices": _of("sheet", rows.returned_out, fields={"do": "keep"}, blind=NO_SHEETS, see=KEEPERS),
    "discard": _of("sheet", rows.returned_out, fields={"do": "discard"}, blind=NO_SHEETS, see=KEEPERS),
    # documents coming in
    "open_draft": Door("imports", lambda _w, _thing: [], {"text": "| No | Action |\n| 1 | Do it |"}, blind=NOBODY),
    "open_draft into a plan": Door(
        "imports",
        lambda _w, _thing: [],
        lambda w, _thing: {"text": "| No | Action |\n| 1 | Do it |", "into": w.empty.slug},
        blind=NOBODY,
        see=RUN_ANOTHER,
        not_offered=RUN_ANOTHER,
    ),
    "amend_draft": _says("import_say", {"do": "frame", "frame-title": "Another"}),
    "take_back": _says("import_say", {"do": "back", "number": "0"}, like="amend_draft"),
    "discard_draft": _says("import_finish", {"do": "discard"}),
    "commit_draft": _says("import_finish", {"do": "commit"}),
    "take_back_act": Door(
        "take_back", lambda w, thing: [w.plan.slug, thing.pk], {"reason": "A draft."}, rows.import_act
    ),
    "make_edition": _says("import_finish", {"do": "edition"}),
    "read_again": _says("import_finish", {"do": "again"}, row=rows.draft),
    "check_again": _says("import_finish", {"do": "again"}, row=rows.draft_being_written),
    "apply_edition": _of("import_edition", rows.edition, fields={"do": "apply"}, blind=DRAFT, like="commit_draft"),
    # reminding
    "remind": Door("remind", fields={"all": "on"}, row=rows.owed, sent=True),
    "try_again": Door("try_reminders_again", sent=True),
    # what is kept
    "set_retention": Door(
        "keeping", fields={"set": "retention", **_day("retain_until", 31, 3, 2099)}, see=frozenset({"officer"})
    ),
    "purge_plan": Door("purge", fields=lambda w, _thing: {"slug": w.plan.slug, "why": "Past its date."}),
    "redact": _of("redact", rows.action, fields={"step": "do", "sure": "yes", "words": "thing numbered", "why": "A."}),
    # people
    "grant_role": Door("plan_role", lambda w, _thing: [w.plan.slug, w.people["outsider"].pk], {"role": "viewer"}),
    "withdraw_role": Door(
        "plan_role", lambda w, _thing: [w.plan.slug, w.people["viewer"].pk], {"role": "none", "why": "Moved on."}
    ),
    "hand_over": _of(
        "hand_over",
        lambda w: w.action.assignments.get().lead,
        fields=lambda w, _thing: {**_day("from_on", 1, 12, 2026), "to": w.people["viewer"].pk},
    ),
    "amend_lead": _of("amend_lead", rows.post, fields={"name": "Head of All", "kind": "post"}),
    "merge_lead": Door(
        "merge_lead",
        lambda _w, thing: [thing.pk],
        {"why": "One post."},
        rows.post,
        query=lambda w: f"?into={rows.other_post(w).name}",
    ),
    "split_lead": _of("split_lead", rows.post, fields={"post": "Head of All", "person": "Ann Bell", "why": "Two."}),
    "undo_merge": _of("undo_merge", rows.merged_post, fields={"why": "Two posts."}),
    "invite to the plan": Door(
        "invite",
        lambda _w, _thing: [],
        lambda w, _thing: {"name": "Nia", "email": "nia@northmere.example", "plan": w.plan.pk, "role": "viewer"},
        blind=NOBODY,
        see=RUN_ANOTHER,
        not_offered=RUN_ANOTHER,
    ),
    "invite an administrator": Door(
        "invite",
        lambda _w, _thing: [],
        {"name": "Nia", "email": "nia@northmere.example", "is_administrator": "on"},
        blind=NOBODY,
        see=RUN_ANY,
        not_offered=RUN_ANY,
    ),
    "deactivate": _person("deactivate", _whom("stranger"), {"why": "Left."}, sent=False),
    "amend_person": _person("amend_person", _whom("lead"), {"name": "A", "email": "a@b.example"}, sent=False),
    "reset_second_factor": _person("reset_second_factor", _whom("lead")),
    "reactivate": _person("reactivate", rows.gone),
    "send_invitation": _person("invitation", rows.invited),
    "withdraw_invitation": _person("invitation", rows.invited, fields={"do": "withdraw"}),
    "end_session": Door(
        "end_session", lambda _w, thing: [thing.user_id, thing.pk], row=rows.signed_in, sent=True, blind=NOBODY
    ),
    # what a council sets up
    "set_organisation": Door("setup_council", _of_nothing, {"name": "Northmere Council"}, blind=NOBODY),
    "set_second_factor": Door("setup_second_factor", _of_nothing, {"policy": "nobody"}, blind=NOBODY),
    "send_test_mail": _sets_up("send"),
    "say_whether_mail_came": _sets_up("came", row=rows.mail_test),
    "agree_schemes": _sets_up("agree"),
    "put_off_setup": _sets_up("put_off"),
    "end_sessions": _person("end_sessions", _whom("lead")),
}
"""From each verb to its door."""

NO_ADDRESS = {
    "take_in": "whoever keeps sheets may bring a file; what it knows of others’ is tried with the sheets",
    "look_again": "asks what apply_return asks, at its address",
    "apply_merge": "asks what apply_return asks, at its address",
    "check_application": "a part of apply_return",
    "stop_merge": "asks what apply_return asks, at its address",
    "ask_back": "a part of apply_return",
    "update_of": "a part of apply_return",
    "ask_for_date": "a part of apply_return",
    "name_leads": "a part of apply_return",
    "say_recommendation": "a part of apply_return",
    "add_evidence": "comes with an update, at its address",
    "add_person": "command only: at an address one is invited",
    "appoint": "command only: at an address a post is handed over",
    "apply_dates": "a part of apply_edition",
    "agrees_dates": "a question, not an act",
    "check_progress": "a question, not an act: what submit_progress asks first",
    "choose_reminders": "the address is of oneself, whoever asks",
    "stop_reminders": "the address is in a mail to whoever it is of; tried with the page of reminders",
    "preview": "on the page of a period’s paper, which officers alone open; tried with the builder",
    "order_paper": "whoever reads the plan may print it; tried with the papers",
    "stop_paper": "one’s own papers only; tried with them",
    "give_first_date": "of a row among many: add_timescale or change_timescale, which are tried",
    "agree_later_date": "of many together: what the change of many does with each",
    "choose_actions": "one’s own selection, of what one may see; tried with the changes of many",
    "look_through": "one’s own selection only; tried with the changes of many",
    "carry_out": "one’s own selection only, each by the verb of one; tried with the changes of many",
    "undo": "one’s own selection only, each plan’s act by take_back_act; tried with the changes of many",
    "merge_of": "a question, not an act: what `by` may apply",
    "commit_document": "a part of commit_draft",
    "commit_import": "command only: at an address a draft is committed",
    "commit_later": "at the address of commit_draft, where the plan is a large one",
    "default_scheme": "made by the system when the first plan is",
    "drop_draft": "one’s own words only, and at the address of keep_draft",
    "drop_edit": "one’s own words only, and at the address of what is edited",
    "set_edit_aside": "at the address of what is edited, whose door it shares",
    "editing": "the frame of every act of editing",
    "finish_draft": "a part of apply_edition at its address",
    "issue": "at the address of order_issue, by a worker",
    "issue_paper": "a part of issue",
    "issue_correction": "at the address of issue_supplement, which it keeps",
    "reissue": "a part of a redaction",
    "replace_files": "a part of reissue",
    "give": "a part of grant_role and invite",
    "make_calendar_address": "the address is of oneself, whoever asks",
    "name_lead": "command only",
    "note_credential": "by oneself, changing a password",
    "queue_digests": "command only",
    "send_digests": "command only",
    "withdraw_calendar_address": "the address is of oneself, whoever asks",
}
"""Verbs with an actor that nobody asks for at an address, and why."""
