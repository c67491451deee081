"""A page on which somebody decides on an action: what was done since they opened it, and what they typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from audits.timeline import timeline
from plans.forms.decisions import DecisionForm, ExtensionForm
from plans.models import Action
from plans.operations.freshness import newest_act
from plans.views.sent import refusals


@dataclass(frozen=True, slots=True)
class Sitting:
    """One look at such a page. `seen` is the newest act on the action when it was opened: it is read before anything
    that the page shows, so that nothing can slip in between; `asked` is what the form bore that was sent."""

    form: DecisionForm | ExtensionForm
    seen: int
    asked: int | None = None
    status: int = 200
    done: str = ""

    def context(self, action: Action) -> dict:
        """What the templates of these pages share; `news` is what was done since the page was opened."""
        news = []
        if self.form.is_stale and self.asked is not None:
            news = [entry for entry in timeline(action) if entry.act.pk > self.asked]
        error = self.form.error if self.status != 200 else None
        return {"form": self.form, "seen": self.seen, "news": news, "error": error, "typed": self.form.typed}


def sit(request, action: Action, form: DecisionForm | ExtensionForm, write: Callable[[], str]) -> Sitting:
    """Open the page for the action; on POST let `write` decide as the form says. It returns what to say of it, and
    raises Refused. What came since is not seen by being refused for something else."""
    if request.method != "POST":
        return Sitting(form, newest_act(action))
    if form.is_valid():
        with refusals(form):
            return Sitting(form, 0, done=write())
    asked = form.cleaned_data["seen"]
    seen = newest_act(action) if asked is None or form.is_stale else asked
    return Sitting(form, seen, asked, form.http_status)
