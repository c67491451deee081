"""Web pages that a spreadsheet program saved: their tables are sheets, titles and notes in cells of their own."""

import re

from plans.importing.readers.limits import Progress
from plans.importing.readers.placed_cells import GridRow
from plans.importing.readers.sheet_grids import SheetGrid, document_of
from plans.importing.readers.web.tables import placed_in
from plans.importing.source_document import SourceDocument

_MADE_BY = re.compile(r"Excel\.Sheet|Microsoft Excel|Google Sheets", re.IGNORECASE)
_OFFICE = re.compile(r"LibreOffice|OpenOffice|StarOffice", re.IGNORECASE)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_CLASS = re.compile(r"\.([\w-]+)\s*(?=,|$|\s)")
_OWN = "comment-indicator"
"""What LibreOffice's spreadsheets write into the styles of a page, and its documents don't."""


def is_of_sheets(root) -> bool:
    """Whether the page says that a spreadsheet program made it, and holds a table."""
    if root.find(".//table") is None:
        return False
    said = " ".join(meta.get("content", "") for meta in root.iter("meta"))
    styles = " ".join(style.text or "" for style in root.iter("style"))
    by_google = any("waffle" in (table.get("class") or "") for table in root.iter("table"))
    return bool(_MADE_BY.search(said)) or by_google or (bool(_OFFICE.search(said)) and _OWN in styles)


def read_sheets(root, name: str, progress: Progress) -> SourceDocument:
    """Each table as a sheet, under the name that stands before it. Raises NotAPlan for too many rows."""
    _take_looks(root)
    grids = []
    in_all = len(list(root.iter("tr")))
    read = 0
    outermost = (one for one in root.iter("table") if not any(above.tag == "table" for above in one.iterancestors()))
    for number, table in enumerate(outermost, 1):
        grid = SheetGrid(_title(table))
        where = f"sheet {grid.name}" if grid.name else f"table {number}"
        for row, placed in placed_in(table, name):
            read += 1
            cells: GridRow = [(one.column, one.cell) for one in placed if one.cell.blocks or one.cell.fill]
            if any(cell.blocks for _column, cell in cells):
                grid.rows[row] = cells
                grid.places[row] = f"{where}, row {row + 1}"
            if read % 50 == 0:
                progress(read, max(in_all, read))
        grids.append(grid)
    return document_of(grids)


def _take_looks(root) -> None:
    """Write what the page's styles say of a cell's classes into the cell: fills and emphasis stand nowhere else."""
    sheet = " ".join(style.text or "" for style in root.iter("style"))
    looks = {name: look for names, look in _RULE.findall(sheet) for name in _CLASS.findall(names)}
    for cell in root.iter("td", "th"):
        classes = (cell.get("class") or "").split()
        found = ";".join(looks[name] for name in classes if name in looks)
        if found:
            cell.set("style", f"{found};{cell.get('style', '')}")


def _title(table) -> str:
    """The sheet's name: LibreOffice writes it as a heading before the table, with its own word before it."""
    before = table.getprevious()
    emphasised = before.find(".//em") if before is not None else None
    return " ".join(emphasised.itertext()).strip() if emphasised is not None else ""
