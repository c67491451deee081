"""What a paper is when it is issued: the options of its layout, its files, and what they were made with."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path

from audits.models import IssuedPaper, Snapshot
from audits.operations.issued_papers import Made, Printed
from audits.sources import frozen
from plans import movement as mv
from plans import rules
from plans.models import Plan
from plans.state import ActionState, PlanState
from reports import figures
from reports.appendix import FORMATS, Options, content_digest, render
from reports.appendix.metrics import FONTS
from reports.appendix.options import Before
from reports.appendix.options import Paper as Size
from reports.appendix.press import in_child
from reports.papers import people_on
from reports.sources import head_of

LAYOUT = Path(__file__).parent / "appendix"
STYLESHEET = Path(__file__).parents[1] / "static" / "css" / "appendix.css"
ENGINES = ("weasyprint", "openpyxl", "python-docx")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What an officer chooses for a paper that is to be issued."""

    report_ref: str = ""
    committee: str = ""
    author: str = ""
    paper: Size = "a4"
    posts: bool = False
    exceptions: bool = True
    all_exceptions: bool = False
    restricted: bool = False
    since: bool = True


def options_of(
    plan: Plan, snapshot: Snapshot, settings: Settings, *, number: int, before: Before | None = None, draft=False
) -> Options:
    """The layout of paper `number` of a frozen position, `before` the paper before it; a draft of it prints the word,
    and no number."""
    period = snapshot.period
    return Options(
        on=snapshot.on,
        report_ref=settings.report_ref or plan.report_ref,
        committee=settings.committee or plan.committee,
        meeting_on=period.meeting_on,
        author=settings.author,
        period_name=period.name,
        period_on=period.position_on,
        paper=settings.paper,
        posts_instead_of_people=settings.posts,
        people=people_on(snapshot.on) if settings.posts else (),
        head=head_of(plan),
        draft=draft,
        include_exceptions=settings.exceptions,
        all_exceptions=settings.exceptions and settings.all_exceptions,
        issued_as="" if draft else f"Paper No {number}",
        restricted=settings.restricted,
        since=before if settings.since else None,
    )


def made(
    plan: Plan,
    state: PlanState,
    options: Options,
    before: Before | None,
    *,
    name: str,
    is_wanted: Callable[[], bool] = lambda: True,
    told: Callable[[int], None] = lambda _done: None,
) -> Made:
    """The files of the paper in every format; `told` is how many are done, `before` the paper before it. Raises Stopped
    and NotPrinted."""
    files = []
    for fmt, kind in FORMATS.items():
        data = in_child(partial(render, state, options, fmt), is_wanted=is_wanted)
        files.append(Printed(format=fmt, name=f"{name}{kind.suffix}", data=data))
        told(len(files))
    return Made(
        files=tuple(files),
        content_digest=content_digest(state, options),
        head=options.head,
        options=options.plain(),
        made_with=made_with(),
        figures=figures_of(state, options, before.state if before else None),
    )


def name_of(plan: Plan, paper: str, on) -> str:
    """Such as early-help-plan-paper-3-2026-12-31."""
    return f"{plan.slug}-paper-{paper}-{on.isoformat()}"


def figures_of(state: PlanState, options: Options, before: PlanState | None) -> dict:
    """The counts that the register and the trend show: each rating's and all, and which each action has; the direction
    of travel since the paper before, where there is one."""
    tally = figures.tally(state, state.actions, options.on)
    counted = zip(state.scheme.ratings, tally.by_rating, strict=True)
    ratings = [[rating.label, rating.colour, rating.shape, count] for rating, count in counted]
    found: dict = {"ratings": ratings, "not_rated": tally.not_rated, "total": tally.total, "past_date": tally.past_date}
    found["rated"] = {str(action.id): _rated(state, action) for action in state.actions}
    if before is not None:
        movement = mv.compare(before, state)
        found |= {"directions": movement.directions, "parts": movement.counts}
    return found


def _rated(state: PlanState, action: ActionState) -> int | None:
    rating = rules.rating(state, action)
    return rating.id if rating else None


def read_before(snapshot: Snapshot) -> Before | None:
    """The paper that was issued before that position, as a paper speaks of it. Raises Altered."""
    paper = before_of(snapshot.period.plan, snapshot)
    return Before(name=paper.period.name, paper=str(paper), state=frozen(paper.snapshot)) if paper else None


def before_of(plan: Plan, snapshot: Snapshot) -> IssuedPaper | None:
    """The paper that was issued before that position."""
    return (
        IssuedPaper.objects.papers().filter(plan=plan, snapshot__known__lt=snapshot.known).order_by("-number").first()
    )


@cache
def made_with() -> dict[str, str]:
    """The digests of the layout and of the fonts, and the versions of what prints."""
    layout = [*sorted(LAYOUT.glob("*.py")), STYLESHEET]
    fonts = sorted(path for path in FONTS.rglob("*") if path.suffix == ".ttf")
    return {
        "layout": _digest(layout),
        "fonts": _digest(fonts),
        "python": ".".join(map(str, sys.version_info[:3])),
        **{engine: version(engine) for engine in ENGINES},
    }


def _digest(paths: list[Path]) -> str:
    found = hashlib.sha256()
    for path in paths:
        found.update(path.name.encode())
        found.update(path.read_bytes())
    return found.hexdigest()
