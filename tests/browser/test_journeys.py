"""The three people that the product is for do their job in a browser, with axe on every page they pass."""

import io
import re

import openpyxl
import pypdf
import pytest

from tests.browser.site import sign_in

pytestmark = pytest.mark.browser

LEAD = "dawn.ashby@northmere.example"
MANAGER = "marcus.okafor@northmere.example"
OFFICER = "ruth.calloway@northmere.example"


def test_a_head_of_service_posts_a_progress_update(site, page, check):
    page.goto(site.url)
    check("signing in")
    page.get_by_role("button", name="Sign in").click()
    check("signing in with nothing filled in")
    sign_in(page, site, LEAD)
    assert page.title().startswith("My actions")
    check("my actions")
    page.get_by_role("link", name=re.compile(r"^Update (?!the )\S")).first.click()
    check("the update page")
    page.get_by_role("button", name="Submit update").click()
    assert "Choose a rating" in page.inner_text("main")
    check("the update page with mistakes")
    page.locator("input[name=rag][value=amber]").check()
    page.get_by_label(re.compile("What has happened")).fill("Two of the three posts are filled.")
    page.get_by_role("button", name="Submit update", exact=True).click()
    assert "Your update to" in page.inner_text("main")
    check("after the update")
    page.goto(f"{site.url}/my-actions/")
    assert "Two of the three posts are filled" in page.inner_text("main")


def test_two_writers_at_once_both_keep_their_words(site, page, check, chromium):
    sign_in(page, site, LEAD)
    page.get_by_role("link", name=re.compile(r"^Update (?!the )\S")).nth(1).click()
    address = page.url.split("?")[0]
    page.locator("input[name=rag][value=green]").check()
    page.get_by_label(re.compile("What has happened")).fill("Mine: the sample is done.")
    other = chromium.new_context().new_page()
    sign_in(other, site, MANAGER)
    other.goto(address)
    other.locator("input[name=rag][value=red]").check()
    other.get_by_label(re.compile("What has happened")).fill("Theirs: the sample was too small.")
    other.get_by_role("button", name="Submit update", exact=True).click()
    other.context.close()
    page.get_by_role("button", name="Submit update", exact=True).click()
    assert "Somebody else updated this action while you were writing" in page.inner_text("h1")
    check("the conflict page")
    page.get_by_label(re.compile("Mine, after theirs")).check()
    page.get_by_role("button", name="Go on").click()
    page.goto(address.removesuffix("update/"))
    timeline = page.inner_text("main")
    assert "Mine: the sample is done." in timeline
    assert "Theirs: the sample was too small." in timeline
    check("the action page")


def test_a_manager_filters_the_overdue_and_amber_actions(site, page, check):
    sign_in(page, site, MANAGER)
    assert page.title().startswith("Overview")
    check("the overview")
    figure = page.locator(".ap-figure", has_text="Overdue")
    count = int(figure.locator("b").inner_text().split()[0])
    figure.get_by_role("link").click()
    check("the overdue actions")
    assert f"{count} action" in page.inner_text("main")
    page.get_by_role("checkbox", name="Amber").check()
    page.get_by_role("button", name="Apply").click()
    check("the overdue and amber actions")
    rows = page.locator("tbody tr")
    assert 0 < rows.count() <= count
    for row in rows.all():
        assert "Amber" in row.inner_text()
        assert "late" in row.inner_text()
    page.locator("tbody tr a").first.click()
    check("an action")
    page.goto(f"{site.url}/claims/")
    check("the claims to verify")
    page.get_by_role("link", name=re.compile("^Look at it")).first.click()
    check("one claim")
    page.goto(f"{site.url}/extensions/")
    check("the dates to decide")


def test_an_officer_exports_the_committees_appendix(site, page, check):
    sign_in(page, site, OFFICER)
    assert page.title().startswith("Plans")
    check("the plans")
    page.get_by_role("link", name=re.compile("Children")).first.click()
    check("the plan as a document")
    title = page.inner_text("h1")
    page.get_by_role("link", name="Audit log").click()
    check("the audit log")
    page.get_by_label("What was done").select_option("Dates")
    page.get_by_role("button", name="Apply").click()
    check("the audit log of one kind of act")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as CSV").click()
    assert b"asked for a new date" in download.value.path().read_bytes()
    page.go_back()
    page.go_back()
    page.get_by_role("link", name="Build the appendix").click()
    check("the appendix builder")
    pdf = page.request.get(f"{page.url}?format=pdf&paper=a4&exceptions=yes")
    assert pdf.headers["content-type"] == "application/pdf"
    text = "".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(pdf.body())).pages)
    assert title.split()[0] in text
    with page.expect_download() as download:
        page.get_by_label("Excel workbook").check()
        page.get_by_role("button", name="Make the appendix").click()
    book = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()))
    assert book.sheetnames == ["Summary", "Appendix", "Data"]
    page.get_by_label("Final: leave out").check()
    page.get_by_label("Posts instead of people").check()
    page.get_by_role("button", name="Make the appendix").click()
    check("what is asked before a final paper without names is made")
    page.get_by_role("link", name="Choose again").click()
    assert page.get_by_label("Final: leave out").is_checked()
    check("the appendix builder as it was sent")
    page.get_by_role("button", name="Make the appendix").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Make it final all the same").click()
    assert "draft" not in download.value.suggested_filename


def test_signing_in_as_each_shows_a_different_first_page(site, chromium):
    seen = set()
    people = [LEAD, MANAGER, OFFICER]
    for email in people:
        page = chromium.new_context().new_page()
        sign_in(page, site, email)
        seen.add(page.url)
        page.context.close()
    assert len(seen) == len(people)


def test_the_pages_are_usable_on_a_telephone(site, chromium):
    page = chromium.new_context(viewport={"width": 390, "height": 844}).new_page()
    sign_in(page, site, LEAD)
    for path in ("/my-actions/", "/actions/", "/plans/"):
        page.goto(site.url + path)
        across = page.evaluate("document.documentElement.scrollWidth")
        assert across <= 390, f"{path} is {across} px wide"
    page.context.close()


def test_after_all_of_that_the_trail_holds(site):
    done = site.manage("verify_audit")
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) >= 6
