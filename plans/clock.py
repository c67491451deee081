"""The only place that asks what time it is, for views, commands and tasks to hand on: the domain takes it as given."""

from django.utils import timezone


def today():
    """The day in London."""
    return timezone.localdate()


def now():
    """The moment."""
    return timezone.now()
