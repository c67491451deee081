"""Writing an understood document's parts, model by model, within an act."""

from __future__ import annotations

from plans import columns, leadnames, stages
from plans import models as m
from plans.importing import UnderstoodPlan
from plans.importing.document import UnderstoodAction, UnderstoodLead, UnderstoodRecommendation, UnderstoodSection
from plans.operations.import_leads import Leads
from plans.timescales import Timescale
from plans.trail import Act

DOCUMENT = "The document"
"""Who says what is printed."""

CLAIMS = frozenset({"complete", "in_place"})
SAYS_DONE = frozenset({"complete", "completed", "done", "achieved", "action complete", "action completed"})


class Writer:
    """Writes the parts of one document, model by model."""

    def __init__(self, act: Act, plan: m.Plan, document: UnderstoodPlan):
        self.act, self.plan, self.document = act, plan, document
        self.leads = Leads(act, plan, document)
        self.ratings = {leadnames.key(label): r for r in plan.scheme.ratings.all() for label in (r.code, r.label)}
        self.position_on = min(document.dated or act.today, act.today)

    def write(self) -> None:
        plan, document, act = self.plan, self.document, self.act
        sections = [
            m.Section(plan=plan, title=clip(section.title or "", 300), order=order)
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
                heading=clip(understood.heading, 200),
                meaning=understood.meaning,
                order=understood.order,
            )
            self.act.save(column)
            self.act.add_all(
                m.ColumnVariant(column=column, section=sections[index], heading=clip(heading, 200))
                for index, heading in understood.variants
            )

    def _plan_leads(self) -> None:
        for order, name in enumerate(self.document.plan_leads):
            lead = self.leads.find(UnderstoodLead(name))
            self.act.save(m.PlanLead(plan=self.plan, lead=lead, printed=clip(name, 300), order=order))

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
                printed=clip(lead.name, 300),
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


def _recommendation(section: m.Section, order: int, rec: UnderstoodRecommendation) -> m.Recommendation:
    return m.Recommendation(
        section=section,
        order=order,
        printed_ref=clip(rec.ref or "", 60),
        text=rec.text or "",
        links_text=clip(rec.links_text or "", 300),
    )


def _action(recommendation: m.Recommendation, order: int, action: UnderstoodAction, stage: str) -> m.Action:
    return m.Action(
        recommendation=recommendation,
        order=order,
        row=action.row,
        printed_ref=clip(action.ref or "", 60),
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


def clip(text: str, limit: int) -> str:
    """The text within a column's width; its whole stands in the row's printed cells."""
    return text if len(text) <= limit else text[: limit - 1] + "…"
