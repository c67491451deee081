"""Actions and their steps."""

from datetime import date

from django.db import models

from plans import refs, stages
from plans.models.action_queries import ActionQuerySet
from plans.models.change import Trail
from plans.models.of_plan import OfPlanQuerySet


class Action(models.Model):
    """One printed row: what is led, rated, updated and reported.

    `row` is its number over the whole document it came from; `printed` holds each cell verbatim, by heading;
    `extra` those of columns whose meaning only this plan knows. `stage` follows from updates and decisions
    (`plans.stages`) and is written by the operations that record those.
    """

    recommendation = models.ForeignKey("plans.Recommendation", on_delete=models.PROTECT, related_name="actions")
    order = models.PositiveSmallIntegerField()
    row = models.PositiveIntegerField(null=True, blank=True)
    printed_ref = models.CharField(max_length=60, blank=True)
    text = models.TextField(blank=True)
    lead_in = models.TextField(blank=True)
    expected_evidence = models.TextField(blank=True)
    outcome = models.TextField(blank=True)
    related_plans = models.JSONField(default=list, blank=True)
    extra = models.JSONField(default=dict, blank=True)
    printed = models.JSONField(default=dict, blank=True)
    stage = models.CharField(max_length=30, choices=stages.STAGES.items(), default=stages.NOT_STARTED)
    withdrawn = models.BooleanField(default=False)
    withdrawn_reason = models.TextField(blank=True)

    due: date | None
    said_on: date | None
    rag_now: int | None
    forecast_now: date | None
    # … as `ActionQuerySet.with_position` adds them
    unmet: list
    # … and what is read beforehand where many are shown: those of its timescales that are not met

    objects = ActionQuerySet.as_manager()
    history = Trail()

    class Meta:
        ordering = ["recommendation_id", "order"]
        indexes = [
            models.Index(fields=["recommendation"], condition=models.Q(withdrawn=True), name="withdrawn_actions"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(stage__in=list(stages.STAGES)), name="a_stage_that_exists"),
            models.CheckConstraint(
                condition=models.Q(withdrawn=False) | ~models.Q(withdrawn_reason=""),
                name="an_action_is_withdrawn_with_a_reason",
            ),
        ]

    def __str__(self):
        return self.text[:80]

    @property
    def plan(self):
        return self.recommendation.section.plan

    def standing_claims(self):
        """The claims of completion that wait for a decision, in the order in which they were made; none unless the
        action is claimed. Each but the first says that it still stands."""
        if self.stage != stages.CLAIMED:
            return self.updates.none()
        return self._claims(self.decisions.order_by("recorded_at", "pk").last())

    def verified_claims(self):
        """The claims that led to its last verification, in the order in which they were made; those that a decision
        before it answered are not among them."""
        decisions = self.decisions.order_by("recorded_at", "pk")
        verified = decisions.filter(kind=stages.VERIFY).last()
        if verified is None:
            return self.updates.none()
        before = decisions.filter(recorded_at__lt=verified.recorded_at).last()
        return self._claims(before).filter(recorded_at__lt=verified.recorded_at)

    def _claims(self, decided):
        """The claims that were made after that decision."""
        claims = self.updates.filter(claims_completion=True, corrected_by=None).order_by("pk")
        return claims.filter(recorded_at__gt=decided.recorded_at) if decided else claims

    @property
    def is_current(self):
        """Neither it nor what it stands under has been withdrawn."""
        above = self.recommendation
        return not (self.withdrawn or above.withdrawn or above.section.withdrawn)

    @property
    def headline(self):
        return refs.headline(self.text, self.lead_in)

    @property
    def known_as(self):
        """Its reference where several plans are listed."""
        return refs.known_as(self.plan.code, self.ref, self.row)

    @property
    def ref(self):
        return refs.action_ref(self.recommendation.printed_ref, self.printed_ref, self.order + 1)


class Step(models.Model):
    """One of several things listed in an action's cell, and the day it was met."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="steps")
    order = models.PositiveSmallIntegerField()
    text = models.TextField()
    met_on = models.DateField(null=True, blank=True)
    withdrawn = models.BooleanField(default=False)
    withdrawn_reason = models.TextField(blank=True)

    objects = OfPlanQuerySet.as_manager()
    history = Trail()

    class Meta:
        ordering = ["action_id", "order"]

    def __str__(self):
        return self.text[:80]
