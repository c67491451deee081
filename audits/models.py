"""Frozen states."""

from django.db import models

from plans.models.change import Trail


class Snapshot(models.Model):
    """A period's frozen state: the canonical JSON of the plan as it was known at a moment, and its digest."""

    period = models.ForeignKey("plans.Period", on_delete=models.PROTECT, related_name="snapshots")
    on = models.DateField()
    known = models.DateTimeField()
    schema = models.PositiveSmallIntegerField()
    state = models.TextField()
    digest = models.CharField(max_length=64)

    history = Trail(excluded_fields=["state"])

    class Meta:
        ordering = ["period_id", "known"]

    def __str__(self):
        return f"{self.period} as known {self.known:%Y-%m-%d %H:%M}"
