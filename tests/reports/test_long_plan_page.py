"""A plan that is too long for one page: shown by parts, with figures of the whole."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from plans import models as m
from plans.clock import today
from plans.operations.progress.updates import Word, submit_progress
from plans.queries import plan_state
from plans.trail import SYSTEM, change_set
from reports import document as documents
from reports.appendix import Options
from reports.appendix.layout import body
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def short_pages(monkeypatch):
    """Parts of four rows, and of more than six actions a plan is long."""
    for name in ("plans.parts.WHOLE", "reports.document.WHOLE"):
        monkeypatch.setattr(name, 6)
    monkeypatch.setattr("plans.parts.A_PART", 4)


@pytest.fixture
def plan():
    """Two sections of ten actions each, the numbers of whose recommendations begin anew, and an empty one; some have
    updates and one is withdrawn."""
    made = factories.plan(actions=20, sections=2)
    lead = factories.person("Ada Lead", plan=made, role="contributor", posts=[factories.lead()])
    rows = factories.actions_of(made)
    for row, code, claims in zip(rows, ("red", "amber", "green", "green"), (False, False, True, False), strict=False):
        submit_progress(
            by=lead, action=row, word=Word(narrative="Half done.", rag=factories.rag(code), claims_completion=claims)
        )
    with change_set(made, by=SYSTEM, verb="test", door="command") as act:
        act.save(m.Section(plan=made, title="Nothing Yet", order=9))
        for assignment in rows[5].assignments.all():
            assignment.withdrawn = True
            act.save(assignment)
        rows[6].withdrawn, rows[6].withdrawn_reason = True, "Said twice."
        act.save(rows[6])
        for at, rec in enumerate(
            m.Recommendation.objects.filter(section__plan=made).order_by("section__order", "order")
        ):
            rec.printed_ref = f"{at % 5 + 1}."
            act.save(rec)
    return made


def printed_rows(page):
    return re.findall(r'href="/actions/(\d+)/[?"]', page.text.partition('class="ap-doc"')[2])


def parts_of(plan):
    first = documents.document(plan, on=today(), today=today())
    return [
        documents.document(plan, on=today(), today=today(), recommendation=part[0].entries[0].id)
        for part in first.parts
        if part[0].entries
    ]


def test_a_part_read_by_itself_is_that_part_of_the_whole(plan):
    whole = plan_state(plan)
    found = parts_of(plan)
    assert len(found) > 3
    for shown in found:
        rec = shown.part[0].entries[0].id
        cut = documents._of_state(whole, today(), {"recommendation": rec})
        assert (cut.parts, cut.at, cut.printed) == (shown.parts, shown.at, replaced_leads(shown.printed, whole))
        assert (cut.rated, cut.missing, cut.rest) == (shown.rated, shown.missing, shown.rest)


def replaced_leads(state, whole):
    """The state with the leads of the whole plan, of which a part has only its own."""
    assert set(state.leads) <= set(whole.leads)
    return replace(state, leads=whole.leads)


def test_the_parts_print_what_the_whole_prints(plan):
    """Above all the same columns, and no made-up references that would point at two actions."""
    whole = body(plan_state(plan), Options(on=today()))
    rows = [row.cells for band in whole.bands if band.table for group in band.table.groups for row in group]
    by_parts = [
        row.cells
        for shown in parts_of(plan)
        for band in body(shown.printed, Options(on=today()), shown.rest).bands
        for group in band.table.groups
        for row in group
    ]
    assert by_parts == rows


def test_the_page_shows_one_part_and_leads_to_the_others(client, plan, officer):
    url = reverse("plan", args=[plan.slug])
    page = client.get(url)
    rows = [str(row.pk) for row in factories.actions_of(plan) if not row.withdrawn]
    assert printed_rows(page) == rows[:4]
    assert "19 actions." in page.text
    assert "shown a part at a time" in page.text
    assert "actions 1 to 4" in page.text
    seen = printed_rows(page)
    for _part in range(9):
        onward = re.search(r'<a href="([^"#]+)#section-\d+" rel="next"', page.text)
        if not onward:
            break
        page = client.get(url + onward[1].replace("&amp;", "&"))
        assert 'rel="prev"' in page.text
        seen += printed_rows(page)
    assert seen == rows
    assert "Nothing Yet" in page.text
    assert "The plan prints nothing under this heading." in page.text


def test_a_section_that_is_asked_for_and_the_recommendation_of_an_action_are_shown(client, plan, officer):
    url = reverse("plan", args=[plan.slug])
    rows = factories.actions_of(plan)
    second = rows[10].recommendation.section
    page = client.get(url, {"section": second.pk})
    assert str(rows[10].pk) in printed_rows(page)
    crumbs = client.get(reverse("action", args=[rows[-1].pk])).text
    [back] = re.findall(r'href="(/plans/[^"]+#rec-\d+)"', crumbs)
    page = client.get(back.partition("#")[0])
    assert str(rows[-1].pk) in printed_rows(page)
    assert f'id="{back.partition("#")[2]}"' in page.text
    for nonsense in ("x", "9" * 30, "0", "²"):
        assert printed_rows(client.get(url, {"section": nonsense, "recommendation": nonsense}))


def test_another_day_is_shown_by_parts_too_and_stays_chosen(client, plan, officer, monkeypatch):
    day, url = today(), reverse("plan", args=[plan.slug])
    monkeypatch.setattr("reports.views.plan.today", lambda: day + timedelta(days=1))
    asked = {"on_day": day.day, "on_month": day.month, "on_year": day.year}
    page = client.get(url, asked)
    assert len(printed_rows(page)) == 4
    onward = re.search(r'<a href="([^"#]+)#section-\d+" rel="next"', page.text)[1]
    assert f"on_day={day.day}&amp;on_month={day.month}" in onward
    assert len(printed_rows(client.get(url + onward.replace("&amp;", "&")))) > 0


def test_a_plan_of_ordinary_length_is_whole(client, plan, officer, monkeypatch):
    for name in ("plans.parts.WHOLE", "reports.document.WHOLE"):
        monkeypatch.setattr(name, 19)
    page = client.get(reverse("plan", args=[plan.slug]))
    assert len(printed_rows(page)) == 19
    assert "shown a part at a time" not in page.text
    assert 'aria-label="Parts of the plan"' not in page.text
