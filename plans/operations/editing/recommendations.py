"""Recommendations: what must improve, and what they answer."""

from __future__ import annotations

from plans import models as m
from plans.importing import finding_numbers
from plans.operations.editing import edit
from plans.operations.editing.edit import check_stands, differs, editing
from plans.operations.editing.order import last
from plans.operations.editing.things import about
from plans.operations.errors import Refused
from plans.trail import Act


def add_recommendation(
    *,
    by,
    section: m.Section,
    text: str,
    ref: str = "",
    sources=(),
    links_text: str = "",
    why: str = "",
    door: str = "web",
    at=None,
) -> m.Recommendation:
    """Add a recommendation at the end of a section. `sources` are ids of the plan's sources; `links_text` the
    findings it answers, as printed ("14, 6"). Raises Denied and Refused."""
    values = _values(ref, text, links_text)
    rec = m.Recommendation(section=section)
    _set(rec, values)
    with editing(section.plan, by=by, verb="add_recommendation", why=why, details=about(rec), door=door, at=at) as act:
        section.refresh_from_db()
        check_stands(section)
        rec.order = last(rec)
        act.save(rec)
        _link(act, rec, sources)
    return rec


def change_recommendation(
    *,
    by,
    recommendation: m.Recommendation,
    text: str,
    ref: str = "",
    sources=(),
    links_text: str = "",
    why: str = "",
    opened: str = "",
    door: str = "web",
    at=None,
) -> m.Recommendation:
    """Change what a recommendation says and answers. Raises Denied, Refused, Overtaken."""
    values, rec = _values(ref, text, links_text), recommendation
    plan, details = rec.section.plan, about(rec)
    with editing(plan, by=by, verb="change_recommendation", why=why, details=details, door=door, at=at) as act:
        if differs(act, rec, {**values, "sources": list(sources)}, opened=opened):
            _set(rec, values)
            act.save(rec)
            _link(act, rec, sources)
    return rec


def _values(ref: str, words: str, links_text: str) -> dict[str, str]:
    return {
        "ref": edit.text(ref, field="ref", limit=60),
        "text": edit.text(words, field="text", need="Say what must improve, as the report says it."),
        "links_text": edit.text(links_text, field="links_text", limit=300),
    }


def _set(rec: m.Recommendation, values: dict[str, str]) -> None:
    rec.printed_ref, rec.text, rec.links_text = values["ref"], values["text"], values["links_text"]


def _link(act: Act, rec: m.Recommendation, sources) -> None:
    """The links to its sources and to the findings that its words number."""
    plan = rec.section.plan
    known = {source.pk: source for source in m.Source.objects.filter(plan=plan, withdrawn=False)}
    if not set(sources) <= known.keys():
        raise Refused("Choose among the sources of this plan.", "sources")
    _relink(act, rec, m.RecommendationSource, "source", [known[pk] for pk in sources])
    numbers = finding_numbers(rec.links_text)
    findings = {finding.number: finding for finding in m.Finding.objects.filter(plan=plan)}
    for number in numbers:
        if number not in findings:
            findings[number] = m.Finding(plan=plan, number=number)
            act.save(findings[number])
    _relink(act, rec, m.RecommendationFinding, "finding", [findings[number] for number in numbers])


def _relink(act: Act, rec, model, field: str, wanted: list) -> None:
    """Make these its links, in order: earlier ones come back, others are withdrawn."""
    links = {getattr(link, f"{field}_id"): link for link in model.objects.filter(recommendation=rec).order_by("-pk")}
    for order, target in enumerate(wanted):
        link = links.pop(target.pk, None) or model(recommendation=rec, **{field: target})
        link.order, link.withdrawn = order, False
        act.save(link)
    for link in links.values():
        link.withdrawn = True
        act.save(link)
