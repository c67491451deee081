"""How many rows each page reads: not more because of actions that it does not show. On PostgreSQL, where the plan of
each query tells; the planner is kept from reading whole tables, which it likes while they are small."""

import json

import pytest
from django.db import connection
from django.urls import reverse

from plans import models as m
from tests import factories
from tests.test_query_counts import PAGES, count, world

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.thorough,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="the plans of SQLite tell no rows"),
]
__all__ = ["world"]

OTHERS = (400, 800)
"""Actions of two plans that nobody of these people can see. The first is there from the beginning: the planner asks the
same question in another way of tables that are next to empty, and reads the same rows by other paths."""

WHOLE_TABLES = ("seqscan", "hashjoin", "mergejoin")
"""The ways of the planner that go through a table from end to end."""

SHOWS_ALL = {"posts"}
"""What shows an administrator every post with how many actions it leads, in whatever plan."""

SLACK = 60
"""Rows by which two runs may differ: of sessions, of the other plan itself, of what the first run has stored."""


def test_no_page_reads_rows_of_what_it_does_not_show(client, world):
    people, args = world(40)
    elsewhere(OTHERS[0])
    before = all_rows(client, people, args)
    elsewhere(OTHERS[1])
    after = all_rows(client, people, args)
    bounded = after.keys() - SHOWS_ALL
    more = {name: (before[name], after[name]) for name in bounded if after[name] > before[name] + SLACK}
    assert more == {}, "rows read before and after, by page"
    assert sum(before.values()) > 40 * len(PAGES) / 4, "the pages were measured"


def elsewhere(actions: int) -> None:
    """A plan of so many, led by somebody of its own."""
    plan = factories.plan(f"A Plan Of {actions} Others", actions=actions, sections=4)
    [lead] = m.Lead.objects.bulk_create([m.Lead(name=f"Head of {actions}", kind="post")])
    m.Assignment.objects.filter(action__recommendation__section__plan=plan).update(lead=lead)
    m.Standing.objects.filter(plan=plan).update(lead=lead)


def all_rows(client, people, args) -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return {
        name: sum(map(rows_read, count(client, people[role], reverse(name, args=args.get(name)))))
        for name, role in PAGES.items()
    }


def rows_read(sql: str) -> int:
    """What the scans of a query's plan went through, found or passed over."""
    if not sql.startswith("SELECT"):
        return 0
    with connection.cursor() as cursor:
        cursor.execute("; ".join(f"SET LOCAL enable_{way} = off" for way in WHOLE_TABLES))
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}")
        [plan] = cursor.fetchone()
        cursor.execute("; ".join(f"SET LOCAL enable_{way} = on" for way in WHOLE_TABLES))
    [top] = json.loads(plan) if isinstance(plan, str) else plan
    return _read(top["Plan"])


def _read(node) -> int:
    passed = sum(
        node.get(name, 0) for name in ("Actual Rows", "Rows Removed by Filter", "Rows Removed by Index Recheck")
    )
    kind = node["Node Type"]  # a bitmap only says which rows the scan above it reads
    own = passed * node["Actual Loops"] if kind.endswith("Scan") and kind != "Bitmap Index Scan" else 0
    return own + sum(map(_read, node.get("Plans", ())))
