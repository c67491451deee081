"""Frozen states, issued papers, and the record of what was expunged and purged."""

from django.db import models
from django.db.models import Q

from plans.models import Membership, Plan
from plans.models.change import Trail
from plans.sheets.marks import PUBLIC
from plans.tree import PLAN as ACTION_TO_PLAN


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


class Redaction(models.Model):
    """That words or files were expunged from a plan, by whom and why. What they were is kept nowhere: `places` is
    how many values held them, `actions` and `files` the ids of the actions and evidence that they stood in."""

    plan = models.ForeignKey("plans.Plan", on_delete=models.PROTECT, related_name="redactions")
    on = models.DateField()
    by = models.ForeignKey("plans.User", on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    why = models.TextField()
    places = models.PositiveIntegerField()
    files = models.JSONField(default=list, blank=True)
    actions = models.JSONField(default=list, blank=True)

    history = Trail()

    class Meta:
        ordering = ["plan_id", "id"]

    def __str__(self):
        return f"{self.on} by {self.by_name}: {self.why}"


class Purge(models.Model):
    """That a closed plan was purged: which it was, when, by whom and why, how many rows of what went, and the place
    and head of its chain when it ended."""

    slug = models.CharField(max_length=80)
    title = models.CharField(max_length=300)
    chain_key = models.CharField(max_length=60)
    position = models.PositiveIntegerField()
    head = models.CharField(max_length=64)
    on = models.DateField()
    by = models.ForeignKey("plans.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by_name = models.CharField(max_length=200)
    why = models.TextField()
    counts = models.JSONField(default=dict)

    history = Trail()

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return f"{self.slug}, {self.position} {self.head}, on {self.on} by {self.by_name}: {self.why}"


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
    `applied` what became of what was taken, `waits` what could not be applied."""

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

    objects = SheetReturnQuerySet.as_manager()

    class Meta:
        ordering = ["-came_at", "-id"]

    def __str__(self):
        return self.name
