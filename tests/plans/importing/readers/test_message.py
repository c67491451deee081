"""E-mails: the words of their body, with what stands above it and what is told."""

from email.message import EmailMessage

import pytest

from plans.importing import NotAPlan, UnderstoodPlan, read_file, understand_document
from plans.importing.readers import read_document
from plans.importing.source_document import Paragraph, Table

OWN = "Hello,\n\n1. Sow grass - Ann Fox - 4 May 2027\n2. Dig a ditch. Jo Bell, by 5 May 2027\n3. Fly [Ann Fox]\n"
EARLIER = "\nOn Mon, 9 Nov 2026 at 16:20, Jo Bell <jo@kites.example> wrote:\n> 1. Buy string - Jo Bell - 1 May 2026\n"


def message(text: str | None = None, page: str | None = None, attached: str = "") -> bytes:
    found = EmailMessage()
    found["From"], found["To"] = "Jo Bell <jo@kites.example>", "Ann Fox <ann@kites.example>"
    found["Subject"], found["Date"] = "RE: Kites on the hill", "Tue, 24 Nov 2026 17:48:09 +0000"
    if text is not None:
        found.set_content(text)
    if page is not None:
        found.add_alternative(page, subtype="html")
    if attached:
        found.add_attachment(b"-", maintype="application", subtype="octet-stream", filename=attached)
    return bytes(found)


def plan(data: bytes) -> UnderstoodPlan:
    return understand_document(read_file(data, name="kites.eml"), name="kites.eml")


def texts(read: UnderstoodPlan) -> list[str]:
    return [a.text for section in read.sections for rec in section.recommendations for a in rec.actions]


def test_the_lists_of_a_message_are_read_and_what_it_quotes_is_told():
    read = plan(message(OWN + EARLIER))
    assert read.title == "Kites on the hill"
    assert texts(read) == ["Sow grass", "Dig a ditch.", "Fly"]
    assert any("2 lines of earlier messages" in question.because for question in read.questions)


def test_a_message_that_only_sends_another_on_is_read_by_what_it_quotes():
    assert texts(plan(message("See below.\n" + EARLIER.replace(">", "") + OWN)))[1:] == [
        "Sow grass",
        "Dig a ditch.",
        "Fly",
    ]


def test_a_page_is_read_before_its_plain_words_and_attachments_are_told():
    page = "<table><tr><td>Action</td><td>Lead</td></tr><tr><td>Fly</td><td>Jo Bell</td></tr></table>"
    document = read_document(message("As a page only.", page, "plan.docx"), "kites.eml")
    assert any(isinstance(part, Table) for part in document.parts)
    assert document.notices == ("What is attached to the e-mail was not read: “plan.docx”.",)


def test_who_wrote_when_to_whom_stands_above_the_body():
    parts = read_document(message("Fly."), "kites.eml").parts
    told = [part.text for part in parts if isinstance(part, Paragraph)]
    assert told[:3] == ["Kites on the hill", "Sent: 24 November 2026", "From: Jo Bell <jo@kites.example>"]
    assert len({part.line for part in parts if isinstance(part, Paragraph)}) == len(parts)


def test_a_message_without_words_is_refused():
    with pytest.raises(NotAPlan, match="without words"):
        read_document(message(attached="plan.docx"), "kites.eml")


def test_a_damaged_message_is_refused_or_read():
    data = message(OWN, "<p>Fly</p>")
    for end in range(120, len(data), 37):
        try:
            read_document(data[:end] + b"\xff\xfe=?x?=", "kites.eml")
        except NotAPlan:
            continue


def test_a_sentence_that_leads_up_to_a_list_is_no_title():
    read = plan(message("Please see to it that these are done:\n\n" + OWN[OWN.index("1.") :]))
    assert [section.title for section in read.sections] == [None]
