"""A Word document's parts in the order in which they are printed."""

from collections.abc import Iterator
from io import BytesIO

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree

from plans.importing.readers.limits import Progress
from plans.importing.readers.placed_cells import assembled
from plans.importing.readers.text import clean, told_of
from plans.importing.readers.word.list_numbers import Numbering
from plans.importing.readers.word.styles import Styles, W, child
from plans.importing.readers.word.tables import TRANSPARENT, CellReader, Printed, placed_cells
from plans.importing.source_document import Paragraph, SourceDocument, Table

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def read_word(data: bytes, name: str, progress: Progress) -> SourceDocument:
    """Headers, body, footers, each header and footer once however many sections repeat it."""
    package = docx.Document(BytesIO(data)).part
    styles = Styles(_related(package, RELATIONSHIP_TYPE.STYLES))
    reader = CellReader(styles, Numbering(_related(package, RELATIONSHIP_TYPE.NUMBERING)), _notes(package))
    body = package.element.find(W + "body")
    walker = _Walker(reader, progress, sum(1 for _ in body.iter(W + "tr")))
    walker.take_margins(package, RELATIONSHIP_TYPE.HEADER)
    walker.take(body)
    walker.take_margins(package, RELATIONSHIP_TYPE.FOOTER)
    return SourceDocument(tuple(walker.parts), tuple(_notices(package, body, reader)))


def _notices(package, body, reader: CellReader) -> Iterator[str]:
    """What the document says beside its words: what is struck through, open changes, comments."""
    if reader.struck:
        yield told_of("Words that are struck through were left out", reader.struck)
    for name, said in (("ins", "were read as if they were accepted"), ("del", "were left out")):
        rows = [row for row in body.iter(W + "tr") if child(child(row, "trPr"), name) is not None]
        texts = ["".join(one.itertext(W + "t", W + "delText")) for one in body.iter(W + name)]
        texts = [text for text in [*map(_row_text, rows), *texts] if text]
        if texts:
            what = "insertions" if name == "ins" else "deletions"
            yield told_of(f"The document has open tracked changes; these {what} {said}", texts)
    comments = _related(package, RELATIONSHIP_TYPE.COMMENTS)
    texts = ["".join(one.itertext(W + "t")) for one in comments.iter(W + "comment")] if comments is not None else []
    if any(texts):
        yield told_of("The document has comments", filter(None, texts))


def _row_text(row) -> str:
    """The words of a table's row, deleted ones among them."""
    return " | ".join("".join(cell.itertext(W + "t", W + "delText")) for cell in row.iter(W + "tc"))


def _related(package, kind: str):
    """The root of the part that a document keeps for something; None where it has none."""
    for related in package.rels.values():
        if related.reltype == kind and not related.is_external:
            part = related.target_part
            element = getattr(part, "element", None)
            return element if element is not None else etree.fromstring(part.blob, _PARSER)
    return None


def _notes(package) -> dict[tuple[str, str], str]:
    """The texts of footnotes and endnotes."""
    found = {}
    for kind, relation in (("footnote", RELATIONSHIP_TYPE.FOOTNOTES), ("endnote", RELATIONSHIP_TYPE.ENDNOTES)):
        root = _related(package, relation)
        for note in root.findall(W + kind) if root is not None else ():
            text = " ".join("".join(one.itertext(W + "t")) for one in note.iter(W + "p")).strip()
            if text and note.get(W + "type") in (None, "normal"):
                found[(kind, note.get(W + "id", ""))] = clean(text)
    return found


class _Walker:
    def __init__(self, reader: CellReader, progress: Progress, rows_in_all: int):
        self.reader, self.progress, self.rows_in_all = reader, progress, rows_in_all
        self.parts: list[Table | Paragraph] = []
        self.line, self.tables = 1, 0

    def take_margins(self, package, kind: str) -> None:
        """What stands in the headers or footers of all sections."""
        told = set()
        for related in package.rels.values():
            if related.reltype == kind and not related.is_external:
                for printed in self.reader.inside(related.target_part.element):
                    text = clean(printed.text).strip()
                    if text and text not in told:
                        told.add(text)
                        self.take_paragraph(printed)

    def take(self, element) -> None:
        for one in element:
            if one.tag == W + "p":
                for printed in self.reader.printed(one):
                    self.take_paragraph(printed)
            elif one.tag == W + "tbl":
                self.take_table(one)
            elif one.tag in TRANSPARENT:
                self.take(one)

    def take_paragraph(self, printed: Printed) -> None:
        lines = tuple(text for line in clean(printed.text).split("\n") if (text := " ".join(line.split())))
        if not lines:
            return
        mark = printed.mark
        if mark and mark.label:
            lines = (f"{mark.label} {lines[0]}", *lines[1:])
        listed = mark is not None and not printed.level
        self.parts.append(Paragraph(lines, self.line, printed.level, listed, f"paragraph {self.line}"))
        self.line += 1

    def take_table(self, table) -> None:
        self.tables += 1
        placed = placed_cells(table, self.reader)
        places = {row: f"table {self.tables}, row {row + 1}" for row in {one.row for one in placed}}
        rows = assembled(placed, places, self.line)
        if rows:
            self.parts.append(Table(rows))
            self.line += len(rows)
        self.progress(self.line - 1, max(self.rows_in_all, self.line - 1))
