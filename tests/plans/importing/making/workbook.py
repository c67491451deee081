"""Excel's workbooks, with openpyxl."""

from io import BytesIO

from plans.importing.source_document import Cell, Paragraph, SourceDocument
from tests.plans.importing.making.flow import block_text, flowing


def xlsx_of(document: SourceDocument) -> bytes:
    """The document on a sheet."""
    import openpyxl
    from openpyxl.styles import Font, PatternFill

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Plan"
    line = 1
    for part in document.parts:
        if isinstance(part, Paragraph):
            sheet.cell(line, 1).value = "\n".join(part.lines)
            sheet.cell(line, 1).font = Font(bold=bool(part.level))
            line += 1
            continue
        line += line > 1
        for number, row in enumerate(part.rows, line):
            for column, cell in enumerate(row.cells, 1):
                _xlsx_cell(sheet.cell(number, column), cell)
                if cell.fill:
                    sheet.cell(number, column).fill = PatternFill("solid", fgColor=cell.fill)
                if cell.rows > 1 or cell.columns > 1:
                    sheet.merge_cells(None, number, column, number + cell.rows - 1, column + cell.columns - 1)
        line += len(part.rows) + 1
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _xlsx_cell(place, cell: Cell) -> None:
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont
    from openpyxl.styles import Font

    if not cell:
        return
    looks = {(run.bold, run.italic) for block in cell.blocks for run in flowing(block) if run.text.strip()}
    if len(looks) == 1:
        place.value = "\n".join(map(block_text, cell.blocks))
        place.data_type = "s"
        [(bold, italic)] = looks
        place.font = Font(bold=bold, italic=italic, color=cell.ink)
        return
    rich = CellRichText()
    for number, block in enumerate(cell.blocks):
        start = ("\n" if number else "") + block.bullet
        if start:
            rich.append(TextBlock(InlineFont(), start))
        for run in flowing(block):
            rich.append(TextBlock(InlineFont(b=run.bold, i=run.italic, color=cell.ink), run.text))
    place.value = rich
