"""In a process of its own, on the database that the server under load has: make the plan and its people, or tell what
is there afterwards. `python -m tests.load.hand seed|tell`"""

import json
import os
import sys

import django

PASSWORD = "a-long-word-9"
PEOPLE = 8
ACTIONS = 12


def seed() -> dict:
    """A plan that eight people lead together; their addresses, and the plan's actions."""
    from tests import factories

    plan = factories.plan("Load Plan", actions=ACTIONS)
    lead = factories.lead()
    people = []
    for number in range(PEOPLE):
        role = "contributor" if number < PEOPLE // 2 else "manager"
        posts = [lead] if number == 0 else []
        people.append(factories.person(f"Person {number}", plan=plan, role=role, posts=posts, password=PASSWORD))
    _all_hold(lead, people)
    return {"people": [each.email for each in people], "actions": [each.pk for each in factories.actions_of(plan)]}


def _all_hold(lead, people) -> None:
    """Everybody holds a post of their own that leads every action."""
    from plans import models as m
    from plans.operations.people import appoint, name_lead
    from plans.trail import SYSTEM, change_set

    for number, person in enumerate(people[1:], start=1):
        post = name_lead(name=f"Post {number}")
        appoint(lead=post, user=person)
        plan = m.Plan.objects.get()
        with change_set(plan, by=SYSTEM, verb="test", door="command") as act:
            for action in m.Action.objects.all():
                act.save(m.Assignment(action=action, lead=post, printed=post.name, role="lead", order=number))


def tell() -> dict:
    """Every update's words, how often the trail holds each, and what verify_audit finds."""
    from audits.verification import faults
    from plans import models as m

    entries = m.ManifestEntry.objects.filter(model="plans.progressupdate", history_type="+")
    history = m.ProgressUpdate.history.filter(history_id__in=entries.values("history_id"))
    return {
        "said": list(m.ProgressUpdate.objects.values_list("narrative", flat=True)),
        "trail": list(history.values_list("narrative", flat=True)),
        "acts": m.ChangeSet.objects.filter(verb="submit_progress").count(),
        "faults": [str(fault) for fault in faults()],
    }


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "actionplans.settings")
    django.setup()
    print(json.dumps({"seed": seed, "tell": tell}[sys.argv[1]]()))
