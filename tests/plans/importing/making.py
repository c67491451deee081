"""The same content in each format that the import reads: a document made into a file's bytes.

    make(document, "docx" | "xlsx" | "html" | "csv" | "pdf" | "unruled pdf") -> bytes

The files are made as people make them, each with the library that its format is usually written with. Printed lines
stay lines; bands, and cells that stand for the rows below them, are merged where the format
can (`merged`).
"""

import csv
from dataclasses import replace
from html import escape
from io import BytesIO, StringIO

from plans.importing.grid import Cell, Document, Kind, Paragraph, Row, Run, Table

FORMATS = ("docx", "xlsx", "html", "csv", "pdf", "unruled pdf")


def make(document: Document, fmt: str) -> bytes:
    """The document as a file of this format."""
    return {
        "docx": _docx,
        "xlsx": _xlsx,
        "html": lambda made: _html(made).encode(),
        "csv": _csv,
        "pdf": lambda made: _pdf(made, ruled=True),
        "unruled pdf": lambda made: _pdf(made, ruled=False),
    }[fmt](document)


def merged(document: Document, *, down: tuple[int, ...] = ()) -> Document:
    """The document with its bands merged over all columns, and the cells of the columns `down` merged over the empty
    ones below them, as Word's tables have them."""
    return replace(document, parts=tuple(_merged(p, down) if isinstance(p, Table) else p for p in document.parts))


def _merged(table: Table, down: tuple[int, ...]) -> Table:
    rows = [list(row.cells) for row in table.rows]
    bands = {n for n, cells in enumerate(rows) if _is_band(cells)}
    for column in down:
        top = None
        for number, cells in enumerate(rows):
            if number in (0, *bands) or column >= len(cells):
                top = None
            elif cells[column] or not any(cells):
                top = number
            elif top is not None:
                above = rows[top][column]
                rows[top][column] = replace(above, rows=number - top + 1)
    for number in bands:
        rows[number][0] = replace(next(cell for cell in rows[number] if cell), columns=len(rows[number]))
        rows[number][1:] = [Cell()] * (len(rows[number]) - 1)
    return Table(tuple(replace(row, cells=tuple(cells)) for row, cells in zip(table.rows, rows, strict=True)))


def _is_band(cells: list[Cell]) -> bool:
    filled = [number for number, cell in enumerate(cells) if cell]
    return len(cells) > 2 and len(filled) == 1 and filled[0] == 0 and len(cells[0].flat.split()) < 8


def _covered(rows: tuple[Row, ...]) -> set[tuple[int, int]]:
    """The places that cells which span cover."""
    return {
        (number + down, column + across)
        for number, row in enumerate(rows)
        for column, cell in enumerate(row.cells)
        for down in range(cell.rows)
        for across in range(cell.columns)
        if down or across
    }


def _block_text(block) -> str:
    return block.bullet + "\n".join(block.line_texts)


def _flowing(block):
    """The runs of a block; "\\n" between its lines."""
    for number, line in enumerate(block.lines):
        if number:
            yield Run("\n")
        yield from line


# Word ---------------------------------------------------------------------------------------------------------------


def _docx(document: Document) -> bytes:
    import docx

    made = docx.Document()
    for part in document.parts:
        if isinstance(part, Paragraph):
            style = f"Heading {min(part.level, 4)}" if part.level else "List Bullet" if part.listed else None
            made.add_paragraph(style=style).add_run("\n".join(part.lines))
        else:
            _docx_table(made, part)
            made.add_paragraph()
    return _saved(made)


def _docx_table(made, table: Table) -> None:
    grid = made.add_table(rows=len(table.rows), cols=_width(table))
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
        if block.kind is Kind.ITEM:
            paragraph.style = f"List Bullet {block.depth + 1}" if block.depth else "List Bullet"
        for run in _flowing(block):
            written = paragraph.add_run(run.text)
            written.bold, written.italic = run.bold or None, run.italic or None
            if cell.ink:
                written.font.color.rgb = RGBColor.from_string(cell.ink)
    if cell.fill:
        shading = OxmlElement("w:shd")
        for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", cell.fill)):
            shading.set(qn(name), value)
        place._tc.get_or_add_tcPr().append(shading)


def _saved(made) -> bytes:
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


# Excel --------------------------------------------------------------------------------------------------------------


def _xlsx(document: Document) -> bytes:
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
    return _saved(book)


def _xlsx_cell(place, cell: Cell) -> None:
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont
    from openpyxl.styles import Font

    if not cell:
        return
    looks = {(run.bold, run.italic) for block in cell.blocks for run in _flowing(block) if run.text.strip()}
    if len(looks) == 1:
        place.value = "\n".join(map(_block_text, cell.blocks))
        place.data_type = "s"
        [(bold, italic)] = looks
        place.font = Font(bold=bold, italic=italic, color=cell.ink)
        return
    rich = CellRichText()
    for number, block in enumerate(cell.blocks):
        start = ("\n" if number else "") + block.bullet
        if start:
            rich.append(TextBlock(InlineFont(), start))
        for run in _flowing(block):
            rich.append(TextBlock(InlineFont(b=run.bold, i=run.italic, color=cell.ink), run.text))
    place.value = rich


# Pages --------------------------------------------------------------------------------------------------------------


def _html(document: Document, style: str = "") -> str:
    tables = [part for part in document.parts if isinstance(part, Table)]
    body = "\n".join(_html_paragraph(p) if isinstance(p, Paragraph) else _html_table(p, tables) for p in document.parts)
    return f"<!DOCTYPE html><html><head><meta charset=utf-8><style>{style}</style></head><body>{body}</body></html>"


def _html_paragraph(part: Paragraph) -> str:
    text = "<br>".join(map(escape, part.lines))
    if part.listed:
        return f"<ul><li>{text}</li></ul>"
    return f"<h{part.level}>{text}</h{part.level}>" if part.level else f"<p>{text}</p>"


def _html_table(table: Table, tables: list[Table]) -> str:
    covered = _covered(table.rows)
    rows = []
    for number, row in enumerate(table.rows):
        cells = [_html_cell(cell) for column, cell in enumerate(row.cells) if (number, column) not in covered]
        rows.append(f"<tr>{''.join(cells)}</tr>")
    shares = _shares(_width(table), tables)
    columns = "".join(f'<col style="width: {share:.1f}%">' for share in shares)
    return f"<table><colgroup>{columns}</colgroup>{''.join(rows)}</table>"


def _width(table: Table) -> int:
    return max(len(row.cells) for row in table.rows)


def _shares(width: int, tables: list[Table]) -> list[float]:
    """The widths in per cent of the columns of all tables that have so many: as much as their longest word and the
    sum of their text need."""
    rows = [row.cells for table in tables if _width(table) == width for row in table.rows]
    texts = [[cells[n].flat for cells in rows if n < len(cells)] for n in range(width)]
    needs = [
        max(max((len(word) for text in column for word in text.split()), default=1) * 1.6, sum(map(len, column)) ** 0.5)
        for column in texts
    ]
    return [(need + 2) * 100 / (sum(needs) + 2 * width) for need in needs]


def _html_cell(cell: Cell) -> str:
    spans = (f' rowspan="{cell.rows}"' if cell.rows > 1 else "") + (
        f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    )
    look = "; ".join(
        text
        for text in (f"background-color: #{cell.fill}" if cell.fill else "", f"color: #{cell.ink}" if cell.ink else "")
        if text
    )
    styled = f' style="{look}"' if look else ""
    return f"<td{spans}{styled}>{''.join(_html_blocks(cell))}</td>"


def _html_blocks(cell: Cell):
    lists = 0
    for block in cell.blocks:
        wanted = block.depth + 1 if block.kind is Kind.ITEM else 0
        yield "<ul>" * (wanted - lists) + "</ul>" * (lists - wanted)
        lists = wanted
        text = "".join(_html_run(run) for run in _flowing(block))
        yield {Kind.ITEM: f"<li>{text}</li>", Kind.LIST: f"<ul>{text}</ul>"}.get(block.kind, f"<p>{text}</p>")
    yield "</ul>" * lists


def _html_run(run) -> str:
    text = escape(run.text).replace("\n", "<br>")
    text = f"<b>{text}</b>" if run.bold else text
    return f"<i>{text}</i>" if run.italic else text


_PAGE = """
@page { size: A4 landscape; margin: 15mm;
  @bottom-center { content: "Page " counter(page) " of " counter(pages); font-size: 8pt } }
body { font: 9pt "DejaVu Sans", sans-serif } p { margin: 0 0 4pt } ul { margin: 0 0 4pt; padding-left: 10pt }
table { width: 100%; table-layout: fixed; border-collapse: collapse; margin: 6pt 0 }
td { vertical-align: top; padding: 3pt; font-size: 7pt; overflow-wrap: anywhere } td p { margin: 0 0 3pt }
tr:first-child { break-inside: avoid; break-after: avoid }
"""


def _pdf(document: Document, *, ruled: bool) -> bytes:
    from weasyprint import HTML

    look = "td { border: 0.6pt solid black }" if ruled else "td { padding: 3pt 6pt 7pt } tr { break-inside: avoid }"
    return HTML(string=_html(document, _PAGE + look)).write_pdf()


# Values between commas ----------------------------------------------------------------------------------------------


def _csv(document: Document) -> bytes:
    stream = StringIO(newline="")
    writer = csv.writer(stream)
    for part in document.parts:
        if isinstance(part, Paragraph):
            writer.writerow(["\n".join(part.lines)])
            continue
        writer.writerow([])
        for row in part.rows:
            writer.writerow(["\n".join(map(_block_text, cell.blocks)) for cell in row.cells])
        writer.writerow([])
    return stream.getvalue().encode("utf-8-sig")
