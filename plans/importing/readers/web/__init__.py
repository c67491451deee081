"""Web pages: cells, tables of these, pages that a spreadsheet program saved, and any other page."""

from plans.importing.readers.web.pages import read_web_archive, read_web_page

__all__ = ["read_web_archive", "read_web_page"]
