"""Bullets within bullets: what stands one to one with steps counts the outer ones, and the inner stay with them."""

from io import BytesIO

import docx
import pytest

from plans.importing import json_shapes, read_plan
from plans.importing.readers import read_document
from tests.plans.importing.making import make

STEPS = ("Buy the string\n• of hemp\n• of silk", "Tie the tails")
ACTION = "<ul><li>Buy the string<ul><li>of hemp</li><li>of silk</li></ul></li><li>Tie the tails</li></ul>"
MARKDOWN = f"""# Kite plan, 31 January 2027

| Recommendation | Action | Lead | By when |
|---|---|---|---|
| Fly higher | {ACTION} | Jo Bell<br>Al Moss | 1 May 2027<br>1 June 2027 |
"""
HTML = f"""<h1>Kite plan, 31 January 2027</h1><table>
<tr><th>Recommendation</th><th>Action</th><th>Lead</th><th>By when</th></tr>
<tr><td>Fly higher</td><td>{ACTION}</td><td>Jo Bell<br>Al Moss</td><td>1 May 2027<br>1 June 2027</td></tr></table>"""
TYPED = "• Buy the string\no of hemp\no of silk\n• Tie the tails"
FORMATS = ("pdf", "xlsx", "docx", "html", "csv")
CSV = f"""Recommendation,Action,Lead,By when
Fly higher,"{TYPED}","Jo Bell\nAl Moss","1 May 2027\n1 June 2027"
"""


def word(inner):
    """A Word document in which `inner` makes a paragraph an inner bullet."""
    made = docx.Document()
    made.add_heading("Kite plan, 31 January 2027")
    table = made.add_table(rows=2, cols=4)
    cells = (("Recommendation", "Action", "Lead", "By when"), ("Fly higher", "", "Jo Bell", "1 May 2027"))
    for row, texts in zip(table.rows, cells, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    action, lead, when = table.rows[1].cells[1:]
    lead.add_paragraph("Al Moss")
    when.add_paragraph("1 June 2027")
    for number, (text, deep) in enumerate(
        (("Buy the string", False), ("of hemp", True), ("of silk", True), ("Tie the tails", False))
    ):
        paragraph = action.paragraphs[0] if number == 0 else action.add_paragraph()
        paragraph.text, paragraph.style = text, "List Bullet"
        if deep:
            inner(paragraph)
    saved = BytesIO()
    made.save(saved)
    return saved.getvalue()


def by_style(paragraph):
    paragraph.style = "List Bullet 2"


def by_level(paragraph):
    style = paragraph.part.styles["List Bullet"].element
    numbering = style.pPr.numPr
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 1
    properties.get_or_add_numId().val = numbering.numId.val


@pytest.mark.parametrize(
    "name, data",
    [
        ("kites.md", MARKDOWN.encode()),
        ("kites.html", HTML.encode()),
        ("kites.csv", CSV.encode()),
        ("style.docx", word(by_style)),
        ("level.docx", word(by_level)),
        *((f"kites.{fmt}", make(read_document(MARKDOWN.encode(), "kites.md"), fmt)) for fmt in FORMATS),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_inner_bullets_stay_with_their_step(name, data):
    (action,) = read_plan(data, name=name).actions
    assert tuple(step.text for step in action.steps) == STEPS
    assert [step.leads[0].name for step in action.steps] == ["Jo Bell", "Al Moss"]
    assert [str(step.timescales[0].latest) for step in action.steps] == ["2027-05-01", "2027-06-01"]
    assert action.text == "• Buy the string\n  • of hemp\n  • of silk\n• Tie the tails"


def test_how_deep_an_item_stands_is_kept_with_the_draft():
    document = read_document(MARKDOWN.encode(), "kites.md")
    assert json_shapes.document_from_json(json_shapes.document_as_json(document)) == document


def test_inner_bullets_that_stand_within_none_are_bullets():
    text = MARKDOWN.replace(ACTION, "<ul><li>Buy the string</li></ul><ul><li>Tie the tails</li></ul>")
    (action,) = read_plan(text.encode(), name="kites.md").actions
    assert [step.text for step in action.steps] == ["Buy the string", "Tie the tails"]
