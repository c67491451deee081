"""People and what they may do in each plan."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower

from plans.models.change import Trail


class UserQuerySet(models.QuerySet):
    def search(self, words: str):
        """Those in whose name, job title or address each of these words stands."""
        found = self
        for word in words.split():
            found = found.filter(Q(name__icontains=word) | Q(job_title__icontains=word) | Q(email__icontains=word))
        return found

    def active(self):
        return self.filter(is_active=True)

    def without_role(self):
        """Active, no administrator, and with no role in any plan: they see nothing when they sign in."""
        held = Membership.objects.filter(user=OuterRef("pk"), withdrawn=False)
        return self.active().filter(~Exists(held), is_administrator=False)

    def invited(self):
        """Those who were invited and have not come yet."""
        waiting = Invitation.objects.filter(user=OuterRef("pk"), status=Invitation.Status.OPEN)
        return self.active().filter(Exists(waiting))

    def with_second_factor(self):
        return self.filter(authenticator__type="totp")

    def needing_second_factor(self, policy: str):
        """The active people of whom the policy (`SECOND_FACTOR_POLICIES`) asks one, whether they have it or not."""
        officers = Membership.objects.filter(user=OuterRef("pk"), withdrawn=False, role=Membership.Role.OFFICER)
        match policy:
            case "everyone":
                return self.active()
            case "officers":
                return self.active().filter(Q(is_administrator=True) | Exists(officers))
            case "administrators":
                return self.active().filter(is_administrator=True)
        return self.none()


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)

    def create_superuser(self, email, password=None, **fields):
        """There is no door past the trail: `manage.py createsuperuser` says which one to take."""
        raise NotImplementedError("Use: manage.py people add EMAIL --name NAME --administrator")


class User(AbstractBaseUser):
    """A person who signs in. Deactivated when they leave, never deleted. `last_seen_at` is when they last asked for
    a page, to within a few minutes."""

    email = models.EmailField("e-mail address", unique=True)
    name = models.CharField(max_length=200)
    job_title = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)
    is_administrator = models.BooleanField(default=False)
    last_seen_at = models.DateTimeField(null=True, blank=True)

    objects = UserManager()
    history = Trail(excluded_fields=["password", "last_login", "last_seen_at"])

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


class Invitation(models.Model):
    """A letter to somebody whose account was opened for them. Its link bears `number`, which each letter raises, so
    that only the newest link works, until `expires_at`, and once."""

    class Status(models.TextChoices):
        OPEN = "open", "Not answered yet"
        ACCEPTED = "accepted", "Accepted"
        WITHDRAWN = "withdrawn", "Withdrawn"

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="invitations")
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    number = models.PositiveSmallIntegerField(default=0)
    sent_by_name = models.CharField(max_length=200)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    history = Trail()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(status="open"), name="one_open_invitation_a_person"
            )
        ]


class Organisation(models.Model):
    """The council whose plans these are: one row."""

    name = models.CharField(max_length=200)

    history = Trail()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_organisation")]

    def __str__(self):
        return self.name
