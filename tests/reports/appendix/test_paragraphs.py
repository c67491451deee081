"""Which lines are set and drawn here and which are left to WeasyPrint, and with what: without a page."""

from array import array
from types import SimpleNamespace

import pytest
from weasyprint import HTML
from weasyprint.formatting_structure.boxes import TextBox

from reports.appendix.pdf import paragraphs
from reports.appendix.pdf.paragraphs import _NOTHING, _Line, _Paragraph
from tests.reports.factories import own

WIDEST = 2**21


class Style(dict):
    """A style that can be written to."""


def line_of(width=10.0, said="words", **more):
    return SimpleNamespace(width=width, said=said, **more)


def box_of(text="words", white_space="normal", line=None, width=50.0, of=None):
    """A box whose paragraph has one line, at its first byte."""
    known = SimpleNamespace(of=own(of or text), width=width, lines={0: line or line_of()})
    return SimpleNamespace(text=text, style=Style(white_space=own(white_space)), paragraph=known)


class TestALineIsOurs:
    @pytest.mark.parametrize(
        ("width", "ours"),
        [(None, False), (-1, False), (0, False), (WIDEST, False), (WIDEST + 1, False), (WIDEST - 1, True), (1, True)],
    )
    def test_in_a_room_that_there_is_and_that_can_be_told(self, width, ours):
        for white_space in ("nowrap", "normal"):
            box = box_of(white_space=white_space, width=width, line=line_of(width=1 if ours else -2))
            assert (paragraphs._line(box, width, 0) is not None) == ours

    @pytest.mark.parametrize(
        ("said", "white_space", "ours"),
        [
            ("words", "normal", True),
            ("words", "nowrap", True),
            ("words", "pre", False),
            ("words", "pre-wrap", False),
            ("words", "break-spaces", False),
            ("wo\xadrds", "normal", False),
        ],
    )
    def test_of_words_without_hyphens_and_breaks_of_their_own(self, said, white_space, ours):
        assert (paragraphs._line(box_of(said, white_space), 50.0, 0) is not None) == ours

    @pytest.mark.parametrize(
        ("wide", "white_space", "said", "ours"),
        [
            (49.9, "normal", "words", True),
            (float("50"), "normal", "words", True),
            (50.1, "normal", "words", False),
            (50.1, "nowrap", "words", True),
            (10.0, "nowrap", "", False),
            (10.0, "normal", "", False),
        ],
    )
    def test_that_fits_or_may_not_be_broken_and_says_something(self, wide, white_space, said, ours):
        line = line_of(wide, said)
        assert paragraphs._line(box_of(white_space=white_space, line=line), 50.0, 0) is (line if ours else None)

    @pytest.mark.parametrize(
        ("of", "width", "skip", "anew"),
        [
            ("words", 50.0, 0, False),
            ("aords", 50.0, 0, True),
            ("zords", 50.0, 0, True),
            ("words", 49.0, 0, True),
            ("words", 51.0, 0, True),
            ("words", 50.0, 3, True),
        ],
    )
    def test_of_a_paragraph_that_is_made_once_for_its_words_and_its_width(self, of, width, skip, anew, monkeypatch):
        made = []

        def paragraph(box, begun, room):
            made.append((begun, room))
            return SimpleNamespace(lines={begun: line_of(said="anew")})

        monkeypatch.setattr(paragraphs, "_Paragraph", paragraph)
        box = box_of(of=of, width=width)
        assert paragraphs._line(box, 50.0, skip).said == ("anew" if anew else "words")
        assert made == ([(skip, 50.0)] if anew else [])
        bare = SimpleNamespace(text="words", style=box.style)
        assert paragraphs._line(bare, 50.0, 0).said == "anew" and bare.paragraph.lines

    @pytest.mark.parametrize(("skip", "ours"), [(1, True), (2, False), (3, False), (300, False)])
    def test_where_the_text_has_not_ended_by_its_bytes(self, skip, ours, monkeypatch):
        monkeypatch.setattr(paragraphs, "_Paragraph", lambda box, at, width: SimpleNamespace(lines={at: line_of()}))
        assert (paragraphs._line(box_of("é"), 50.0, skip) is not None) == ours


def test_a_line_that_is_not_ours_is_asked_of_the_library_and_one_that_is_stands_in_the_middle_of_its_height(
    monkeypatch,
):
    asked = []
    monkeypatch.setattr(paragraphs, "_split_text_box", lambda *all_, **how: asked.append((all_, how)) or "theirs")
    monkeypatch.setattr(paragraphs, "strut", lambda style: (14.0, 11.0))
    box = SimpleNamespace(style={}, copy_with_text=lambda text: SimpleNamespace(text=text))
    line = SimpleNamespace(said="so", width=30.0, height=9.0, baseline=7.0, resume=4)
    at = []
    monkeypatch.setattr(paragraphs, "_line", lambda box, width, skip: at.append((width, skip)) or line)
    made, resume, ended = paragraphs.split_text_box("context", box, 50.0, None)
    assert (made.text, made.width, made.height, made.pango_layout) == ("so", 30.0, 9.0, line)
    assert (made.margin_top, made.margin_bottom, made.baseline, resume, ended) == (2.5, 2.5, 9.5, 4, False)
    paragraphs.split_text_box("context", box, 50.0, 6)
    assert at == [(50.0, 0), (50.0, 6)] and not asked
    monkeypatch.setattr(paragraphs, "_line", lambda *asked_: None)
    assert paragraphs.split_text_box("context", box, 50.0, 6, is_line_start=True) == "theirs"
    assert asked == [(("context", box, 50.0, 6), {"is_line_start": True})]


USUAL = {"direction": "ltr", "text_align_all": "start", "text_align_last": "auto", "text_indent": 0}


@pytest.mark.parametrize(
    ("changed", "block", "shapes", "usual"),
    [
        ({}, "ltr", [], True),
        ({"text_align_all": "left", "text_align_last": "left"}, "ltr", [], True),
        ({"text_align_last": "start"}, "ltr", [], True),
        ({}, "ltr", [1], False),
        ({}, "rtl", [], False),
        ({"direction": "rtl"}, "ltr", [], False),
        ({"direction": "rtl"}, "rtl", [], False),
        ({"text_align_all": "right"}, "ltr", [], False),
        ({"text_align_all": "justify"}, "ltr", [], False),
        ({"text_align_last": "right"}, "ltr", [], False),
        ({"text_indent": 3}, "ltr", [], False),
        ({"text_indent": -3}, "ltr", [], False),
        ({"text_indent": 1}, "ltr", [], False),
        ({"text_indent": 0.0}, "ltr", [], True),
    ],
)
def test_lines_are_usual_that_begin_at_the_left_with_nothing_to_flow_around(changed, block, shapes, usual):
    told = {name: own(value) if isinstance(value, str) else value for name, value in (USUAL | changed).items()}
    style = told | {"text_indent": SimpleNamespace(value=told["text_indent"])}
    within = SimpleNamespace(style={"direction": own(block)})
    context = SimpleNamespace(excluded_shapes=shapes)
    assert bool(paragraphs._is_usual(context, SimpleNamespace(style=style), within)) == usual


class TestLinesOfABox:
    @pytest.fixture
    def set_by(self, monkeypatch):
        """Who set each line: ours from a list, of which None is left to the library, and where it was to stand."""
        places, usual = [], [True]

        def of(ours, theirs, more=(1, 1, 1, [], [])):
            def text_line(box, y, skip, within):
                places.append((y, skip))
                return ours.pop(0)

            def library(context, box, y, bottom, skip, within, *more):
                places.append(("library", y, skip))
                yield from theirs

            monkeypatch.setattr(paragraphs, "_text_line", text_line)
            monkeypatch.setattr(paragraphs, "_iter_line_boxes", library)
            monkeypatch.setattr(paragraphs, "_is_usual", lambda *asked: usual[0])
            found = [line for line, _ in paragraphs.iter_line_boxes("c", "b", 10.0, 0, "begin", "within", *more)]
            return found, places, usual

        return of

    @staticmethod
    def line(y, name):
        return SimpleNamespace(position_y=y, height=12.0, name=name)

    def test_ours_follow_each_other_down_to_the_last(self, set_by):
        first, second = self.line(10.0, "a"), self.line(22.0, "b")
        found, places, _ = set_by([(first, "next"), (second, None), None], [])
        assert found == [first, second] and places == [(10.0, "begin"), (22.0, "next")]

    def test_one_that_is_left_to_the_library_is_followed_by_ours(self, set_by):
        theirs, other, ours = (self.line(y, y) for y in (10.0, 99.0, 22.0))
        found, places, _ = set_by([None, (ours, None)], [(theirs, "next"), (other, None)])
        assert found == [theirs, ours]
        assert places == [(10.0, "begin"), ("library", 10.0, "begin"), (22.0, "next")]

    def test_nothing_follows_where_the_library_has_no_more(self, set_by):
        assert set_by([None], [])[0] == []

    @pytest.mark.parametrize("more", [(1, 1, 1, [1], []), (1, 1, 1, [], [1]), (0, 0, 0, [1], [1])])
    def test_what_floats_or_is_placed_within_leaves_all_to_the_library(self, set_by, more):
        lines = [(self.line(y, y), "next") for y in (10.0, 22.0, 34.0)]
        found, places, _ = set_by([], lines, more)
        assert found == [line for line, _ in lines] and places == [("library", 10.0, "begin")]

    def test_lines_that_are_not_usual_are_all_the_librarys(self, set_by):
        usual = set_by([(self.line(1, 1), None)], [])[2]
        usual[0] = False
        lines = [(self.line(y, y), None) for y in (10.0, 22.0)]
        assert set_by([], lines)[0] == [line for line, _ in lines]


class TestALineOfText:
    @pytest.fixture
    def made_of(self, monkeypatch):
        """The line of a box with these children, of which the last text begins there, and what was asked of it."""
        asked = []

        def of(place, kinds=("box", "text"), align="baseline", line=True, said="so", off=0.0, resume=4):
            texts = []
            for kind in kinds:
                made = TextBox.__new__(TextBox) if kind == "text" else SimpleNamespace()
                made.style = {"vertical_align": own(align)}
                texts.append(made)
            begun = SimpleNamespace(resume=resume) if line else None
            monkeypatch.setattr(paragraphs.inline, "skip_first_whitespace", lambda box, stack: place)
            monkeypatch.setattr(paragraphs, "resolve_percentages", lambda *given: None)
            monkeypatch.setattr(paragraphs, "_line", lambda box, width, skip: asked.append((width, skip)) or begun)
            monkeypatch.setattr(paragraphs, "strut", lambda style: (14.0, 11.0))
            made = SimpleNamespace(text=said, baseline=11.0 + off, width=30.0)
            monkeypatch.setattr(paragraphs, "_made", lambda box, line: made)
            box = SimpleNamespace(
                children=texts, style={}, copy_with_children=lambda kids: SimpleNamespace(children=kids)
            )
            within = SimpleNamespace(content_box_x=lambda: 10.0, width=100.0)
            return paragraphs._text_line(box, 5.0, "stack", within), asked, made

        return of

    def test_it_stands_at_the_left_as_wide_as_its_words_and_as_tall_as_its_style(self, made_of):
        (line, following), [(room, skip)], made = made_of({1: {7: None}})
        assert line.children == [made] and following == {1: {4: None}} and skip == 7
        assert (line.position_x, line.position_y, line.width, line.height) == (10.0, 5.0, 30.0, 14.0)
        assert (line.baseline, line.margin_top, line.margin_bottom) == (11.0, 0, 0)
        assert (made.position_x, made.position_y) == (10.0, 5.0)
        assert room == pytest.approx(100.00000011, abs=1e-12)

    def test_the_last_of_a_text_is_followed_by_none(self, made_of):
        assert made_of({1: None}, resume=None)[0][1] is None

    def test_it_begins_with_the_first_text_where_no_place_is_told(self, made_of):
        (_, following), [(_, skip)], _ = made_of(None, kinds=("text",))
        assert (following, skip) == ({0: {4: None}}, 0)

    @pytest.mark.parametrize(
        "told",
        [
            {"place": own("continue")},
            {"place": {0: None}},
            {"place": {0: None}, "kinds": ("text", "text")},
            {"place": {1: None}, "kinds": ("text", "text", "text")},
            {"place": {1: None}, "kinds": ("text", "box")},
            {"place": {1: None}, "align": "bottom"},
            {"place": {1: None}, "align": "5px"},
            {"place": {1: None}, "align": "super"},
            {"place": {1: None}, "line": False},
            {"place": {1: None}, "said": "so "},
            {"place": {1: None}, "off": 1.1e-6},
            {"place": {1: None}, "off": -1.1e-6},
            {"place": {1: None}, "off": 1.5},
        ],
    )
    def test_another_is_left_to_the_library(self, made_of, told):
        assert made_of(**told)[0] is None

    @pytest.mark.parametrize("off", [0.0, 0.9e-6, -0.9e-6])
    def test_places_that_differ_by_less_than_a_millionth_are_the_same(self, made_of, off):
        assert made_of({1: None}, off=off)[0] is not None


KNOWN = SimpleNamespace(widths={65: 600, 66: 6000, 67: 1}, to_unicode={65: "A", 66: "B", 68: "D"})


@pytest.mark.parametrize(
    ("glyphs", "shown"),
    [
        ([(65, 6144, 0, 0, 9)], "<0041>"),
        ([(65, 6144, 0, 0, 9), (66, 61440, 0, 0, 9)], "<00410042>"),
        ([(65, 7168, 0, 0, 9), (66, 61440, 0, 0, 9)], "<0041>-100<0042>"),
        ([(65, 5120, 0, 0, 9)], "<0041>100<>"),
        ([(_NOTHING, 0, 0, 0, 9), (65, 6144, 0, 0, 9)], "<0041>"),
        ([(_NOTHING, 10, 0, 0, 9)], None),
        ([(_NOTHING + 1, 0, 0, 0, 9)], None),
        ([(_NOTHING - 1, 0, 0, 0, 9)], None),
        ([(65, 0, 0, 0, 9)], "<0041>600<>"),
        ([(65, 6144, 1, 0, 9)], None),
        ([(65, 6144, 0, 1, 9)], None),
        ([(65, 6144, -1, 0, 9)], None),
        ([(67, 10, 0, 0, 9)], None),
        ([(68, 10, 0, 0, 9)], None),
        ([], "<>"),
    ],
)
def test_glyphs_are_written_with_what_parts_them_and_left_to_the_library_where_one_is_not_known(glyphs, shown):
    numbers = array("i", [number for glyph in glyphs for number in glyph])
    held = SimpleNamespace(glyphs=paragraphs.ffi.from_buffer("char[]", numbers), num_glyphs=len(glyphs))
    assert paragraphs._text(held, KNOWN, 10.0) == shown


def test_nothing_is_what_pango_calls_so():
    assert _NOTHING == 0x10000000 - 1


class TestWhatIsShown:
    @staticmethod
    def runs(*fonts, texts):
        """A line of these runs, and a stream that knows their fonts."""
        run = paragraphs.ffi.cast("void *", 0)
        for font, text in reversed(list(zip(fonts, texts, strict=True))):
            item = SimpleNamespace(item=SimpleNamespace(analysis=SimpleNamespace(font=font)), glyphs=text)
            run = SimpleNamespace(data=item, next=run)
        return SimpleNamespace(runs=[run, "another"]), SimpleNamespace(add_font=lambda font: (font, 9.0))

    @staticmethod
    def font(**fields):
        return SimpleNamespace(**{"bitmap": False, "png": False, "svg": False} | fields)

    def test_each_run_is_shown_in_its_font(self, monkeypatch):
        monkeypatch.setattr(paragraphs, "_text", lambda glyphs, font, size: glyphs)
        first, second = self.font(), self.font(hash=2)
        line, stream = self.runs(first, second, texts=("<1>", "<2>"))
        assert paragraphs._shown(stream, line) == [(first, 9.0, "<1>"), (second, 9.0, "<2>")]
        assert paragraphs._shown(stream, SimpleNamespace(runs=paragraphs.ffi.cast("void *", 0))) == []

    @pytest.mark.parametrize(("kind", "text"), [("bitmap", "<1>"), ("png", "<1>"), ("svg", "<1>"), ("other", None)])
    def test_a_drawn_letter_or_one_that_is_not_known_leaves_it_to_the_library(self, kind, text, monkeypatch):
        monkeypatch.setattr(paragraphs, "_text", lambda glyphs, font, size: glyphs)
        line, stream = self.runs(self.font(), self.font(**{kind: True}), texts=("<0>", text))
        assert paragraphs._shown(stream, line) is None

    @pytest.mark.parametrize(
        ("is_ours", "known", "overflow", "ellipsis", "said", "drawn"),
        [
            (True, True, "clip", "none", "so", ["matrix", "hash", 9.0, "<1>"]),
            (True, True, "clip", "none", "  ", []),
            (True, False, "clip", "none", "so", ["library"]),
            (True, True, "ellipsis", "none", "so", ["library"]),
            (True, True, "clip", "auto", "so", ["library"]),
            (True, True, "clip", "…", "so", ["library"]),
            (False, True, "clip", "none", "so", ["library"]),
            (False, True, "ellipsis", "none", "so", ["library"]),
        ],
    )
    def test_a_line_of_ours_is_drawn_unless_it_is_cut(
        self, is_ours, known, overflow, ellipsis, said, drawn, monkeypatch
    ):
        found = []
        stream = SimpleNamespace(
            set_text_matrix=lambda *values: found.extend(values),
            set_font_size=lambda font, size: found.extend((font, size)),
            show_text=found.append,
        )
        line = _Line.__new__(_Line) if is_ours else SimpleNamespace()
        line.said = said
        if is_ours:
            line._line = "pango's"
        shown = [(SimpleNamespace(hash="hash"), 9.0, "<1>")] if known else None
        monkeypatch.setattr(paragraphs, "_shown", lambda stream, line: shown)
        monkeypatch.setattr(paragraphs, "_draw_first_line", lambda *asked: found.append("library"))
        box, matrix = SimpleNamespace(pango_layout=line), SimpleNamespace(values=("matrix",))
        answer = paragraphs.draw_first_line(stream, box, own(overflow), own(ellipsis), matrix)
        assert found == drawn and answer == (None if drawn == ["library"] else [])


def a_text(words):
    pages = HTML(string="<p>so</p>").render().pages
    box = next(each for page in pages for each in page._page_box.descendants() if isinstance(each, TextBox))
    return box.copy_with_text(words)


def test_the_rest_of_a_paragraph_has_the_lines_that_it_had_in_the_whole():
    box = a_text("Hold – a weekly meeting with every ward, “school” and street")
    whole = _Paragraph(box, 0, 120.0)
    starts = list(whole.lines)
    assert len(starts) > 4 and starts[0] == 0
    assert [line.resume for line in whole.lines.values()] == [*starts[1:], None]
    assert " ".join(line.said for line in whole.lines.values()) == box.text
    assert all(0 < line.width <= 120 and line.justification_spacing == 0 for line in whole.lines.values())
    for at in (1, 2, 3):
        rest = _Paragraph(box, starts[at], 120.0)
        assert list(rest.lines) == starts[at:]
        for start, line in rest.lines.items():
            same = whole.lines[start]
            assert (line.said, line.resume, line.width) == (same.said, same.resume, same.width)
    box.style["white_space"] = own("nowrap")
    [line] = _Paragraph(box, 0, 120.0).lines.values()
    assert line.said == box.text and line.width > 120
