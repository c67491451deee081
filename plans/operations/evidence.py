"""Keeping proof: files under the SHA-256 of their bytes, and links."""

from __future__ import annotations

import logging
import mimetypes
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from plans.characters import one_line
from plans.models import Action, Evidence, Plan, User
from plans.operations.errors import Refused
from plans.operations.files import store_of
from plans.operations.filetypes import check_kind
from plans.operations.freshness import check_seen
from plans.operations.virus_scan import NotScanned, virus_in
from plans.operations.words import REASON_LIMIT, said
from plans.permissions.actions import can_update_progress
from plans.permissions.evidence import can_withdraw_evidence
from plans.trail import Act, change_set

log = logging.getLogger("actionplans.evidence")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A link; or a file with its name and bytes, or with the hash and size of bytes that are stored already."""

    title: str = ""
    url: str = ""
    file_name: str = ""
    data: bytes = b""
    sha256: str = ""
    size: int = 0


def check_file(name: str, data: bytes) -> None:
    """Raises Refused for a file that is empty, too large, of a kind that is not allowed, not what its name says,
    or infected; and where the scanner that should look at it does not answer."""
    check_size(name, len(data))
    check_kind(name, data)
    try:
        virus = virus_in(data)
    except NotScanned as error:
        log.error("%s", error)
        raise Refused(
            f"“{name}” could not be checked for viruses just now, so it is not attached. Submit without it, or try "
            "again later; the people who run the service have been told.",
            "evidence",
        ) from error
    if virus:
        log.warning("“%s” holds %s and was refused", name, virus)
        raise Refused(
            f"“{name}” holds a virus ({virus}), so it is not attached. Tell your IT service desk.", "evidence"
        )


def check_size(name: str, size: int) -> None:
    """Raises Refused for a file that is empty or too large; asked before its bytes are read."""
    limit = settings.EVIDENCE_MAX_BYTES
    if not size:
        raise Refused(f"“{name}” is empty. Choose the file again.", "evidence")
    if size > limit:
        raise Refused(f"“{name}” is larger than {limit // 1024 // 1024} MB. Attach a smaller one.", "evidence")


def lacking(action: Action) -> str:
    """Why a claim that brings no evidence can't stand, by the plan's policy; empty where it can."""
    policy, asked = action.plan.evidence_policy, action.expected_evidence
    needed = policy == Plan.EvidencePolicy.ALWAYS or (policy == Plan.EvidencePolicy.ASKED and asked)
    if not needed or (action.pk and action.evidence.filter(withdrawn=False).exists()):
        return ""
    if asked:
        return f"The plan asks for evidence: {asked}. Attach or link it to claim completion."
    return "In this plan a claim of completion brings evidence. Attach or link what shows that it is done."


def attach(act: Act, action: Action, proof: Proof, *, update=None) -> Evidence:
    """Within an act: keep a proof. The bytes are stored before the row, under their hash, so a row without its
    file can't be; a file without its row is harmless. Raises Refused."""
    row = Evidence(
        action=action,
        update=update,
        title=(proof.title or proof.file_name or proof.url)[:200],
        added_by_name=act.record.actor_name,
        added_on=act.today,
    )
    if proof.url:
        check_address(proof.url)
        row.url = proof.url
    else:
        row.file_name = short_name(proof.file_name)
        row.content_type = _content_type(row.file_name)
        row.sha256, row.size = proof.sha256, proof.size
        if not proof.sha256:
            check_file(proof.file_name, proof.data)
            row.sha256, row.size = keep_file(row.file_name, proof.data), len(proof.data)
    act.save(row)
    return row


def keep_file(name: str, data: bytes) -> str:
    """Store a file that becomes evidence; returns its SHA-256. Raises Refused."""
    return store_of(name, data, field="evidence", otherwise="Submit without it, or attach it later. ")


def short_name(name: str) -> str:
    """A file's own name without folders, short enough to keep, with its suffix whole."""
    path = Path(one_line(name).replace("\\", "/"))
    return path.stem[: 200 - len(path.suffix)] + path.suffix


def check_address(url: str) -> None:
    """Raises Refused for a link that leads nowhere; none at all is right."""
    if url and (not url.lower().startswith(("https://", "http://")) or len(url) > 1000 or any(map(str.isspace, url))):
        raise Refused("A link begins with https://, and holds no spaces.", "evidence_link")


def add_evidence(*, by: User, action: Action, proof: Proof, door: str = "web", at=None) -> Evidence:
    """Add proof to an action apart from an update. Raises Denied and Refused."""
    can_update_progress.enforce(by, action)
    with change_set(action.plan, by=by, verb="add_evidence", door=door, at=at) as act:
        return attach(act, action, proof)


def withdraw_evidence(
    *, by: User, evidence: Evidence, reason: str, seen: int | None = None, door: str = "web", at=None
) -> Evidence:
    """Take proof back. Its row and its file stay, for those who manage the plan. Raises Denied; Refused without a
    reason and for what is withdrawn already; Stale where something was done on its action since the act `seen`."""
    evidence = Evidence.objects.get(pk=evidence.pk)
    can_withdraw_evidence.enforce(by, evidence)
    need = "Say why it is withdrawn: whoever relied on it will ask."
    reason = said(reason, limit=REASON_LIMIT, field="reason", need=need)
    with change_set(evidence.action.plan, by=by, verb="withdraw_evidence", why=reason, door=door, at=at) as act:
        evidence.refresh_from_db()
        check_seen(evidence.action, seen)
        if evidence.withdrawn:
            raise Refused("It has been withdrawn already.")
        evidence.withdrawn, evidence.withdrawn_reason = True, reason
        act.save(evidence)
    return evidence


def _content_type(name: str) -> str:
    return mimetypes.guess_type(name)[0] or "application/octet-stream"
