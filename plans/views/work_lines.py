"""Actions as they lie before whoever says how each is going: where it stands, what was said of it last, what came back,
and what of an update is kept."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Prefetch
from django.utils import timezone

from plans import tree, worklists
from plans.models import Action, Decision, Extension, ProgressUpdate, Rag, Standing, UpdateDraft, standing
from plans.views.action_lines import unmet_timescales, without_a_day


@dataclass(slots=True)
class ActionLine:
    """One action, with what was said of it last; `undated` stands in place of a day."""

    action: Action
    stands: Standing
    last: ProgressUpdate | None
    owes: bool
    overdue: bool
    undated: str
    silent_for: int | None
    returned: Decision | None
    refused: Extension | None
    draft: UpdateDraft | None
    newest: int | None
    ratings: list[Rag]

    @property
    def forecast(self):
        """The day that was forecast last, for an update that says nothing else of it."""
        return self.stands.forecast_on

    @property
    def takes_updates(self) -> bool:
        return self.stands.stage in standing.WORKED_ON


def lines_of(user, ids: list[int], since: dict[int, date], on: date) -> dict[int, ActionLine]:
    """The lines of these actions, in their order; `since` gives the day since which each plan is owed an update."""
    unmet = Prefetch("action__timescales", queryset=unmet_timescales(), to_attr="unmet")
    found = (
        Standing.objects.select_related(tree.ACTION_PLAN, "rag", "update__recorded_by", "update__said_by")
        .prefetch_related(unmet)
        .in_bulk(ids)
    )
    actions = [stands.action for stands in found.values()]
    said = ProgressUpdate.objects.filter(action__in=ids).order_by()
    newest = dict(said.values_list("action").annotate(Max("pk")))
    live = UpdateDraft.objects.live(timezone.now()).filter(writer=user, action__in=ids)
    drafts = {draft.action_id: draft for draft in live}
    ratings = _ratings(actions)
    back, refused = worklists.returned_of(actions), _refused(ids)
    lines = {}
    for pk in (pk for pk in ids if pk in found):
        stands = found[pk]
        lines[pk] = ActionLine(
            action=stands.action,
            stands=stands,
            last=stands.update,
            owes=standing.is_owed(stands.stage, stands.position_on, since.get(stands.plan_id)),
            overdue=standing.is_overdue(stands.stage, stands.due, on),
            undated=without_a_day([(each.kind, each.text) for each in stands.action.unmet], stands.due)[0],
            silent_for=(on - stands.position_on).days if stands.position_on else None,
            returned=back.get(pk),
            refused=_news(refused.get(pk), stands.update),
            draft=drafts.get(pk),
            newest=newest.get(pk),
            ratings=ratings[stands.action.plan.scheme_id],
        )
    return lines


def _refused(ids: list[int]) -> dict[int, Extension]:
    """The last refusal of a new date, by action."""
    decided = Extension.objects.filter(status="refused", timescale__action__in=ids).select_related("timescale__action")
    return {extension.action.pk: extension for extension in decided.order_by("decided_on", "pk")}


def _ratings(actions) -> dict[int, list[Rag]]:
    """The ratings that a lead may give, the best first, by scheme."""
    given = Rag.objects.filter(scheme__in={action.plan.scheme_id for action in actions}, means_finished=False)
    by_scheme = defaultdict(list)
    for rating in given.order_by("-rank"):
        by_scheme[rating.scheme_id].append(rating)
    return by_scheme


def _news(refused: Extension | None, last) -> Extension | None:
    """A refusal is news until something has been said after it."""
    return refused if refused and (last is None or last.position_on <= refused.decided_on) else None
