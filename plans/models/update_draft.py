"""What somebody is still writing."""

from datetime import datetime, timedelta

from django.db import models


class UpdateDraftQuerySet(models.QuerySet):
    def live(self, at: datetime):
        """Those whose days are not over."""
        return self.filter(saved_at__gt=at - UpdateDraft.KEPT_FOR)

    def expired(self, at: datetime):
        return self.filter(saved_at__lte=at - UpdateDraft.KEPT_FOR)


class UpdateDraft(models.Model):
    """The update that one person is writing of one action and has not submitted. It is no part of the record: it
    has no history, is overwritten as they write, and goes when they submit, or `KEPT_FOR` after it was last saved.

    `typed` is the form as a query string. `mark` is new with each saving: a window that bears another one did not
    save last. `seen` is the number of the last update that its writer had before them.
    """

    KEPT_FOR = timedelta(days=14)

    writer = models.ForeignKey("plans.User", on_delete=models.PROTECT, related_name="update_drafts")
    action = models.ForeignKey("plans.Action", on_delete=models.PROTECT, related_name="update_drafts")
    typed = models.TextField()
    mark = models.CharField(max_length=32)
    saved_at = models.DateTimeField()
    seen = models.PositiveBigIntegerField(null=True, blank=True)

    objects = UpdateDraftQuerySet.as_manager()

    class Meta:
        ordering = ["-saved_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["writer", "action"], name="one_draft_of_a_person_and_an_action")]

    def __str__(self):
        return f"{self.action_id} by {self.writer_id}"

    @property
    def kept_until(self) -> datetime:
        """The moment until which it stays, if nobody goes on with it; pages that show it say so."""
        return self.saved_at + self.KEPT_FOR
