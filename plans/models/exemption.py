"""What the public version of a paper leaves out."""

from django.db import models
from django.db.models import Q

from plans import columns, exemptions
from plans.models.change import Trail


class Exemption(models.Model):
    """That something of an action is exempt from publication: a passage (`words`, as they stood in the column that
    `field` means, of `update` where an update says them), a value (the whole of such a column), the action, or a piece
    of evidence; and by which paragraph of Schedule 12A. Without one an officer has yet to read it. `note` says what it
    is without saying it. Never changed but by being read once, and by being taken off with a reason."""

    WHAT = {
        exemptions.PASSAGE: "A passage",
        exemptions.VALUE: "All of a column",
        exemptions.ACTION: "The whole action",
        exemptions.EVIDENCE: "A piece of evidence",
    }

    action = models.ForeignKey("plans.Action", on_delete=models.PROTECT, related_name="exemptions")
    what = models.CharField(max_length=10, choices=WHAT.items())
    field = models.CharField(max_length=20, blank=True, choices=columns.MEANINGS.items())
    heading = models.CharField(max_length=300, blank=True)
    words = models.TextField(blank=True)
    update = models.ForeignKey(
        "plans.ProgressUpdate", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    evidence = models.ForeignKey("plans.Evidence", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    paragraph = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)
    marked_on = models.DateField()
    marked_by_name = models.CharField(max_length=200)
    read_on = models.DateField(null=True, blank=True)
    read_by_name = models.CharField(max_length=200, blank=True)
    withdrawn = models.BooleanField(default=False)
    withdrawn_reason = models.TextField(blank=True)

    history = Trail()

    class Meta:
        ordering = ["action_id", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(what="passage") | ~Q(words=""), name="an_exempt_passage_has_words"),
            models.CheckConstraint(
                condition=~Q(what="evidence") | Q(evidence__isnull=False), name="exempt_evidence_is_named"
            ),
            models.CheckConstraint(
                condition=Q(paragraph__isnull=True) | Q(paragraph__gte=1, paragraph__lte=7),
                name="a_paragraph_of_schedule_12a",
            ),
        ]

    def __str__(self):
        return f"{self.get_what_display()} of {self.action_id}: {exemptions.notice(self.paragraph)}"

    @property
    def mark(self) -> exemptions.Exempt:
        """The mark as papers read it."""
        return exemptions.Exempt(
            id=self.pk,
            action_id=self.action_id,
            what=self.what,
            field=self.field,
            heading=self.heading,
            words=self.words,
            evidence_id=self.evidence_id,
            update_id=self.update_id,
            paragraph=self.paragraph,
        )
