"""The filters of the actions list, as django-filter validates and applies them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_

import django_filters as filters
from django.db.models import Exists, OuterRef, Q
from django.http import QueryDict

from plans import stages
from plans.filters import NONE, fields, ratings, sections, words
from plans.filters.mending import mended
from plans.filters.scope import Scope
from plans.models import Assignment, Plan
from plans.models.action_queries import PLAN

DATES = {"overdue": "Overdue", "no_date": "No date"}
"""The values of `when` that are about the due day, as is `due_within`: an action need have one of those asked."""

FLAGS = {"owes": "Owes an update", "forecast": "Forecast late"}
"""The values of `when` that each narrow the list further."""


class _Several(filters.MultipleChoiceFilter):
    """Any of several values. Nothing here joins many rows to one, so nothing needs to be made distinct.

    `what` says what a value that is not offered fails to be, `under` the heading where one can be chosen.
    """

    def __init__(self, label: str, *, what: str, under: str = "", **kwargs):
        words = f"“%(value)s” is not {what}. Choose one under {under or label}."
        super().__init__(label=label, distinct=False, error_messages={"invalid_choice": words}, **kwargs)


class _Named(_Several):
    field_class = fields.Named


class _Toggle(filters.Filter):
    field_class = fields.Toggle


class _Days(filters.Filter):
    field_class = fields.Days


class _Words(filters.CharFilter):
    field_class = fields.Words


class ActionFilter(filters.FilterSet):
    """Between the filters an action has to pass all; within one, any of its values.

    `problems` holds a sentence for each value of the address that could not be used; `data` what could.
    """

    words = _Words(label="Words", method="by_words", max_length=200)
    rag = _Named("RAG", what="a rating of the plans that you can see", method="by_rating")
    when = _Several(
        "When",
        what="a filter of dates",
        under="When due or Only",
        method="by_flags",
        choices=[*DATES.items(), *FLAGS.items()],
    )
    due_within = _Days(label="Due within", method="by_days")
    off_track = _Toggle(label="Off track", method="by_attention")
    mine = _Toggle(label="Mine", method="by_holder")
    plan = _Several("Plan", what="a plan that you can see", field_name=f"{PLAN}__slug")
    status = _Several(
        "Status of the plan", what="a status of a plan", field_name=f"{PLAN}__status", choices=Plan.Status.choices
    )
    lead = _Several("Lead", what="a lead in the plans that you can see", method="by_lead")
    stage = _Several("Stage", what="a stage", field_name="stage", choices=list(stages.STAGES.items()))
    section = _Named("Section", what="a section of the plans that you can see", method="by_section")

    def __init__(self, data: QueryDict, *, scope: Scope):
        super().__init__(data, queryset=scope.actions)
        self.scope = scope
        self._offer("plan", [plan.slug for plan in scope.plans])
        self._offer("lead", [NONE, *scope.leads])
        self._offer("rag", [NONE, *(each.value for each in scope.ratings)], ratings.by_name(scope.ratings))
        self._offer("section", scope.sections, sections.by_name(scope.sections))
        self.data, self.problems = mended({name: each.field for name, each in self.filters.items()}, data)

    def _offer(self, name: str, values: Iterable, names: dict | None = None) -> None:
        """What can be chosen, and under which names. Labels are the panel's business."""
        extra = {"names": names} if names else {}
        self.filters[name].extra.update(choices=[(value, value) for value in values], **extra)

    def filter_queryset(self, queryset):
        asked = dict(self.form.cleaned_data)
        dated = [("when", value) for value in asked["when"] if value in DATES]
        dated += [("due_within", days) for days in asked.pop("due_within")]
        for name, value in asked.items():
            queryset = self.filters[name].filter(queryset, value)
        if dated:
            any_of = (Q(pk__in=self.alone(name, value).values("pk")) for name, value in dated)
            queryset = queryset.filter(reduce(or_, any_of))
        return queryset

    def alone(self, name: str, value):
        """The actions that one value of one filter leaves, as if nothing else were asked."""
        if name == "due_within":
            return self.by_days(self.queryset, name, [int(value)])
        if name == "when" and value in DATES:
            return self.queryset.overdue(on=self.scope.on) if value == "overdue" else self.queryset.no_date()
        several = isinstance(self.filters[name], filters.MultipleChoiceFilter)
        return self.filters[name].filter(self.queryset, [value] if several else value)

    def by_words(self, queryset, _name, value):
        return words.matching(queryset, value)

    def by_rating(self, queryset, _name, values):
        rated = [pk for rating in self.scope.ratings if rating.value in values for pk in rating.ids]
        none = Q(rag_now=None) if NONE in values else Q()
        return queryset.filter(Q(rag_now__in=rated) | none)

    def by_section(self, queryset, _name, values):
        return queryset.filter(recommendation__section__in=[pk for each in values for pk in self.scope.sections[each]])

    def by_flags(self, queryset, _name, values):
        """Narrows by the flags alone: dates are joined with `due_within` in `filter_queryset`."""
        if "owes" in values:
            queryset = queryset.owes_update(on=self.scope.on)
        return queryset.forecast_late() if "forecast" in values else queryset

    def by_days(self, queryset, _name, values):
        return queryset.due_within(max(values), on=self.scope.on)

    def by_attention(self, queryset, _name, _value):
        return queryset.off_track()

    def by_holder(self, queryset, _name, _value):
        return queryset.held_by(self.scope.user, on=self.scope.on)

    def by_lead(self, queryset, _name, values):
        assigned = Assignment.objects.current().filter(action=OuterRef("pk"))
        nobody = ~Exists(assigned) if NONE in values else Q()
        return queryset.filter(Exists(assigned.filter(lead__in=[each for each in values if each != NONE])) | nobody)
