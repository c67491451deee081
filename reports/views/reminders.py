"""One's own reminders: what they tell, switching off what may be switched off, and the address of one's calendar."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from plans.models import CalendarAddress, ReminderChoice, User
from plans.operations.reminders import choose_reminders, make_calendar_address, withdraw_calendar_address
from plans.operations.reminders import stop_reminders as switch_off
from plans.views.sent import sent, sent_by
from plans.wording import DAYS
from reports.forms.reminders import ReminderForm, as_chosen
from reports.reminders.addresses import absolute, who_stops


def reminders(request):
    """The page; POST keeps what was chosen (302)."""
    choice = ReminderChoice.objects.filter(user=request.user).first() or ReminderChoice()
    form = ReminderForm(sent(request), initial=as_chosen(choice))
    if form.is_valid():
        choose_reminders(by=request.user, user=request.user, without=form.without, weekly_on=form.weekly_on)
        messages.success(request, "Your reminders tell what you have chosen from now on.")
        return redirect("reminders")
    return _page(request, form)


@never_cache
def calendar_address(request):
    """Make a new address and show it, once; or, with `do` "withdraw", let the one there is answer nobody."""
    if sent_by(request, do="withdraw"):
        withdraw_calendar_address(by=request.user, user=request.user)
        messages.success(request, "The address of your calendar answers nobody any more.")
        return redirect("reminders")
    secret = make_calendar_address(by=request.user, user=request.user)
    choice = ReminderChoice.objects.filter(user=request.user).first() or ReminderChoice()
    return _page(request, ReminderForm(initial=as_chosen(choice)), address=absolute("calendar_feed", secret))


@login_not_required
@csrf_exempt
@never_cache
def stop_reminders(request, token):
    """Switch off all that may be switched off, by the signed link in a mail. A GET only asks: mail programmes open
    links by themselves. They also send the POST, as RFC 8058 has it, without a session or token of ours. A link that
    was cut, or whose account is closed, is told so (404)."""
    try:
        user = User.objects.get(pk=who_stops(token), is_active=True)
    except (signing.BadSignature, User.DoesNotExist):
        return render(request, "reports/stop_link_broken.html", status=404)
    kept = ReminderChoice.objects.filter(user=user).first() or ReminderChoice()
    if request.method == "POST":
        switch_off(by=user, user=user)
    context = {
        "person": user,
        "stopped": request.method == "POST",
        "weekly": "" if kept.weekly_on is None else DAYS[kept.weekly_on],
        "optional": ReminderChoice.OPTIONAL.values(),
    }
    return render(request, "reports/stop_reminders.html", context)


def _page(request, form: ReminderForm, *, address: str = ""):
    context = {
        "form": form,
        "calendar": CalendarAddress.objects.filter(user=request.user, withdrawn=False).first(),
        "address": address,
    }
    return render(request, "reports/reminders.html", context, status=form.http_status)
