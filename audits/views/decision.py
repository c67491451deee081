"""A page on which somebody decides on an action: what was done since they opened it, and what they typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from audits.timeline import timeline
from plans.models import Action
from plans.operations.errors import Refused
from plans.operations.freshness import Stale, newest_act, read_seen


@dataclass(frozen=True, slots=True)
class Sitting:
    """One look at such a page. `seen` is the newest act on the action when it was opened: it is read before anything
    that the page shows, so that nothing can slip in between."""

    seen: int
    asked: int | None
    error: Refused | None = None
    done: str = ""

    @property
    def status(self) -> int:
        if self.error is None:
            return 200
        return 409 if isinstance(self.error, Stale) else 422

    def context(self, request, action: Action) -> dict:
        """What the templates of these pages share; `news` is what was done since the page was opened."""
        news = []
        if isinstance(self.error, Stale) and self.asked is not None:
            news = [entry for entry in timeline(action) if entry.act.pk > self.asked]
        return {"seen": self.seen, "news": news, "error": self.error, "typed": request.POST}


def sit(request, action: Action, write: Callable[[int | None], str]) -> Sitting:
    """Open the page for the action; on POST let `write` decide, given what was seen. It returns what to
    say of it, and raises Refused. What came since is not seen by being refused for something else."""
    asked = read_seen(request.POST.get("seen", ""))
    if request.method != "POST":
        return Sitting(newest_act(action), asked)
    try:
        return Sitting(0, asked, done=write(asked))
    except Refused as refused:
        if asked is None or isinstance(refused, Stale):
            return Sitting(newest_act(action), asked, refused)
        return Sitting(asked, asked, refused)
