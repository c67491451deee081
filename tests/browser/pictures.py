"""The README's pictures: screenshots of the demonstration. `./dev pictures` takes them anew."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.browser.parks import word_file
from tests.browser.site import ROOT, browser, demonstration, sign_in

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FOLDER = ROOT / "docs" / "pictures"
LEAD, MANAGER, OFFICER = (f"{name}@northmere.example" for name in ("dawn.ashby", "marcus.okafor", "ruth.calloway"))


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with demonstration() as site, browser() as chromium:

        def visit(email):
            page = chromium.new_context(viewport={"width": 1280, "height": 860}).new_page()
            sign_in(page, site, email)
            return page

        def shot(page, name, *, whole=False):
            page.screenshot(path=FOLDER / f"{name}.png", full_page=whole)
            print(f"docs/pictures/{name}.png", file=sys.stderr)

        lead = visit(LEAD)
        shot(lead, "my-actions")
        lead.get_by_role("link", name=re.compile(r"^Update (?!the )\S")).first.click()
        shot(lead, "update")
        manager = visit(MANAGER)
        shot(manager, "overview")
        manager.goto(f"{site.url}/actions/?rag=amber&rag=red&when=overdue")
        shot(manager, "actions")
        manager.locator("tbody tr a").first.click()
        shot(manager, "action")
        officer = visit(OFFICER)
        officer.goto(f"{site.url}/plans/childrens-services/")
        shot(officer, "plan")
        officer.goto(f"{site.url}/plans/childrens-services/log/")
        shot(officer, "log")
        officer.goto(f"{site.url}/imports/")
        officer.get_by_label("The document", exact=True).set_input_files(
            {"name": "Parks plan v3 FINAL.docx", "mimeType": WORD, "buffer": word_file()}
        )
        officer.get_by_role("button", name="Read the document").click()
        officer.get_by_role("heading", name="Check what was understood").wait_for(timeout=120_000)
        shot(officer, "import")
        answer = officer.request.get(f"{site.url}/plans/childrens-services/appendix/?format=pdf&exceptions=yes")
        _page_of(answer.body(), FOLDER / "appendix")


def _page_of(pdf: bytes, target: Path) -> None:
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        subprocess.run(  # noqa: S603
            ["pdftoppm", "-png", "-r", "80", "-f", "1", "-singlefile", file.name, str(target)],  # noqa: S607
            check=True,
        )


if __name__ == "__main__":
    main()
