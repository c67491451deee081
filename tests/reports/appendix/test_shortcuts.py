"""What is left out of WeasyPrint's work changes nothing of what it sets."""

import gc
import io
import re

import pytest
from pypdf import PdfReader
from weasyprint import CSS, HTML
from weasyprint.draw.border import draw_border
from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.layout import inline
from weasyprint.text.fonts import FontConfiguration

from reports.appendix import metrics
from reports.appendix.layout import build
from reports.appendix.pdf import document as printing
from reports.appendix.pdf.shortcuts import quick
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


def test_most_boxes_of_a_paper_are_known_to_have_no_background_and_no_rules():
    with quick():
        pages = printing.laid_out_paper(
            build(plan(section("A band", recommendation("", action("Mow")))), OPTIONS)
        ).pages
        known = [vars(box.style).get("plain") for page in pages for box in page._page_box.descendants()]
    assert known.count(True) > len(known) / 2 > 0


def lines_set(said):
    """The texts of a document, each with the place where it stands."""
    boxes = (box for page in HTML(string=said).render().pages for box in page._page_box.descendants())
    return [(round(box.position_x, 3), box.position_y, box.text) for box in boxes if isinstance(box, TextBox)]


def test_a_text_is_broken_where_the_library_breaks_it_however_wide_its_column():
    words = "<b>7.2</b> Hold a weekly meeting with every school, ward and well-known street &amp; tell them so"
    texts = [words.replace("street", "sad\xadly") if n % 8 == 7 else words for n in range(40)]
    said = "".join(f'<p style="width: {60 + n / 3}px">{text}</p>' for n, text in enumerate(texts))
    with quick():
        ours = lines_set(said)
    assert ours == lines_set(said)
    assert len(ours) > 200


def test_the_library_is_its_own_again_also_after_a_failure():
    before = (inline.split_text_box, inline.resolve_percentages, draw_border, gc.isenabled())
    with pytest.raises(ZeroDivisionError), quick():
        assert inline.split_text_box is not before[0]
        assert not gc.isenabled()
        raise ZeroDivisionError
    assert (inline.split_text_box, inline.resolve_percentages, draw_border, gc.isenabled()) == before


FACE = f"""@font-face {{ font-family: Own; src: url("{(metrics.FONTS / metrics.REGULAR).as_uri()}"); }}
p, b {{ font: 9pt/12pt Own }}"""
DRAWN = (
    "AVATAR Waves of To. Type, “Yes” – fi ffl and 1,000 of them, again AVATAR Waves To",
    "Hold a weekly meeting <b>with every</b> school and tell them so, AV <i>To</i>",
    "Zażółć gęślą jaźń To AV again, Łódź and Zażółć",
    "no\xadwhere to go",
)


def drawn(said):
    """What is drawn on each page: without the moves by nothing that the library writes between letters."""
    fonts = FontConfiguration()
    sheet = CSS(string=FACE, font_config=fonts)
    pdf = PdfReader(io.BytesIO(HTML(string=said).write_pdf(stylesheets=[sheet], font_config=fonts)))
    return [
        re.sub(rb">0(\.0)?(?=[]<])", b">", page.get_contents().get_data()).replace(b"><", b"") for page in pdf.pages
    ]


@pytest.mark.parametrize("style", ["", "text-align: right; text-indent: 9px", "white-space: pre-wrap; direction: rtl"])
def test_every_letter_is_drawn_as_the_library_draws_it(style):
    """Letters that are met a second time, in paragraphs of several widths."""
    said = "".join(f'<p style="width: {60 + 23 * n}px; {style}">{text}</p>' for n in range(5) for text in DRAWN)
    with quick():
        ours = drawn(said)
    assert ours == drawn(said)
    assert sum(page.count(b"TJ") for page in ours) > 60
