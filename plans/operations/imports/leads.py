"""Which lead a printed name means, among those that the organisation has."""

from __future__ import annotations

from django.db.models import F, Q

from plans import leadnames
from plans import models as m
from plans.importing import UnderstoodLead, UnderstoodPlan, kind_of_lead
from plans.trail import Act

LONGEST = 300
"""Characters of a name; a longer one is cut, and stands whole in its row's printed cells."""


class Leads:
    """Finds the lead that a printed name means, among those that the organisation has, or makes it."""

    def __init__(self, act: Act, plan: m.Plan, document: UnderstoodPlan):
        self.act, self.plan = act, plan
        self.short = {leadnames.key(short) for short, _long in document.abbreviations}
        self.known = {leadnames.key(lead.name): lead for lead in m.Lead.objects.current().order_by("-pk")}
        aliases = m.LeadAlias.objects.filter(Q(plan=plan) | Q(plan=None), lead__merged_into=None).select_related("lead")
        for alias in aliases.order_by(F("plan").asc(nulls_last=True)):
            self.known.setdefault(leadnames.key(alias.name), alias.lead)
        self.aliased = {leadnames.key(alias.name) for alias in aliases if alias.plan_id}

    def find(self, understood: UnderstoodLead) -> m.Lead:
        """An abbreviation of the document's glossary is the post that the glossary gives, and its alias here."""
        printed = leadnames.key(understood.name)
        if understood.chosen:
            return self._chosen(understood, printed)
        if printed in self.known:
            return self.known[printed]
        is_short = bool(understood.means) and printed in self.short
        name = (understood.means if is_short else None) or understood.name
        lead = self.known.get(leadnames.key(name)) or self._make(name)
        self.known[printed] = lead
        if is_short:
            self.act.save(m.LeadAlias(lead=lead, plan=self.plan, name=understood.name[:LONGEST]))
        return lead

    def _chosen(self, understood: UnderstoodLead, printed: str) -> m.Lead:
        """Whom the person who imports the plan says it is; the printed name becomes an alias of theirs here."""
        chosen = understood.chosen or understood.name
        key = leadnames.key(chosen)
        lead = self.known.get(key) or self._make(chosen)
        if key != printed and printed not in self.aliased:
            self.aliased.add(printed)
            self.act.save(m.LeadAlias(lead=lead, plan=self.plan, name=understood.name[:LONGEST]))
        return lead

    def _make(self, name: str) -> m.Lead:
        lead = m.Lead(name=name[:LONGEST], kind=kind_of_lead(name))
        self.act.save(lead)
        self.known[leadnames.key(name)] = lead
        return lead
