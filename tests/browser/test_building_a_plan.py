"""An officer builds a plan from nothing with the keyboard alone, as one without a document would; axe looks at every
page on the way, at its mistakes and at its conflict."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.site import follow, sign_in, window

pytestmark = pytest.mark.browser

OFFICER = "ruth.calloway@northmere.example"
TITLE = "Parks and Play Areas Improvement Plan"


class Keys:
    """A keyboard: goes to what has a name by Tab or Shift+Tab, and presses."""

    def __init__(self, page):
        self.page = page

    def to(self, locator):
        """Focus it as the keyboard would leave it; a thing that Tab can't reach fails."""
        assert locator.first.evaluate("e => e.tabIndex >= 0 && e.offsetParent !== null"), locator
        locator.first.focus()

    def press(self, role, name, **how):
        pressed = self.page.get_by_role(role, name=name, **how)
        self.to(pressed)
        with self.page.expect_navigation():
            pressed.first.press("Enter")

    def type(self, label, words):
        box = self.page.get_by_label(label, exact=True)
        self.to(box)
        box.press("Control+a")
        box.press_sequentially(words)


@pytest.fixture
def keys(page):
    return Keys(page)


def add_action(keys, rec, then="Save", **fields):
    if rec:
        keys.press("link", re.compile(f"^Add an action under recommendation {rec}$"))
    for label, words in fields.items():
        keys.type(label.replace("_", " "), words)
    keys.press("button", then, exact=True)


def test_a_plan_is_built_from_nothing_by_keyboard(site, page, check, keys):
    sign_in(page, site, OFFICER)
    keys.press("link", "Start an empty plan")
    check("starting a plan")
    keys.press("button", "Start the plan")
    check("starting a plan without a title")
    keys.type("Title of the plan", TITLE)
    keys.press("button", "Start the plan")
    assert page.inner_text("h1") == f"Edit {TITLE}"
    check("an empty plan")
    keys.press("button", "Add the usual columns")
    _sections_and_recommendations(page, keys, check)
    _actions(page, keys, check)
    check("the plan that was built")
    _moves_and_withdraws(page, keys, check)
    keys.press("link", "Edit the details")
    keys.to(page.get_by_label("Status"))
    page.get_by_label("Status").select_option("live")
    keys.press("button", "Save")
    keys.press("link", "See it as its readers do")
    text = page.inner_text("main")
    for words in ("Repair the swings", "Within 3 months", "Parks Manager", "30 June 2027", "Count every visit"):
        assert words in text
    check("the plan as its readers see it")
    keys.press("link", "Audit log")
    assert "Ruth Calloway added the action" in page.inner_text("main")
    check("the audit log of a plan that was built")


def _sections_and_recommendations(page, keys, check):
    keys.press("link", "Add the first section", exact=True)
    keys.type("Title", "Within 3 months")
    keys.press("button", "Save and add another")
    keys.type("Title", "Within a year")
    keys.press("button", "Save", exact=True)
    keys.press("link", re.compile("^Add a recommendation to Within 3 months"))
    keys.press("button", "Save", exact=True)
    assert "Say what must improve" in page.inner_text("main")
    check("a recommendation without words")
    assert page.get_by_label("Reference", exact=True).input_value() == "1"
    keys.type("Recommendation", "Make every play area safe")
    keys.press("button", "Save and add another")
    keys.type("Recommendation", "Look at each of them every week")
    keys.press("button", "Save", exact=True)
    keys.press("link", re.compile("^Add a recommendation to Within a year"))
    assert page.get_by_label("Reference", exact=True).input_value() == "3"
    keys.type("Recommendation", "Know who uses the parks")
    keys.press("button", "Save", exact=True)


def _actions(page, keys, check):
    words = {"Action": "Repair the swings", "Lead": "Parks Manager", "Timescale": "30 June 2027"}
    add_action(keys, 1, **words)
    assert "that it is a new name" in page.inner_text("main")
    check("an action with a lead that nobody knows")
    new = page.get_by_label("This is a new name")
    keys.to(new)
    new.press("Space")
    keys.press("button", "Save and add another")
    expect(page.get_by_text("is read as: A day, on 30 June 2027")).to_be_visible()
    add_action(
        keys, 0, Action="Replace the worst:", Steps="list them\nbuy new ones", Lead="Parks Manager", Timescale="ongoing"
    )
    add_action(keys, 2, Action="Walk round", Timescale="in the third quarter")
    assert "calendar year" in page.inner_text("main")
    check("an action whose timescale is asked about")
    keys.press("button", "Save and add another")
    add_action(keys, 0, Action="Write down what is seen")
    add_action(keys, 3, Action="Count every visit", Lead="Parks Manager")
    keys.press("link", re.compile("^Add a timescale to action 3.1"))
    check("an empty timescale")
    keys.type("Timescale as printed", "by end of March 2028")
    keys.press("button", "Save", exact=True)
    assert "until 31 March 2028" in page.inner_text("main")
    check("a timescale with its reading")
    keys.press("button", "Save", exact=True)
    keys.press("link", re.compile("^Add a lead to action 2.1"))
    check("an empty lead")
    keys.type("Who", "Parks Manager")
    keys.press("button", "Save", exact=True)
    keys.press("link", re.compile("^Edit the step list them"))
    check("a step")
    keys.type("Step", "list the worst ones")
    keys.press("button", "Save", exact=True)
    assert page.locator("tr[id^=action-]").count() == 5


def _moves_and_withdraws(page, keys, check):
    keys.press("button", "Move down: action 1.1")
    assert page.locator("tr[id^=action-]").first.inner_text().startswith("1.1 Replace the worst")
    keys.press("link", "Move action 2.2")
    check("moving an action")
    keys.press("button", "Move it")
    check("moving an action nowhere")
    page.get_by_label("Move to").select_option(label="After 3.1 Count every visit")
    keys.press("button", "Move it")
    keys.press("link", "Withdraw action 3.2")
    keys.press("button", "Withdraw it")
    check("withdrawing without a reason")
    keys.type("Why is it withdrawn?", "Part of the weekly round.")
    keys.press("button", "Withdraw it")
    assert "Part of the weekly round." in page.inner_text("main")
    check("a plan with something withdrawn")
    keys.press("link", re.compile("^Bring back"))
    check("bringing back")
    keys.press("button", "Bring it back")


def test_two_editors_at_once_both_keep_their_words(site, page, check, keys, chromium):
    sign_in(page, site, OFFICER)
    page.goto(f"{site.url}/plans/")
    page.get_by_role("link", name=re.compile("Children")).first.click()
    keys.press("link", "Edit the plan")
    check("the plan as it is edited")
    keys.press("link", re.compile("^Edit action"))
    other = window(chromium)
    sign_in(other, site, OFFICER)
    other.goto(page.url)
    other.get_by_label("Evidence").fill("Theirs: a list of twenty")
    other.get_by_label("Why?").fill("The board asked for more.")
    follow(other.get_by_role("button", name="Save"))
    other.context.close()
    keys.type("Evidence", "Mine: a list of ten")
    keys.press("button", "Save")
    assert "Say why" in page.inner_text("main") or "You have changed this already" in page.inner_text("h1")
    check("the conflict")
    keys.press("button", "Go on")
    check("the conflict undecided")
    page.get_by_label(re.compile("Let me bring both together")).check()
    keys.press("button", "Go on")
    assert "Theirs: a list of twenty" in page.inner_text("aside >> nth=0")
    assert page.get_by_label("Evidence").input_value() == "Mine: a list of ten"
    check("the form with theirs beside it")
    keys.type("Why?", "Ten are enough.")
    keys.press("button", "Save")
    assert "is changed" in page.inner_text("main")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_scheme_is_reworded_and_a_plan_moved_on_to_it(site, page, check):
    sign_in(page, site, OFFICER)
    page.goto(f"{site.url}/plans/")
    page.get_by_role("link", name="RAG schemes").click()
    check("the schemes")
    page.get_by_role("link", name="BRAG").click()
    check("a scheme")
    page.get_by_label("Meaning of Red").fill("Lost, or very late")
    page.get_by_role("button", name="Add a rating").click()
    assert page.get_by_label("Meaning of Red").input_value() == "Lost, or very late"
    page.get_by_label("Word of rating 5").fill("Resting")
    page.get_by_role("button", name=re.compile("^Keep as version")).click()
    page.get_by_role("alert").wait_for()
    check("a rating without a meaning")
    page.get_by_label("Meaning of Resting").fill("Waits for another plan")
    page.get_by_label("Why does it change?").fill("The board’s words")
    page.get_by_role("button", name=re.compile("^Keep as version")).click()
    check("the next version")
    page.get_by_role("link", name=re.compile("Move it on.*Youth Justice")).click()
    check("what each rating becomes")
    page.get_by_label("Why does it change?").fill("The board’s words")
    page.get_by_role("button", name="Change the scheme").click()
    page.get_by_text("What the ratings mean").click()
    assert "Lost, or very late" in page.inner_text("main")
    check("the plan with its meanings")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{site.url}/schemes/new/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    check("a new scheme on a telephone")
    assert site.manage("verify_audit").returncode == 0
