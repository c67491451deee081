"""Sections and recommendations: new ones, new words, new places."""

from __future__ import annotations

from plans import models as m
from plans.importing import CHANGED, MOVED, NEW
from plans.operations.editions.rows import Rows
from plans.operations.imports.parts.frame import write_sections
from plans.operations.imports.parts.recommendations import link_all, write_recommendations
from plans.wording import clip


def apply_sections(rows: Rows) -> None:
    document = rows.context.document
    orders = rows.arrange("section", rows.sections, rows.edition.matched.sections, lambda _thing: None)
    new = [each.spot for each in rows.of("section", NEW)]
    written = write_sections(rows.context, [(orders[at], document.sections[at[0]]) for at in new])
    rows.added.update(zip(new, written, strict=True))
    for difference in rows.of("section", CHANGED):
        row = rows.sections[difference.row]
        row.title = clip(document.sections[difference.spot[0]].title or "", 300)
        rows.touch(row)


def apply_recommendations(rows: Rows) -> None:
    document = rows.context.document
    for difference in rows.of("recommendation", MOVED):
        row = rows.recommendations[difference.row]
        if row.section_id != rows.section(difference.spot).pk:
            row.section = rows.section(difference.spot)
            rows.touch(row)

    def parent(thing):
        return thing.section_id if isinstance(thing, m.Recommendation) else rows.under(rows.section, thing)

    orders = rows.arrange("recommendation", rows.recommendations, rows.edition.matched.recommendations, parent)
    new = [each.spot for each in rows.of("recommendation", NEW)]
    understood = {at: document.sections[at[0]].recommendations[at[1]] for at in new}
    placed = [(rows.section(at), orders[at], understood[at]) for at in new]
    rows.added.update(zip(new, write_recommendations(rows.context, placed), strict=True))
    linked = []
    for difference in rows.of("recommendation", CHANGED):
        row, (s, r) = rows.recommendations[difference.row], difference.spot
        rec = document.sections[s].recommendations[r]
        names = {change.name for change in difference.changes}
        if "ref" in names:
            row.printed_ref = clip(rec.ref or "", 60)
        if "text" in names:
            row.text = rec.text or ""
        if "links" in names:
            row.links_text = clip(rec.links_text or "", 300)
        if names & {"links", "sources"}:
            linked.append((row, rec))
        rows.touch(row)
    link_all(rows.context, linked)
