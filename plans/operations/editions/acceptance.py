"""What is accepted of an edition, and what of that can't stand."""

from __future__ import annotations

from plans import models as m
from plans.importing import Edition
from plans.operations.errors import Refused
from plans.operations.imports.documents import acts_of
from plans.operations.words import REASON_LIMIT, said
from plans.permissions.plans import can_agree_dates
from plans.wording import day

MEANWHILE = (
    "The plan has changed since these differences were worked out, so nothing has been applied. "
    "Look at them again: what you chose is still ticked where it is still there."
)


def imported_before(plan: m.Plan, sha256: str) -> m.ChangeSet | None:
    """The act that brought these very bytes into this plan."""
    return acts_of(sha256).filter(links__chain__key=plan.chain_key).first()


def check_file(plan: m.Plan, sha256: str, *, again: str = "") -> None:
    """Raises Refused for bytes that are in the plan already, unless it was said why they come `again`, and for a plan
    that is closed."""
    if plan.status == m.Plan.Status.CLOSED:
        raise Refused("This plan is closed, so no edition is applied to it any more.")
    before = None if again else imported_before(plan, sha256)
    if before:
        raise Refused(
            f"This very file was brought into this plan on {day(before.moment.date())} by {before.actor_name}, so it "
            "isn’t applied again. What was left of it then comes with the next edition, or is changed by hand."
        )


def reasons_of(edition: Edition, withdraw: dict[str, str]) -> dict[str, str]:
    """The reasons without the space around them; with a recommendation go those of its actions that the edition
    lacks too, for its reason. Raises Refused for one that is missing."""
    need = "Say why it is withdrawn: whoever led it will ask."
    reasons = {key: said(why, limit=REASON_LIMIT, field=f"why-{key}", need=need) for key, why in withdraw.items()}
    for each in edition.differences:
        for key in each.needs:
            if each.can_withdraw and key in reasons:
                reasons.setdefault(each.key, reasons[key])
    return reasons


def check_choice(edition: Edition, accepted: frozenset[str], withdraw: dict[str, str]) -> None:
    """Raises Refused for what is not there (any more) or can't be applied or withdrawn."""
    known = {each.key: each for each in edition.differences}
    for key in accepted:
        difference = known.get(key)
        if difference is None:
            raise Refused(MEANWHILE)
        if not difference.can_apply:
            why = difference.refusal or "What is gone is kept, or withdrawn with a reason."
            raise Refused(f"{difference.place.subject}: {why}", "apply")
    for key in withdraw:
        difference = known.get(key)
        if difference is None:
            raise Refused(MEANWHILE)
        if not difference.can_withdraw:
            raise Refused(f"{difference.place.subject}: {difference.refusal or 'it is still there.'}", f"why-{key}")


def check_moves_no_date(plan: m.Plan, edition: Edition, accepted: frozenset[str]) -> None:
    """For an act of nobody in particular. Raises Refused."""
    for difference in edition.differences:
        if difference.key in accepted and difference.slips is not None and plan.status != m.Plan.Status.DRAFT:
            raise Refused(
                f"{difference.place.subject}: an agreed date is moved by somebody who can be asked about it. "
                "Accept it in the browser."
            )


def agrees_dates(by, plan: m.Plan) -> bool:
    """Whether what this person applies moves a date at once, rather than asking for it to be moved."""
    return isinstance(by, m.User) and can_agree_dates.allows(by, plan)
