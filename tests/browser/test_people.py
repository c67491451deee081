"""Coming by invitation, setting up a second factor, and handing over a post, in a browser, with axe on each page."""

import re

import pytest
from playwright.sync_api import expect

from tests.actionplans.totp import code
from tests.browser.site import PASSWORD, sign_in, window

pytestmark = pytest.mark.browser

ADMINISTRATOR = "sandeep.gill@northmere.example"
LEAVER = "amara.cole@northmere.example"
READER = "joan.pettifer@northmere.example"
NEWCOMER = "nia.newcomer@northmere.example"


@pytest.fixture(scope="module")
def invited(site) -> str:
    """The path of the link in the letter that the console shows."""
    letter = site.manage("people", "invite", NEWCOMER, "--name", "Nia Newcomer").stdout
    return re.search(r"http://[^/\s]+(/account/invitation/\S+)", letter)[1]


def test_somebody_comes_by_invitation(site, page, check, invited):
    page.goto(site.url + invited)
    assert "Welcome, Nia Newcomer" in page.inner_text("h1")
    check("the invitation")
    page.get_by_role("button", name="Set password").click()
    assert "Enter a new password" in page.inner_text("main")
    check("the invitation with nothing typed")
    page.get_by_label("New password", exact=True).fill(PASSWORD)
    page.get_by_label("New password again").fill(PASSWORD)
    page.get_by_role("button", name="Set password").click()
    assert "The officer of the plan that you need gives you one" in page.inner_text("main")
    page.get_by_role("link", name="Your account").click()
    check("one's own account")
    page.context.clear_cookies()
    page.goto(site.url + invited)
    assert "accepted already" in page.inner_text("main")
    check("a link that was used")


def test_a_second_factor_is_set_up_and_asked_for(site, page, check):
    sign_in(page, site, LEAVER)
    page.get_by_role("link", name="Your account").click()
    page.get_by_role("link", name="Set up 2-step verification").click()
    check("setting up a second factor")
    secret = "".join(page.locator(".ap-key-code span").all_inner_texts())
    page.get_by_label("Code from the app").fill("000000")
    page.get_by_role("button", name="Turn it on").click()
    assert "That code does not fit" in page.inner_text("main")
    check("a code that does not fit")
    page.get_by_label("Code from the app").fill(code(secret))
    page.get_by_role("button", name="Turn it on").click()
    assert page.locator(".ap-codes li").count() == 10
    check("the recovery codes")
    recovery = page.locator(".ap-codes li").first.inner_text()
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, site, LEAVER)
    assert "Enter your code" in page.inner_text("h1")
    check("the code at signing in")
    page.get_by_label("Code").fill(recovery)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_title(re.compile("^My actions"))
    page.goto(f"{site.url}/account/sessions/")
    check("where one is signed in")


def test_who_has_to_wait_is_led_to_a_code_by_mail(site, page, check):
    for number in range(6):
        page.goto(f"{site.url}/account/sign-in/")
        page.get_by_label("E-mail address").fill(READER)
        page.get_by_label("Password").fill(f"a guess {number}")
        page.get_by_role("button", name="Sign in").click()
    assert "Too many wrong tries from where you are" in page.inner_text("main")
    check("waiting after wrong passwords")
    page.get_by_role("link", name="E-mail me a code instead").click()
    check("asking for a code")
    page.get_by_label("E-mail address").fill(READER)
    page.get_by_role("button", name="Send me a code").click()
    check("entering a code")
    page.get_by_label("Code").fill("BCDF-GHJK")
    page.get_by_role("button", name="Sign in").click()
    assert "That code does not fit" in page.inner_text("main")
    check("a code by mail that does not fit")


def test_a_post_is_handed_over_and_the_leavers_account_closed(site, page, check, invited):
    sign_in(page, site, ADMINISTRATOR)
    page.get_by_label("Name, job title or address").fill("amara")
    page.get_by_role("button", name="Search").click()
    check("people found")
    page.get_by_role("link", name="Amara Cole").click()
    check("a person")
    page.get_by_role("link", name="Close the account").click()
    assert "still leads" in page.inner_text("main")
    check("closing an account")
    page.get_by_role("link", name="Hand them over first").click()
    page.get_by_role("button", name="Hand over").click()
    assert "Choose who takes over" in page.inner_text("main")
    check("handing over with nobody chosen")
    page.get_by_label("Who takes over?").select_option(label="Nia Newcomer")
    page.get_by_role("button", name="Hand over").click()
    assert "Nia Newcomer holds Workforce Development Lead" in page.inner_text("main")
    page.get_by_role("link", name="Workforce Development Lead").first.click()
    assert "Nia Newcomer" in page.inner_text("main")
    check("a post")
    page.go_back()
    page.get_by_role("link", name="Close the account").click()
    page.get_by_label("Why?").fill("Left the council.")
    page.get_by_role("button", name="Close the account").click()
    assert "Account closed" in page.inner_text("main")
    for path, where in (("/posts/", "the posts"), ("/people/invite/", "inviting"), ("/people/?show=closed", "closed")):
        page.goto(site.url + path)
        check(where)


def test_the_pages_of_people_are_usable_on_a_telephone(site, chromium):
    page = window(chromium, viewport={"width": 390, "height": 844})
    sign_in(page, site, ADMINISTRATOR)
    for path in (
        "/people/",
        "/schemes/",
        "/people/1/",
        "/people/1/deactivate/",
        "/posts/",
        "/posts/1/",
        "/posts/1/hand-over/",
    ):
        page.goto(site.url + path)
        across = page.evaluate("document.documentElement.scrollWidth")
        assert across <= 390, f"{path} is {across} px wide"
    page.context.close()


def test_after_all_of_that_the_trail_holds(site):
    done = site.manage("verify_audit")
    assert done.returncode == 0, done.stderr
