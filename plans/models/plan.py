"""A plan and what frames its table: columns, sections, periods."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import models
from django.db.models import Exists, OuterRef

from plans import columns
from plans.models.assignments import Assignment
from plans.models.change import CurrentManager, Trail
from plans.models.of_plan import OfPlanQuerySet
from plans.models.people import Membership


class PlanQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The plans that this person may see; what is not among them is a 404."""
        return self.kept_for(user).filter(withdrawn=False)

    def kept_for(self, user):
        """Those, and the ones whose import was taken back: their log can still be read."""
        if not user.is_active:
            return self.none()
        if user.is_administrator:
            return self
        return self.filter(pk__among=user.parts)

    def naming(self, lead):
        """Those that were not taken back in which the lead has a part, in an action or as one of the plan's own."""
        parts = Assignment.objects.filter(lead=lead, withdrawn=False, action__withdrawn=False)
        of_plan = PlanLead.objects.filter(lead=lead)
        in_action = models.Q(pk__in=parts.order_by().values("action__standing__plan"))
        return self.filter(in_action | models.Q(pk__in=of_plan.values("plan")), withdrawn=False)

    def lacking(self, role: str):
        """Those in which nobody whose account is open has this role."""
        held = Membership.objects.filter(plan=OuterRef("pk"), role=role, withdrawn=False, user__is_active=True)
        return self.filter(~Exists(held))

    def owed_since(self, *, on: date) -> dict[int, date]:
        """For each of these that is live, the day from which a position counts as given: `plans.rules.owed_since`."""
        return owed_since(dict(self.filter(status="live").order_by().values_list("id", "cadence_days")), on=on)


def owed_since(cadences: dict[int, int], *, on: date) -> dict[int, date]:
    """The same for live plans whose cadences, in days, are known already."""
    since = {plan: on - timedelta(days=cadence) for plan, cadence in cadences.items()}
    coming = Period.objects.filter(plan__among=cadences).coming(on=on)
    first: dict[int, date] = {}
    for plan, position_on in coming.values_list("plan", "position_on"):
        first.setdefault(plan, position_on)
    return {plan: max(day, first[plan]) if first.get(plan, date.max) <= on else day for plan, day in since.items()}


def owed_since_in_visible(user, *, on: date, plans: Iterable[Plan] | None = None) -> dict[int, date]:
    """The same for the live plans that this person may see, which the frame of each page asks and most lists do;
    `plans` are those, where they have been read."""

    def ask() -> dict[int, date]:
        if plans is None:
            return Plan.objects.visible_to(user).owed_since(on=on)
        return owed_since({plan.pk: plan.cadence_days for plan in plans if plan.status == "live"}, on=on)

    return user.once(("owed since", on), ask)


class Plan(models.Model):
    """One improvement action plan. `code` stands before its references where several plans are listed ("CS 4.2");
    `dated` is the document's own date; `anchor_on` the day from which "within
    3 months" counts; notes, legend and glossary are lists in printed order (the glossary of pairs).
    Once closed it is kept until `retain_until`, and longer while on `hold`. One whose import was taken back is
    withdrawn: closed, and out of every list."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        LIVE = "live", "Live"
        CLOSED = "closed", "Closed"

    class EvidencePolicy(models.TextChoices):
        """When a claim of completion has to bring evidence."""

        NEVER = "never", "Never"
        ASKED = "asked", "Where the plan asks for some"
        ALWAYS = "always", "Always"

    slug = models.SlugField(max_length=80, unique=True)
    code = models.CharField(max_length=10, blank=True)
    title = models.CharField(max_length=300)
    subtitle = models.CharField(max_length=300, blank=True)
    organisation = models.CharField(max_length=300, blank=True)
    committee = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.LIVE)
    report_ref = models.CharField(max_length=120, blank=True)
    dated = models.DateField(null=True, blank=True)
    anchor_on = models.DateField(null=True, blank=True)
    cadence_days = models.PositiveSmallIntegerField(default=28)
    evidence_policy = models.CharField(max_length=10, choices=EvidencePolicy, default=EvidencePolicy.ASKED)
    coordinator = models.ForeignKey(
        "plans.User", on_delete=models.PROTECT, null=True, blank=True, related_name="coordinates"
    )
    scheme = models.ForeignKey("plans.RagScheme", on_delete=models.PROTECT, related_name="plans")
    notes_before = models.JSONField(default=list, blank=True)
    notes_after = models.JSONField(default=list, blank=True)
    legend = models.JSONField(default=list, blank=True)
    glossary = models.JSONField(default=list, blank=True)
    retain_until = models.DateField(null=True, blank=True)
    hold = models.BooleanField(default=False)
    hold_reason = models.TextField(blank=True)
    withdrawn = models.BooleanField(default=False)
    withdrawn_reason = models.TextField(blank=True)
    imported_from = models.CharField(max_length=300, blank=True)
    imported_sha256 = models.CharField(max_length=64, blank=True, db_index=True)

    objects = PlanQuerySet.as_manager()
    history = Trail()

    class Meta:
        ordering = ["title"]

    def __str__(self):
        return self.title

    @property
    def chain_key(self):
        return f"plan:{self.pk}"


class PlanLead(models.Model):
    """A person or post whom the document names as responsible for the whole plan."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="plan_leads")
    lead = models.ForeignKey("plans.Lead", on_delete=models.PROTECT, related_name="+")
    printed = models.CharField(max_length=300)
    order = models.PositiveSmallIntegerField()
    withdrawn = models.BooleanField(default=False)
    withdrawn_reason = models.TextField(blank=True)

    objects = CurrentManager()
    history = Trail()

    class Meta:
        ordering = ["plan_id", "order"]


class Column(models.Model):
    """A column of the plan's own table, under the heading that the paper prints."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="columns")
    heading = models.CharField(max_length=200)
    meaning = models.CharField(max_length=20, choices=columns.MEANINGS.items())
    order = models.PositiveSmallIntegerField()
    withdrawn = models.BooleanField(default=False)
    withdrawn_reason = models.TextField(blank=True)

    objects = OfPlanQuerySet.as_manager()
    history = Trail()

    class Meta:
        ordering = ["plan_id", "order"]

    def __str__(self):
        return self.heading


class Section(models.Model):
    """A band: a timescale ("Within 3 months") or a theme. Without bands a plan has one with no title."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="sections")
    title = models.CharField(max_length=300, blank=True)
    order = models.PositiveSmallIntegerField()
    withdrawn = models.BooleanField(default=False)
    withdrawn_reason = models.TextField(blank=True)

    objects = OfPlanQuerySet.as_manager()
    history = Trail()

    class Meta:
        ordering = ["plan_id", "order"]

    def __str__(self):
        return self.title


class ColumnVariant(models.Model):
    """The heading that one section prints for a column instead of the plan's."""

    column = models.ForeignKey(Column, on_delete=models.PROTECT, related_name="variants")
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="+")
    heading = models.CharField(max_length=200)
    withdrawn = models.BooleanField(default=False)
    withdrawn_reason = models.TextField(blank=True)

    objects = CurrentManager()
    history = Trail()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["column", "section"], condition=models.Q(withdrawn=False), name="one_variant_a_section"
            )
        ]


class PeriodQuerySet(models.QuerySet):
    def current(self):
        """Those that were not withdrawn."""
        return self.filter(withdrawn=False)

    def collecting(self, *, on: date) -> list[Period]:
        """Of each plan the period that is being collected on that day: the first whose updates are still due and
        which nobody has closed before."""
        first: dict[int, Period] = {}
        for period in self.coming(on=on).select_related("plan"):
            first.setdefault(period.plan_id, period)
        return list(first.values())

    def coming(self, *, on: date):
        """Those whose updates are still due on that day and which nobody has closed before, by position date."""
        due = models.Q(due_on__gte=on) | models.Q(due_on=None, position_on__gte=on)
        still_open = models.Q(closed_on=None) | models.Q(closed_on__gt=on)
        return self.filter(due & still_open, withdrawn=False).order_by("position_on")


class Period(models.Model):
    """A reporting period: the day its figures are of, the day updates are due, the day of the meeting. It is being
    collected until its updates are due, or until `closed_on` where an officer closed it earlier."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="periods")
    name = models.CharField(max_length=100)
    position_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    meeting_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    withdrawn = models.BooleanField(default=False)
    withdrawn_reason = models.TextField(blank=True)

    objects = PeriodQuerySet.as_manager()
    history = Trail()

    class Meta:
        ordering = ["plan_id", "position_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "name"],
                condition=models.Q(withdrawn=False),
                name="one_period_a_name",
                violation_error_code="name",
                violation_error_message="The plan has a period of this name already. Give this one another name.",
            ),
            models.UniqueConstraint(
                fields=["plan", "position_on"],
                condition=models.Q(withdrawn=False),
                name="one_period_a_position_date",
                violation_error_code="position_on",
                violation_error_message="Another period has this position date already. Choose another day.",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn=False) | ~models.Q(withdrawn_reason=""),
                name="a_period_is_withdrawn_with_a_reason",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def closes_on(self) -> date:
        """The day on which its updates are due."""
        return self.due_on or self.position_on
