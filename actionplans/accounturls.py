"""The addresses under account/: those of allauth's views that are used here, one by one, and our own beside them."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import path, re_path
from django.views.decorators.http import require_http_methods, require_safe

from actionplans import councilaccount, ownaccount
from actionplans.accounts import AskForCode, EnterCode, SignIn

forms = require_http_methods(["GET", "HEAD", "POST"])

urlpatterns = [
    path("", require_safe(ownaccount.own_account), name="account"),
    path("sign-in/", SignIn.as_view(), name="account_login"),
    path("sign-in/code/", AskForCode.as_view(), name="account_request_login_code"),
    path("sign-in/code/enter/", EnterCode.as_view(), name="account_confirm_login_code"),
    path("sign-in/again/", account.reauthenticate, name="account_reauthenticate"),
    path("sign-in/council/", require_safe(councilaccount.sign_in), name="council_login"),
    path(
        "sign-in/council/back/",
        councilaccount.come_back,
        {"provider_id": councilaccount.PROVIDER},
        name="openid_connect_callback",
    ),
    path("sign-out/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("invitation/", forms(ownaccount.accept), name="accept_invitation"),
    path("invitation/<str:token>/", require_safe(ownaccount.open_invitation), name="open_invitation"),
    path("password/", account.password_change, name="account_change_password"),
    path("password/first/", account.password_set, name="account_set_password"),
    path("password/forgotten/", account.password_reset, name="account_reset_password"),
    path("password/forgotten/sent/", account.password_reset_done, name="account_reset_password_done"),
    path("password/new/done/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("second-factor/", require_safe(ownaccount.to_own_account), name="mfa_index"),
    path("second-factor/code/", mfa.authenticate, name="mfa_authenticate"),
    path("second-factor/code/again/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("second-factor/set-up/", ownaccount.SetUpSecondFactor.as_view(), name="mfa_activate_totp"),
    path("second-factor/turn-off/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("second-factor/recovery-codes/", require_safe(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("second-factor/recovery-codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("sessions/", ownaccount.Sessions.as_view(), name="usersessions_list"),
    path("sessions/<int:pk>/end/", forms(ownaccount.end), name="end_own_session"),
]
