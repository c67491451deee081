"""The addresses of what others see."""

from django.urls import path
from django.views.decorators.http import require_safe

from reports.views import appendix, overview, plan

urlpatterns = [
    path("overview/", require_safe(overview.overview), name="overview"),
    path("plans/<slug:slug>/", require_safe(plan.plan), name="plan"),
    path("plans/<slug:slug>/appendix/", require_safe(appendix.appendix), name="appendix"),
]
