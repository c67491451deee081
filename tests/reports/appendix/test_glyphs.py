"""Letters of every script that councils print, in the PDF: shaped, in order, readable, or told of before."""

import io
from dataclasses import replace

import page as validator
import pytest
from docx.oxml.ns import qn
from fontTools.ttLib import TTFont
from pypdf import PdfReader
from pypdf.generic import ContentStream

from reports.appendix import metrics, render
from reports.appendix.pdf import glyphs
from tests.reports import factories as make
from tests.reports.appendix.reading import OPTIONS, book, pdf_text, word

SCRIPTS = {
    "Arabic": "اجتماع أسبوعي لمراجعة كل إحالة",
    "Urdu": "ہر حوالہ کا ہفتہ وار جائزہ لیا جائے گا",
    "Bengali": "প্রতি সপ্তাহে একটি সভা হবে",
    "Punjabi": "ਹਰ ਹਫ਼ਤੇ ਇੱਕ ਮੀਟਿੰਗ ਹੋਵੇਗੀ",
    "Gujarati": "દર અઠવાડિયે એક બેઠક થશે",
    "Hindi": "हर सप्ताह एक बैठक होगी",
    "Tamil": "ஒவ்வொரு வாரமும் கூட்டம்",
    "Chinese": "每周举行 1 次会议",
    "Cantonese": "每個禮拜開會，睇吓佢哋嘅進度",
    "Hebrew": "פגישה שבועית",
    "Amharic": "ሳምንታዊ ስብሰባ",
    "Polish": "Cotygodniowe spotkanie: źdźbło, łąka, żółć",
    "Greek": "Εβδομαδιαία συνάντηση",
    "Russian": "Еженедельная встреча",
    "Ukrainian": "Щотижнева зустріч її ґанок",
}


def plan_of(text):
    return make.plan(make.section("Now", make.recommendation("Area", make.action(text), ref="1.")))


def test_the_figures_in_the_chart_are_in_the_papers_type():
    rated = make.action("Open the desk", updates=(make.update("Open.", rag=make.GREEN),))
    reader = PdfReader(
        io.BytesIO(render(make.plan(make.section("Now", make.recommendation("Area", rated))), OPTIONS, "pdf"))
    )
    fonts = {font for page in reader.pages for font in fonts_of(page)}
    assert fonts and {font for font in fonts if not font.startswith("Appendix")} == set()


@pytest.mark.parametrize(
    ("flag", "told"),
    [("gbwls", "[flag of Wales]"), ("gbsct", "[flag of Scotland]"), ("usca", "[flag of USCA]")],
)
def test_the_flag_of_a_nation_is_told_by_its_name(flag, told):
    drawn = "\U0001f3f4" + "".join(chr(0xE0000 + ord(letter)) for letter in flag) + "\U000e007f"
    assert glyphs.in_our_fonts(f"Ar gyfer {drawn} Cymru") == f"Ar gyfer {told} Cymru"
    assert glyphs.in_our_fonts("\U0001f3f4") == "[waving black flag]"


@pytest.mark.parametrize("text", SCRIPTS.values(), ids=SCRIPTS)
def test_no_letter_of_a_script_that_councils_print_is_lost(text):
    assert "□" not in glyphs.in_our_fonts(text)
    assert glyphs.unprintable(plan_of(text)) == ()


def test_every_font_to_fall_back_on_has_the_spaces_between_its_words():
    """A space beside a letter is set in that letter's font, and one that the font lacks makes the PDF invalid."""
    fonts = {family: TTFont(metrics.FONTS / file, lazy=True).getBestCmap() for family, file in metrics.FALLBACKS}
    assert [family for family, letters in fonts.items() if not {0x20, 0xA0} <= letters.keys()] == []


def test_a_paper_in_all_of_them_is_readable_and_conforms():
    actions = [make.action(f"{name}: {text}\n{text}") for name, text in SCRIPTS.items()]
    titled = make.plan(make.section("Now", make.recommendation("Area", *actions, ref="1.")), title=SCRIPTS["Arabic"])
    plan = replace(titled, notes_before=tuple(SCRIPTS.values()))
    data = render(plan, OPTIONS, "pdf")
    report = validator.validate_pdf_bytes(data, profile="ua1", limits=validator.SafetyLimits.unlimited())
    assert report.is_compliant, report.failures
    assert data == render(plan, OPTIONS, "pdf")
    reader = PdfReader(io.BytesIO(data))
    fonts = {font for page in reader.pages for font in fonts_of(page)}
    assert fonts and {font for font in fonts if not font.startswith("Appendix")} == set()
    told = actual_texts(reader)
    for name in ("Bengali", "Punjabi", "Gujarati", "Hindi", "Tamil"):
        assert "".join(SCRIPTS[name].split()) in told, name
    text = "".join(pdf_text(data).split())
    for name in ("Arabic", "Urdu", "Hebrew", "Chinese", "Polish", "Greek", "Russian", "Ukrainian", "Amharic"):
        assert "".join(SCRIPTS[name].split()) in text, name


def fonts_of(page):
    """The names of a page's fonts, without the mark of a subset."""
    fonts = page["/Resources"]["/Font"]
    return [str(fonts[key]["/BaseFont"]).lstrip("/").rpartition("+")[2] for key in fonts]


def actual_texts(reader):
    """All words that are given beside their shapes, one after the other."""
    found = []
    for page in reader.pages:
        for operands, operator in ContentStream(page.get_contents(), reader).operations:
            if operator == b"BDC" and "/ActualText" in operands[1]:
                found.append(str(operands[1]["/ActualText"]))
    return "".join("".join(found).split())


def test_a_paragraph_from_right_to_left_is_set_so_beside_ones_from_left_to_right():
    page = render(plan_of(f"In English\n{SCRIPTS['Urdu']}"), OPTIONS, "html").decode()
    assert f'<p dir="rtl">{SCRIPTS["Urdu"]}</p>' in page
    assert "<p>In English</p>" in page
    assert (
        f'<td class="apx-act" dir="rtl">{SCRIPTS["Arabic"]}</td>'
        in render(plan_of(SCRIPTS["Arabic"]), OPTIONS, "html").decode()
    )


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Done ✅\ufe0f", "Done ✓"),
        ("Not done ❌", "Not done ✗"),
        ("Families 👨‍👩‍👧 first", "Families [man, woman, girl] first"),
        ("Well done 👍🏽", "Well done [thumbs up sign]"),
        ("⚠️ late", "[warning sign] late"),
        ("🇵🇱 Polish", "[flag PL] Polish"),
        ("e\u0301 \u2003 →", "é   →"),
    ],
)
def test_a_pictograph_is_printed_as_its_name(text, printed):
    assert glyphs.in_our_fonts(text) == printed


def test_a_letter_that_no_font_has_is_told_with_the_actions_where_it_stands():
    plan = make.plan(
        make.section(
            "Now",
            make.recommendation("Area ᚠ", make.action("One"), make.action("Two ᚠ", outcome="ᚱ 🎉"), ref="4."),
        ),
        title="Private \ue123",
    )
    found = {letter.letter: letter for letter in glyphs.unprintable(plan)}
    assert set(found) == {"ᚠ", "ᚱ", "\ue123"}
    assert found["ᚠ"].places == ("recommendation 4.", "4.2")
    assert str(found["ᚠ"]) == "“ᚠ” (runic letter fehu feoh fe f) in recommendation 4. and 4.2"
    assert found["ᚱ"].name == "runic letter raido rad reid r"
    assert found["\ue123"].name == "U+E123"
    assert "□" in pdf_text(render(plan, OPTIONS, "pdf"))


def test_word_and_workbook_set_what_runs_from_right_to_left_so():
    text = SCRIPTS["Urdu"]
    plan = plan_of(f"In English\n{text}")
    paragraphs = {p.text: p for p in word(render(plan, OPTIONS, "docx")).element.body.iter(qn("w:p")) if p.text}
    assert (
        paragraphs[text].pPr.find(qn("w:bidi")) is not None
        and paragraphs[text].r_lst[0].rPr.find(qn("w:rtl")) is not None
    )
    assert paragraphs["In English"].pPr.find(qn("w:bidi")) is None
    sheet = book(render(plan_of(text), OPTIONS, "xlsx"))["Appendix"]
    orders = {cell.value: cell.alignment.readingOrder for row in sheet.iter_rows() for cell in row if cell.value}
    assert (orders[text], orders["Actions"]) == (2, 0)


def test_word_names_a_font_for_chinese():
    normal = word(render(plan_of(SCRIPTS["Chinese"]), OPTIONS, "docx")).styles["Normal"].element
    assert normal.rPr.rFonts.get(qn("w:eastAsia")) == "Microsoft YaHei"
