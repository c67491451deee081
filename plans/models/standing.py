"""Where each action stands, kept beside it so that pages ask indexed columns instead of working it out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Q

from plans import stages
from plans.models.blanks import Blank, blank_day
from plans.models.plan import Plan

if TYPE_CHECKING:
    from plans.models.rag import Rag

WORKED_ON = (stages.NOT_STARTED, stages.IN_PROGRESS)
"""The stages in which somebody is still to do something: neither finished nor waiting to be verified."""

OPEN = Q(current=True, open=True)

PRINTED = ("plan__title", "plan", "place")
"""The order of several plans' actions: as their papers print them."""


def overdue(on: date, at: str = "") -> Q:
    """Worked on, and the due day is past. `at` is the path to the standing, such as "standing__"."""
    return Q(**{f"{at}stage__in": WORKED_ON, f"{at}open": True, f"{at}due__lt": on})


def is_overdue(stage: str, due: date | None, on: date) -> bool:
    """The same of one action, by its stage and its due day."""
    return stage in WORKED_ON and due is not None and due < on


def due_within(days: int, on: date, at: str = "") -> Q:
    """Unfinished and due from that day to so many days after it."""
    return due_between(on, on + timedelta(days=days), at)


def due_between(first: date | Blank, last: date | Blank, at: str = "") -> Q:
    """Unfinished and due from the first day to the last."""
    return Q(**{f"{at}open": True, f"{at}due__gte": first, f"{at}due__lte": last})


def forecast_late(at: str = "") -> Q:
    """Unfinished and expected after the due day."""
    return Q(**{f"{at}open": True, f"{at}forecast_on__gt": F(f"{at}due")})


def off_track(at: str = "") -> Q:
    """Unfinished and rated as needing attention by the scheme."""
    return Q(**{f"{at}open": True, f"{at}rag__needs_attention": True})


def no_date(at: str = "") -> Q:
    """Unfinished, and nothing printed gives a day or says that none is needed."""
    return Q(**{f"{at}open": True, f"{at}undated": True})


def owes_update(since: dict[int, date], at: str = "") -> Q:
    """Worked on, and nothing said since the plan's cadence or its open period asks for it; `since` gives that day
    for each live plan."""
    return silent_since(by_day(since), at)


def is_owed(stage: str, position_on: date | None, since: date | None) -> bool:
    """The same of one action, by its stage, its position and the day of its plan; of none nothing is owed."""
    return stage in WORKED_ON and since is not None and (position_on is None or position_on < since)


def by_day(since: dict[int, date]) -> list[tuple[date, list[int]]]:
    """The plans of each day, by which the question is put."""
    plans = defaultdict(list)
    for plan, day in since.items():
        plans[day].append(plan)
    return list(plans.items())


def blank_days(number: int) -> list[tuple]:
    """The same with blanks, for so many days."""
    return [(blank_day(f"day {at}"), Blank(f"plans of day {at}")) for at in range(number)]


def days_told(days: list[tuple[date, list[int]]]) -> dict[str, Any]:
    """What fills them."""
    told: dict[str, Any] = {}
    for at, (day, plans) in enumerate(days):
        told |= {f"day {at}": day, f"plans of day {at}": plans}
    return told


def silent_since(days: Iterable[tuple], at: str = "") -> Q:
    """Worked on, and in the plans of each day nothing said since it."""
    silent = Q(pk__in=[])
    for day, plans in days:
        said_before = Q(**{f"{at}position_on": None}) | Q(**{f"{at}position_on__lt": day})
        silent |= Q(**{f"{at}plan__among": plans}) & said_before
    return Q(**{f"{at}stage__in": WORKED_ON, f"{at}open": True}) & silent


BETTER, WORSE, SAME, NOT_COMPARABLE, NEW = "better", "worse", "same", "not_comparable", "new"


def moved(direction: str, at: str = "") -> Q:
    """Of a plan that has issued a paper, how the rating went since the last: by the ranks of one version of a scheme.
    `NEW` is what was not in it."""
    rag, reported = f"{at}rag__rank", F(f"{at}reported__rank")
    comparable = Q(**{f"{at}rag__scheme": F(f"{at}reported__scheme")})
    match direction:
        case "better":
            return comparable & Q(**{f"{rag}__gt": reported})
        case "worse":
            return comparable & Q(**{f"{rag}__lt": reported})
        case "same":
            return comparable & Q(**{rag: reported})
        case "new":
            return Q(**{f"{at}reported_in": None})
    unlike = Q(**{f"{at}rag": None}) | Q(**{f"{at}reported": None}) | ~comparable
    return Q(**{f"{at}reported_in__isnull": False}) & unlike


def direction(rag: Rag | None, reported: Rag | None, reported_in: int | None) -> str:
    """How a rating went since the last issued paper, as `moved` asks for it; empty where it was in none."""
    if reported_in is None:
        return ""
    if rag is None or reported is None or rag.scheme_id != reported.scheme_id:
        return NOT_COMPARABLE
    return BETTER if rag.rank > reported.rank else WORSE if rag.rank < reported.rank else SAME


class StandingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the current actions of the plans that this person may see."""
        return self.filter(current=True, plan__in=Plan.objects.visible_to(user))


class Standing(models.Model):
    """What follows from an action's own rows, whatever the day: one row an action, written by the act that changes
    what it rests on (`plans.standings`). It has no history: `verify_audit` derives it again and compares.

    `current` is that neither the action nor what it stands under is withdrawn; `place` its number in the printed order
    of its plan; `ref` its reference as `plans.refs.key` compares it ("row7" where the paper numbers nothing); `lead`
    the one named first, and `shared` that there are others; `open` that its stage is not a finished one; `due` the
    latest day of its earliest unmet timescale; `undated` that nothing printed gives a day or says that none is needed;
    `update` the update that speaks for it, with its `rag` and `forecast_on`; `position_on` the day of which was said
    last where it stands (`plans.rules.last_said_on`), in words; `claim` the claim that waits to be verified;
    `extensions` how many were agreed. What depends on the day is a comparison with that day.

    `reported` is the rating that the last issued paper of the plan printed, and `reported_in` the number of that paper
    (None: the action was in none): written by the act that issues it.
    """

    action = models.OneToOneField("plans.Action", on_delete=models.CASCADE, primary_key=True, related_name="standing")
    plan = models.ForeignKey("plans.Plan", on_delete=models.CASCADE, related_name="+")
    section = models.ForeignKey("plans.Section", on_delete=models.CASCADE, related_name="+")
    place = models.BigIntegerField()
    ref = models.CharField(max_length=80, db_index=True)
    current = models.BooleanField()
    lead = models.ForeignKey("plans.Lead", on_delete=models.SET_NULL, null=True, related_name="+")
    shared = models.BooleanField()
    stage = models.CharField(max_length=30)
    open = models.BooleanField()
    due = models.DateField(null=True)
    undated = models.BooleanField()
    update = models.ForeignKey("plans.ProgressUpdate", on_delete=models.SET_NULL, null=True, related_name="+")
    rag = models.ForeignKey("plans.Rag", on_delete=models.SET_NULL, null=True, related_name="+")
    position_on = models.DateField(null=True)
    forecast_on = models.DateField(null=True)
    claim = models.ForeignKey("plans.ProgressUpdate", on_delete=models.SET_NULL, null=True, related_name="+")
    extensions = models.PositiveSmallIntegerField()
    reported = models.ForeignKey("plans.Rag", on_delete=models.SET_NULL, null=True, related_name="+")
    reported_in = models.PositiveSmallIntegerField(null=True)

    objects = StandingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["due"], condition=OPEN, name="open_by_due"),
            models.Index(fields=["position_on"], condition=OPEN, name="open_by_last_word"),
            models.Index(fields=["plan", "current", "place"], name="standings_of_a_plan"),
            models.Index(fields=["plan"], condition=Q(claim__isnull=False), name="claims_of_a_plan"),
            models.Index(fields=["plan"], condition=Q(shared=True), name="shared_actions_of_a_plan"),
            models.Index(
                fields=["-position_on", "action"],
                condition=Q(current=True, position_on__isnull=False),
                name="spoken_of_last",
            ),
        ]

    def __str__(self):
        return f"{self.action_id}: {self.stage}"
