"""Who has which role in a plan: for its officers, and for administrators."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render

from plans.forms.address import Number, PagedAddress, in_address
from plans.forms.people import ROLES, RoleForm
from plans.models import Invitation, Membership, Plan, User
from plans.operations.people import grant_role, withdraw_role
from plans.permissions.people import can_change_role, can_give_roles
from plans.views.list_files import Columns, list_file
from plans.views.looks import Look
from plans.views.sent import refusals, sent
from plans.worklists import deciders

A_PAGE = 50


class PersonAddress(PagedAddress):
    person = Number()


def plan_people(request, slug):
    """Those with a role in the plan, by role, and somebody else to give one to."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user), slug=slug)
    can_give_roles.check(request.user, plan)
    asked = in_address(request, PersonAddress)
    if asked["person"] and User.objects.active().filter(pk=asked["person"]).exists():
        return redirect("plan_role", slug=plan.slug, person=asked["person"])
    held = plan.memberships.filter(withdrawn=False).select_related("user")
    order = list(Membership.Role.values)
    members = sorted(held, key=lambda each: (order.index(each.role), each.user.name))
    others = User.objects.active().exclude(pk__in=[each.user_id for each in members]).order_by("name", "pk")
    waiting = Invitation.objects.filter(user__in=[each.user_id for each in members], status=Invitation.Status.OPEN)
    invited = set(waiting.values_list("user_id", flat=True))
    file = list_file(request, f"people-{plan.slug}", _columns(invited), members)
    if file:
        return file
    context = {
        "plan": plan,
        "page": Paginator(members, A_PAGE).get_page(asked["page"]),
        "others": list(others),
        "lacks_manager": plan.status != Plan.Status.CLOSED and not deciders(plan),
        "invited": invited,
    }
    return render(request, "plans/people/plan_people.html", context)


def _columns(invited: set[int]) -> Columns:
    """The members as a file; `invited` are those who have not come yet."""

    def account(member) -> str:
        if not member.user.is_active:
            return "Account closed"
        return "Invited, not yet come" if member.user_id in invited else ""

    return {
        "Name": lambda member: member.user.name,
        "Job title": lambda member: member.user.job_title,
        "Account": account,
        "Role": lambda member: member.get_role_display(),
    }


def plan_role(request, slug, person):
    """One person's role in the plan: give it, change it, end it."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user), slug=slug)
    can_give_roles.check(request.user, plan)
    somebody = get_object_or_404(User, pk=person)
    membership = plan.memberships.filter(user=somebody).first() or Membership(user=somebody, plan=plan, withdrawn=True)
    can_change_role.check(request.user, membership)
    look = Look(request, membership)
    now = RoleForm.NONE if membership.withdrawn else membership.role
    form = RoleForm(sent(request), initial={"role": "" if membership.withdrawn else now})
    if form.is_valid():
        with refusals(form, look):
            messages.success(request, _change(request.user, membership, form.cleaned_data, look.asked))
            return redirect("plan_people", slug=plan.slug)
        membership = plan.memberships.filter(user=somebody).first() or membership
    context = {
        "plan": plan,
        "person": somebody,
        "membership": membership,
        "form": form,
        "roles": [(role.value, role.label, ROLES[role]) for role in Membership.Role],
        **look.context(),
    }
    return render(request, "plans/people/plan_role.html", context, status=form.http_status)


def _change(by, membership: Membership, chosen: dict, seen: int | None) -> str:
    """Do it; returns the words that say so."""
    person, plan = membership.user, membership.plan
    if chosen["role"] != RoleForm.NONE:
        given = grant_role(by=by, user=person, plan=plan, role=chosen["role"], seen=seen, door="web")
        return f"{person} is now {given.get_role_display().lower()} of {plan}."
    if membership.withdrawn:
        return f"{person} has no role in {plan}, as before."
    withdraw_role(by=by, membership=membership, why=chosen["why"], seen=seen, door="web")
    return f"{person} has no role in {plan} any more."
