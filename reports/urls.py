"""The addresses of what others see."""

from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reports.views import (
    actions,
    appendix,
    calendar,
    chase,
    issue,
    issued_paper,
    overview,
    papers,
    plan,
    register,
    reminders,
    since,
)

forms = require_http_methods(["GET", "HEAD", "POST"])

urlpatterns = [
    path("actions/", require_safe(actions.actions), name="actions"),
    path("actions.csv", require_safe(actions.actions_csv), name="actions_csv"),
    path("actions.xlsx", require_safe(actions.actions_xlsx), name="actions_xlsx"),
    path("overview/", require_safe(overview.overview), name="overview"),
    path("plans/<slug:slug>/", require_safe(plan.plan), name="plan"),
    path("plans/<slug:slug>/since/", require_safe(since.since), name="since"),
    path("plans/<slug:slug>/since.csv", require_safe(since.since_csv), name="since_csv"),
    path("plans/<slug:slug>/since.xlsx", require_safe(since.since_xlsx), name="since_xlsx"),
    path("plans/<slug:slug>/appendix/", forms(appendix.appendix), name="appendix"),
    path("plans/<slug:slug>/periods/<int:pk>/paper/", forms(issue.period_paper), name="period_paper"),
    path("plans/<slug:slug>/periods/<int:pk>/paper/preview/", require_POST(issue.paper_preview), name="paper_preview"),
    path("plans/<slug:slug>/papers/", forms(register.issued), name="issued"),
    path("papers/", forms(register.issued_everywhere), name="issued_everywhere"),
    path("issued/<int:pk>/", forms(issued_paper.issued_paper), name="issued_paper"),
    path("issued/files/<int:pk>/", require_safe(issued_paper.issued_file), name="issued_file"),
    path("papers/<int:pk>/", require_safe(papers.paper_order), name="paper_order"),
    path("papers/<int:pk>/file/", require_safe(papers.paper_file), name="paper_file"),
    path("papers/<int:pk>/pages/<int:number>.png", require_safe(papers.paper_page), name="paper_page"),
    path("papers/<int:pk>/progress/", require_safe(papers.paper_progress), name="paper_progress"),
    path("papers/<int:pk>/stop/", require_POST(papers.stop), name="stop_paper"),
    path("chase/", require_safe(chase.chase), name="chase"),
    path("chase/<slug:slug>/remind/", require_POST(chase.remind_people), name="remind"),
    path("chase/<slug:slug>/try-again/", require_POST(chase.try_reminders_again), name="try_reminders_again"),
    path("reminders/", forms(reminders.reminders), name="reminders"),
    path("reminders/calendar/", require_POST(reminders.calendar_address), name="calendar_address"),
    path("reminders/stop/<str:token>/", forms(reminders.stop_reminders), name="stop_reminders"),
    path("calendar/<str:secret>.ics", require_safe(calendar.calendar_feed), name="calendar_feed"),
]
