"""What is heard: errors with their fields, what was done, and the order of focus on a telephone, read from the
accessibility tree as a screen reader gets it."""

from itertools import pairwise

import pytest

from tests.browser.site import sign_in

pytestmark = pytest.mark.browser

LEAD = "dawn.ashby@northmere.example"

STOPS = """() => {
  const shown = document.activeElement, box = shown.getBoundingClientRect();
  if (shown === document.body || shown.classList.contains("govuk-skip-link")) return null;
  return [Math.round(box.top + window.scrollY), Math.round(box.height), shown.outerHTML.slice(0, 80)];
}"""


@pytest.fixture
def telephone(page):
    page.set_viewport_size({"width": 390, "height": 844})
    return page


def tree(page) -> list[dict]:
    """The accessibility tree: role, name, description, and what is invalid or has the focus."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    return [
        {
            "role": node.get("role", {}).get("value"),
            "name": node.get("name", {}).get("value", ""),
            "description": " ".join(node.get("description", {}).get("value", "").split()),
            **{each["name"]: each["value"].get("value") for each in node.get("properties", ())},
        }
        for node in nodes
        if not node.get("ignored")
    ]


def stops(page) -> list:
    """Where the focus stops, by the Tab key, from the top of the page."""
    page.evaluate("() => { document.activeElement.blur(); window.scrollTo(0, 0); }")
    found = []
    for _press in range(150):
        page.locator(":focus").or_(page.locator("body")).last.press("Tab")
        stop = page.evaluate(STOPS)
        if stop and found and stop == found[0]:
            break
        if stop is None and len(found) > 3:
            break
        if stop:
            found.append(stop)
    return found


def backwards(found) -> list:
    """The stops that lie wholly above the one before."""
    return [(one, other) for one, other in pairwise(found) if other[0] + other[1] <= one[0]]


def _in_order_of_the_page(page, hashes) -> list[str]:
    """The same fields as they follow each other down the page."""
    follow = "wanted => [...document.querySelectorAll('[id]')].map(e => '#' + e.id).filter(id => wanted.includes(id))"
    return page.evaluate(follow, hashes)


def test_errors_are_heard_with_their_fields_and_what_was_done_is_announced(site, telephone, check):
    page = telephone
    sign_in(page, site, LEAD)
    page.goto(f"{site.url}/my-actions/")
    address = page.locator("a[href*='/update/']").first.get_attribute("href")
    page.goto(site.url + address)
    assert backwards(stops(page)) == [], "the update page"
    for box, typed in (("day", "31"), ("month", ""), ("year", "")):
        page.locator(f"[name=forecast_{box}]").fill(typed)
    page.get_by_label("Or a link to where it is kept").fill("not a link")
    page.get_by_role("button", name="Submit update").or_(
        page.get_by_role("button", name="Submit and stop here")
    ).click()
    page.wait_for_selector(".govuk-error-summary:focus")
    heard = tree(page)
    [focused] = [node for node in heard if node.get("focused") and node["role"] != "RootWebArea"]
    assert focused["role"] == "alert"
    wrong = {node["name"]: node["description"] for node in heard if node.get("invalid") == "true"}
    narrative = next(words for name, words in wrong.items() if name.startswith("What has happened"))
    assert "Error: Say what has happened" in narrative
    assert "Error: Enter the link whole" in wrong["Or a link to where it is kept"]
    assert {"Day", "Month", "Year"} <= wrong.keys()
    group = next(node for node in heard if node["name"] == "When do you now expect it to be done?")
    assert "the month and the year are missing" in group["description"]
    ratings = next(node for node in heard if node["role"] == "radiogroup")
    assert (ratings["name"], "Choose a rating" in ratings["description"]) == ("How is it going?", True)
    summary = page.locator(".govuk-error-summary a").evaluate_all("links => links.map(each => each.hash)")
    assert summary == _in_order_of_the_page(page, summary), "the summary names them as they come"
    check("an update with every field wrong")
    assert backwards(stops(page)) == [], "the update page with errors"

    page.locator("[name=rag]").first.check()
    page.get_by_label("What has happened").fill("Four of nine teams are trained.")
    page.locator("[name=forecast_day]").fill("")
    page.get_by_label("Or a link to where it is kept").fill("")
    page.get_by_label("Add files").set_input_files(
        files=[{"name": "run.exe", "mimeType": "application/octet-stream", "buffer": b"MZ" + bytes(300)}]
    )
    page.get_by_role("button", name="Submit update").or_(
        page.get_by_role("button", name="Submit and stop here")
    ).click()
    page.wait_for_selector(".govuk-error-summary:focus")
    wrong = [node for node in tree(page) if node.get("invalid") == "true"]
    assert [(node["name"], "run.exe" in node["description"]) for node in wrong] == [("Add files", True)]
    check("a file that can’t be taken")

    page.get_by_role("button", name="Submit update").or_(
        page.get_by_role("button", name="Submit and stop here")
    ).click()
    page.wait_for_selector("[data-message]:focus")
    [focused] = [node for node in tree(page) if node.get("focused") and node["role"] != "RootWebArea"]
    assert focused["role"] == "status"
    assert "is submitted" in page.locator(":focus").inner_text()
    check("what was done")


def test_the_focus_goes_down_a_telephone_as_the_eye_does(site, telephone):
    page = telephone
    sign_in(page, site, LEAD)
    page.goto(f"{site.url}/my-actions/")
    action = page.locator("a[href*='/update/']").first.get_attribute("href").partition("update/")[0]
    for where in ("/my-actions/", "/actions/", action):
        page.goto(site.url + where)
        assert backwards(stops(page)) == [], where
