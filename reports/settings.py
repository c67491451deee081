"""How a plan's paper is set: one model of values, which the page, the commands and every format read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields

from audits.models import IssuedPaper
from plans.models import PaperSettings, Plan
from reports.appendix.options import ChosenColumn, Grouping, Order
from reports.appendix.options import Paper as Size

LISTED = "listed"
"""The rows that a filter of the list of actions leaves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What an officer chooses for a paper that is to be issued. `rows` are all (""), the "exceptions", or those
    `LISTED` by a `filter`, which is an address of the list of actions; `grouping` and `order` are the plan's own where
    they are empty. `large_print` adds a PDF in large print, whatever the size of the paper. In a paper of posts the
    names of the signs `left` stay, the words `replaced` are names too, and `looked_at` are the signs of all that
    somebody has decided. The version that is not for publication is so by the paragraphs of the `grounds`, beside those
    of what is marked in it."""

    report_ref: str = ""
    committee: str = ""
    author: str = ""
    paper: Size = "a4"
    posts: bool = False
    exceptions: bool = True
    all_exceptions: bool = False
    restricted: bool = False
    since: bool = True
    summary: bool = True
    meanings: bool = True
    abbreviations: bool = True
    large_print: bool = False
    rows: str = ""
    filter: str = ""
    grouping: Grouping = ""
    order: Order = ""
    columns: tuple[ChosenColumn, ...] = ()
    left: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    looked_at: tuple[str, ...] = ()
    grounds: tuple[int, ...] = ()

    def plain(self) -> dict:
        """As JSON holds them."""
        return {**asdict(self), "columns": [asdict(column) for column in self.columns]}

    @classmethod
    def of_plain(cls, plain: Mapping) -> Settings:
        """Those that were kept; what they did not know of is as where nobody says otherwise."""
        known = {field.name for field in fields(cls)}
        read = {name: value for name, value in plain.items() if name in known}
        for name in ("left", "replaced", "looked_at", "grounds"):
            read[name] = tuple(read.get(name, ()))
        read["columns"] = tuple(ChosenColumn(**column) for column in read.get("columns", ()))
        return cls(**read)


def layout_of(settings: Settings, listed: Iterable[int] = ()) -> dict:
    """The options of the layout that say which columns and rows are printed, under which bands and in which order, and
    what stands before them; `listed` are the actions that the filter of the settings leaves."""
    rows: dict = {}
    if settings.rows == "exceptions":
        rows = {"rows": "exceptions", "rows_told": "The table has the exceptions only; figures are of all actions"}
    if settings.rows == LISTED:
        told = "The table has some of the actions; figures are of all"
        rows = {"rows": LISTED, "listed": tuple(sorted(listed)), "rows_told": told}
    return rows | {
        "columns": settings.columns,
        "grouping": settings.grouping,
        "order": settings.order,
        "without_summary": not settings.summary,
        "without_meanings": not settings.meanings,
        "without_abbreviations": not settings.abbreviations,
    }


def kept_for(plan: Plan) -> PaperSettings | None:
    """The newest settings of the plan's paper that were kept."""
    return PaperSettings.objects.filter(plan=plan).order_by("-version").first()


def kept_of(plan: Plan) -> Settings:
    """The settings of the plan's paper that were kept, with what was decided of names; those of nobody where none."""
    kept = kept_for(plan)
    return Settings.of_plain(kept.chosen) if kept else Settings()


def proposed(plan: Plan, author: str) -> Settings:
    """What the next paper begins with: what was kept, else as the last paper was, else the plan's own."""
    return begun_with(plan, author, kept_for(plan))


def begun_with(plan: Plan, author: str, kept: PaperSettings | None) -> Settings:
    """The same of settings that were read already."""
    if kept:
        return Settings.of_plain(kept.chosen)
    last = IssuedPaper.objects.papers().filter(plan=plan).order_by("-number").first()
    if last is None:
        return Settings(report_ref=plan.report_ref, committee=plan.committee, author=author, posts=True)
    given = last.options
    return Settings(
        report_ref=plan.report_ref,
        committee=plan.committee or given.get("committee", ""),
        author=author,
        paper=given.get("paper", "a4"),
        posts=given.get("posts_instead_of_people", False),
        exceptions=given.get("include_exceptions", False),
        all_exceptions=given.get("all_exceptions", False),
        restricted=given.get("restricted", False),
        grounds=tuple(given.get("grounds", ())),
        left=tuple(given.get("left", ())),
        replaced=tuple(given.get("replaced", ())),
    )
