"""Everything about a plan in one zip, for whoever leaves with it or keeps it elsewhere."""

from __future__ import annotations

import json
import zipfile
from collections import defaultdict
from datetime import date

from audits.exportfiles import INDEX, write_files
from audits.exportpapers import write_papers
from plans import canonical, filemark
from plans import models as m
from plans.csv_rows import as_csv
from plans.filemark import Mark
from plans.queries import plan_state
from plans.trail import digests
from plans.trail import tracked_models as histories

README = """Everything about the plan “{title}”, as it stood on {on}.

plan.json      the plan: sections, recommendations, actions, updates, decisions, with the names of people as they were
trail.json     every act of its audit log, oldest first: who, when, what, why, and each row that it wrote
evidence/      the files of the evidence, each under its action’s reference and its own name
documents/     the documents that the plan came from: the first one and later editions
papers/        every paper and supplement that was issued, byte for byte, in all its versions, also those that are not
               for publication; beside each paper the frozen position that it was printed from
index.csv      every file: what it is, of which action, its SHA-256; and why one is not here
evidence.json  the same of the evidence, field by field
papers.json    what each paper was made of: position, options, digests, figures, the head that it prints, its files

The chain’s head is {position} {head}. How the digests are made is told in the application’s docs/trail.md.
"""


def export_plan(plan: m.Plan, out, *, on: date) -> None:
    """Write the zip to a binary file. Files that were expunged, altered or are missing are not among it, and the index
    says so. Raises OSError where files can't be had just now."""
    chain = m.Chain.objects.get(key=plan.chain_key)
    told = README.format(title=plan.title, on=on.isoformat(), position=chain.position, head=chain.head)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", told)
        archive.writestr("plan.json", canonical.to_json(plan_state(plan)))
        archive.writestr("trail.json", _json(list(_trail(plan))))
        evidence, index = write_files(archive, plan)
        archive.writestr("evidence.json", _json(evidence))
        papers, lines = write_papers(archive, plan)
        archive.writestr("papers.json", _json(papers))
        headings = [*INDEX, str(Mark(kind=filemark.INDEX, plan=plan.slug, on=on))]
        archive.writestr("index.csv", as_csv(headings, ((*line, "") for line in (*index, *lines))))


def _json(value) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True, default=digests.plain)


def _trail(plan: m.Plan):
    rows = defaultdict(list)
    links = m.ChainLink.objects.filter(chain__key=plan.chain_key).select_related("change").order_by("position")
    for label, model in histories.models().items():
        history = histories.history_of(model).objects.filter(change__in=links.order_by().values("change"))
        for row in history.order_by("history_id").values("id", "change_id", "history_type", *histories.fields(model)):
            change, kind, pk = row.pop("change_id"), row.pop("history_type"), row.pop("id")
            rows[change].append({"model": label, "id": pk, "type": kind, "values": row})
    for link in links:
        act = link.change
        own = ("moment", "verb", "why", "door", "actor_id", "actor_name", "details")
        told = {name: getattr(act, name) for name in own}
        yield {**told, "position": link.position, "digest": act.digest, "link": link.digest, "rows": rows[act.pk]}
