"""What an action's cell lists."""

import pytest

from plans.importing.readers.markup import read_cell
from plans.importing.understanding.steps import read_steps


def listing(source, *counts):
    return read_steps(read_cell(source), counts)


@pytest.mark.parametrize(
    "source",
    [
        "Buy string",
        "Buy string. Then wait for the wind to rise.",
        "<ul> • Buy string",
        "Fly the kite at the Harbour Board Regatta with Captain Bell of the Harbour Watch",
        "Agree a plan with the Kite Board to launch every kite in May",
        "Write e.g. to Mr. Bell about no. 4",
    ],
)
def test_one_thing_has_no_steps(source):
    found = listing(source)
    assert (found.lead_in, found.steps, found.doubt) == (None, (), None)


@pytest.mark.parametrize("source", ["1.3 Report progress to the Board", "R2 Tie tails", "4. Report to the Board"])
def test_a_reference_is_no_step(source):
    found = listing(source, 2)
    assert (found.lead_in, found.steps) == (None, ())


def test_a_reference_within_a_text_stays_with_what_follows_it():
    found = listing("Fly the kites. 1.4 Report to all", 2)
    assert (found.lead_in, found.steps) == (None, ()), "one text, which is not cut behind its 1.4"


def test_paragraphs_are_steps():
    assert listing("<p>Buy string</p><p>Tie tails</p>").steps == ("Buy string", "Tie tails")


def test_a_paragraph_with_a_colon_leads_paragraphs_in():
    found = listing("<p>We will:</p><p>Buy string</p><p>Tie tails</p>")
    assert (found.lead_in, found.steps) == ("We will:", ("Buy string", "Tie tails"))


def test_bullets_are_steps_after_a_lead_in():
    found = listing("We will <ul><li>buy string</li><li>tie tails</li></ul>")
    assert (found.lead_in, found.steps, found.doubt) == ("We will", ("buy string", "tie tails"), None)


def test_paragraphs_that_all_stand_before_the_bullets_lead_them_in():
    found = listing(
        "<p>Agree a kite code.</p><p>The code will include</p>"
        "<ul><li>How high to fly</li><li>When to land</li><li>Who winds in</li></ul>"
    )
    assert found.lead_in == "Agree a kite code.\nThe code will include"
    assert found.steps == ("How high to fly", "When to land", "Who winds in")
    assert "3 steps" in found.doubt


@pytest.mark.parametrize(
    "source",
    [
        "<p>Teach:</p><ul><li>Knots</li><li>Reels</li></ul><p>Then test:</p><ul><li>Tails</li><li>Bows</li></ul>",
        "<p>Teach:</p><ul><li>Knots</li><li>Reels</li></ul><p>Then test the tails</p>",
    ],
)
def test_bullets_among_paragraphs_stay_with_the_one_that_introduces_them(source):
    found = listing(source)
    assert found.lead_in is None
    assert len(found.steps) == 2
    assert found.steps[0] == "Teach:\n• Knots\n• Reels"
    assert "2 steps" in found.doubt


def test_a_single_bullet_after_paragraphs_belongs_to_the_last():
    found = listing("<p>Buy string</p><p>Tie tails of</p><ul><li>silk</li></ul>")
    assert found.steps == ("Buy string", "Tie tails of\n• silk")


def test_as_many_dates_as_paragraphs_keep_the_bullets_with_the_last():
    source = "<p>Buy string</p><p>Teach</p><ul><li>knots</li><li>reels</li><li>tails</li></ul>"
    assert listing(source, 2).steps == ("Buy string", "Teach\n• knots\n• reels\n• tails")
    assert listing(source, 3).steps == ("knots", "reels", "tails")


@pytest.mark.parametrize(
    "source",
    [
        "We will: 1. Buy string 2. Tie tails",
        "We will: a) Buy string b) Tie tails",
        "We will: (i) Buy string (ii) Tie tails",
    ],
)
def test_numbers_within_a_text(source):
    found = listing(source)
    assert (found.lead_in, found.steps) == ("We will:", ("Buy string", "Tie tails"))


def test_a_lost_list_is_cut_at_sentences_and_capitals():
    found = listing("<ul> String bought. Tails (red, for Bell) tied Use of the wind agreed")
    assert found.steps == ("String bought.", "Tails (red, for Bell) tied", "Use of the wind agreed")
    assert found.doubt


def test_a_lost_list_of_sentences_is_not_doubtful():
    assert listing("<ul> String bought. Tails tied.").doubt is None


def test_as_many_dates_confirm_a_cut():
    text = "Weekly reports to be sent to the Kite Board Launch the new kites in Harbour Bay Design a better reel"
    assert len(listing(text, 3).steps) == 3
    assert listing(text, 3).doubt is None
    assert listing("Mended Blue Kite Counted ZX reels Tied BC tails", 4).steps == ()
    assert listing("<ul> Mended Blue Kite Counted ZX reels Tied BC tails", 3).steps == (
        "Mended Blue Kite",
        "Counted ZX reels",
        "Tied BC tails",
    )


def test_opening_verbs_after_small_words_cut_and_are_asked_about():
    found = listing("Measure all the string Design of longer tails Test new kites with children")
    assert found.steps == ("Measure all the string", "Design of longer tails", "Test new kites with children")
    assert "run together" in found.doubt


def test_at_one_doubtful_place_the_text_is_cut_and_asked_about():
    found = listing("Create a record of every single flight Kite and tail standards are to be clear")
    assert found.steps == ("Create a record of every single flight", "Kite and tail standards are to be clear")
    assert "run together" in found.doubt


def test_several_doubtful_places_leave_the_text_whole_and_ask():
    found = listing("See every single flight from below Kite and tail are to be seen Wind and sun are to be told")
    assert found.steps == ()
    assert "left whole" in found.doubt


def test_a_lead_in_announces_a_list():
    found = listing("Focus on- Number of kites lost in a year goes down Length of time each kite flies goes up")
    assert found.lead_in == "Focus on-"
    assert len(found.steps) == 2


def test_every_word_is_in_a_part():
    for source, counts in (
        ("<ul> String bought. Tails tied Use agreed", ()),
        ("Weekly log kept Launch it Design it", (3,)),
    ):
        found = listing(source, *counts)
        parts = " ".join([found.lead_in or "", *found.steps]).split()
        assert parts == read_cell(source).flat.split()
