"""What reminds people: what each wants to be told, what was sent to whom, and the address of their calendar."""

from django.db import models
from django.db.models import Q

from plans.models.change import Trail


class ReminderChoice(models.Model):
    """Which of the parts that may be left out of their reminders a person has switched off, and the weekday (Monday
    is 0) of somebody who wants one mail a week. No row: none, and a mail on each day on which something waits."""

    OPTIONAL = {
        "soon": "what is due soon",
        "owed": "actions that owe an update while no report is being collected",
        "returned": "claims that were returned to you",
        "to_verify": "claims that wait for you to verify",
        "to_decide": "new dates that wait for you to decide",
    }
    """From each part that may be switched off to its name. The rest, what is overdue and what a report still needs,
    belongs to having a part in a plan."""

    user = models.OneToOneField("plans.User", on_delete=models.PROTECT, related_name="reminder_choice")
    without = models.JSONField(default=list, blank=True)
    weekly_on = models.PositiveSmallIntegerField(null=True, blank=True)

    history = Trail()


class Reminder(models.Model):
    """A mail that one person is to get: the digest of a day, or an officer's word about one plan (`plan`).

    The row is written, and stands in the trail, before the mail is handed over; what becomes of it is not part of the
    trail. `attempt` numbers the tries: only the task of the latest may send, and until `next_try` nobody starts
    another. `dropped` says why a mail that was not sent never will be: nothing was left to say, or it came too late.
    `tells` marks what can't be left out of a digest, so that the next can see what is new.
    """

    user = models.ForeignKey("plans.User", on_delete=models.PROTECT, related_name="reminders")
    user_name = models.CharField(max_length=200)
    plan = models.ForeignKey("plans.Plan", on_delete=models.PROTECT, null=True, blank=True, related_name="reminders")
    on = models.DateField()
    message = models.TextField(blank=True)
    asked_by = models.ForeignKey("plans.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    asked_by_name = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField()
    attempt = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=300, blank=True)
    dropped = models.CharField(max_length=200, blank=True)

    tells = models.JSONField(default=list, blank=True)

    NOTHING_LEFT = "Nothing was left to say."
    """Why a mail was dropped of which nothing was true any more."""

    DELIVERY = ("attempt", "next_try", "sent_at", "failure", "dropped")
    history = Trail(excluded_fields=(*DELIVERY, "tells"))

    class Meta:
        ordering = ["-asked_at", "-id"]
        indexes = [models.Index(fields=["next_try"], condition=Q(sent_at=None, dropped=""), name="reminders_that_wait")]
        constraints = [
            models.UniqueConstraint(fields=["user", "on"], condition=Q(plan=None), name="one_digest_a_person_and_day"),
            models.CheckConstraint(condition=Q(sent_at=None) | Q(dropped=""), name="a_reminder_is_sent_or_dropped"),
        ]

    def __str__(self):
        return f"to {self.user_name} on {self.on}"

    @property
    def waits(self) -> bool:
        """Neither sent nor given up."""
        return self.sent_at is None and not self.dropped


class ReminderRound(models.Model):
    """A day on which digests were sent to those for whom something waited. By these it is known whether the day of a
    weekly mail was missed. It tells nothing of anybody, so it is no part of the trail."""

    on = models.DateField(unique=True)

    def __str__(self):
        return str(self.on)


class CalendarAddress(models.Model):
    """The secret address under which a person's calendar programme asks for their dates. Only its SHA-256 is kept:
    the address itself is shown once."""

    user = models.ForeignKey("plans.User", on_delete=models.PROTECT, related_name="calendar_addresses")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    withdrawn = models.BooleanField(default=False)

    history = Trail()

    class Meta:
        ordering = ["user_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(withdrawn=False), name="one_calendar_address_a_person")
        ]
