"""Finding the period that a command names."""

from django.core.management.base import CommandError

from plans.models import Period, Plan


def period_of(slug: str, name: str) -> Period:
    """The period of that name of the plan. Raises CommandError with the names that there are."""
    plan = Plan.objects.filter(slug=slug).first()
    if plan is None:
        known = ", ".join(Plan.objects.values_list("slug", flat=True)) or "none yet"
        raise CommandError(f"There is no plan “{slug}”. The plans: {known}")
    periods = {period.name.casefold(): period for period in plan.periods.current().order_by("position_on")}
    found = periods.get(" ".join(name.split()).casefold())
    if found is None:
        known = ", ".join(f"“{each.name}”" for each in periods.values()) or "none yet"
        raise CommandError(f"“{plan}” has no period “{name}”. Its periods: {known}.")
    return found
