"""The addresses of what others see."""

from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reports.views import appendix, calendar, chase, overview, plan, reminders

forms = require_http_methods(["GET", "HEAD", "POST"])

urlpatterns = [
    path("overview/", require_safe(overview.overview), name="overview"),
    path("plans/<slug:slug>/", require_safe(plan.plan), name="plan"),
    path("plans/<slug:slug>/appendix/", require_safe(appendix.appendix), name="appendix"),
    path("chase/", require_safe(chase.chase), name="chase"),
    path("chase/<slug:slug>/remind/", require_POST(chase.remind_people), name="remind"),
    path("chase/<slug:slug>/try-again/", require_POST(chase.try_reminders_again), name="try_reminders_again"),
    path("reminders/", forms(reminders.reminders), name="reminders"),
    path("reminders/calendar/", require_POST(reminders.calendar_address), name="calendar_address"),
    path("reminders/stop/<str:token>/", forms(reminders.stop_reminders), name="stop_reminders"),
    path("calendar/<str:secret>.ics", require_safe(calendar.calendar_feed), name="calendar_feed"),
]
