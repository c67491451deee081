"""Timescales and the requests to move them."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from plans.models.change import CurrentManager, Trail
from plans.models.of_plan import OfPlanQuerySet
from plans.timescales import KINDS

if TYPE_CHECKING:
    from plans.models.action import Action


class TimescaleQuerySet(OfPlanQuerySet):
    def current(self):
        """Neither withdrawn nor of a withdrawn step."""
        return self.filter(Q(step=None) | Q(step__withdrawn=False), withdrawn=False)


class Timescale(models.Model):
    """The words as printed and what they mean, on an action, one of its steps, or a section.

    A step's timescale names its action too, so that one query finds all dates of an action.
    """

    section = models.ForeignKey(
        "plans.Section", on_delete=models.PROTECT, null=True, blank=True, related_name="timescales"
    )
    action = models.ForeignKey(
        "plans.Action", on_delete=models.PROTECT, null=True, blank=True, related_name="timescales"
    )
    step = models.ForeignKey("plans.Step", on_delete=models.PROTECT, null=True, blank=True, related_name="timescales")
    order = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in sorted(KINDS)])
    earliest = models.DateField(null=True, blank=True)
    latest = models.DateField(null=True, blank=True)
    met_on = models.DateField(null=True, blank=True)
    withdrawn = models.BooleanField(default=False)
    withdrawn_reason = models.TextField(blank=True)

    objects = TimescaleQuerySet.as_manager()
    history = Trail()

    class Meta:
        ordering = ["section_id", "action_id", "order"]
        indexes = [
            models.Index(fields=["action"], condition=Q(withdrawn=True), name="withdrawn_timescales"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(section=None, action__isnull=False) | Q(section__isnull=False, action=None, step=None),
                name="a_timescale_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(earliest=None) | Q(latest=None) | Q(latest__gte=F("earliest")),
                name="a_timescale_ends_after_it_begins",
            ),
        ]

    def __str__(self):
        return self.text


class Extension(models.Model):
    """A request to move a timescale's latest day. The first date is never lost; agreed ones are counted. One that a
    document brought is withdrawn when its import is taken back."""

    class Status(models.TextChoices):
        REQUESTED = "requested", "Waiting for a decision"
        AGREED = "agreed", "Agreed"
        REFUSED = "refused", "Refused"

    timescale = models.ForeignKey(Timescale, on_delete=models.PROTECT, related_name="extensions")
    from_latest = models.DateField(null=True, blank=True)
    to_latest = models.DateField()
    reason = models.TextField()
    status = models.CharField(max_length=20, choices=Status, default=Status.REQUESTED)
    asked_by = models.ForeignKey("plans.User", on_delete=models.PROTECT, related_name="+")
    asked_by_name = models.CharField(max_length=200)
    asked_on = models.DateField()
    decided_by = models.ForeignKey("plans.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_by_name = models.CharField(max_length=200, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decision_reason = models.TextField(blank=True)
    withdrawn = models.BooleanField(default=False)
    withdrawn_reason = models.TextField(blank=True)

    objects = CurrentManager()
    history = Trail()

    class Meta:
        ordering = ["timescale_id", "asked_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["timescale"],
                condition=Q(status="requested", withdrawn=False),
                name="one_open_request_a_timescale",
            ),
            models.CheckConstraint(
                condition=Q(status="requested", decided_on=None)
                | Q(status__in=["agreed", "refused"], decided_on__isnull=False),
                name="a_decision_has_a_day",
            ),
        ]

    @property
    def action(self) -> "Action":
        """Whose day it moves: only timescales of actions and of their steps are asked to be moved."""
        found = self.timescale.action
        if found is None:
            raise ValueError(f"The timescale {self.timescale_id} is a section’s.")
        return found
