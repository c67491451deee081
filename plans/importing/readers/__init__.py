"""Readers: from the bytes of a file to a `SourceDocument` of paragraphs and tables, one module or package a format.

file_formats      which format a file is in, and whether it is one that is read
packages          zipped files: what may be opened at all; limits: how large a plan can be
plain_text        bytes to text, its tables between pipes and tabs; markup, tabbed_rows
separated_values  values between commas, semicolons, tabs or pipes
workbook          Excel (.xlsx); older_sheets: .xls, .xlsb, .ods; sheet_grids: what all of these share
word              Word (.docx)
message           e-mails (.eml)
pdf               PDFs that hold text
web               web pages
cell_builder      cells from runs; text: as people see it, line ends joined; colours
placed_cells      rows of a table from cells that say where they stand
sandbox           a reader in a process of its own, which is sandbox_child
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module

from plans.importing.errors import NotAPlan
from plans.importing.readers import file_formats as formats
from plans.importing.readers.cell_builder import same_cell
from plans.importing.readers.file_formats import check_foreign, check_unmarked, recognise
from plans.importing.readers.limits import Progress, check_lines, unheard, within_size
from plans.importing.readers.plain_text import decode, in_lines, read_lines
from plans.importing.readers.separated_values import delimiter_of, read_separated
from plans.importing.readers.text import settled
from plans.importing.source_document import SourceDocument

__all__ = ["read_document", "recognise"]

_READERS = {
    formats.WORD: ("word", "read_word", "a Word document"),
    formats.WORKBOOK: ("workbook", "read_workbook", "an Excel workbook"),
    formats.OLDER_SHEET: ("older_sheets", "read_older_workbook", "a spreadsheet"),
    formats.PDF: ("pdf", "read_pdf", "a PDF"),
    formats.WEB_PAGE: ("web", "read_web_page", "a web page"),
    formats.WEB_ARCHIVE: ("web", "read_web_archive", "a saved web page"),
    formats.MESSAGE: ("message", "read_message", "an e-mail"),
}
"""The module and function of each format, loaded when first asked for: their libraries take a while; and its name."""


def read_document(data: bytes, name: str, progress: Progress = unheard, *, own: bool = False) -> SourceDocument:
    """What the file holds, read within this process. Raises NotAPlan for an empty file, one that no reader can read,
    and one larger than any plan; OwnFile for one that the application made, unless such a one is asked for (`own`).

    What strangers send goes through `plans.importing.readers.sandbox.read_in_child`: the libraries below aren't proof
    against every hostile file.
    """
    same_cell.cache_clear()  # of the document before
    found = recognise(data, name)
    if not own:
        check_foreign(data, found, name)
    document = _read_text(data, name, progress) if found == formats.TEXT else _read(found, data, name, progress)
    document = within_size(document, name)
    if not own:
        check_unmarked(document, name)
    return document


def _read(found: str, data: bytes, name: str, progress: Progress) -> SourceDocument:
    module, function, what = _READERS[found]
    read: Callable[[bytes, str, Progress], SourceDocument] = getattr(
        import_module(f"plans.importing.readers.{module}"), function
    )
    try:
        document = read(data, name, progress)
        return document if found == formats.PDF else _exact(settled(document))
    except NotAPlan:
        raise
    except Exception as error:
        # A library that meets a spoilt file fails in as many ways as there are files.
        raise NotAPlan(
            f"{name} looks like {what} but is damaged, or was not downloaded whole. Open it, save it again and "
            "choose the new file."
        ) from error


def _read_text(data: bytes, name: str, progress: Progress) -> SourceDocument:
    text = check_lines(decode(data, name), name)
    delimiter = delimiter_of(text, name)
    with _uncollected():
        if delimiter is None:
            return read_lines(in_lines(text))
        return _exact(read_separated(text, delimiter, name, progress))


def _exact(document: SourceDocument) -> SourceDocument:
    """A document whose format says in which column each cell stands."""
    return document.with_tables(lambda table: [replace(table, exact=True)])


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for what could be thrown away: thousands of cells are built and all of them kept, and each search would
    walk them all again, a fifth of the time. The search goes on afterwards where it went on before."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
