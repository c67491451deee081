"""Recommendations and what they answer."""

from __future__ import annotations

from plans import models as m
from plans.importing import UnderstoodRecommendation
from plans.operations.imports.parts.context import Context
from plans.wording import clip

Placed = tuple[m.Section, int, UnderstoodRecommendation]
"""The section it goes under, its place there, and what the document says of it."""


def write_recommendations(context: Context, placed: list[Placed]) -> list[m.Recommendation]:
    """Write recommendations with their links; returns the rows in the same order."""
    rows = [
        m.Recommendation(
            section=section,
            order=order,
            printed_ref=clip(rec.ref or "", 60),
            text=rec.text or "",
            links_text=clip(rec.links_text or "", 300),
        )
        for section, order, rec in placed
    ]
    context.act.add_all(rows)
    link_all(context, [(row, rec) for row, (_section, _order, rec) in zip(rows, placed, strict=True)])
    return rows


def link_all(context: Context, pairs: list[tuple[m.Recommendation, UnderstoodRecommendation]]) -> None:
    """Link recommendations to the sources and findings that the document gives them and they do not have yet."""
    known = [row.pk for row, _rec in pairs]
    sources_of = m.RecommendationSource.objects.filter(recommendation__in=known)
    sourced = set(sources_of.values_list("recommendation", "source__code"))
    findings_of = m.RecommendationFinding.objects.filter(recommendation__in=known)
    found = set(findings_of.values_list("recommendation", "finding__number"))
    findings = context.findings_of(number for _row, rec in pairs for number in rec.links)
    told = {source.code: source for source in context.document.sources}
    sources, links = [], []
    for row, rec in pairs:
        sources += [
            m.RecommendationSource(recommendation=row, source=context.source(told[code]), order=order)
            for order, code in enumerate(rec.sources)
            if code in told and (row.pk, code[:20]) not in sourced
        ]
        links += [
            m.RecommendationFinding(recommendation=row, finding=findings[number], order=order)
            for order, number in enumerate(rec.links)
            if (row.pk, number) not in found
        ]
    context.act.add_all(sources)
    context.act.add_all(links)
