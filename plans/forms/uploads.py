"""Files that were sent with a form which could not be accepted: kept, so that nobody chooses them twice."""

from __future__ import annotations

from dataclasses import dataclass

from django.core import signing
from django.core.files.uploadedfile import UploadedFile

from plans.operations.errors import Refused
from plans.operations.evidence import Proof, check_file, check_size, path_of, store

SALT = "kept upload"


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is stored but belongs to nothing yet; `token` names it in the form that comes back."""

    name: str
    size: int
    token: str


@dataclass(frozen=True, slots=True)
class RefusedFile:
    name: str
    why: str


def receive(files: list[UploadedFile], tokens: list[str]) -> tuple[list[Kept], list[RefusedFile]]:
    """Store what may be stored; returns what is kept, earlier uploads included, and what is refused and why."""
    kept = [_from_token(token) for token in tokens]
    refused = []
    for file in files:
        try:
            check_size(file.name, file.size)
            data = file.read()
            check_file(file.name, data)
        except Refused as error:
            refused.append(RefusedFile(file.name, str(error)))
            continue
        sha256 = store(data)
        kept.append(Kept(file.name, len(data), signing.dumps([file.name, len(data), sha256], salt=SALT)))
    return [item for item in kept if item], refused


def proof(kept: Kept) -> Proof:
    """The kept file as evidence."""
    _name, _size, sha256 = signing.loads(kept.token, salt=SALT)
    return Proof(file_name=kept.name, data=path_of(sha256).read_bytes())


def _from_token(token: str) -> Kept | None:
    try:
        name, size, sha256 = signing.loads(token, salt=SALT, max_age=24 * 60 * 60)
    except signing.BadSignature:
        return None
    return Kept(name, size, token) if path_of(sha256).exists() else None
