"""What holds at the edge: on the day itself, with one word or none, with words that a database or a file gives."""

import gc
from dataclasses import replace
from datetime import date, datetime

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt

from plans.columns import ACTION, OUTCOME, RECOMMENDATION
from plans.movement import compare
from plans.sheets import fields as f
from plans.state import EvidenceState, HolderState, PeriodState
from reports.appendix import content_digest, supplement, supplementword
from reports.appendix.attached import _printed
from reports.appendix.cells import Reader
from reports.appendix.contents import contents
from reports.appendix.exceptions import exceptions
from reports.appendix.html import cellmarkup
from reports.appendix.large_print import largeword
from reports.appendix.large_print.largeprint import Fact, Facts, Heading, MarkedLine, _counted
from reports.appendix.large_print.largeprint import plan as blocks_of
from reports.appendix.leads import LEAD, RESPONSIBLE, SUPPORTING, lead_lines, responsible_lines, said
from reports.appendix.meanings import meanings
from reports.appendix.model import Badge, Band, Cell, Line, Row, Table
from reports.appendix.options import Earlier, Options
from reports.appendix.pdf import archive, defaults, press
from reports.appendix.position import position
from reports.appendix.refs import refs
from reports.appendix.rowmarks import _said
from reports.appendix.since import _changes, _directions, _told
from reports.appendix.steps import by_step, ranges
from reports.appendix.text import lines, right_to_left
from reports.appendix.trend import trend
from reports.appendix.uncollected import uncollected
from reports.appendix.widths import PAGE
from reports.appendix.without_names.anonymity import WITHHELD, _around, people_without_post, without_names
from reports.appendix.without_names.name_search import sign_of
from reports.appendix.without_names.people import known_people
from reports.appendix.without_names.possible_names import possible_names, vocabulary
from reports.appendix.workbook import sheetkit
from reports.appendix.workbook.sheetpieces import named_again
from tests.reports import factories as make
from tests.reports.appendix.reading import OPTIONS

MAY, JULY, SOON = date(2026, 5, 31), date(2026, 7, 31), date(2027, 1, 31)


def one(*actions, rec="Keep parks", ref="7", **fields):
    return make.plan(make.section("Now", make.recommendation(rec, *actions, ref=ref)), **fields)


@pytest.mark.parametrize(
    ("kind", "printed", "told"),
    [
        ("post", "Xqu Vorn", "Head of Parks"),
        ("post", "Parks head", "Parks head"),
        ("team", "Xqu Vorn", "Xqu Vorn"),
        ("agency", "Xqu Vorn", "Xqu Vorn"),
        ("person", "Xqu Vorn", WITHHELD),
    ],
)
def test_a_post_that_the_document_prints_otherwise_prints_its_own_name_and_a_team_what_is_printed(kind, printed, told):
    who = make.lead("Head of Parks" if kind != "person" else "Xqu Vorn", kind)
    state = one(make.action(assignments=(make.led(who, printed=printed),)), leads=(who,))
    shown, _ = without_names(state, OPTIONS)
    [assignment] = shown.actions[0].assignments
    assert assignment.printed == told


def test_of_leads_only_people_can_lack_a_post():
    who = tuple(make.lead(f"{kind} Vorn", kind) for kind in ("agency", "board", "person", "post", "team"))
    assert people_without_post(one(make.action(), leads=who), (), OPTIONS) == ("person Vorn",)


def test_words_are_plain_and_of_the_sheets_size_where_nothing_else_is_said():
    words = "each each"
    wide = sheetkit.metrics.width(words, sheetkit.SIZE, arial=True) + sheetkit.PADDING
    assert sheetkit.metrics.width(words, sheetkit.SIZE, arial=True, bold=True) + sheetkit.PADDING > wide + 0.1
    for more, count in ((0.01, 1), (-0.01, 2)):
        assert sheetkit.lines_of(words, wide + more) == len(sheetkit.wrapped(words, wide + more)[0]) == count
    assert sheetkit.height(1) == sheetkit.height(1, sheetkit.SIZE)


OF_A_DATABASE = [
    {}, {"rows": "exceptions"}, {"rows": "listed", "listed": (1,)}, {"grouping": "lead"}, {"grouping": "due"},
    {"grouping": "recommendation"}, {"order": "due"}, {"order": "rating"}, {"order": "lead"},
]  # fmt: skip


@pytest.mark.parametrize("chosen", OF_A_DATABASE)
def test_words_that_were_kept_choose_as_those_that_are_given(chosen):
    late = make.action("Mow", timescales=(make.by("", MAY),), updates=(make.update("", make.RED),))
    state = one(make.action("Rake", updates=(make.update("", make.GREEN),)), late)
    given = Options(on=make.ON, **chosen)
    kept = replace(given, **{name: make.own(word) for name, word in chosen.items() if isinstance(word, str)})
    assert contents(state, kept).printed == contents(state, given).printed
    assert (contents(state, kept).printed == contents(state, Options(on=make.ON)).printed) == (chosen == {})


def test_what_is_chosen_as_it_would_be_otherwise_leaves_no_sign_wherever_it_was_kept():
    state = one(make.action())
    assert content_digest(state, replace(OPTIONS, paper=make.own("a4"))) == content_digest(state, OPTIONS)
    assert Options.of_plain(OPTIONS.plain(), state) == OPTIONS


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Visit Northshire today", []),
        ("Visit Tamsla today", ["Tamsla"]),
        ("Visit Tamsla Quornby today", ["Tamsla Quornby"]),
    ],
)
def test_a_verb_with_which_a_sentence_begins_makes_one_word_after_it_no_name_of_two(text, names):
    known = vocabulary(one(make.action()), frozenset({"visit"}), ())
    assert [text[start:end] for start, end in possible_names(text, known)] == names


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1,000,000 kites", "1,000,000 kites"),
        ("kites of 14,000,000", "kites of 14,000,000"),
        ("see 1,2,3", "see 1, 2, 3"),
        ("14,6,130", "14, 6, 130"),
        ("1,2", "1,2"),
        ("1,000", "1,000"),
        ("1000,2,3", "1000,2,3"),
        ("1,000,00", "1, 000, 00"),
    ],
)
def test_a_list_of_numbers_gets_its_spaces_and_a_number_of_thousands_keeps_none(text, told):
    assert [line.text for line in lines(text)] == [told]


@pytest.mark.parametrize(
    ("text", "depths"),
    [
        ("• a\n• b", [0, 0]),
        ("• a\n  • b\n    • c\n  • d", [0, 1, 2, 1]),
        ("• a\n◦ b\n◦ c\n• d", [0, 1, 1, 0]),
        ("• a\n• ‣ b", [0, 0]),
        ("• a\n\t• b\n    • c", [0, 1, 1]),
        ("• a\nplain\n  • b", [0, 0, 0]),
        ("• a\n\n  • b", [0, 1]),
        ("  • a\n• b", [0, 0]),
        ("• a\n • b", [0, 1]),
    ],
)
def test_an_item_stands_within_the_one_above_that_is_less_far_in(text, depths):
    assert [line.depth for line in lines(text)] == depths


def test_words_without_a_letter_that_has_a_direction_run_from_the_left():
    assert [right_to_left(each) for each in ("", "£1–£2", "☂ 12", "עברית", "é עברית")] == [False] * 3 + [True, False]


def test_the_data_of_a_public_version_know_nothing_of_the_file_that_proves_it():
    filed = EvidenceState(id=5, title="Log", url="https://x", file_name="a.pdf", sha256="7c", size=9)
    [shown] = _printed(one(make.action(evidence=(filed,)))).actions[0].evidence
    assert (shown.url, shown.file_name, shown.sha256, shown.size) == ("", "", "", 0)
    assert replace(shown, url="https://x", file_name="a.pdf", sha256="7c", size=9) == filed


def said_on(*days, **fields):
    rows = [make.action(str(day), updates=(make.update("So", on=day),)) for day in days]
    return one(*rows, **fields)


def test_a_title_of_a_document_of_the_papers_own_day_gives_way_to_later_words_and_of_a_later_one_never():
    for dated, told in ((MAY, "Boats as at 31 May 2026"), (JULY, "Boats May 2026")):
        assert position(said_on(date(2026, 6, 5), dated=dated), on=MAY).titled("Boats May 2026") == told
    assert position(said_on(date(2026, 6, 5), dated=JULY), on=MAY).titled("Boats July 2026") == "Boats July 2026"
    assert position(said_on(dated=MAY), on=make.ON).titled("Boats May 2026") == "Boats May 2026"


@pytest.mark.parametrize(
    ("days", "on", "told"),
    [
        ((MAY,), MAY, "Progress End May 2026"),
        ((MAY,), JULY, "Progress End May 2026"),
        ((date(2026, 6, 1),), JULY, "Progress as at 31 July 2026"),
        ((MAY, date(2026, 6, 1)), JULY, "Progress as at 31 July 2026"),
        ((date(2026, 5, 1),), date(2026, 5, 30), "Progress as at 30 May 2026"),
        ((), JULY, "Progress as at 31 July 2026"),
    ],
)
def test_a_heading_stays_where_all_that_is_said_is_of_its_day_or_before(days, on, told):
    assert position(said_on(*days), on=on).told("Progress End May 2026") == told


def test_a_period_is_that_of_the_very_day():
    periods = (PeriodState(id=1, name="May", position_on=MAY), PeriodState(id=2, name="July", position_on=JULY))
    plan = one(make.action(), periods=periods)
    found = [position(plan, on=date(2026, month, day)).period for month, day in ((5, 30), (5, 31), (6, 1), (7, 31))]
    assert found == ["", "May", "", "July"]


@pytest.mark.parametrize(
    ("line", "on", "another"),
    [
        ("Delivery plan – as at July 2026", date(2026, 6, 14), True),
        ("Delivery plan – as at July 2026", date(2025, 7, 14), True),
        ("Delivery plan – as at July 2026", JULY, False),
        ("Position as at 31 July 2026", date(2026, 8, 1), True),
        ("Position as at 31 July 2026", date(2026, 7, 30), True),
    ],
)
def test_another_position_is_one_before_or_after(line, on, another):
    assert position(one(make.action()), on=on)._states_another(line) == another


@pytest.mark.parametrize(("words", "own"), [("The agreed position", True), ("The agreed position then", False)])
def test_a_note_of_three_words_and_a_day_says_nothing_but_its_position(words, own):
    noted = position(one(make.action()), on=make.ON).noted(Line(text=f"{words} as at 31 July 2026"))
    assert bool(noted.label) == own
    labelled = Line(text=f"{words} as at 31 July 2026", label="(a)")
    assert position(one(make.action()), on=make.ON).noted(labelled) == labelled


ANN, BO, CY, DI = (make.lead(name) for name in ("Ann", "Bo", "Cy", "Di"))


def test_who_leads_who_is_responsible_and_who_supports_are_told_each_once():
    own = (make.led(BO, "responsible"), make.led(ANN), make.led(ANN), make.led(CY, "supporting"),
           make.led(DI, "supporting"), make.led(DI, "supporting"))  # fmt: skip
    first = make.step("mow", leads=(make.led(DI), make.led(BO, "supporting"), make.led(CY, "responsible")))
    mow = make.action("Mow", assignments=own, steps=(first, make.step("rake", leads=(make.led(CY),))))
    plan = one(mow, leads=(ANN, BO, CY, DI))
    assert [line.plain for line in lead_lines(mow, plan)] == [
        "Ann", "1. Di; Supporting: Bo", "2. Cy", "Supporting: Cy; Di",
    ]  # fmt: skip
    assert [line.plain for line in responsible_lines(mow, plan)] == ["Bo", "1. Cy"]
    assert [said(mow, role, plan) for role in (LEAD, RESPONSIBLE, SUPPORTING)] == [
        ["Ann", "Di", "Cy"], ["Bo", "Cy"], ["Cy", "Di", "Bo"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ([], []),
        (["a"], [("", "a")]),
        (["a", "a"], [("", "a")]),
        (["", ""], []),
        (["a", "b"], [("1.", "a"), ("2.", "b")]),
        (["a", "b", "a", "a", "", "b"], [("1, 3–4.", "a"), ("2, 6.", "b")]),
        (["a+b", "a+b", "a"], [("1–2.", "a; b"), ("3.", "a")]),
    ],
)
def test_what_steps_share_is_told_once_and_what_they_do_not_by_their_numbers(told, found):
    stepped = make.action(steps=tuple(map(make.step, told)))
    shown = by_step(stepped, lambda step: step.text.split("+"))
    assert [(line.marker, line.text) for line in shown] == found


@pytest.mark.parametrize(
    ("numbers", "told"),
    [((), ""), ((4,), "4"), ((1, 2), "1–2"), ((1, 2, 3, 5), "1–3, 5"), ((1, 3), "1, 3"), ((2, 3, 7, 8, 9), "2–3, 7–9")],
)
def test_numbers_that_follow_each_other_are_a_range(numbers, told):
    assert ranges(numbers) == told


def test_no_reference_is_made_of_one_that_another_part_of_the_plan_prints():
    plan = one(make.action(), make.action(), ref="5.")
    first, second = (action.id for action in plan.actions)
    assert refs(plan) == refs(plan, ("6", "")) == {first: "5.1", second: "5.2"}
    assert refs(plan, ("5",)) == refs(plan, ("5.", "5")) == {first: "", second: ""}


COUNTED = (("Red", 1, 2), ("Amber", 0, 0), ("Green", 0, 0), ("Blue", 0, 0), ("", 3, 3))


def test_papers_of_another_scheme_are_no_part_of_the_trend_whatever_its_words_begin_with():
    def issued(label):
        return Earlier(name=label or "May", paper="No 1", counts=((label or "Red", 1, 2), *COUNTED[1:]))

    now = one(make.action(updates=(make.update("", make.RED),)))
    every = [issued(each) for each in ("", "Aqua", "Zinc", "")]
    found = trend(every, now, whole=True).positions
    assert [each.name for each in found] == ["No 1, May", "No 1, May", "This paper"]
    assert [each.bar.description.partition(":")[0] for each in found] == ["No 1, May", "No 1, May", "This paper"]
    assert trend(every[:3], now, whole=True) is None


def moved_plan(scheme_id=1, day=SOON, text="Mow", **fields):
    ratings = tuple(replace(rating) for rating in make.SCHEME.ratings)
    return make.plan(
        replace(make.section("", replace(make.recommendation("Keep"), id=3, actions=(
            replace(make.action(text, timescales=(replace(make.by("", day), id=8),),
                                updates=(make.update("", make.RED),)), id=5),))), id=2),
        scheme=replace(make.SCHEME, id=scheme_id, ratings=ratings), **fields,
    )  # fmt: skip


def test_what_was_counted_by_another_scheme_is_not_beside_what_is_counted_now():
    for then, now, counted in (("700", "700", 5), ("700", "800", 0), ("800", "700", 0)):
        found = _changes(compare(moved_plan(int(then)), moved_plan(int(now))))
        assert len(found) == counted
        assert [(each.then, each.now) for each in found] == [(1, 1), *[(0, 0)] * 4][:counted]


def test_days_that_moved_and_words_that_changed_are_counted_again():
    movement = compare(moved_plan(), moved_plan(day=date(2027, 3, 1), text="Mow all"))
    assert _told(movement, {5: "7.1"}, "May") == (
        "1 action in the paper of May. Counted again among them: dates moved 1 (7.1), reworded 1 (7.1)."
    )
    assert _told(compare(moved_plan(), moved_plan()), {5: "7.1"}, "May") == "1 action in the paper of May."
    assert _directions(compare(moved_plan(), moved_plan())).endswith(".") and "New" not in _directions(movement)


@pytest.mark.parametrize("looked", [True, False])
def test_memory_is_looked_through_afterwards_as_it_was_before(looked):
    was = gc.isenabled()
    try:
        (gc.enable if looked else gc.disable)()
        with pytest.raises(ZeroDivisionError), uncollected():
            assert not gc.isenabled()
            raise ZeroDivisionError
        assert gc.isenabled() == looked
    finally:
        (gc.enable if was else gc.disable)()


def test_the_data_go_with_a_paper_as_of_its_day():
    made = archive.attachment("{}", MAY)
    assert (made.name, made.relationship) == ("position.json", "Data")
    assert made.created == made.modified == datetime(2026, 5, 31)


class Child:
    """A process that says so much each time that it is looked at, and ends."""

    def __init__(self, *said, returncode=0):
        self.said, self.returncode, self.stdin = list(said), returncode, None
        self.killed, self.waited = 0, []

    def communicate(self, timeout):
        self.waited.append(timeout)
        if len(self.said) > 1:
            raise press.subprocess.TimeoutExpired("child", timeout, stderr=self.said.pop(0))
        return b"paper", self.said[0]

    def kill(self):
        self.killed += 1

    def __enter__(self):
        return self

    def __exit__(self, *raised):
        return None


class TestAChild:
    def test_it_tells_how_far_it_is_by_the_last_that_it_said(self):
        told = []
        child = Child(
            b"", b"1 per cent done\n20 per cent done\n35 per cent done\n", None, b"7 per cent done\n8 per", b""
        )
        assert press._ended(child, lambda: True, told.append, float("inf")) == (b"paper", b"")
        assert told == [35, 7] and child.waited == [0.5] * 5

    def test_it_is_stopped_where_nobody_wants_it_and_after_its_time(self, monkeypatch):
        with pytest.raises(press.Stopped):
            press._ended(Child(b"", b""), lambda: False, [].append, float("inf"))
        monkeypatch.setattr(press.time, "monotonic", lambda: 100.0)
        assert press._ended(Child(b"", b""), lambda: True, [].append, 100.0)[0] == b"paper"
        with pytest.raises(press.NotPrinted, match="too long"):
            press._ended(Child(b"", b""), lambda: True, [].append, 99.9)

    @pytest.mark.parametrize("code", [1, -9])
    def test_the_last_two_thousand_letters_say_why_it_failed(self, monkeypatch, code):
        child = Child(b"first" + b"x" * 2000, returncode=code)
        monkeypatch.setattr(press, "_started", lambda: child)
        monkeypatch.setattr(press, "_feeder", lambda made, sent: press.Thread(target=lambda: None, daemon=True))
        monkeypatch.setattr(press.Thread, "join", lambda thread: None)
        with pytest.raises(press.NotPrinted) as failed:
            press.in_child(bytes)
        assert str(failed.value) == f"it ended with {code}: {'x' * 2000}" and child.killed == 1

    def test_it_may_take_half_an_hour_from_when_it_starts(self, monkeypatch):
        until = []
        monkeypatch.setattr(press, "_started", lambda: Child(b""))
        monkeypatch.setattr(press, "_feeder", lambda made, sent: press.Thread(target=lambda: None))
        monkeypatch.setattr(press.Thread, "join", lambda thread: None)
        monkeypatch.setattr(press.time, "monotonic", lambda: 100.0)
        monkeypatch.setattr(press, "_ended", lambda *asked: until.append(asked[-1]) or (b"paper", b""))
        assert press.in_child(bytes) == b"paper"
        press.in_child(bytes, longest_wait=5)
        assert until == [100 + 30 * 60, 105]

    @pytest.mark.parametrize(("share", "told"), [(0, "0"), (0.5, "50"), (0.999, "99"), (1, "100")])
    def test_shares_are_told_in_whole_per_cent(self, share, told, capsys):
        press._say_done(share)
        assert capsys.readouterr().err == f"{told} per cent done\n"


def test_large_print_counts_of_ratings_those_that_there_are_and_all():
    assert _counted(("red", "amber", "green"), (1, 0, 1200, 1201)) == "1 red, 1,200 green, of 1,201"


def test_columns_are_known_by_their_meaning_as_a_database_gives_it():
    meanings = tuple(map(make.own, (RECOMMENDATION, ACTION, OUTCOME)))
    row = Row(cells=tuple(Cell(lines=(Line(text=text),)) for text in ("Keep", "Mow", "Green")), action_id=1)
    table = Table(headings=("Area", "Do", "So"), widths=(1,) * 3, meanings=meanings, names=("", "", ""),
                  groups=((row,),))  # fmt: skip
    appendix = type("Paper", (), {"bands": (Band(title="", table=table),), "before": (), "after": (), "marks": None})
    _heading, area, action, facts = blocks_of(appendix)
    assert (area.line.plain, action.text, [fact.label for fact in facts.facts]) == ("Area: Keep", "Action: Mow", ["So"])


def test_a_document_in_large_print_has_headings_marks_and_two_columns(monkeypatch):
    red = Badge(word="Red", colour="red")
    facts = Facts(of="It", facts=(Fact(label="Lead", cell=Cell(lines=(Line(text="Ann"),)), mark="m3"),
                                  Fact(badge=red, cell=Cell())))  # fmt: skip
    blocks = [Heading(level=2, text="Plan"), Heading(level=4, text="Do", mark="m1"),
              MarkedLine(line=Line(text="Keep"), mark="m2"), MarkedLine(line=Line(text="Own"), mark=""),
              Line(text="So", style="muted"), facts]  # fmt: skip
    monkeypatch.setattr(largeword, "front", lambda appendix: blocks[:1])
    monkeypatch.setattr(largeword, "plan", lambda appendix: blocks[1:])
    made = docx.Document()
    largeword.write_body(made, type("Paper", (), {"paper": make.own("large")}))
    assert [(each.style.name, each.text) for each in made.paragraphs] == [
        ("Heading 1", "Plan"), ("Heading 3", "Do m1"), ("Normal", "Keep m2"), ("Normal", "Own"), ("Normal", "So"),
        ("Normal", ""),
    ]  # fmt: skip
    [table] = made.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Lead m3", "Ann m3"], [f" {sheetkit.badge_text(red)} ", ""],
    ]  # fmt: skip
    points = [each.w.pt for each in table._tbl.tblGrid.gridCol_lst]
    assert points == pytest.approx([PAGE["large"] * part for part in (0.34, 0.66)], abs=0.1)
    assert [bool(row._tr.trPr.findall(qn("w:cantSplit"))) for row in table.rows] == [True, True]
    assert table.cell(0, 0).paragraphs[0].runs[0].bold and table.cell(0, 1).paragraphs[0].runs[0].font.size is None


SAID = supplement.Supplement(called="3a", paper="3", title="Plan", council="Council", meeting_on=None,
                             on=date(2026, 11, 30), words="One.\n\nTwo.")  # fmt: skip
DIFFERS = supplement.Discrepancy(ref="1", what="Date", printed="May\nJune", known="July")


def test_a_supplement_as_a_document_has_its_words_its_table_and_what_stands(monkeypatch):
    monkeypatch.setattr(supplementword, "saved", lambda made, on: (made, on))
    made, on = supplementword.document(replace(SAID, differences=(DIFFERS,)))
    told = [each.text for each in made.paragraphs]
    assert told[-5:] == ["What differs, and why", "One.", "Two.", SAID.compared, SAID.stands] and on == SAID.on
    assert [each.style.name for each in made.paragraphs if each.text in (told[-5], SAID.compared)] == ["Heading 1"] * 2
    assert made.paragraphs[-1].paragraph_format.space_before == Pt(8)
    [table] = [each for each in made.tables if len(each.columns) == 4]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        list(supplement.HEADINGS), ["1", "Date", "May\nJune", "July"],
    ]  # fmt: skip
    points = [each.w.pt for each in table._tbl.tblGrid.gridCol_lst]
    assert points == pytest.approx([PAGE["a4"] * part / 100 for part in (8, 18, 37, 37)], abs=0.1)
    for compares, last in ((True, [SAID.words[-4:], replace(SAID, compares=True).nothing]), (False, ["One.", "Two."])):
        bare, _ = supplementword.document(replace(SAID, compares=compares))
        assert [each.text for each in bare.paragraphs][-3:-1] == last


def test_a_supplement_says_of_each_action_what_the_paper_had_and_what_is_known():
    then = moved_plan()
    now = moved_plan(day=date(2027, 3, 1), text="Mow all")
    [rec] = now.sections[0].recommendations
    [mow] = rec.actions
    rated = replace(mow, updates=(make.update("Wet", make.GREEN),))
    new = replace(make.action("Rake"), id=6)
    now = replace(now, sections=(replace(now.sections[0], recommendations=(replace(rec, actions=(rated, new)),)),))
    found = supplement.differences(compare(then, now), {5: "7.1", 6: "7.2"})
    assert [(each.ref, each.what, each.printed, each.known) for each in found] == [
        ("7.1", "Rating", "Red", "Green"), ("7.1", "Progress", "", "Wet"),
        ("7.1", "Date", "31 January 2027", "1 March 2027"), ("7.1", found[3].what, "Mow", "Mow all"),
        ("7.2", "Action", "Not in the paper", "Rake"),
    ]  # fmt: skip
    gone = supplement.differences(compare(now, then), {5: "7.1", 6: "7.2"})
    assert [(each.what, each.printed, each.known) for each in gone] == [
        ("Rating", "Green", "Red"), ("Progress", "Wet", ""), ("Date", "1 March 2027", "31 January 2027"),
        (found[3].what, "Mow all", "Mow"), ("Action", "Rake", "Not in the plan"),
    ]  # fmt: skip
    assert supplement.differences(compare(then, moved_plan()), {5: "7.1"}) == ()


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("a" * 60, "b" * 60, ("a" * 60, "b" * 60)),
        ("a" * 61, "b" * 61, ("…" + "a" * 60, "b" * 60 + "…")),
        ("", "", ("", "")),
        ("  so ", " it is  ", ("so ", " it is")),
    ],
)
def test_sixty_letters_are_shown_on_either_side_of_a_name(before, after, shown):
    assert _around(f"{before}Ann{after}", len(before), len(before) + 3) == shown


def test_a_sign_is_of_the_words_and_of_where_they_stand():
    signs = [sign_of(*each) for each in (("Ann Ann", 0, 3), ("Ann Ann", 4, 7), ("Ann An", 0, 3), ("Ann Ann", 0, 3))]
    assert len(set(signs)) == 3 and signs[0] == signs[3] and {len(each) for each in signs} == {16}


def told_of(text, *leads, **fields):
    """The text in a paper without names of a plan with these leads."""
    options = Options(on=make.ON, posts_instead_of_people=True)
    return known_people(one(make.action(**fields), leads=leads), options, [text]).replaced(text)


@pytest.mark.parametrize("kind", ["agency", "board", "post", "team"])
def test_what_leads_and_is_nobody_keeps_its_name_whoever_has_spoken_for_it(kind):
    trust = make.lead("Quornby Vexley", kind)
    said = (replace(make.update("So"), said_by="Quornby Vexley"),)
    assert told_of("Quornby Vexley leads", trust, updates=said) == "Quornby Vexley leads"
    assert told_of("Quornby Vexley leads", make.lead("Quornby Vexley", "person"), updates=said) == f"{WITHHELD} leads"
    held = make.lead("Wardens", kind, (HolderState(name="Quornby Vexley"),))
    assert told_of("Quornby Vexley leads", held) == f"{'Wardens' if kind == 'post' else 'Quornby Vexley'} leads"
    known = vocabulary(one(make.action(), leads=(trust,)), frozenset(), ())
    assert not list(possible_names("then Quornby Vexley", known))


@pytest.mark.parametrize(
    ("own", "holds", "name", "is_same"),
    [
        ("700", "700", "Q. Vexley", True),
        ("699", "700", "Q. Vexley", False),
        ("701", "700", "Q. Vexley", False),
        (None, "700", "Q. Vexley", False),
        (None, None, "Q. Vexley", False),
        (None, None, "QUORNBY VEXLEY", True),
        (None, None, "Aornby Vexley", False),
        (None, None, "Zornby Vexley", False),
    ],
)
def test_who_leads_is_the_holder_of_a_post_by_the_account_or_by_the_name(own, holds, name, is_same):
    def holder(words, number):
        return (HolderState(name=words, user_id=int(number) if number else None),)

    post = make.lead("Head of Parks", holders=holder("Quornby Vexley", holds))
    person = make.lead(name, "person", holder(name, own))
    assert told_of(f"by {name}", post, person) == f"by {'Head of Parks' if is_same else WITHHELD}"


TWO = Cell(lines=(Line(text="Keep", label="7."), Line(text="all parks")))


def test_a_reference_stands_before_the_first_line_of_a_cell():
    assert named_again(TWO) == "7. (continued) Keep all parks"
    assert (_said(f.TEXT, TWO).text, _said(f.TEXT, TWO).before) == ("7. Keep\nall parks", "7.")


@pytest.mark.parametrize(
    ("name", "styles", "after"),
    [
        (f.TIMESCALE, ("plain",), ""),
        (f.TIMESCALE, ("plain", "plain"), "1"),
        (f.TIMESCALE, ("plain", "plain", "strong"), "1\n2"),
        (f.TEXT, ("plain", "plain"), ""),
        (f.TEXT, ("plain", "muted", "plain"), ""),
        (f.TEXT, ("plain", "plain", "strong", "muted"), "2\n3"),
        (f.TEXT, ("muted",), "0"),
    ],
)
def test_what_the_paper_adds_below_a_cells_own_words_is_told_apart(name, styles, after):
    said_ = Cell(lines=tuple(Line(text=str(at), style=make.own(style)) for at, style in enumerate(styles)))
    assert _said(make.own(name), said_).after == after


def test_abbreviations_are_explained_with_the_words_of_the_paper_or_without_them():
    plan = one(make.action(), glossary=(("QA", "Quality"),))
    told = [
        [each.term for each in meanings(plan, make.ON, unrated_shown=False, words=words)] for words in (True, False)
    ]
    assert [each[-1] for each in told] == ["QA", "QA"] and len(told[0]) > len(told[1]) == 1
    assert meanings(plan, make.ON, unrated_shown=False)[-1].text == "Quality"
    assert not meanings(plan, make.ON, unrated_shown=False, words=False, glossary=False)


def test_items_below_a_marker_that_no_list_gives_stand_in_a_list_of_their_own():
    said_ = (Line(text="so", marker="1–3."), *(Line(text=each, marker="•", depth=1) for each in "ab"))
    assert str(cellmarkup.cell(Cell(lines=said_))) == "<td><p>1–3. so</p><ul><li>a</li><li>b</li></ul></td>"


def test_an_exception_taller_than_a_page_is_shown_all_the_same():
    many = tuple(make.lead(f"Head {n}") for n in range(45))
    late = make.action("Mow", assignments=tuple(map(make.led, many)), updates=(make.update("", make.RED),))
    plan = one(late, leads=many)
    reader = Reader(plan=plan, on=make.ON, labels=refs(plan))
    [row] = exceptions(reader, refs(plan), "a4").table.rows
    assert len(row.cells[2].lines) == 45


def test_of_the_librarys_defaults_for_every_element_those_without_a_pseudo_element_stay_and_items_keep_their_marker():
    plain, marker, note = ((0, 0, 0, each, name) for name, each in zip("abc", (None, "marker", "note"), strict=True))
    matcher = type("Matcher", (), {})()
    matcher.other_selectors, matcher.lower_local_name_selectors = [plain, marker, note], {"li": ["own"], "p": ["other"]}
    sheet = type("Sheet", (), {"matcher": matcher})()
    made = defaults._without_notes(sheet).matcher
    assert made.other_selectors == [plain]
    assert made.lower_local_name_selectors == {"li": ["own", marker], "p": ["other"]}
    assert sheet.matcher.other_selectors == [plain, marker, note]
