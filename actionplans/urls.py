"""Every address of the site."""

from django.urls import include, path
from django.views.decorators.http import require_http_methods, require_safe

from actionplans import setup, views
from actionplans.accounturls import urlpatterns as account_pages

forms = require_http_methods(["GET", "HEAD", "POST"])

urlpatterns = [
    path("", require_safe(views.home), name="home"),
    path("health/", require_safe(views.health), name="health"),
    path("ready/", require_safe(views.ready), name="ready"),
    path("setup/", forms(setup.setup), name="setup"),
    path("setup/council/", forms(setup.council), name="setup_council"),
    path("setup/second-factor/", forms(setup.second_factor), name="setup_second_factor"),
    path("help/", require_safe(views.page), {"name": "help"}, name="help"),
    path("accessibility/", require_safe(views.page), {"name": "accessibility"}, name="accessibility"),
    path("privacy/", require_safe(views.page), {"name": "privacy"}, name="privacy"),
    path("account/", include(account_pages)),
    path("", include("plans.urls")),
    path("", include("audits.urls")),
    path("", include("reports.urls")),
]

handler400 = "actionplans.views.bad_request"
handler403 = "actionplans.views.denied"
handler404 = "actionplans.views.not_found"
handler429 = "actionplans.views.too_many"
handler500 = "actionplans.views.broken"
