"""A session that ended while somebody was writing must not cost them their words."""

from __future__ import annotations

from django.shortcuts import render

from actionplans import held


class KeepWhatWasTyped:
    """Answers a form that was sent without a session with the sign-in page, which carries what was typed."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.method != "POST" or request.user.is_authenticated:
            return None
        if not getattr(view, "login_required", True):
            return None
        files = [file.name for name in request.FILES for file in request.FILES.getlist(name)]
        context = {"next": request.get_full_path(), "held": held.pack(request.POST, files), "files": files}
        return render(request, "account/signed_out.html", context, status=401)
