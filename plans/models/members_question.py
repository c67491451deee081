"""What a committee asked of an action, and what it was answered."""

from django.db import models
from django.db.models import Q

from plans.models.change import Trail


class MembersQuestionQuerySet(models.QuerySet):
    def standing(self):
        """Those that were not withdrawn."""
        return self.filter(withdrawn=False)

    def unanswered(self):
        return self.standing().filter(answered_on=None)


class MembersQuestion(models.Model):
    """A question that members asked of an action at a meeting, in the words of the minutes (`minute` is their number);
    the lead who answers it, and by when. Kept with the action; answered once, an answer is amended as a new act."""

    action = models.ForeignKey("plans.Action", on_delete=models.PROTECT, related_name="members_questions")
    asked_on = models.DateField()
    meeting = models.CharField(max_length=200)
    minute = models.CharField(max_length=60, blank=True)
    text = models.TextField()
    lead = models.ForeignKey("plans.Lead", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    recorded_by_name = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by_name = models.CharField(max_length=200, blank=True)
    withdrawn = models.BooleanField(default=False)
    withdrawn_reason = models.TextField(blank=True)

    objects = MembersQuestionQuerySet.as_manager()
    history = Trail()

    class Meta:
        ordering = ["asked_on", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_question_has_words"),
            models.CheckConstraint(
                condition=Q(answer="", answered_on=None) | (~Q(answer="") & Q(answered_on__isnull=False)),
                name="an_answer_has_its_day",
            ),
        ]

    def __str__(self):
        return f"{self.meeting}, {self.asked_on}: {self.text[:60]}"

    def is_late(self, on) -> bool:
        """Whether it should have been answered before that day."""
        return not self.withdrawn and self.answered_on is None and self.due_on < on
