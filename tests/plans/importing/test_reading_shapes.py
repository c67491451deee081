"""Each shape in which plans come is read to the same kind of plan."""

from datetime import date

import pytest

from plans.importing import plan_as_json, read_plan
from tests.plans.importing import documents


def plan_of(text, **options):
    return read_plan(text.encode(), name="plan.txt", **options)


def leads_of(action):
    return [(lead.role, lead.name) for lead in action.leads]


class TestMarkdownFromAScan:
    plan = plan_of(documents.OCR_MARKDOWN)

    def test_first_letters_split_into_the_next_cell_are_put_back(self):
        headings = [column.heading for column in self.plan.columns if column.heading]
        assert headings[0] == "Area for Improvement"
        assert [section.title for section in self.plan.sections] == ["Immediately", "Within 6 Months"]

    def test_a_running_header_is_the_report_reference_and_no_part_of_the_plan(self):
        assert self.plan.report_ref == "44/2019 Appendix C"
        assert self.plan.running_headers == ("Report No: 44/2019 Appendix C",)
        assert not any("44/2019" in note for note in self.plan.notes_before + self.plan.notes_after)

    def test_pieces_of_it_in_the_headings_are_left_out(self):
        assert [column.heading for column in self.plan.columns].count("RAG") == 1

    def test_the_period_in_a_heading_dates_the_document(self):
        assert self.plan.dated == date(2019, 5, 31)
        progress = next(column for column in self.plan.columns if column.meaning == "progress")
        assert (progress.heading, progress.period) == ("Progress End May 2019", "End May 2019")

    def test_a_line_of_the_rag_key_is_legend(self):
        assert self.plan.legend == ("At risk of not achieving",)

    def test_a_row_cut_by_a_page_is_one_row_and_a_line_printed_twice_is_given_once_as_spelt_elsewhere(self):
        recommendation = self.plan.sections[1].recommendations[0]
        text = "Borrowers can find what the catalogue (CTL) lists on every shelf in the building"
        assert recommendation.text == text
        asked = [(q.row, q.text) for q in self.plan.questions if "printed twice, read differently" in q.because]
        assert asked == [(3, "catelogue (CTI) lists on evory")]
        cut, whole = recommendation.actions
        assert cut.text == "Repair the shelf marks in Tall rooms first of all"
        assert leads_of(cut)[:2] == [("lead", "Head of Service: Reading Rooms"), ("lead", "Head of Service: Lending")]
        assert whole.text == "Label the map drawers"

    def test_a_lead_printed_once_spans_the_actions_of_its_recommendation(self):
        first, second = self.plan.sections[0].recommendations[0].actions
        assert leads_of(second) == leads_of(first)
        assert second.spanned == ("lead", "responsible")
        assert first.spanned == ()

    def test_a_blank_stays_blank_where_the_actions_print_leads_of_their_own(self):
        drawers = self.plan.actions[3]
        assert leads_of(drawers) == [("lead", "Head of Service: Lending")]

    def test_a_lead_printed_beside_a_later_row_is_asked_about(self):
        letter, _ = self.plan.sections[1].recommendations[2].actions
        assert leads_of(letter) == [("lead", "Head of Service: Lending"), ("responsible", "Officer Team 9")]
        assert any(question.row == letter.row and question.field == "leads" for question in self.plan.questions)

    def test_wrapped_posts_are_told_apart(self):
        (names,) = self.plan.sections[1].recommendations[1].actions
        assert leads_of(names) == [
            ("lead", "Deputy Director, Places"),
            ("lead", "Chair of Friends of the Library"),
            ("responsible", "Team Leader Team 2"),
            ("responsible", "Volunteers & Outreach Officer"),
        ]

    def test_a_reference_within_the_text_is_the_reference(self):
        refs = [rec.ref for section in self.plan.sections for rec in section.recommendations]
        assert refs == ["1", "2", "3", "3"]
        assert any(question.field == "ref" and "printed twice" in question.because for question in self.plan.questions)

    def test_wrapped_lines_are_joined_and_paragraphs_kept(self):
        assert self.plan.actions[1].progress == ("Letters sent in April.\nTwo branches have yet to confirm receipt.")

    def test_related_plans_are_named_once_and_apart(self):
        assert self.plan.actions[0].links_to_plans == ("Town Plan",)
        assert self.plan.actions[4].links_to_plans == ("Volunteer Strategy", "Town Plan")

    def test_the_cells_stay_as_printed(self):
        assert dict(self.plan.actions[0].printed)["Lead"] == "Head of Service:\nReading Rooms\nand Archives"

    def test_a_rating_that_was_a_colour_is_none_and_asked_about_once(self):
        assert {action.rag for action in self.plan.actions} == {None}
        assert [question.field for question in self.plan.questions].count("rag") == 1


class TestTabsWithHtml:
    plan = plan_of(documents.TABS_WITH_HTML)

    def test_lines_between_tables_title_sections(self):
        assert [section.title for section in self.plan.sections] == ["Green Spaces", "Friendly Gates"]

    def test_headings_that_differ_in_a_section_are_variants_of_one_column(self):
        variants = {column.heading: column.variants for column in self.plan.columns if column.variants}
        assert variants == {"Timescale": ((1, "Timescales"),), "Progress to date": ((1, "Progress"),)}

    def test_findings_are_numbers_with_ranges_expanded(self):
        recommendations = [rec for section in self.plan.sections for rec in section.recommendations]
        assert [rec.links for rec in recommendations] == [(4, 2, 3), (1, 2, 3, 4), (), (2, 4)]
        assert recommendations[0].links_text == "4,2, 3,"

    def test_dates_that_stand_one_to_one_with_steps_are_on_the_steps(self):
        bandstand = self.plan.actions[1]
        assert [(step.text, step.timescales[0].latest) for step in bandstand.steps] == [
            ("Measure the roof.", date(2031, 1, 31)),
            ("Order new slates", date(2031, 3, 31)),
            ("Paint the rail", None),
        ]
        assert bandstand.timescales == ()
        assert leads_of(bandstand) == [("lead", "AD, Buildings")]

    def test_a_paragraph_before_bullets_is_the_lead_in(self):
        gates = self.plan.actions[2]
        assert gates.lead_in == "Write rules on:"
        assert [step.text for step in gates.steps] == ["Locking", "Lost keys", "Noise"]
        assert [timescale.text for timescale in gates.timescales] == ["April 2031"]

    def test_paragraphs_before_all_bullets_are_the_lead_in(self):
        paths = self.plan.actions[0]
        assert paths.lead_in == "Agree who mows & who drains.\nThe survey will include"
        assert [step.text for step in paths.steps] == ["Slope of each path.", "Drains in the lower meadow"]

    def test_a_list_without_marks_is_cut_into_as_many_steps_as_dates(self):
        boards = self.plan.actions[3]
        assert [(step.text, step.timescales[0].text) for step in boards.steps] == [
            ("Old boards photographed", "Jan 2031"),
            ("Choice of lettering", "May 2031"),
            ("Trial of braille panels", "June 2031"),
            ("Talks to schools are booked", "Sept 2031"),
        ]

    def test_a_column_of_the_plans_own_is_extra(self):
        assert self.plan.actions[0].extra == (("Cost", "£4,000"),)

    def test_years_in_the_title_only_hint_and_the_date_is_asked_for(self):
        assert self.plan.dated is None
        assert self.plan.hint == date(2031, 1, 1)
        assert any(question.field == "dated" for question in self.plan.questions)
        assert self.plan.draft

    def test_what_the_document_itself_asks_is_a_question(self):
        assert [q.text for q in self.plan.questions if q.field == "progress"] == ["Shall we print them?"]


class TestPlainTabs:
    plan = plan_of(documents.TABS_PLAIN)

    def test_codes_name_sources_with_their_day(self):
        inspection, crew = self.plan.sources
        assert (inspection.code, inspection.on) == ("(a)", date(2021, 6, 8))
        assert inspection.title == "Announced Inspection of Moorings (7/8 June 2021)"
        assert (crew.code, crew.title, crew.on) == ("(b)", "Harbour Crew (HC)", None)
        assert [rec.sources for rec in self.plan.sections[0].recommendations][1] == ("(a)", "(b)")

    def test_the_inspection_is_the_anchor(self):
        assert self.plan.anchor == date(2021, 6, 8)

    def test_plan_leads_are_people_with_their_posts(self):
        assert self.plan.plan_leads == (
            "Wilma Stoneacre Head of Moorings",
            "Odo Fennick Senior Manager for Tides",
        )

    def test_notes_stay_as_printed_before_and_after(self):
        assert len(self.plan.notes_before) == 3
        assert self.plan.notes_after[0] == "Please note:"
        assert self.plan.update_every_days == 42

    def test_things_run_together_are_cut_where_dates_and_names_confirm_it(self):
        mooring = self.plan.actions[0]
        assert [(s.text, s.leads[0].name, s.timescales[0].text) for s in mooring.steps] == [
            ("Weekly checks to be written up by the Quay Office", "Odo Fennick", "In Place"),
            ("Launch a line register at every berth", "Odo Fennick", "14.07.2021"),
            ("Design a colour code for worn lines", "Odo Fennick", "Oct 2021"),
        ]
        assert mooring.leads == ()

    def test_who_is_to_do_what_and_who_initials_are(self):
        visitors = self.plan.actions[1]
        assert [(lead.role, lead.name, lead.means, lead.note) for lead in visitors.leads] == [
            ("lead", "Wilma Stoneacre", None, None),
            ("supporting", "TG", "Tessa Gorse", "to draw the map"),
            ("supporting", "BR", "Bram Rushby", "to draw the map"),
            ("supporting", "All Quay Managers", "Tessa Gorse; Bram Rushby", "to show it to visitors"),
            ("supporting", "Team Leaders", None, "to show it to visitors"),
        ]

    def test_rows_without_a_repeated_heading_go_on_over_an_empty_line(self):
        tide, watch = self.plan.actions[2:]
        assert [step.text for step in tide.steps][-1] == "Notices go up at the lock"
        assert [step.timescales[0].text for step in tide.steps][-1] == "Ongoing"
        assert [step.text for step in watch.steps][-1].endswith("by three in a gale or at springs")

    def test_those_named_together_with_the_lead_support(self):
        assert leads_of(self.plan.actions[3]) == [
            ("lead", "Wilma Stoneacre"),
            ("supporting", "all Quay Managers"),
            ("supporting", "Bram Rushby"),
        ]


class TestTabsWithBands:
    plan = plan_of(documents.TABS_WITH_BANDS)

    def test_a_title_of_two_lines(self):
        assert self.plan.title == "NORTHMERE DISTRICT COUNCIL - WASTE SERVICES"
        assert self.plan.subtitle == "Recycling Board - Delivery Plan – November 2022"
        assert self.plan.organisation == "NORTHMERE DISTRICT COUNCIL"
        assert self.plan.dated == date(2022, 11, 30)

    def test_bold_rows_are_bands_and_carry_a_timescale(self):
        assert [(s.title, s.timescales[0].kind) for s in self.plan.sections] == [
            ("Immediate", "immediate"),
            ("Within 3 Months", "relative"),
        ]
        assert any(question.field == "anchor" for question in self.plan.questions)

    def test_a_recommendation_on_a_line_of_its_own_is_no_action(self):
        (weighing,) = self.plan.sections[1].recommendations
        assert (weighing.ref, len(weighing.actions)) == ("RW 3", 1)
        assert weighing.actions[0].row == 5

    def test_italics_beside_plain_names_support(self):
        assert leads_of(self.plan.actions[1]) == [
            ("lead", "Hesper Quill"),
            ("lead", "Anton Marsh"),
            ("supporting", "Night Crew Manager"),
        ]
        assert [q.text for q in self.plan.questions if "Anton Marsh" in q.because] == ["Night Crew Manager"]
        assert leads_of(self.plan.actions[3]) == [
            ("lead", "Anton Marsh"),
            ("supporting", "R&D Team"),
            ("supporting", "Petra Lind Vane"),
        ]

    def test_two_spaces_are_a_lost_paragraph(self):
        assert self.plan.actions[0].progress == "All counted\nMap drawn by the crew"

    def test_cells_cut_by_a_page_are_whole(self):
        lorries = self.plan.actions[2]
        assert self.plan.sections[0].recommendations[1].text == "Ensure all crew members lift safely, every time."
        assert lorries.text == "Lorries to be fitted with lifting tables"
        assert lorries.timescales[0].kind == "complete"
        assert lorries.progress == "Fitter was asked by the Director in spring."


class TestNumberedActions:
    plan = plan_of(documents.NUMBERED_ACTIONS)

    def test_the_number_is_the_actions_reference(self):
        assert [action.ref for action in self.plan.actions] == ["1", "2", "3", "4", "5", "6"]
        assert dict(self.plan.actions[0].printed)["Actions Proposed"] == "1) Draw up a list of alarms"
        assert self.plan.actions[0].text == "Draw up a list of alarms"

    def test_the_glossary_says_what_a_lead_means(self):
        meanings = [[(lead.name, lead.means) for lead in action.leads] for action in self.plan.actions]
        assert meanings[1] == [("HoFS", "Head of Fire Safety & Security"), ("HoEst", "Head of Estates")]
        assert meanings[3] == [("Ho EST", "Head of Estates")]
        assert [name for name, _ in meanings[4]] == ["HoFS", "HoEst", "HoNur"]

    def test_a_short_form_that_is_not_in_the_glossary_means_nothing_and_is_asked_about(self):
        assert self.plan.actions[5].leads[0].means is None
        assert any(q.text == "HoNrs" and "HoNur" in q.because for q in self.plan.questions)

    def test_nobody_named_yet_is_no_lead(self):
        assert self.plan.actions[2].leads == ()
        assert any(q.row == 3 and q.text == "tbc" for q in self.plan.questions)

    def test_a_recommendation_without_a_number_is_one_of_its_own(self):
        recommendations = self.plan.sections[0].recommendations
        assert [rec.ref for rec in recommendations] == ["1", "2", None]
        assert recommendations[1].text == "The service to ensure that drills are real and that lessons are kept"

    def test_the_title_on_every_page_is_said_once(self):
        assert self.plan.title == "Fire Safety Plan @ June 2024"
        assert self.plan.dated == date(2024, 6, 30)
        assert self.plan.sections[0].title is None
        assert self.plan.notes_before == ("Each ward keeps a copy of this plan by its door.",)


def test_a_date_given_by_hand_wins_over_the_printed_one():
    assert plan_of(documents.TABS_WITH_BANDS, dated=date(2022, 10, 1)).dated == date(2022, 10, 1)


@pytest.mark.parametrize("shape", documents.EVERY_SHAPE)
def test_rows_are_numbered_over_the_whole_document(shape):
    plan = plan_of(documents.EVERY_SHAPE[shape])
    assert [action.row for action in plan.actions] == list(range(1, len(plan.actions) + 1))


@pytest.mark.parametrize("shape", documents.EVERY_SHAPE)
def test_a_careful_officer_is_asked_little(shape):
    plan = plan_of(documents.EVERY_SHAPE[shape])
    assert len(plan.questions) <= len(plan.actions) + 3


@pytest.mark.parametrize("shape", documents.EVERY_SHAPE)
def test_the_json_has_exactly_the_agreed_fields(shape):
    told = plan_as_json(plan_of(documents.EVERY_SHAPE[shape]))
    assert list(told) == [
        "title", "subtitle", "dated", "columns", "notes", "abbreviations", "sources", "plan_leads", "legend",
        "sections", "questions",
    ]  # fmt: skip
    recommendation = told["sections"][0]["recommendations"][0]
    assert list(recommendation) == ["ref", "sources", "text", "links", "links_text", "actions"]
    assert list(recommendation["actions"][0]) == [
        "row", "ref", "text", "lead_in", "steps", "leads", "evidence", "timescales", "links_to_plans", "progress",
        "outcome", "rag", "rag_sign", "extra",
    ]  # fmt: skip


def test_a_form_may_number_what_must_improve_by_another_name():
    forms = "".join(
        f"<table><tr><td>Order {n}</td><td>The club must dry kite {n}</td></tr>"
        f"<tr><td>How we will comply</td><td>Hang up kite {n}</td></tr><tr><td>Owner</td><td>Jo Bell</td></tr>"
        f"<tr><td>Comply by</td><td>{n} May 2027</td></tr></table>"
        for n in (1, 2, 3)
    )
    plan = read_plan(f"<html><body><h1>Kites</h1>{forms}</body></html>".encode(), name="kites.html")
    recs = [rec for section in plan.sections for rec in section.recommendations]
    assert [(rec.text, [(action.ref or rec.ref, action.text) for action in rec.actions]) for rec in recs] == [
        (f"The club must dry kite {n}", [(f"Order {n}", f"Hang up kite {n}")]) for n in (1, 2, 3)
    ]


def headed_in_two_rows(*rows: str) -> list[tuple]:
    cells = "".join(f"<tr>{''.join(f'<td{cell}</td>' for cell in row.split('|'))}</tr>" for row in rows)
    plan = read_plan(f"<html><body><h1>Kites</h1><table>{cells}</table></body></html>".encode(), name="kites.html")
    return [
        (section.title, action.text, [lead.name for lead in action.leads], [one.text for one in action.timescales])
        for section in plan.sections for rec in section.recommendations for action in rec.actions
    ]  # fmt: skip


def test_a_group_of_headings_is_one_though_the_column_of_sections_is_taken_out():
    assert headed_in_two_rows(
        ' rowspan="2">Theme| rowspan="2">Score| colspan="4">Our response',
        ">To do|>Who will|>By|>Now",
        ">Wind|>74%|>Buy string|>Jo Bell|>4 May 2027|>Bought",
        ">|>|>Fly higher|>Al Roe|>5 May 2027|>",
        ">Rain|>81%|>Dry the kites|>Jo Bell|>6 May 2027|>",
    ) == [
        ("Wind", "Buy string", ["Jo Bell"], ["4 May 2027"]),
        ("Wind", "Fly higher", ["Al Roe"], ["5 May 2027"]),
        ("Rain", "Dry the kites", ["Jo Bell"], ["6 May 2027"]),
    ]


def test_a_row_of_headings_below_groups_may_say_more_of_a_single_one_too():
    assert headed_in_two_rows(
        ' colspan="2">Kite|>Breach| colspan="3">Remedy|>Stage|>Latest',
        ">No.|>Clause|>Description|>Required|>By whom|>Long-stop date|>|>",
        ">K1|>1.2|>It fell down|>Sew on a tail|>Jo Bell|>4 May 2027|>Begun|>A tail was bought",
        ">K2|>3.4|>Its string snapped|>Buy thicker string|>Al Roe|>5 May 2027|>Begun|>",
    ) == [
        (None, "Sew on a tail", ["Jo Bell"], ["4 May 2027"]),
        (None, "Buy thicker string", ["Al Roe"], ["5 May 2027"]),
    ]
