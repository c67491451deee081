"""Files that were sent with a form which could not be accepted: kept, so that nobody chooses them twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.core.files.uploadedfile import UploadedFile

from plans import room
from plans.forms.upload_limits import WithoutRoom
from plans.models import UpdateDraft
from plans.operations.errors import Refused
from plans.operations.evidence import Proof, check_file, check_size, keep_file, short_name
from plans.operations.files import holds

SALT = "kept upload"
GOOD_FOR = UpdateDraft.KEPT_FOR + timedelta(days=1)
"""How long a file's token is good: as long as the draft that names it, and a day of writing."""
MOST = 20
"""Files that one update takes."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is stored but belongs to nothing yet; `token` names it in the form that comes back."""

    name: str
    size: int
    sha256: str
    token: str

    @property
    def proof(self) -> Proof:
        return Proof(file_name=self.name, sha256=self.sha256, size=self.size)


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """`is_full` where it could not be stored because there is no room."""

    name: str
    why: str
    is_full: bool = False


def receive(files: list[UploadedFile], tokens: list[str], *, owner: str) -> tuple[list[Kept], list[RefusedFile]]:
    """Store what may be stored; returns what is kept, earlier uploads included, and what is refused and why.

    `owner` says whose form it is and of what: a token is good for that form alone. Each gets a new one, so that a
    draft on which somebody goes on writing keeps its files.
    """
    kept: dict[str, Kept] = {}
    refused: list[RefusedFile] = []
    for token in tokens[: MOST + 1]:
        _put(kept, refused, lambda token=token: _from_token(token, owner), "A file that was attached before")
    for file in files:
        _put(kept, refused, lambda file=file: _from_upload(file, owner), file.name or "")
    return list(kept.values()), refused


def _put(kept: dict, refused: list, take, name: str) -> None:
    try:
        item = take()
        if len(kept) >= MOST and item.sha256 not in kept:
            raise Refused(f"“{item.name}” is one too many: an update takes up to {MOST} files.")
    except Refused as error:
        refused.append(RefusedFile(name, str(error), room.is_full(error.__cause__)))
    else:
        kept.setdefault(item.sha256, item)


def _from_upload(file: UploadedFile, owner: str) -> Kept:
    if isinstance(file, WithoutRoom):
        raise Refused(file.why) from file.error
    name = file.name or ""
    check_size(name, file.size or 0)
    data = file.read()
    check_file(name, data)
    sha256 = keep_file(name, data)
    return _kept(owner, short_name(name), len(data), sha256)


def _kept(owner: str, name: str, size: int, sha256: str) -> Kept:
    return Kept(name, size, sha256, signing.dumps([owner, name, size, sha256], salt=SALT))


def _from_token(token: str, owner: str) -> Kept:
    gone = Refused("A file that you attached before is no longer held. Attach it again.")
    try:
        whose, name, size, sha256 = signing.loads(token, salt=SALT, max_age=GOOD_FOR)
    except (signing.BadSignature, ValueError) as error:
        raise gone from error
    try:
        held = whose == owner and holds(sha256)
    except OSError as error:
        raise Refused(f"“{name}” can’t be reached just now. Submit without it, or try again later.") from error
    if not held:
        raise gone
    return _kept(whose, name, size, sha256)
