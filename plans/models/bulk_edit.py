"""A change of many actions that somebody is about to make."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models

from plans.models.action import Action


class BulkEditQuerySet(models.QuerySet):
    def kept(self, at: datetime):
        """Those whose day is not over."""
        return self.filter(asked_at__gt=at - BulkEdit.KEPT_FOR)

    def naming(self, plan):
        """Those of which some action is of the plan."""
        of_plan = set(Action.objects.of_plan(plan).values_list("pk", flat=True))
        named = [pk for pk, actions in self.values_list("pk", "actions") if of_plan.intersection(actions)]
        return self.filter(pk__in=named)

    def expired(self, at: datetime):
        return self.filter(asked_at__lte=at - BulkEdit.KEPT_FOR)


class BulkEdit(models.Model):
    """Which actions are to be changed and how, looked through before it is done, for `KEPT_FOR`. It is no part of the
    record: the act that carries it out is. It has no history, and is in no backup.

    `actions` are their ids in the order of the list, whose address is `came_from`; `typed` is the form as a query
    string, `change` what it says (a `BulkChange` of `plans.operations.bulk`). `rows` tells of each action that was
    looked through what becomes of it (a `BulkRow`), `looked` how many they are while a worker looks; nothing that was
    done after the act of the number `seen` had been seen then. `acts` are the ids of those that did it.
    """

    KEPT_FOR = timedelta(days=1)

    class Status(models.TextChoices):
        CHOSEN = "chosen", "Not said yet what changes"
        LOOKING = "looking", "Being looked through"
        LOOKED = "looked", "Looked through"
        WRITING = "writing", "Being written"
        DONE = "done", "Done"
        FAILED = "failed", "Could not be done"

    owner = models.ForeignKey("plans.User", on_delete=models.PROTECT, related_name="bulk_edits")
    actions = models.JSONField(default=list)
    came_from = models.TextField(blank=True)
    typed = models.TextField(blank=True)
    change = models.JSONField(default=dict)
    seen = models.PositiveBigIntegerField(default=0)
    status = models.CharField(max_length=10, choices=Status, default=Status.CHOSEN)
    looked = models.PositiveIntegerField(default=0)
    rows = models.JSONField(default=list)
    failure = models.TextField(blank=True)
    acts = models.JSONField(default=list)
    asked_at = models.DateTimeField()

    objects = BulkEditQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-id"]

    def __str__(self):
        return f"a change of {len(self.actions)} actions"

    @property
    def kept_until(self) -> datetime:
        return self.asked_at + self.KEPT_FOR
