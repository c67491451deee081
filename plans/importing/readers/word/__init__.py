"""Word documents (.docx), opened by python-docx and walked part by part.

body          body, headers, footers and notes in their order
tables        the grid of a table, with cells that span
paragraphs    runs, bullets, fields, text boxes, controls, tracked changes
list_numbers  the numbers that Word prints and does not store
styles        what a style makes of a paragraph or run
"""

from plans.importing.readers.word.body import read_word

__all__ = ["read_word"]
