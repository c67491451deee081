"""One's own account: password, second factor, where one is signed in; and the first time, by invitation."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.usersessions.models import UserSession
from allauth.usersessions.views import ListUserSessionsView
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from actionplans import secondfactor
from actionplans.accountforms import FirstPassword
from actionplans.councilaccount import name_of_service
from actionplans.signals import TOLD
from plans.clock import today
from plans.forms.address import AddressForm, PageNumber, in_address
from plans.models import Holding, Membership
from plans.operations.people import accept_invitation, check_acceptable, end_session, end_sessions, invitation_of
from plans.views.held import SESSION_KEY
from plans.views.sent import Refusal, refusals, sent
from plans.worklists import my_actions

A_PAGE = 50


class OwnAddress(AddressForm):
    roles = PageNumber()


def own_account(request):
    """What one can change oneself, and what others have given one."""
    user = request.user
    sessions = UserSession.objects.purge_and_list(user)
    roles = Membership.objects.filter(user=user, withdrawn=False).select_related("plan").order_by("plan__title")
    context = {
        "sessions": len(sessions),
        "has_second_factor": secondfactor.has(user),
        "must_have": secondfactor.must_have(user),
        "roles": Paginator(roles, A_PAGE).get_page(in_address(request, OwnAddress)["roles"]),
        "posts": list(
            Holding.objects.filter(user=user).not_over(today()).select_related("lead").order_by("lead__name")
        ),
        "service": name_of_service(),
        "failed_attempts": request.session.get(TOLD, ""),
    }
    return render(request, "account/own.html", context)


def to_own_account(request):
    """Where allauth leads when a second factor was set up or turned off: to the form that waits, if one does, or to
    where somebody was going who had to set one up first."""
    waiting, landing = request.session.get(SESSION_KEY), request.session.pop(secondfactor.LANDING, "")
    return redirect(waiting["path"] if waiting else landing or "account")


class SetUpSecondFactor(ActivateTOTPView):
    """allauth's page, which also says whether the set-up can be left."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, must_have_second_factor=secondfactor.must_have(self.request.user))


class Sessions(ListUserSessionsView):
    """allauth's page; ending all the others goes through the verb, so that it is in the trail."""

    def form_valid(self, form):
        end_sessions(by=self.request.user, user=self.request.user, but=self.request.session.session_key or "")
        messages.success(self.request, "You are signed out everywhere else.")
        return redirect("usersessions_list")


@require_POST
def end(request, pk):
    """End one of one's own sessions. Somebody else's is a 404."""
    session = get_object_or_404(UserSession, pk=pk, user=request.user)
    end_session(by=request.user, user=request.user, session=session)
    messages.success(request, "That session is ended.")
    return redirect("usersessions_list")


INVITATION = "invitation"
"""Where the session keeps an invitation's token while a password is chosen, so that it stands in no address."""


@login_not_required
@never_cache
def open_invitation(request, token):
    """What an invitation's link leads to: the page to choose a password, or with status 410 why it no longer works."""
    invitation, is_newest = invitation_of(token)
    refusal = Refusal()
    with refusals(refusal):
        check_acceptable(invitation, is_newest, at=timezone.now())
        request.session[INVITATION] = token
        return redirect("accept_invitation")
    return _gone(request, refusal)


@login_not_required
@never_cache
@sensitive_post_parameters("password1", "password2")
def accept(request):
    """Choosing a password by invitation; signed in with it at once."""
    now, token = timezone.now(), request.session.get(INVITATION, "")
    invitation, is_newest = invitation_of(token)
    refusal = Refusal()
    with refusals(refusal):
        check_acceptable(invitation, is_newest, at=now)
        form = FirstPassword(sent(request), user=invitation.user)
        if form.is_valid():
            user = accept_invitation(token=token, password=form.cleaned_data["password1"], at=now)
            del request.session[INVITATION]
            where = invited_to(user)
            login = Login(user=user, email=user.email, redirect_url=where)
            response = perform_password_login(request, {"email": user.email}, login)
            if secondfactor.must_have(user) and not secondfactor.has(user):
                request.session[secondfactor.LANDING] = where
            return response
        context = {"invitation": invitation, "form": form, "service": name_of_service()}
        return render(request, "account/invitation.html", context, status=422 if form.errors else 200)
    return _gone(request, refusal)


def invited_to(user) -> str:
    """What somebody was invited for: their actions, where a post of theirs leads some; else the one plan in which they
    have a part; else where everybody of their role begins."""
    if my_actions(user, on=today()).exists():
        return reverse("my_actions")
    plans = list(Membership.objects.filter(user=user, withdrawn=False).values_list("plan__slug", flat=True)[:2])
    return reverse("plan", args=plans) if len(plans) == 1 else reverse("home")


def _gone(request, refusal: Refusal):
    return render(request, "account/invitation_gone.html", {"reason": refusal.error}, status=410)
