"""Somebody else acts while a page is being read, between any two of its queries: it may show a moment of each, but it
never breaks."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.urls import reverse

from plans import models as m
from tests import factories
from tests.test_query_counts import world

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
__all__ = ["world"]

MOVING = {
    **dict.fromkeys(("my_actions", "my_grid", "update", "extend"), "lead"),
    **dict.fromkeys(("action", "actions", "list_grid", "overview", "find", "to_verify", "to_decide"), "manager"),
    **dict.fromkeys(("plan", "chase", "sheets", "period_paper"), "officer"),
}
"""Pages whose rows others change all the time, and who asks for them."""

MANY = 100
"""Queries that no page comes to."""


class Undone(Exception):
    """Takes back what was done meanwhile, for the next query."""


def all_is_withdrawn() -> None:
    """No plan has rows any more, nobody leads any, and nothing owes an update: as their acts would leave it."""
    for model in (m.Assignment, m.Action):
        model.objects.update(withdrawn=True, withdrawn_reason="Merged elsewhere")
    m.Standing.objects.update(current=False)


def test_no_page_breaks_because_somebody_acts_while_it_is_read(client, world):
    people, args = world(2)
    owed = factories.plan("A Plan Of Which Nothing Is Said", actions=1)
    for person, role in (("lead", "contributor"), ("manager", "manager"), ("officer", "officer")):
        factories.grant_role(user=people[person], plan=owed, role=role)
    broken = []
    for name, role in MOVING.items():
        client.force_login(people[role])
        url = reverse(name, args=args.get(name))
        for number in range(MANY):
            try:
                if not _asked(client, url, number, all_is_withdrawn):
                    break
            except Exception as error:
                broken.append(f"{name}, before query {number + 1}: {error!r}")
        else:
            raise AssertionError(f"{name} has more than {MANY} queries")
    assert broken == []


def _asked(client, url: str, number: int, meanwhile) -> bool:
    """Ask for a page, with that done before the query of that number; whether it came to it."""
    came = False
    try:
        with transaction.atomic():
            with _before(number, meanwhile) as reached:
                response = client.get(url)
                if response.streaming:
                    b"".join(response.streaming_content)
            came = bool(reached)
            assert response.status_code < 500
            raise Undone
    except Undone:
        return came


@contextmanager
def _before(number: int, meanwhile):
    seen, reached = [0], []

    def watch(execute, sql, params, many, context):
        if sql.startswith("SELECT") and not reached:
            seen[0] += 1
            if seen[0] > number:
                reached.append(sql)
                meanwhile()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield reached
