"""A paper with posts instead of names has no name in it: not in a note, nor where nobody looks."""

import re
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from itertools import count
from typing import get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans import columns, stages, state
from plans.state import HolderState, PlanState
from plans.texts import is_sign
from reports.appendix import FORMATS, Options, doubts, mentions, people_without_post, render
from reports.appendix.layout import build
from reports.appendix.without_names.anonymity import PERSONS, UNKNOWN, WITHHELD, key_sign, without_names, word_sign
from reports.appendix.without_names.people import known_people
from tests.reports import factories as make
from tests.reports.appendix.reading import OPTIONS, text_of

BEFORE, SINCE = date(2026, 6, 30), date(2026, 7, 1)
POST = make.lead(
    "Head of Service",
    holders=(HolderState(name="Ann Lee", to_on=BEFORE), HolderState(name="Bo Day", user_id=7, from_on=SINCE)),
)
ANN, BO = make.lead("Ann Lee", "person"), make.lead("B. Day", "person", (HolderState(name="B. Day", user_id=7),))
TEAM = make.lead("Quality team", "team")
CY = ("Cy O’Brien", "Data Analyst")
PUBLISHED = replace(OPTIONS, posts_instead_of_people=True, people=(CY, ("Di Marsh", "")))


def plan(*actions, **fields):
    fields.setdefault("leads", (POST, ANN, BO, TEAM))
    return make.plan(make.section("", make.recommendation("An area", *actions)), **fields)


def named(who, *, printed="", note="", options=PUBLISHED):
    laid_out = build(plan(make.action(assignments=(make.led(who, printed=printed, note=note),))), options)
    return dict(zip(laid_out.data.headings, laid_out.data.rows[0], strict=True))["Lead"]


def note(words, options=PUBLISHED):
    told, _ = without_names(plan(notes_before=(words,)), options)
    return told.notes_before[0]


def test_people_are_named_as_printed_unless_asked_otherwise():
    assert named(BO, printed="BD", options=OPTIONS) == "BD"


def test_a_person_is_printed_as_the_post_they_hold_on_the_day():
    assert named(BO, printed="BD") == "Head of Service"


def test_a_post_is_printed_as_itself_even_where_the_document_names_its_holder():
    assert named(POST, printed="Bo Day") == "Head of Service"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Dawn Ashby's report", "Head of Service: Assessment's report"),
        ("DAWN ASHBY’S report", "Head of Service: Assessment’S report"),
        ("Head of Service Dawn Ashby said", "Head of Service: Assessment said"),
        ("Dawn Ashby, Head of Service, said", "Head of Service: Assessment, said"),
        ("Head of Service: Courts, Dawn Ashby", "Head of Service: Courts, Head of Service: Assessment"),
    ],
)
def test_a_name_is_known_though_something_is_said_to_be_theirs_or_their_office_stands_beside_it(words, told):
    assert note(words, replace(PUBLISHED, people=(("Dawn Ashby", "Head of Service: Assessment"),))) == told


def test_a_person_of_whom_no_post_is_known_is_not_named():
    assert named(ANN) == WITHHELD


def test_teams_keep_their_printed_name():
    assert named(TEAM, printed="Q team") == "Q team"
    assert named(TEAM, note="with Bo Day") == "Quality team (with Head of Service)"


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("Agreed with Bo Day.", "Agreed with Head of Service."),
        ("Agreed with bo  day", "Agreed with Head of Service"),
        ("Agreed with Bo\nDay", "Agreed with Head of Service"),
        ("Bo Day’s plan", "Head of Service’s plan"),
        ("Sarah Begum's view, and Mrs Oyelaran’s", f"{UNKNOWN}'s view, and {UNKNOWN}’s"),
        ("Ms Day and Dr. Bo Day", "Head of Service and Head of Service"),
        ("B. Day, then B Day", "Head of Service, then Head of Service"),
        ("Day, Bo", "Head of Service"),
        ("Write to bo.day@northmere.example.", "Write to Head of Service."),
        ("Bo Day, Head of Service, leads", "Head of Service, leads"),
        ("Head of Service (Bo Day) leads", "Head of Service leads"),
        ("Cy O'Brien counts", "Data Analyst counts"),
        ("Agreed by O’Brien; O’BRIEN’s note", "Agreed by Data Analyst; Data Analyst’s note"),
        ("Marsh to type", f"{WITHHELD} to type"),
        ("The marsh is dry, and Marsh House stands by Marsh", "The marsh is dry, and Marsh House stands by Marsh"),
        ("Bo Marsh Way, Upper Marsh, Marsh-side", "Bo Marsh Way, Upper Marsh, Marsh-side"),
        ("Di Marsh types", f"{WITHHELD} types"),
        ("Bo Daylight saved the day; a b day", "Bo Daylight saved the day; a b day"),
    ],
)
def test_however_a_name_is_written_its_post_is_printed(words, printed):
    assert note(words) == printed


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        (
            "These are Kezia Quaye; Stuart B. Mbey and Alison Trent-Hill.",
            f"These are {UNKNOWN}; {UNKNOWN} and {UNKNOWN}.",
        ),
        ("Asked by Cllr Wexcombe, Mrs A. Nonsuch", f"Asked by {UNKNOWN}, {UNKNOWN}"),
        ("Led by Catherine Knowe Head of Safeguarding", f"Led by {UNKNOWN} Head of Safeguarding"),
        (
            "Councillor Bartolph Quigdale chairs; QUIGDALE asked, by Quigdale",
            f"{UNKNOWN} chairs; {UNKNOWN} asked, by {UNKNOWN}",
        ),
        ("Asked by Mrs A. B. Nonsuch and Mr X Y Nonsuch", f"Asked by {UNKNOWN} and {UNKNOWN}"),
        ("Dr Wool Board, Mr Vane CAMHS", f"{UNKNOWN} Board, {UNKNOWN} CAMHS"),
        ("Cllr Bo Day and Ms Day", "Head of Service and Head of Service"),
        (
            "Florence House, Early Help, Amber Team, the Jordan Review",
            "Florence House, Early Help, Amber Team, the Jordan Review",
        ),
        ("Families First; Signs of Safety; Northmere Council", "Families First; Signs of Safety; Northmere Council"),
    ],
)
def test_the_name_of_somebody_unknown_is_withheld_where_it_looks_like_one(words, printed):
    assert note(words) == printed


def test_a_post_that_was_read_from_a_persons_name_is_withheld():
    misread = make.lead("Howard Wool")
    told = plan(make.action(assignments=(make.led(misread),)), leads=(misread,))
    [row] = build(told, PUBLISHED).data.rows
    assert UNKNOWN in row and "Howard Wool" not in row


def test_initials_that_lead_are_withheld_and_other_words_stay():
    initials = make.lead("NM", "person")
    told = plan(make.action("nm, then NM", assignments=(make.led(initials),)), leads=(initials,))
    left, _ = without_names(told, PUBLISHED)
    assert left.actions[0].text == f"nm, then {WITHHELD}"


def test_accents_are_read_with_their_letters():
    accented = replace(PUBLISHED, people=(("Zoë Hill", "Clerk"),))
    assert note("Zoe\u0308 Hill types", accented) == "Clerk types"


def test_a_surname_that_two_people_share_tells_of_neither():
    shared = replace(PUBLISHED, people=(("Di Marsh", "Clerk"), ("Ed Marsh", "Driver")))
    assert note("Ms Marsh, then Ed Marsh", shared) == f"{WITHHELD}, then Driver"


def test_the_officer_is_told_who_would_be_withheld():
    def without(on, **fields):
        told, options = plan(**fields), replace(PUBLISHED, on=on)
        return people_without_post(told, mentions(told, options), options)

    assert without(make.ON) == ("Ann Lee",)
    assert without(BEFORE) == ("B. Day",)
    assert without(make.ON, coordinator="Fay Hill", notes_after=("Typed by Di Marsh",)) == (
        "Ann Lee",
        "Fay Hill",
        "Di Marsh",
    )


def test_where_a_name_stands_is_told_with_the_words_around_it():
    before = make.update("Agreed with Ann Lee", on=date(2026, 5, 1))
    said = make.update("Agreed with Bo Day and Cy O’Brien in May.", on=date(2026, 5, 20))
    told = plan(make.action(ref="7.2", updates=(before, said)), notes_before=("Typed by Di Marsh",))
    found = mentions(told, PUBLISHED)
    assert [(each.place, each.name, each.post) for each in found] == [
        ("The plan’s notes before the plan", "Di Marsh", WITHHELD),
        ("Recommendation “An area”, action 7.2, update of 20 May 2026", "Bo Day", "Head of Service"),
        ("Recommendation “An area”, action 7.2, update of 20 May 2026", "Cy O’Brien", "Data Analyst"),
    ]
    assert (found[1].before, found[1].after) == ("Agreed with ", " and Cy O’Brien in May.")


def test_sixty_letters_on_either_side_of_a_name_are_told():
    before, after = "so it was said, " * 9, ", as was said so" * 9
    [found] = mentions(plan(notes_before=(f"{before}Bo Day{after}",)), PUBLISHED)
    assert (found.before, found.after) == (f"…{before[-60:]}", f"{after[:60]}…")


def test_the_officer_leaves_one_name_and_the_others_give_way():
    said = make.update("Agreed with Bo Day and Cy O’Brien.")
    told = plan(make.action(updates=(said,)))
    key = mentions(told, PUBLISHED)[1].key
    left, _ = without_names(told, replace(PUBLISHED, left=(key,)))
    assert left.actions[0].updates[0].narrative == "Agreed with Head of Service and Cy O’Brien."


NAME = "Ivo Quayle"
SPOKEN = f"agreed with {NAME} in person"
NUMBERS = count(1)

CHOSEN = {
    "sha256": "0" * 64,
    "lead_id": 7,
    "rag_id": 8,
    "role": "lead",
    "colour": "red",
    "shape": "",
    "status": "live",
    "stage": stages.VERIFIED,
    "means_finished": False,
    "converted": (),
    "update_id": None,
    "claim_id": None,
    "corrects_id": None,
    "user_id": None,
    "slug": "a-plan",
}
"""What a field must hold whatever the dataclass."""

SET = {
    (state.LeadState, "id"): 7,
    (state.LeadState, "kind"): "person",
    (state.DecisionState, "kind"): stages.VERIFY,
    (state.ColumnState, "meaning"): columns.EXTRA,
    (state.RagState, "id"): 8,
    (state.TimescaleState, "kind"): "date",
}
"""What a field of one dataclass must hold."""


def full(kind):
    """A value of this dataclass in which every text names somebody, whatever fields it has."""
    given = {}
    for name, hint in get_type_hints(kind).items():
        chosen = SET.get((kind, name), CHOSEN.get(name, ...))
        given[name] = _filled(hint, person=(kind, name) in PERSONS) if chosen is ... else chosen
    return kind(**given)


def _filled(hint, *, person):
    parts = [part for part in get_args(hint) if part not in (type(None), Ellipsis)]
    if get_origin(hint) is tuple:
        return tuple(_filled(part, person=person) for part in parts)
    if parts:
        return _filled(parts[0], person=person)
    if is_dataclass(hint):
        return full(hint)
    simple = {bool: False, date: BEFORE, datetime: datetime(2026, 6, 1, tzinfo=UTC)}
    if hint is str:
        return NAME if person else SPOKEN
    return simple[hint] if hint in simple else next(NUMBERS)


@cache
def full_plan() -> PlanState:
    """A plan all of whose texts name somebody, with a column of each meaning."""
    own = tuple(make.column(f"{SPOKEN} {meaning}", meaning) for meaning in columns.MEANINGS)
    return replace(full(PlanState), columns=own)


EVERYTHING = Options(
    on=make.ON,
    report_ref=SPOKEN,
    committee=SPOKEN,
    author=NAME,
    period_name=SPOKEN,
    learnt=SPOKEN,
    posts_instead_of_people=True,
)


def texts_of(value, owner=None, field=""):
    """Every text with the dataclass and field that it stands in."""
    if isinstance(value, str):
        yield owner, field, value
    elif isinstance(value, tuple):
        for each in value:
            yield from texts_of(each, owner, field)
    elif is_dataclass(value):
        for each in fields(value):
            yield from texts_of(getattr(value, each.name), value, each.name)


def test_the_full_plan_names_somebody_in_every_text_that_there_is():
    silent = {
        (type(owner).__name__, field)
        for owner, field, text in texts_of(full_plan())
        if "Quayle" not in text and not is_sign(owner, field)
    }
    assert silent == set()


def test_no_text_of_a_plan_or_its_options_keeps_a_name():
    told, options = without_names(full_plan(), EVERYTHING)
    assert [(type(o).__name__, field) for o, field, text in texts_of(told) if "Quayle" in text] == []
    assert [field for _, field, text in texts_of(options) if "Quayle" in text] == []


@pytest.mark.parametrize("fmt", FORMATS)
def test_no_format_names_anybody_where_it_is_seen_or_hidden(fmt):
    named = text_of(render(full_plan(), replace(EVERYTHING, posts_instead_of_people=False), fmt), fmt)
    assert "Quayle" in named
    assert "Quayle" not in text_of(render(full_plan(), EVERYTHING, fmt), fmt)


def in_doubt(words, options=PUBLISHED, **fields):
    return [
        each.name
        for each in doubts(plan(notes_before=words if isinstance(words, tuple) else (words,), **fields), options)
    ]


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("Agreed with Tamsla Quornby, who chairs it", ["Tamsla Quornby"]),
        ("Tamsla Quornby will write. Later Vexley Oddiewick-Bray will", ["Tamsla Quornby", "Vexley Oddiewick-Bray"]),
        ("TAMSLA QUORNBY will write", ["TAMSLA QUORNBY"]),
        ("Kezia has written to everybody", ["Kezia"]),
        ("Asked by Quornby and told Vexley", ["Quornby", "Vexley"]),
        ("Service Director Quornby", ["Quornby"]),
        ("Yesterday Quornby said so. Later Vexley has agreed", ["Quornby", "Vexley"]),
        ("We spoke with Quornby, and at noon Vexley visited", ["Quornby", "Vexley"]),
        ("It was late when Quornby came, and nobody told the Vexley file", ["Quornby", "Vexley"]),
        ("Then CAMHS agreed, the Board asked, and Northmere Council reported", []),
        ("Write to quornby@northmere.example or mash.team@northmere.example.",
         ["quornby@northmere.example", "mash.team@northmere.example"]),
        ("Upper Marsh, then Marsh-side", ["Upper Marsh"]),
        ("Then the Marsh file", ["Marsh"]),
        ("Recruit Quornby, and recruit others", ["Quornby"]),
        ("Ms Day, Bo Day, Kezia Quaye and Cllr Wexcombe", []),
        ("The Quality team meets the Improvement Board and CAMHS in Northmere Valley Academy", []),
        ("Quality of practice is known. Weekly reports go to each manager", []),
        ("Since Jan 2017, and by May", []),
        ("Florence House, the Jordan Review, Task and Finish Group", []),
        ("Quornby is on leave until the spring. Vexley’s team covers", ["Quornby", "Vexley"]),
        ("Moved to next week.\nQuornby to lead; Task with Vexley", ["Quornby", "Vexley"]),
        ("Ready by the end of Feb, by Sept or in Jan/Feb 2027; on 18th Sept, and by Thurs", []),
        ("To be discussed at Ofsted sessions with Cafcass and Estyn, in Excel", []),
        ("Review of Out of Hours rota. Task and Finish group, Signs of Safety, Staying Put", []),
        ("Regular Progress reports, Launch Levels of Need, a Duty Diary and the Guidance Note", []),
        ("Design of reports Test and implement; Introduction of hubs Length of time", []),
        ("Publicise it. Telephone every parent. Re-let the contract. Upskill staff. Dip-sample files", []),
        ("Across Leicestershire; because of what Black and mixed heritage children said", []),
        ("LAC and CIN cases; MOSAIC; GRADED CARE PROFILE", []),
    ],
)  # fmt: skip
def test_what_may_be_a_name_is_asked_and_what_is_plainly_none_is_not(words, asked):
    assert in_doubt((words, "a task to finish")) == asked


def test_a_surname_that_is_a_word_of_the_language_is_asked_where_somebody_has_it():
    assert in_doubt("Then the Day file") == ["Day"]
    assert in_doubt("Then the Day file", leads=(TEAM,)) == []


def test_what_an_officer_has_looked_at_is_known_again_in_the_next_version():
    """The signs of names are kept with the plan."""
    assert word_sign("Tamsla Quornby") == "10a567ed207c1ba7"
    assert key_sign(f"update-45-narrative.{word_sign('Kezia')}") == word_sign("Kezia")


def test_the_words_of_titles_leads_and_abbreviations_are_not_asked():
    known = make.lead("Vexley Borough Panel", "board")
    assert in_doubt("Sent to Vexley Borough", leads=(POST, ANN, BO, TEAM, known)) == []
    assert in_doubt("Sent to Vexley Borough", glossary=(("VB", "Vexley Borough"),)) == []
    assert in_doubt("Sent to Vexley Borough") == ["Vexley Borough"]


def test_what_may_be_a_name_is_listed_once_with_how_often_it_stands():
    told = plan(make.action("To ask Tamsla Quornby", ref="7.2"), notes_before=("Tamsla Quornby. Tamsla Quornby",))
    [doubt] = doubts(told, PUBLISHED)
    assert (doubt.count, doubt.place, doubt.after) == (3, "The plan’s notes before the plan", ". Tamsla Quornby")


def test_what_the_officer_says_is_a_name_gives_way_wherever_it_stands():
    told = plan(make.action("Ask Quornby"), notes_before=("Tamsla Quornby; t@northmere.example; Kezia",))
    options = replace(PUBLISHED, replaced=("Tamsla Quornby", "t@northmere.example", "Kezia"))
    left, _ = without_names(told, options)
    assert left.notes_before == (f"{UNKNOWN}; {UNKNOWN}; {UNKNOWN}",)
    assert [each.name for each in doubts(told, options)] == [each.name for each in doubts(told, PUBLISHED)]


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("Sadie has written, and so Sadie’s team has", "Clerk has written, and so Clerk’s team has"),
        ("Sadie House, Sadie-like; sadie", "Sadie House, Sadie-like; sadie"),
    ],
)
def test_somebody_known_is_known_by_the_given_name_alone(words, printed):
    assert note(words, replace(PUBLISHED, people=(("Sadie Hill", "Clerk"),))) == printed


def test_a_given_name_that_is_a_word_too_is_asked_and_is_then_whoever_it_can_be():
    people = replace(PUBLISHED, people=(("Dawn Hill", "Clerk"), ("Zed Hill", "Driver")))
    assert note("Dawn has written", people) == "Dawn has written"
    assert in_doubt("Dawn has written; dawn.hill@northmere.example", people) == ["Dawn"]
    assert in_doubt("hill@northmere.example", people) == ["hill@northmere.example"]
    told = replace(people, replaced=("Dawn", "hill@northmere.example"))
    assert note("Dawn has written from hill@northmere.example", told) == f"Clerk has written from {UNKNOWN}"


def test_given_names_that_two_people_share_tell_of_neither():
    people = replace(PUBLISHED, people=(("Sadie Hill", "Clerk"), ("Sadie Brook", "Driver")))
    assert note("Sadie (sadie.hill@northmere.example) said so", people) == f"{WITHHELD} (Clerk) said so"


MANY = [
    f"{given} {surname}" for given in ("Ann", "Jo", "Zoë") for surname in ("Marsh", "O’Brien", "Smith-Fell", "İnce")
]
PIECES = "Ann Jo Zoë Marsh MARSH JMarsh J.K. O'Brien Smith-Fell Smith Fell İnce ince by , ; Mrs".split()
PIECES += ["marsh@x.uk", "ann.marsh@x.uk"]


@given(st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join))
@settings(max_examples=60)
def test_a_text_that_is_searched_for_whom_it_may_name_says_as_much_as_one_searched_for_all(text):
    spelt = [*MANY, *PIECES]
    known = known_people(plan(), replace(PUBLISHED, people=tuple((name, f"Post of {name}") for name in MANY)), spelt)
    every = "|".join(f"({way.pattern})" for way in known.ways)
    whole = re.finditer(rf"(?<!\w)(?:{every})(?!\w)", text, re.IGNORECASE)
    told = [(match.start(), match.end(), known.ways[match.lastindex - 1].name) for match in whole]
    assert [(start, end, name) for start, end, name, _post in known.found(text)] == told


def test_a_text_is_searched_for_no_more_people_than_it_may_name(monkeypatch):
    people = tuple((f"Xan Quornby{letter}{other}", "A post") for letter in "abcdefghij" for other in "klmnopqrst")
    said = "Agreed with Quornbyak and Quornbybk."
    known = known_people(plan(), replace(PUBLISHED, people=people), [said, *(name for name, _post in people)])
    searched = []
    monkeypatch.setattr(
        re, "compile", lambda pattern, *_flags, real=re.compile: searched.append(pattern) or real(pattern)
    )
    assert len(list(known.found(said))) == 2
    assert list(known.found("Nothing of anybody.")) == []
    assert 0 < len(searched) < 10
    assert all("Quornbyak" in pattern or "Quornbybk" in pattern for pattern in searched)


def test_a_text_is_searched_for_none_who_only_share_a_surname_with_whom_it_names(monkeypatch):
    people = tuple((f"{given} Quornby", "A post") for given in ("Ada", "Bo", "Carys", "Dilys", "Edwin", "Fay"))
    said = "Agreed with Carys Quornby."
    known = known_people(plan(), replace(PUBLISHED, people=people), [said, *(name for name, _post in people)])
    assert [known.ways[number].name for number in known._ways_in(said) if known.ways[number].given] == ["Carys Quornby"]
    assert [name for _start, _end, name, _post in known.found(said)] == ["Carys Quornby"]


def test_a_name_without_a_dot_on_its_i_gives_way():
    people = (("Ayla Akyıldız", "A post"), ("Işık Vexley", "Another"))
    said = "Agreed with Ayla Akyıldız, AYLA AKYILDIZ and Işık Vexley."
    known = known_people(plan(), replace(PUBLISHED, people=people), [said])
    assert known.replaced(said) == "Agreed with A post, A post and Another."
