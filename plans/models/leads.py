"""Who leads: posts, people, teams, agencies and boards, under every name that documents give them."""

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Lower

from plans.models.assignments import Assignment
from plans.models.change import CurrentManager, Trail
from plans.models.people import Membership


class LeadQuerySet(models.QuerySet):
    def current(self):
        """Those that were not merged into another: what lists, choices and documents coming in know."""
        return self.filter(merged_into=None)

    def visible_to(self, user):
        """Those with a part in a plan that this person may see, and those that were merged into one; to an
        administrator all."""
        if not user.is_active:
            return self.none()
        if user.is_administrator:
            return self
        held = Membership.objects.filter(user=user, withdrawn=False).values("plan_id")
        parts = Assignment.objects.filter(
            lead=Coalesce(OuterRef("merged_into"), OuterRef("pk")),
            withdrawn=False,
            action__standing__plan__in=held,
        )
        # A first part is looked for, not whether one exists: that would be answered by reading them all.
        return self.alias(part=Subquery(parts.order_by().values("pk")[:1])).filter(part__isnull=False)


class Lead(models.Model):
    """Whoever or whatever leads. One that was merged into another stands in no list: what it led and who held it are
    the other's, and its name is one of the other's aliases."""

    class Kind(models.TextChoices):
        POST = "post", "Post"
        PERSON = "person", "Person"
        TEAM = "team", "Team"
        AGENCY = "agency", "Agency"
        BOARD = "board", "Board"

    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.POST)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged")

    objects = LeadQuerySet.as_manager()
    history = Trail()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("name"), name="one_lead_a_name")]

    def __str__(self):
        return self.name


class LeadAlias(models.Model):
    """Another name of a lead ("HoCSC"). Within one plan's documents when `plan` is given: two councils' glossaries
    may use one abbreviation for different posts. One that was taken away is withdrawn, and free for another lead."""

    lead = models.ForeignKey(Lead, on_delete=models.PROTECT, related_name="aliases")
    plan = models.ForeignKey("plans.Plan", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=300)
    withdrawn = models.BooleanField(default=False)
    withdrawn_reason = models.TextField(blank=True)

    objects = CurrentManager()
    history = Trail()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("name"), "plan", condition=Q(withdrawn=False), name="one_lead_an_alias_in_a_plan"
            ),
            models.UniqueConstraint(
                Lower("name"), condition=Q(plan=None, withdrawn=False), name="one_lead_an_alias_everywhere"
            ),
        ]
