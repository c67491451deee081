"""Accounts, posts and roles: every change to who may do what, and who leads what."""

from plans.operations.people.accounts import (
    add_person,
    amend_person,
    deactivate,
    note_credential,
    reactivate,
    reset_second_factor,
    set_organisation,
)
from plans.operations.people.invitations import (
    NotSent,
    accept_invitation,
    check_acceptable,
    come,
    invitation_of,
    invite,
    link_of,
    send_invitation,
    withdraw_invitation,
)
from plans.operations.people.leads import amend_lead, name_lead, split_lead
from plans.operations.people.mergers import merge_lead, merger_of, undo_merge
from plans.operations.people.posts import HandedOver, appoint, hand_over
from plans.operations.people.roles import grant_role, withdraw_role
from plans.operations.people.sessions import end_session, end_sessions, note_seen

__all__ = [
    "HandedOver",
    "NotSent",
    "accept_invitation",
    "add_person",
    "amend_lead",
    "amend_person",
    "appoint",
    "check_acceptable",
    "come",
    "deactivate",
    "end_session",
    "end_sessions",
    "grant_role",
    "hand_over",
    "invitation_of",
    "invite",
    "link_of",
    "merge_lead",
    "merger_of",
    "name_lead",
    "note_credential",
    "note_seen",
    "reactivate",
    "reset_second_factor",
    "send_invitation",
    "set_organisation",
    "split_lead",
    "undo_merge",
    "withdraw_invitation",
    "withdraw_role",
]
