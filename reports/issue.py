"""What a paper is when it is issued: the options of its layout, its files, and what they were made with."""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path

from audits.models import IssuedPaper, IssuedPaperQuerySet, Snapshot
from audits.operations.issued_papers import Made, Printed
from audits.sources import frozen
from plans import movement as mv
from plans import rules
from plans.exempt_shown import applying
from plans.exemptions import Exempt, whole_actions, without_actions
from plans.fileseals import seal_of
from plans.models import Plan, Rag
from plans.operations.errors import Refused
from plans.queries import exempt_of
from plans.state import ActionState, PlanState
from plans.wording import day, number_of
from reports import figures
from reports.appendix import FORMATS, Format, Options, content_digest, render
from reports.appendix.layout import table_columns
from reports.appendix.metrics import FONTS
from reports.appendix.options import Before, Earlier
from reports.appendix.pdf.press import in_child
from reports.papers import people_on
from reports.settings import Settings, layout_of
from reports.sources import head_of

LARGE = "large"
"""The format of a paper's PDF in large print, beside the others."""
ISSUED = {**FORMATS, LARGE: Format("Large print PDF", FORMATS["pdf"].content_type, "-large-print.pdf")}
"""Every format in which a paper may be issued."""

TREND = 7
"""Papers before this one of which its trend tells."""

NOT_FOR_PUBLICATION = "-not-for-publication"
"""How the name of the restricted version goes on, beside the public one."""

LAYOUT = Path(__file__).parent / "appendix"
STYLESHEET = Path(__file__).parents[1] / "static" / "css" / "appendix.css"
ENGINES = ("weasyprint", "openpyxl", "python-docx")


def options_of(
    plan: Plan,
    snapshot: Snapshot,
    settings: Settings,
    *,
    state: PlanState,
    number: int,
    before: Before | None = None,
    draft: bool = False,
    listed: Iterable[int] = (),
) -> Options:
    """The layout of paper `number` of a position and its `state`, `before` the paper before it; a draft of it prints
    the word, and no number. Of a paper of which something is not published, that of the public version. `listed` are
    the actions that the settings' filter leaves."""
    period = snapshot.period
    marks = marks_in(plan, state, before)
    return Options(
        on=snapshot.on,
        report_ref=settings.report_ref or plan.report_ref,
        committee=settings.committee or plan.committee,
        meeting_on=period.meeting_on,
        author=settings.author,
        period_name=period.name,
        period_on=period.position_on,
        paper=settings.paper,
        **_names(settings, snapshot),
        head=head_of(plan),
        draft=draft,
        include_exceptions=settings.exceptions,
        all_exceptions=settings.exceptions and settings.all_exceptions,
        issued_as="" if draft else f"Paper No {number}{_issued_after(plan, snapshot, settings)}",
        restricted=settings.restricted,
        since=before if settings.since else None,
        public=is_public(settings, marks),
        exempt=marks,
        grounds=settings.grounds,
        **layout_of(settings, listed),
        seal=seal_of(plan, on=snapshot.on, known=snapshot.known),
    )


def _issued_after(plan: Plan, snapshot: Snapshot, settings: Settings) -> str:
    """That a paper of a later position was issued before it, so that nobody takes this one for the newer; a public
    one names none that is not for publication."""
    papers = IssuedPaper.objects.papers().filter(plan=plan, snapshot__on__gt=snapshot.on)
    last = papers.filter(restricted__in={False, settings.restricted}).light().by_position().last()
    return f", issued after {last} of {day(last.snapshot.on)}" if last else ""


def _names(settings: Settings, snapshot: Snapshot) -> dict:
    """Whether posts stand in place of people, and what was decided of names."""
    if not settings.posts:
        return {}
    people = people_on(snapshot.on)
    return {"posts_instead_of_people": True, "people": people, "left": settings.left, "replaced": settings.replaced}


def columns_of(snapshot: Snapshot) -> Sequence[tuple[str, str]]:
    """The columns that the table of its paper could have: the key and heading of each. Raises Altered."""
    plan, before = snapshot.period.plan, read_before(snapshot)
    state = frozen(snapshot)
    options = options_of(plan, snapshot, Settings(), state=state, number=1, before=before, draft=True)
    return table_columns(state, options)


def versions_of(options: Options, name: str) -> tuple[tuple[Options, str], ...]:
    """The versions of a paper, each with the name of its files: where the public one leaves something out, the
    restricted one beside it."""
    public = (options, name)
    return (public, (options.unrestricted, f"{name}{NOT_FOR_PUBLICATION}")) if options.public else (public,)


def formats_of(*, large_print: bool) -> dict[str, Format]:
    """The formats in which a paper is made."""
    return ISSUED if large_print else FORMATS


def marks_in(plan: Plan, state: PlanState, before: Before | None) -> tuple[Exempt, ...]:
    """What is marked as exempt of a plan and stands in a position, or in that of the paper before it."""
    return applying(exempt_of(plan), state, *([before.state] if before else []))


def files_of(settings: Settings, marks: Iterable[Exempt]) -> int:
    """How many files a paper with these settings is, where so much is exempt of its position: one of each format, and
    of each version."""
    versions = 2 if is_public(settings, marks) else 1
    return versions * len(formats_of(large_print=settings.large_print))


def is_public(settings: Settings, marks: Iterable[Exempt]) -> bool:
    """Whether something is left out of the paper, so that a restricted version stands beside it."""
    return not settings.restricted and bool(marks or settings.posts)


def check_grounds(options: Options) -> None:
    """Raises Refused where a paper is not for publication and nothing says on what ground."""
    if options.restricted and not (options.grounds or options.exempt):
        raise Refused(
            "Say by which paragraph of Schedule 12A this paper is not for publication: each copy of it has to say so.",
            "grounds",
        )


def check_marks_read(marks: Iterable[Exempt]) -> None:
    """Raises Refused where something is marked as exempt that no officer has read."""
    unread = sum(mark.paragraph is None for mark in marks)
    if unread:
        words = number_of(unread, "marked passage has", "marked passages have")
        raise Refused(f"{words} not been read yet. Say by which paragraph each is exempt, or take its mark off.")


def made(
    plan: Plan,
    state: PlanState,
    options: Options,
    before: Before | None,
    *,
    name: str,
    large_print: bool = False,
    is_wanted: Callable[[], bool] = lambda: True,
    told: Callable[[int], None] = lambda _done: None,
) -> Made:
    """The files of the paper in every format and version, with `large_print` a PDF in that too; `told` is how many
    of them are done, `before` the paper before it. Raises Stopped and NotPrinted."""
    files: list[Printed] = []
    versions = versions_of(options, name)
    for fmt, kind in formats_of(large_print=large_print).items():
        for number, (version_, called) in enumerate(versions):
            data = in_child(_printing(state, version_, fmt), is_wanted=is_wanted)
            files.append(Printed(format=fmt, name=f"{called}{kind.suffix}", data=data, restricted=bool(number)))
            told(len(files))
    return Made(
        files=tuple(files),
        content_digest=content_digest(state, options),
        head=options.head,
        options=options.plain(),
        made_with=made_with(),
        figures=figures_of(state, options, before.state if before else None),
    )


def _printing(state: PlanState, options: Options, fmt: str) -> Callable[[], bytes]:
    if fmt == LARGE:
        return partial(render, state, replace(options, paper="large"), "pdf")
    return partial(render, state, options, fmt)


def name_of(plan: Plan, paper: str, on) -> str:
    """Such as early-help-plan-paper-3-2026-12-31."""
    return f"{plan.slug}-paper-{paper}-{on.isoformat()}"


def figures_of(state: PlanState, options: Options, before: PlanState | None) -> dict:
    """The counts that the register and the trend show: each rating's and all, and which each action has; the direction
    of travel since the paper before, where there is one."""
    rated = {str(action.id): _rated(state, action) for action in state.actions}
    left_out = frozenset() if options.restricted else whole_actions(options.exempt)
    state, before = without_actions(state, left_out), without_actions(before, left_out) if before else None
    tally = figures.tally(state, state.actions, options.on)
    counted = zip(state.scheme.ratings, tally.by_rating, strict=True)
    ratings = [[rating.label, rating.colour, rating.shape, count] for rating, count in counted]
    found: dict = {"ratings": ratings, "not_rated": tally.not_rated, "total": tally.total, "past_date": tally.past_date}
    found["rated"] = rated
    if before is not None:
        movement = mv.compare(before, state)
        found |= {"directions": movement.directions, "parts": movement.counts}
    return found


def _rated(state: PlanState, action: ActionState) -> int | None:
    rating = rules.rating(state, action)
    return rating.id if rating else None


def read_before(snapshot: Snapshot) -> Before | None:
    """The paper that the next one, of that position, says what changed since, as it speaks of it. Raises Altered."""
    papers = list(_papers_before(snapshot.period.plan, snapshot).select_related("period", "snapshot")[:TREND])
    if not papers:
        return None
    last, earlier = papers[0], tuple(_ratings(each) for each in reversed(papers) if each.figures.get("ratings"))
    return Before(name=last.period.name, paper=str(last), state=frozen(last.snapshot), earlier=earlier)


def before_of(plan: Plan, snapshot: Snapshot) -> IssuedPaper | None:
    """The paper that the next one, of that position, says what changed since; one of a later position is none to have
    moved from."""
    return _papers_before(plan, snapshot).first()


def _papers_before(plan: Plan, snapshot: Snapshot) -> IssuedPaperQuerySet:
    return IssuedPaper.objects.papers().filter(plan=plan, snapshot__on__lte=snapshot.on).by_position().reverse()


def _ratings(paper: IssuedPaper) -> Earlier:
    """How many actions of a paper had which rating, as it was issued and with what its public version left out."""
    figures = paper.figures
    every = Counter(figures.get("rated", {}).values())
    whole = Counter({rag.label: every.pop(rag.pk) for rag in Rag.objects.filter(pk__in=filter(None, every))})
    rated = [(label, count, whole[label]) for label, _colour, _shape, count in figures["ratings"]]
    counts = (*rated, ("", figures["not_rated"], every[None]))
    return Earlier(name=paper.period.name, paper=str(paper), counts=counts)


@cache
def made_with() -> dict[str, str]:
    """The digests of the layout and of the fonts, and the versions of what prints."""
    layout = [*sorted(LAYOUT.glob("*.py")), *sorted(STYLESHEET.parent.glob("appendix*.css"))]
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
