"""Mending: headings, bands, joins."""

from dataclasses import replace

import pytest

from plans.importing import NotAPlan, read_plan, understand_document
from plans.importing.readers.markup import read_cell
from plans.importing.rows.cell_patterns import is_ref, is_speck, squash
from plans.importing.rows.page_breaks import join_cells
from plans.importing.rows.running_headers import is_debris, running_headers
from plans.importing.source_document import Cell, Paragraph, Row, SourceDocument, Table
from plans.importing.tables.heading_rows import find_headings
from plans.importing.tables.row_evidence import TITLE, RowFacts, read_band
from plans.importing.tables.row_kinds import kind_of


def row(*texts):
    return Row(tuple(read_cell(text) for text in texts), 1)


@pytest.mark.parametrize("text", ["1", "5.", "CP 10", "CP7", "1.2", "1.2.3", "(a) 1", "(a) (b) 3", "12)", "R4a", "B2."])
def test_references(text):
    assert is_ref(text)


@pytest.mark.parametrize("text", ["Ensure", "2017 plans", "May 2024", "A long way", "Within 3 months", "10,000"])
def test_other_texts_are_no_references(text):
    assert not is_ref(text)


def test_specks():
    assert all(is_speck(text) for text in ("", "l", "I", "1", "· •", "|", "_"))
    assert not any(is_speck(text) for text in ("G", "Red", "12/13 May", "II and III"))


class TestHeadings:
    def test_the_row_that_reads_as_headings(self):
        found = find_headings(
            (row("Kites", "", ""), row("Action", "Lead", "By when"), row("Buy", "Jo", "May")), frozenset()
        )
        assert (found.start, found.texts) == (1, ("Action", "Lead", "By when"))

    def test_letters_cut_off_or_doubled(self):
        cut = find_headings((row("A", "rea for Improvement", "Actions", "Lead"),), frozenset())
        assert cut.texts == ("", "Area for Improvement", "Actions", "Lead")
        doubled = find_headings((row("A", "Area for Improvement", "Actions", "Lead"),), frozenset())
        assert doubled.texts == ("", "Area for Improvement", "Actions", "Lead")

    def test_pieces_of_a_running_header(self):
        running = frozenset({"reportno12appendixb"})
        assert is_debris("opendix B", running)
        assert not is_debris("Progress", running)
        found = find_headings((row("Actions", "Lead", "opendix B<br>RAG"),), running)
        assert found.texts == ("Actions", "Lead", "RAG")

    @pytest.mark.parametrize(
        "line", ["Kite report – Page {} of 3", "Page {} | Kite plan", "Kites - page {}", "{} | Kite plan", "Kites | {}"]
    )
    def test_a_line_that_counts_pages_is_running_whatever_page_it_is_on(self, line):
        parts = [Paragraph((text,), n) for n, text in enumerate(map(line.format, (1, 2, 3)))]
        assert running_headers(SourceDocument(tuple(parts))) == {squash(part.text) for part in parts}

    @pytest.mark.parametrize("line", ["Priority {}", "{} Winds", "See page {} for kites", "Objective {} – Winds"])
    def test_a_title_with_a_number_counts_no_pages(self, line):
        parts = [Paragraph((text,), n) for n, text in enumerate(map(line.format, (1, 2, 3)))]
        assert not running_headers(SourceDocument(tuple(parts)))

    def test_a_table_of_other_things_has_none(self):
        assert find_headings((row("Name", "Colour"), row("Box", "blue")), frozenset()) is None
        assert find_headings((row("Buy string to lead the kites by", "Jo"),), frozenset()) is None


class TestBands:
    def band(self, *texts, after_join=False, follows_text=False):
        facts = RowFacts(row(*texts), after_join=after_join, follows_text=follows_text)
        return read_band(facts).title if kind_of(facts) == TITLE else None

    def test_timescales_and_bold_titles(self):
        assert self.band("Within 3 Months", "", "", "") == "Within 3 Months"
        assert self.band("<b>Winds</b>", "", "", "") == "Winds"
        assert self.band("", "Immediate", "", "", follows_text=True) == "Immediate"

    @pytest.mark.parametrize("place", [0, 1])
    def test_a_cell_across_the_table_titles_what_follows(self, place):
        def across(text, columns):
            cells = [Cell()] * 6
            cells[place] = replace(read_cell(text), columns=columns)
            facts = RowFacts(Row(tuple(cells), 1), after_join=True, follows_text=True)
            return read_band(facts).title if kind_of(facts) == TITLE else None

        width = 6 - place
        assert across("Priority 2: winds and weather", width) == "Priority 2: winds and weather"
        assert across("winds", 5) == "winds"
        assert across("Winds", 2) is None
        assert across("Progress: string bought", width) is None
        assert across("1.2", width) is None
        long = "The kites of every school are flown in all winds by the wardens of the harbour each day"
        assert across(long, width) is None
        assert across(f"Recommendation 3: {long}", width) == f"Recommendation 3: {long}"

    def test_letters_cut_off_and_specks(self):
        assert self.band("Imm", "ediately", "", "l", "<u> </u>") == "Immediately"
        assert self.band("With", "nin 3 Months", "I", "1", "") == "Within 3 Months"

    def test_what_was_guessed_is_said(self):
        doubt = read_band(RowFacts(row("With", "nin 3 Months", "", ""))).doubt
        assert "With | nin 3 Months" in doubt
        assert read_band(RowFacts(row("Imm", "ediately", "", ""))).doubt is None

    def test_rows_are_no_bands(self):
        assert self.band("1", "Fly higher", "", "") is None
        assert self.band("K 10", "", "", "") is None
        assert self.band("", "and land softly.", "", "") is None
        assert self.band("Fly higher", "Buy string", "Jo", "") is None
        assert self.band("Fly higher", "", "", "", follows_text=True) is None


class TestJoins:
    def joined(self, upper, lower, meaning="action", vocabulary=None):
        return join_cells(read_cell(upper), read_cell(lower), meaning, vocabulary or {})[0].text

    def test_a_sentence_goes_on(self):
        assert self.joined("Buy string and", "tie tails") == "Buy string and tie tails"
        assert self.joined("Tell the Kite", "Board") == "Tell the Kite Board"

    def test_a_list_goes_on_with_another_item(self):
        assert (
            self.joined("<p>Buy string</p><p>Tie tails</p>", "Wait for wind") == "Buy string\nTie tails\nWait for wind"
        )
        assert self.joined("<p>Buy string</p><p>Tie tails</p>", "to kites") == "Buy string\nTie tails to kites"

    def test_a_sentence_goes_on_after_a_word_that_ends_none(self):
        joined = self.joined("<p>Buy string</p><p>Report to the</p>", "Kite Board")
        assert joined == "Buy string\nReport to the Kite Board"

    def test_dates_stay_apart(self):
        assert self.joined("May 2024", "June 2024", "timescale") == "May 2024\nJune 2024"

    def test_a_line_printed_on_both_pages_is_given_once_in_the_better_spelling(self):
        vocabulary = {"kites": 3, "every": 2, "strong": 2}
        twice = self.joined(
            "Buy<br>string for evory kitos", "string for every kites<br>in a strong wind", "action", vocabulary
        )
        assert twice == "Buy string for every kites in a strong wind"

    @pytest.mark.parametrize(
        ("upper", "lower", "dropped"),
        [
            ("string for evory kitos", "string for every kites<br>in a wind", "string for evory kitos"),
            ("string for every kites", "string for evory kitos<br>in a wind", "string for evory kitos"),
            ("String for every kites", "string for every  kites,<br>in a wind", None),
            ("string for every kites", "in a wind", None),
        ],
    )
    def test_the_other_print_of_a_line_is_told_where_it_reads_differently(self, upper, lower, dropped):
        vocabulary = {"kites": 3, "every": 2}
        assert join_cells(read_cell(upper), read_cell(lower), "action", vocabulary)[1] == dropped

    def test_likeness_of_short_lines_says_nothing(self):
        assert self.joined("Buy string<br>and reels", "and reels<br>again") == "Buy string and reels and reels again"


HALVES = (
    ("Fly higher", "3", "Buy string for all", "Jo Bell", "May 2027", "Bought"),
    ("", "5", "", "Al Moss", "June 2027", ""),
    ("Land softly", "", "Sow grass on the field", "", "", "Sown"),
)


def plan_over_pages(*tables):
    """A plan whose table goes on in each of these, under its headings again."""
    headings = row("Objective", "Link to recommendations", "Action", "Owner", "By when", "Progress")
    parts, line = [], 1
    for rows in tables:
        numbered = [replace(r, line=line + n) for n, r in enumerate((headings, *(row(*cells) for cells in rows)))]
        parts.append(Table(tuple(numbered)))
        line += len(numbered)
    return understand_document(SourceDocument(tuple(parts)), name="kites")


@pytest.mark.parametrize("cut", [2, 1])
def test_a_row_of_which_only_short_cells_fitted_on_the_page_is_whole(cut):
    """Whether it was the last of several or the only one below the headings."""
    first, *rest = HALVES
    tables = [HALVES[:2], HALVES[2:]] if cut == 2 else [[first], rest[:1], rest[1:]]
    plan = plan_over_pages(*tables)
    found = [(a.text, [lead.name for lead in a.leads], a.timescales[0].text, a.progress) for a in plan.actions]
    assert found == [
        ("Buy string for all", ["Jo Bell"], "May 2027", "Bought"),
        ("Sow grass on the field", ["Al Moss"], "June 2027", "Sown"),
    ]
    assert [rec.links for rec in plan.sections[0].recommendations] == [(3,), (5,)]


def test_the_rest_of_who_leads_on_the_next_page_is_no_upper_half():
    last = ("Land softly", "5", "Sow grass on the field", "Pia Reed", "June 2027", "Sown")
    plan = plan_over_pages([HALVES[0]], [("", "", "", "Al Moss", "", ""), last])
    assert [[lead.name for lead in action.leads] for action in plan.actions] == [["Jo Bell", "Al Moss"], ["Pia Reed"]]


def test_without_a_plans_table_the_message_says_what_is_missing():
    with pytest.raises(NotAPlan, match="row of headings"):
        read_plan(b"Dear all, please find the plan attached.", name="letter.txt")


def test_headings_without_rows_are_refused():
    with pytest.raises(NotAPlan, match="no rows under them"):
        read_plan(b"Recommendation\tAction\tLead\n", name="plan.txt")


def test_recommendations_that_are_much_alike_are_two():
    text = "| Recommendation | Action | Lead |\n|---|---|---|\n"
    text += "| Make initial assessments of kites timely | Buy a clock | Jo Bell |\n"
    text += "| Make core assessments of kites timely | Buy a second clock | Jo Bell |\n"
    plan = read_plan(text.encode(), name="kites.md")
    texts = [recommendation.text for recommendation in plan.sections[0].recommendations]
    assert texts == ["Make initial assessments of kites timely", "Make core assessments of kites timely"]
    assert "recommendation" not in [question.field for question in plan.questions]
