"""What the site keeps of signing in. No part of the trail: nobody's act, and forgotten after a while."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class SignInPlace(models.Model):
    """One address from which somebody came, or tried to, to one account. `failed` counts since the owner of the
    account last signed in, from wherever that was."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sign_in_places")
    address = models.CharField(max_length=45)
    failed = models.PositiveIntegerField(default=0)
    first_failed_at = models.DateTimeField(null=True)
    last_failed_at = models.DateTimeField(null=True)
    came_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "address"], name="one_place_of_an_account_an_address")]

    def __str__(self):
        return self.address
