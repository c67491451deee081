"""Where each action stands, kept beside it so that pages ask indexed columns instead of working it out."""

from django.db import models
from django.db.models import Q

OPEN = Q(current=True, open=True)


class Standing(models.Model):
    """What follows from an action's own rows, whatever the day: one row an action, written by the act that changes
    what it rests on (`plans.standings`). It has no history: `verify_audit` derives it again and compares.

    `current` is that neither the action nor what it stands under is withdrawn; `open` that its stage is not a
    finished one; `due` the latest day of its earliest
    unmet timescale; `undated` that nothing printed gives a day or says that none is needed; `update` the update that
    speaks for it, with its `rag`, `position_on` and `forecast_on`; `claim` the claim that waits to be verified;
    `extensions` how many were agreed. What depends on the day is a comparison with that day.
    """

    action = models.OneToOneField("plans.Action", on_delete=models.CASCADE, primary_key=True, related_name="standing")
    plan = models.ForeignKey("plans.Plan", on_delete=models.CASCADE, related_name="+")
    section = models.ForeignKey("plans.Section", on_delete=models.CASCADE, related_name="+")
    current = models.BooleanField()
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

    class Meta:
        indexes = [
            models.Index(fields=["due"], condition=OPEN, name="open_by_due"),
            models.Index(fields=["position_on"], condition=OPEN, name="open_by_last_word"),
            models.Index(fields=["plan", "current"], name="standings_of_a_plan"),
        ]

    def __str__(self):
        return f"{self.action_id}: {self.stage}"
