"""Sheets: rows that went out to be filled in by people who never sign in, and come home as a merge. Pure.

keys       the key of a row           fields     what a sheet's columns are
values     what an action says there  typed      what a person typed, as a value
merge      the three-way merge of a cell
returned   the rows of a document that came home
layout     what a sheet says as a file; workbook, word_table: its bytes
marks      the mark of a row in a paper or a list    prints  whether a cell still says what was printed
marked_rows   the rows of a paper or a list that came home
"""
