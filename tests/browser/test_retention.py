"""An administrator takes a name out for good, says how long a plan is kept, and sees what a purge would take; and
words that no column has room for, on the pages of people."""

import re

import pytest

from tests.browser.site import follow, sign_in, window

pytestmark = pytest.mark.browser

ADMINISTRATOR = "sandeep.gill@northmere.example"
LEAD = "dawn.ashby@northmere.example"
OFFICER = "ruth.calloway@northmere.example"
NAME = "Quillon Vantreese"
WORD = "Unbroken" * 15
TELEPHONE, DESK = {"width": 375, "height": 812}, {"width": 1280, "height": 900}


@pytest.fixture
def on_both(page, check):
    """Axe at a desk and on a telephone, neither of which is scrolled sideways."""

    def run(where: str) -> None:
        for size in (TELEPHONE, DESK):
            page.set_viewport_size(size)
            across = page.evaluate("document.documentElement.scrollWidth")
            assert across <= size["width"], f"{where} is {across} px wide at {size['width']}"
            check(f"{where} at {size['width']}")

    return run


@pytest.fixture(scope="module")
def named(site, chromium) -> str:
    """The path of an action of which an update names a child."""
    page = window(chromium)
    sign_in(page, site, LEAD)
    page.goto(f"{site.url}/my-actions/?plan=childrens-services")
    follow(page.locator(".ap-work a[href*='/update/']").first)
    path = re.search(r"/actions/\d+/", page.url)[0]
    page.locator("input[name=rag]").first.check()
    page.locator("textarea[name=narrative]").fill(f"{NAME} was seen late. {WORD}")
    follow(page.get_by_role("button", name="Submit update"))
    page.context.close()
    return path


def test_a_name_is_found_and_goes_for_good(site, page, check, on_both, named):
    sign_in(page, site, ADMINISTRATOR)
    page.goto(site.url + named)
    page.get_by_role("link", name="Redact personal data").click()
    page.get_by_role("button", name="Show where it stands").click()
    assert "Give the words that have to go" in page.inner_text("main")
    check("a redaction of nothing")
    page.get_by_label("Which words have to go?").fill(NAME.lower())
    page.get_by_label("Why?").fill("It named a child.")
    page.get_by_role("button", name="Show where it stands").click()
    assert "They stand in 1 place" in page.inner_text("main")
    on_both("where a name stands")
    page.get_by_label("It may go for good").check()
    page.get_by_role("button", name="Redact it").click()
    text = page.inner_text("main")
    assert "because it named a child] was seen late" in text
    assert NAME not in text
    check("an action that was redacted")
    page.goto(site.url + "/plans/childrens-services/log/")
    assert "redacted personal data" in page.inner_text("main")
    on_both("the log of a redaction")
    done = site.manage("verify_audit")
    assert done.returncode == 0, done.stderr


def test_how_long_a_plan_is_kept_and_what_would_go(site, page, on_both):
    sign_in(page, site, ADMINISTRATOR)
    page.goto(site.url + "/plans/fostering-peer-review/keeping/")
    for box, typed in (("day", "31"), ("month", "2"), ("year", "2032")):
        page.locator(f"[name=retain_until_{box}]").fill(typed)
    page.get_by_role("button", name="Set how long").click()
    assert "February 2032 has 29 days" in page.inner_text("main")
    on_both("a day that is none")
    page.locator("[name=retain_until_month]").fill("3")
    page.get_by_role("button", name="Set how long").click()
    on_both("how long a plan is kept")
    page.get_by_role("link", name="See what would go").click()
    assert "Only a closed plan is purged" in page.inner_text("main")
    on_both("what a purge would take")


def test_a_name_without_spaces_has_room_on_every_page_of_people(site, page, on_both):
    sign_in(page, site, ADMINISTRATOR)
    page.get_by_role("link", name="Invite somebody").click()
    page.get_by_label("Name").fill(f"Ann {WORD}")
    page.get_by_label("E-mail address").fill("DAWN.ASHBY@northmere.example")
    page.get_by_label("Job title").fill(WORD)
    page.get_by_role("button", name="Send the invitation").click()
    assert "Dawn Ashby has an account with this address already" in page.inner_text("main")
    on_both("an address that is known")
    page.get_by_label("E-mail address").fill("ann@northmere.example")
    page.get_by_role("button", name="Send the invitation").click()
    on_both("the page of somebody with a long name")
    page.get_by_role("link", name="Change name").click()
    on_both("changing a long name")
    page.goto(site.url + "/people/")
    on_both("the people, one with a long name")


def test_a_long_word_has_room_where_a_plan_is_edited(site, page, on_both):
    sign_in(page, site, OFFICER)
    page.goto(site.url + "/plans/fostering-peer-review/edit/")
    page.get_by_role("link", name=re.compile(r"^Withdraw\s+action")).first.click()
    page.get_by_label("Why is it withdrawn?").fill(f"{WORD} is the reason.")
    page.get_by_role("button", name="Withdraw it").click()
    assert WORD in page.inner_text("main")
    on_both("a withdrawn action with a long reason")
