"""Layouts unlike a table of headings and rows, made into one before rows are mended: `shape(document)`.

forms                    forms that are filled in again and again, cards side by side
fields                   fields within cells: labelled lines, fields that a heading lists, signs for what stands above
extra_parts              earlier messages that an e-mail quotes; sheets beside the plan's: lists of choices
cover_blocks             what stands around a plan in one sheet: cover block, sign-off, change log
cut_cards                cards that a page has cut in two
card_titles              titles of cards that hold a number, a section and a rating
records                  what is printed of one action as labels and what they say
label_blocks             labels in the first column: one small table per action, or each action a column
repeated_labels          a text above the same labels, again and again
labelled_paragraphs      labelled paragraphs without any table
lines_as_rows            lists of which each item says who or by when (tails); minutes in a table
dashed_lines             lines without labels, their parts between dashes
combined_columns         one column that holds who and by when
several_actions          one row that holds several actions, in groups of columns or line by line
theme_column             the section of each row, printed as a column
recommendation_headings  recommendations printed as headings above a table (heads_above), or as rows across it
findings                 what was set aside on the way, and what a person should look at
"""

from plans.importing.rows.running_headers import without_page_counters
from plans.importing.rows.shapes.card_titles import titles_apart
from plans.importing.rows.shapes.combined_columns import split_columns
from plans.importing.rows.shapes.cover_blocks import split_covers
from plans.importing.rows.shapes.cut_cards import cards_joined
from plans.importing.rows.shapes.dashed_lines import read_dashed
from plans.importing.rows.shapes.extra_parts import boxes_as_text, sheets_apart, without_history
from plans.importing.rows.shapes.fields import fields_apart
from plans.importing.rows.shapes.findings import Told
from plans.importing.rows.shapes.forms import forms_apart
from plans.importing.rows.shapes.label_blocks import read_labelled
from plans.importing.rows.shapes.labelled_paragraphs import read_prose
from plans.importing.rows.shapes.lines_as_rows import read_listed, read_minutes
from plans.importing.rows.shapes.recommendation_headings import heads_as_columns
from plans.importing.rows.shapes.repeated_labels import read_repeated
from plans.importing.rows.shapes.several_actions import doubled_rows, lines_apart
from plans.importing.rows.shapes.theme_column import themes_as_bands
from plans.importing.rulings import NONE, Rulings
from plans.importing.source_document import SourceDocument
from plans.importing.tables.looks import with_headings_by_look

_WAYS = (
    without_history,
    sheets_apart,
    boxes_as_text,
    cards_joined,
    titles_apart,
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
    lines_apart,
    split_columns,
    themes_as_bands,
    heads_as_columns,
)
"""Each takes a document and tells what it did; one that finds nothing to do gives the document back."""


def shape(document: SourceDocument, rulings: Rulings = NONE) -> tuple[SourceDocument, Told]:
    """A document whose plan stands in tables of headings and rows, as far as its layout can be told, and what was told
    of it. What a person has ruled of a line stays as it is."""
    told = Told(rulings)
    document, told.aside = without_page_counters(document)
    for way in _WAYS:
        document = way(document, told)
    return document, told
