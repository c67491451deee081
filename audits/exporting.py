"""Everything about a plan in one zip, for whoever leaves with it or keeps it elsewhere."""

from __future__ import annotations

import json
import zipfile
from collections import defaultdict
from datetime import date

from plans import canonical
from plans import models as m
from plans.operations import files
from plans.queries import plan_state
from plans.redactions import evidence_taken
from plans.trail import digests, tracked

README = """Everything about the plan “{title}”, as it stood on {on}.

plan.json      the plan: sections, recommendations, actions, updates, decisions, with the names of people as they were
trail.json     every act of its audit log, oldest first: who, when, what, why, and each row that it wrote
evidence.json  each piece of evidence and the file that holds it
evidence/      the files, under the SHA-256 of their bytes

The chain’s head is {position} {head}. How the digests are made is told in the application’s docs/trail.md.
"""


def export_plan(plan: m.Plan, out, *, on: date) -> None:
    """Write the zip to a binary file. Files that were expunged are not among it, and evidence.json says so."""
    chain = m.Chain.objects.get(key=plan.chain_key)
    told = README.format(title=plan.title, on=on.isoformat(), position=chain.position, head=chain.head)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", told)
        archive.writestr("plan.json", canonical.to_json(plan_state(plan)))
        archive.writestr("trail.json", _json(list(_trail(plan))))
        evidence = list(_evidence(plan))
        archive.writestr("evidence.json", _json(evidence))
        for name in sorted({item["file"] for item in evidence if item["file"]}):
            archive.writestr(name, files.read(name.removeprefix("evidence/")))


def _json(value) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True, default=digests.plain)


def _evidence(plan: m.Plan):
    taken = evidence_taken(plan)
    for row in m.Evidence.objects.filter(action__in=m.Action.objects.of_plan(plan)).order_by("pk").values():
        held = row["sha256"] and row["id"] not in taken and files.exists(row["sha256"])
        yield {**row, "file": f"evidence/{row['sha256']}" if held else ""}


def _trail(plan: m.Plan):
    rows = defaultdict(list)
    links = m.ChainLink.objects.filter(chain__key=plan.chain_key).select_related("change").order_by("position")
    for label, model in tracked.models().items():
        history = tracked.history_of(model).objects.filter(change__in=links.order_by().values("change"))
        for row in history.order_by("history_id").values("id", "change_id", "history_type", *tracked.fields(model)):
            change, kind, pk = row.pop("change_id"), row.pop("history_type"), row.pop("id")
            rows[change].append({"model": label, "id": pk, "type": kind, "values": row})
    for link in links:
        act = link.change
        own = ("moment", "verb", "why", "door", "actor_id", "actor_name", "details")
        told = {name: getattr(act, name) for name in own}
        yield {**told, "position": link.position, "digest": act.digest, "link": link.digest, "rows": rows[act.pk]}
