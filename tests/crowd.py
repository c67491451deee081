"""Many of everything that a database can have many of, in one plan and beside it, each called by its kind and a number
("Zholder-017"), so that a page can be asked how many of a kind it names. Written past the trail, which no page here
reads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from audits import models as am
from plans import models as m
from plans import stages
from plans.canonical import SCHEMA
from plans.clock import now, today
from plans.standings import refresh


def crowd(plan: m.Plan, action: m.Action, post: m.Lead, people: dict[str, m.User], *, many: int) -> None:
    """Put so many of each kind into the plan, its action and its post, and so many plans beside it, in which these
    people have their roles."""
    _leads(plan, post, many)
    _people(plan, post, many)
    _plans(plan, people, many)
    _rows(plan, post, many)
    _of_action(action, many)
    _papers(plan, many)
    _files(plan, action, people["officer"], many)
    _schemes(plan, many)


def called(kind: str, many: int) -> Iterator[str]:
    return (f"Z{kind}-{number:03}" for number in range(many))


def _leads(plan: m.Plan, post: m.Lead, many: int) -> None:
    [section] = m.Section.objects.bulk_create([m.Section(plan=plan, title="Leads", order=500)])
    [row] = m.Recommendation.objects.bulk_create([m.Recommendation(section=section, order=0, text="Led")])
    for kind in ("post", "person"):
        leads = m.Lead.objects.bulk_create(m.Lead(name=name, kind=kind) for name in called(f"lead{kind}", many))
        rows = m.Action.objects.bulk_create(
            m.Action(recommendation=row, order=500 + n, text="Led") for n in range(many)
        )
        m.Assignment.objects.bulk_create(
            m.Assignment(action=a, lead=lead, printed=lead.name, role="lead", order=0)
            for a, lead in zip(rows, leads, strict=True)
        )
        refresh(rows)
    m.LeadAlias.objects.bulk_create(m.LeadAlias(lead=post, name=name) for name in called("alias", many))
    m.Lead.objects.bulk_create(m.Lead(name=name, merged_into=post) for name in called("merged", many))


def _people(plan: m.Plan, post: m.Lead, many: int) -> None:
    names = list(called("person", many))
    users = m.User.objects.bulk_create(m.User(name=name, email=f"{name}@crowd.example".lower()) for name in names)
    m.Membership.objects.bulk_create(m.Membership(user=user, plan=plan, role="contributor") for user in users)
    day = today()
    m.Holding.objects.bulk_create(
        m.Holding(lead=post, name=name, from_on=day - timedelta(days=n + 2), to_on=day - timedelta(days=n + 1))
        for n, name in enumerate(called("holder", many))
    )
    m.Holding.objects.bulk_create(m.Holding(lead=post, user=user, name=user.name) for user in users)


def _plans(plan: m.Plan, people: dict[str, m.User], many: int) -> None:
    plans = m.Plan.objects.bulk_create(
        m.Plan(title=name, slug=name.lower(), scheme=plan.scheme, dated=plan.dated) for name in called("plan", many)
    )
    m.Membership.objects.bulk_create(
        m.Membership(user=people[role], plan=each, role=role) for each in plans for role in ("officer", "manager")
    )
    m.Membership.objects.bulk_create(m.Membership(user=people["lead"], plan=each, role="contributor") for each in plans)


def _rows(plan: m.Plan, post: m.Lead, many: int) -> None:
    sections = m.Section.objects.bulk_create(
        m.Section(plan=plan, title=name, order=1000 + n) for n, name in enumerate(called("section", many))
    )
    rows = m.Recommendation.objects.bulk_create(
        m.Recommendation(section=section, order=0, text=name)
        for section, name in zip(sections, called("recommendation", many), strict=True)
    )
    gone = {"withdrawn": True, "withdrawn_reason": "Said twice."}
    actions = m.Action.objects.bulk_create(
        [
            *(
                m.Action(recommendation=row, order=0, text=name, stage=stages.CLAIMED)
                for row, name in zip(rows, called("claimed", many), strict=True)
            ),
            *(
                m.Action(recommendation=row, order=1, text=name, stage=stages.IN_PROGRESS)
                for row, name in zip(rows, called("action", many), strict=True)
            ),
            *(
                m.Action(recommendation=row, order=2, text=name, **gone)
                for row, name in zip(rows, called("withdrawn", many), strict=True)
            ),
        ]
    )
    m.Assignment.objects.bulk_create(
        m.Assignment(action=action, lead=post, printed=post.name, role="lead", order=0) for action in actions
    )
    dates = m.Timescale.objects.bulk_create(
        m.Timescale(action=action, order=0, text="a day", kind="date", latest=today() - timedelta(days=3))
        for action in actions
    )
    user = m.User.objects.first()
    m.Extension.objects.bulk_create(
        m.Extension(
            timescale=each,
            from_latest=each.latest,
            to_latest=today(),
            reason=name,
            asked_by=user,
            asked_by_name=user.name,
            asked_on=today(),
        )
        for each, name in zip(dates[many : 2 * many], called("asked", many), strict=True)
    )
    m.ProgressUpdate.objects.bulk_create(
        m.ProgressUpdate(
            action=action,
            position_on=today(),
            recorded_at=now(),
            narrative=name,
            claims_completion=True,
            said_by_name="Ada",
            recorded_by_name="Ada",
        )
        for action, name in zip(actions[:many], called("claim", many), strict=True)
    )
    refresh(actions)
    m.OpenQuestion.objects.bulk_create(
        m.OpenQuestion(plan=plan, action=action, order=n, field="lead", text="?", because=name, rows=[action.pk])
        for n, (action, name) in enumerate(zip(actions, called("question", many), strict=False))
    )
    m.OpenQuestion.objects.bulk_create(
        m.OpenQuestion(
            plan=plan,
            action=action,
            order=n,
            field="sheet",
            text="?",
            because=f"asked back by {name}",
            rows=[action.pk],
        )
        for n, (action, name) in enumerate(zip(actions, called("askedback", many), strict=False))
    )


def _of_action(action: m.Action, many: int) -> None:
    day, moment = today(), now()
    m.ProgressUpdate.objects.bulk_create(
        m.ProgressUpdate(
            action=action,
            position_on=day - timedelta(days=n + 40),
            recorded_at=moment,
            narrative=name,
            said_by_name="Ada",
            recorded_by_name="Ada",
            by_document=True,
        )
        for n, name in enumerate(called("update", many))
    )
    m.Evidence.objects.bulk_create(
        m.Evidence(action=action, title=name, url="https://northmere.example/", added_on=day)
        for name in called("evidence", many)
    )
    m.MembersQuestion.objects.bulk_create(
        m.MembersQuestion(
            action=action,
            asked_on=day,
            meeting="Scrutiny",
            text=name,
            lead=action.assignments.first().lead,
            due_on=day,
            recorded_by_name="Ada",
            recorded_at=moment,
        )
        for name in called("membersquestion", many)
    )
    m.Exemption.objects.bulk_create(
        m.Exemption(
            action=action,
            what="passage",
            field="progress",
            words=name,
            note=name,
            paragraph=3,
            marked_on=day,
            marked_by_name="Ada",
        )
        for name in called("mark", many)
    )
    timescale = action.timescales.first()
    user = m.User.objects.first()
    m.Extension.objects.bulk_create(
        m.Extension(
            timescale=timescale,
            from_latest=day,
            to_latest=day,
            reason=name,
            status="agreed",
            asked_by=user,
            asked_by_name="Ada",
            asked_on=day,
            decided_on=day,
        )
        for name in called("extension", many)
    )


def _papers(plan: m.Plan, many: int) -> None:
    day, moment = today(), now()
    gone = {"withdrawn": True, "withdrawn_reason": "Set twice."}
    m.Period.objects.bulk_create(
        m.Period(plan=plan, name=name, position_on=day - timedelta(days=n), **gone)
        for n, name in enumerate(called("oldperiod", many))
    )
    periods = m.Period.objects.bulk_create(
        m.Period(plan=plan, name=name, position_on=day - timedelta(days=n + 400))
        for n, name in enumerate(called("period", many))
    )
    snapshots = am.Snapshot.objects.bulk_create(
        am.Snapshot(period=period, on=period.position_on, known=moment, schema=SCHEMA, state="{}", digest="0" * 64)
        for period in periods
    )
    fixed = {"plan": plan, "content_digest": "0" * 64, "head": "1 0", "issued_at": moment, "by_name": "Ada"}
    am.IssuedPaper.objects.bulk_create(
        am.IssuedPaper(period=period, snapshot=snapshot, number=n + 1, committee=name, **fixed)
        for n, (period, snapshot, name) in enumerate(zip(periods, snapshots, called("paper", many), strict=True))
    )


def _files(plan: m.Plan, action: m.Action, officer: m.User, many: int) -> None:
    moment = now()
    sheets = am.SheetOut.objects.bulk_create(
        am.SheetOut(plan=plan, whom=name, filled=[], secret="0" * 64, made_at=moment, made_by_name="Ada")
        for name in called("sheet", many)
    )
    am.SheetRow.objects.bulk_create(am.SheetRow(sheet=sheet, action=action, order=0) for sheet in sheets)
    am.SheetReturn.objects.bulk_create(
        am.SheetReturn(
            sheet=sheets[-1], name=name, sha256="0" * 64, data=b"", read={}, came_at=moment, came_by_name="Ada"
        )
        for name in called("return", many)
    )
    for kind, status in (("draft", "ready"), ("refused", "refused"), ("brought", "committed")):
        m.ImportDraft.objects.bulk_create(
            m.ImportDraft(
                owner=officer,
                name=name,
                sha256="0" * 64,
                size=1,
                status=status,
                opened_at=moment,
                changed_at=moment,
                plan=plan if kind == "brought" else None,
                document={},
            )
            for name in called(kind, many)
        )


def _schemes(plan: m.Plan, many: int) -> None:
    m.RagScheme.objects.bulk_create(m.RagScheme(name=name) for name in called("scheme", many))
    m.RagScheme.objects.bulk_create(
        m.RagScheme(name=name, first=plan.scheme, version=n + 2, retired=True, retired_reason="Old")
        for n, name in enumerate(called("version", many))
    )
