"""Loading the demonstration: the documents through the import, the half year through the operations.

Everything is done by the demonstration's own people, at moments counted back from the day of loading, so that
the trail reads as if they had done it.
"""

from __future__ import annotations

import calendar
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import make_password

from actionplans.demonstration.placeholders import fill
from plans import mailserver
from plans import models as m
from plans.assembly import LONDON
from plans.importing import read_plan
from plans.operations import organisation, people
from plans.operations.decisions import completion, extensions
from plans.operations.evidence import Proof
from plans.operations.imports.new_plan import commit_import
from plans.operations.plans import open_period, open_plan, set_up_plan
from plans.operations.progress.updates import Word, submit_progress
from plans.operations.schemes import default_scheme
from plans.trail import SYSTEM

FOLDER = Path(settings.BASE_DIR) / "fixtures" / "demonstration"
PASSWORD = "improving-together"  # noqa: S105 a demonstration's, printed on the screen
IMPORTED = 180
"""Days before loading on which the plans were put in."""


@dataclass(slots=True)
class Demonstration:
    """What is being loaded, and what of it is there already."""

    on: date
    users: dict[str, m.User]
    plans: dict[str, m.Plan]

    def at(self, days_ago: int, clock: str = "09:00") -> datetime:
        return datetime.combine(self.on - timedelta(days=days_ago), time.fromisoformat(clock), LONDON)

    def day(self, offset: int) -> date:
        return self.on + timedelta(days=offset)

    def maybe(self, offset: int | None) -> date | None:
        return None if offset is None else self.day(offset)


def is_loaded() -> bool:
    """Whether the database holds anything at all: a demonstration is never put over real plans."""
    return m.Plan.objects.exists() or m.User.objects.exists()


def load(*, on: date) -> Iterator[str]:
    """Load it as on that day; yields a line for each part done."""
    demo = Demonstration(on=on, users={}, plans={})
    cast = _read("people.json", on)
    _add_people(demo, cast)
    yield f"{len(demo.users)} people of {cast['council']}"
    for spec in _read("plans.json", on):
        demo.plans[spec["key"]] = open_plan(
            by=SYSTEM, title=spec["title"], slug=spec["key"], door="command", at=demo.at(IMPORTED, "08:00")
        )
    _give_roles(demo, cast)
    for spec in _read("plans.json", on):
        plan = _import(demo, spec)
        yield f"“{plan.title}”: {m.Action.objects.of_plan(plan).count()} actions"
    for spec in _read("plans.json", on):
        _set_up(demo, spec, cast["committee"])
    events = _read("updates.json", on)
    for event in sorted(events, key=lambda e: (-e["days_ago"], e["hour"])):
        _replay(demo, event)
    yield f"{len(events)} updates and decisions of the last six months"


def _read(name: str, on: date):
    return json.loads(fill((FOLDER / name).read_text(), on=on))


def _add_people(demo: Demonstration, cast: dict) -> None:
    at = demo.at(IMPORTED + 1)
    people.set_organisation(name=cast["council"], at=at)
    default_scheme(at=at)
    password = make_password(PASSWORD)
    for person in cast["people"]:
        user = people.add_person(
            email=person["email"],
            name=person["name"],
            job_title=person["job_title"],
            is_administrator=person["administrator"],
            at=at,
        )
        user.password = password
        user.save(update_fields=["password"])
        demo.users[user.email] = user
    _prepare(next(user for user in demo.users.values() if user.is_administrator), at)
    for spec in cast["leads"]:
        lead = people.name_lead(name=spec["name"], kind=spec["kind"], aliases=spec["aliases"], at=at)
        if spec["holder"]:
            people.appoint(lead=lead, user=demo.users[spec["holder"]], at=at)


def _prepare(administrator: m.User, at: datetime) -> None:
    """What the council's administrator has set up; of its mail a test was sent and seen."""
    organisation.set_second_factor(by=administrator, policy="nobody", at=at)
    organisation.agree_schemes(by=administrator, at=at)
    organisation.send_test_mail(by=administrator, root=settings.SITE_URL, at=at)
    if mailserver.name():
        organisation.say_whether_mail_came(by=administrator, came=True, at=at)


def _import(demo: Demonstration, spec: dict) -> m.Plan:
    officer = demo.users[spec["officer"]]
    data = fill((FOLDER / spec["file"]).read_text(), on=demo.on).encode()
    dated = None if read_plan(data, name=spec["file"]).dated else demo.day(-IMPORTED)
    plan = demo.plans[spec["key"]]
    commit_import(by=officer, data=data, name=spec["file"], dated=dated, into=plan, at=demo.at(IMPORTED))
    return plan


def _give_roles(demo: Demonstration, cast: dict) -> None:
    for person in cast["people"]:
        for key, role in person["memberships"].items():
            people.grant_role(
                user=demo.users[person["email"]], plan=demo.plans[key], role=role, at=demo.at(IMPORTED, "08:30")
            )


def _set_up(demo: Demonstration, spec: dict, committee: str) -> None:
    officer, plan, at = demo.users[spec["officer"]], demo.plans[spec["key"]], demo.at(IMPORTED, "10:00")
    set_up_plan(
        by=officer,
        plan=plan,
        coordinator=demo.users[spec["coordinator"]],
        title=spec.get("called", plan.title),
        code=spec["code"],
        committee=committee,
        report_ref=spec["report_ref"],
        anchor_on=demo.maybe(spec["anchor_days"]),
        cadence_days=spec["cadence_days"],
        status=spec["status"],
        at=at,
    )
    for period in spec["periods"]:
        position_on = _end_of_month(demo.day(period["position_days"]))
        moved = (position_on - demo.day(period["position_days"])).days
        open_period(
            by=officer,
            plan=plan,
            name=period["name"],
            position_on=position_on,
            due_on=demo.day(period["due_days"] + moved),
            meeting_on=demo.day(period["meeting_days"] + moved),
            at=at,
        )


def _end_of_month(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _replay(demo: Demonstration, event: dict) -> None:
    plan = demo.plans[event["plan"]]
    action = m.Action.objects.of_plan(plan).get(row=event["row"])
    by, at = demo.users[event["by"]], demo.at(event["days_ago"], event["hour"])
    claim = action.updates.filter(claims_completion=True).order_by("-id").first()
    match event["do"]:
        case "update" | "claim" | "step_met":
            said_by = demo.users.get(event.get("said_by") or "")
            submit_progress(by=by, action=action, word=_word(demo, plan, action, event), said_by=said_by, at=at)
        case "verify":
            completion.verify_completion(by=by, claim=claim, reason=event["reason"], at=at)
        case "return":
            completion.return_claim(by=by, claim=claim, reason=event["reason"], at=at)
        case "close":
            completion.close_action(by=by, action=action, kind=event["kind"], reason=event["reason"], at=at)
        case "extension_request":
            timescale = action.timescales.filter(withdrawn=False).exclude(latest=None).order_by("latest").first()
            extensions.request_extension(
                by=by, timescale=timescale, to_latest=demo.day(event["to_days"]), reason=event["reason"], at=at
            )
        case "extension_decide":
            extension = m.Extension.objects.get(timescale__action=action, status="requested")
            agreed = event["decision"] == "agreed"
            extensions.decide_extension(by=by, extension=extension, agreed=agreed, reason=event["reason"], at=at)
        case other:
            raise ValueError(f"updates.json asks for “{other}”, which is no operation")


def _word(demo: Demonstration, plan: m.Plan, action: m.Action, event: dict) -> Word:
    rag = plan.scheme.ratings.get(code=event["rag"]) if event.get("rag") else None
    steps = list(action.steps.filter(withdrawn=False).order_by("order").values_list("pk", flat=True))
    proofs = (
        Proof(title=item["title"], url=item["url"])
        if "url" in item
        else Proof(title=item["title"], file_name=item["file_name"], data=item["text"].encode())
        for item in event.get("evidence", ())
    )
    return Word(
        narrative=event["narrative"],
        rag=rag,
        position_on=demo.day(-event.get("position_days_ago", event["days_ago"])),
        forecast_on=demo.maybe(event.get("forecast_days")),
        claims_completion=event["do"] == "claim",
        steps_met=(steps[event["step"] - 1],) if event["do"] == "step_met" else (),
        proofs=tuple(proofs),
    )
