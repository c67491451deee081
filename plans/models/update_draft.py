"""What somebody is still writing."""

from datetime import datetime, timedelta

from django.db import models


class DraftQuerySet(models.QuerySet):
    def live(self, at: datetime):
        """Those whose days are not over."""
        return self.filter(saved_at__gt=at - Draft.KEPT_FOR)

    def expired(self, at: datetime):
        return self.filter(saved_at__lte=at - Draft.KEPT_FOR)


class Draft(models.Model):
    """Words of one person that are no part of the record, kept for `KEPT_FOR` after they were last saved."""

    KEPT_FOR = timedelta(days=14)

    typed = models.TextField()
    saved_at = models.DateTimeField()

    objects = DraftQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def kept_until(self) -> datetime:
        """The moment until which it stays, if nobody goes on with it; pages that show it say so."""
        return self.saved_at + self.KEPT_FOR


class UpdateDraft(Draft):
    """The update that one person is writing of one action and has not submitted. It is no part of the record: it
    has no history, is overwritten as they write, and goes when they submit, or `KEPT_FOR` after it was last saved.

    `typed` is the form as a query string. `mark` is new with each saving: a window that bears another one did not
    save last. `seen` is the number of the last update that its writer had before them.
    """

    writer = models.ForeignKey("plans.User", on_delete=models.PROTECT, related_name="update_drafts")
    action = models.ForeignKey("plans.Action", on_delete=models.PROTECT, related_name="update_drafts")
    mark = models.CharField(max_length=32)
    seen = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["-saved_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["writer", "action"], name="one_draft_of_a_person_and_an_action")]

    def __str__(self):
        return f"{self.action_id} by {self.writer_id}"


class EditDraft(Draft):
    """What somebody typed on an editing page of a plan and set aside when it met another's change. `path` is the
    page's; `typed` its form as a query string, which bears the mark of what they had before them last."""

    writer = models.ForeignKey("plans.User", on_delete=models.PROTECT, related_name="edit_drafts")
    plan = models.ForeignKey("plans.Plan", on_delete=models.PROTECT, related_name="edit_drafts")
    path = models.CharField(max_length=300)

    class Meta:
        ordering = ["-saved_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["writer", "path"], name="one_draft_of_a_person_and_a_page")]

    def __str__(self):
        return f"{self.path} by {self.writer_id}"
