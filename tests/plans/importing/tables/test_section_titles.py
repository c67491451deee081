"""What stands right above a table is its section's title, unless something speaks against that."""

import pytest

from plans.importing.readers import read_document
from plans.importing.rows import mend
from plans.importing.tables import section_titles as titling
from plans.importing.understanding import understand

TABLE = "\n| Action | Lead |\n|--|--|\n| Fly the kites | Jo Bell |\n\n"


def sections(*above: str) -> list[str | None]:
    text = "# Kite plan\n\n" + "".join(line + "\n" + TABLE for line in above)
    plan = understand(mend(read_document(text.encode(), "kites.md")), name="kites.md", dated=None)
    return [section.title for section in plan.sections]


EXAMPLES = {
    "many words": ("North hill", "What follows was agreed by all of the members of the club in spring"),
    "it ends as a sentence": ("North hill", "What follows is old,"),
    "it names a day": ("North hill", "Seen by all in June 2027"),
    "a label of its own": ("North hill", "Flyer: Jo Bell"),
    "a heading stands above it": ("## North hill\n\nFor kites", "## South hill\n\nFor kites of all kinds"),
    "its like stands above another table": ("Kites of the north (by June 2027).", "Kites of the south (by July 2027)."),
}


@pytest.mark.parametrize("evidence", titling.TITLES, ids=lambda evidence: evidence.name)
def test_each_evidence_tells_a_title(evidence, monkeypatch):
    with_it = sections(*EXAMPLES[evidence.name])
    monkeypatch.setattr(titling, "TITLES", tuple(other for other in titling.TITLES if other is not evidence))
    assert sections(*EXAMPLES[evidence.name]) != with_it


def test_lines_built_alike_above_two_tables_are_their_sections():
    titles = ["Kites of the north (by June 2027).", "Kites of the south (by July 2027)."]
    assert sections(*titles) == titles


def test_a_numbered_heading_above_the_only_table_is_its_section():
    assert sections("# Section 5: North hill") == ["Section 5: North hill"]
