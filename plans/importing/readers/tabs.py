"""Rows of cells between tabs, among them rows that a line end within a cell has cut."""

from collections import Counter


def rejoined(numbered: list[tuple[int, str]]) -> list[tuple[int, list[str]]]:
    """The cells of numbered lines, rows that were cut put together again.

    A row is cut where it has fewer cells than most, the next goes on in lower case (or within a quotation that the
    row has opened), and together they have as many as most.
    """
    rows = [(number, line.split("\t")) for number, line in numbered if line.strip()]
    width = Counter(len(cells) for _, cells in rows).most_common(1)[0][0] if rows else 0
    found: list[tuple[int, list[str]]] = []
    place = 0
    while place < len(rows):
        number, cells = rows[place]
        following = place + 1
        while following < len(rows) and len(cells) < width and _goes_on(cells, rows[following][1], width):
            upper, (first, *others) = cells[-1], rows[following][1]
            cells = [*cells[:-1], f"{upper}<br>{first}", *others]
            following += 1
        found.append((number, [_unquoted(cell) for cell in cells]))
        place = following
    return found


def _goes_on(cells: list[str], following: list[str], width: int) -> bool:
    if len(cells) + len(following) - 1 > width or len(following) >= width:
        return False
    quoted = cells[-1].startswith('"') and cells[-1].count('"') % 2 == 1
    return quoted or (bool(cells[-1].strip()) and following[0][:1].islower())


def _unquoted(cell: str) -> str:
    """A cell as a spreadsheet wrote it, with quotation marks around cells that hold line ends."""
    if len(cell) > 2 and cell[0] == cell[-1] == '"' and "<br>" in cell:
        return cell[1:-1].replace('""', '"')
    return cell
