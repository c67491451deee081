"""A supplement is printed in a process of its own, which knows no Django: the other tests print in theirs."""

import io
from datetime import date
from functools import partial

import docx
import page as validator
import pytest

from reports.appendix.pdf.press import in_child
from reports.appendix.supplement import Discrepancy, Supplement
from reports.appendix.supplementfiles import SUPPLEMENTS

SAID = Supplement(
    called="3a",
    paper="3",
    title="Parks plan",
    council="Northmere Council",
    meeting_on=None,
    on=date(2026, 11, 30),
    words="1.2 prints 86%.\nIt is 66%.",
    differences=tuple(Discrepancy(ref=f"1.{n}", what="Rating", printed="Amber", known="Red") for n in range(1, 90)),
    restricted=True,
)


@pytest.mark.parametrize("fmt", SUPPLEMENTS)
def test_a_process_of_its_own_prints_every_format(fmt):
    prints, _suffix = SUPPLEMENTS[fmt]
    assert in_child(partial(prints, SAID)) == prints(SAID)


def test_the_pdf_is_accessible_and_the_document_has_headings_and_a_header_row():
    pdf, word = (SUPPLEMENTS[fmt][0](SAID) for fmt in ("pdf", "docx"))
    report = validator.validate_pdf_bytes(pdf, profile="ua1", limits=validator.SafetyLimits.unlimited())
    assert report.is_compliant, report.failures
    document = docx.Document(io.BytesIO(word))
    assert [p.text for p in document.paragraphs if p.style.name.startswith("Heading")] == [
        "What differs, and why",
        "The record of 30 November 2026 beside the paper",
    ]
    assert "tblHeader" in document.tables[0]._tbl.xml
    assert "Not for publication" in document.sections[0].footer.paragraphs[0].text
