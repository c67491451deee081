"""Layouts unlike a table of headings and rows, made into one before rows are mended: `shape(document) -> Shaped`.

history     earlier messages that an e-mail quotes
forms       forms that are filled in again and again, cards side by side
fields      fields within cells: labelled lines, fields that a heading lists, signs for what stands above
sheets      sheets beside the plan's: lists of choices
covers      what stands around a plan in one sheet: cover block, sign-off, change log
records     what is printed of one action as labels and what they say
labelled    labels in the first column: one small table per action, or each action a column
minutes     minutes in a table
repeated    a text above the same labels, again and again
prose       labelled paragraphs without any table
listed      lists of which each item says who or by when (tails)
dashed      lines without labels, their parts between dashes
doubled     several actions in one row, under groups of the same headings
combined    one column that holds who and by when
themes      the section of each row, printed as a column
heads       recommendations printed as headings above a table, or as rows across it
told        what was set aside on the way, and what a person should look at
"""

from plans.importing.rows.debris import without_page_counters
from plans.importing.rows.shapes.combined import split_columns
from plans.importing.rows.shapes.covers import split_covers
from plans.importing.rows.shapes.dashed import read_dashed
from plans.importing.rows.shapes.doubled import doubled_rows
from plans.importing.rows.shapes.fields import fields_apart
from plans.importing.rows.shapes.forms import forms_apart
from plans.importing.rows.shapes.heads import heads_as_columns
from plans.importing.rows.shapes.history import without_history
from plans.importing.rows.shapes.labelled import read_labelled
from plans.importing.rows.shapes.listed import read_listed
from plans.importing.rows.shapes.minutes import read_minutes
from plans.importing.rows.shapes.prose import read_prose
from plans.importing.rows.shapes.repeated import read_repeated
from plans.importing.rows.shapes.sheets import sheets_apart
from plans.importing.rows.shapes.themes import themes_as_bands
from plans.importing.rows.shapes.told import Shaped, Told
from plans.importing.rulings import NONE, Rulings
from plans.importing.source_document import SourceDocument
from plans.importing.tables.looks import with_headings_by_look

__all__ = ["Shaped", "shape"]

_WAYS = (
    without_history,
    sheets_apart,
    forms_apart,
    split_covers,
    fields_apart,
    read_labelled,
    read_minutes,
    read_repeated,
    read_prose,
    read_dashed,
    read_listed,
    with_headings_by_look,
    doubled_rows,
    split_columns,
    themes_as_bands,
    heads_as_columns,
)
"""Each takes a document and tells what it did; one that finds nothing to do gives the document back."""


def shape(document: SourceDocument, rulings: Rulings = NONE) -> Shaped:
    """A document whose plan stands in tables of headings and rows, as far as its layout can be told. What a person has
    ruled of a line stays as it is."""
    told = Told(rulings)
    document, told.aside = without_page_counters(document)
    for way in _WAYS:
        document = way(document, told)
    return Shaped(
        document,
        tuple(told.doubts),
        tuple(told.aside),
        tuple(dict.fromkeys(told.themes)),
        frozenset(told.headings),
        told.in_words,
    )
