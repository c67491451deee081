"""Answers about who leads."""

from __future__ import annotations

from plans import leadnames
from plans import models as m
from plans.importing import kind_of_lead
from plans.operations.editing.leads import find_lead
from plans.operations.imports.answers.effect import NOTHING, Effect, actions_of, of_action
from plans.wording import clip


def named(question: m.OpenQuestion, name: str) -> list[Effect]:
    """Whom a printed name means, wherever the plan prints it; on the action that is asked about where it is printed
    nowhere. A name that nobody bears becomes a lead of the organisation."""
    plan, wanted = question.plan, leadnames.key(question.text)
    lead = find_lead(name, plan)
    after = lead.name if lead else f"{name} (a new lead)"
    chosen = _Chosen(plan, lead, name, question.text)
    rows = m.Assignment.objects.filter(action__in=actions_of(plan), withdrawn=False).select_related(
        "lead", "step", "action__recommendation__section"
    )
    printed = [row for row in rows.order_by("action__row", "order", "pk") if leadnames.key(row.printed) == wanted]
    effects = [_changed(row, rows, lead, after, chosen) for row in printed if row.lead != lead]
    action = question.action
    if not printed and action:
        row = m.Assignment(action=action, printed=clip(name, 300), role=m.Assignment.Role.LEAD)
        row.order = action.assignments.filter(step=None).count()
        effects.append(Effect(of_action(action), "Lead", NOTHING, after, lambda act: chosen.put(act, row)))
    return effects


def _changed(row, rows, lead, after: str, chosen: _Chosen) -> Effect:
    place, what = of_action(row.action), f"“{clip(row.printed, 60)}”"
    beside = [each for each in rows if each.action_id == row.action_id and each.step_id == row.step_id]
    if lead and any(each.lead_id == lead.pk for each in beside):
        return Effect(place, what, row.lead.name, after, left=f"{lead.name} is there already.")
    return Effect(place, what, row.lead.name, after, lambda act: chosen.put(act, row))


class _Chosen:
    """The lead that is meant, made when it is first needed, with the printed name as an alias of theirs here."""

    def __init__(self, plan: m.Plan, lead: m.Lead | None, name: str, printed: str):
        self.plan, self.lead, self.name, self.printed = plan, lead, name, printed
        self.is_aliased = False

    def put(self, act, row: m.Assignment) -> None:
        if self.lead is None:
            self.lead = m.Lead(name=self.name, kind=kind_of_lead(self.name))
            act.save(self.lead)
        if not self.is_aliased and row.pk:
            self._alias(act, self.lead)
        row.lead = self.lead
        act.save(row)

    def _alias(self, act, lead: m.Lead) -> None:
        self.is_aliased = True
        known = {leadnames.key(alias.name) for alias in m.LeadAlias.objects.filter(plan=self.plan)}
        if leadnames.key(self.printed) not in known | {leadnames.key(lead.name)}:
            act.save(m.LeadAlias(lead=lead, plan=self.plan, name=clip(self.printed, 300)))
