"""A paper that a worker makes for somebody."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models

from plans.models.change import Trail


class PaperOrderQuerySet(models.QuerySet):
    def kept(self, at: datetime):
        """Those whose day is not over."""
        return self.filter(asked_at__gt=at - PaperOrder.KEPT_FOR)

    def expired(self, at: datetime):
        return self.filter(asked_at__lte=at - PaperOrder.KEPT_FOR)

    def previews(self):
        """Those that are made to be looked at before their paper is issued."""
        return self.filter(name=PaperOrder.PREVIEW)

    def unfinished(self):
        return self.filter(status=PaperOrder.Status.MAKING)


class PaperOrder(models.Model):
    """A committee paper that takes longer than people wait: what was asked for and, once a worker has made it, the
    file, for `KEPT_FOR`. It is no part of the record, has no history, and is in no backup.

    `asked` is the form as a query string; `today` the day on which it was sent; `share` how much of it is made, in per
    cent; `pages` how many it has, of one that is made to be looked at; `failure` why there is no file. One that
    `issues` is no file for its owner but a paper to be issued, of so many formats of which `done` are printed.
    """

    KEPT_FOR = timedelta(days=1)
    PREVIEW = "preview"
    """What one is called that is made to be looked at before its paper is issued."""

    class Status(models.TextChoices):
        MAKING = "making", "Being made"
        READY = "ready", "Ready"
        FAILED = "failed", "Could not be made"
        STOPPED = "stopped", "Stopped"

    owner = models.ForeignKey("plans.User", on_delete=models.PROTECT, related_name="paper_orders")
    plan = models.ForeignKey("plans.Plan", on_delete=models.PROTECT, related_name="paper_orders")
    asked = models.TextField()
    today = models.DateField()
    actions = models.PositiveIntegerField()
    status = models.CharField(max_length=7, choices=Status, default=Status.MAKING)
    share = models.PositiveSmallIntegerField(default=0)
    pages = models.PositiveSmallIntegerField(default=0)
    failure = models.TextField(blank=True)
    name = models.CharField(max_length=300, blank=True)
    data = models.BinaryField(null=True)
    issues = models.BooleanField(default=False)
    done = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField()

    objects = PaperOrderQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner"], condition=models.Q(status="making"), name="one_paper_of_a_person_at_a_time"
            )
        ]

    def __str__(self):
        return self.name or f"paper {self.pk}"

    @property
    def kept_until(self) -> datetime:
        """The moment until which the file can be fetched."""
        return self.asked_at + self.KEPT_FOR


class PaperSettings(models.Model):
    """How a plan's paper is set: columns, rows, order, contents, title block and size, as plain values (`chosen`). Each
    time they are kept is a version of its own, never changed; the newest are those of the next paper."""

    plan = models.ForeignKey("plans.Plan", on_delete=models.PROTECT, related_name="paper_settings")
    version = models.PositiveSmallIntegerField()
    chosen = models.JSONField(default=dict)
    kept_at = models.DateTimeField()
    kept_by_name = models.CharField(max_length=200)

    history = Trail()

    class Meta:
        ordering = ["plan_id", "-version"]
        verbose_name_plural = "settings of papers"
        constraints = [
            models.UniqueConstraint(fields=["plan", "version"], name="one_setting_of_a_paper_a_version"),
        ]

    def __str__(self):
        return f"version {self.version} of {self.plan_id}"
