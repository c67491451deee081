"""What a cell of the tables needs beside the world: rows that are written for it alone, and taken back with it."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from audits.models import SheetReturn
from audits.operations import issued_papers, snapshots
from audits.operations.sheets.out import Whom, make_sheet
from plans import models as m
from plans.operations import organisation, people, periods, schemes
from plans.operations import plans as plan_verbs
from plans.operations.imports import task, upload
from plans.schemes import Rating
from plans.trail import SYSTEM, change_set
from tests import factories
from tests.plans.permissions.world import DOCUMENT

NOW = timezone.now()
FAR = date(2099, 3, 31)


def _write(w, row):
    with change_set(w.plan, by=SYSTEM, verb="test", door="command") as act:
        return act.add(row)


def section(w):
    return w.plan.sections.first()


def second_section(w):
    return _write(w, m.Section(plan=w.plan, title="Theme 2", order=1))


def withdrawn_section(w):
    return _write(w, m.Section(plan=w.plan, title="Theme 2", order=1, withdrawn=True, withdrawn_reason="Twice."))


def column(w):
    return w.plan.columns.last()


def recommendation(w):
    return w.action.recommendation


def action(w):
    return w.action


def step(w):
    return _write(w, m.Step(action=w.action, text="Begin it", order=0))


def assignment(w):
    return w.action.assignments.first()


def post(w):
    """That leads the action, and nothing elsewhere."""
    return m.Lead.objects.get(name="Head of Play")


def other_post(w):
    """Another that has a part in the plan alone."""
    lead = m.Lead.objects.filter(name="Lead for Play").first() or people.name_lead(name="Lead for Play")
    if not lead.assignments.exists():
        _write(w, m.Assignment(action=w.action, lead=lead, printed="Lead for Play", role="supporting", order=7))
    return lead


def merged_post(w):
    lead = other_post(w)
    people.merge_lead(lead=lead, into=post(w), why="One post.")
    return m.Lead.objects.get(pk=lead.pk)


def timescale(w):
    """The date for which nothing has been asked yet; of the other one, the world's extension asks."""
    return w.action.timescales.get(order=0)


def source(w):
    return _write(w, m.Source(plan=w.plan, title="Inspection letter", order=0))


def import_act(w):
    """The act of a document that brought in a source."""
    details = {"file": "letter.md"}
    with change_set(w.plan, by=SYSTEM, verb="import_plan", door="import", details=details) as act:
        act.save(m.Source(plan=w.plan, title="Inspection letter", order=0))
    return act.record


def question(w):
    return _write(w, m.OpenQuestion(plan=w.plan, order=0, text="May", because="a month without a year"))


def title_question(w):
    return _write(w, m.OpenQuestion(plan=w.plan, order=0, field="title", because="no title is printed"))


def rating_question(w):
    return _write(
        w, m.OpenQuestion(plan=w.plan, order=0, field="rag", because="a fill", alike=[w.action.pk], proposed="Amber")
    )


def proof(w):
    return _write(w, m.Evidence(action=w.action, title="Register", url="https://a.example", added_on=factories.TODAY))


def exemption(w):
    """That a passage may be exempt, for an officer to read."""
    row = m.Exemption(action=w.action, what="passage", field="action", words="thing", marked_on=factories.TODAY)
    return _write(w, row)


def asked(w):
    """What members asked, for the post that leads the action to answer."""
    return _write(
        w,
        m.MembersQuestion(
            action=w.action,
            text="Why?",
            meeting="Scrutiny",
            asked_on=factories.TODAY,
            due_on=factories.TODAY,
            lead=factories.lead(),
            recorded_at=NOW,
        ),
    )


def owed(w):
    """An action of which nothing was ever said, so that its lead owes an update."""
    made = _write(w, m.Action(recommendation=w.action.recommendation, order=1, row=2, text="Do more."))
    _write(w, m.Assignment(action=made, lead=factories.lead("Head of Play"), role="lead", order=0))
    return made


def period(w):
    name, day = "End November", timezone.localdate()
    return plan_verbs.open_period(by=w.people["officer"], plan=w.plan, name=name, position_on=day, due_on=FAR)


def closed_period(w):
    return periods.close_period(by=w.people["officer"], period=period(w))


MADE = issued_papers.Made(
    files=(issued_papers.Printed(format="csv", name="paper.csv", data=b"Ref,Action"),),
    content_digest="0" * 64,
    head="1 0",
    options={"on": "2026-11-30"},
)
"""What was printed of a paper, as far as who may issue it goes."""


def frozen_position(w):
    return snapshots.freeze(by=SYSTEM, period=closed_period(w), despite="It can’t wait.")


def issued_paper(w):
    return issued_papers.issue_paper(by=SYSTEM, snapshot=frozen_position(w), number=1, made=MADE)


def mail_test(w):
    """A test that went to the administrator."""
    return organisation.send_test_mail(by=w.people["administrator"], root="http://x")


def draft(w, into=None):
    """The officer's, not read yet."""
    return upload.open_draft(by=w.people["officer"], data=DOCUMENT, name="plan.md", at=NOW, into=into)


def read_draft(w, into=None):
    opened = draft(w, into)
    task.read_draft.call(opened.pk)
    return opened


def draft_being_written(w):
    """That a worker is to make a plan of."""
    opened = read_draft(w)
    m.ImportDraft.objects.filter(pk=opened.pk).update(status=m.ImportDraft.Status.COMMITTING)
    return opened


def edition(w):
    return read_draft(w, into=w.plan)


def invited(w):
    """Somebody who was invited and has not come."""
    return people.invite(
        by=SYSTEM, name="Nia", email="nia@northmere.example", root="http://x", plan=w.plan, role="viewer"
    ).user


def gone(w):
    """Somebody whose account is closed."""
    return people.deactivate(by=SYSTEM, user=invited(w), why="Left.")


def signed_in(w):
    """A session of the lead's."""
    return w.people["lead"].usersession_set.create(
        session_key="k", ip="127.0.0.1", user_agent="x", created_at=timezone.now()
    )


TWO_RATINGS = (
    Rating(label="Late", meaning="Behind its date", colour="red", needs_attention=True),
    Rating(label="Well", meaning="As it should be", colour="green"),
)
TYPED_RATINGS = {
    "label-0": "Late",
    "meaning-0": "Behind its date",
    "colour-0": "red",
    "shape-0": "diamond",
    "label-1": "Well",
    "meaning-1": "As it should be",
    "colour-1": "green",
    "shape-1": "circle",
}


def scheme(_w):
    """Another scheme than that of the plans, which no plan has."""
    ratings = (*TWO_RATINGS, Rating(label="Done", meaning="Complete", colour="blue", means_finished=True))
    found = m.RagScheme.objects.filter(name="Other").first()
    return found or schemes.start_scheme(by=SYSTEM, name="Other", ratings=ratings)


def retired_scheme(w):
    return schemes.retire_scheme(by=SYSTEM, scheme=scheme(w), reason="Unused.")


def all_unrated(w) -> dict:
    return dict.fromkeys(w.plan.scheme.ratings.values_list("pk", flat=True))


def becomes_typed(w, _thing) -> dict:
    """Every rating of the plan becomes not rated."""
    typed = {f"becomes-{pk}": "none" for pk in all_unrated(w)}
    return {**typed, "to": scheme(w).pk, "why": "A."}


def sheet(w):
    """A sheet of the action, for somebody who has no account."""
    whom = Whom(name="Nadia Ferris", email="nadia@partner.example")
    return make_sheet(by=SYSTEM, whom=whom, actions=[w.action.pk], filled=["progress"])


def returned(w):
    """What came home of it, with nothing filled in."""
    out = sheet(w)
    read = {"rows": [{"place": "row 1", "cells": {"progress": ""}, "action": w.action.pk}], "unknown_columns": []}
    return SheetReturn.objects.create(
        sheet=out, name="home.xlsx", sha256="0" * 64, data=b"", read=read, came_at=NOW, came_by_name="Olive Officer"
    )


def returned_ordered(w):
    """What came home of it, which a worker is to apply."""
    found = returned(w)
    found.ordered = {"by": w.people["officer"].pk, "position_on": None}
    found.save()
    return found


def returned_out(w):
    """The sheet that came home."""
    return returned(w).sheet
