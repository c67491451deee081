"""What surrounds every page: the council, the sections a person has, and what waits for them there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from actionplans import VERSION
from actionplans.held import page_of, words_for
from actionplans.secondfactor import organisation_of
from plans import mailserver
from plans.clock import today
from plans.forms.address import unusable
from plans.origins import origin
from plans.worklists import MANY, Waiting, waiting

ENTRIES = {
    "my-actions": "my_actions",
    "overview": "overview",
    **dict.fromkeys(("plans", "start-a-plan", "imports", "papers", "issued", "schemes", "exemptions"), "plans"),
    "sheets": "plans",
    "members-questions": "actions",
    **dict.fromkeys(("actions", "find"), "actions"),
    "claims": "to_verify",
    "extensions": "to_decide",
    "chase": "chase",
    **dict.fromkeys(("people", "posts", "setup"), "people"),
}
"""From the first part of an address to the entry of the navigation under which its pages stand."""


OF_WORDS = frozenset({"help", "accessibility", "privacy"})
"""Pages of nothing but words: they ask nothing of any action, so no number stands in their navigation."""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the main navigation; `count` is what waits there, counted up to `plans.worklists.MANY`, `here` the
    value of aria-current."""

    words: str
    url: str
    here: str
    count: int = 0

    @property
    def number(self) -> str:
        """6, or 99+ where nobody counts on."""
        return str(self.count) if self.count < MANY else f"{MANY - 1}+"


@dataclass(frozen=True, slots=True)
class Frame:
    """`mail` is one of the states of `plans.mailserver`: what pages may say of letters. `version` is told to those who
    are signed in. `unusable` says what of the address the page could not use; `sent_to` is the page to which belongs
    what was sent and is answered here, empty of a page that was only opened."""

    council: str
    mail: str
    nav: tuple[Item, ...] = ()
    now: datetime | None = None
    version: str = ""
    held: tuple[tuple[str, str], ...] = ()
    unusable: tuple[str, ...] = ()
    sent_to: str = ""


def frame(request) -> dict:
    """The context of every template."""
    organisation = organisation_of(request)
    council, mail = organisation.name, mailserver.state(organisation)
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"frame": Frame(council, mail)}
    match = request.resolver_match
    waits = waiting(user, on=today(), counted=not match or match.view_name not in OF_WORDS)
    nav, held = tuple(_nav(request, user, waits)), tuple(words_for(request))
    left_out = tuple(unusable(request).values())
    sent_to = page_of(request) if request.method == "POST" else ""
    return {"frame": Frame(council, mail, nav, timezone.now(), VERSION, held, left_out, sent_to)}


def _entry(path: str) -> str:
    return ENTRIES.get(path.partition("?")[0].split("/")[1], "")


def _under(request, user, waits: Waiting) -> str:
    """The entry that a page stands under: that of the list from which it was opened, where the person has such an
    entry, else its own."""
    own, came = _entry(request.path), origin(request)
    if not own or came is None:
        return own
    entry = _entry(came.url)
    has = {
        "my_actions": waits.is_lead,
        **dict.fromkeys(("overview", "to_verify", "chase"), waits.oversees),
        "to_decide": waits.decides,
        "people": user.is_administrator,
        **dict.fromkeys(("plans", "actions"), True),
    }
    return entry if has.get(entry) else own


def _nav(request, user, waits: Waiting):
    view = request.resolver_match.view_name if request.resolver_match else ""
    under = _under(request, user, waits)

    def item(words, name, count=0):
        return Item(words, reverse(name), "page" if view == name else "true" if under == name else "", count)

    if waits.is_lead:
        yield item("My actions", "my_actions", waits.owed + waits.asked)
    if waits.oversees:
        yield item("Overview", "overview")
    yield item("Plans", "plans")
    yield item("Actions", "actions")
    if waits.oversees:
        yield item("To verify", "to_verify", waits.to_verify)
    if waits.decides:
        yield item("To decide", "to_decide", waits.to_decide)
    if waits.oversees:
        yield item("Chase", "chase", waits.to_chase)
    if user.is_administrator:
        yield item("People", "people")
