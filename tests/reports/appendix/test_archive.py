"""A paper that is issued is one file by two standards, PDF/A-3a and PDF/UA-1, with its data attached."""

import re
from dataclasses import replace

import page as validator
import pytest

from plans import canonical
from plans.exemptions import Exempt
from reports.appendix import render
from reports.appendix.pdf.archive import NAME
from tests.reports.appendix.reading import OPTIONS, reader_of
from tests.reports.appendix.rendered import rendered, state

ISSUED = replace(OPTIONS, draft=False, issued_as="Paper No 1")
NAMES = ("nine_columns", "hostile", "several_of_everything")


def attached(pdf) -> str:
    [[data]] = [pdf.attachments[name] for name in pdf.attachments if name == NAME]
    return data.decode()


@pytest.mark.parametrize("paper", ["a4", "large"])
@pytest.mark.parametrize("name", NAMES)
def test_it_says_and_has_what_both_standards_ask(name, paper):
    data = rendered(name, "pdf", replace(ISSUED, paper=paper))
    report = validator.validate_pdf_bytes(data, profile="ua1", limits=validator.SafetyLimits.unlimited())
    assert report.is_compliant, [f"{failure.rule_id}: {failure.message}" for failure in report.failures]
    pdf = reader_of(data)
    root, said = pdf.trailer["/Root"], pdf.trailer["/Root"]["/Metadata"].get_data().decode()
    for words in ('pdfaid:part="3"', 'pdfaid:conformance="A"', 'pdfuaid:part="1"', "pdfaExtension:schemas"):
        assert words in said
    [intent] = root["/OutputIntents"]
    assert intent.get_object()["/S"] == "/GTS_PDFA1"
    assert intent.get_object()["/DestOutputProfile"].get_object()["/N"] == 3
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "en-GB" and pdf.trailer["/ID"]
    assert "/JavaScript" not in root.get("/Names", {}) and "/AA" not in root and "/Encrypt" not in pdf.trailer
    title = re.search(r"<dc:title><rdf:Alt><rdf:li[^>]*>([^<]*)", said)
    assert title and pdf.metadata.title.split()[:2] == title[1].split()[:2]


def test_every_font_is_within_it():
    pdf = reader_of(rendered("nine_columns", "pdf", ISSUED))
    fonts = {ref.idnum: ref.get_object() for page in pdf.pages for ref in page["/Resources"]["/Font"].values()}
    for font in fonts.values():
        [under] = font["/DescendantFonts"]
        assert {"/FontFile2", "/FontFile3"} & set(under.get_object()["/FontDescriptor"].get_object())
        assert "/ToUnicode" in font


def test_its_data_are_attached_as_data_and_the_same_from_run_to_run():
    data = rendered("nine_columns", "pdf", ISSUED)
    assert data == render(state("nine_columns"), ISSUED, "pdf")
    pdf = reader_of(data)
    assert attached(pdf) == canonical.to_json(state("nine_columns"))
    [file] = pdf.trailer["/Root"]["/AF"]
    assert file.get_object()["/AFRelationship"] == "/Data"


def test_the_public_version_has_no_more_of_the_data_than_it_prints():
    whole = state("several_of_everything")
    action = next(each for each in whole.actions if each.text)
    mark = Exempt(id=1, action_id=action.id, what="value", field="action", paragraph=3)
    said = attached(reader_of(render(whole, replace(ISSUED, public=True, exempt=(mark,)), "pdf")))
    shown = canonical.from_json(said)
    assert next(each.text for each in shown.actions if each.id == action.id) == "Not published: paragraph 3"
    assert all(len(each.updates) <= 1 for each in shown.actions)
    assert not any(lead.holders for lead in shown.leads)


def test_a_draft_has_nothing_attached():
    pdf = reader_of(rendered("nine_columns", "pdf"))
    assert not pdf.attachments and "/AF" not in pdf.trailer["/Root"]
