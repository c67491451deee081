"""Changing many actions in one act, with one reason, looked through before.

changes   what each kind of change does to one action, by the verbs of single actions
rows      many actions looked through, or changed, as one act
orders    what somebody chose and said, kept until it is done; by a worker where it is much
"""

from plans.operations.bulk.changes import CHANGES, BulkChange, offered_to
from plans.operations.bulk.orders import (
    MOST,
    MOST_AT_ONCE,
    acts_of,
    carry_out,
    choose_actions,
    look_through,
    rows_of,
    undo,
)
from plans.operations.bulk.rows import BulkRow

__all__ = [
    "CHANGES",
    "MOST",
    "MOST_AT_ONCE",
    "BulkChange",
    "BulkRow",
    "acts_of",
    "carry_out",
    "choose_actions",
    "look_through",
    "offered_to",
    "rows_of",
    "undo",
]
