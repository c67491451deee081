"""Two leads that are one: what the merged one leads, holds and is called goes over to the other, and can come back."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Model, Q

from plans import leadnames, tree
from plans.models import Assignment, ChangeSet, Holding, Lead, LeadAlias, ManifestEntry, MembersQuestion, Plan, PlanLead
from plans.operations.errors import Refused
from plans.operations.freshness import check_seen
from plans.operations.retraction.effects import before
from plans.operations.words import REASON_LIMIT, said
from plans.permissions.people import can_amend_lead, can_appoint
from plans.trail import SYSTEM, Act, change_set
from plans.trail import tracked_models as histories

MERGES = ("merge_lead", "split_lead")
"""The verbs that put one lead into another."""

STRENGTH: dict[str, int] = {Assignment.Role.LEAD: 0, Assignment.Role.RESPONSIBLE: 1, Assignment.Role.SUPPORTING: 2}
MOVED = {
    Assignment: "part",
    PlanLead: "lead of a plan",
    MembersQuestion: "question of members",
    Holding: "time as its holder",
    LeadAlias: "other name",
}


@dataclass(frozen=True, slots=True)
class Merger:
    """What merging one lead into another moves. `doubled` are the parts in actions that name both, of which the lesser
    is withdrawn; `kept_back` the holders' times that the other has already."""

    lead: Lead
    into: Lead
    parts: tuple[Assignment, ...]
    doubled: tuple[Assignment, ...]
    plan_leads: tuple[PlanLead, ...]
    questions: tuple[MembersQuestion, ...]
    holdings: tuple[Holding, ...]
    kept_back: tuple[Holding, ...]
    aliases: tuple[LeadAlias, ...]
    plans: tuple[Plan, ...]

    @property
    def actions(self) -> int:
        return len({part.action_id for part in self.parts if not part.withdrawn})


def named_in(lead: Lead) -> list[Plan]:
    """The plans whose rows name the lead, those that are withdrawn and closed too."""
    parts = Assignment.objects.filter(lead=lead).values(tree.ACTION_PLAN)
    of_plan = PlanLead._base_manager.filter(lead=lead).values("plan")
    asked = MembersQuestion.objects.filter(lead=lead).values(tree.ACTION_PLAN)
    named = Q(pk__in=parts) | Q(pk__in=of_plan) | Q(pk__in=asked)
    return list(Plan.objects.filter(named).order_by("title", "pk"))


def merger_of(lead: Lead, into: Lead) -> Merger:
    """What the merger would move, and change, as things stand."""
    parts = tuple(Assignment.objects.filter(lead=lead).select_related("action", "step").order_by("pk"))
    theirs = Assignment.objects.filter(lead=into, withdrawn=False, action__in=[part.action_id for part in parts])
    beside = {(part.action_id, part.step_id): part for part in theirs}
    doubled = []
    for part in parts:
        twin = beside.get((part.action_id, part.step_id))
        if twin and not part.withdrawn:
            doubled.append(twin if STRENGTH[part.role] < STRENGTH[twin.role] else part)
    held = list(into.holdings.all())
    holdings = list(lead.holdings.order_by("pk"))
    kept_back = [each for each in holdings if any(_same_time(each, other) for other in held)]
    known = {(alias.plan_id, leadnames.key(alias.name)) for alias in into.aliases.all()}
    return Merger(
        lead=lead,
        into=into,
        parts=parts,
        doubled=tuple(doubled),
        plan_leads=tuple(PlanLead._base_manager.filter(lead=lead).order_by("pk")),
        questions=tuple(MembersQuestion.objects.filter(lead=lead).order_by("pk")),
        holdings=tuple(each for each in holdings if each not in kept_back),
        kept_back=tuple(kept_back),
        aliases=tuple(a for a in lead.aliases.order_by("pk") if (a.plan_id, leadnames.key(a.name)) not in known),
        plans=tuple(named_in(lead)),
    )


def merge_lead(
    *, by=SYSTEM, lead: Lead, into: Lead, why: str, seen: int | None = None, door: str = "web", at=None
) -> Lead:
    """Merge one lead into another, as one act. What plans printed stays as printed; the name of the merged one is an
    alias of the other from now on. For whoever may name the one anew, and say who holds the other: its holders come to
    be those of both. Raises Denied; Refused without a reason, into itself, and for what is merged already; Stale."""
    can_amend_lead.enforce(by, lead)
    can_appoint.enforce(by, into)
    why = said(why, limit=REASON_LIMIT, field="why", need="Say why the two are one.")
    details = {"about": f"“{lead}” into “{into}”", "lead": lead.pk, "into": into.pk}
    with change_set(
        *named_in(lead), by=by, verb="merge_lead", why=why, details=details, door=door, register=True, at=at
    ) as act:
        lead, into = Lead.objects.get(pk=lead.pk), Lead.objects.get(pk=into.pk)
        if lead == into:
            raise Refused("That is the same lead. Choose the other one.", "into")
        for each in (lead, into):
            if each.merged_into_id:
                raise Refused(f"“{each}” has been merged into “{each.merged_into}”.", "into")
            check_seen(each, seen)
        merge(act, lead, into)
    return into


def merge(act: Act, lead: Lead, into: Lead) -> None:
    """The same inside an act that does more."""
    moves = merger_of(lead, into)
    for part in moves.doubled:
        if part not in moves.parts:
            _double(part, into)
            act.save(part)
    for part in moves.parts:
        if part in moves.doubled:
            _double(part, into)
        part.lead = into
    act.save_all(moves.parts)
    others: tuple[PlanLead | MembersQuestion | Holding | LeadAlias, ...] = (
        *moves.plan_leads, *moves.questions, *moves.holdings, *moves.aliases
    )  # fmt: skip
    for row in others:
        row.lead = into
        act.save(row)
    for earlier in lead.merged.all():
        earlier.merged_into = into
        act.save(earlier)
    lead.merged_into = into
    act.save(lead)
    if not LeadAlias.objects.filter(plan=None, name__iexact=lead.name).exists():
        act.save(LeadAlias(lead=into, name=lead.name))


def act_of(lead: Lead) -> ChangeSet | None:
    """The act that merged a lead into the one that it stands merged into."""
    if lead.merged_into_id is None:
        return None
    return ChangeSet.objects.filter(verb__in=MERGES, details__lead=lead.pk).order_by("-pk").first()


def hindrances(lead: Lead) -> list[str]:
    """What has changed since of that which the merger moved, in words; nothing where it can be undone whole."""
    return [words for words, _row in _undoing(lead, act_of(lead))[1]]


def undo_merge(*, by=SYSTEM, lead: Lead, why: str, door: str = "web", at=None) -> Lead:
    """Take a merger back: the lead stands on its own again, with what it led, held and was called. What was said under
    the other name since stays there. Raises Denied; Refused without a reason, for a lead that is merged into none,
    and where something of it was changed since."""
    act_was = act_of(lead)
    into = lead.merged_into
    if act_was is None or into is None:
        raise Refused(f"“{lead}” is merged into no other.")
    can_amend_lead.enforce(by, into)
    why = said(why, limit=REASON_LIMIT, field="why", need="Say why they are two after all.")
    details = {"about": f"“{lead}” out of “{into}”", "lead": lead.pk, "from": into.pk, "taken": act_was.pk}
    with change_set(
        *_plans_of(act_was), by=by, verb="undo_merge", why=why, details=details, door=door, register=True, at=at
    ) as act:
        rows, hinder = _undoing(Lead.objects.get(pk=lead.pk), act_was)
        if hinder:
            raise Refused("It can’t be undone as a whole: " + "; ".join(words for words, _row in hinder) + ".")
        for row in rows:
            act.save(row)
    return Lead.objects.get(pk=lead.pk)


def _undoing(lead: Lead, act_was: ChangeSet | None) -> tuple[list, list[tuple[str, object]]]:
    """The rows that the act moved, with the values of before, and those that are otherwise by now."""
    rows: list[Model] = []
    hinder: list[tuple[str, object]] = []
    for model in (Lead, *MOVED):
        entries = ManifestEntry.objects.filter(change=act_was, model=model._meta.label_lower, history_type="~")
        then = {row["id"]: row for row in histories.history_of(model).objects.filter(change=act_was).values()}
        was = before(model, list(entries.values_list("object_id", flat=True)), act_was) if act_was else {}
        for row in model._base_manager.filter(pk__in=was).order_by("pk"):
            moved = [name for name, value in was[row.pk].items() if value != then[row.pk][name]]
            if any(getattr(row, name) != then[row.pk][name] for name in moved):
                hinder.append((f"{_called(row)} has been changed since", row))
            for name in moved:
                setattr(row, name, was[row.pk][name])
            rows.append(row)
    return rows, hinder


def _called(row) -> str:
    if isinstance(row, Assignment):
        return f"the part in {row.action.known_as}"
    if isinstance(row, MembersQuestion):
        return f"the question of members about {row.action.known_as}"
    return f"“{getattr(row, 'printed', '') or row.name}”"


def _plans_of(act: ChangeSet) -> list[Plan]:
    keys = act.links.exclude(chain__key="register").values_list("chain__key", flat=True)
    return list(Plan.objects.filter(pk__in=[int(key.partition(":")[2]) for key in keys]))


def _double(part: Assignment, into: Lead) -> None:
    part.withdrawn, part.withdrawn_reason = True, f"The action names “{into}” already."


def _same_time(one: Holding, other: Holding) -> bool:
    """Whether both are of one person, and of days that meet."""
    same = one.user_id == other.user_id if one.user_id and other.user_id else one.name == other.name
    begins_in_time = other.to_on is None or one.from_on is None or one.from_on <= other.to_on
    ends_in_time = one.to_on is None or other.from_on is None or other.from_on <= one.to_on
    return same and begins_in_time and ends_in_time
