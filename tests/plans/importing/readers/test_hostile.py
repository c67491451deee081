"""Whatever the bytes, a reader ends in a document or in a refusal that says how to mend it."""

import time
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans.importing import NotAPlan
from plans.importing.readers import read_document
from plans.importing.source_document import SourceDocument, Table
from tests.plans.importing import documents
from tests.plans.importing.making import FORMATS, make
from tests.plans.importing.readers import hostile

LONGEST_WAIT = 20
"""Seconds; the machine may be busy with other things."""

DOCUMENT = read_document(documents.TABS_PLAIN.encode(), "plan.txt")


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """A small plan in each format."""
    made = {fmt: make(DOCUMENT, fmt) for fmt in FORMATS if fmt != "unruled pdf"}
    return made | {"ods": hostile.open_sheet(hostile.open_row("Action", "Lead") + hostile.open_row("Fly", "Jo Bell"))}


def read(data: bytes, name: str) -> SourceDocument | None:
    began = time.process_time()
    try:
        return read_document(data, name)
    except NotAPlan as refusal:
        assert name in str(refusal)
        assert str(refusal).endswith(".")
        return None
    finally:
        assert time.process_time() - began < LONGEST_WAIT


def texts(document: SourceDocument | None) -> list[str]:
    assert document is not None
    return [
        text
        for part in document.parts
        for text in (
            [cell.flat for row in part.rows for cell in row.cells if cell] if isinstance(part, Table) else [part.text]
        )
    ]


@pytest.mark.parametrize("fmt", ["docx", "xlsx", "html", "csv", "pdf", "ods"])
def test_a_file_cut_short_is_read_as_far_as_it_goes_or_refused(files, fmt):
    data = files[fmt]
    for tenths in range(10):
        read(data[: len(data) * tenths // 10], f"kites.{fmt}")
    read(data[:-1], f"kites.{fmt}")


@given(st.data())
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_file_with_some_bytes_spoilt(files, data):
    fmt = data.draw(st.sampled_from(["docx", "xlsx", "html", "csv"]))
    spoilt = bytearray(files[fmt])
    for _ in range(data.draw(st.integers(1, 6))):
        spoilt[data.draw(st.integers(0, len(spoilt) - 1))] = data.draw(st.integers(0, 255))
    read(bytes(spoilt), f"kites.{fmt}")


@given(st.data())
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_part_of_a_package_with_some_bytes_spoilt(files, data):
    fmt = data.draw(st.sampled_from(["docx", "xlsx"]))
    with ZipFile(BytesIO(files[fmt])) as package:
        part = data.draw(st.sampled_from([name for name in package.namelist() if "thumbnail" not in name]))

    def change(inner: bytes) -> bytes:
        start = data.draw(st.integers(0, len(inner)))
        return inner[:start] + data.draw(st.binary(max_size=6)) + inner[start + data.draw(st.integers(0, 40)) :]

    read(hostile.replaced(files[fmt], part, change), f"kites.{fmt}")


MAGIC = [b"PK\x03\x04", b"PK\x05\x06", b"%PDF-1.7\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x09\x08\x10\x00",
         b"<html>", b"MIME-Version: 1.0\nContent-Type: text/html\n\n", b"\xff\xfe", b"{\\rtf1", b"GIF89a"]  # fmt: skip


@given(st.sampled_from(MAGIC), st.binary(max_size=300), st.sampled_from(["kites.csv", "kites.docx", "kites"]))
@settings(max_examples=150)
def test_any_bytes_after_the_first_of_a_format(magic, rest, name):
    read(magic + rest, name)


PIECES = ["<table>", "</table>", "<tr>", "</tr>", "<td>", "<td rowspan=3>", "<td colspan=0>", "<p>", "<ul>", "<li>",
          "<br>", "<b>", "Buy string", "&amp;", "&#0;", "\x00", "<td colspan=-1>", "<td style='background:url(x)'>",
          "<font color=red>", "</b>"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40))
@settings(max_examples=80)
def test_any_web_page(pieces):
    document = read(("<html>" + "".join(pieces)).encode(), "kites.html")
    if document is not None and "\x00" not in pieces:
        assert " ".join(texts(document)).count("string") == pieces.count("Buy string")


REFUSED = {
    "bomb": (lambda: hostile.bomb(130_000_000), "unpacks to more than 120 MB"),
    "lying size": (lambda: hostile.lying_size(hostile.workbook(), "xl/worksheets/sheet1.xml"), "is damaged"),
    "entities of a workbook": (
        lambda: hostile.entities(hostile.workbook(), "xl/worksheets/sheet1.xml"),
        "document type",
    ),
    "entities of a Word file": (lambda: hostile.entities(hostile.word(), "word/document.xml"), "document type"),
    "tables in tables": (hostile.deep_word, "is damaged"),
    "more pages": (lambda: hostile.pdf(pages=301), "more than 300 pages"),
    "pages without text": (hostile.pdf, "no text"),
    "more cells": (lambda: hostile.empty_columns(520_000), "more than 500,000 cells"),
    "more rows": (lambda: b"<html><table>" + b"<tr><td>a<td>b" * 5_100, "more than 5,000 rows"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_hostile_or_too_large_is_refused(what):
    make_it, said = REFUSED[what]
    with pytest.raises(NotAPlan, match=said):
        read_document(make_it(), "kites.xlsx")


READ = {
    "a cell at the sheet's far end": hostile.far_cell,
    "everything merged": hostile.everything_merged,
    "100,000 empty columns": hostile.empty_columns,
    "spans of millions": hostile.wide_span_page,
}


@pytest.mark.parametrize("what", READ)
def test_what_only_looks_large_is_read(what):
    assert any("Buy" in text or text == "far out" for text in texts(read(READ[what](), "kites.xlsx")))


def test_a_page_deeper_than_any_parser_goes_ends():
    read(hostile.deep_page(), "kites.html")


def test_the_entity_of_a_page_is_text_and_a_file_of_this_machine_is_not():
    page = hostile.ENTITIES.replace("<!DOCTYPE x", "<!DOCTYPE html") + "<table><tr><td>Buy<td>&outside;<td>May</table>"
    said = str(read(page.encode(), "kites.html"))
    assert ("root:" in said, "Buy" in said) == (False, True)


@pytest.mark.parametrize("fmt", ["docx", "xlsx", "html", "pdf"])
def test_a_wrongly_named_file_is_read_as_what_it_is(files, fmt):
    for name in ("kites.txt", "kites.csv", "kites.pdf", "kites"):
        assert texts(read(files[fmt], name)) == texts(read(files[fmt], f"kites.{fmt}"))


SAID = {
    "rich text": (b"{\\rtf1\\ansi Buy string}", "rich text"),
    "picture": (b"\x89PNG\r\n\x1a\n....", "picture"),
    "photograph": (b"\xff\xd8\xff\xe0....", "picture"),
    "older Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument\0".encode("utf-16-le"), "older Word"),
    "locked": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage\0".encode("utf-16-le"),
        "locked with a password",
    ),
    "Outlook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "__properties_version1.0\0".encode("utf-16-le"), "e-mail"),
    "other compound": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "older Office file"),
    "e-mail without words": (b"From: a@b.example\r\nTo: c@d.example\r\nSubject: The plan\r\n\r\n", "e-mail"),
    "broken package": (b"PK\x03\x04\x14\x00", "is damaged"),
    "empty": (b"", "is empty"),
}


@pytest.mark.parametrize("what", SAID)
def test_a_format_that_is_not_read_is_refused_in_words_that_help(what):
    data, said = SAID[what]
    with pytest.raises(NotAPlan, match=said):
        read_document(data, "kites")


@pytest.mark.parametrize(
    ("part", "said"),
    [("ppt/presentation.xml", "PowerPoint"), ("Index/Document.iwa", "Pages or Numbers"), ("plan.docx", "zip archive")],
)
def test_a_package_of_another_kind_is_refused_in_words_that_help(part, said):
    stream = BytesIO()
    with ZipFile(stream, "w") as package:
        package.writestr(part, "x")
    with pytest.raises(NotAPlan, match=said):
        read_document(stream.getvalue(), "kites.docx")
