"""People and what they may do in each plan."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from plans.models.change import Trail


class UserManager(BaseUserManager):
    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)

    def create_superuser(self, email, password=None, **fields):
        """There is no door past the trail: `manage.py createsuperuser` says which one to take."""
        raise NotImplementedError("Use: manage.py people add EMAIL --name NAME --administrator")


class User(AbstractBaseUser):
    """A person who signs in. Deactivated when they leave, never deleted."""

    email = models.EmailField("e-mail address", unique=True)
    name = models.CharField(max_length=200)
    job_title = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)
    is_administrator = models.BooleanField(default=False)

    objects = UserManager()
    history = Trail(excluded_fields=["password", "last_login"])

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_an_address")]

    def __str__(self):
        return self.name or self.email


class Membership(models.Model):
    """A person's role in a plan. It ends by being withdrawn."""

    class Role(models.TextChoices):
        OFFICER = "officer", "Officer"
        MANAGER = "manager", "Manager"
        CONTRIBUTOR = "contributor", "Contributor"
        VIEWER = "viewer", "Viewer"

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    plan = models.ForeignKey("plans.Plan", on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)
    withdrawn = models.BooleanField(default=False)

    history = Trail()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "plan"], name="one_role_a_person_and_plan")]


class Organisation(models.Model):
    """The council whose plans these are: one row."""

    name = models.CharField(max_length=200)

    history = Trail()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_organisation")]

    def __str__(self):
        return self.name
