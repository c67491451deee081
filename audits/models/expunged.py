"""The record of what was expunged and purged."""

from django.db import models

from plans.models.change import Trail


class Redaction(models.Model):
    """That words or files were expunged from a plan, by whom and why. What they were is kept nowhere: `places` is
    how many values held them, `actions` and `files` the ids of the actions and evidence that they stood in."""

    plan = models.ForeignKey("plans.Plan", on_delete=models.PROTECT, related_name="redactions")
    on = models.DateField()
    by = models.ForeignKey("plans.User", on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    why = models.TextField()
    places = models.PositiveIntegerField()
    files = models.JSONField(default=list, blank=True)
    actions = models.JSONField(default=list, blank=True)

    history = Trail()

    class Meta:
        ordering = ["plan_id", "id"]

    def __str__(self):
        return f"{self.on} by {self.by_name}: {self.why}"


class Purge(models.Model):
    """That a closed plan was purged: which it was, when, by whom and why, how many rows of what went, and the place
    and head of its chain when it ended."""

    slug = models.CharField(max_length=80)
    title = models.CharField(max_length=300)
    chain_key = models.CharField(max_length=60)
    position = models.PositiveIntegerField()
    head = models.CharField(max_length=64)
    on = models.DateField()
    by = models.ForeignKey("plans.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by_name = models.CharField(max_length=200)
    why = models.TextField()
    counts = models.JSONField(default=dict)

    history = Trail()

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return f"{self.slug}, {self.position} {self.head}, on {self.on} by {self.by_name}: {self.why}"
