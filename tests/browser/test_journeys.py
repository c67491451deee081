"""The three people that the product is for do their job in a browser, with axe on every page they pass."""

import io
import re

import openpyxl
import pypdf
import pytest
from playwright.sync_api import expect

from tests.browser.site import follow, sign_in, window

pytestmark = pytest.mark.browser

LEAD = "dawn.ashby@northmere.example"
MANAGER = "marcus.okafor@northmere.example"
OFFICER = "ruth.calloway@northmere.example"


def test_a_head_of_service_posts_a_progress_update(site, page, check):
    page.goto(site.url)
    check("signing in")
    follow(page.get_by_role("button", name="Sign in"))
    check("signing in with nothing filled in")
    sign_in(page, site, LEAD)
    expect(page).to_have_title(re.compile("^My actions"))
    check("my actions")
    follow(page.get_by_role("link", name=re.compile(r"^Update (?!the |many )\S")).first)
    check("the update page")
    follow(page.get_by_role("button", name="Submit update"))
    expect(page.locator("main")).to_contain_text("Choose a rating")
    check("the update page with mistakes")
    page.locator("input[name=rag][value=amber]").check()
    page.get_by_label(re.compile("What has happened")).fill("Two of the three posts are filled.")
    follow(page.get_by_role("button", name="Submit update", exact=True))
    expect(page.locator("main")).to_contain_text("Your update to")
    check("after the update")
    page.goto(f"{site.url}/my-actions/")
    expect(page.locator("main")).to_contain_text("Two of the three posts are filled")


def test_two_writers_at_once_both_keep_their_words(site, page, check, chromium):
    sign_in(page, site, LEAD)
    follow(page.get_by_role("link", name=re.compile(r"^Update (?!the |many )\S")).nth(1))
    address = page.url.split("?")[0]
    page.locator("input[name=rag][value=green]").check()
    page.get_by_label(re.compile("What has happened")).fill("Mine: the sample is done.")
    other = window(chromium)
    sign_in(other, site, MANAGER)
    other.goto(address)
    other.locator("input[name=rag][value=red]").check()
    other.get_by_label(re.compile("What has happened")).fill("Theirs: the sample was too small.")
    follow(other.get_by_role("button", name="Submit update", exact=True))
    other.context.close()
    follow(page.get_by_role("button", name="Submit update", exact=True))
    expect(page.locator("h1")).to_contain_text("Somebody else updated this action while you were writing")
    check("the conflict page")
    page.get_by_label(re.compile("Mine, after theirs")).check()
    follow(page.get_by_role("button", name="Go on"))
    page.goto(address.removesuffix("update/"))
    timeline = page.inner_text("main")
    assert "Mine: the sample is done." in timeline
    assert "Theirs: the sample was too small." in timeline
    check("the action page")


def test_a_manager_filters_the_overdue_and_amber_actions(site, page, check):
    sign_in(page, site, MANAGER)
    expect(page).to_have_title(re.compile("^Overview"))
    check("the overview")
    figure = page.locator(".ap-figure", has_text="Overdue")
    count = int(figure.locator("b").inner_text().split()[0])
    follow(figure.get_by_role("link"))
    check("the overdue actions")
    expect(page.locator("main")).to_contain_text(f"{count} action")
    follow(page.get_by_role("link", name=re.compile("^Filter")))
    page.get_by_role("checkbox", name="Amber").check()
    follow(page.get_by_role("button", name="Apply"))
    check("the overdue and amber actions")
    rows = page.locator("tbody tr")
    assert 0 < rows.count() <= count
    for row in rows.all():
        assert "Amber" in row.inner_text()
        assert "late" in row.inner_text()
    follow(page.locator("tbody tr a").first)
    check("an action")
    page.goto(f"{site.url}/claims/")
    check("the claims to verify")
    follow(page.get_by_role("link", name=re.compile("^Look at it")).first)
    check("one claim")
    page.goto(f"{site.url}/extensions/")
    check("the dates to decide")


def test_an_officer_exports_the_committees_appendix(site, page, check):
    sign_in(page, site, OFFICER)
    expect(page).to_have_title(re.compile("^Plans"))
    check("the plans")
    follow(page.get_by_role("link", name=re.compile("Children")).first)
    check("the plan as a document")
    title = page.inner_text("h1")
    follow(page.get_by_role("link", name="Audit log"))
    check("the audit log")
    page.get_by_label("What was done").select_option("Dates")
    follow(page.get_by_role("button", name="Apply"))
    check("the audit log of one kind of act")
    with page.expect_download() as download:
        page.locator(".ap-menu > summary", has_text="away").first.click()
        page.get_by_role("link", name=re.compile("^CSV")).first.click()
    assert b"asked for a new date" in download.value.path().read_bytes()
    page.go_back()
    page.go_back()
    page.get_by_text("As at another day").click()
    for box, value in (("Day", "31"), ("Month", "7"), ("Year", "2026")):
        page.get_by_label(box, exact=True).fill(value)
    follow(page.get_by_role("button", name="Show it"))
    check("the plan as at another day")
    follow(page.get_by_role("link", name="Its actions as a list"))
    expect(page.locator("main")).to_contain_text("as they stood on 31 July 2026")
    follow(page.get_by_role("link", name=re.compile("^Filter")))
    check("the list of actions as at another day")
    page.goto(f"{site.url}/plans/childrens-services/")
    follow(page.get_by_role("link", name="Build the appendix"))
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
    follow(page.get_by_role("button", name="Make the appendix"))
    check("what is asked before a final paper without names is made")
    follow(page.get_by_role("link", name="Choose again"))
    assert page.get_by_label("Final: leave out").is_checked()
    check("the appendix builder as it was sent")
    follow(page.get_by_role("button", name="Make the appendix"))
    with page.expect_download() as download:
        page.get_by_role("button", name="Make it final all the same").click()
    assert "draft" not in download.value.suggested_filename


def test_signing_in_as_each_shows_a_different_first_page(site, chromium):
    seen = set()
    people = [LEAD, MANAGER, OFFICER]
    for email in people:
        page = window(chromium)
        sign_in(page, site, email)
        seen.add(page.url)
        page.context.close()
    assert len(seen) == len(people)


def test_the_pages_are_usable_on_a_telephone(site, chromium):
    page = window(chromium, viewport={"width": 390, "height": 844})
    sign_in(page, site, LEAD)
    for path in ("/my-actions/", "/actions/", "/actions/?page=2", "/plans/"):
        page.goto(site.url + path)
        across = page.evaluate("document.documentElement.scrollWidth")
        assert across <= 390, f"{path} is {across} px wide"
    page.context.close()


def test_as_many_rows_as_a_screen_holds(site, chromium):
    """Fourteen of the list at a desk; on a telephone a row of a long part of one's own in a few lines."""
    page = window(chromium, viewport={"width": 1280, "height": 900})
    sign_in(page, site, MANAGER)
    page.goto(f"{site.url}/actions/")
    ends = [box["y"] + box["height"] for row in page.locator("main tbody tr").all() if (box := row.bounding_box())]
    assert sum(end <= 900 for end in ends) >= 14
    page.context.close()
    page = window(chromium, viewport={"width": 390, "height": 844})
    sign_in(page, site, LEAD)
    page.evaluate("document.querySelectorAll('.ap-work').forEach(part => part.classList.add('ap-work--long'))")
    heights = [row.bounding_box()["height"] for row in page.locator(".ap-work > li").all()]
    assert heights and max(heights) <= 190 and min(heights) <= 130
    page.context.close()


def test_after_all_of_that_the_trail_holds(site):
    done = site.manage("verify_audit")
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) >= 6
