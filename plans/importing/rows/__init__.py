"""From the tables of a document to one sheet of rows under one set of columns.

shapes           layouts unlike a table of headings and rows, made into one
cell_patterns    the telling shapes: a reference, a date, ruling noise, two prints of one line
headed_tables    the tables with the rows that hold their headings
running_headers  running headers, and pieces of them inside tables
columns          one set of columns for all tables, with the headings that single tables print instead
printed_refs     references printed before the words of actions
alignment        cells that an empty column has shifted
page_breaks      halves of a row that a page has cut, its short cells from its long ones too
levels           recommendations, actions and steps that are printed a row each
glossary         tables of abbreviations or of a RAG key, which are no plan
one_sheet        the way through all of these: `mend(document) -> Sheet`
"""

from plans.importing.rows.one_sheet import mend
from plans.importing.rows.sheet import Band, PlanRow, Sheet, SheetColumn

__all__ = ["Band", "PlanRow", "Sheet", "SheetColumn", "mend"]
