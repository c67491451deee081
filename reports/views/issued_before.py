"""What was issued before the paper of a period, as its page shows it."""

from __future__ import annotations

from datetime import date

from audits.hindrances import Hindrance
from audits.models import IssuedPaper, Snapshot
from audits.operations.issued_papers import next_number
from plans.models import Period
from reports.issue import before_of
from reports.issued_before import Coming, noticed


def standing_beside(
    user, period: Period, shown: Snapshot, paper: IssuedPaper | None, report_ref: str, *, today: date
) -> dict:
    """The number of the paper of a position, issued or to come; how many were issued that this person may see, the
    `last` of them and that with which it is compared (`before`); and what is to be noticed before it is issued."""
    plan = period.plan
    issued = list(IssuedPaper.objects.visible_to(user).papers().light())
    mine = [each for each in issued if each.plan_id == plan.pk]
    found = {"issued": len(mine), "last": max(mine, key=lambda each: each.number, default=None)}
    if paper:
        return found | {"number": paper.number, "before": paper.compared_in(mine), "notices": ()}
    number = next_number(plan)
    notices = noticed(Coming.of(period, shown.on, report_ref=report_ref, number=number), issued, today=today)
    return found | {"number": number, "before": before_of(plan, shown), "notices": notices}


def told_of(each: Hindrance, settled_at: str = "") -> tuple[Hindrance, list, str]:
    """What hinders and is of no action, as the page lists it."""
    return each, [], settled_at
