"""The calendar feed, for whoever knows its secret address."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date

from plans import clock
from plans.models import CalendarAddress
from plans.operations.reminders import calendar_digest
from reports.calendar import calendar, standing_of


@login_not_required
def calendar_feed(request, secret):
    """The calendar of the person whose address it is; 404 for an address that is unknown or withdrawn, and for
    somebody whose account is closed. 304 for a programme that has it already."""
    known = CalendarAddress.objects.filter(withdrawn=False, user__is_active=True).select_related("user")
    user = get_object_or_404(known, digest=calendar_digest(secret)).user
    on = clock.today()
    digest, changed = standing_of(user, on=on)
    etag, when = f'"{digest}"', int(changed.timestamp())
    if when > clock.now().timestamp():  # recorded by a clock that was fast: further changes may bear the same second
        when = None
    response = get_conditional_response(request, etag, when)  # nothing is written for who has it already
    if response is None:
        body = calendar(user, on=on, stamp=changed)
        response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
        response.headers["ETag"] = etag
        if when is not None:
            response.headers["Last-Modified"] = http_date(when)
    patch_cache_control(response, private=True, no_cache=True)
    return response
