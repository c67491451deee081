"""A new officer brings a Word file in: from the upload to the plan, with axe on every page on the way."""

import re

import pytest

from tests.browser.parks import word_file
from tests.browser.site import sign_in

pytestmark = pytest.mark.browser

OFFICER = "ruth.calloway@northmere.example"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def officer(site, page):
    sign_in(page, site, OFFICER)
    page.goto(f"{site.url}/plans/")
    return page


def choose(page, name, data, kind):
    page.get_by_role("link", name="Import a plan").click()
    page.get_by_label("The document", exact=True).set_input_files({"name": name, "mimeType": kind, "buffer": data})
    page.get_by_role("button", name="Read the document").click()


def test_from_a_word_file_to_a_committed_plan(site, officer, check):
    page = officer
    page.get_by_role("link", name="Import a plan").click()
    check("choosing a document")
    page.get_by_role("button", name="Read the document").click()
    check("choosing nothing")
    page.goto(f"{site.url}/plans/")
    choose(page, "Parks plan v3 FINAL.docx", word_file(), WORD)
    page.get_by_role("heading", name="Check what was understood").wait_for(timeout=120_000)
    assert "10 recommendations, 43 actions" in page.inner_text("main")
    check("the workbench")
    impossible = page.locator(".ap-ask", has_text="31 June 2027")
    impossible.get_by_label("It means").fill("the last day, I think")
    impossible.get_by_label("It means").press("Enter")
    page.get_by_role("alert").wait_for()
    check("an answer that is not clear")
    impossible = page.locator(".ap-ask", has_text="31 June 2027")
    assert impossible.get_by_label("It means").input_value() == "the last day, I think"
    page.locator(":target").wait_for()
    head = page.locator(".ap-benchhead").bounding_box()
    assert impossible.bounding_box()["y"] >= head["y"] + head["height"], "the question stands under the row of headings"
    impossible.get_by_label("It means").fill("30 June 2027")
    impossible.get_by_role("button", name="Save").click()
    page.get_by_role("navigation", name="Which rows").get_by_role("link", name=re.compile("All rows")).click()
    check("all rows")
    page.get_by_role("link", name=re.compile("Put right by hand")).first.click()
    check("one row")
    page.get_by_label("Progress", exact=True).fill("Begun in three of the five wards.")
    page.get_by_role("button", name="Save the row").click()
    page.get_by_text(re.compile("things you said")).click()
    check("what was said")
    page.get_by_role("button", name=re.compile("^Import 43 actions")).click()
    assert "is imported" in page.inner_text("main")
    check("the plan with open questions")
    page.get_by_role("link", name=re.compile("questions? of the import")).click()
    check("the open questions")
    boxes = page.locator("input[name^=value], textarea[name^=value]")
    ask = page.locator(".ap-decision").filter(has=boxes).first
    ask.get_by_role("button", name=re.compile("^See what it changes")).click()
    check("an answer without words")
    page.get_by_role("button", name=re.compile("right as (it|they) stand")).first.click()
    assert "nothing of the plan is changed" in page.inner_text("main")
    ask = page.locator(".ap-decision").filter(has=page.locator("select[name^=value], input[list]")).first
    if ask.locator("select").count():
        ask.locator("select").first.select_option(index=1)
    else:
        ask.locator("input[name^=value]").first.fill("Head of Sport")
    ask.get_by_role("button", name=re.compile("^See what it changes")).click()
    check("what an answer changes")
    page.get_by_role("button", name=re.compile("^Change")).click()
    assert "The audit log holds what stood there before" in page.inner_text("main")
    assert site.manage("verify_audit").returncode == 0


def test_what_is_no_plan_is_refused_in_words(officer, check):
    page = officer
    choose(page, "letter.txt", b"Dear Ruth, the plan follows next week.", "text/plain")
    page.locator("#questions").get_by_text("looks like an action plan").wait_for(timeout=120_000)
    assert page.get_by_role("button", name="Import 0 actions").count() == 0, "nothing is there to be imported"
    check("a document that could not be read")
    page.get_by_role("button", name="Discard").click()
    assert "No plan was changed" in page.inner_text("main")


def test_one_document_is_one_plan_and_is_taken_back_as_a_whole(site, officer, check):
    page = officer
    rows = "".join(
        f"| {n} | Keep rink {n} open | Mend the ice of rink {n} | Head of Sport | May 2027 |\n" for n in (1, 2)
    )
    rinks = f"# Rinks Plan\n\n| No | Recommendation | Action | Lead | By when |\n|---|---|---|---|---|\n{rows}".encode()
    choose(page, "rinks.md", rinks, "text/markdown")
    page.get_by_role("button", name="Import 2 actions").click(timeout=120_000)
    page.goto(f"{site.url}/plans/")
    choose(page, "rinks again.md", rinks, "text/markdown")
    page.get_by_role("heading", name="This document is a plan already").wait_for(timeout=120_000)
    page.get_by_text("Make a second plan of it on purpose").click()
    page.get_by_role("button", name="Make a second plan").click()
    check("a second plan without a reason")
    page.get_by_role("button", name="Discard this import").click()
    page.get_by_role("link", name="Take it back (rinks.md)").click()
    page.get_by_role("button", name="Take it back").click()
    check("taking it back without a reason")
    page.get_by_label("Why is it taken back?").fill("It is the draft of another council.")
    page.get_by_role("button", name="Take it back").click()
    assert "What “rinks.md” brought in was taken back." in page.inner_text("main")
    check("the log of a plan that was taken back")
    listed = page.request.get(f"{site.url}/actions.csv").body()
    page.goto(f"{site.url}/plans/")
    choose(page, "actions.csv", listed, "text/csv")
    page.get_by_role("heading", name="comes from this application").wait_for(timeout=120_000)
    check("a file that was made here")
    assert site.manage("verify_audit").returncode == 0


def test_an_import_works_without_script(site, chromium):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, site, OFFICER)
    page.goto(f"{site.url}/plans/")
    rows = "".join(f"{n}\tImprove {n}\tDo {n} by visiting each site\tHead of Sport\tMay 2027\n" for n in range(1, 8))
    page.get_by_role("link", name="Import a plan").click()
    page.get_by_text("Or paste the table").click()
    page.get_by_label("The plan as text").fill(f"No\tRecommendation\tAction\tLead\tBy when\n{rows}")
    page.get_by_role("button", name="Read the document").click()
    page.get_by_role("heading", name="Check what was understood").wait_for(timeout=120_000)
    assert "7 actions" in page.inner_text("main")
    context.close()
