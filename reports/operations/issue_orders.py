"""Papers that a worker issues: those that take longer than people wait, and those that a redaction wants made anew."""

from __future__ import annotations

import logging
from datetime import date, datetime

from django.core import mail
from django.http import QueryDict
from django_tasks import task

from audits.models import IssuedPaper, Snapshot
from audits.operations.issued_papers import check_can_be_issued
from audits.sources import Altered, frozen
from plans.models import Membership, PaperOrder, User
from plans.operations.errors import Refused
from plans.permissions.plans import can_manage_plan
from plans.trail import SYSTEM
from plans.workforce import when_given_up
from reports.appendix import Options
from reports.appendix.pdf.press import NotPrinted
from reports.forms.issue import form_for
from reports.issue import check_grounds, check_marks_read, files_of, options_of, read_before
from reports.operations.issue import issue, reissue
from reports.operations.orders import carried_out, give_up, placed
from reports.operations.settings import keep_settings
from reports.rows import listed_of
from reports.settings import Settings

log = logging.getLogger("actionplans.papers")

Status = PaperOrder.Status
REDACTED = "Its words were redacted, so its files were made anew without them."


def check_issue(snapshot: Snapshot, settings: Settings) -> Options:
    """The options of the paper that would be issued of a frozen position. Raises Refused where it can't be issued."""
    check_can_be_issued(snapshot)
    before, plan = read_before(snapshot), snapshot.period.plan
    options = options_of(plan, snapshot, settings, state=frozen(snapshot), number=1, before=before)
    check_marks_read(options.exempt)
    check_grounds(options)
    return options


def order_issue(*, by: User, snapshot: Snapshot, asked: QueryDict, at: datetime, today: date) -> PaperOrder:
    """Have a worker print the paper of a frozen position and issue it. Raises Denied; Refused where it can't be issued,
    or a paper is being made for this person already."""
    plan = snapshot.period.plan
    can_manage_plan.enforce(by, plan)
    form = form_for(plan, by.name, asked)
    for errors in form.errors.values():
        raise Refused(str(errors[0]))
    options = check_issue(snapshot, form.settings)
    wanted = asked.copy()
    wanted["files"] = str(files_of(form.settings, options.exempt))
    wanted["snapshot"] = str(snapshot.pk)
    wanted.pop("seen", None)
    order = PaperOrder(owner=by, plan=plan, asked=wanted.urlencode(), today=today, asked_at=at, issues=True)
    return placed(order, issue_ordered)


@task()
def issue_ordered(pk: int) -> str:
    """Issue the paper of an order that waits for it; returns the order's status then. A second time it does nothing;
    one that was killed has issued nothing, or all of it and not said so."""
    waiting = PaperOrder.objects.unfinished().filter(pk=pk)
    order = waiting.select_related("plan", "owner").first()
    if order is None:
        return "not waiting"
    return carried_out(order, waiting, lambda: {"name": str(_issued_before(order) or _issued(order, waiting))})


def _give_up(pk: int) -> None:
    waiting = PaperOrder.objects.unfinished().filter(pk=pk)
    for order in waiting.select_related("owner"):
        paper = _issued_before(order)
        if paper:
            waiting.update(status=Status.READY, name=str(paper))
    give_up(pk)


when_given_up(issue_ordered, _give_up)


def _issued_before(order: PaperOrder) -> IssuedPaper | None:
    """The paper that a worker issued for this order and was killed before it could say so."""
    papers = IssuedPaper.objects.papers().filter(snapshot=QueryDict(order.asked).get("snapshot"), by=order.owner)
    return papers.filter(issued_at__gt=order.asked_at).first()


def _issued(order: PaperOrder, waiting) -> IssuedPaper:
    asked = QueryDict(order.asked)
    snapshot = Snapshot.objects.select_related("period__plan").get(pk=asked["snapshot"], period__plan=order.plan)
    form = form_for(order.plan, order.owner.name, asked)
    for errors in form.errors.values():
        raise Refused(str(errors[0]))
    settings = keep_settings(by=order.owner, plan=order.plan, settings=form.settings)
    chosen = Settings.of_plain(settings.chosen)
    return issue(
        by=order.owner,
        snapshot=snapshot,
        settings=chosen,
        listed=listed_of(order.owner, order.plan, chosen, on=order.today),
        is_wanted=waiting.exists,
        told=lambda done: waiting.update(done=done),
    )


def make_anew(sender, paper: IssuedPaper, **_more) -> None:
    """For the signal of a redaction: a worker makes the paper's files anew."""
    make_paper_anew.enqueue(paper.pk)


@task()
def make_paper_anew(pk: int) -> str:
    """Make the files of a paper anew that a redaction took; where it has files by now, nothing."""
    paper = IssuedPaper.objects.select_related("plan", "snapshot__period").get(pk=pk)
    if paper.files.filter(withdrawn=False).exists():
        return "has files"
    try:
        reissue(by=SYSTEM, paper=paper, why=REDACTED)
    except (Refused, Altered, NotPrinted, ValueError):
        log.exception("%s of “%s” could not be made anew after a redaction.", paper, paper.plan)
        _tell_officers(pk)
        return "not made"
    return "made"


def _tell_officers(pk: int) -> None:
    """Write to the officers of the plan that a paper has no files."""
    paper = IssuedPaper.objects.select_related("plan").get(pk=pk)
    if paper.files.filter(withdrawn=False).exists():
        return
    role = {"memberships__role": Membership.Role.OFFICER, "memberships__withdrawn": False}
    people = User.objects.filter(memberships__plan=paper.plan, is_active=True, **role)
    words = (
        f"Words of {paper.plan.title} were redacted, so the files of {paper} were expunged. They could not be made "
        "anew, and nobody can open that paper now.\n\nOpen it under “Papers issued” and choose “Make its files anew”. "
        "If that fails too, tell the people who run the service.\n"
    )
    for email in people.values_list("email", flat=True).distinct():
        mail.send_mail(f"{paper} of {paper.plan.title} has no files", words, None, [email])


when_given_up(make_paper_anew, _tell_officers)
