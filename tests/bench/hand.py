"""The process that works on one database: `python -m tests.bench.hand prepare|work`.

`prepare` adds to what was grown an administrator, an import that has been read, and the planner's statistics, which
a server in use keeps itself. `work` answers a line of JSON for each that it reads, with the seconds that it took, of
the clock and of this process.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from functools import cache

import django

from tests.bench.measures import Clock

ADMINISTRATOR = "administrator@grown.example"
CLIENT = {"HTTP_HOST": "localhost"}


def prepare() -> None:
    from django.db import connection

    from plans.clock import now
    from plans.operations.imports.task import read_draft
    from plans.operations.imports.upload import open_draft
    from plans.operations.people import add_person

    add_person(email=ADMINISTRATOR, name="Abel Registrar", is_administrator=True)
    rows = "".join(f"| {n} | Improve {n} | Do the thing {n} | Head {n % 7} | 1 May 2027 |\n" for n in range(40))
    table = f"| No | Recommendation | Action | Lead | By when |\n|---|---|---|---|---|\n{rows}"
    draft = open_draft(by=person("officer"), data=f"Plan\n\n{table}".encode(), name="plan.md", at=now())
    read_draft.call(draft.pk)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def person(role: str):
    """The account that plays this part; None for nobody."""
    from actionplans.demonstration import cast
    from plans.models import User

    if role == "nobody":
        return None
    if role == "lead":
        return action().assignments.get().lead.holdings.get().user
    email = {"administrator": ADMINISTRATOR, "officer": cast.OFFICER, "manager": cast.MANAGER}[role]
    return User.objects.get(email=email)


def action():
    """One in progress, of that plan."""
    return _actions(stage="in_progress").first()


def first_plan():
    """The first in which something is claimed to be complete."""
    from plans.models import Standing

    return Standing.objects.filter(stage="claimed").order_by("plan").first().plan


def _actions(**where):
    from plans.models import Action

    return Action.objects.of_plan(first_plan()).filter(**where).order_by("pk")


def found(what: str) -> list:
    """What stands in the address of a page that is of something."""
    from plans import models as m
    from plans.operations.reminders import make_calendar_address
    from reports.reminders.addresses import stop_link

    plan = first_plan()
    known = {
        "plan": lambda: [plan.slug],
        "period": lambda: [plan.slug, plan.periods.get().pk],
        "role": lambda: [plan.slug, person("lead").pk],
        "section": lambda: [plan.slug, "section"],
        "thing": lambda: [plan.slug, "action", action().pk],
        "action": lambda: [action().pk],
        "verified": lambda: [_actions(stage="verified").first().pk],
        "claim": lambda: [_actions(stage="claimed").first().updates.get(claims_completion=True).pk],
        "extension": lambda: [
            m.Extension.objects.filter(status="requested", timescale__action__in=_actions()).first().pk
        ],
        "draft": lambda: [m.ImportDraft.objects.first().pk],
        "row": lambda: [m.ImportDraft.objects.first().pk, "5"],
        "scheme": lambda: [plan.scheme_id],
        "person": lambda: [person("lead").pk],
        "post": lambda: [action().assignments.get().lead_id],
        "calendar": lambda: [make_calendar_address(by=person("lead"), user=person("lead"))],
        "stop": lambda: [stop_link(person("lead")).split("/")[-2]],
    }
    return known[what]() if what in known else []


@cache
def client(role: str):
    from django.test import Client

    made = Client(**CLIENT)
    user = person(role)
    if user:
        made.force_login(user)
    return made


@cache
def address(name: str) -> tuple[str, str]:
    """The role that asks for a page, and where it is."""
    from django.urls import reverse

    from tests.bench.addresses import PAGES

    role, what, rest = PAGES[name]
    return role, reverse(name, args=found(what)) + rest


def page(name: str) -> dict:
    """One GET of a page, all that is streamed included."""
    role, url = address(name)
    answer = None
    with Clock() as clock:
        answer = client(role).get(url)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return {**clock.told, "status": answer.status_code, "bytes": len(body)}


def work() -> None:
    from tests.bench import tasks

    known = {"page": page, **tasks.TASKS}
    for line in sys.stdin:
        told = json.loads(line)
        try:
            answer = known[told.pop("do")](**told)
        except Exception:
            answer = {"failed": traceback.format_exc()}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "actionplans.settings")
    django.setup()
    {"prepare": prepare, "work": work}[sys.argv[1]]()
