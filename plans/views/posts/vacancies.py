"""Who holds what nobody is asked for: one table, with accounts proposed by likeness, and invitations for the rest."""

from __future__ import annotations

from collections import defaultdict

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Q
from django.shortcuts import redirect, render

from plans import leadnames, mailserver
from plans.clock import today
from plans.forms.posts import Filling, FillingForm
from plans.models import Holding, Lead, Membership, User
from plans.operations.people import hand_over, invite
from plans.operations.people.posts import plans_led_by
from plans.permissions.people import can_appoint, can_give_roles, can_see_posts
from plans.permissions.permission import Denied
from plans.views.people.invitations import root_of
from plans.views.sent import Refusal, refusals, sent
from plans.wording import listed

MOST = 60
"""Lines on one page; those who lead most come first."""

LIKE = 0.87
"""How like a job title has to be to a post's name for its account to be proposed."""


def fill_posts(request):
    """The table; POST says who holds each that was ticked or typed, and invites those without an account."""
    can_see_posts.check(request.user)
    lines, more = _lines(request.user)
    form = FillingForm(lines, sent(request))
    if request.method == "POST" and not form.errors and form.choices:
        _fill(request, form)
        return redirect("fill_posts")
    context = {
        "form": form,
        "more": more,
        "people": User.objects.active().order_by("name", "pk"),
        "nothing": request.method == "POST" and not form.errors,
    }
    return render(request, "plans/posts/vacancies.html", context, status=422 if request.method == "POST" else 200)


def _lines(user: User) -> tuple[list[Filling], int]:
    """The leads that nobody with an account holds today and whose holder this person says; how many more there are."""
    on = today()
    part = Q(assignments__withdrawn=False, assignments__action__withdrawn=False)
    held = Holding.objects.on(on).exclude(user=None).values("lead")
    found = Lead.objects.current().visible_to(user).exclude(pk__in=held)
    found = found.annotate(actions=Count("assignments__action", filter=part, distinct=True))
    leads = [lead for lead in found.order_by("-actions", "name", "pk") if can_appoint.allows(user, lead)]
    shown = leads[:MOST]
    names = {each.lead_id: each.name for each in Holding.objects.on(on).filter(lead__in=shown, user=None)}
    people, aliases = list(User.objects.active().order_by("pk")), _aliases(shown)
    lines = [_line(lead, names.get(lead.pk, ""), aliases[lead.pk], people) for lead in shown]
    return lines, len(leads) - len(shown)


def _line(lead: Lead, holder: str, aliases: list[str], people: list[User]) -> Filling:
    line = Filling(lead=lead, proposed=None, holder=holder)
    line.proposed = _proposed(lead, line.known_name, aliases, people)
    return line


def _proposed(lead: Lead, named: str, aliases: list[str], people: list[User]) -> User | None:
    """The one account of that person's name; else the one whose job title is most like the post's."""
    if named:
        same = [user for user in people if leadnames.key(user.name) == leadnames.key(named)]
        return same[0] if len(same) == 1 else None
    like = defaultdict(list)
    for user in people:
        if user.job_title:
            like[max(leadnames.likeness(user.job_title, name) for name in (lead.name, *aliases))].append(user)
    best = max(like, default=0)
    return like[best][0] if best >= LIKE and len(like[best]) == 1 else None


def _aliases(leads: list[Lead]) -> dict[int, list[str]]:
    found = defaultdict(list)
    for lead in Lead.objects.filter(pk__in=[lead.pk for lead in leads]).prefetch_related("aliases"):
        found[lead.pk] = [alias.name for alias in lead.aliases.all()]
    return found


def _fill(request, form: FillingForm) -> None:
    """Person by person, each by themselves: what was done stays done where a later one is refused, and is named."""
    posts: dict[User | tuple[str, str], list[Lead]] = {}
    for lead, whom in form.choices:
        posts.setdefault(whom if isinstance(whom, User) else (whom[0], _first_name(form, whom[0])), []).append(lead)
    done, invited = [], False
    for whom, leads in posts.items():
        names = listed([lead.name for lead in leads])
        refusal = Refusal()
        with refusals(refusal, also=(Denied,)):
            user, notes = _given(request, whom, leads)
            is_new = not isinstance(whom, User)
            invited = invited or is_new
            done.append(f"{user}{f' ({user.email}), who is invited,' if is_new else ''} holds {names}")
            for note in notes:
                messages.warning(request, note)
        if refusal.error:
            messages.warning(request, f"Nothing is done for {names}: {refusal.error}")
    if done:
        messages.success(request, f"{'; '.join(done)}.{_of_mail() if invited else ''}")


def _given(request, whom: User | tuple[str, str], leads: list[Lead]) -> tuple[User, list[str]]:
    """One person and what they hold from now on: invited and appointed together, or neither. What there is to know of
    it besides. Raises Refused and Denied."""
    with transaction.atomic():
        user = whom if isinstance(whom, User) else _invited(request, *whom, leads)
        notes = _hold(request, leads, user)
    unsent = user.invitations.exclude(failure="").first() if user is not whom else None
    if unsent:
        notes.append(f"No e-mail went to {user.email}. {unsent.failure}")
    return user, notes


def _of_mail() -> str:
    """What has to be known of the letters while nobody has seen that mail arrives."""
    if mailserver.state_now() == mailserver.PROVEN:
        return ""
    return (
        " Nobody has seen yet whether mail from here arrives. The plan’s page of people shows a link to hand to each "
        "who has not come."
    )


def _first_name(form: FillingForm, email: str) -> str:
    """One person is invited once, by the name that was typed first."""
    return next(whom[1] for _lead, whom in form.choices if isinstance(whom, tuple) and whom[0] == email)


def _invited(request, email: str, name: str, leads: list[Lead]) -> User:
    """Invite somebody as a contributor of the first plan in which they lead and this person gives roles."""
    mine = [plan for plan in plans_led_by(leads) if can_give_roles.allows(request.user, plan)]
    plan, role = (mine[0], Membership.Role.CONTRIBUTOR) if mine else (None, "")
    invited = invite(by=request.user, email=email, name=name, root=root_of(request), plan=plan, role=role, tells=False)
    return invited.user


def _hold(request, leads: list[Lead], user: User) -> list[str]:
    """From the beginning where nobody held it before, else from today. Returns what is still to be done by others."""
    notes = []
    held_before = set(Holding.objects.filter(lead__in=leads).values_list("lead_id", flat=True))
    for from_on in (None, today()):
        some = [lead for lead in leads if (lead.pk in held_before) == (from_on is not None)]
        if not some:
            continue
        told = hand_over(by=request.user, leads=some, to=user, from_on=from_on)
        if told.still_to_give:
            titles = listed([plan.title for plan in told.still_to_give])
            notes.append(f"{user} has no role yet in {titles}: ask the plan’s officer to give them one.")
    return notes
