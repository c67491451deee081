"""Updating, finishing and keeping in a browser: drafts that survive, files that are dropped, what a manager decides and
what an administrator takes away; axe on every page and state."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.site import sign_in, window

pytestmark = pytest.mark.browser

HEAD = "dawn.ashby@northmere.example"
LONG_WORD = "sharepointnorthmereexample" * 6
"""People paste addresses, which have no place to be broken at."""
MANAGER = "marcus.okafor@northmere.example"
ADMINISTRATOR = "sandeep.gill@northmere.example"
LONG = "Nine of ten files bear the sentence that the standard asks for. " * 30
DROP = """name => {
  const carrier = new DataTransfer();
  carrier.items.add(new File(["%PDF-1.7 " + name], name, { type: "application/pdf" }));
  const zone = document.querySelector(".ap-drop");
  for (const kind of ["dragover", "drop"]) {
    zone.dispatchEvent(new DragEvent(kind, { dataTransfer: carrier, bubbles: true }));
  }
}"""


def test_a_draft_survives_the_window_and_two_windows_do_not_fight(site, page, check, chromium):
    sign_in(page, site, HEAD)
    page.get_by_role("link", name=re.compile(r"^Update \S")).nth(2).click()
    words = page.get_by_label(re.compile("What has happened"))
    words.fill(LONG)
    page.get_by_text(re.compile("^Draft kept at")).wait_for()
    check("a draft that is kept, with a long text")
    other = window(chromium)
    sign_in(other, site, HEAD)
    other.goto(page.url)
    assert "What you had written stands here again" in other.inner_text("main")
    assert other.get_by_label(re.compile("What has happened")).input_value() == LONG
    other.get_by_label(re.compile("What has happened")).fill("From the second window.")
    other.get_by_text(re.compile("^Draft kept at")).wait_for()
    words.fill("From the first window.")
    page.get_by_role("button", name="Keep these instead").wait_for()
    check("two windows that disagree")
    page.get_by_role("button", name="Keep these instead").click()
    page.get_by_text(re.compile("^Draft kept at")).wait_for()
    other.context.close()
    page.goto(f"{site.url}/my-actions/")
    check("my actions with a draft")
    page.get_by_role("link", name=re.compile("^Go on writing")).click()
    check("a draft that stands there again")
    page.get_by_role("button", name="Throw the draft away").click()
    assert "thrown away" in page.inner_text("main")


def test_what_was_typed_before_the_script_came_is_kept_too(site, page):
    scripts = []
    page.route("**/js/updating*.js", lambda route: scripts.append(route))
    sign_in(page, site, HEAD)
    page.get_by_role("link", name=re.compile(r"^Update \S")).nth(2).click()
    page.get_by_label(re.compile("What has happened")).fill("Typed at once.")
    scripts[0].continue_()
    page.get_by_text(re.compile("^Draft kept at")).wait_for()
    page.unroute_all()
    page.reload()
    page.get_by_role("button", name="Throw the draft away").click()


def test_three_updates_in_a_row_with_a_file_each(site, page, check):
    sign_in(page, site, HEAD)
    page.get_by_role("link", name=re.compile("in a row$")).click()
    action = page.url.partition("update/")[0]
    for number in range(3):
        page.locator("input[name=rag][value=green]").check()
        page.get_by_label(re.compile("What has happened")).fill(f"The sample is done, part {number}. {LONG_WORD}")
        page.evaluate(DROP, f"sample-{number}.pdf")
        page.evaluate(DROP, f"notes-{number}.pdf")
        page.get_by_role("button", name=f"Leave notes-{number}.pdf out").click()
        if number == 0:
            check("an update with a dropped file")
            page.get_by_role("button", name="See what the committee will read").click()
            assert "sample-0.pdf" in page.inner_text("main")
            check("what the committee will read")
        page.get_by_role("button", name=re.compile("^Submit and go on to")).click()
        assert "more owe" in page.inner_text("main")
    page.goto(f"{site.url}/my-actions/")
    assert "Update the one that owes it" in page.inner_text("main")
    page.set_viewport_size({"width": 375, "height": 800})
    for url in (action, f"{action}update/", f"{site.url}/my-actions/", f"{site.url}/plans/childrens-services/"):
        page.goto(url)
        assert page.evaluate("document.documentElement.scrollWidth") <= 375, url


def test_a_row_is_rated_and_commented_in_place(site, page, check):
    sign_in(page, site, HEAD)
    row = page.locator(".ap-work > li").filter(has=page.locator(".ap-quick")).first
    row.get_by_text("Rate and comment here").click()
    check("my actions with a row open")
    row.locator("input[name=rag][value=amber]").check()
    row.get_by_label(re.compile("What has happened")).fill("Said in place.")
    row.get_by_role("button", name=re.compile("Submit update")).click()
    assert page.url == f"{site.url}/my-actions/"
    assert "Said in place." in page.inner_text("main")


def test_a_manager_rechecks_closes_and_opens_again(site, page, check):
    sign_in(page, site, MANAGER)
    page.goto(f"{site.url}/actions/?stage=verified&plan=childrens-services")
    page.locator("tbody tr a").first.click()
    page.get_by_role("link", name="Re-check whether it has lasted").click()
    page.get_by_role("button", name="Record the re-check").click()
    check("a re-check without an answer")
    page.get_by_label(re.compile("It has not")).check()
    page.get_by_label(re.compile("What you looked at")).fill("Four of ten files lack it.")
    page.locator("input[name=rag][value=red]").check()
    page.get_by_role("button", name="Record the re-check").click()
    assert "Four of ten files lack it." in page.inner_text("main")
    check("an action that is open again")
    page.get_by_role("link", name="Close it undone").click()
    page.get_by_role("button", name="Close the action").click()
    check("closing without an answer")
    page.get_by_label(re.compile("Risk accepted")).check()
    page.get_by_label("Why?").fill(LONG[:900])
    page.get_by_role("button", name="Close the action").click()
    check("a closed action with a long reason")
    page.get_by_role("link", name="Open it again").click()
    check("opening again")


def test_an_administrator_redacts_and_sees_what_a_purge_would_take(site, page, check):
    sign_in(page, site, ADMINISTRATOR)
    page.goto(f"{site.url}/actions/?stage=verified&plan=childrens-services")
    page.locator("tbody tr a").first.click()
    page.get_by_role("link", name="Redact personal data").click()
    page.get_by_role("button", name="Show where it stands").click()
    check("redacting without words")
    page.get_by_label("Which words have to go?").fill("the")
    page.get_by_label("Why?").fill("it was only tried")
    page.get_by_role("button", name="Show where it stands").click()
    check("every place of some words")
    page.goto(f"{site.url}/plans/childrens-services/keeping/")
    check("rules and keeping")
    page.get_by_label(re.compile("On hold")).check()
    page.get_by_role("button", name="Set how long").click()
    check("a hold without a reason")
    page.get_by_role("link", name="See what would go").click()
    check("what a purge would take")


def test_a_lead_rates_eight_of_their_own_in_one_save_by_keyboard(site, page, check):
    """Nothing but keys: the ratings down one column, the words down the next, and what is forgotten is asked for."""
    sign_in(page, site, "dawn.ashby@northmere.example")
    page.goto(f"{site.url}/my-actions/grid/")
    check("many updates in one save")
    ratings, words = page.locator("[data-col=rag]"), page.locator("[data-col=narrative]")
    focused = page.locator(":focus")
    ratings.first.focus()
    for at in range(8):
        focused.press_sequentially("Amb" if at % 2 else "Gre")
        focused.press("Enter")
    words.nth(1).focus()
    for at in range(7):
        focused.press_sequentially(f"Step {at + 1} went on as planned.")
        focused.press("Enter")
    page.get_by_role("button", name="Submit what is filled in").press("Enter")
    expect(page.get_by_text("7 updates are submitted")).to_be_visible()
    expect(words.first).to_have_attribute("aria-invalid", "true")
    check("many updates, of which one lacks its words")
    words.first.focus()
    focused.press_sequentially("The eighth, too.")
    page.get_by_role("button", name="Submit what is filled in").press("Enter")
    expect(page.get_by_text("1 update is submitted")).to_be_visible()


PASTE = """([cell, words, html]) => {
  const copied = new DataTransfer();
  copied.setData("text/plain", words);
  if (html) copied.setData("text/html", html);
  cell.dispatchEvent(new ClipboardEvent("paste", { clipboardData: copied, bubbles: true, cancelable: true }));
}"""


def test_what_a_pasted_column_holds_beyond_the_grid_or_its_ratings_is_said(site, page, check):
    sign_in(page, site, "dawn.ashby@northmere.example")
    page.goto(f"{site.url}/my-actions/grid/")
    ratings = page.locator("[data-col=rag]")
    number = ratings.count()
    column = "\n".join(["Green", "Ambr", *["Amber"] * (number - 2), "Red and late", "Green"])
    page.evaluate(PASTE, [ratings.first.element_handle(), column])
    expect(ratings.nth(0)).to_have_value("green")
    expect(page.get_by_text("“Ambr” was pasted, and is none of these ratings.")).to_be_visible()
    expect(page.get_by_text("Not in the grid: “Red and late”, “Green”.")).to_be_visible()
    check("a pasted column that is too long, with a rating that is none")
    page.get_by_role("button", name="Submit what is filled in").press("Enter")
    expect(page.get_by_text("Nothing is submitted yet. Choose a rating")).to_be_visible()
    expect(ratings.nth(1)).to_be_focused()
    ratings.nth(1).select_option("amber")
    expect(page.get_by_text("“Ambr” was pasted")).to_have_count(0)
    words = page.locator("[data-col=narrative]")
    cells = 'First.\r\n"Two\r\nlines, one ""quoted"""\r\n'
    page.evaluate(PASTE, [words.first.element_handle(), cells, "<table><tr><td>First.</td></tr></table>"])
    expect(words.nth(0)).to_have_value("First.")
    expect(words.nth(1)).to_have_value('Two\nlines, one "quoted"')
    page.evaluate(PASTE, [words.nth(1).element_handle(), "Of a letter.\n\nAnd more.", "<p>Of a letter.</p>"])
    expect(words.nth(2)).to_have_value("")
    page.get_by_role("button", name="Take the paste back").click()
    expect(words.nth(0)).to_have_value("")
    expect(words.nth(1)).to_have_value("")
    page.evaluate(PASTE, [words.first.element_handle(), '"One cell\nof two lines"\n', "<td>One cell</td>"])
    expect(words.nth(0)).to_have_value("One cell\nof two lines")
    forecasts = page.locator("[data-col=forecast]")
    forecasts.nth(0).fill("15 1 2027")
    page.evaluate(PASTE, [words.first.element_handle(), "First.\t\r\nSecond.\t1 2 2027\r\n", ""])
    expect(forecasts.nth(0)).to_have_value("15 1 2027")
    expect(page.get_by_text("3 cells were filled from what you pasted.")).to_be_visible()
