"""What can be wrong, each by a name that does not change: scripts and tests know it by that."""

from __future__ import annotations

from dataclasses import dataclass

FINDINGS = {
    "link-missing": "a place in a chain is empty, or two links stand where one should",
    "link-altered": "a link's digest does not follow from the link before it and its act",
    "link-astray": "a link belongs to no chain, or to no act",
    "head-altered": "a chain's own word about its last link is not what that link says",
    "act-altered": "an act, or what its manifest says of its rows, is not what its digest covers",
    "act-astray": "an act stands in no chain",
    "manifest-malformed": "a manifest entry has not the shape of one",
    "manifest-astray": "a manifest entry belongs to no act",
    "salt-missing": "a value's salt is gone, and no redaction took it",
    "row-removed": "a history row that a manifest names is not there",
    "row-moved": "a history row says another act, moment, object or kind of change than its manifest",
    "row-altered": "a history row holds a value, a person or a reason that its manifest does not",
    "row-inserted": "a history row is covered by no manifest",
    "row-unpurged": "a history row of a purged plan is still there",
    "live-removed": "a row has a history and is not there",
    "live-inserted": "a row is there without a history",
    "live-altered": "a row holds a value that its newest history row does not",
    "standing-altered": "where an action stands is not what its rows say",
    "state-altered": "a frozen state is not what its digest says",
    "file-altered": "a stored file is not what its hash says",
    "file-missing": "a stored file is not there",
    "file-unexpunged": "a file that a redaction took is still there",
    "file-unreadable": "a stored file can't be had just now",
    "redaction-malformed": "what an act says that it expunged has not the shape of it",
    "unreadable": "a row holds what its column can't",
    "unfinished": "a check could not be finished",
}
"""Every finding that there is, and what it means."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where: `finding` is one of `FINDINGS`, `where` names a row, such as
    "plans.historicalaction 12"."""

    finding: str
    where: str
    what: str

    def __str__(self):
        return f"{self.where}: {self.what}"
