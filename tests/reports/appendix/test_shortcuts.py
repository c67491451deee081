"""What is left out of WeasyPrint's work changes nothing of what it sets."""

import gc

import pytest
from weasyprint.draw.border import draw_border
from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.layout import inline

from reports.appendix import pdf as printing
from reports.appendix.layout import build
from reports.appendix.shortcuts import quick
from tests.reports.appendix import nasty
from tests.reports.appendix.reading import OPTIONS
from tests.reports.appendix.rendered import MAKERS, state
from tests.reports.factories import action, plan, recommendation, section

LETTERS = (
    "Sad\xadly hyphen\xadated, well-known words/strokes of £1,000–£2,000",
    "Zażółć gęślą jaźń, Łódź; “quoted” – and ŵŷ ✓",
    "مرحبا بالعالم and then English, and again مرحبا بالعالم in a line that is long enough to be broken",
    "नमस्ते दुनिया and ਸਤ ਸ੍ਰੀ ਅਕਾਲ and 你好世界 [smile]",
    "a" * 400 + " end",
    "one\n• two " + "words " * 30 + "\n  • three\n\nfour",
)


def letters():
    said = [action(words) for words in LETTERS]
    return plan(section("A band", recommendation(" ".join(LETTERS[:4]), *said, ref="1.")), columns=nasty.COLUMNS)


def set_text(appendix):
    """Of each page, every text with the place where it stands."""
    pages = printing.laid_out_paper(appendix).pages
    return [
        [
            (round(box.position_x, 3), round(box.position_y + box.baseline, 3), box.text.strip())
            for box in page._page_box.descendants()
            if isinstance(box, TextBox) and box.text.strip()
        ]
        for page in pages
    ]


@pytest.mark.parametrize("name", [*MAKERS, "letters"])
def test_every_word_stands_where_the_library_sets_it(name):
    appendix = build(letters() if name == "letters" else state(name), OPTIONS)
    with quick():
        ours = set_text(appendix)
    assert ours == set_text(appendix)


def test_the_library_is_its_own_again_also_after_a_failure():
    before = (inline.split_text_box, inline.resolve_percentages, draw_border, gc.isenabled())
    with pytest.raises(ZeroDivisionError), quick():
        assert inline.split_text_box is not before[0]
        assert not gc.isenabled()
        raise ZeroDivisionError
    assert (inline.split_text_box, inline.resolve_percentages, draw_border, gc.isenabled()) == before
