"""Keeping how a plan's paper is set."""

from __future__ import annotations

from django.db.models import Max

from plans.models import PaperSettings, Plan
from plans.permissions.plans import can_manage_plan
from plans.trail import change_set
from reports.settings import Settings, kept_for


def keep_settings(*, by, plan: Plan, settings: Settings, door: str = "web", at=None) -> PaperSettings:
    """Keep them as the plan's next version, for this paper and those that follow; where they are what is kept, nothing
    is written. Raises Denied."""
    can_manage_plan.enforce(by, plan)
    now = kept_for(plan)
    if now and Settings.of_plain(now.chosen) == settings:
        return now
    with change_set(plan, by=by, verb="set_paper", door=door, at=at) as act:
        last = PaperSettings.objects.filter(plan=plan).aggregate(last=Max("version"))["last"] or 0
        kept = PaperSettings(
            plan=plan, version=last + 1, chosen=settings.plain(), kept_at=act.moment, kept_by_name=by.name
        )
        act.save(kept)
    return kept
