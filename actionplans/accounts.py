"""Signing in and out: django-allauth with accounts that only an administrator opens."""

from __future__ import annotations

from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.views import LoginView

from actionplans import held


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves; nobody is told twice that they have signed in."""

    def is_open_for_signup(self, request):
        return False

    def add_message(self, request, level, message_template=None, message_context=None, extra_tags="", message=None):
        return None


class SignIn(LoginView):
    """The sign-in form; hands on what was typed before the session ended."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, held=self.request.POST.get(held.FIELD, ""))

    def form_valid(self, form):
        packed = self.request.POST.get(held.FIELD, "")
        response = super().form_valid(form)
        if packed and self.request.user.is_authenticated:
            held.keep(self.request.session, urlsplit(response.url).path, packed)
        return response

    def form_invalid(self, form):
        response = super().form_invalid(form)
        response.status_code = 422
        return response
