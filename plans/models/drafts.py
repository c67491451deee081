"""Documents on their way in: the draft that an officer works on, and what was left open when it was committed."""

from __future__ import annotations

from django.db import models

from plans.models.change import Trail
from plans.models.of_plan import OfPlanQuerySet


class ImportDraftQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those that this person opened; an administrator sees all. What is not among them is a 404."""
        if not user.is_active:
            return self.none()
        return self if user.is_administrator else self.filter(owner=user)

    def open(self):
        """Those that may still become a plan, or say why they can't."""
        return self.exclude(status__in=(ImportDraft.Status.COMMITTED, ImportDraft.Status.DISCARDED))


class ImportDraft(models.Model):
    """A document that was read and is being mended. It is no part of the record until it is committed: nothing that
    happens to it is tracked, and what is committed says in the trail all that was decided.

    `document` is what the file holds, as of `plans.importing.json_shapes`; `said` a list of acts, each {"words", "at",
    "edits"} with edits as of `plans.importing.workbench`; `dated` the day given at the upload. `again` says why a
    document that is in a plan already is brought in once more; `mark` is that of a file which the application made
    itself (`plans.filemark`), which is not read.
    """

    class Status(models.TextChoices):
        READING = "reading", "Being read"
        READY = "ready", "To be checked"
        REFUSED = "refused", "Could not be read"
        COMMITTING = "committing", "Being imported"
        COMMITTED = "committed", "Imported"
        DISCARDED = "discarded", "Discarded"

    owner = models.ForeignKey("plans.User", on_delete=models.PROTECT, related_name="drafts")
    into = models.ForeignKey("plans.Plan", on_delete=models.PROTECT, null=True, blank=True, related_name="drafts")
    plan = models.ForeignKey("plans.Plan", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    dated = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.READING)
    refusal = models.TextField(blank=True)
    rows_read = models.PositiveIntegerField(default=0)
    rows_in_all = models.PositiveIntegerField(default=0)
    document = models.JSONField(null=True, blank=True)
    said = models.JSONField(default=list, blank=True)
    again = models.TextField(blank=True)
    mark = models.CharField(max_length=500, blank=True)
    opened_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = ImportDraftQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at", "-pk"]

    def __str__(self):
        return self.name

    @property
    def stamp(self) -> str:
        """What tells whether the draft is still as somebody saw it."""
        return self.changed_at.isoformat()


class OpenQuestionQuerySet(OfPlanQuerySet):
    def of_sheets(self):
        """What came home in a sheet, or in a file of ours: questions and notes."""
        return self.filter(field=OpenQuestion.SHEET)

    def asked_back(self):
        """The questions that somebody asked in a sheet, of current actions of live plans, and nobody has answered."""
        asked = self.of_sheets().filter(answered_on=None, because__startswith=OpenQuestion.ASKED)
        return asked.filter(action__standing__current=True, plan__status="live")


class OpenQuestion(models.Model):
    """Where a person should still look, left open when a document was committed, or asked back in a sheet. `action` is
    None for what is of the whole plan; `rows` are the ids of all actions that hang on it. It ends by being answered,
    with the words of the answer, or by the undoing of the act that brought it.

    One about a rating keeps the `proposed` one, and in `alike` the ids of all actions that show theirs alike: none of
    them is rated until it is answered. `position_on` is the day that the document speaks of.
    """

    plan = models.ForeignKey("plans.Plan", on_delete=models.PROTECT, related_name="open_questions")
    action = models.ForeignKey(
        "plans.Action", on_delete=models.PROTECT, null=True, blank=True, related_name="open_questions"
    )
    order = models.PositiveIntegerField()
    field = models.CharField(max_length=40)
    text = models.TextField(blank=True)
    because = models.TextField()
    proposed = models.CharField(max_length=60, blank=True)
    alike = models.JSONField(default=list, blank=True)
    rows = models.JSONField(default=list, blank=True)
    position_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by_name = models.CharField(max_length=200, blank=True)

    objects = OpenQuestionQuerySet.as_manager()
    history = Trail()

    SHEET = "sheet"
    """The field of what came home in a sheet."""
    ASKED = "asked back by "
    """How `because` begins of a question; that of a note says where it was written."""
    UNDONE = "Taken back"
    """How the answer begins of one that went with the act that brought it."""

    class Meta:
        ordering = ["plan_id", "order"]

    def __str__(self):
        return self.because

    @property
    def is_asked_back(self) -> bool:
        """Whether somebody asked it in a sheet; what else came home in one is a note."""
        return self.field == self.SHEET and self.because.startswith(self.ASKED)

    @property
    def is_undone(self) -> bool:
        """Whether the act that brought it was taken back."""
        return self.answered_on is not None and self.answer.startswith(self.UNDONE)
