"""What the page of a period's paper says of its position: worked out of the whole plan, so kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from audits.hindrances import Hindrance
from audits.models import IssuedPaper, Snapshot
from audits.operations import snapshots
from audits.sources import Altered, NotThereYet, as_at, frozen
from plans import kept_results
from plans.clock import now, today
from plans.kept_results import PERIOD_PAPER, kept_result
from plans.models import Period
from plans.queries import exempt_of
from plans.state import PlanState
from reports import figures
from reports.appendix import unprintable
from reports.appendix.pdf.glyphs import Unprintable
from reports.forms.issue import IssueForm
from reports.leftout import Listed, left_out_of, quoted_of
from reports.since.names import names_of
from reports.views.builder import columns_offered
from reports.views.names import NamesShown, names_shown


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionFacts:
    """What is said of the position that would be frozen or is; with an `error` there is none. `names` are what each
    action is called, `offered` the columns that its table can have, `quoted` the words that stand in what is exempt
    too."""

    error: str = ""
    total: int = 0
    names: dict[int, str] = field(default_factory=dict)
    hinders: tuple[Hindrance, ...] = ()
    in_words: NamesShown = field(default_factory=NamesShown)
    marks: Sequence[Listed] = ()
    quoted: tuple[tuple[str, str], ...] = ()
    unprintable: tuple[Unprintable, ...] = ()
    offered: Sequence[tuple[str, str]] = ()
    exceptions: int = 0


def position_facts(
    period: Period, snapshot: Snapshot | None, paper: IssuedPaper | None, form: IssueForm
) -> PositionFacts:
    """What the page says of the position, as the form is set."""
    on = snapshot.on if snapshot else min(period.position_on, today())
    settings = form.settings if form.is_bound and form.is_valid() else form.kept
    asked = settings.plain(), form.names(), form["posts"].value(), form.kept.plain()
    position = period.pk, snapshot and snapshot.digest, paper and paper.pk, on, today()
    return kept_result(
        PERIOD_PAPER,
        period.plan,
        (position, asked),
        lambda: _facts(period, snapshot, paper, form),
        worth=lambda facts: facts.total > kept_results.WORTH_KEEPING,
    )


def _facts(period: Period, snapshot: Snapshot | None, paper: IssuedPaper | None, form: IssueForm) -> PositionFacts:
    shown = snapshot or Snapshot(period=period, on=min(period.position_on, today()), known=now())
    try:
        state = frozen(snapshot) if snapshot else as_at(period.plan, on=shown.on)
    except (Altered, NotThereYet) as error:
        return PositionFacts(error=str(error))
    return _of_state(period, state, shown, paper, form)


def _of_state(
    period: Period, state: PlanState, shown: Snapshot, paper: IssuedPaper | None, form: IssueForm
) -> PositionFacts:
    plan, names = period.plan, names_of(state)
    marks = left_out_of(plan, names, state)
    return PositionFacts(
        total=len(state.actions),
        names=names,
        hinders=snapshots.hinders(period, state, on=shown.on, today=today()),
        in_words=NamesShown() if paper else names_shown(plan, state, shown, form),
        marks=marks,
        quoted=quoted_of(state, exempt_of(plan)) if marks else (),
        unprintable=() if paper else unprintable(state),
        offered=columns_offered(plan, state, shown),
        exceptions=len(figures.exceptions(state, shown.on)),
    )
