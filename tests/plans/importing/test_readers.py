"""From bytes to tables: markup, entities, lists, lines."""

import pytest

from plans.importing import NotAPlan
from plans.importing.readers import read_document
from plans.importing.readers.limits import MOST_LETTERS, MOST_ROWS
from plans.importing.readers.markup import read_cell
from plans.importing.source_document import BlockKind, Paragraph, Table


def blocks(source, **options):
    return [(block.kind, block.text) for block in read_cell(source, **options).blocks]


def document(text):
    return read_document(text.encode(), "plan.txt")


class TestCells:
    def test_paragraphs_and_entities(self):
        assert blocks("<p>Bread &amp; butter</p> <p>M&S&nbsp;jam &copy now</p>") == [
            (BlockKind.PARAGRAPH, "Bread & butter"),
            (BlockKind.PARAGRAPH, "M&S jam &copy now"),
        ]

    def test_what_is_no_known_tag_is_text(self):
        assert read_cell("within <6 weeks> or <name>").text == "within <6 weeks> or <name>"

    @pytest.mark.parametrize("source", ["2 <sup>nd</sup> May", "2<sup>nd</sup> May", "2 nd May"])
    def test_ordinals_are_mended(self, source):
        assert read_cell(source).text == "2nd May"

    def test_a_list_with_bullets_and_no_ends(self):
        assert blocks('Write on: <ul style="x"> • Ink • Paper – white') == [
            (BlockKind.PARAGRAPH, "Write on:"),
            (BlockKind.ITEM, "Ink"),
            (BlockKind.ITEM, "Paper – white"),
        ]

    def test_a_list_with_dashes(self):
        assert [kind for kind, _ in blocks("Covers: <ul> - ink - red-brown paper")] == [
            BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ITEM,
        ]  # fmt: skip

    def test_a_list_whose_marks_are_lost_is_told_from_one_item(self):
        assert blocks("<ul> Ink bought Paper bought") == [(BlockKind.LIST, "Ink bought Paper bought")]

    def test_a_proper_list(self):
        assert blocks("<ul><li><p>Ink</p></li><li>Paper</li></ul>After") == [
            (BlockKind.ITEM, "Ink"),
            (BlockKind.ITEM, "Paper"),
            (BlockKind.PARAGRAPH, "After"),
        ]

    def test_a_paragraph_after_an_unclosed_list_ends_it(self):
        assert [kind for kind, _ in blocks("<ul> • Ink <p>Then paper</p>")] == [BlockKind.ITEM, BlockKind.PARAGRAPH]

    def test_emphasis_in_html_and_markdown(self):
        for source in ("plain <i>leaning</i> <b>heavy</b>", "plain *leaning* **heavy**"):
            runs = [run for run in read_cell(source).blocks[0].lines[0] if run.text.strip()]
            assert [(run.text.strip(), run.italic, run.bold) for run in runs] == [
                ("plain", False, False),
                ("leaning", True, False),
                ("heavy", False, True),
            ]

    def test_wrapped_lines_are_kept_and_joined(self):
        cell = read_cell("Ink is<br>bought by<br>the jar")
        assert cell.lines == ("Ink is", "bought by", "the jar")
        assert (cell.text, cell.verbatim) == ("Ink is bought by the jar", "Ink is\nbought by\nthe jar")

    def test_a_line_ended_on_purpose_is_a_paragraph(self):
        assert read_cell("Done.<br>Paper comes<br>next week").text == "Done.\nPaper comes next week"
        assert read_cell("Ink was bought.<br>Paper comes").text == "Ink was bought. Paper comes"

    def test_two_spaces_end_a_paragraph_where_the_document_sets_one_after_a_sentence(self):
        assert read_cell("Ink bought  Paper bought", wide_breaks=True).text == "Ink bought\nPaper bought"
        assert read_cell("Ink bought  Paper bought").text == "Ink bought Paper bought"


class TestLines:
    def test_pipes_tabs_and_text_are_told_apart(self):
        parts = document("Title\n\n| a | b |\n|---|---|\n| c | d |\n\ne\tf\ng\th\n").parts
        assert [type(part) for part in parts] == [Paragraph, Table, Table]
        assert [[cell.text for cell in row.cells] for row in parts[1].rows] == [["a", "b"], ["c", "d"]]
        assert [row.line for row in parts[2].rows] == [7, 8]

    def test_a_pipe_in_a_cell(self):
        (table,) = document("| a \\| b | c |\n").parts
        assert [cell.text for cell in table.rows[0].cells] == ["a | b", "c"]

    def test_headings_lists_and_hard_ends(self):
        parts = document("## **Big** title\n\nOne line  \nAnother line\n\n- first\n- second **\n").parts
        assert [(part.lines, part.level, part.listed) for part in parts] == [
            (("Big title",), 2, False),
            (("One line", "Another line"), 0, False),
            (("first",), 0, True),
            (("second",), 0, True),
        ]

    def test_a_page_end_is_an_empty_line_and_a_vertical_tab_a_line_end(self):
        first, second = document("a\tb\x0bc\n\x0cd\te\n").parts
        assert first.rows[0].cells[1].lines == ("b", "c")
        assert second.rows[0].cells[0].text == "d"


class TestBytes:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    def test_encodings(self, encoding):
        (table,) = read_document("café\t“ink” – £5".encode(encoding), "plan.txt").parts
        assert [cell.text for cell in table.rows[0].cells] == ["café", "“ink” – £5"]

    def test_windows_line_ends(self):
        (table,) = document("a\tb\r\nc\td\r\n").parts
        assert len(table.rows) == 2


REFUSED = {
    "empty": (b"", "is empty"),
    "blank": (b" \n\t\n", "is empty"),
    "binary": (b"abc\x00\x01\x02def", "binary"),
    "undecodable": (b"Action\tLead\nBuy \x81\x8d\tme\n", "cannot be read"),
    "half utf-16": (b"\xff\xfea", "cannot be read"),
    "long paragraph": (b"a " * MOST_LETTERS, "letters in line 1"),
    "many rows": (b"a\tb\n" * (MOST_ROWS + 1), "rows"),
    "large": (b"a\tb\n" * 1_500_000, "5 MB"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_file_that_is_no_text_is_refused_in_words_that_help(what):
    data, said = REFUSED[what]
    with pytest.raises(NotAPlan, match=said) as refusal:
        read_document(data, "plan.txt")
    assert "plan.txt" in str(refusal.value)


@pytest.mark.parametrize(("name", "sign"), [("plan.txt", "\t"), ("plan.csv", ",")])
def test_a_cell_that_is_too_long_is_left_out_and_no_reason_to_refuse_the_others(name, sign):
    rows = (("Action", "Lead"), ("a " * MOST_LETTERS, "Jo Bell"), ("Fly", "Ann Fox"))
    found = read_document("\n".join(map(sign.join, rows)).encode(), name)
    (table,) = found.parts
    assert [[cell.text for cell in row.cells] for row in table.rows[1:]] == [["", "Jo Bell"], ["Fly", "Ann Fox"]]
    (told,) = found.notices
    assert "more than 20,000 letters" in told and "2 was left out" in told


@pytest.mark.parametrize("line", ["|", "a | b | c", "a\tb\tc", '"a\tb'])
def test_more_lines_than_any_plan_has_are_refused_before_anything_is_built_of_them(line):
    with pytest.raises(NotAPlan, match="more than 50,000 lines"):
        read_document("\n".join([line] * 60_000).encode(), "huge.txt")
