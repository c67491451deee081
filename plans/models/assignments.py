"""Who leads what, and who holds a post: a lead on an action or a step, a person in a post for a time."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from plans.models.change import Trail
from plans.models.of_plan import OfPlanQuerySet


def led_by(leads, at: str = "") -> Q:
    """What a standing has to fulfil so that one of these leads (their numbers, or a blank for them) is assigned to its
    action or a step of it: mostly to be read in the standing itself, which keeps the one that is named first. `at` is
    the path to it, such as "standing__"."""
    assigned = Assignment.objects.current().filter(lead__among=leads)
    further = Q(**{f"{at}shared": True, f"{at}action__in": assigned.values("action")})
    return Q(**{f"{at}lead__among": leads}) | further


class AssignmentQuerySet(OfPlanQuerySet):
    def current(self):
        """Neither withdrawn nor of a withdrawn step."""
        return self.filter(Q(step=None) | Q(step__withdrawn=False), withdrawn=False)


class Assignment(models.Model):
    """A lead on an action or one of its steps, as the document names them and with what they are to do."""

    class Role(models.TextChoices):
        LEAD = "lead", "Lead"
        RESPONSIBLE = "responsible", "Responsible officer"
        SUPPORTING = "supporting", "Supporting"

    action = models.ForeignKey("plans.Action", on_delete=models.PROTECT, related_name="assignments")
    step = models.ForeignKey("plans.Step", on_delete=models.PROTECT, null=True, blank=True, related_name="assignments")
    lead = models.ForeignKey("plans.Lead", on_delete=models.PROTECT, related_name="assignments")
    printed = models.CharField(max_length=300)
    role = models.CharField(max_length=20, choices=Role)
    note = models.TextField(blank=True)
    order = models.PositiveSmallIntegerField()
    withdrawn = models.BooleanField(default=False)
    withdrawn_reason = models.TextField(blank=True)

    objects = AssignmentQuerySet.as_manager()
    history = Trail()

    class Meta:
        ordering = ["action_id", "order"]
        indexes = [
            models.Index(fields=["action"], condition=Q(withdrawn=True), name="withdrawn_assignments"),
        ]

    def __str__(self):
        return self.printed


class HoldingQuerySet(models.QuerySet):
    def on(self, day: date):
        """Those that stand on that day; not what a lead that was merged into another still has of its own."""
        begun, not_over = Q(from_on=None) | Q(from_on__lte=day), Q(to_on=None) | Q(to_on__gte=day)
        return self.filter(begun, not_over, lead__merged_into=None)

    def newest_first(self):
        """Those without a first day, who held it from the beginning, come last."""
        return self.order_by(F("from_on").desc(nulls_last=True), "-pk")

    def last_to_end_first(self):
        """Whoever holds it without an end, since whenever, stands before all whose time is over."""
        return self.order_by(F("to_on").desc(nulls_first=True), F("from_on").desc(nulls_last=True), "-pk")

    def not_over(self, day: date):
        """Those that stand on that day or begin later."""
        return self.filter(Q(to_on=None) | Q(to_on__gte=day), lead__merged_into=None)


class Holding(models.Model):
    """Who holds a post (or is the person named), from a day to a day. The past keeps saying who held it then."""

    lead = models.ForeignKey("plans.Lead", on_delete=models.PROTECT, related_name="holdings")
    user = models.ForeignKey("plans.User", on_delete=models.PROTECT, null=True, blank=True, related_name="holdings")
    name = models.CharField(max_length=200)
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)

    objects = HoldingQuerySet.as_manager()
    history = Trail()

    class Meta:
        ordering = ["lead_id", "from_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(from_on=None) | Q(to_on=None) | Q(to_on__gte=F("from_on")),
                name="a_holding_ends_after_it_begins",
            )
        ]
