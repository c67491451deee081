"""Keeping proof: files under the SHA-256 of their bytes, and links."""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

import puremagic
from django.conf import settings

from plans import permissions
from plans.models import Action, Evidence, Plan, User
from plans.operations.errors import Refused
from plans.trail import Act, change_set

ALLOWED = {
    ".pdf": "PDF",
    ".docx": "Word",
    ".doc": "Word",
    ".xlsx": "Excel",
    ".xls": "Excel",
    ".pptx": "PowerPoint",
    ".ppt": "PowerPoint",
    ".odt": "OpenDocument",
    ".ods": "OpenDocument",
    ".png": "image",
    ".jpg": "image",
    ".jpeg": "image",
    ".msg": "e-mail",
    ".eml": "e-mail",
    ".txt": "text",
    ".csv": "CSV",
}
"""From each suffix that evidence may have to the word for it."""

TEXT = {".txt", ".csv", ".eml"}
SIGNATURES = {
    ".pdf": (b"%PDF-",),
    ".docx": (b"PK\x03\x04",),
    ".xlsx": (b"PK\x03\x04",),
    ".pptx": (b"PK\x03\x04",),
    ".odt": (b"PK\x03\x04",),
    ".ods": (b"PK\x03\x04",),
    ".doc": (b"\xd0\xcf\x11\xe0",),
    ".xls": (b"\xd0\xcf\x11\xe0",),
    ".ppt": (b"\xd0\xcf\x11\xe0",),
    ".msg": (b"\xd0\xcf\x11\xe0",),
    ".png": (b"\x89PNG",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
}
"""What the bytes of each kind begin with: a name says nothing of what is inside."""


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
    """Raises Refused for a file that is empty, too large, of a kind that is not allowed, or not what its name
    says."""
    suffix = Path(name).suffix.lower()
    check_size(name, len(data))
    if suffix not in ALLOWED:
        raise Refused(
            f"“{name}” can’t be attached: a file of that kind is not accepted. "
            "Attach a PDF, Word, Excel, PowerPoint, image, e-mail, text or CSV file.",
            "evidence",
        )
    honest = _is_text(data) if suffix in TEXT else data.startswith(SIGNATURES[suffix])
    if not honest:
        raise Refused(
            f"“{name}” is not what its name says: inside it is {_what_it_is(data)}. "
            "Open it, save it again as a PDF or Office file, and attach that.",
            "evidence",
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
    if not needed or action.evidence.filter(withdrawn=False).exists():
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
        row.url = _address(proof.url)
    else:
        row.file_name = short_name(proof.file_name)
        row.content_type = _content_type(row.file_name)
        row.sha256, row.size = proof.sha256, proof.size
        if not proof.sha256:
            check_file(proof.file_name, proof.data)
            row.sha256, row.size = store(proof.data), len(proof.data)
    act.save(row)
    return row


def short_name(name: str) -> str:
    """A file's own name without folders, short enough to keep, with its suffix whole."""
    path = Path(name.replace("\\", "/"))
    return path.stem[: 200 - len(path.suffix)] + path.suffix


def _address(url: str) -> str:
    if not url.lower().startswith(("https://", "http://")) or len(url) > 1000 or any(c.isspace() for c in url):
        raise Refused("A link begins with https://, and holds no spaces.", "evidence_link")
    return url


def add_evidence(*, by: User, action: Action, proof: Proof, door: str = "web", at=None) -> Evidence:
    """Add proof to an action apart from an update. Raises Denied and Refused."""
    permissions.enforce(permissions.check_can_update_progress, by, action)
    with change_set(action.plan, by=by, verb="add_evidence", door=door, at=at) as act:
        return attach(act, action, proof)


def store(data: bytes) -> str:
    """Write bytes under their SHA-256, whole or not at all; returns it. The same bytes are stored once."""
    digest = hashlib.sha256(data).hexdigest()
    path = path_of(digest)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            try:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            except OSError:
                Path(file.name).unlink(missing_ok=True)
                raise
        Path(file.name).chmod(settings.FILE_UPLOAD_PERMISSIONS)
        Path(file.name).replace(path)
    return digest


def path_of(sha256: str) -> Path:
    return Path(settings.EVIDENCE_DIR) / sha256[:2] / sha256


def _is_text(data: bytes) -> bool:
    if b"\0" in data[:8192] or data.startswith((b"MZ", b"\x7fELF", b"PK\x03\x04")):
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return all(byte >= 32 or byte in (9, 10, 13) for byte in data[:8192])
    return True


def _what_it_is(data: bytes) -> str:
    try:
        return puremagic.magic_string(data)[0].name.lower() or "something else"
    except (puremagic.PureError, IndexError, ValueError):
        return "something else"


def _content_type(name: str) -> str:
    import mimetypes

    return mimetypes.guess_type(name)[0] or "application/octet-stream"
