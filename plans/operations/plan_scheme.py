"""A plan takes another RAG scheme, or a later version of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from plans import stages
from plans.models import Action, Conversion, Plan, ProgressUpdate, Rag, RagScheme, User
from plans.operations.errors import Refused
from plans.operations.words import REASON_LIMIT, said
from plans.permissions.schemes import can_change_plan_scheme
from plans.schemes import key
from plans.trail import Act, change_set

OPEN = (stages.NOT_STARTED, stages.IN_PROGRESS)
VERIFIED = (stages.VERIFIED, stages.EMBEDDED)


@dataclass(frozen=True, slots=True)
class RatingInUse:
    """A rating of the scheme that a plan has: how many of its actions have it now, how many of those are open, and the
    rating of the other scheme that is proposed for it (None: not rated)."""

    rating: Rag
    actions: int
    open: int
    proposed: Rag | None


def lines(plan: Plan, scheme: RagScheme) -> tuple[RatingInUse, ...]:
    """What a change to that scheme would touch, worst first. The same rating of another version is proposed, else one
    of the same word and meaning, else nothing."""
    rated = Counter(Action.objects.of_plan(plan).current().with_position().values_list("rag_now", flat=True))
    still = Action.objects.of_plan(plan).current().with_position().filter(stage__in=OPEN)
    rated_open = Counter(still.values_list("rag_now", flat=True))
    theirs = list(scheme.ratings.order_by("rank"))
    same_family = scheme.first_id_of_all == plan.scheme.first_id_of_all
    return tuple(
        RatingInUse(own, rated[own.pk], rated_open[own.pk], _like(own, theirs, same_family=same_family))
        for own in plan.scheme.ratings.order_by("rank")
    )


def _like(own: Rag, theirs: list[Rag], *, same_family: bool) -> Rag | None:
    """The rating of the other scheme that surely means the same."""
    if same_family:
        return next((rating for rating in theirs if rating.code == own.code), None)
    return next((r for r in theirs if (key(r.label), key(r.meaning)) == (key(own.label), key(own.meaning))), None)


def change_plan_scheme(
    *,
    by,
    plan: Plan,
    scheme: RagScheme,
    becomes: Mapping[int, int | None],
    seen: int | None = None,
    why: str = "",
    door: str = "web",
    at=None,
) -> Plan:
    """Give the plan another scheme. `becomes` says for each rating of the one it has (by id) which rating of the other
    it stands for from now on, None for *not rated*; `seen` is the scheme that was looked at.

    No update is rewritten, and a day before this one keeps the ratings that it had. Where a rating comes to mean
    finished that did not, the open actions that have it are claimed complete, to be verified by somebody else.
    Raises Denied; Refused for a scheme or a rating that can't stand, and without a reason where ratings are given.
    """
    can_change_plan_scheme.enforce(by, plan)
    rated = ProgressUpdate.objects.of_plan(plan).exclude(rag=None).exists()
    need = "Say why the plan’s ratings change: the committee will ask." if rated else ""
    why = said(why, limit=REASON_LIMIT, field="why", need=need)
    with change_set(plan, by=by, verb="change_plan_scheme", why=why, door=door, at=at) as act:
        plan.refresh_from_db()
        becomes = _checked(plan, scheme, becomes, seen)
        was, counted = plan.scheme, lines(plan, scheme)
        act.record.details = {
            "from": str(was),
            "to": str(scheme),
            "becomes": [
                [line.rating.label, becomes[line.rating.pk].label if becomes[line.rating.pk] else None, line.actions]
                for line in counted
            ],
        }
        act.record.save(update_fields=["details"])
        _finish(act, plan, becomes, by)
        _convert(act, plan, scheme, becomes)
        plan.scheme = scheme
        act.save(plan)
    return plan


def _checked(plan: Plan, scheme: RagScheme, becomes: Mapping[int, int | None], seen: int | None) -> dict:
    """The ratings by the ids of those that they take the place of. Raises Refused."""
    if seen is not None and seen != plan.scheme_id:
        raise Refused(f"Somebody else has given the plan the scheme {plan.scheme} meanwhile. Look at it again.")
    if scheme.pk == plan.scheme_id:
        raise Refused(f"The plan has {scheme} already.", "scheme")
    if not RagScheme.objects.offered().filter(pk=scheme.pk).exists():
        raise Refused(f"{scheme} is offered to no plan any more. Choose another scheme.", "scheme")
    own, theirs = set(plan.scheme.ratings.values_list("pk", flat=True)), {r.pk: r for r in scheme.ratings.all()}
    if set(becomes) != own or not {new for new in becomes.values() if new is not None} <= theirs.keys():
        raise Refused("Say for each rating of the plan what it becomes: one of the other scheme’s, or not rated.")
    return {was: theirs[new] if new is not None else None for was, new in becomes.items()}


def _convert(act: Act, plan: Plan, scheme: RagScheme, becomes: dict[int, Rag | None]) -> None:
    """Say what each rating that was ever given in the plan stands for in its new scheme."""
    known = {row.was_id: row for row in Conversion.objects.filter(plan=plan).select_related("was")}
    finished = dict(Rag.objects.filter(pk__in=becomes).values_list("pk", "means_finished"))
    stands = {was: _stands_for(new, finished[was]) for was, new in becomes.items()}
    for row in known.values():
        if row.was.scheme_id == scheme.pk:
            row.withdrawn = True
        elif row.was_id not in stands and row.now_id is not None:
            row.now = stands.get(row.now_id)
    for was, new in stands.items():
        row = known.setdefault(was, Conversion(plan=plan, was_id=was))
        row.now, row.withdrawn = new, False
    for row in known.values():
        act.save(row)


def _stands_for(new: Rag | None, was_finished: bool) -> Rag | None:
    """A rating that means finished is given by verifying alone, so nothing else comes to stand for it."""
    return None if new and new.means_finished and not was_finished else new


def _finish(act: Act, plan: Plan, becomes: dict[int, Rag | None], by) -> None:
    """Where a rating comes to mean finished: claim what is open, and rate so what has been verified. The words of
    before stand: nobody has said any."""
    was = {rag.pk: rag for rag in Rag.objects.filter(pk__in=becomes, means_finished=False)}
    meant = {pk: new for pk, new in becomes.items() if pk in was and new and new.means_finished}
    if not meant:
        return
    found = Action.objects.of_plan(plan).current().with_position().filter(rag_now__in=meant)
    actions = list(found.filter(stage__in=(*OPEN, *VERIFIED)).select_related("standing__update__said_by"))
    said_so = []
    for action in actions:
        new, before, claims = meant[action.rag_now], action.standing.update, action.stage in OPEN
        says = {"said_by": by if isinstance(by, User) else None, "said_by_name": by.name}
        if before and not claims:
            says = {"said_by": before.said_by, "said_by_name": before.said_by_name}
        said_so.append(
            ProgressUpdate(
                action=action,
                position_on=act.today,
                recorded_at=act.moment,
                narrative=before.narrative if before else "",
                rag=None if claims else new,
                claims_completion=claims,
                **says,
                recorded_by=by if isinstance(by, User) else None,
                recorded_by_name=by.name,
            )
        )
        if claims:
            action.stage = stages.after(action.stage, stages.CLAIM)
    act.add_all(said_so)
    act.save_all(actions)
