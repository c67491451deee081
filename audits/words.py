"""What each verb is called in a sentence that begins with a name."""

from __future__ import annotations

from plans import stages
from plans.models import Extension

DECIDE = "decide_extension"
DECIDED: dict[str, str] = {Extension.Status.AGREED: "agreed a new date", Extension.Status.REFUSED: "refused a new date"}

EDITED = {"add": "added", "change": "changed", "move": "moved", "withdraw": "withdrew", "bring_back": "brought back"}
THINGS = {
    "column": "a column",
    "source": "a source",
    "section": "a section",
    "recommendation": "a recommendation",
    "action": "the action",
    "step": "a step",
    "lead": "a lead",
    "timescale": "a timescale",
}
"""What editing by hand does, and to what: the verbs of `plans.operations.editing` are made of both."""

DONE = {
    "import_plan": "imported the plan",
    "apply_edition": "applied a later edition of the document",
    "make_sheet": "made a sheet to fill in",
    "call_back_sheet": "called a sheet back",
    "remind_sheet": "reminded somebody of a sheet",
    "take_in_file": "brought home a paper or a list in which something was changed",
    "merge_sheet": "merged a sheet that came home",
    "ask_back": "kept a question that was asked back",
    "change_many": "changed several actions together",
    "take_back_act": "took back what a document had brought in",
    "answer_question": "answered a question of the import",
    "answer_rating": "said which rating the import shows",
    "submit_progress": "gave an update",
    "claim_completion": "claimed completion",
    stages.VERIFY: "verified completion",
    stages.RETURN: "returned the claim",
    stages.WITHDRAW: "withdrew the claim",
    stages.EMBED: "re-checked it: embedded",
    stages.FAIL_RECHECK: "re-checked it: reopened",
    stages.SUPERSEDED: "closed it as superseded",
    stages.NO_LONGER_APPLICABLE: "closed it as no longer applicable",
    stages.RISK_ACCEPTED: "closed it with the risk accepted",
    stages.REOPEN: "reopened it",
    "request_extension": "asked for a new date",
    DECIDE: "decided on a new date",
    "add_evidence": "added evidence",
    "record_members_question": "recorded a question of members",
    "answer_members_question": "answered a question of members",
    "withdraw_members_question": "withdrew a question of members",
    "mark_exempt": "marked something as exempt from publication",
    "read_exemption": "said why something is exempt from publication",
    "take_off_exemption": "took a mark of exemption off",
    "set_paper": "kept the settings of the paper",
    "add_person": "opened the account",
    "amend_person": "changed the account",
    "invite": "made an invitation",
    "send_invitation": "made the invitation anew",
    "withdraw_invitation": "withdrew the invitation",
    "accept_invitation": "accepted the invitation",
    "deactivate": "closed the account",
    "reactivate": "opened the account again",
    "appoint": "said who holds a post",
    "hand_over": "handed posts over",
    "name_lead": "named a lead",
    "amend_lead": "changed what a lead is called",
    "merge_lead": "merged two leads",
    "split_lead": "took a lead’s name apart",
    "undo_merge": "undid a merger of leads",
    "password_changed": "set a new password",
    "second_factor_on": "turned on 2-step verification",
    "second_factor_off": "turned off 2-step verification",
    "second_factor_reset": "turned off 2-step verification for somebody",
    "recovery_codes_made": "made new recovery codes",
    "end_session": "ended a session",
    "end_sessions": "ended all sessions",
    "withdraw_evidence": "withdrew evidence",
    "grant_role": "gave a role in the plan",
    "withdraw_role": "ended a role in the plan",
    "open_plan": "opened the plan",
    "set_up_plan": "changed the plan’s details",
    "change_plan_scheme": "changed the plan’s RAG scheme",
    "add_scheme": "started a RAG scheme",
    "change_scheme": "made a new version of a RAG scheme",
    "retire_scheme": "retired a RAG scheme",
    "bring_back_scheme": "brought back a RAG scheme",
    "prefer_scheme": "said with which RAG scheme new plans begin",
    "open_period": "opened a reporting period",
    "change_period": "changed a reporting period",
    "close_period": "closed a reporting period early",
    "reopen_period": "opened a reporting period again",
    "withdraw_period": "withdrew a reporting period",
    "remind": "reminded people of their updates",
    "queue_digests": "sent the day’s reminders",
    "choose_reminders": "chose which reminders to get",
    "stop_reminders": "switched off reminders by the link in a mail",
    "make_calendar_address": "made a calendar address",
    "withdraw_calendar_address": "withdrew a calendar address",
    "freeze": "froze the figures of a period",
    "unfreeze": "unfroze the figures of a period",
    "issue_paper": "issued a paper",
    "issue_supplement": "issued a supplement to a paper",
    "reissue_paper": "made the files of a redacted paper anew",
    "add_usual_columns": "added the usual columns",
    "correct_timescale": "corrected a timescale",
    **{f"{verb}_{noun}": f"{did} {thing}" for verb, did in EDITED.items() for noun, thing in THINGS.items()},
    "set_organisation": "named the council",
    "set_retention": "set how long the plan is kept",
    "purge_plan": "purged a plan",
    "redact": "redacted personal data",
    "amend_action": "changed the action",
    "grow": "made plans to try this with",
}


TAKEN_BACK = "took back what was changed together"


def done(act, status: str = "") -> str:
    """What the actor of a change set did; `status` is that which a decision gave to a request for a new date."""
    if act.verb == DECIDE and status in DECIDED:
        return DECIDED[status]
    if act.verb == "take_back_act" and act.details.get("taken_verb") == "change_many":
        return TAKEN_BACK
    return DONE.get(act.verb, act.verb.replace("_", " "))


def moved(act) -> str:
    """From where to where a move went; empty for one within the same section or recommendation."""
    where = act.details.get("moved_from"), act.details.get("moved_to")
    return f"{where[0]} to {where[1]}" if all(where) else ""
