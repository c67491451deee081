"""Word's documents, with python-docx."""

from io import BytesIO

from plans.importing.source_document import BlockKind, Cell, Paragraph, SourceDocument, Table
from tests.plans.importing.making.flow import breadth, flowing


def docx_of(document: SourceDocument) -> bytes:
    """The document as Word saves it."""
    import docx

    made = docx.Document()
    for part in document.parts:
        if isinstance(part, Paragraph):
            style = f"Heading {min(part.level, 4)}" if part.level else "List Bullet" if part.listed else None
            made.add_paragraph(style=style).add_run("\n".join(part.lines))
        else:
            _docx_table(made, part)
            made.add_paragraph()
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def _docx_table(made, table: Table) -> None:
    grid = made.add_table(rows=len(table.rows), cols=breadth(table))
    grid.style = "Table Grid"
    places = [list(row.cells) for row in grid.rows]
    for number, row in enumerate(table.rows):
        for column, cell in enumerate(row.cells):
            if cell.rows > 1 or cell.columns > 1:
                places[number][column].merge(places[number + cell.rows - 1][column + cell.columns - 1])
            _docx_cell(places[number][column], cell)


def _docx_cell(place, cell: Cell) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    for number, block in enumerate(cell.blocks):
        paragraph = place.paragraphs[0] if number == 0 else place.add_paragraph()
        if block.kind is BlockKind.ITEM:
            paragraph.style = f"List Bullet {block.depth + 1}" if block.depth else "List Bullet"
        for run in flowing(block):
            written = paragraph.add_run(run.text)
            written.bold, written.italic = run.bold or None, run.italic or None
            if cell.ink:
                written.font.color.rgb = RGBColor.from_string(cell.ink)
    if cell.fill:
        shading = OxmlElement("w:shd")
        for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", cell.fill)):
            shading.set(qn(name), value)
        place._tc.get_or_add_tcPr().append(shading)
