"""Papers in every order of issue, position, meeting and number: what is said before, and what each is compared with."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from audits.models import IssuedPaper, Snapshot
from audits.operations import issued_papers, snapshots
from audits.operations.issued_papers import Made, Printed
from audits.sources import frozen as frozen_state
from plans import models as m
from plans.clock import now, today
from plans.operations.plans import open_period
from plans.queries import coming_paper
from plans.trail import SYSTEM
from reports import positions
from reports.issue import Settings, before_of, figures_of, options_of
from reports.issued_before import (
    LATER,
    MEETING_OVER,
    OTHER_ORDER,
    SAME_DAY,
    SAME_MEETING,
    SAME_NUMBER,
    Coming,
    noticed,
)
from tests import factories

OCTOBER, DECEMBER = date(2026, 10, 31), date(2026, 12, 31)
MEETING = date(2027, 1, 15)


def paper(number=1, on=OCTOBER, ref="", meeting=None, plan=1, **options) -> IssuedPaper:
    """One that was issued, as far as it is looked at."""
    paper = IssuedPaper(number=number, plan_id=plan, report_ref=ref, meeting_on=meeting, options=options)
    paper.plan, paper.snapshot = m.Plan(pk=plan, title=f"Plan {plan}"), Snapshot(on=on)
    return paper


@pytest.mark.parametrize(
    ("issued", "coming", "told"),
    [
        ([], {}, []),
        ([paper(on=OCTOBER)], {"on": DECEMBER}, []),
        ([paper(on=DECEMBER)], {"on": OCTOBER}, [(LATER, "No 1 is of 31 December 2026")]),
        ([paper(on=OCTOBER)], {"on": OCTOBER}, [(SAME_DAY, "No 1 is of 31 October 2026, too")]),
        ([paper(on=DECEMBER, plan=2)], {"on": OCTOBER}, []),
        ([paper(ref="142/2026 App A")], {"ref": " 142/2026  app a"}, [(SAME_NUMBER, "stands on No 1, too")]),
        ([paper(ref="142/2026", plan=2)], {"ref": "142/2026"}, [(SAME_NUMBER, "No 1 of Plan 2")]),
        ([paper(ref="142/2026")], {"ref": "143/2026"}, []),
        ([paper(meeting=MEETING)], {"meeting": MEETING}, [(SAME_MEETING, "meeting of 15 January 2027, too")]),
        ([paper(meeting=date(2027, 2, 1))], {"meeting": MEETING}, [(OTHER_ORDER, "No 1, of 31 October 2026, is for")]),
        ([paper(meeting=date(2026, 11, 9))], {"meeting": MEETING}, []),
        ([], {"meeting": date(2026, 12, 1)}, [(MEETING_OVER, "It was on 1 December 2026")]),
    ],
)
def test_what_was_issued_before_is_said_before_the_next_is_issued(issued, coming, told):
    asked = Coming(
        plan_id=1,
        on=coming.get("on", DECEMBER),
        number=len(issued) + 1,
        report_ref=coming.get("ref", ""),
        meeting_on=coming.get("meeting"),
    )
    found = noticed(asked, issued, today=date(2027, 1, 5))
    assert [each.key for each in found] == [key for key, _words in told]
    for each, (_key, words) in zip(found, told, strict=True):
        assert words in each.prints and not each.stops


def test_a_paper_is_compared_with_the_latest_position_up_to_its_own_that_was_issued_before_it():
    december, october, january = paper(1, DECEMBER), paper(2, OCTOBER), paper(3, date(2027, 1, 31))
    issued = [january, october, december, paper(1, OCTOBER, plan=2)]
    assert [each.compared_in(issued) for each in (december, october, january)] == [None, None, december]
    assert paper(4, OCTOBER).compared_in(issued) == october
    # What it names stays, whatever a rule would say.
    assert paper(4, DECEMBER, since={"paper": "No 2"}).compared_in(issued) is october
    assert paper(4, DECEMBER, since={"paper": "No 9"}).compared_in(issued) is None


@pytest.fixture
def late():
    """A plan of which December was issued first and October after it, though it was frozen before."""
    plan = factories.plan(actions=2)
    days = {"End October": today(), "End December": today() + timedelta(days=1), "Spring": today() + timedelta(days=9)}
    periods = {name: open_period(by=SYSTEM, plan=plan, name=name, position_on=day) for name, day in days.items()}
    at = now()
    frozen = {
        name: snapshots.freeze(by=SYSTEM, period=periods[name], at=at + timedelta(days=n))
        for n, name in enumerate(("End October", "End December"))
    }
    return plan, periods, frozen, at + timedelta(days=2)


def issue(snapshot, number, at, settings=None):
    plan, state, before = snapshot.period.plan, frozen_state(snapshot), before_of(snapshot.period.plan, snapshot)
    options = options_of(plan, snapshot, settings or Settings(), state=state, number=number)
    then = frozen_state(before.snapshot) if before else None
    made = Made(
        files=(Printed(format="csv", name="a.csv", data=str(number).encode()),),
        content_digest="0" * 64,
        head="1 0",
        options=options.plain(),
        figures=figures_of(state, options, then),
    )
    return issued_papers.issue_paper(by=SYSTEM, snapshot=snapshot, number=number, made=made, at=at)


@pytest.mark.django_db
def test_a_paper_of_an_earlier_position_says_wherever_it_stands_that_it_came_later(client, late):
    plan, periods, frozen, at = late
    officer = factories.person("Olive Officer", plan=plan, role="officer")
    client.force_login(officer)
    assert coming_paper(plan) == periods["Spring"]
    december = issue(frozen["End December"], 1, at)
    with_page = client.get(reverse("period_paper", args=[plan.slug, periods["End October"].pk])).text
    assert "A later position is issued already" in with_page and "The first of this plan" not in with_page
    assert "Set as No 1 was" in with_page
    october = issue(frozen["End October"], 2, at + timedelta(days=1))
    assert "issued after No 1 of" in october.options["issued_as"] and december.options["issued_as"] == "Paper No 1"
    register = client.get(reverse("issued", args=[plan.slug])).text
    assert register.count("Issued after No 1, of") == 1 and "before it of an earlier position" in register
    assert register.count("The first paper: nothing to compare with") == 1
    pages = [client.get(reverse("issued_paper", args=[each.pk])).text for each in (december, october)]
    assert ["Issued after No 1, which is of a later" in page for page in pages] == [False, True]
    assert not any("What it changed from" in page for page in pages)
    assert coming_paper(plan) == periods["Spring"]
    # What is opened without a word, and what is the one before, go by positions.
    assert positions.first_day(plan, today=today()) == "paper-1"
    third = issue(
        snapshots.freeze(by=SYSTEM, period=periods["Spring"], at=at + timedelta(days=12)), 3, at + timedelta(days=13)
    )
    assert third.figures["directions"] and positions.read(plan, "before-3", today=today()).paper == december
    register = client.get(reverse("issued", args=[plan.slug])).text
    assert "from=paper-1&amp;to=paper-3" in register
    assert coming_paper(plan) is None


@pytest.mark.django_db
def test_what_was_frozen_later_but_issued_before_is_what_the_next_paper_goes_on_from(late):
    plan, periods, frozen, at = late
    snapshots.unfreeze(by=SYSTEM, snapshot=frozen["End October"], reason="Afresh.", at=at)
    again = snapshots.freeze(by=SYSTEM, period=periods["End October"], at=at)
    october = issue(again, 1, at + timedelta(days=1))
    assert before_of(plan, frozen["End December"]) == october
