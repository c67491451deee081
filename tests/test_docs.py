"""Documents that are drawn from the code say what the code says."""

from pathlib import Path

from plans import stages

DOCS = Path(__file__).parent.parent / "docs"


def test_the_diagram_of_stages_is_the_one_that_is_enforced():
    assert f"```mermaid\n{stages.diagram()}```" in (DOCS / "stages.md").read_text()
