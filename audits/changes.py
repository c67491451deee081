"""What changed: history rows beside the ones before them, as before and after in words that a person reads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from django.db.models import Model, QuerySet

from plans import models as m
from plans import refs, stages, wording
from plans.trail import tracked_models as histories

LABELS = {
    (m.Action, "text"): "Action",
    (m.Action, "lead_in"): "Words before its steps",
    (m.Action, "expected_evidence"): "Evidence asked for",
    (m.Action, "outcome"): "Outcome",
    (m.Action, "related_plans"): "Links to other plans",
    (m.Action, "stage"): "Stage",
    (m.Action, "printed_ref"): "Reference",
    (m.Action, "extra"): "Under the plan’s own headings",
    (m.Action, "withdrawn_reason"): "Withdrawn because",
    (m.Step, "text"): "Step",
    (m.Step, "met_on"): "Step done on",
    (m.Step, "withdrawn_reason"): "Step withdrawn because",
    (m.Assignment, "printed"): "Led by",
    (m.Lead, "name"): "Lead",
    (m.Lead, "kind"): "Kind of lead",
    (m.LeadAlias, "name"): "Also known as",
    (m.LeadAlias, "withdrawn_reason"): "Other name taken away",
    (m.Assignment, "role"): "Part",
    (m.Assignment, "note"): "To do",
    (m.Assignment, "withdrawn_reason"): "Lead withdrawn because",
    (m.Timescale, "text"): "Timescale as printed",
    (m.Timescale, "kind"): "Read as",
    (m.Timescale, "earliest"): "Not before",
    (m.Timescale, "latest"): "Agreed date",
    (m.Timescale, "withdrawn_reason"): "Timescale withdrawn because",
    (m.Timescale, "met_on"): "Date met on",
    (m.Extension, "to_latest"): "New date asked for",
    (m.Extension, "status"): "Request",
    (m.Extension, "reason"): "Reason",
    (m.Extension, "decision_reason"): "Reason of the decision",
    (m.Evidence, "title"): "Evidence",
    (m.Evidence, "url"): "Link",
    (m.Evidence, "withdrawn_reason"): "Evidence withdrawn because",
    (m.Exemption, "what"): "Not published",
    (m.Exemption, "words"): "Passage that is not published",
    (m.Exemption, "field"): "Of the column",
    (m.Exemption, "heading"): "Under the heading",
    (m.Exemption, "paragraph"): "Exempt by paragraph",
    (m.Exemption, "note"): "What it is",
    (m.Exemption, "withdrawn_reason"): "Can be published because",
    (m.MembersQuestion, "meeting"): "Asked at",
    (m.MembersQuestion, "asked_on"): "Asked on",
    (m.MembersQuestion, "minute"): "Minute",
    (m.MembersQuestion, "text"): "Question",
    (m.MembersQuestion, "due_on"): "To be answered by",
    (m.MembersQuestion, "answer"): "Answer",
    (m.MembersQuestion, "withdrawn_reason"): "Question withdrawn because",
    (m.PaperSettings, "version"): "Version of the paper’s settings",
    (m.Plan, "title"): "Title",
    (m.Plan, "subtitle"): "Subtitle",
    (m.Plan, "code"): "Short code",
    (m.Plan, "organisation"): "Organisation",
    (m.Plan, "dated"): "Date of the document",
    (m.Plan, "anchor_on"): "Timescales count from",
    (m.Plan, "notes_before"): "Notes before the table",
    (m.Plan, "notes_after"): "Notes after the table",
    (m.Plan, "legend"): "Legend",
    (m.Plan, "glossary"): "Abbreviations",
    (m.Plan, "status"): "Status",
    (m.Plan, "report_ref"): "Report number",
    (m.Plan, "committee"): "Committee",
    (m.Plan, "cadence_days"): "Days between updates",
    (m.Plan, "evidence_policy"): "Claims need evidence",
    (m.Plan, "retain_until"): "Kept until",
    (m.Plan, "hold_reason"): "Held because",
    (m.Membership, "role"): "Role",
    (m.Membership, "withdrawn"): "Role ended",
    (m.User, "name"): "Name",
    (m.User, "email"): "E-mail address",
    (m.User, "job_title"): "Job title",
    (m.User, "is_active"): "Account open",
    (m.User, "is_administrator"): "Administrator",
    (m.User, "starts_plans"): "May start plans",
    (m.Holding, "name"): "Holder",
    (m.Holding, "from_on"): "Holds it from",
    (m.Holding, "to_on"): "Holds it until",
    (m.Invitation, "status"): "Invitation",
    (m.Invitation, "expires_at"): "Invitation works until",
    (m.Period, "name"): "Period",
    (m.Period, "position_on"): "Position date",
    (m.Period, "due_on"): "Updates due",
    (m.Period, "meeting_on"): "Meeting",
    (m.Period, "closed_on"): "Closed early on",
    (m.Period, "withdrawn_reason"): "Period withdrawn because",
    (m.Reminder, "user_name"): "Reminded",
    (m.Reminder, "message"): "With the words",
    (m.Plan, "withdrawn_reason"): "Withdrawn because",
    (m.ColumnVariant, "heading"): "Heading in a section",
    (m.ColumnVariant, "withdrawn_reason"): "Heading withdrawn because",
    (m.PlanLead, "printed"): "Lead of the plan",
    (m.PlanLead, "withdrawn_reason"): "Lead of the plan withdrawn because",
    (m.Extension, "withdrawn_reason"): "New date withdrawn because",
    (m.ProgressUpdate, "withdrawn_reason"): "Update withdrawn because",
    (m.ProgressUpdate, "narrative"): "What was said",
    (m.ProgressUpdate, "rag_id"): "RAG",
    (m.ProgressUpdate, "forecast_on"): "Forecast",
    (m.ProgressUpdate, "position_on"): "True of",
    (m.Decision, "kind"): "Decision",
    (m.Decision, "reason"): "Reason",
    (m.Recommendation, "printed_ref"): "Recommendation’s reference",
    (m.Recommendation, "text"): "Recommendation",
    (m.Recommendation, "links_text"): "Findings it answers",
    (m.Recommendation, "withdrawn_reason"): "Withdrawn because",
    (m.Section, "title"): "Section",
    (m.Section, "withdrawn_reason"): "Withdrawn because",
    (m.Column, "heading"): "Heading",
    (m.Column, "meaning"): "What stands under it",
    (m.Column, "withdrawn_reason"): "Withdrawn because",
    (m.Source, "code"): "Code of the source",
    (m.Source, "title"): "Source",
    (m.Source, "on"): "Date of the source",
    (m.Source, "withdrawn_reason"): "Withdrawn because",
}
"""What each field is called where its change is shown; fields that are not here are not shown."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of one row: its label, what it was and what it became, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """One history row: which object, whether it was new ("+") or altered ("~"), its values, and what differs.
    `only_place` says that nothing but its place among others does: something beside it came or went."""

    model: type[Model]
    object_id: int
    change_id: int
    is_new: bool
    values: dict
    differences: tuple[Difference, ...]
    only_place: bool = False


def of_objects(model, ids: Iterable[int] | QuerySet, *, change_ids: set[int] | None = None) -> list[RowChange]:
    """Every change of these objects (by id, or by a query for their ids), oldest first; only those of some change sets
    when they are given."""
    names = histories.fields(model)
    labels = dict(m.Rag.objects.order_by().values_list("pk", "label")) if "rag_id" in names else {}
    rows = histories.history_of(model).objects.filter(id__in=ids).order_by("history_id")
    before: dict[int, dict] = {}
    stem_of = cache(_stem)
    out = []
    for row in rows.values("id", "change_id", "history_type", *names):
        if change_ids is None or row["change_id"] in change_ids:
            beside = _only_place(model, names, before.get(row["id"]), row, stem_of)
            differences = () if beside else tuple(_differences(model, before.get(row["id"]), row, labels))
            out.append(
                RowChange(
                    model=model,
                    object_id=row["id"],
                    change_id=row["change_id"],
                    is_new=row["history_type"] == "+",
                    values=row,
                    differences=differences,
                    only_place=beside,
                )
            )
        before[row["id"]] = row
    return out


def of_acts(change_ids: Iterable[int]) -> dict[int, list[RowChange]]:
    """What each of these change sets changed, by change set."""
    wanted = set(change_ids)
    objects = defaultdict(set)
    entries = m.ManifestEntry.objects.filter(change__in=wanted).order_by()  # sorted, SQLite reads the whole trail
    for model, row in entries.values_list("model", "object_id"):
        objects[model].add(row)
    out = defaultdict(list)
    for label, ids in sorted(objects.items()):
        for change in of_objects(histories.models()[label], ids, change_ids=wanted):
            out[change.change_id].append(change)
    return out


def _differences(model, before: dict | None, after: dict, ratings: dict[int, str]):
    """Each field that differs, in words; `ratings` gives the label of a rating."""
    for name in histories.fields(model):
        label = LABELS.get((model, name))
        if label and not (before is None and after[name] is False):
            values = (before[name] if before else None, after[name])
            if name == "rag_id":
                was, became = (ratings.get(value or 0, "") for value in values)
            else:
                was, became = (in_words(model, name, value) for value in values)
            if was != became:
                yield Difference(label, was, became)


def _only_place(model, names, before: dict | None, after: dict, stem_of: Callable[[int], str]) -> bool:
    """`stem_of` gives the reference of a recommendation. Whether an action has its reference for its own or by its
    place is nothing either, where it is the same."""
    if before is None:
        return False
    changed = [name for name in names if before[name] != after[name]]
    if model is m.Action and changed in (["printed_ref"], ["order", "printed_ref"], ["printed_ref", "order"]):
        stem = stem_of(before["recommendation_id"])
        was, now = (refs.action_ref(stem, row["printed_ref"], row["order"] + 1) for row in (before, after))
        return was == now and not (before["printed_ref"] and after["printed_ref"])
    return changed == ["order"]


def _stem(recommendation: int) -> str:
    return m.Recommendation._base_manager.values_list("printed_ref", flat=True).get(pk=recommendation)


def in_words(model, name: str, value) -> str:
    """A field's value as a person reads it."""
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if model is m.Timescale and name == "kind":
        return wording.KINDS_NAMED[value]
    if model is m.Action and name == "stage":
        return stages.STAGES[value]
    if isinstance(value, datetime | date):
        return wording.day(value)
    if isinstance(value, dict):
        value = list(value.items())
    if isinstance(value, list):
        return "; ".join(": ".join(item) if isinstance(item, list | tuple) else str(item) for item in value)
    choices = dict(model._meta.get_field(name).flatchoices)
    return str(choices.get(value, value))
