"""A task of the tests' own: it leaves a mark that can be counted."""

from django.core.cache import cache
from django_tasks import task


@task()
def leave_mark(name: str) -> int:
    cache.add(name, 0)
    return cache.incr(name)
