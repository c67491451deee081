"""A PDF's table without lines, of which rows are coloured: every other one, or none but the headings."""

import pytest

from plans.importing import understand_document
from plans.importing.readers import read_document

ROWS = [
    ("Sow clover on the hill behind the old mill before the first fair of the year", "Jo Bell", "4 May 2027"),
    ("Dig a ditch", "Ann Fox", "5 May 2027"),
    ("Buy a longer string and wind it twice", "Jo Bell", "6 May 2027"),
    ("Lend a kite to each child who asks for one at the gate", "Ann Fox", "7 May 2027"),
]
EVEN, ODD, HEADS = "tr:nth-child(even) td", "tbody tr:nth-child(odd) td", "th"


@pytest.mark.parametrize("coloured", [EVEN, ODD, HEADS])
@pytest.mark.parametrize("count", [3, 4])
def test_rows_between_coloured_ones_are_rows(coloured, count):
    import weasyprint

    rows = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in ROWS[:count])
    style = (
        "@page{size:A5 landscape} table{width:100%;border-collapse:collapse} td:first-child{width:55%} "
        "td,th{padding:4px 8px;text-align:left;vertical-align:top} th," + coloured + "{background:#dde}"
    )
    heads = "".join(f"<th>{text}</th>" for text in ("What we will do", "Lead", "By when"))
    page = (
        f"<style>{style}</style><h1>Kite plan</h1><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        "<p>This page was printed for the members of the club, who may keep it for as long as they want to.</p>"
    )
    document = read_document(weasyprint.HTML(string=page).write_pdf(), "kites.pdf")
    plan = understand_document(document, name="kites.pdf")
    found = [(a.text, a.leads[0].name, a.timescales[0].text) for a in plan.actions]
    assert found == ROWS[:count]
