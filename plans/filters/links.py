"""The links around the list: views as tabs, what is on as chips. Each is an address and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

from plans import stages
from plans.filters import orders
from plans.filters.action_filter import Option, group_of
from plans.filters.fields import YES
from plans.filters.listing import Listing
from plans.filters.panel import Panel

VIEWS: tuple[tuple[str, tuple[Option, ...]], ...] = (
    ("All actions", ()),
    ("Off track", (("off_track", YES),)),
    ("Overdue", (("when", "overdue"),)),
    ("To verify", (("stage", stages.CLAIMED),)),
    ("Owes an update", (("when", "owes"),)),
)
"""The questions asked most. A view changes these filters and leaves the others as they are."""

OF_VIEWS = frozenset({"off_track", "when", "due_within", "stage"})


COLUMNS = (
    ("Ref", "ref"),
    ("Action", "action"),
    ("Lead", "lead"),
    ("Due", "due"),
    ("RAG", "rag"),
    ("Stage", "stage"),
    ("Last update", "updated"),
)
"""The headings of the table, and the order that each sorts by."""


@dataclass(frozen=True, slots=True)
class Link:
    """`query` is what follows the path, with its question mark; `count` how many actions stand behind it."""

    words: str
    query: str
    count: int
    here: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A heading that sorts: `sorted` is what aria-sort says of it, empty where the list is sorted by another."""

    words: str
    name: str
    query: str
    sorted: str


def columns(listing: Listing) -> Iterable[Column]:
    """The headings of the table. The one that sorts it turns it round; the usual order is by due day, but with
    what is finished last, so it is neither ascending nor descending."""
    said = {f"{name}": (name, "ascending") for _words, name in COLUMNS}
    said |= {f"-{name}": (name, "descending") for _words, name in COLUMNS}
    by, direction = {**said, orders.USUAL: ("due", "other")}[listing.sort]
    for words, name in COLUMNS:
        address = listing.address
        address["sort"] = f"-{name}" if listing.sort == name else name
        yield Column(words, name, query(address), direction if by == name else "")


def views(listing: Listing) -> Iterable[Link]:
    """The tabs, with the filters that are on beside them."""
    facets = listing.facets
    beside = {group_of(option) for option in facets.chosen if option[0] in OF_VIEWS}
    now = {option for option in facets.chosen if option[0] in OF_VIEWS}
    for words, options in VIEWS:
        address = listing.address
        for name in OF_VIEWS:
            address.pop(name, None)
        address.update(dict(options))
        yield Link(words, query(address), facets.left(without=beside, also=options), here=now == set(options))


def chips(listing: Listing, panel: Panel) -> Iterable[Link]:
    """What is on. Each link takes it off, and leads to so many actions, which is counted where nothing is left."""
    for option in listing.facets.chosen:
        name, value = option
        address = listing.address
        address.setlist(name, [each for each in address.getlist(name) if each != value])
        count = 0 if listing.facets.left() else listing.facets.without(option)
        yield Link(panel.label(option), query(address), count)


def query(address: QueryDict) -> str:
    """Nothing, or a question mark and the parameters."""
    words = address.urlencode()
    return f"?{words}" if words else ""
