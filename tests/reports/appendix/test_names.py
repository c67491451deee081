"""What is a name and what may be one, word for word; and the ways in which somebody known is written."""

from dataclasses import replace
from datetime import date

import pytest

from plans.state import EvidenceState, HolderState
from plans.texts import Spot, changed
from reports.appendix.options import Options
from reports.appendix.places import place_of
from reports.appendix.without_names.anonymity import doubts, is_printed, mentions
from reports.appendix.without_names.given_names import (
    _end_of_name,
    _titled,
    given_names,
    may_be_surname,
    probable_names,
)
from reports.appendix.without_names.name_search import WITHHELD, _said_once
from reports.appendix.without_names.people import UNKNOWN, _alone, _bare, _given, _short, _surname, known_people
from reports.appendix.without_names.possible_names import Vocabulary, common_words, ordinary_words, possible_names
from tests.reports.factories import (
    ON,
    action,
    decision,
    extension,
    lead,
    plan,
    recommendation,
    section,
    step,
    timescale,
    update,
)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Quigley", "Quigley"),
        ("Ann Quigley Said", "Ann Quigley"),
        ("A B Quigley Said", "A B Quigley"),
        ("A B C Quigley", "A B C"),
        ("Bartolph Quigley Said", "Bartolph Quigley"),
        ("Wool Board", "Wool"),
        ("Ann Board", "Ann"),
        ("Ann Ann", "Ann Ann"),
        ("Ann Lix Said", "Ann Lix"),
        ("A Li", "A Li"),
        ("Bartolph CAMHS", "Bartolph"),
        ("Oak Fir Said", "Oak Fir"),
        ("Ann", "Ann"),
    ],
)
def test_after_a_title_stand_given_names_or_initials_and_a_surname(words, name):
    assert " ".join(_titled(words.split())) == name


@pytest.mark.parametrize(
    ("words", "at", "name"),
    [
        ("Ann Quigley", 0, "Ann Quigley"),
        ("Then Ann Lee", 0, ""),
        ("Then Ann Lee", 1, "Ann Lee"),
        ("Ann A Quigley", 0, "Ann A Quigley"),
        ("A Quigley", 0, ""),
        ("Ann Jane Mary Jane Quigley", 0, "Ann Jane Mary Jane"),
        ("Ann Board", 0, ""),
        ("Ann Jane Board", 0, "Ann Jane"),
        ("Ann B Board", 0, ""),
        ("Ann Li", 0, ""),
        ("Ann CAMHS", 0, ""),
        ("Ann Jane CAMHS", 0, "Ann Jane"),
        ("Ann Jane", 1, ""),
    ],
)
def test_a_name_ends_with_a_surname_that_names_nothing_else(words, at, name):
    end = _end_of_name(words.split(), at)
    assert " ".join(words.split()[at:end] if end else []) == name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Cllr Quigley and Nancy A. Meehan said", ["Cllr Quigley", "Nancy A. Meehan"]),
        ("Ann Quigley Jane Lee", ["Ann Quigley", "Jane Lee"]),
        ("Then Ann Quigley Said", ["Ann Quigley"]),
        ("Quigley Ann", []),
        ("Sgt Board, Ann", []),
        ("Ann Quigley’s Jane", ["Ann Quigley"]),
    ],
)
def test_names_are_found_one_after_the_other(text, names):
    assert list(probable_names(text)) == names


def test_lists_of_names_and_words_hold_neither_notes_nor_nothing():
    for found in (given_names(), common_words()):
        assert len(found) > 1000 and not [each for each in found if not each or each.startswith("#")]


@pytest.mark.parametrize(("word", "may"), [("Li", False), ("Lee", True), ("CAMHS", False), ("Board", False)])
def test_a_surname_has_three_letters_and_is_no_other_things_word(word, may):
    assert may_be_surname(word) == may


KNOWN = Vocabulary(
    frozenset({"ask", "garden", "house", "works"}), frozenset({"northmere"}), frozenset({"review", "brown"})
)


@pytest.mark.parametrize(
    ("word", "writes", "knows"),
    [
        ("Gardens", True, True),
        ("Work", True, True),
        ("Garden-House", True, True),
        ("Garden-Quornby", False, False),
        ("Li", False, True),
        ("Lix", False, False),
        ("Review", False, False),
        ("Report", False, True),
        ("Quornby", False, False),
    ],
)
def test_a_word_is_known_by_the_plan_or_by_the_language_unless_somebody_is_called_so(word, writes, knows):
    assert (KNOWN.writes(word), KNOWN.knows(word)) == (writes, knows)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Ask Quornby to lead", ["Quornby"]),
        ("Ask Tamsla Quornby to lead", ["Tamsla Quornby"]),
        ("So it is. Ask Tamsla A. Quornby", ["Tamsla A. Quornby"]),
        ("then Ask Quornby", ["Ask Quornby"]),
        ("Garden House Report", []),
        ("we met B. Quornby", ["B. Quornby"]),
        ("we met B Quornby and A Quornby", ["B Quornby"]),
        ("the NHS and ABCD, MOSAIC met GARDEN HOUSE", []),
        ("the QUORNBY VEXLEY file", ["QUORNBY VEXLEY"]),
        ("the Boards and Northmeres of Northmere", []),
        ("then the Quornby House", []),
        ("the Vexley Quornby House", []),
        ("then Quornby Director said", ["Quornby"]),
        ("the Li Li file", []),
        ("by Quornby Li", ["Quornby Li"]),
        ("Director Vexley", ["Vexley"]),
        ("on Vexley 2026, Vexley ’26 and Vexleyshire", []),
        ("in Jan/Feb and Jan – Feb", []),
        ("with Jan, who came", ["Jan"]),
        ("Black, White and Brown children; Asian and mixed heritage, Brown families", []),
        ("then Brown said", ["Brown"]),
        ("Write to q.vexley@northmere.example, Tamsla Vexley", ["q.vexley@northmere.example", "Tamsla Vexley"]),
        ("then Vexley’s team", ["Vexley"]),
        ("with Review’s file", ["Review"]),
        ("then QUORNBY met, ABCDE VEXLEY", ["ABCDE VEXLEY"]),
        ("Q. Vexley. Then Q.Vexley", ["Q. Vexley"]),
        ("by Quornby Garden and Garden Quornby", ["Quornby Garden", "Garden Quornby"]),
        ("Brown Quornby came", ["Brown Quornby"]),
        ("at q@x.uk Tamsla", ["q@x.uk", "Tamsla"]),
        ("with ABCD Quornby", []),
        ("with Co-ordinators", []),
        ("Ofsted Brown file, Ofsted Quornby file", ["Brown"]),
        ("Ask ABCDE to come", []),
        ("told by DeQuornby, and DeVexley said so", ["DeQuornby", "DeVexley"]),
        ("(Vexley) came – Vexley left: Vexley", ["Vexley", "Vexley", "Vexley"]),
    ],
)
def test_what_may_be_a_name_is_asked(text, asked):
    assert [text[start:end] for start, end in possible_names(text, KNOWN)] == asked


def test_words_are_ordinary_that_stand_without_capitals_and_in_no_address():
    assert ordinary_words(["The big House, so", "at q.vexley@northmere.example now"]) == {"big", "so", "at", "now"}


@pytest.mark.parametrize(
    ("name", "bare", "surname", "given"),
    [
        ("Dr Ann B. Lee (Chair)", ["Ann", "B.", "Lee"], "Lee", "Ann"),
        ("Jo Lee", ["Jo", "Lee"], "Lee", ""),
        ("Joe Lee", ["Joe", "Lee"], "Lee", "Joe"),
        ("Quigley", ["Quigley"], "Quigley", ""),
        ("(Chair)", [], "(Chair)", ""),
    ],
)
def test_a_name_has_a_surname_and_a_given_name(name, bare, surname, given):
    assert (_bare(name), _surname(name), _given(name)) == (bare, surname, given)


@pytest.mark.parametrize(("name", "is_short", "is_alone"), [
    ("Ann Marsh", True, True), ("Marsh", False, False), ("Ann Lees", True, True), ("Ann Lee", True, False),
    ("Ann Board", True, False), ("Ann Lee Marsh", True, True), ("Ann Marsh Lee", True, False),
    ("Ann Marsh Board", True, False),
])  # fmt: skip
def test_a_surname_stands_alone_where_it_is_long_enough_and_names_nothing_else(name, is_short, is_alone):
    assert (bool(_short(name)), bool(_alone(name))) == (is_short, is_alone)


def replaced(text, *people, leads=(), on=ON, **fields):
    """The text in a paper that may not name these people."""
    state = plan(notes_before=(text,), leads=leads, **fields)
    options = Options(on=on, people=tuple(people), posts_instead_of_people=True)
    return known_people(state, options, [text]).replaced(text)


ANN = ("Ann Beatrice Marsh", "Clerk")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ann.marsh@x.uk, a_marsh@x.uk, annmarsh@x.uk", "Clerk, Clerk, Clerk"),
        ("an.marsh@x.uk", "an.marsh@x.uk"),
        ("Ann Marsh, Ann B. Marsh, Ann Beatrice Marsh", "Clerk, Clerk, Clerk"),
        ("Marsh, Ann said", "Clerk said"),
        ("A Marsh, A.B. Marsh; AB Marsh; Ms MARSH", "Clerk, Clerk; Clerk; Clerk"),
        ("ABMarsh then AMarsh", "Clerk then Clerk"),
        ("ABMarsh came", "Clerk came"),
        ("agreed by Marsh, by MARSH", "agreed by Clerk, by Clerk"),
        ("Ann said", "Clerk said"),
        (
            "by Beatrice; Beatrice, Ann; ann.beatrice@x.uk",
            "by Beatrice; Beatrice, Clerk; ann.beatrice@x.uk",
        ),
        ("a.marsh@x.uk; m.marsh@x.uk", "Clerk; m.marsh@x.uk"),
    ],
)
def test_somebody_is_known_in_each_way_of_writing(text, told):
    assert replaced(text, ANN) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("\0Head\1 (Head) leads", "Head leads"),
        ("Head, \0Head\1 leads", "Head leads"),
        ("Head (\0Head\1)", "Head"),
        ("\0Head: Parks\1, Head leads", "Head: Parks leads"),
        ("\0Head: Parks\1, Head: Roads", "Head: Parks, Head: Roads"),
        ("\0Head\1 and \0Clerk\1", "Head and Clerk"),
        ("\0Head\1, Headmaster", "Head, Headmaster"),
        ("\0A\\B\1 A\\B", "A\\B"),
    ],
)
def test_a_post_beside_its_holder_is_said_once(text, told):
    assert _said_once(text) == told


def test_who_holds_a_post_on_the_day_is_told_by_it_and_others_as_far_as_it_is_known():
    then, now = HolderState(name="Ann Marsh", to_on=date(2026, 6, 30)), HolderState(name="Zed Fell", user_id=7)
    head, zed = lead("Head", holders=(then, now)), lead("Z. Fell", "person", (HolderState(name="Z. Fell", user_id=7),))
    other = lead("Cy Dunnock", "person", (HolderState(name="Cy Dunnock", user_id=8),))
    text = "Z. Fell, Ann Marsh; Cy Dunnock"
    assert replaced(text, leads=(head, zed, other)) == f"Head, Head; {WITHHELD}"
    assert replaced(text, ("Cy Dunnock", "Cook"), leads=(head, zed, other)) == "Head, Head; Cook"
    assert replaced("Zed Fell", ("Zed Fell", "Other"), leads=(head, zed)) == "Head"
    assert replaced("Odile and Cher Fox", ("Odile", "Cook"), ("Cher Fox", "")) == f"Odile and {WITHHELD}"


def test_who_has_spoken_decided_or_asked_is_known_and_the_document_is_nobody():
    moved = [
        timescale("", date(2027, 1, 1), moved=[asked])
        for asked in (
            replace(extension(ON, ON), asked_by="Ash Quorn", decided_by="System (nightly)"),
            replace(extension(ON, ON), asked_by="The document", decided_by="Oak Quorl"),
        )
    ]
    said = [
        replace(update("x"), said_by="Elm Quore", recorded_by="Fir Quort"),
        replace(update("y"), said_by="The document"),
    ]
    decided = (replace(decision("x"), by="Bay Quorm"), replace(decision("y"), by="The document"))
    mow = action("Mow", updates=tuple(said), timescales=(moved[0],), decisions=decided)
    state = section("Now", recommendation("", mow), timescales=(moved[1],))
    text = "Yew Quorx; Ash Quorn; Oak Quorl; Elm Quore; Fir Quort; Bay Quorm; The document; System (nightly)"
    found = known_people(plan(state, coordinator="Yew Quorx"), Options(on=ON), [text]).replaced(text)
    assert found == "; ".join([WITHHELD] * 6) + "; The document; System (nightly)"


def test_what_an_officer_replaced_is_whoever_alone_is_called_so():
    people = (("Ann Marsh", "Clerk"), ("Zed Marsh", "Driver"), ("Cy Fell", "Cook"))
    for word, told in (
        ("Fell", "Cook"),
        ("Marsh", UNKNOWN),
        ("cy.fell@x.uk", "Cook"),
        ("Cy", UNKNOWN),
        ("Oak", UNKNOWN),
    ):
        state, options = plan(), Options(on=ON, people=people, replaced=(word,))
        assert (
            known_people(state, options, [f"It is {word} of it"]).replaced(f"It is {word} of it")
            == f"It is {told} of it"
        )


def test_only_so_many_of_the_first_notes_are_asked_where_notes_are_asked_alone():
    state = plan(
        notes_before=("Ann Marsh",), notes_after=("Ann Marsh came", "then Tamsla Quornby", "then Vexley Quornby")
    )
    options = Options(on=ON, people=(("Ann Marsh", "Clerk"),), posts_instead_of_people=True)
    assert [each.count for each in mentions(state, options)] == [1, 1]
    assert [each.after for each in mentions(state, options, notes=1)] == [" came"]
    assert [each.name for each in doubts(state, options, notes=2)] == ["Tamsla Quornby"]
    assert [each.name for each in doubts(state, options)] == ["Tamsla Quornby", "Vexley Quornby"]


def test_names_in_the_same_text_at_several_places_are_one_with_their_number():
    rows = [action("Ask Ann Marsh"), action("Ask Ann Marsh"), action("Tell Ann Marsh")]
    options = Options(on=ON, people=(("Ann Marsh", "Clerk"),), posts_instead_of_people=True)
    found = mentions(plan(section("", recommendation("", *rows, ref="7"))), options)
    assert [(each.place, each.before, each.count) for each in found] == [
        ("Recommendation 7, action 7.1, text", "Ask ", 2),
        ("Recommendation 7, action 7.3, text", "Tell ", 1),
    ]


def test_of_updates_the_last_is_printed():
    spots = []
    mow = action("Mow", updates=(update("first"), update("last")), assignments=())
    changed(
        plan(section("", recommendation("", mow))), lambda text, spot: spots.append((text, is_printed(spot))) or text
    )
    assert dict(each for each in spots if each[0] in ("first", "last", "Mow")) == {
        "first": False,
        "last": True,
        "Mow": True,
    }


def test_words_that_are_ratings_too_are_no_surnames_alone():
    """A rating's word may be somebody's name: it stands in every row."""
    assert replaced("Rated by Red, by Marsh", ("Ann Redd", "Cook"), ("Bo Red", "Clerk")) == "Rated by Red, by Marsh"


def test_of_what_stands_deep_the_last_two_are_told():
    mow = action("Mow")
    found = place_of(
        Spot((plan(), section("S"), recommendation("R", ref="7"), mow, step("go")), "text"), {mow.id: "7.1"}
    )
    assert found == "Recommendation 7, action 7.1, text"
    evidence = EvidenceState(id=1, title="Log")
    found = place_of(Spot((plan(), recommendation("R", ref="7"), mow, evidence), "title"), {mow.id: "7.1"})
    assert found == "action 7.1, evidence filed, title"
    assert place_of(Spot((plan(),), "notes_after"), {}) == "The plan’s notes after the plan"


def test_an_address_is_somebodys_though_no_word_of_it_is_the_surname():
    texts, options = ["annmarsh@x.uk", "told by Marsh"], Options(on=ON, people=(ANN,))
    known = known_people(plan(), options, texts)
    assert [known.replaced(each) for each in texts] == ["Clerk", "told by Clerk"]


def test_an_address_of_evidence_and_why_a_date_was_to_move_are_not_printed():
    log, asked = EvidenceState(id=1, title="Log"), extension(ON, ON)
    found = {field: is_printed(Spot((plan(), log), field)) for field in ("title", "url", "file_name")}
    assert found == {"title": True, "url": False, "file_name": False}
    assert not is_printed(Spot((plan(), asked), "reason"))
