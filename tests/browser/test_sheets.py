"""An officer sends a sheet to a partner, who fills it in; it comes home with one conflict, is merged, and undone."""

import io

import pytest
from openpyxl import load_workbook

from plans.sheets.workbook import FIRST, HEADINGS
from tests.browser.site import follow, sign_in

pytestmark = pytest.mark.browser

OFFICER = "ruth.calloway@northmere.example"


def test_a_sheet_goes_to_a_partner_and_comes_home_with_one_conflict(site, page, check, tmp_path):
    sign_in(page, site, OFFICER)
    page.goto(f"{site.url}/sheets/")
    check("no sheet is out")
    page.get_by_label("Somebody by name").check()
    page.get_by_label("Whose actions").select_option(index=1)
    follow(page.get_by_role("button", name="Make the sheet"))
    assert "Enter the name of whoever fills it in" in page.inner_text("main")
    check("a sheet with a mistake")
    page.get_by_label("Name, if it goes").fill("Nadia Ferris")
    follow(page.get_by_role("button", name="See it first"))
    check("a sheet that is looked at")
    follow(page.get_by_role("button", name="Make the sheet"))
    check("a sheet that is out")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()
    action = filled_in(download.value.path(), tmp_path / "home.xlsx")

    page.goto(f"{site.url}/actions/{action}/update/")
    page.get_by_label("Red").check()
    page.locator("textarea[name=narrative]").fill("The Board chose the second provider.")
    follow(page.get_by_role("button", name="Submit").first)

    page.goto(f"{site.url}/sheets/")
    page.locator("#came").set_input_files(tmp_path / "home.xlsx")
    follow(page.get_by_role("button", name="Take it in"))
    assert "1 still to choose" in page.inner_text("main")
    check("a sheet that came home")
    page.get_by_label("Sheet: Amber").check()
    follow(page.get_by_role("button", name="Apply", exact=True))
    assert "is home and merged" in page.inner_text("main")
    check("a sheet that is merged")
    page.get_by_label("Why").fill("It was the sheet of last month.")
    follow(page.get_by_role("button", name="Undo this act"))
    assert "Undone" in page.inner_text("main")


def filled_in(sheet, home) -> str:
    """The first row filled in as a partner does; the action that it is of, by its key."""
    book = load_workbook(io.BytesIO(sheet.read_bytes()))
    rows = book.worksheets[0]
    columns = {cell.value: cell.column for cell in rows[HEADINGS]}
    rows.cell(FIRST, columns["RAG"]).value = "amber"
    rows.cell(FIRST, columns["Progress"]).value = "The contract is with legal."
    book.save(home)
    return rows.cell(FIRST, len(columns)).value.split("-")[1]
