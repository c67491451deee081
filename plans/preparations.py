"""What a council sets up before its plans can be worked with, and where each of it stands."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from plans import mailserver
from plans.models import Membership, Organisation, Plan, RagScheme, User
from plans.wording import listed

DONE, WAITS, TO_DO = "done", "waits", "to_do"
"""Done; begun, and waiting for the administrator; not begun."""

NAMED = 3
"""How many people are named who can do something."""


@dataclass(frozen=True, slots=True)
class People:
    """How far those who are to use it have come. `starters` may start a plan."""

    invited: int
    come: int
    administrators: int
    starters: tuple[str, ...]

    @property
    def named(self) -> str:
        """A few of those who may start a plan."""
        return listed(list(self.starters[:NAMED])) if self.starters else ""


@dataclass(frozen=True, slots=True)
class Plans:
    """The plans that are there, and those for which nobody has the part that they need."""

    number: int
    without_officer: tuple[Plan, ...]
    without_manager: tuple[Plan, ...]


@dataclass(frozen=True, slots=True)
class Preparations:
    """From each thing to set up to its state, with what is told of it."""

    organisation: Organisation
    mail: str
    states: dict[str, str]
    people: People
    plans: Plans
    scheme: RagScheme | None

    @property
    def done(self) -> int:
        return sum(state == DONE for state in self.states.values())

    @property
    def first(self) -> str:
        """What to do next: what waits, then what was not begun; empty where all is done."""
        return next((name for kind in (WAITS, TO_DO) for name, state in self.states.items() if state == kind), "")


def preparations(by: User) -> Preparations:
    """Where everything stands, for this administrator."""
    organisation, people, plans = Organisation.objects.here(), _people(by), _plans()
    mail = mailserver.state(organisation)
    states = {
        "name": DONE if organisation.name else TO_DO,
        "mail": DONE if mail == mailserver.PROVEN else WAITS if organisation.mail_tested_at else TO_DO,
        "people": DONE if people.invited else TO_DO,
        "second_factor": DONE if is_policy_decided(organisation) else TO_DO,
        "scheme": DONE if organisation.schemes_agreed or plans.number else TO_DO,
        "plan": WAITS if plans.without_officer or plans.without_manager else DONE if plans.number else TO_DO,
    }
    return Preparations(organisation, mail, states, people, plans, RagScheme.objects.filter(is_default=True).first())


def is_policy_decided(organisation: Organisation) -> bool:
    """Whether anybody has said who must use 2-step verification: on the server or here."""
    return organisation.policy != Organisation.SecondFactor.NOBODY or bool(organisation.second_factor)


def comes_first(by: User) -> bool:
    """Whether an administrator begins at what is to be set up: while something waits, unless that was put off; and
    again when mail went once and the server is another now."""
    organisation = Organisation.objects.here()
    fails = organisation.mail_came_at is not None and mailserver.state(organisation) != mailserver.PROVEN
    return fails or (not organisation.setup_put_off and bool(preparations(by).first))


def _people(by: User) -> People:
    others = User.objects.active().exclude(pk=by.pk)
    officers = Membership.objects.filter(user=OuterRef("pk"), role=Membership.Role.OFFICER, withdrawn=False)
    starters = others.filter(Q(starts_plans=True) | Exists(officers)).order_by("name", "pk")
    return People(
        invited=others.count(),
        come=others.exclude(last_login=None, last_seen_at=None).count(),
        administrators=User.objects.active().filter(is_administrator=True).count(),
        starters=tuple(starters.values_list("name", flat=True)),
    )


def _plans() -> Plans:
    there = Plan.objects.filter(withdrawn=False).exclude(status=Plan.Status.CLOSED).order_by("title", "pk")
    return Plans(
        number=Plan.objects.filter(withdrawn=False).count(),
        without_officer=tuple(there.lacking(Membership.Role.OFFICER)),
        without_manager=tuple(there.lacking(Membership.Role.MANAGER)),
    )
