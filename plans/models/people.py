"""People and what they may do in each plan."""

from collections.abc import Callable
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.utils.functional import cached_property

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
        """Active, with no role in any plan, and neither an administrator nor somebody who may start one: they see
        nothing when they sign in."""
        held = Membership.objects.filter(user=OuterRef("pk"), withdrawn=False)
        return self.active().filter(~Exists(held), is_administrator=False, starts_plans=False)

    def invited(self):
        """Those who were invited and have not come yet."""
        waiting = Invitation.objects.filter(user=OuterRef("pk"), status=Invitation.Status.OPEN)
        return self.active().filter(Exists(waiting))

    def with_second_factor(self):
        return self.filter(authenticator__type="totp")

    def needing_second_factor(self, policy: str):
        """The active people of whom the policy (`Organisation.SecondFactor`) asks one, whether they have it or not."""
        officers = Membership.objects.filter(user=OuterRef("pk"), withdrawn=False, role=Membership.Role.OFFICER)
        match policy:
            case "everyone":
                return self.active()
            case "officers":
                return self.active().filter(Q(is_administrator=True) | Exists(officers))
            case "administrators":
                return self.active().filter(is_administrator=True)
        return self.none()


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]  # known only at run time
    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)

    def create_superuser(self, email, password=None, **fields):
        """There is no door past the trail: `manage.py createsuperuser` says which one to take."""
        raise NotImplementedError("Use: manage.py people add EMAIL --name NAME --administrator")


class User(AbstractBaseUser):
    """A person who signs in. Deactivated when they leave, never deleted. `starts_plans` is the right to begin a plan
    without having a part in any yet. `last_seen_at` is when they last asked for a page, to within a few minutes."""

    email = models.EmailField("e-mail address", unique=True)
    name = models.CharField(max_length=200)
    job_title = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)
    is_administrator = models.BooleanField(default=False)
    starts_plans = models.BooleanField(default=False)
    last_seen_at = models.DateTimeField(null=True, blank=True)

    objects = UserManager()
    history = Trail(excluded_fields=["password", "last_login", "last_seen_at"])

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    keeps_parts = False
    """Whether its parts, and what else follows from them, are asked once: while a page is only read nothing changes
    them."""

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_an_address")]

    def __str__(self):
        return self.name or self.email

    @cached_property
    def _kept(self) -> dict:
        return {}

    def once(self, what, ask: Callable):
        """What `ask` answers; where parts are kept, the first answer of that name."""
        if not self.keeps_parts:
            return ask()
        if what not in self._kept:
            self._kept[what] = ask()
        return self._kept[what]

    def forget_parts(self) -> None:
        """Ask for its parts anew."""
        self._kept.clear()

    @property
    def parts(self) -> dict[int, str]:
        """From each plan, by id, in which this person has a role to that role."""
        held = self.memberships.filter(withdrawn=False)
        return self.once("parts", lambda: dict(held.values_list("plan", "role")))

    def plans_as(self, *roles: str) -> list[int]:
        """The ids of the plans in which this person has one of these roles."""
        return [plan for plan, role in self.parts.items() if role in roles]

    @property
    def was_named(self) -> bool:
        """Whether this person was ever said to hold a post, on whatever day."""
        return bool(self._holdings)

    def held_on(self, day: date) -> list[int]:
        """The posts, by their ids, that this person holds on that day: those of what `HoldingQuerySet.on` finds."""
        return [
            lead
            for lead, begins, ends, merged in self._holdings
            if merged is None and (begins or day) <= day <= (ends or day)
        ]

    @property
    def _holdings(self) -> list[tuple]:
        rows = self.holdings.order_by().values_list("lead", "from_on", "to_on", "lead__merged_into")
        return self.once("holdings", lambda: list(rows))


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
    that only the newest link works, until `expires_at`, and once. `handed_over_at` is when the mail server took the
    letter, `failure` why it did not; that a letter came nobody knows before its link is used."""

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
    handed_over_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=300, blank=True)

    history = Trail(excluded_fields=["handed_over_at", "failure"])

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(status="open"), name="one_open_invitation_a_person"
            )
        ]
