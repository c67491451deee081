"""Headings in the words that plans print, and what they mean."""

import pytest

from plans.columns import MEANINGS
from plans.importing.vocabulary.heading_meanings import CERTAIN, read_heading

KNOWN = {
    "ref": ["Ref No", "No.", "#", "Reference", "Action ID", "Ref/ No"],
    "recommendation": [
        *(
            "Recommendation",
            "Area for Improvement",
            "Area for Development",
            "Requirement",
            "Priority",
            "Learning point",
        ),
        *("Area of significant concern", "How the regulation was not being met", "What did inspectors say?"),
    ],
    "links": ["Links to Ofsted Recommendations", "Recommendation number(s)"],
    "action": [
        "Actions",
        "Key Action",
        "Early Actions",
        "Actions Proposed",
        "Action Required",
        "What we will do",
        "What are you going to do?",
        "SMART action",
        "How are we going to achieve this?",
        "Kite action (what will change)",
        "Planned remediation",
    ],
    "lead": [
        "Lead",
        "Key Lead",
        "Lead Officer / Agency",
        "Lead Person",
        "Action owner",
        "By whom",
        "Led by",
        "Whose",
        "Who will make sure it happens",
        "Agency",
    ],
    "responsible": ["Responsible Officer", "Person responsible"],
    "evidence": ["Evidence", "Evidence of impact", "How we will check it is sustained", "Assurance"],
    "timescale": ["Timescale", "Timescales", "Planned Completion Date", "By when?", "Deadline", "Target date"],
    "related_plans": ["Link to other plans", "Linked plans"],
    "progress": [
        "Progress",
        "Progress to date",
        "Progress and related outcomes",
        "Update",
        "Progress End July 2013",
        "Actions taken to date",
        "What have we done so far?",
        "What we found at follow up",
    ],
    "outcome": ["Key Outcome", "Smart Targets", "Success criteria", "Impact", "What will change for children", "KPIs"],
    "rag": ["RAG", "BRAG rating", "RAG Status", "Delivery status", "On track?"],
    "extra": [
        "Budget",
        "Ward",
        "",
        "Cost (£)",
        "Who will benefit",
        "Review date",
        "Monitoring (who/how)",
        "Regulation",
    ],
}


@pytest.mark.parametrize(("meaning", "heading"), [(m, h) for m, headings in KNOWN.items() for h in headings])
def test_a_heading_means(meaning, heading):
    assert read_heading(heading).meaning == meaning


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("1. Recommendation", "recommendation"),
        ("(a) Action(s)", "action"),
        ("Lead¹", "lead"),
        ("Status (drop down)", "rag"),
        ("Progress (%)", "met"),
        ("% complete", "met"),
        ("Date completed", "met"),
    ],
)
def test_what_stands_beside_the_words_of_a_heading_is_no_part_of_them(heading, meaning):
    reading = read_heading(heading)
    assert (reading.meaning, reading.confidence) == (meaning, CERTAIN)


def test_only_known_meanings_are_given():
    assert set(KNOWN) == set(MEANINGS)


def test_a_phrase_is_surer_than_a_telling_word():
    assert read_heading("Lead Officer").confidence == CERTAIN
    assert 0 < read_heading("Lead for the whole of the north").confidence < CERTAIN
    assert read_heading("Budget").confidence == 0


@pytest.mark.parametrize(
    ("heading", "period"),
    [
        ("Progress End July 2013", "End July 2013"),
        ("Progress as at 30 June 2024", "30 June 2024"),
        ("Update @ May 2013", "May 2013"),
        ("Progress", None),
    ],
)
def test_a_period_in_a_heading_is_told_apart(heading, period):
    assert read_heading(heading).period == period
