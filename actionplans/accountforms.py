"""allauth's forms in the words of our pages."""

from __future__ import annotations

import logging

from allauth.account import forms as account
from allauth.core import context
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.contrib.auth.password_validation import validate_password

from actionplans import throttle
from actionplans.accounts import named
from plans.events import note

RULES = "At least 12 characters. Three or four words that have nothing to do with each other are easy to remember."


class _Worded:
    """Gives each field its label, hint and the sentence for its being empty."""

    WORDS: dict[str, tuple[str, str, str]] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, (label, hint, missing) in self.WORDS.items():
            field = self.fields[name]
            field.label, field.help_text = label, hint
            field.error_messages["required"] = missing
            if getattr(field, "max_length", None):
                field.error_messages["max_length"] = f"Enter {field.max_length:,} characters or fewer."
            field.widget.attrs.pop("placeholder", None)


NEW = {
    "password1": ("New password", RULES, "Enter a new password."),
    "password2": ("New password again", "", "Enter the new password a second time."),
}


class ChangePassword(_Worded, account.ChangePasswordForm):
    WORDS = {"oldpassword": ("Present password", "", "Enter the password you sign in with now."), **NEW}


class SetPassword(_Worded, account.SetPasswordForm):
    WORDS = NEW


class PasswordByMail(_Worded, account.ResetPasswordKeyForm):
    WORDS = NEW


class ForgottenPassword(_Worded, account.ResetPasswordForm):
    WORDS = {"email": ("E-mail address", "The one you sign in with.", "Enter your e-mail address.")}


class AskForCode(_Worded, account.RequestLoginCodeForm):
    """To an account and from an address only so many go out, so that nobody's box is filled."""

    WORDS = {"email": ("E-mail address", "The one you sign in with.", "Enter your e-mail address.")}

    def clean_email(self):
        email = super().clean_email()
        if not throttle.may_send_code(context.request, email.lower()):
            note("sign-in", "code refused", level=logging.WARNING, **named(email))
            raise forms.ValidationError(
                "Several codes were sent a short while ago. Use the latest of them, or wait an hour and try again."
            )
        note("sign-in", "code asked for", **named(email))
        return email


class CodeByMail(_Worded, account.ConfirmLoginCodeForm):
    WORDS = {"code": ("Code", "The eight letters that stand in the e-mail.", "Enter the code that we sent.")}

    def clean_code(self):
        try:
            return super().clean_code()
        except forms.ValidationError as error:
            raise forms.ValidationError(
                "That code does not fit. Copy it from the latest e-mail; after three wrong ones, ask for another."
            ) from error


class Reauthenticate(_Worded, account.ReauthenticateForm):
    WORDS = {"password": ("Password", "", "Enter your password.")}


CODE = "The six digits that your authenticator app shows now, or one of your recovery codes."


class Code(_Worded, mfa.AuthenticateForm):
    WORDS = {"code": ("Code", CODE, "Enter the code that your app shows.")}


class CodeAgain(_Worded, mfa.ReauthenticateForm):
    WORDS = {"code": ("Code", CODE, "Enter the code that your app shows.")}


class FirstCode(_Worded, ActivateTOTPForm):
    WORDS = {
        "code": ("Code from the app", "The six digits that it shows now.", "Enter the six digits that the app shows.")
    }


class FirstPassword(_Worded, forms.Form):
    """The password that somebody invited chooses; checked against the rules for `user`."""

    WORDS = NEW
    password1 = forms.CharField(strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))
    password2 = forms.CharField(strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))

    def __init__(self, *args, user, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_password1(self):
        validate_password(self.cleaned_data["password1"], self.user)
        return self.cleaned_data["password1"]

    def clean(self):
        first, second = self.cleaned_data.get("password1"), self.cleaned_data.get("password2")
        if first and second and first != second:
            self.add_error("password2", "The two passwords differ. Enter the same one twice.")
