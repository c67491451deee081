"""Sheets that went out, their rows, and what came home of them."""

from datetime import date

from django.db import models
from django.utils import timezone

from plans.models.change import Trail
from plans.sheets.marks import PUBLIC
from plans.tree import PLAN as ACTION_TO_PLAN


class SheetOutQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of which this person may record every row: all of their plans are theirs to run or to manage. What is
        not among them is a 404."""
        if not user.is_active:
            return self.none()
        path = f"action__{ACTION_TO_PLAN}__in"
        others = SheetRow.objects.filter(sheet=models.OuterRef("pk")).exclude(
            **{path: user.plans_as("officer", "manager")}
        )
        return self.filter(~models.Exists(others), rows__isnull=False).distinct()

    def of_plan(self, plan):
        """Those with a row of the plan."""
        rows = SheetRow.objects.filter(sheet=models.OuterRef("pk"), **{f"action__{ACTION_TO_PLAN}": plan})
        return self.filter(models.Exists(rows))


class SheetOut(models.Model):
    """A sheet that went out to be filled in: number `pk`. What it held is derived from the trail at `made_at`, the
    moment of the act that made it. `whom` is whose words it brings home, `user` or `lead` where it is one of these;
    `filled` names the fields that may be filled in, `chosen` says in words how its rows were chosen. The `secret`
    seals the keys of its rows. It is called back by being withdrawn.

    One of `kind` FILE never went out to be filled in: it is an appendix or a list that came home, of the position
    `position_on` as it was known at `made_at`; its rows are those in which something was changed, `flags` what it left
    out (`plans.sheets.marks`), and `whom`, who changed it, is asked before its words are taken."""

    class Form(models.TextChoices):
        WORKBOOK = "xlsx", "Excel workbook"
        WORD = "docx", "Word table"

    class Kind(models.TextChoices):
        SHEET = "sheet", "Sheet"
        FILE = "file", "Appendix or list"

    plan = models.ForeignKey("plans.Plan", on_delete=models.PROTECT, null=True, blank=True, related_name="sheets")
    whom = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    user = models.ForeignKey("plans.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    lead = models.ForeignKey("plans.Lead", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    filled = models.JSONField(default=list)
    chosen = models.CharField(max_length=300, blank=True)
    form = models.CharField(max_length=4, choices=Form, default=Form.WORKBOOK)
    secret = models.CharField(max_length=64)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.SHEET)
    flags = models.CharField(max_length=4, blank=True)
    position_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("plans.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made_by_name = models.CharField(max_length=200)
    reminded_at = models.DateTimeField(null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    merged_at = models.DateTimeField(null=True, blank=True)
    withdrawn = models.BooleanField(default=False)
    withdrawn_reason = models.TextField(blank=True)

    objects = SheetOutQuerySet.as_manager()
    history = Trail(excluded_fields=["secret"])

    class Meta:
        ordering = ["-id"]

    def __str__(self):
        return self.chosen if self.is_file else f"Sheet {self.pk} for {self.whom}"

    @property
    def left_on(self) -> date:
        """The day whose position it holds."""
        return self.position_on or timezone.localdate(self.made_at)

    @property
    def is_file(self) -> bool:
        return self.kind == self.Kind.FILE

    @property
    def in_words(self) -> str:
        """Within a sentence."""
        return f"{self.chosen[:1].lower()}{self.chosen[1:]}" if self.is_file else f"sheet {self.pk}"

    @property
    def leaves_out(self) -> bool:
        """Whether what is exempt from publication is not in it."""
        return not self.is_file or PUBLIC in self.flags

    @property
    def actions(self) -> list[int]:
        """The numbers of its actions, in its order; of one that is not kept, those that it was given."""
        if self.pk is None:
            return self.given
        return list(self.rows.order_by("order").values_list("action_id", flat=True))

    given: list[int]


class SheetRow(models.Model):
    """An action that a sheet holds, in its order."""

    sheet = models.ForeignKey(SheetOut, on_delete=models.PROTECT, related_name="rows")
    action = models.ForeignKey("plans.Action", on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()

    history = Trail()

    class Meta:
        ordering = ["sheet_id", "order"]
        constraints = [models.UniqueConstraint(fields=["sheet", "action"], name="one_row_an_action_in_a_sheet")]

    def __str__(self):
        return f"row {self.order + 1} of sheet {self.sheet_id}"


class SheetReturnQuerySet(models.QuerySet):
    def of_plan(self, plan):
        """Those of sheets with a row of the plan."""
        return self.filter(sheet__in=SheetOut.objects.of_plan(plan))


class SheetReturn(models.Model):
    """A file that came home with rows of a sheet, and what was read of it (`audits.sheets.returns`). It is no part of
    the record: what is taken of it is, as the act `act`. `choices` are those that somebody made and kept for later,
    `applied` what became of what was taken, `waits` what could not be applied. `ordered` is what a worker is to apply:
    who asked for it, the choices and what was said with them; `failure` says why the last that was ordered is not."""

    sheet = models.ForeignKey(SheetOut, on_delete=models.PROTECT, related_name="returns")
    name = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64)
    data = models.BinaryField()
    read = models.JSONField()
    choices = models.JSONField(default=dict)
    position_on = models.DateField(null=True, blank=True)
    came_at = models.DateTimeField()
    came_by = models.ForeignKey("plans.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    came_by_name = models.CharField(max_length=200)
    act = models.ForeignKey("plans.ChangeSet", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    applied = models.JSONField(default=list)
    waits = models.JSONField(default=list)
    ordered = models.JSONField(default=dict)
    failure = models.TextField(blank=True)

    objects = SheetReturnQuerySet.as_manager()

    class Meta:
        ordering = ["-came_at", "-id"]

    def __str__(self):
        return self.name
