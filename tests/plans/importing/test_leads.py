"""Lead cells: who is named, in which role, with what to do."""

import pytest

from plans.importing.readers.markup import read_cell
from plans.importing.understanding.leads.cell import read_leads
from plans.importing.understanding.leads.glossary import Glossary, people_in
from plans.importing.understanding.leads.name_lists import split_names
from plans.importing.understanding.leads.names import NameShapes
from plans.importing.understanding.notes import read_notes

NAMES = NameShapes(frozenset({"hokit", "hotail"}), {"kites": 1, "tails": 2, "winds": 1, "weather": 4})

ONE = [
    "Head of Kites, Tails & Winds",
    "Head of Sky Kites & WND",
    "Deputy Director, Kites for All",
    "Head of Service, Winds Staff Training Lead",
    "AD, Tall Kites",
    "Senior Manager: Tails, Winds and Weather",
    "Service Manager, Tails and Late Kite Support",
    "Team Leader Teams 1, 2, 3",
    "Kite Sub Group",
    "T&K/KSC Resources",
    "Jo Bell – Kite Unit",
    "Jo Bell Head of Kites",
    "KSB R&D Sub Group",
    "Partnership Business Manager",
]

SEVERAL = {
    "Head of Service Kites Head of Service, Long Tails": [
        "Head of Service Kites",
        "Head of Service, Long Tails",
    ],
    "Head of Service:\nTall\nKites\nHead of Service:\nTails": ["Head of Service: Tall Kites", "Head of Service: Tails"],
    "AD, Kites and Service Manager, Tails": ["AD, Kites", "Service Manager, Tails"],
    "AD, Kites Performance Consultant": ["AD, Kites", "Performance Consultant"],
    "Heads of Service & Performance consultant": ["Heads of Service", "Performance consultant"],
    "Jo Bell / Al Moss": ["Jo Bell", "Al Moss"],
    "Jo Bell & Al Moss": ["Jo Bell", "Al Moss"],
    "Jo Bell, Al Moss and Di Fern": ["Jo Bell", "Al Moss", "Di Fern"],
    "Jo Bell Al Moss": ["Jo Bell", "Al Moss"],
    "Jo Bell\nAl Moss": ["Jo Bell", "Al Moss"],
    "Jo Bell Head of Kites and Al Moss Head of Tails": ["Jo Bell Head of Kites", "Al Moss Head of Tails"],
    "HoKit HoTail & Head of Winds": ["HoKit", "HoTail", "Head of Winds"],
    "HoKit & Ho TAIL": ["HoKit", "Ho TAIL"],
    "NM & LJ": ["NM", "LJ"],
    "Kite Team; Tail Team": ["Kite Team", "Tail Team"],
    "Kite Officer & Tail Officer": ["Kite Officer", "Tail Officer"],
    "Team Manager\nTeam 2\nKite &\nTail\nOfficer": ["Team Manager Team 2", "Kite & Tail Officer"],
    "Head of Kites Business\nManager": ["Head of Kites", "Business Manager"],
    "Head of Kites\nDirector": ["Head of Kites", "Director"],
    "Kite Worker, Tail Worker": ["Kite Worker", "Tail Worker"],
}

SEVERAL_AFTER_STROKES = {
    "Kites / String": ["Kites", "String"],
    "Sky Works; Jo Bell": ["Sky Works", "Jo Bell"],
    "Head of Winds, Tall Services Manager": ["Head of Winds", "Tall Services Manager"],
    "Winds Tutor, Tails Officer": ["Winds Tutor", "Tails Officer"],
    "HoKit, Sky Partner": ["HoKit", "Sky Partner"],
    "Sky Social Care, Kite Services": ["Sky Social Care", "Kite Services"],
    "Matron, ED": ["Matron, ED"],
    "Bell, Jo": ["Bell, Jo"],
    "Bell, Jo; String Works": ["Bell, Jo", "String Works"],
    "Sky Team Manager, Hill Trust": ["Sky Team Manager, Hill Trust"],
    "Managers of KTS; STR": ["Managers of KTS; STR"],
    "Kite Manager / ICT": ["Kite Manager", "ICT"],
    "Kite Manager / ICT / Head of Winds": ["Kite Manager", "ICT", "Head of Winds"],
    "Kite Team / HR": ["Kite Team", "HR"],
}


@pytest.mark.parametrize("source", SEVERAL_AFTER_STROKES)
def test_what_stands_after_a_sign_is_another_lead_where_it_can_only_be_one(source):
    assert split_names(source, NAMES) == SEVERAL_AFTER_STROKES[source]


@pytest.mark.parametrize("source", ["WINDS Service Manager", "KITES Team Leader", "WND Service Manager"])
def test_a_service_in_capitals_may_be_followed_by_its_post(source):
    assert split_names(source, NAMES) == [source]


def test_who_helps_may_stand_in_brackets():
    found = read_leads(read_cell("Director of Kites (supported by Tail Team)"), "lead", NAMES).leads
    assert [(lead.name, lead.role) for lead in found] == [("Director of Kites", "lead"), ("Tail Team", "supporting")]


@pytest.mark.parametrize("source", ["Jo Bell (tbc)", "Jo Bell (TBC)", "Jo Bell (to be confirmed)", "Jo Bell – tbc"])
def test_a_name_that_is_to_be_confirmed_is_read_and_asked_about(source):
    found = read_leads(read_cell(source), "lead", NAMES)
    assert [lead.name for lead in found.leads] == ["Jo Bell"]
    assert [text for text, _ in found.doubts] == [source]


@pytest.mark.parametrize(
    ("source", "asked"),
    [
        ("Head of Kites and Tails Manager", True),
        ("Head of Kites, Adult Tails", True),
        ("Director of Kites & Winds Officer", True),
        ("Head of Kites, Tails & Winds", False),
        ("Head of Service, Adult Tails", False),
        ("Head of Kites and Tails", False),
        ("Kite Officer & Tail Officer", False),
    ],
)
def test_what_may_be_two_posts_is_asked_about(source, asked):
    assert bool(read_leads(read_cell(source), "lead", NAMES).doubts) == asked


OVER_LINES = {
    "Partnership Business\nManager": ["Partnership Business Manager"],
    "Kite Partnership Business\nManager": ["Kite Partnership Business Manager"],
    "Kite Partnership\nDirector": ["Kite Partnership Director"],
    "Kite Service Family Support\nWorker": ["Kite Service Family Support Worker"],
    "Kite Board Project\nOfficer\nHead of Tails": ["Kite Board Project Officer", "Head of Tails"],
    "Jo Bell\nDirector": ["Jo Bell Director"],
}


@pytest.mark.parametrize("text", ONE)
def test_one_name_is_not_cut(text):
    assert split_names(text, NAMES) == [text]


@pytest.mark.parametrize("text", SEVERAL)
def test_several_names_are_told_apart(text):
    assert split_names(text, NAMES) == SEVERAL[text]


@pytest.mark.parametrize("text", OVER_LINES)
def test_a_line_that_is_only_the_noun_of_a_post_ends_the_title_above(text):
    assert split_names(text, NAMES) == OVER_LINES[text]


def reading(source, role="lead"):
    return read_leads(read_cell(source, wide_breaks=True), role, NAMES)


def told(source, role="lead"):
    return [(lead.role, lead.name, lead.note) for lead in reading(source, role).leads]


def test_responsible_officers():
    assert told("Jo Bell", "responsible") == [("responsible", "Jo Bell", None)]


def test_italics_support_unless_all_is_italic():
    assert told("Jo Bell <i>Al Moss</i>") == [("lead", "Jo Bell", None), ("supporting", "Al Moss", None)]
    assert told("<i>Jo Bell</i>") == [("lead", "Jo Bell", None)]


def test_a_surname_on_the_next_line_belongs_to_the_name_and_is_asked_about():
    cell = reading("Jo Bell <i>Al Moss</i> <i>Green</i>")
    assert [lead.name for lead in cell.leads] == ["Jo Bell", "Al Moss Green"]
    assert [text for text, _ in cell.doubts] == ["Al Moss Green"]


def test_a_post_in_italics_below_a_person_may_be_theirs_and_is_asked_about():
    cell = reading("Jo Bell / Al Moss <i>Harbour wide Kite Manager</i>")
    assert [(lead.role, lead.name) for lead in cell.leads][-1] == ("supporting", "Harbour wide Kite Manager")
    ((text, because),) = cell.doubts
    assert text == "Harbour wide Kite Manager"
    assert "Al Moss" in because


@pytest.mark.parametrize(
    "source",
    [
        "Jo Bell <i>Al Moss</i>",
        "Jo Bell <i>with Kite Manager</i>",
        "Jo Bell <i>Kite Team</i>",
        "Jo Bell <i>Al Moss, Kite Manager</i>",
        "Head of Tails <i>Kite Manager</i>",
        "<i>Kite Manager</i>",
        "Jo Bell Kite Manager",
    ],
)
def test_other_italics_are_not_asked_about(source):
    assert reading(source).doubts == ()


@pytest.mark.parametrize("text", ["T&K/KSC Resources", "Kite Team/Tail Team", "Jo Bell/ Al Moss", "Kite/Tail Manager"])
def test_a_stroke_without_spaces_does_not_cut_and_is_asked_about(text):
    cell = reading(text)
    assert [lead.name for lead in cell.leads] == [text]
    assert [doubtful for doubtful, _ in cell.doubts] == [text]


@pytest.mark.parametrize(
    "text", ["Jo Bell / Al Moss", "A/Head of Kites", "Ho/Kit", "Kite Team 2/3", "Kite and/or Tail Team"]
)
def test_other_strokes_are_not_asked_about(text):
    assert reading(text).doubts == ()


@pytest.mark.parametrize("role", ["lead", "responsible"])
def test_a_post_over_two_lines_is_one_lead(role):
    assert told("Partnership Business<br>Manager", role) == [(role, "Partnership Business Manager", None)]


def test_those_after_with_support():
    assert told("Jo Bell with Kite Team") == [("lead", "Jo Bell", None), ("supporting", "Kite Team", None)]
    assert told("<p>Jo Bell together with:</p><p>Al Moss</p>")[1] == ("supporting", "Al Moss", None)


def test_tasks_are_notes():
    assert told("<p>Jo Bell</p><p>NM & LJ to draw a map.</p>") == [
        ("lead", "Jo Bell", None),
        ("supporting", "NM", "to draw a map"),
        ("supporting", "LJ", "to draw a map"),
    ]
    assert told("Jo Bell to lead the work NM / LJ to lead the rest") == [
        ("lead", "Jo Bell", "to lead the work"),
        ("lead", "NM", "to lead the rest"),
        ("lead", "LJ", "to lead the rest"),
    ]
    assert told("<p>Jo Bell with:</p><p>Al Moss – Kite Shed (for string)</p><p>And Di Fern for counting of reels</p>")[
        1:
    ] == [
        ("supporting", "Al Moss – Kite Shed", "for string"),
        ("supporting", "Di Fern", "for counting of reels"),
    ]


@pytest.mark.parametrize("text", ["tbc", "TBA", "to be confirmed", "vacancy"])
def test_nobody_yet(text):
    assert (reading(text).leads, reading(text).undecided) == ((), text)


@pytest.mark.parametrize("text", ["", "-", "n/a", "None"])
def test_nobody(text):
    assert (reading(text).leads, reading(text).undecided) == ((), None)


def test_names_in_printed_order_for_pairing_with_steps():
    assert [lead.name for lead in reading("<p>Jo Bell</p><p>Al Moss</p>").in_order] == ["Jo Bell", "Al Moss"]
    assert len(reading("Jo Bell Jo Bell Jo Bell").in_order) == 3
    assert [lead.name for lead in reading("Jo Bell Jo Bell Jo Bell").leads] == ["Jo Bell"]
    assert reading("Jo Bell & Al Moss").in_order == ()


class TestMeaning:
    glossary = Glossary(
        (("HoKit", "Head of Kites"),),
        (("all Kite Leaders", "Jo Bell; Al Moss"),),
        people_in(["Jo Bell; Al Moss and Jim Brook, Jane Brown"], NAMES),
    )

    def test_short_forms_and_definitions(self):
        assert self.glossary.meaning("Ho KIT") == "Head of Kites"
        assert self.glossary.meaning("All Kite Leaders") == "Jo Bell; Al Moss"
        assert self.glossary.meaning("Kite Leaders") == "Jo Bell; Al Moss"
        assert self.glossary.meaning("Head of Tails") is None

    @pytest.mark.parametrize(
        "note, abbreviations",
        [
            ("KO's refers to all Kite Officers of the harbour", {}),
            ("KO refers to the Kite Officer", {"KO": "the Kite Officer"}),
            ("KOB means Kites on Board", {"KOB": "Kites on Board"}),
        ],
    )
    def test_a_note_that_says_whom_a_name_takes_in_is_no_abbreviation(self, note, abbreviations):
        found = read_notes([note], NAMES)
        assert dict(found.abbreviations) == abbreviations
        assert len(found.definitions) == 1

    def test_initials_mean_the_one_person_who_has_them(self):
        assert self.glossary.meaning("AM") == "Al Moss"
        assert self.glossary.meaning("JB") is None

    def test_a_likely_misprint_is_named_and_not_taken(self):
        assert self.glossary.nearest("HoKits") == "HoKit"
        assert self.glossary.nearest("HoKit") is None
        assert self.glossary.nearest("HoTails") is None


def test_a_note_goes_on_after_a_line_that_ends_in_for():
    """As it does where a page cuts it."""
    source = "<p>Jo Bell together with:</p><p>And Kate Rowe Tails unit for{}auditing of tails as agreed</p>"
    whole, cut = (read_leads(read_cell(source.format(end)), "lead", NAMES) for end in (" ", "<br>"))
    assert cut.leads == whole.leads
    assert whole.leads[1].note


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Agency, CSP", ["Agency", "CSP"]),
        ("CHASC / Q & P", ["CHASC", "Q & P"]),
        ("Head of Service, CAMHS", ["Head of Service, CAMHS"]),
        ("All Managers of KTS; STR/BOW", ["All Managers of KTS; STR/BOW"]),
    ],
)
def test_names_in_capitals_follow_each_other_and_are_where_a_post_is(printed, names):
    assert [lead.name for lead in read_leads(read_cell(printed), "lead", NameShapes(frozenset(), {})).leads] == names


def test_what_may_be_several_leads_is_asked():
    reading = read_leads(read_cell("Pro-Dean (Faculty), ASM, AO"), "lead", NameShapes(frozenset(), {}))
    assert [because for _, because in reading.doubts] == ["may be several leads; read as one"]


def test_where_a_post_is_may_stand_in_brackets_behind_it():
    posts = ["Kite Manager (East)", "Kite Manager (West)"]
    assert split_names(", ".join(posts), NAMES) == posts
