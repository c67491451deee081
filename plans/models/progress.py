"""What was said of an action, what was decided, and the proof."""

from django.db import models
from django.db.models import Q

from plans import stages
from plans.models.change import CurrentManager, Trail


class ProgressUpdate(models.Model):
    """A narrative with a rating and a forecast, optionally a claim of completion. Never edited once submitted:
    corrected by another. `position_on` is the day its words are true of; `recorded_at` when we learned it.
    Said by one person, perhaps recorded by another; names are kept as they were. One that a document said is
    withdrawn when its import is taken back."""

    action = models.ForeignKey("plans.Action", on_delete=models.PROTECT, related_name="updates")
    position_on = models.DateField(db_index=True)
    recorded_at = models.DateTimeField()
    narrative = models.TextField(blank=True)
    rag = models.ForeignKey("plans.Rag", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    forecast_on = models.DateField(null=True, blank=True)
    claims_completion = models.BooleanField(default=False)
    said_by = models.ForeignKey("plans.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    said_by_name = models.CharField(max_length=200)
    recorded_by = models.ForeignKey("plans.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by_name = models.CharField(max_length=200)
    by_document = models.BooleanField(default=False)
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    withdrawn = models.BooleanField(default=False)
    withdrawn_reason = models.TextField(blank=True)

    objects = CurrentManager()
    history = Trail()

    class Meta:
        ordering = ["action_id", "position_on", "recorded_at", "id"]
        indexes = [
            models.Index(fields=["said_by"], condition=Q(claims_completion=True), name="claims_said_by"),
            models.Index(fields=["recorded_by"], condition=Q(claims_completion=True), name="claims_recorded_by"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(narrative="")
                | Q(by_document=True)
                | Q(claims_completion=True)
                | Q(rag__isnull=False)
                | Q(forecast_on__isnull=False),
                name="an_update_says_something",
            ),
        ]

    def __str__(self):
        return f"{self.position_on}: {self.narrative[:60]}"

    @property
    def rating(self):
        """The rating that it gives in the scheme that the plan has now; None is *not rated*. `rag` is what was said,
        in the scheme of that day."""
        plan = self.action.plan
        if self.rag is None or self.rag.scheme_id == plan.scheme_id:
            return self.rag
        converted = plan.conversions.filter(was=self.rag, withdrawn=False).select_related("now").first()
        return converted.now if converted else None


class Decision(models.Model):
    """A decision on an action's stage (`plans.stages`): a claim verified, returned or withdrawn, an action closed. On
    `recheck_on` somebody looks again whether what was verified has lasted. `by` is None for a command. A
    claim's withdrawal by an edition is withdrawn itself when the edition is taken back."""

    KINDS = {kind: words for kind, words in stages.EVENTS.items() if kind not in (stages.UPDATE, stages.CLAIM)}

    action = models.ForeignKey("plans.Action", on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=30, choices=KINDS.items())
    on = models.DateField()
    recorded_at = models.DateTimeField()
    by = models.ForeignKey("plans.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by_name = models.CharField(max_length=200)
    reason = models.TextField(blank=True)
    claim = models.ForeignKey(ProgressUpdate, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions")
    recheck_on = models.DateField(null=True, blank=True)

    withdrawn = models.BooleanField(default=False)
    withdrawn_reason = models.TextField(blank=True)

    objects = CurrentManager()
    history = Trail()

    class Meta:
        ordering = ["action_id", "on", "recorded_at", "id"]
        indexes = [
            models.Index(fields=["recheck_on"], condition=Q(recheck_on__isnull=False), name="rechecks_by_day"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[stages.VERIFY, stages.EMBED, stages.WITHDRAW]) | ~Q(reason=""),
                name="a_decision_against_has_a_reason",
            )
        ]


class Evidence(models.Model):
    """Proof: a link, or a file kept under the SHA-256 of its bytes."""

    action = models.ForeignKey("plans.Action", on_delete=models.PROTECT, related_name="evidence")
    update = models.ForeignKey(ProgressUpdate, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence")
    title = models.CharField(max_length=200)
    url = models.URLField(max_length=1000, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    content_type = models.CharField(max_length=120, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    size = models.PositiveBigIntegerField(default=0)
    added_by_name = models.CharField(max_length=200, blank=True)
    added_on = models.DateField()
    withdrawn = models.BooleanField(default=False)
    withdrawn_reason = models.TextField(blank=True)

    history = Trail()

    class Meta:
        ordering = ["action_id", "id"]
        verbose_name_plural = "pieces of evidence"
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256="", file_name="") & ~Q(url="") | Q(url="") & ~Q(sha256="") & ~Q(file_name=""),
                name="evidence_is_a_link_or_a_file",
            )
        ]

    def __str__(self):
        return self.title
