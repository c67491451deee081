"""The site's addresses and one more: an edition that a test holds in its hand, beside a plan."""

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.urls import include, path

from plans.importing import read_plan
from plans.models import Plan
from plans.views.editions.page import edition


def beside(request, slug):
    plan = get_object_or_404(Plan.objects.visible_to(request.user), slug=slug)
    data = settings.EDITION.encode()
    return edition(request, plan=plan, document=read_plan(data, name="later.md"), data=data, name="later.md")


urlpatterns = [path("plans/<slug:slug>/edition/", beside, name="edition"), path("", include("actionplans.urls"))]
