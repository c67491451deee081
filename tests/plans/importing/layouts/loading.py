"""The documents of this folder as grids."""

import json
import re
from pathlib import Path

from plans.importing.readers import read_document
from plans.importing.readers.markup import read_cell
from plans.importing.source_document import Cell, Paragraph, Row, SourceDocument, Table

FOLDER = Path(__file__).parent
NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))
_TELLS = re.compile(r"\s*\{(?P<name>fill|ink|rows|columns)=(?P<value>\w+)\}$")


def document_of(name: str) -> SourceDocument:
    """The grid of a document, as a reader gives it."""
    (path,) = (path for path in FOLDER.glob(f"{name}.*") if path.suffix != ".json")
    if path.suffix == ".grid":
        return _grid(path.read_text(encoding="utf-8"))
    return read_document(path.read_bytes(), path.name)


def reading_of(name: str) -> dict:
    """What a careful reader says of it."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def _grid(text: str) -> SourceDocument:
    parts: list[Table | Paragraph] = []
    rows: list[Row] = []
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line.startswith("|"):
            rows.append(Row(tuple(_cell(cell.strip()) for cell in line.strip().strip("|").split("|")), number))
            continue
        if rows:
            parts.append(Table(tuple(rows)))
            rows = []
        if line.strip():
            parts.append(Paragraph((line.strip(),), number))
    return SourceDocument(tuple(parts))


def _cell(text: str) -> Cell:
    told: dict[str, str | int] = {}
    while found := _TELLS.search(f" {text}"):
        told[found["name"]] = (
            int(found["value"]) if found["value"].isdigit() and len(found["value"]) < 3 else found["value"]
        )
        text = f" {text}"[: found.start()].strip()
    cell = read_cell(text)
    return Cell(cell.blocks, **told)
