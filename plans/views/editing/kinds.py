"""The kinds of thing that a plan is made of, as the editing pages see them: its model, its form, its verbs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404

from plans import models as m
from plans.forms.editing import leads, table, timescales
from plans.forms.editing.base import EditForm
from plans.operations import editing


@dataclass(frozen=True, slots=True)
class Kind:
    """`noun` as in addresses and sentences; `under` the nouns of what a new one goes under (empty: the plan);
    `add(under)` and `change(thing)` give the verb and what it takes besides the form's values."""

    noun: str
    model: type[Any]
    form: type[EditForm]
    add: Callable
    change: Callable
    under: tuple[str, ...] = ()
    new_form: type[EditForm] | None = None
    article: str = "a"

    @property
    def title(self) -> str:
        return f"{self.article} {self.noun}"


def _with(verb, name):
    """The verb with the thing given by the name that it takes it by."""
    return lambda thing: lambda **values: verb(**{name: thing}, **values)


def _led(under):
    """A lead goes on an action, or on a step of one."""
    if isinstance(under, m.Step):
        return lambda **values: editing.add_lead(action=under.action, step=under, **values)
    return lambda **values: editing.add_lead(action=under, **values)


KINDS = {
    kind.noun: kind
    for kind in (
        Kind(
            "column",
            m.Column,
            table.ColumnForm,
            _with(editing.add_column, "plan"),
            _with(editing.change_column, "column"),
        ),
        Kind(
            "source",
            m.Source,
            table.SourceForm,
            _with(editing.add_source, "plan"),
            _with(editing.change_source, "source"),
        ),
        Kind(
            "section",
            m.Section,
            table.SectionForm,
            _with(editing.add_section, "plan"),
            _with(editing.change_section, "section"),
        ),
        Kind(
            "recommendation",
            m.Recommendation,
            table.RecommendationForm,
            _with(editing.add_recommendation, "section"),
            _with(editing.change_recommendation, "recommendation"),
            under=("section",),
        ),
        Kind(
            "action",
            m.Action,
            table.ActionForm,
            _with(editing.add_action, "recommendation"),
            _with(editing.change_action, "action"),
            under=("recommendation",),
            new_form=table.NewActionForm,
            article="an",
        ),
        Kind(
            "step",
            m.Step,
            table.StepForm,
            _with(editing.add_step, "action"),
            _with(editing.change_step, "step"),
            under=("action",),
        ),
        Kind(
            "lead",
            m.Assignment,
            leads.LeadForm,
            _led,
            _with(editing.change_lead, "assignment"),
            under=("action", "step"),
        ),
        Kind(
            "timescale",
            m.Timescale,
            timescales.DatingForm,
            _with(editing.add_timescale, "under"),
            _with(editing.change_timescale, "timescale"),
            under=("action", "step", "section"),
        ),
    )
}
"""From each noun to its kind."""


def find(plan: m.Plan, noun: str, pk: int):
    """The kind and the thing of that number in the plan. Raises Http404."""
    kind = KINDS.get(noun)
    thing = kind.model.objects.of_plan(plan).filter(pk=pk).first() if kind else None
    if thing is None:
        raise Http404
    return kind, thing


def find_under(plan: m.Plan, kind: Kind, where: str):
    """What a new thing goes under: "action-12" in its address. Raises Http404 for what it can't go under."""
    if not kind.under:
        return plan
    noun, _, number = where.partition("-")
    if noun not in kind.under or not (number.isascii() and number.isdigit() and len(number) < 18):
        raise Http404
    return find(plan, noun, int(number))[1]
