"""An officer collects a report and chases what it needs; a lead chooses what they are told."""

import pytest

from tests.browser.site import sign_in

pytestmark = pytest.mark.browser

LEAD = "dawn.ashby@northmere.example"
OFFICER = "ruth.calloway@northmere.example"


def test_an_officer_changes_a_period_and_reminds_who_owes_an_update(site, page, check):
    sign_in(page, site, OFFICER)
    page.goto(f"{site.url}/plans/childrens-services/periods/")
    check("the periods")
    page.get_by_role("link", name="Open a period").click()
    page.get_by_role("button", name="Open the period").click()
    assert "Give the period a name" in page.inner_text("main")
    check("a period with mistakes")
    page.goto(f"{site.url}/plans/childrens-services/periods/")
    page.get_by_role("link", name="Change End").first.click()
    check("changing a period")
    page.get_by_role("link", name="Chase").click()
    check("the chase page")
    form = page.locator("form[action='/chase/childrens-services/remind/']")
    form.get_by_role("button", name="Remind those ticked").click()
    assert "Tick whom you want to remind" in page.inner_text("main")
    check("the chase page with nobody ticked")
    form.get_by_label("Dawn Ashby").check()
    form.locator("summary").click()
    form.get_by_label("Your words").fill("The paper closes on Friday. A sentence each is enough.")
    form.get_by_role("button", name="Remind those ticked").click()
    assert "Dawn Ashby will get a reminder" in page.inner_text("main")
    check("the chase page after a reminder")


def test_a_lead_chooses_what_they_are_told_and_takes_their_dates_along(site, page, check):
    sign_in(page, site, LEAD)
    page.get_by_role("link", name="Your account").click()
    page.get_by_role("link", name="Your reminders").click()
    check("the reminders")
    page.get_by_label("What is due soon").uncheck()
    page.get_by_role("button", name="Keep this").click()
    assert not page.get_by_label("What is due soon").is_checked()
    page.get_by_role("button", name="Make the address").click()
    check("the calendar's address")
    address = page.locator("code").inner_text()
    assert "BEGIN:VEVENT" in page.request.get(site.url + "/calendar/" + address.split("/calendar/")[1]).text()
