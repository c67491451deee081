"""One look at a page that changes something which is kept: the newest act on it when the page was opened, and, where
that has become stale, what was done since and what stands there now."""

from __future__ import annotations

from datetime import date

from plans.operations.freshness import Stale, acts_since, newest_act, read_seen
from plans.views.sent import sent
from plans.wording import day


class Look:
    """`asked` is what the page bore that was sent, for the verb; the newest act is read before anything is shown."""

    def __init__(self, request, *things):
        self.things = [thing for thing in things if thing is not None and thing.pk]
        self.asked = read_seen((sent(request) or {}).get("seen", ""))
        self.is_stale = False
        self._newest = newest_act(*self.things)

    def refuse(self, refused) -> None:
        """What the verb refused: what came since is shown, and with that seen."""
        self.is_stale = isinstance(refused, Stale)

    def status(self, is_wrong) -> int:
        """How the page is answered."""
        if self.is_stale:
            return 409
        return 422 if is_wrong else 200

    def context(self, form=None, names: dict[str, str] | None = None) -> dict:
        """What the part `parts/news.html` shows and the form bears. `names` says what each field of the form is called
        whose value is told where somebody typed another."""
        if not self.is_stale:
            return {"seen": self._newest if self.asked is None else self.asked, "news": [], "now": []}
        acts = {act for thing in self.things for act in acts_since(thing, self.asked or 0)}
        now = [(said, _told(form.initial.get(name))) for name, said in (names or {}).items() if _differs(form, name)]
        return {
            "seen": newest_act(*self.things),
            "news": sorted(acts, key=lambda act: -act.pk),
            "now": now,
        }


def _differs(form, name: str) -> bool:
    return name in form.cleaned_data and (form.cleaned_data[name] or "") != (form.initial.get(name) or "")


def _told(value) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return day(value) if isinstance(value, date) else str(value or "") or "Nothing"
