"""Which kind of thing each act is about, by the verbs that do it."""

from __future__ import annotations

from audits.words import DECIDE, DONE, EDITED, THINGS
from plans import stages

OTHER = "other"
KINDS: dict[str, tuple[str, frozenset[str]]] = {
    "updates": ("Updates and claims", frozenset({"submit_progress", "claim_completion", "claim_withdrawn"})),
    "decisions": (
        "Verifying, closing and re-checking",
        frozenset(
            {
                stages.VERIFY, stages.RETURN, stages.EMBED, stages.FAIL_RECHECK, stages.SUPERSEDED,
                stages.NO_LONGER_APPLICABLE, stages.RISK_ACCEPTED, stages.REOPEN,
            }
        ),
    ),
    "dates": ("Dates", frozenset({"request_extension", DECIDE, "correct_timescale"})),
    "questions": (
        "Questions of members",
        frozenset({"record_members_question", "answer_members_question", "withdraw_members_question"}),
    ),
    "evidence": ("Evidence", frozenset({"add_evidence", "withdraw_evidence"})),
    "plan": (
        "The plan’s own words and make-up",
        frozenset({"open_plan", "set_up_plan", "add_usual_columns", "amend_action", "change_plan_scheme"})
        | {"change_many"}
        | {f"{verb}_{noun}" for verb in EDITED for noun in THINGS},
    ),
    "documents": (
        "Documents that came in",
        frozenset({"import_plan", "apply_edition", "answer_question", "answer_rating", "take_back_act"}),
    ),
    "sheets": (
        "Sheets that went out and came home",
        frozenset({"make_sheet", "call_back_sheet", "remind_sheet", "take_in_file", "merge_sheet", "ask_back"}),
    ),
    "periods": (
        "Periods, papers and reminders",
        frozenset(
            {
                "open_period", "change_period", "close_period", "reopen_period", "withdraw_period", "freeze",
                "unfreeze", "issue_paper", "issue_supplement", "reissue_paper", "remind", "mark_exempt",
                "read_exemption", "take_off_exemption", "set_paper",
                "queue_digests", "choose_reminders", "stop_reminders", "make_calendar_address",
                "withdraw_calendar_address",
            }
        ),
    ),
    "people": (
        "People, posts and roles",
        frozenset(
            {
                "grant_role", "withdraw_role", "appoint", "hand_over", "add_person", "amend_person", "invite",
                "send_invitation", "withdraw_invitation", "accept_invitation", "deactivate", "reactivate",
                "password_changed", "second_factor_on", "second_factor_off", "second_factor_reset",
                "recovery_codes_made", "end_session", "end_sessions",
            }
        ),
    ),
    "keeping": ("Keeping, redacting and purging", frozenset({"set_retention", "redact", "purge_plan"})),
}  # fmt: skip
"""Each kind's label and its verbs. What is in none is of the kind `OTHER`."""

LABELS = {**{kind: label for kind, (label, _verbs) in KINDS.items()}, OTHER: "Everything else"}
_KIND_OF = {verb: kind for kind, (_label, verbs) in KINDS.items() for verb in verbs}


def kind_of(verb: str) -> str:
    return _KIND_OF.get(verb, OTHER)


def verb_in_words(verb: str) -> str:
    """What a verb does, as a choice in a list: "Gave an update"."""
    words = DONE.get(verb, verb.replace("_", " "))
    return words[:1].upper() + words[1:]
