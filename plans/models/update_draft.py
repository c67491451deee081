"""What somebody is still writing."""

from django.db import models


class UpdateDraft(models.Model):
    """The update that one person is writing of one action and has not submitted. It is no part of the record: it
    has no history, is overwritten as they write, and goes when they submit.

    `typed` is the form as a query string. `mark` is new with each saving: a window that bears another one did not
    save last. `seen` is the number of the last update that its writer had before them.
    """

    writer = models.ForeignKey("plans.User", on_delete=models.PROTECT, related_name="update_drafts")
    action = models.ForeignKey("plans.Action", on_delete=models.PROTECT, related_name="update_drafts")
    typed = models.TextField()
    mark = models.CharField(max_length=32)
    saved_at = models.DateTimeField()
    seen = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["-saved_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["writer", "action"], name="one_draft_of_a_person_and_an_action")]

    def __str__(self):
        return f"{self.action_id} by {self.writer_id}"
