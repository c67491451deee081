"""What writing a document's parts leans on: the act, the plan, its ratings, and the leads that names mean."""

from __future__ import annotations

from plans import leadnames
from plans import models as m
from plans.importing import UnderstoodPlan, UnderstoodSource
from plans.operations.imports.leads import Leads
from plans.trail import Act


class Context:
    """One document on its way into one plan, within an act. `position_on` is the day its progress is true of."""

    def __init__(self, act: Act, plan: m.Plan, document: UnderstoodPlan):
        self.act, self.plan, self.document = act, plan, document
        self.leads = Leads(act, plan, document)
        self.ratings = {leadnames.key(label): r for r in plan.scheme.ratings.all() for label in (r.code, r.label)}
        self.position_on = min(document.dated or act.today, act.today)
        self.sources = {source.code: source for source in m.Source.objects.filter(plan=plan)}
        self.findings = {finding.number: finding for finding in m.Finding.objects.filter(plan=plan)}

    def source(self, understood: UnderstoodSource) -> m.Source:
        """The plan's source of that code, written now where it has none."""
        code = understood.code[:20]
        if code not in self.sources:
            order = len(self.sources)
            source = m.Source(plan=self.plan, code=code, title=understood.title, on=understood.on, order=order)
            self.act.save(source)
            self.sources[code] = source
        return self.sources[code]

    def findings_of(self, numbers) -> dict[int, m.Finding]:
        """The plan's findings of these numbers, those that it lacks written now."""
        missing = [m.Finding(plan=self.plan, number=n) for n in sorted(set(numbers) - self.findings.keys())]
        self.act.add_all(missing)
        self.findings.update((finding.number, finding) for finding in missing)
        return self.findings
