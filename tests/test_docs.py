"""Documents that are drawn from the code say what the code says."""

import re
import tomllib
from pathlib import Path

from actionplans import VERSION, commandline
from plans import stages

DOCS = Path(__file__).parent.parent / "docs"


def test_the_diagram_of_stages_is_the_one_that_is_enforced():
    assert f"```mermaid\n{stages.diagram()}```" in (DOCS / "stages.md").read_text()


def _pages():
    root = DOCS.parent
    return [*DOCS.rglob("*.md"), *root.glob("*.md")]


def test_every_place_that_a_page_names_is_there():
    """Files and folders of the project in backticks, and what links lead to."""
    root, gone = DOCS.parent, []
    for page in _pages():
        words = page.read_text()
        paths = re.findall(r"`((?:plans|audits|reports|actionplans|tests|templates|fixtures|docs)/[\w/.-]*)`", words)
        links = [page.parent / link for link in re.findall(r"\]\((?!https?:)([^)#]+)", words)]
        gone += [(page.name, str(p)) for p in [*(root / path for path in paths), *links] if not p.exists()]
    assert gone == []


def test_one_version_is_told():
    assert tomllib.loads((DOCS.parent / "pyproject.toml").read_text())["project"]["version"] == VERSION
    assert f"## {VERSION}" in (DOCS.parent / "CHANGELOG.md").read_text()


def test_the_command_line_tells_it(capsys):
    commandline.main(["manage.py", "version"])
    assert capsys.readouterr().out.startswith(f"Action Plans {VERSION} (Django ")
