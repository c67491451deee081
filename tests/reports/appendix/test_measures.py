"""The measures of a paper: those that follow from the size of its page, and those that were chosen by looking at what
was printed. Whoever alters one of these looks at papers of every size again, and says here what came of it."""

from datetime import date

import pytest
from docx.shared import Mm

from reports.appendix import exceptions, metrics, places, position, supplement, trend, widths, words
from reports.appendix.html import page
from reports.appendix.large_print import largepage, largesheet, largeword
from reports.appendix.pdf import glyphs, pages, press
from reports.appendix.word import wordpaper
from reports.appendix.workbook import document as workbook
from reports.appendix.workbook import plansheet, sheetkit, summarysheet

MARGIN = 12
"""Millimetres at each side of a page."""

CHOSEN = {
    exceptions: {"SHORT": 300, "ROOM": {"a4": 430, "a3": 675, "large": 675}, "_LEADING": 11, "_MARGINS": 8},
    glyphs: {"_MOST_PLACES": 5},
    largepage: {"LONG": 400, "SHORT": 450, "MOST_ROWS": 10},
    largesheet: {"PAGE": 242, "_LABELS": 0.34},
    largeword: {"LABELS": 0.34},
    metrics: {"HINTED": 1.03, "ELSEWHERE": 1.1, "_MISSING": 1},
    page: {"SHORT_NOTES": 12},
    pages: {"LAID_OUT": 0.6, "WRITTEN": 0.95, "LONG_PAPER": 12, "LITTLE": 0.5, "CLOSER": 0.08},
    places: {"_SHORT": 40},
    plansheet: {"ROOM": {"a4": 558, "a3": 822, "large": 364}},
    position: {"_FEW_WORDS": 3},
    press: {"LONGEST_WAIT": 1800, "MOST_SECONDS": 1200, "SECONDS_BETWEEN_LOOKS": 0.5},
    sheetkit: {
        "SIZE": 8, "LEADING": 10.8, "PADDING": 5, "TALLEST": 409, "MOST_LINES": 37, "MOST_CHARACTERS": 32_000,
        "SCALE": 93, "_LARGE_SCALE": 200, "_PAPER_SIZES": {"a4": 9, "a3": 8, "large": 9},
        "_FIRST_DAY": date(1900, 3, 1),
    },
    summarysheet: {
        "SLIVER": 5, "_NAMES": 0.25, "_PARTS": (0.28, 0.1, 0.62), "_MEANINGS": (0.1, 0.4, 0.1, 0.4),
        "_CHART_WIDTH": 0.6, "_CHART_ROW": 17, "_CHART_REST": 58,
    },
    supplement: {"WIDTHS": (8, 18, 37, 37)},
    trend: {"FEWEST": 2},
    widths: {
        "LEAST_LEFT": 4, "TALL": {"a4": 17, "a3": 26, "large": 17}, "SIZE": 8, "PADDING": 9, "WIDER": 1.15,
        "INDENT": 9, "BADGE": 17, "COMFORT": 60, "WORD_CAP": 0.2, "READ_LINES": 7, "READ_CAP": 0.14, "WASTE": 0.5,
        "_POWER": 6, "_STEP": 1 / 8, "_LONGEST": 3, "_WIDEN": 4, "_ROUNDS": 60, "_SETTLED": 0.1, "_SAMPLE": 200,
    },
    wordpaper: {"_SHEETS": {"a4": (297, 210), "a3": (420, 297), "large": (210, 297)}, "_LONGEST_PROPERTY": 255},
    words: {"REPEATED": 300},
    workbook: {"_TEXT_WIDTH": 210, "_SHORT_WIDTH": 85, "_LONG": 24},
}  # fmt: skip


@pytest.mark.parametrize("module", CHOSEN, ids=lambda module: module.__name__.rpartition(".")[2])
def test_a_measure_is_as_it_was_chosen(module):
    assert {name: getattr(module, name) for name in CHOSEN[module]} == CHOSEN[module]


@pytest.mark.parametrize("paper", ["a4", "a3", "large"])
def test_a_page_has_what_its_margins_leave_and_a_sheet_somewhat_less_at_its_scale(paper):
    wide, tall = (Mm(side - 2 * MARGIN).pt for side in wordpaper._SHEETS[paper])
    assert wide - 0.1 < widths.PAGE[paper] <= wide + 0.05
    scale = (sheetkit._LARGE_SCALE if paper == "large" else sheetkit.SCALE) / 100
    assert 0.94 * tall / scale < plansheet.ROOM[paper] < tall / scale
    if paper == "large":
        assert 0.9 * wide / scale < largesheet.PAGE < wide / scale


def test_type_has_the_sizes_of_a_paper_and_large_print_sixteen_points_at_least():
    small, large = (
        {name: size for name, (size, _) in styles.items()} for styles in (wordpaper._STYLES, wordpaper._LARGE)
    )
    assert small == {"Normal": 9, "Title": 20, "Heading 1": 13, "Heading 2": 10.5, "Footer": 7.5}
    assert large == {"Normal": 16, "Title": 24, "Heading 1": 22, "Heading 2": 19, "Heading 3": 17, "Footer": 11}
    assert [str(colour) for colour in (wordpaper._INK, wordpaper.MUTED, wordpaper.WHITE)] == [
        "17151C",
        "514E59",
        "FFFFFF",
    ]
