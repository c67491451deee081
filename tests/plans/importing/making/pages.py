"""Web pages, and PDFs of them with lines around their cells and without."""

from html import escape

from plans.importing.source_document import BlockKind, Cell, Paragraph, SourceDocument, Table
from tests.plans.importing.making.flow import breadth, covered, flowing


def html_of(document: SourceDocument, style: str = "") -> str:
    """The document as a page."""
    tables = [part for part in document.parts if isinstance(part, Table)]
    body = "\n".join(_html_paragraph(p) if isinstance(p, Paragraph) else _html_table(p, tables) for p in document.parts)
    return f"<!DOCTYPE html><html><head><meta charset=utf-8><style>{style}</style></head><body>{body}</body></html>"


def _html_paragraph(part: Paragraph) -> str:
    text = "<br>".join(map(escape, part.lines))
    if part.listed:
        return f"<ul><li>{text}</li></ul>"
    return f"<h{part.level}>{text}</h{part.level}>" if part.level else f"<p>{text}</p>"


def _html_table(table: Table, tables: list[Table]) -> str:
    hidden = covered(table.rows)
    rows = []
    for number, row in enumerate(table.rows):
        cells = [_html_cell(cell) for column, cell in enumerate(row.cells) if (number, column) not in hidden]
        rows.append(f"<tr>{''.join(cells)}</tr>")
    shares = _shares(breadth(table), tables)
    columns = "".join(f'<col style="width: {share:.1f}%">' for share in shares)
    return f"<table><colgroup>{columns}</colgroup>{''.join(rows)}</table>"


def _shares(width: int, tables: list[Table]) -> list[float]:
    """The widths in per cent of the columns of all tables that have so many: as much as their longest word and the
    sum of their text need."""
    rows = [row.cells for table in tables if breadth(table) == width for row in table.rows]
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
        wanted = block.depth + 1 if block.kind is BlockKind.ITEM else 0
        yield "<ul>" * (wanted - lists) + "</ul>" * (lists - wanted)
        lists = wanted
        text = "".join(_html_run(run) for run in flowing(block))
        yield {BlockKind.ITEM: f"<li>{text}</li>", BlockKind.LIST: f"<ul>{text}</ul>"}.get(block.kind, f"<p>{text}</p>")
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


def pdf_of(document: SourceDocument, *, ruled: bool) -> bytes:
    """The page on paper."""
    from weasyprint import HTML

    look = "td { border: 0.6pt solid black }" if ruled else "td { padding: 3pt 6pt 7pt } tr { break-inside: avoid }"
    return HTML(string=html_of(document, _PAGE + look)).write_pdf()
