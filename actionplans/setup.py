"""What a council sets up: a list with the state of each thing, and the acts that bring it further."""

from __future__ import annotations

import shutil

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from actionplans import secondfactor
from plans import mailserver
from plans.forms.organisation import CouncilForm, PolicyForm
from plans.models import Organisation
from plans.operations import organisation as verbs
from plans.operations.people import set_organisation
from plans.operations.schemes import default_scheme
from plans.permissions.people import can_administer
from plans.preparations import is_policy_decided, preparations
from plans.views.people.invitations import root_of
from plans.views.sent import refusals_told, sent, sent_by

POLICIES = {
    Organisation.SecondFactor.NOBODY: "Everybody may, on the page of their account.",
    Organisation.SecondFactor.ADMINISTRATORS: "Who gives access to others has to show a code besides the password.",
    Organisation.SecondFactor.OFFICERS: "And whoever runs a plan. A good beginning.",
    Organisation.SecondFactor.EVERYONE: "Also those who lead a few actions or only read. Each needs an app for it.",
}
"""What each policy comes to, as it stands beside the choice."""


def setup(request):
    """The list; POST does one of `ACTS` (302). For administrators."""
    can_administer.check(request.user, None)
    if request.method == "POST":
        act = next((act for do, act in ACTS.items() if sent_by(request, do=do)), None)
        return act(request) if act else redirect("setup")
    ready = preparations(request.user)
    context = {
        "ready": ready,
        "server": mailserver.name(),
        "sender": settings.DEFAULT_FROM_EMAIL,
        "is_same_server": ready.organisation.mail_server == mailserver.identity(),
        "has_second_factor": secondfactor.has(request.user),
        "is_policy_of_server": bool(settings.SECOND_FACTOR_POLICY),
        "policy": Organisation.SecondFactor(ready.organisation.policy).label,
        "is_policy_decided": is_policy_decided(ready.organisation),
        "address": settings.SITE_URL,
        "free": shutil.disk_usage(settings.DATA_DIR).free,
    }
    return render(request, "setup/setup.html", context)


def council(request):
    """The council's name; POST keeps it (302), or says what to mend (422)."""
    can_administer.check(request.user, None)
    form = CouncilForm(sent(request), initial={"name": Organisation.objects.here().name})
    if request.method == "POST" and form.is_valid():
        set_organisation(by=request.user, name=form.cleaned_data["name"], door="web")
        messages.success(request, "The council’s name is saved.")
        return redirect("setup")
    return render(request, "setup/council.html", {"form": form}, status=form.http_status)


def second_factor(request):
    """Who has to use 2-step verification; POST keeps it (302), or says what to mend (422)."""
    can_administer.check(request.user, None)
    if settings.SECOND_FACTOR_POLICY:
        messages.info(request, "Who has to use 2-step verification is set on the server, by REQUIRE_SECOND_FACTOR.")
        return redirect("setup")
    now = Organisation.objects.here()
    form = PolicyForm(sent(request), initial={"policy": now.second_factor})
    if request.method == "POST" and form.is_valid():
        kept = verbs.set_second_factor(by=request.user, policy=form.cleaned_data["policy"])
        messages.success(
            request, f"2-step verification: {kept.get_second_factor_display().lower()}. It holds from now on."
        )
        return redirect("setup")
    context = {"form": form, "policies": [(value.value, value.label, words) for value, words in POLICIES.items()]}
    return render(request, "setup/second_factor.html", context, status=form.http_status)


def _send(request):
    done = verbs.send_test_mail(by=request.user, root=root_of(request).rstrip("/"))
    if done.mail_answer:
        messages.warning(request, f"The test was not sent. {done.mail_answer}")
    else:
        messages.info(
            request,
            f"We handed the test for {done.mail_sent_to} to {mailserver.name()}. Look whether it has come, and say so "
            "here.",
        )
    return redirect("setup")


def _came(request):
    return _said(request, came=True)


def _not_come(request):
    return _said(request, came=False)


def _said(request, *, came: bool):
    with refusals_told(request):
        verbs.say_whether_mail_came(by=request.user, came=came)
        if came:
            messages.success(request, "Mail arrives. Invitations and reminders go by mail from now on.")
        else:
            messages.info(request, "Until a test has come, invitations show their link, for you to pass on.")
    return redirect("setup")


def _look_at_scheme(request):
    """To the scheme that new plans begin with, which is made now where no plan has asked for it yet."""
    return redirect(f"{reverse('scheme', args=[default_scheme().pk])}?from={reverse('setup')}")


def _agree(request):
    verbs.agree_schemes(by=request.user)
    messages.success(request, "New plans begin with these words. A plan’s officers can change its scheme at any time.")
    return redirect("setup")


def _put_off(request):
    verbs.put_off_setup(by=request.user)
    messages.success(request, "This page is no longer where you begin. It stays under People.")
    return redirect("people")


def _show(request):
    verbs.put_off_setup(by=request.user, put_off=False)
    return redirect("setup")


ACTS = {
    "send": _send,
    "came": _came,
    "not_come": _not_come,
    "look": _look_at_scheme,
    "agree": _agree,
    "put_off": _put_off,
    "show": _show,
}
"""From what is sent to what is done."""
