"""The filters of the actions list, as django-filter validates and applies them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import get_close_matches
from functools import reduce
from operator import or_

import django_filters as filters
from django.db.models import Q
from django.http import QueryDict

from plans import stages
from plans.filters import NONE, fields, ratings, sections, words
from plans.filters.address_values import mended
from plans.filters.scope import Scope
from plans.forms.address import shortened
from plans.models import Lead, MembersQuestion, Plan, standing
from plans.models.assignments import led_by

DATES = {"overdue": "Overdue", "no_date": "No date"}
"""The values of `when` that are about the due day, as is `due_within`: an action need have one of those asked."""

MOVED = {"better": "Better since the last paper", "worse": "Worse since the last paper"}
"""The values of `when` that are about the direction of travel."""

FLAGS = {"owes": "Owes an update", "forecast": "Forecast late", "asked": "A question of members waits", **MOVED}
"""The values of `when` that each narrow the list further."""

BESIDE = ("sort", "page", "panel")
"""What an address may hold beside the filters."""

Option = tuple[str, str]
"""A filter and one of its values, as they stand in an address."""


def group_of(option: Option) -> str:
    """The filters of one group widen each other and narrow every other group: all about the due day are one, those
    about the direction of travel are one, and each flag is its own."""
    name, value = option
    if name == "due_within" or option in {("when", each) for each in DATES}:
        return "due"
    if name == "when" and value in MOVED:
        return "moved"
    return value if name == "when" else name


class _Several(filters.MultipleChoiceFilter):
    """Any of several values.

    `what` says what a value that is not offered fails to be, `under` the heading where one can be chosen.
    """

    def __init__(self, label: str, *, what: str, under: str = "", **kwargs):
        words = f"“%(value)s” is not {what}. Choose one under {under or label}."
        super().__init__(label=label, error_messages={"invalid_choice": words}, **kwargs)


class _Named(_Several):
    field_class = fields.Named


class _Toggle(filters.Filter):
    field_class = fields.Toggle


class _Days(filters.Filter):
    field_class = fields.Days


class _Words(filters.CharFilter):
    field_class = fields.Words


class ActionFilter(filters.FilterSet):
    """Between the groups of filters an action has to pass all; within one, any of its values.

    `problems` holds a sentence for each part of the address that could not be used; `data` what could; `chosen` the
    options that are on. `qs` is where the actions stand that are left.
    """

    words = _Words(label="Words", max_length=200)
    rag = _Named("RAG", what="a rating of the plans that you can see")
    when = _Several(
        "When",
        what="a filter of dates",
        under="When due or Only",
        choices=[*DATES.items(), *FLAGS.items()],
    )
    due_within = _Days(label="Due within")
    off_track = _Toggle(label="Off track")
    mine = _Toggle(label="Mine")
    plan = _Several("Plan", what="a plan that you can see")
    status = _Several("Status of the plan", what="a status of a plan", choices=Plan.Status.choices)
    lead = _Several("Lead", what="a lead in the plans that you can see")
    stage = _Several("Stage", what="a stage", choices=list(stages.STAGES.items()))
    section = _Named("Section", what="a section of the plans that you can see")

    def __init__(self, data: QueryDict, *, scope: Scope):
        data = _led_on(data)
        super().__init__(data, queryset=scope.standings)
        self.scope = scope
        self.leads = scope.leads_among(_numbers(data.getlist("lead")))
        self._offer("plan", [plan.slug for plan in scope.plans])
        self._offer("lead", [NONE, *self.leads])
        self._offer("rag", [NONE, *(each.value for each in scope.ratings)], self._rating_names(data.getlist("plan")))
        if any(data.getlist("section")):
            self._offer("section", scope.sections, sections.by_name(scope.sections))
        self.data, self.problems = mended({name: each.field for name, each in self.filters.items()}, data)
        self.problems += _unknown(data, self.filters)
        self.chosen: tuple[Option, ...] = tuple((name, value) for name, values in self.data.lists() for value in values)

    def _offer(self, name: str, values: Iterable, names: dict | None = None) -> None:
        """What can be chosen, and under which names. Labels are the panel's business."""
        extra = {"names": names} if names else {}
        self.filters[name].extra.update(choices=[(value, value) for value in values], **extra)

    def _rating_names(self, slugs: list[str]) -> dict[str, tuple[str, ...]]:
        """What an address may call a rating: where plans are chosen, a name of theirs means theirs alone."""
        scope = self.scope
        schemes = {plan.scheme_id for plan in scope.plans if plan.slug in slugs}
        return {
            **ratings.by_name(scope.ratings),
            **ratings.by_name(ratings.of_schemes(scope.ratings, scope.rags, schemes)),
        }

    def filter_queryset(self, queryset):
        return queryset.filter(self.condition())

    def condition(self, *, without: Collection[str] = (), also: Iterable[Option] = ()) -> Q:
        """What the options that are on ask of a standing, those of some groups apart, and some `also`."""
        groups: dict[str, list[Q]] = {}
        for option in self.chosen:
            groups.setdefault(group_of(option), []).append(self.of(option))
        every = [reduce(or_, asked) for group, asked in groups.items() if group not in without]
        return reduce(lambda one, other: one & other, [*every, *map(self.of, also)], Q())

    def of(self, option: Option) -> Q:
        """What one option alone asks of a standing."""
        name, value = option
        on = self.scope.on
        match name:
            case "words":
                return words.matching(value, self.scope.plans)
            case "rag":
                rated = [pk for rating in self.scope.ratings if rating.value == value for pk in rating.ids]
                return Q(rag=None) if value == NONE else Q(rag__in=rated)
            case "due_within":
                return standing.due_within(int(value), on)
            case "off_track":
                return standing.off_track()
            case "mine":
                return led_by(self.scope.user.held_on(on))
            case "plan":
                return Q(plan__in=[plan.pk for plan in self.scope.plans if plan.slug == value])
            case "status":
                return Q(plan__in=[plan.pk for plan in self.scope.plans if plan.status == value])
            case "lead":
                return Q(lead=None) if value == NONE else led_by([int(value)])
            case "stage":
                return Q(stage=value)
            case "section":
                return Q(section__in=self.scope.sections[value])
        return self._when(value)

    def _when(self, value: str) -> Q:
        match value:
            case "overdue":
                return standing.overdue(self.scope.on)
            case "no_date":
                return standing.no_date()
            case "owes":
                return standing.owes_update(self.scope.owed_since)
            case "asked":
                return asked_by_members()
            case "better" | "worse":
                return standing.moved(value)
        return standing.forecast_late()


def asked_by_members() -> Q:
    """What a standing has to fulfil so that a question of members about its action waits for an answer."""
    return Q(pk__in=MembersQuestion.objects.unanswered().order_by().values("action"))


def _led_on(data: QueryDict) -> QueryDict:
    """The same address with the lead that another was merged into in place of it: a link that was kept leads on."""
    asked = data.getlist("lead")
    merged = dict(
        Lead.objects.filter(pk__in=_numbers(asked)).exclude(merged_into=None).values_list("pk", "merged_into")
    )
    if not merged:
        return data
    data = data.copy()
    into = [str(merged.get(int(value), value)) if value.isdecimal() else value for value in asked]
    data.setlist("lead", list(dict.fromkeys(into)))
    return data


def _numbers(values: Iterable[str]) -> list[int]:
    """Those of the values that can be the number of a row."""
    return [int(value) for value in values if value.isdecimal() and len(value) <= 9]


def _unknown(data: QueryDict, names: Collection[str]) -> list[str]:
    """A sentence for each parameter that the list does not know: answered with everything, it would be believed."""
    known = [*names, *BESIDE]
    problems = []
    for name in dict.fromkeys(data):
        if name not in known:
            near = get_close_matches(name.lower(), known, n=1)
            meant = f" Did you mean “{near[0]}”?" if near else ""
            problems.append(f"“{shortened(name)}” is not a filter of this list, so it narrows nothing.{meant}")
    return problems
