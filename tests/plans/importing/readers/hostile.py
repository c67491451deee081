"""Files that were made to hurt: bombs, lies, entities, cells far out."""

import re
import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import openpyxl

ENTITIES = """<!DOCTYPE x [<!ENTITY a "laugh"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">
<!ENTITY outside SYSTEM "file:///etc/passwd">]>"""


def workbook(rows=(("Recommendation", "Action", "Lead"), ("Fly higher", "Buy string", "Jo Bell"))) -> bytes:
    """A small plan as a workbook."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def word(rows=(("Recommendation", "Action", "Lead"), ("Fly higher", "Buy string", "Jo Bell"))) -> bytes:
    """A small plan as a Word document."""
    made = docx.Document()
    table = made.add_table(rows=len(rows), cols=len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def replaced(package: bytes, part: str, change) -> bytes:
    """A package with one of its parts changed."""
    stream = BytesIO()
    with ZipFile(BytesIO(package)) as old, ZipFile(stream, "w", ZIP_DEFLATED, compresslevel=1) as new:
        assert part in old.namelist()
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data) if name == part else data)
    return stream.getvalue()


def with_sheet(inner: bytes, *, after: bytes = b"") -> bytes:
    """A workbook whose sheet holds these rows, and elements after them."""
    return replaced(
        workbook(),
        "xl/worksheets/sheet1.xml",
        lambda data: re.sub(
            rb"<sheetData>.*</sheetData>", b"<sheetData>" + inner + b"</sheetData>" + after, data, flags=re.S
        ),
    )


def text_cell(place: str, text: str) -> bytes:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'.encode()


HEADINGS = b'<row r="1">' + b"".join(map(text_cell, ("A1", "B1"), ("Action", "Recommendation"))) + b"</row>"


def bomb(size: int = 300_000_000) -> bytes:
    """A few hundred kB that unpack to `size`."""
    return with_sheet(b"<!--" + b" " * size + b"-->")


def quiet_bomb() -> bytes:
    """A part below the limit on what is unpacked, of which the library makes many times as much."""
    cell = b"<c><v>1</v></c>"
    return with_sheet(HEADINGS + b'<row r="2">' + cell * 499_000 + b"</row>")


def lying_size(package: bytes, part: str) -> bytes:
    """A package whose list says of a part that it is ten bytes long."""
    data = bytearray(package)
    with ZipFile(BytesIO(package)) as old:
        info = old.getinfo(part)
    struct.pack_into("<I", data, info.header_offset + 22, 10)
    place = data.index(part.encode(), data.index(b"PK\x01\x02"))
    struct.pack_into("<I", data, place - 46 + 24, 10)
    return bytes(data)


def entities(package: bytes, part: str) -> bytes:
    """A package one of whose parts declares entities, one of them a file of this machine, and uses them."""

    def change(data: bytes) -> bytes:
        start = data.index(b"?>") + 2 if data.startswith(b"<?xml") else 0
        return data[:start] + ENTITIES.encode() + data[start:].replace(b"Buy string", b"&d;&outside;")

    return replaced(package, part, change)


def far_cell() -> bytes:
    return with_sheet(HEADINGS + b'<row r="1048576">' + text_cell("XFD1048576", "far out") + b"</row>")


def everything_merged() -> bytes:
    merge = b'<mergeCells count="1"><mergeCell ref="A3:XFD1048576"/></mergeCells>'
    return with_sheet(HEADINGS + b'<row r="2">' + text_cell("A2", "Buy") + b"</row>", after=merge)


def empty_columns(count: int = 100_000) -> bytes:
    """A sheet with rows of cells that hold nothing."""
    return with_sheet(HEADINGS + b'<row r="2">' + b'<c s="0"/>' * count + text_cell("A2", "Buy string") + b"</row>")


def deep_word(depth: int = 3_000) -> bytes:
    """Tables within tables."""
    nested = b"<w:tbl><w:tr><w:tc>" * depth + b"<w:p/>" + b"</w:tc></w:tr></w:tbl>" * depth
    return replaced(word(), "word/document.xml", lambda data: data.replace(b"<w:body>", b"<w:body>" + nested))


def deep_page(depth: int = 50_000) -> bytes:
    return b"<html><body>" + b"<div><table><tr><td>" * depth + b"Buy string"


def wide_span_page() -> bytes:
    cell = b'<td rowspan="99999999" colspan="99999999">Buy</td>'
    return b"<html><table>" + (b"<tr>" + cell * 50 + b"</tr>") * 200 + b"</table>"


def open_sheet(rows: str) -> bytes:
    """An OpenDocument sheet with these rows."""
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    content = (
        f'<?xml version="1.0"?><office:document-content xmlns:office="{space}office:1.0" '
        f'xmlns:table="{space}table:1.0" '
        f'xmlns:text="{space}text:1.0"><office:body><office:spreadsheet><table:table table:name="Plan">{rows}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", manifest)
    return stream.getvalue()


def open_row(*texts: str, times: int = 1) -> str:
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in texts
    )
    return f'<table:table-row table:number-rows-repeated="{times}">{cells}</table:table-row>'


def far_open_sheet() -> bytes:
    gap = '<table:table-row table:number-rows-repeated="1000000"><table:table-cell/></table:table-row>'
    far = (
        '<table:table-row><table:table-cell table:number-columns-repeated="16000"/>'
        '<table:table-cell office:value-type="string"><text:p>far out</text:p></table:table-cell></table:table-row>'
    )
    return open_sheet(open_row("Action", "Lead", "When") + gap + far)


def pdf(content: bytes = b"", *, pages: int = 1, extra: bytes = b"") -> bytes:
    """A PDF whose pages show this content stream, in Helvetica."""
    packed = zlib.compress(content, 1)
    kids = b" ".join(b"%d 0 R" % (5 + n) for n in range(pages))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R" + extra + b">>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream" % (len(packed), packed),
    ]
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 800 600]/Contents 4 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
    objects += [page] * pages
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(out)


def pdf_bomb() -> bytes:
    """A page whose content unpacks to 300 MB."""
    return pdf(bytes(300_000_000))


def many_lines_pdf() -> bytes:
    """A page of a hundred thousand ruling lines."""
    return pdf(b"".join(b"%d %d m %d %d l S\n" % (n % 800, n % 600, n % 791, n % 577) for n in range(100_000)))


def with_part(package: bytes, part: str, text: str, relation: str) -> bytes:
    """A Word document with one more part that its main part relates to."""
    content = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    override = f'<Override PartName="/{part}" ContentType="{content}"/></Types>'.encode()
    link = f'<Relationship Id="rId99" Type="{relation}" Target="{part.split("/")[-1]}"/></Relationships>'.encode()
    package = replaced(package, "[Content_Types].xml", lambda data: data.replace(b"</Types>", override))
    package = replaced(package, "word/_rels/document.xml.rels", lambda data: data.replace(b"</Relationships>", link))
    stream = BytesIO(package)
    with ZipFile(stream, "a") as grown:
        grown.writestr(part, text)
    return stream.getvalue()
