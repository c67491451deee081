"""The files of a plan in its export: each under a name that a person knows, and an index of them."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from plans import models as m
from plans.filenames import Names
from plans.operations import files
from plans.redactions import documents_taken, evidence_taken

INDEX = (
    "File", "What", "Action", "Action’s words", "Title", "Added on", "Added by", "Link", "Withdrawn because", "SHA-256",
    "Not here because",
)  # fmt: skip
EXPUNGED, MISSING = "It was expunged", "It is missing where the service keeps files"
ALTERED = "It was altered where the service keeps files"
CHUNK = 1024 * 1024


def write_files(archive: zipfile.ZipFile, plan: m.Plan) -> tuple[list[dict], list[tuple[str, ...]]]:
    """Write the evidence and the documents; returns the rows of the evidence, each with the `file` that holds
    it ("" for none), and the index."""
    evidence: list[dict] = []
    index: list[tuple[str, ...]] = []
    names, taken = Names(), evidence_taken(plan)
    for row in _evidence(plan):
        name = f"evidence/{names.name(_ref(row.action), row.file_name)}" if row.sha256 else ""
        lacking = EXPUNGED if row.pk in taken else write(archive, name, row.sha256, row.added_on) if name else ""
        name = "" if lacking else name
        evidence.append({**_fields(row), "file": name})
        what = "Evidence" if row.sha256 else "Evidence, a link"
        words = (_ref(row.action), row.action.headline, row.title, row.added_on.isoformat(), row.added_by_name, row.url)
        index.append((name, what, *words, row.withdrawn_reason, row.sha256, lacking))
    index.extend(_documents(archive, plan))
    return evidence, index


def _evidence(plan: m.Plan):
    rows = m.Evidence.objects.filter(action__in=m.Action.objects.of_plan(plan)).order_by("pk")
    return rows.select_related("action__recommendation")


def _ref(action: m.Action) -> str:
    """As printed; of an action without one, its row in the plan's table."""
    return action.ref or (f"row {action.row}" if action.row else "")


def _fields(row: m.Evidence) -> dict:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def _documents(archive: zipfile.ZipFile, plan: m.Plan) -> Iterator[tuple[str, ...]]:
    """The lines of the index for the documents that the plan was made of, oldest first, which are written."""
    names, taken, seen = Names(), documents_taken(plan), set()
    acts = m.ChangeSet.objects.filter(links__chain__key=plan.chain_key, verb__in=("import_plan", "apply_edition"))
    for act in acts.order_by("moment", "pk"):
        sha256, file_name = act.details.get("sha256", ""), act.details.get("file", "")
        if not sha256 or sha256 in seen:
            continue
        seen.add(sha256)
        name = f"documents/{names.name(file_name)}"
        on = timezone.localtime(act.moment).date()
        lacking = EXPUNGED if sha256 in taken else write(archive, name, sha256, on)
        what = "The plan’s document" if act.verb == "import_plan" else "A later edition of it"
        words = (file_name, on.isoformat(), act.actor_name)
        yield ("" if lacking else name, what, "", "", *words, "", "", sha256, lacking)


def write(archive: zipfile.ZipFile, name: str, sha256: str, on: date) -> str:
    """Why the file can't be among it; empty where it is written, dated the day that it came."""
    try:
        file = files.opened(sha256)
    except FileNotFoundError:
        return MISSING
    except files.Altered:
        return ALTERED
    entry = zipfile.ZipInfo(name, (max(on.year, 1980), on.month, on.day, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    with file, archive.open(entry, "w") as out:
        shutil.copyfileobj(file, out, CHUNK)
    return ""
