"""What gave rise to a plan or to one of its recommendations: a source, and its numbered findings."""

from __future__ import annotations

from django.db import models

from plans.models.change import Trail
from plans.models.of_plan import OfPlanQuerySet
from plans.models.plan import Plan


class Source(models.Model):
    """What gave rise to a plan or a recommendation: an inspection, an audit, the team itself."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="sources")
    code = models.CharField(max_length=20, blank=True)
    title = models.TextField(blank=True)
    on = models.DateField(null=True, blank=True)
    order = models.PositiveSmallIntegerField()
    withdrawn = models.BooleanField(default=False)
    withdrawn_reason = models.TextField(blank=True)

    objects = OfPlanQuerySet.as_manager()
    history = Trail()

    class Meta:
        ordering = ["plan_id", "order"]

    def __str__(self):
        return f"{self.code} {self.title[:60]}".strip()


class Finding(models.Model):
    """A numbered recommendation of an inspection, where the plan only refers to its number."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="findings")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)

    history = Trail()

    class Meta:
        ordering = ["plan_id", "number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="one_finding_a_number")]
