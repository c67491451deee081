"""What was said of an action, and what of it follows from the rest."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from audits.models import SheetReturn
from plans import models as m
from plans import stages
from plans.sheets.fields import PROGRESS, RAG


class ActionUpdates:
    """The updates of an action, the one before each by the day it is true of, which claims renew another, which were
    returned, and the acts that said nothing of its rating or gave no words, so that these stayed."""

    def __init__(self, action: m.Action, acts: list[m.ChangeSet]):
        every = m.ProgressUpdate._base_manager.filter(action=action).select_related("rag")
        self.updates = {update.pk: update for update in every.order_by("position_on", "recorded_at", "id")}
        stand = [update for update in self.updates.values() if not update.withdrawn]
        self.before = {later.pk: earlier for earlier, later in pairwise(stand)}
        decisions = action.decisions.all()
        self.renewed = set(_renewed(stand, decisions))
        self.returned = {each.claim_id for each in decisions if each.kind == stages.RETURN}
        sheets = list(_sheets(action, acts))
        self.wordless = {act for act, kinds, fields in sheets if kinds == {"update"} and PROGRESS not in fields}
        self.unrated = {act for act, _kinds, fields in sheets if RAG not in fields} - self.wordless


def _sheets(action: m.Action, acts: list[m.ChangeSet]) -> Iterator[tuple[int, set[str], set[str]]]:
    """The acts that took an update or a claim of the action from a sheet, with which and from which fields."""
    merges = [act.pk for act in acts if act.verb == "merge_sheet"]
    for act, applied in SheetReturn.objects.filter(act__in=merges).values_list("act", "applied") if merges else ():
        mine = [each for each in applied if each["action"] == action.pk and each["kind"] in ("update", "claim")]
        if mine:
            yield act, {each["kind"] for each in mine}, {name for each in mine for name in each["fields"]}


def _renewed(updates, decisions):
    """The claims that were made while another stood, as the stages follow from what was said and decided."""
    events = [(u.recorded_at, 0, u.pk, stages.CLAIM if u.claims_completion else stages.UPDATE) for u in updates]
    events += [(d.recorded_at, 1, d.pk, d.kind) for d in decisions]
    stage = stages.NOT_STARTED
    for _moment, _order, pk, event in sorted(events):
        if stage == stages.CLAIMED and event == stages.CLAIM:
            yield pk
        stage = stages.TRANSITIONS[stage].get(event, stage)
