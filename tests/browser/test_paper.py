"""One officer, from updates in to an issued public and restricted paper and a supplement to it."""

import re

import pytest

from tests.browser.site import sign_in

pytestmark = pytest.mark.browser

OFFICER = "ruth.calloway@northmere.example"
ISSUED = 300_000
"""Milliseconds for a worker to print every format of two versions."""


def test_an_officer_issues_a_paper_in_two_versions_and_a_supplement(site, page, check):
    sign_in(page, site, OFFICER)
    _mark_a_passage(site, page, check)
    page.goto(f"{site.url}/plans/childrens-services/periods/")
    page.get_by_role("link", name=re.compile("^The paper of ")).nth(1).click()
    assert "What the public version leaves out: 1 mark, " in page.inner_text("main")
    check("the paper before the freeze")
    why = page.get_by_label("Why is it frozen all the same?")
    if why.count():
        why.fill("The agenda closes today.")
    page.get_by_role("button", name=re.compile("^Freeze the position")).click()
    _set_and_look(page, check)
    page.get_by_role("button", name=re.compile("^Issue paper No")).click()
    confirm = page.locator("#issue")
    confirm.wait_for(timeout=ISSUED)
    check("what is about to be issued")
    confirm.get_by_role("button", name=re.compile("^Issue paper No")).click()
    page.get_by_role("heading", name="Nothing has been done yet").wait_for()
    page.locator("#despite, #reason").first.evaluate("box => { box.closest('details').open = true; }")
    page.get_by_label("Why has it to be frozen anew?").fill("More words than one.")
    page.get_by_role("link", name="Not yet").click()
    page.go_back()
    assert "preview=" in page.url and page.get_by_label("Why has it").input_value() == "More words than one."
    confirm.get_by_label(re.compile("^I have looked at these pages")).check()
    confirm.get_by_role("button", name=re.compile("^Issue paper No")).click()
    page.wait_for_url(re.compile(r"/papers/(#.*)?$"), timeout=ISSUED)
    register = page.inner_text("main")
    assert "PDF" in register and "not for publication" in register
    check("the papers issued")
    page.get_by_role("link", name="No 1", exact=True).first.click()
    check("an issued paper")
    page.get_by_text("Issue a supplement", exact=True).first.click()
    page.locator("textarea[name=words]").fill("1.4 prints “one post”; it is two.")
    page.get_by_role("button", name="Look at the supplement").click()
    check("a supplement in both versions")
    page.get_by_role("button", name="Issue supplement 1a").click()
    assert "Supplement 1a" in page.inner_text("main")


def _mark_a_passage(site, page, check):
    page.goto(f"{site.url}/actions/?plan=childrens-services")
    page.locator("main table tbody a[href^='/actions/']").first.click()
    page.get_by_role("link", name="Mark something as exempt (not for publication)").click()
    check("what the public version leaves out")
    page.get_by_role("button", name="Leave it out").click()
    assert "Nothing more has been marked yet" in page.inner_text("main")
    check("a mark with mistakes")
    page.get_by_label("All of a column").check()
    page.get_by_label("The column, if it is all of one").select_option("progress")
    page.get_by_label(re.compile("^Paragraph 3")).check()
    page.get_by_label("What is it, without saying it? (optional)").fill("a price")
    page.get_by_role("button", name="Leave it out").click()
    assert "paragraph 3" in page.inner_text("main")
    check("what is marked")


def _set_and_look(page, check):
    page.locator("#columns > summary").click()
    page.get_by_role("button", name="Move Lead up").click()
    page.get_by_label("And a PDF in large print beside it").check()
    page.get_by_role("button", name="Look at it").last.click()
    page.wait_for_url(re.compile("preview="), timeout=ISSUED)
    assert re.search(r"\d+ pages", page.locator("#preview").inner_text())
    check("the paper with its preview")
    page.get_by_role("button", name="Keep these settings").click()
    assert "The settings are kept (version 1)" in page.inner_text("body")
