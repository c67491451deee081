"""Recommendations and what they answer."""

from django.db import models

from plans.models.change import Trail
from plans.models.of_plan import OfPlanQuerySet


class Recommendation(models.Model):
    """What must improve. `printed_ref` is verbatim ("CP 10", two "5."s, none); the order is a field of its own."""

    section = models.ForeignKey("plans.Section", on_delete=models.PROTECT, related_name="recommendations")
    order = models.PositiveSmallIntegerField()
    printed_ref = models.CharField(max_length=60, blank=True)
    text = models.TextField(blank=True)
    links_text = models.CharField(max_length=300, blank=True)
    withdrawn = models.BooleanField(default=False)
    withdrawn_reason = models.TextField(blank=True)

    objects = OfPlanQuerySet.as_manager()
    history = Trail()

    class Meta:
        ordering = ["section_id", "order"]
        indexes = [
            models.Index(fields=["section"], condition=models.Q(withdrawn=True), name="withdrawn_recommendations"),
        ]

    def __str__(self):
        return f"{self.printed_ref} {self.text[:60]}".strip()


class RecommendationSource(models.Model):
    """One of the sources that a recommendation bears the code of."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="source_links")
    source = models.ForeignKey("plans.Source", on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()
    withdrawn = models.BooleanField(default=False)

    history = Trail()

    class Meta:
        ordering = ["recommendation_id", "order"]


class RecommendationFinding(models.Model):
    """One of the findings that a recommendation answers; its printed form is the recommendation's links_text."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="finding_links")
    finding = models.ForeignKey("plans.Finding", on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()
    withdrawn = models.BooleanField(default=False)

    history = Trail()

    class Meta:
        ordering = ["recommendation_id", "order"]
