"""The first day of a council, from an empty database to the first update, without a command but the one that makes the
administrator; at the width of a desk and of a telephone, with axe at each stop."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser import site as sites

pytestmark = pytest.mark.browser

PASSWORD = "nine-words-and-a-river"
ADMINISTRATOR, OFFICER, LEAD = "sam@northmere.example", "ruth@northmere.example", "pat@partner.example"


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """A server of an empty database."""
    with sites.serve(tmp_path_factory.mktemp("empty") / "data", new=True) as served:
        yield served


@pytest.fixture
def walker(chromium, empty):
    """Opens windows, one for each person; each stop is looked at."""
    contexts = []

    def window() -> Page:
        contexts.append(chromium.new_context(viewport={"width": 1280, "height": 900}))
        return contexts[-1].new_page()

    yield window
    for context in contexts:
        context.close()


def stop(page: Page, *words: str) -> None:
    """The page says these words, fits a telephone, and axe finds nothing on it."""
    for words_of in words:
        expect(page.locator("main")).to_contain_text(words_of)
    page.set_viewport_size({"width": 390, "height": 844})
    across = page.evaluate("document.documentElement.scrollWidth")
    assert across <= 390, f"{page.title()} is {across} px wide"
    page.set_viewport_size({"width": 1280, "height": 900})
    found = Axe().run(page).response["violations"]
    assert [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found] == [], page.title()


def press(page: Page, words, role="button") -> None:
    page.get_by_role(role, name=words).first.click()


def sign_in(page: Page, empty, email: str, password: str) -> None:
    page.goto(f"{empty.url}/account/sign-in/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(password)
    press(page, "Sign in")


def invite(page: Page, name: str, email: str, *, tick: str) -> None:
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label(re.compile(f"^{tick}")).check()
    press(page, re.compile("^(Send the invitation|Invite them)"))


def come(page: Page, link: str) -> None:
    """By an invitation's link."""
    page.goto(link)
    page.get_by_label("New password", exact=True).fill(PASSWORD)
    page.get_by_label("New password again").fill(PASSWORD)
    press(page, "Set password")


def test_an_empty_instance_becomes_a_working_council(empty, walker):
    told = empty.manage("people", "add", ADMINISTRATOR, "--name", "Sam Whitlock", "--administrator").stdout
    admin = walker()
    sign_in(admin, empty, ADMINISTRATOR, told.strip().rsplit(" ", 1)[1])
    stop(admin, "Getting ready", "0 of 6 are done")
    link = _the_council(admin, empty)
    officer = walker()
    come(officer, link)
    stop(officer, "You have no part in a plan yet, and may start one")
    _the_plan(officer)
    admin.goto(f"{empty.url}/setup/")
    stop(admin, "has no manager, so requests for new dates wait for nobody")
    link = _the_roles(officer)
    lead = walker()
    come(lead, link)
    stop(lead, "My actions", "Repair the swings")
    press(lead, re.compile("^Update"), role="link")
    lead.get_by_label(re.compile("On track")).check()
    lead.get_by_label(re.compile("^What has happened")).fill("Four of nine are repaired.")
    press(lead, "Submit update")
    stop(lead, "Your update to 1.1 is submitted.")
    _what_the_officer_writes_down(officer, empty)
    admin.goto(f"{empty.url}/setup/")
    stop(admin, "6 of 6 are done")
    done = empty.manage("verify_audit")
    assert done.returncode == 0, done.stderr


def _the_council(page: Page, empty) -> str:
    """All that the administrator sets up; the link for the officer, who is invited before mail was seen to arrive."""
    press(page, re.compile("^Give it"), role="link")
    page.get_by_label("Name of the council").fill("Northmere Council")
    press(page, "Save")
    press(page, "Invite somebody", role="link")
    stop(page, "Nobody has seen yet whether mail from here arrives")
    invite(page, "Ruth Calloway", OFFICER, tick="May start plans")
    stop(page, "Hand this link to Ruth Calloway")
    link = page.get_by_label("The link").input_value()
    page.reload()
    stop(page, "A link is shown once")
    page.goto(f"{empty.url}/setup/")
    press(page, "Send a test")
    stop(page, "Say whether it has come")
    press(page, "It has come")
    press(page, re.compile("^Decide"), role="link")
    press(page, "Save")
    stop(page, "Choose who has to use 2-step verification")
    page.get_by_label(re.compile("^Nobody has to")).check()
    press(page, "Save")
    press(page, "Look at it")
    stop(page, "BRAG")
    page.goto(f"{empty.url}/setup/")
    press(page, "These are our words")
    stop(page, "5 of 6 are done")
    return link


def _the_plan(page: Page) -> None:
    """The officer starts it, and gives it one action with a lead."""
    press(page, re.compile("start an empty plan"), role="link")
    page.get_by_label("Title of the plan").fill("Parks Plan")
    press(page, "Start the plan")
    press(page, "Add the usual columns")
    press(page, "Add the first section", role="link")
    page.get_by_label("Title", exact=True).fill("Within a year")
    page.get_by_role("button", name="Save", exact=True).click()
    press(page, re.compile("^Add a recommendation to"), role="link")
    page.get_by_label("Recommendation", exact=True).fill("Make every play area safe")
    page.get_by_role("button", name="Save", exact=True).click()
    press(page, re.compile("^Add an action under"), role="link")
    for label, words in (("Action", "Repair the swings"), ("Lead", "Parks Manager"), ("Timescale", "30 June 2027")):
        page.get_by_label(label, exact=True).fill(words)
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_label("This is a new name").check()
    page.get_by_role("button", name="Save", exact=True).click()
    press(page, "Edit the details", role="link")
    page.get_by_label("Status").select_option("live")
    press(page, "Save")
    press(page, "See it as its readers do", role="link")
    stop(page, "Parks Plan has no manager")


def _the_roles(page: Page) -> str:
    """The officer finds a manager and the lead; the lead's link."""
    press(page, "Give somebody that role", role="link")
    stop(page, "This plan has no manager")
    press(page, "Invite somebody new", role="link")
    invite(page, "Moira Manager", "moira@northmere.example", tick="Manager")
    expect(page.locator("main")).to_contain_text("was handed to the console of this server")
    press(page, "Invite somebody new", role="link")
    invite(page, "Pat Partner", LEAD, tick="Contributor")
    stop(page, "Invited, not yet come")
    press(page, "Chase", role="link")
    stop(page, "Nobody holds this post")
    press(page, re.compile("^Say who holds it"), role="link")
    page.get_by_label("Who takes over?").or_(page.get_by_label("Who holds it?")).select_option(label="Pat Partner")
    page.locator("main form button[type=submit]").first.click()
    stop(page, "Chase", "Pat Partner holds Parks Manager")
    page.goto(f"{page.url.partition('/chase/')[0]}/plans/parks-plan/people/")
    press(page, re.compile("to hand to Pat Partner"))
    return page.get_by_label("The link").input_value()


def _what_the_officer_writes_down(page: Page, empty) -> None:
    """What the lead said on the telephone."""
    page.goto(f"{empty.url}/actions/1/update/")
    stop(page, "Who said it?")
    page.get_by_label("Who said it?").select_option(label="Pat Partner")
    page.get_by_label(re.compile("On track")).check()
    page.get_by_label(re.compile("^What has happened")).fill("Six of nine are repaired.")
    press(page, "Submit update")
    stop(page, "Pat Partner’s update to 1.1 is recorded.")
