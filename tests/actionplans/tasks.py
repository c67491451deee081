"""Tasks of the tests' own: each leaves a mark that can be counted."""

from django.core.cache import cache
from django.db.utils import OperationalError
from django_tasks import task


@task()
def leave_mark(name: str) -> int:
    cache.add(name, 0)
    return cache.incr(name)


@task()
def lose_database(times: int) -> None:
    """Fails so often as one does whose database went away meanwhile."""
    if leave_mark.call("tries") <= times:
        raise OperationalError("server closed the connection unexpectedly")
