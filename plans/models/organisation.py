"""The council whose plans these are, and what it has set up."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from plans.models.change import Trail


class OrganisationManager(models.Manager["Organisation"]):
    def here(self) -> Organisation:
        """The one row, or a new one where nothing has been said of the council yet."""
        return self.first() or Organisation(id=1)


class Organisation(models.Model):
    """The council whose plans these are: one row.

    `mail_server` is the one that was tried last, `mail_answer` why it did not take the test (empty: it did), and
    `mail_came_at` when somebody said that the test has come. `second_factor` is empty until somebody has decided.
    """

    class SecondFactor(models.TextChoices):
        NOBODY = "nobody", "Nobody has to"
        ADMINISTRATORS = "administrators", "Administrators"
        OFFICERS = "officers", "Administrators and officers"
        EVERYONE = "everyone", "Everyone"

    name = models.CharField(max_length=200)
    second_factor = models.CharField(max_length=20, choices=SecondFactor, blank=True)
    schemes_agreed = models.BooleanField(default=False)
    setup_put_off = models.BooleanField(default=False)
    mail_server = models.CharField(max_length=400, blank=True)
    mail_sent_to = models.EmailField(blank=True)
    mail_tested_at = models.DateTimeField(null=True, blank=True)
    mail_answer = models.CharField(max_length=400, blank=True)
    mail_came_at = models.DateTimeField(null=True, blank=True)

    objects = OrganisationManager()
    history = Trail()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_organisation")]

    def __str__(self):
        return self.name

    @property
    def policy(self) -> str:
        """Who must use 2-step verification: as the server was told, else as an administrator has said."""
        return settings.SECOND_FACTOR_POLICY or self.second_factor or self.SecondFactor.NOBODY
