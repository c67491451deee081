"""Frozen states, and papers that were issued of them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.db.models import Q

from plans.models import Membership, Plan
from plans.models.change import Trail


class Snapshot(models.Model):
    """A period's frozen state: the canonical JSON of the plan as it was known at a moment, and its digest. One that
    was unfrozen before a paper was issued from it is withdrawn with a reason."""

    period = models.ForeignKey("plans.Period", on_delete=models.PROTECT, related_name="snapshots")
    on = models.DateField()
    known = models.DateTimeField()
    schema = models.PositiveSmallIntegerField()
    state = models.TextField()
    digest = models.CharField(max_length=64)
    withdrawn = models.BooleanField(default=False)
    withdrawn_reason = models.TextField(blank=True)

    history = Trail(excluded_fields=["state"])

    class Meta:
        ordering = ["period_id", "known"]

    def __str__(self):
        return f"{self.period} as known {self.known:%Y-%m-%d %H:%M}"


def _run_by(user):
    """The plans of which this person is an officer or a manager."""
    runs = Membership.objects.filter(user=user, withdrawn=False, role__in=["officer", "manager"])
    return runs.values("plan")


class IssuedPaperQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the plans that this person may see; what is not for publication only where they are an officer or
        a manager of the plan, or an administrator."""
        seen = self.filter(plan__in=Plan.objects.visible_to(user))
        return seen if user.is_administrator else seen.filter(Q(restricted=False) | Q(plan__in=_run_by(user)))

    def papers(self):
        """The papers themselves, without their supplements."""
        return self.filter(supplement=0)

    def by_position(self):
        """In the order of their positions, whichever was issued first: a paper of October may come after December's."""
        return self.order_by("snapshot__on", "number")

    def light(self):
        """With the days of their positions, without what is large."""
        return self.select_related("plan", "period", "snapshot").defer("figures", "made_with", "snapshot__state")


class IssuedPaper(models.Model):
    """What went to a committee: paper `number` of a plan or, where `supplement` counts from 1, a supplement to it, with
    what its files were made of. It is never changed and never taken away; a redaction alone replaces its files.

    `options` are those of the layout and `made_with` what laid it out, as plain values; `figures` the counts that the
    paper prints; `head` the chain's head that it prints. `words` are a supplement's own.
    """

    plan = models.ForeignKey("plans.Plan", on_delete=models.PROTECT, related_name="issued_papers")
    period = models.ForeignKey("plans.Period", on_delete=models.PROTECT, related_name="issued_papers")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="issued_papers")
    number = models.PositiveSmallIntegerField()
    supplement = models.PositiveSmallIntegerField(default=0)
    report_ref = models.CharField(max_length=120, blank=True)
    committee = models.CharField(max_length=200, blank=True)
    meeting_on = models.DateField(null=True, blank=True)
    restricted = models.BooleanField(default=False)
    words = models.TextField(blank=True)
    options = models.JSONField(default=dict)
    made_with = models.JSONField(default=dict)
    figures = models.JSONField(default=dict)
    content_digest = models.CharField(max_length=64)
    head = models.CharField(max_length=100)
    issued_at = models.DateTimeField()
    by = models.ForeignKey("plans.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by_name = models.CharField(max_length=200)

    objects = IssuedPaperQuerySet.as_manager()
    history = Trail()

    class Meta:
        ordering = ["plan_id", "-number", "supplement"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number", "supplement"], name="one_paper_a_number"),
        ]

    def __str__(self):
        return f"Supplement {self.called} to No {self.number}" if self.supplement else f"No {self.number}"

    @property
    def called(self) -> str:
        """ "3" of a paper, "3a" of its first supplement."""
        letters = "abcdefghijklmnopqrstuvwxyz"
        at = self.supplement
        return f"{self.number}{letters[at - 1] if 0 < at <= len(letters) else at or ''}"

    def compared_in(self, papers: Iterable[IssuedPaper]) -> IssuedPaper | None:
        """Of these papers the one that it says what changed since, as it was issued: that which it names, else, of
        those of its plan that were issued before it, that of the latest position up to its own."""
        named = self.options.get("since", {}).get("paper")
        mine = [each for each in papers if each.plan_id == self.plan_id and not each.supplement]
        if named:
            return next((each for each in mine if str(each) == named), None)
        earlier = [each for each in mine if each.number < self.number and each.snapshot.on <= self.snapshot.on]
        return max(earlier, key=lambda each: (each.snapshot.on, each.number), default=None)


class IssuedFileQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the papers that this person may see; of a paper that has two versions the restricted one only where
        they run the plan."""
        seen = self.filter(paper__in=IssuedPaper.objects.visible_to(user))
        return seen if user.is_administrator else seen.filter(Q(restricted=False) | Q(paper__plan__in=_run_by(user)))


class IssuedFile(models.Model):
    """The bytes of an issued paper in one format, kept under their hash. `restricted` are those of the version that is
    not for publication, beside the public one. Withdrawn where a redaction expunged them."""

    paper = models.ForeignKey(IssuedPaper, on_delete=models.PROTECT, related_name="files")
    format = models.CharField(max_length=10)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveIntegerField()
    restricted = models.BooleanField(default=False)
    withdrawn = models.BooleanField(default=False)
    withdrawn_reason = models.TextField(blank=True)

    objects = IssuedFileQuerySet.as_manager()
    history = Trail()

    class Meta:
        ordering = ["paper_id", "id"]

    def __str__(self):
        return self.name
