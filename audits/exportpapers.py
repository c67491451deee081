"""The issued papers of a plan in its export: the bytes of every version, and what each was made of."""

from __future__ import annotations

import hashlib
import zipfile

from django.utils import timezone

from audits.exportfiles import EXPUNGED, write
from audits.models import IssuedFile, IssuedPaper
from plans import models as m

IndexRow = tuple[str, ...]
POSITION = "position.json"


def write_papers(archive: zipfile.ZipFile, plan: m.Plan) -> tuple[list[dict], list[IndexRow]]:
    """Write the files of every paper and supplement, each paper's in a folder of its own (`papers/3/`), and beside a
    paper the frozen position that it was printed from; returns the manifest of the papers, and the rows of the
    index."""
    manifest: list[dict] = []
    index: list[IndexRow] = []
    papers = IssuedPaper.objects.filter(plan=plan).select_related("period", "snapshot").prefetch_related("files")
    for paper in papers.order_by("number", "supplement"):
        folder = f"papers/{paper.called}"
        files = [_file(archive, folder, paper, file, index) for file in paper.files.all()]
        manifest.append({**_fields(paper), "files": files})
        if not paper.supplement:
            name = f"{folder}/{POSITION}"
            archive.writestr(name, paper.snapshot.state)
            sha256 = hashlib.sha256(paper.snapshot.state.encode()).hexdigest()
            index.append(_line(name, "The position of an issued paper", paper, POSITION, sha256, ""))
    return manifest, index


def _file(archive: zipfile.ZipFile, folder: str, paper: IssuedPaper, file: IssuedFile, index: list[IndexRow]) -> dict:
    name = f"{folder}/{file.name}"
    on = timezone.localtime(paper.issued_at).date()
    lacking = EXPUNGED if file.withdrawn else write(archive, name, file.sha256, on)
    name = "" if lacking else name
    kind = "An issued paper, not for publication" if file.restricted or paper.restricted else "An issued paper"
    index.append(_line(name, kind, paper, file.name, file.sha256, lacking))
    told = {
        each: getattr(file, each) for each in ("format", "name", "sha256", "size", "restricted", "withdrawn_reason")
    }
    return {**told, "file": name, "lacking": lacking}


def _line(name: str, what: str, paper: IssuedPaper, title: str, sha256: str, lacking: str) -> IndexRow:
    on = timezone.localtime(paper.issued_at).date().isoformat()
    return name, what, "", "", f"{paper}: {title}", on, paper.by_name, "", "", sha256, lacking


def _fields(paper: IssuedPaper) -> dict:
    own = (
        "number", "supplement", "report_ref", "committee", "meeting_on", "restricted", "words", "options", "made_with",
        "figures", "content_digest", "head", "issued_at", "by_name",
    )  # fmt: skip
    told = {name: getattr(paper, name) for name in own}
    snapshot = paper.snapshot
    return {
        **told,
        "called": str(paper),
        "period": paper.period.name,
        "position_on": snapshot.on,
        "position_known": snapshot.known,
        "position_digest": snapshot.digest,
    }
