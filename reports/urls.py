"""The addresses of what others see."""

from django.urls import path

from reports.views import appendix, overview, plan

urlpatterns = [
    path("overview/", overview.overview, name="overview"),
    path("plans/<slug:slug>/", plan.plan, name="plan"),
    path("plans/<slug:slug>/appendix/", appendix.appendix, name="appendix"),
]
