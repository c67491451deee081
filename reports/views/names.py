"""The names in a paper that is about to be issued without names: what gives way, what may be one, and what of it
nobody has looked at yet."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from audits.hindrances import Hindrance
from audits.models import Snapshot
from plans.models import Plan
from plans.state import PlanState
from plans.wording import number_of
from reports.appendix import Doubt, Mention, key_sign
from reports.forms.issue import IssueForm
from reports.issue import options_of, read_before
from reports.papers import Names, names_in
from reports.settings import Settings
from reports.supplements import DraftSupplement

_NONE = Names()
A_PAGE = 50
"""Names that stand on a page of them."""
MOST_OPEN = 20
"""Names that give way, and so are safe, that are shown without being asked for."""


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name, or what may be one, as the list shows it: whether it is ticked, and whether nobody has looked at it."""

    told: Mention | Doubt
    ticked: bool
    new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesPage:
    """So many of the names, those first that nobody has looked at. `signs` are those of all that this page and the ones
    before it showed, for the form to send back; `left` and `replaced` what is ticked on pages that were left."""

    page: Page
    doubts: tuple[NameRow, ...]
    mentions: tuple[NameRow, ...]
    signs: str
    left: tuple[str, ...]
    replaced: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesShown:
    """What the page shows of names; `asked` says whether there is anything to look at. Those that nobody has looked at
    stand first."""

    asked: bool = False
    mentions: tuple[NameRow, ...] = ()
    without_post: tuple[str, ...] = ()
    doubts: tuple[NameRow, ...] = ()

    @property
    def new_mentions(self) -> int:
        return sum(row.new for row in self.mentions)

    @property
    def new_doubts(self) -> int:
        return sum(row.new for row in self.doubts)

    @property
    def is_short(self) -> bool:
        """Whether the names that give way can be read in one look; more of them are folded."""
        return len(self.mentions) <= MOST_OPEN

    @property
    def new(self) -> int:
        """How many nobody has looked at."""
        return self.new_mentions + self.new_doubts

    @property
    def signs(self) -> str:
        """The signs of all that is shown, for the form to send back."""
        return " ".join(row.told.sign for row in (*self.mentions, *self.doubts))

    def on_page(self, number: int, before: Container[str] = ()) -> NamesPage:
        """One page of them; `before` are the signs of what the form has shown already."""
        rows = sorted((*self.doubts, *self.mentions), key=lambda row: not row.new)
        page = Paginator(rows, A_PAGE).get_page(number)
        here = list(page.object_list)
        start = A_PAGE * (page.number - 1)
        elsewhere = [row for row in (*rows[:start], *rows[start + A_PAGE :]) if row.told.sign in before]
        doubts, mentions = ([row for row in here if isinstance(row.told, kind)] for kind in (Doubt, Mention))
        return NamesPage(
            page=page,
            doubts=tuple(doubts),
            mentions=tuple(mentions),
            signs=" ".join(dict.fromkeys(row.told.sign for row in (*here, *elsewhere))),
            left=tuple(row.told.sign for row in elsewhere if row.ticked and isinstance(row.told, Mention)),
            replaced=tuple(row.told.name for row in elsewhere if row.ticked and isinstance(row.told, Doubt)),
        )

    @property
    def hinders(self) -> tuple[Hindrance, ...]:
        """That names were not looked at; it stops nothing."""
        if not self.new:
            return ()
        prints = []
        if self.new_doubts:
            said = number_of(self.new_doubts, "word or phrase may be a name", "words or phrases may be names")
            prints.append(f"{said}; printed as written, until somebody says so.")
        if self.new_mentions:
            prints.append(number_of(self.new_mentions, "name gives way to a post.", "names give way to a post."))
        title = f"Names not looked at ({self.new})"
        return (Hindrance(key="names", title=title, prints=" ".join(prints)),)


def names_shown(plan: Plan, state: PlanState, shown: Snapshot, form: IssueForm) -> NamesShown:
    """The names in the public version of a paper of this position, as the form is set; nothing where it prints
    people."""
    settings = form.settings if form.is_bound and form.is_valid() else form.kept
    if not (form["posts"].value() if form.is_bound else settings.posts):
        return NamesShown()
    settings = Settings.of_plain({**settings.plain(), "posts": True})
    options = options_of(plan, shown, settings, state=state, number=1, before=read_before(shown), draft=True)
    found = names_in(state, options)
    kept = form.kept
    new = found.undecided({*kept.left, *kept.looked_at}, kept.replaced)
    left, replaced = form.names()
    return ticked(found, left, replaced, new)


def names_of_draft(draft: DraftSupplement) -> NamesShown:
    """The names in a supplement that is about to be issued, ticked as they were decided."""
    return ticked(draft.names, draft.options.left, draft.options.replaced)


def ticked(found: Names, left: Iterable[str], replaced: Container[str], new: Names = _NONE) -> NamesShown:
    """The names as the page shows them: those whose keys or signs are `left` are ticked, and the words that are
    `replaced`; at those that are `new` nobody has looked."""
    signs = set(map(key_sign, left))
    return NamesShown(
        asked=any(found),
        mentions=_rows((each, each.sign in signs, each in new.mentions) for each in found.mentions),
        without_post=found.without_post,
        doubts=_rows((each, each.name in replaced, each in new.doubts) for each in found.doubts),
    )


def _rows(found) -> tuple[NameRow, ...]:
    return tuple(sorted((NameRow(*each) for each in found), key=lambda row: not row.new))
