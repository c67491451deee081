"""Committing a document: everything that it says becomes a plan, as one act."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from datetime import date

from django.utils.text import slugify

from plans import columns, leadnames, permissions, stages
from plans import models as m
from plans.importing import UnderstoodPlan, read_plan
from plans.importing.document import UnderstoodAction, UnderstoodLead, UnderstoodRecommendation, UnderstoodSection
from plans.operations.errors import Refused
from plans.operations.evidence import store
from plans.operations.schemes import default_scheme
from plans.timescales import Timescale
from plans.trail import Act, change_set

DOCUMENT = "The document"
"""Who says what is printed."""

CLAIMS = frozenset({"complete", "in_place"})
SAYS_DONE = frozenset({"complete", "completed", "done", "achieved", "action complete", "action completed"})
CADENCE = 28
"""Days between updates where the document asks for none: every four weeks."""


@dataclass(frozen=True, slots=True)
class Imported:
    """The plan, whether this import made it, and what a person should look at."""

    plan: m.Plan
    is_new: bool
    questions: tuple


def commit_import(
    *,
    by,
    data: bytes,
    name: str,
    dated: date | None = None,
    into: m.Plan | None = None,
    slug: str = "",
    door: str = "import",
    at=None,
) -> Imported:
    """Read a document and write what it says, all or nothing. The same bytes are never imported twice: then the
    plan that they became is returned.

    `into` is a plan that holds no actions yet. Raises Denied, Refused, and NotAPlan for what is no plan.
    """
    permissions.enforce(permissions.check_can_import, by, into)
    sha256 = hashlib.sha256(data).hexdigest()
    known = m.Plan.objects.filter(imported_sha256=sha256).first()
    if known and into in (None, known):
        return Imported(known, False, ())
    if into and m.Action.objects.of_plan(into).exists():
        raise Refused(
            f"“{into}” holds actions already, and a later edition can't be merged into it yet. "
            "Import it as a plan of its own."
        )
    document = read_plan(data, name=name, dated=dated)
    scheme = into.scheme if into else default_scheme(at=at)
    store(data)
    questions = tuple(asdict(question) for question in document.questions)
    details = {"file": name, "sha256": sha256, "questions": list(questions)}
    plans = [into] if into else []
    with change_set(*plans, by=by, verb="import_plan", door=door, register=True, details=details, at=at) as act:
        plan = into or m.Plan(slug=_free_slug(slug or document.title), scheme=scheme)
        _frame(act, plan, document, name, sha256)
        _Writer(act, plan, document).write()
        if into is None:
            act.join(plan)
            if isinstance(by, m.User):
                act.save(m.Membership(user=by, plan=plan, role=m.Membership.Role.OFFICER))
    return Imported(plan, True, questions)


def _frame(act: Act, plan: m.Plan, document: UnderstoodPlan, name: str, sha256: str) -> None:
    """The plan's own row."""
    plan.title = _clip(document.title, 300)
    plan.subtitle = _clip(document.subtitle or "", 300)
    plan.organisation = _clip(document.organisation or "", 300)
    plan.report_ref = _clip(document.report_ref or "", 120)
    plan.dated = document.dated
    plan.anchor_on = document.anchor
    plan.cadence_days = document.update_every_days or CADENCE
    cut = [text for text in (document.title, document.subtitle or "") if len(text) > 300]
    plan.notes_before = [*cut, *document.notes_before]
    plan.notes_after = list(document.notes_after)
    plan.legend = list(document.legend)
    plan.glossary = [list(pair) for pair in document.abbreviations]
    plan.imported_from = name[:300]
    plan.imported_sha256 = sha256
    act.save(plan)


class _Writer:
    """Writes the parts of one document, model by model."""

    def __init__(self, act: Act, plan: m.Plan, document: UnderstoodPlan):
        self.act, self.plan, self.document = act, plan, document
        self.leads = _Leads(act, plan, document)
        self.ratings = {leadnames.key(label): r for r in plan.scheme.ratings.all() for label in (r.code, r.label)}
        self.position_on = min(document.dated or act.today, act.today)

    def write(self) -> None:
        plan, document, act = self.plan, self.document, self.act
        sections = [
            m.Section(plan=plan, title=_clip(section.title or "", 300), order=order)
            for order, section in enumerate(document.sections)
        ]
        act.add_all(sections)
        self._columns(sections)
        sources = {
            source.code: m.Source(plan=plan, code=source.code[:20], title=source.title, on=source.on, order=order)
            for order, source in enumerate(document.sources)
        }
        act.add_all(sources.values())
        self._plan_leads()
        timescales = []
        for section, understood in zip(sections, document.sections, strict=True):
            timescales += _timescales(understood.timescales, section=section)
        pairs = self._recommendations(sections, sources)
        timescales += self._actions(pairs)
        act.add_all(timescales)

    def _columns(self, sections: list[m.Section]) -> None:
        """The columns under their headings. A numbering column that the paper leaves without a heading is no
        column of its own: its references stand with their recommendations."""
        for understood in self.document.columns:
            if understood.meaning == columns.REF and not understood.heading:
                continue
            column = m.Column(
                plan=self.plan,
                heading=_clip(understood.heading, 200),
                meaning=understood.meaning,
                order=understood.order,
            )
            self.act.save(column)
            self.act.add_all(
                m.ColumnVariant(column=column, section=sections[index], heading=_clip(heading, 200))
                for index, heading in understood.variants
            )

    def _plan_leads(self) -> None:
        for order, name in enumerate(self.document.plan_leads):
            lead = self.leads.find(UnderstoodLead(name))
            self.act.save(m.PlanLead(plan=self.plan, lead=lead, printed=_clip(name, 300), order=order))

    def _recommendations(self, sections, sources):
        """Writes them with their links; returns each action's understanding beside its recommendation."""
        pairs, source_links, finding_links = [], [], []
        findings = self._findings()
        for section, understood in zip(sections, self.document.sections, strict=True):
            rows = [_recommendation(section, order, rec) for order, rec in enumerate(understood.recommendations)]
            self.act.add_all(rows)
            for row, rec in zip(rows, understood.recommendations, strict=True):
                source_links += [
                    m.RecommendationSource(recommendation=row, source=sources[code], order=order)
                    for order, code in enumerate(rec.sources)
                    if code in sources
                ]
                finding_links += [
                    m.RecommendationFinding(recommendation=row, finding=findings[number], order=order)
                    for order, number in enumerate(rec.links)
                ]
                pairs += [(row, order, action) for order, action in enumerate(rec.actions)]
        self.act.add_all(source_links)
        self.act.add_all(finding_links)
        return pairs

    def _findings(self) -> dict[int, m.Finding]:
        numbers = {number for section in self.document.sections for number in _links(section)}
        findings = {number: m.Finding(plan=self.plan, number=number) for number in sorted(numbers)}
        self.act.add_all(findings.values())
        return findings

    def _actions(self, pairs) -> list[m.Timescale]:
        """Writes the actions, steps, assignments and what is said of them; returns their timescales."""
        updates = [self._update(action) for _rec, _order, action in pairs]
        rows = [
            _action(rec, order, action, _stage(update))
            for (rec, order, action), update in zip(pairs, updates, strict=True)
        ]
        self.act.add_all(rows)
        steps = [
            (m.Step(action=row, order=order, text=step.text), step)
            for row, (_rec, _order, action) in zip(rows, pairs, strict=True)
            for order, step in enumerate(action.steps)
        ]
        self.act.add_all(row for row, _step in steps)
        assignments, timescales = [], []
        for row, (_rec, _order, action) in zip(rows, pairs, strict=True):
            assignments += self._assignments(action.leads, row)
            timescales += _timescales(action.timescales, action=row)
        for row, step in steps:
            assignments += self._assignments(step.leads, row.action, row)
            timescales += _timescales(step.timescales, action=row.action, step=row)
        self.act.add_all(assignments)
        said = [(row, update) for row, update in zip(rows, updates, strict=True) if update]
        for row, update in said:
            update.action = row
        self.act.add_all(update for _row, update in said)
        return timescales

    def _assignments(self, leads, action, step=None) -> list[m.Assignment]:
        return [
            m.Assignment(
                action=action,
                step=step,
                lead=self.leads.find(lead),
                printed=_clip(lead.name, 300),
                role=lead.role,
                note=lead.note or "",
                order=order + (100 * (step.order + 1) if step else 0),
            )
            for order, lead in enumerate(leads)
        ]

    def _update(self, action: UnderstoodAction) -> m.ProgressUpdate | None:
        """What the document itself says of the action, true of the document's day."""
        rag = self.ratings.get(leadnames.key(action.rag or ""))
        claims = _claims(action) or bool(rag and rag.means_finished)
        if not (action.progress or rag or claims):
            return None
        return m.ProgressUpdate(
            position_on=self.position_on,
            recorded_at=self.act.moment,
            narrative=action.progress or "",
            rag=None if rag and rag.means_finished else rag,
            claims_completion=claims,
            said_by_name=DOCUMENT,
            recorded_by_id=self.act.record.actor_id,
            recorded_by_name=self.act.record.actor_name,
            by_document=True,
        )


class _Leads:
    """Finds the lead that a printed name means, among those that the organisation has, or makes it."""

    def __init__(self, act: Act, plan: m.Plan, document: UnderstoodPlan):
        self.act, self.plan = act, plan
        self.short = {leadnames.key(short) for short, _long in document.abbreviations}
        self.known = {leadnames.key(lead.name): lead for lead in m.Lead.objects.order_by("-pk")}
        for alias in m.LeadAlias.objects.filter(plan=None).select_related("lead"):
            self.known.setdefault(leadnames.key(alias.name), alias.lead)

    def find(self, understood: UnderstoodLead) -> m.Lead:
        """An abbreviation of the document's glossary is the post that the glossary gives, and its alias here."""
        printed = leadnames.key(understood.name)
        if printed in self.known:
            return self.known[printed]
        is_short = bool(understood.means) and printed in self.short
        name = understood.means if is_short else understood.name
        lead = self.known.get(leadnames.key(name)) or self._make(name)
        self.known[printed] = lead
        if is_short:
            self.act.save(m.LeadAlias(lead=lead, plan=self.plan, name=_clip(understood.name, 300)))
        return lead

    def _make(self, name: str) -> m.Lead:
        lead = m.Lead(name=_clip(name, 300), kind=leadnames.kind(name))
        self.act.save(lead)
        self.known[leadnames.key(name)] = lead
        return lead


def _recommendation(section: m.Section, order: int, rec: UnderstoodRecommendation) -> m.Recommendation:
    return m.Recommendation(
        section=section,
        order=order,
        printed_ref=_clip(rec.ref or "", 60),
        text=rec.text or "",
        links_text=_clip(rec.links_text or "", 300),
    )


def _action(recommendation: m.Recommendation, order: int, action: UnderstoodAction, stage: str) -> m.Action:
    return m.Action(
        recommendation=recommendation,
        order=order,
        row=action.row,
        printed_ref=_clip(action.ref or "", 60),
        text=action.text or "",
        lead_in=action.lead_in or "",
        expected_evidence=action.evidence or "",
        outcome=action.outcome or "",
        related_plans=list(action.links_to_plans),
        extra=dict(action.extra),
        printed=dict(action.printed),
        stage=stage,
    )


def _timescales(readings: tuple[Timescale, ...], **owner) -> list[m.Timescale]:
    return [
        m.Timescale(
            order=order,
            text=reading.text,
            kind=reading.kind,
            earliest=reading.earliest,
            latest=reading.latest,
            **owner,
        )
        for order, reading in enumerate(readings)
    ]


def _claims(action: UnderstoodAction) -> bool:
    """Whether the document prints that it is done: under its date, or as the whole of its progress."""
    kinds = [t.kind for t in (*action.timescales, *(t for step in action.steps for t in step.timescales))]
    return (bool(kinds) and CLAIMS.issuperset(kinds)) or leadnames.key(action.progress or "") in SAYS_DONE


def _stage(update: m.ProgressUpdate | None) -> str:
    if update is None:
        return stages.NOT_STARTED
    return stages.after(stages.NOT_STARTED, stages.CLAIM if update.claims_completion else stages.UPDATE)


def _links(section: UnderstoodSection):
    return (number for rec in section.recommendations for number in rec.links)


def _free_slug(title: str) -> str:
    base = slugify(title)[:70].strip("-") or "plan"
    taken = set(m.Plan.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(s for s in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if s not in taken)


def _clip(text: str, limit: int) -> str:
    """The text within a column's width; its whole stands in the row's printed cells."""
    return text if len(text) <= limit else text[: limit - 1] + "…"
