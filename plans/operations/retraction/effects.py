"""What an act made and what it changed, from the trail, with the values of before."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Max, Model

from plans import models as m
from plans import refs
from plans.trail import tracked_models as histories

BROUGHT = ("import_plan", "apply_edition", "merge_sheet")
"""The verbs of the acts that bring in what somebody wrote elsewhere."""

TAKABLE = (*BROUGHT, "change_many")
"""The verbs of the acts that can be taken back: those, and the one that changes many actions at once."""

STAYS = {
    m.RagScheme: "RAG scheme",
    m.Rag: "rating of a scheme",
    m.Lead: "lead",
    m.LeadAlias: "other name of a lead",
    m.Finding: "finding",
    m.Membership: "role in the plan",
}
"""What such an act makes and what stays, with the word for it: it belongs to the organisation, or says nothing without
what is withdrawn."""

NOUNS = {
    m.Plan: "plan",
    m.Section: "section",
    m.Column: "column",
    m.ColumnVariant: "heading of a section’s own",
    m.Source: "source",
    m.PlanLead: "lead of the plan",
    m.Recommendation: "recommendation",
    m.RecommendationSource: "link to a source",
    m.RecommendationFinding: "link to a finding",
    m.Action: "action",
    m.Step: "step",
    m.Assignment: "lead of an action",
    m.Timescale: "timescale",
    m.ProgressUpdate: "update by the document",
    m.Decision: "decision",
    m.Extension: "new date",
    m.OpenQuestion: "open question",
}
"""From each model that is withdrawn or has its values of before to the word for it, in the order in which they are
counted."""


@dataclass(frozen=True, slots=True)
class Effects:
    """`made` are the ids of what the act made, by model, and `changed` the values of before, by id, of what it
    changed: of each row those that it changed. What it made and what stays is in neither, but in `stays`; `kept` are
    the actions that kept by it, as their own, the reference that they had by their place."""

    made: dict[type[Model], set[int]]
    changed: dict[type[Model], dict[int, dict]]
    stays: dict[type[Model], set[int]]
    kept: set[int]

    def only_moved(self, model: type, pk: int) -> bool:
        """Whether the act did nothing to this row but give it another place: something beside it came or went."""
        return self.changed.get(model, {}).get(pk, {}).keys() == {"order"}

    @property
    def made_counts(self) -> list[tuple[str, int]]:
        return _counts(self.made)

    @property
    def changed_counts(self) -> list[tuple[str, int]]:
        return _counts(self.changed)

    @property
    def stays_counts(self) -> list[tuple[str, int]]:
        return [(noun, len(self.stays[model])) for model, noun in STAYS.items() if model in self.stays]

    def holds(self, model: type, pk: int) -> bool:
        """Whether the act made or changed this row."""
        return pk in self.made.get(model, ()) or pk in self.changed.get(model, ())


def effects_of(act: m.ChangeSet) -> Effects:
    """What taking the act back would undo."""
    rows: dict[type[Model], Counter] = defaultdict(Counter)
    entries = m.ManifestEntry.objects.filter(change=act).values_list("model", "object_id", "history_type")
    for label, pk, kind in entries:
        rows[histories.models()[label]][pk] += kind == "+"
    new = {model: {pk for pk, is_new in found.items() if is_new} for model, found in rows.items()}
    changed = {
        model: before(model, [pk for pk, new in found.items() if not new], act)
        for model, found in rows.items()
        if model not in STAYS
    }
    kept = _part_kept(changed, act)
    return Effects(
        made={model: found for model, found in new.items() if found and model not in STAYS},
        changed={model: found for model, found in changed.items() if found},
        stays={model: found for model, found in new.items() if found and model in STAYS},
        kept=kept,
    )


def before(model: type, ids: list[int], act: m.ChangeSet) -> dict[int, dict]:
    """The values that these rows had when the act began, by id: of each row those that the act changed."""
    every = histories.history_of(model).objects.filter(id__in=ids).order_by()
    was = _newest(model, every.filter(history_date__lt=act.moment))
    became = _newest(model, every.filter(change=act))
    return {pk: {name: value for name, value in row.items() if value != became[pk][name]} for pk, row in was.items()}


def _part_kept(changed: dict[type[Model], dict[int, dict]], act: m.ChangeSet) -> set[int]:
    """Take from what changed the references that actions had by their place and only kept; returns those actions."""
    actions = changed.get(m.Action, {})
    some = {pk for pk, values in actions.items() if values.get("printed_ref") == ""}
    if not some:
        return set()
    every = histories.history_of(m.Action).objects.filter(id__in=some).order_by()
    was = _newest(m.Action, every.filter(history_date__lt=act.moment))
    became = _newest(m.Action, every.filter(change=act))
    above = {row["recommendation_id"] for row in was.values()}
    stems = dict(m.Recommendation.objects.filter(pk__in=above).values_list("pk", "printed_ref"))
    kept = {
        pk
        for pk, row in was.items()
        if refs.is_kept(stems[row["recommendation_id"]], row["order"], "", became[pk]["printed_ref"])
    }
    for pk in kept:
        del actions[pk]["printed_ref"]
        if not actions[pk]:
            del actions[pk]
    return kept


def _newest(model: type, history) -> dict[int, dict]:
    """The last of these history rows of each thing, by its id."""
    newest = history.values("id").annotate(row=Max("history_id")).values("row")
    rows = histories.history_of(model).objects.filter(history_id__in=newest).order_by()
    return {row.pop("id"): row for row in rows.values("id", *histories.fields(model))}


def _counts(found: dict) -> list[tuple[str, int]]:
    return [(noun, len(found[model])) for model, noun in NOUNS.items() if model in found]
