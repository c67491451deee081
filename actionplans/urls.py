"""Every address of the site."""

from allauth.account import views as account
from django.urls import include, path
from django.views.decorators.http import require_safe

from actionplans import views
from actionplans.accounts import SignIn

urlpatterns = [
    path("", require_safe(views.home), name="home"),
    path("health/", require_safe(views.health), name="health"),
    path("help/", require_safe(views.page), {"name": "help"}, name="help"),
    path("accessibility/", require_safe(views.page), {"name": "accessibility"}, name="accessibility"),
    path("privacy/", require_safe(views.page), {"name": "privacy"}, name="privacy"),
    path("account/sign-in/", SignIn.as_view(), name="account_login"),
    path("account/sign-out/", account.logout, name="account_logout"),
    path("account/inactive/", account.account_inactive, name="account_inactive"),
    path("", include("plans.urls")),
    path("", include("audits.urls")),
    path("", include("reports.urls")),
]

handler400 = "actionplans.views.bad_request"
handler403 = "actionplans.views.denied"
handler404 = "actionplans.views.not_found"
handler500 = "actionplans.views.broken"
