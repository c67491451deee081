"""A paper in large print as blocks, a web page's tables and heads, a supplement: values in, values out."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from plans.columns import ACTION, LINKS, OUTCOME, RECOMMENDATION, REF
from reports.appendix import supplement
from reports.appendix.html import cellmarkup, htmlpaper, page, summarypage
from reports.appendix.large_print import largepage
from reports.appendix.large_print.largeprint import Fact, Facts, Heading, MarkedLine, front, plan
from reports.appendix.model import (
    Appendix,
    Badge,
    Band,
    Cell,
    Change,
    Exceptions,
    Happened,
    Line,
    Meaning,
    Row,
    Since,
    Summary,
    SummaryRow,
    Table,
    Trend,
    TrendRow,
)
from reports.charts import Part, stacked_bar
from tests.reports.factories import own

RED, NONE = Badge(word="Red", colour="red"), Badge(word="Not rated", colour="none")


def line(text, **more):
    return Line(text=text, **more)


def cell(*texts, **more):
    return Cell(lines=tuple(map(line, texts)), **more)


def told(block):
    """A block in short: what it is and what it says."""
    match block:
        case Heading():
            return (block.level, block.text, block.mark) if block.mark else (block.level, block.text)
        case MarkedLine():
            return (block.line.plain, block.mark) if block.mark else block.line.plain
        case Facts():
            return {f.badge.word if f.badge else f.label: f.cell.text for f in block.facts}
        case _:
            return block.plain


def of(**fields):
    given = {
        "summary": None, "since": None, "meanings": (), "legend": (), "trail": "Drawn",
        "exceptions": None, "asked": None,
        "before": (), "after": (), "bands": (), "marks": None, "paper": own("large"),
    }  # fmt: skip
    return SimpleNamespace(**given | fields)


MARKS = SimpleNamespace(value=lambda row, name, cell, before: f"<{row.action_id} {name}|{cell.text}|{before}>")
COLUMNS = {"Ref": (REF, "ref"), "Area": (RECOMMENDATION, "area"), "Found": (LINKS, "links"),
           "Action": (ACTION, "text"), "Outcome": (OUTCOME, "outcome")}  # fmt: skip


def band(*groups, title="Now"):
    meanings, names = zip(*COLUMNS.values(), strict=True)
    made = Table(headings=tuple(COLUMNS), widths=(20,) * 5, meanings=meanings, names=names, groups=groups)
    return Band(title=title, table=made)


def row(ref, area, action, outcome=None, action_id=1, links=None):
    return Row(cells=(ref, area, links, action, outcome), action_id=action_id)


def test_a_recommendation_is_told_in_lines_then_each_of_its_actions_with_what_is_said_of_it():
    keep, mow = cell("Keep parks", span=2), Cell(lines=(line("Mow", label="7.1"),))
    group = (row(cell("7."), keep, mow, cell("Green"), links=cell("4")), row(None, None, cell("Rake"), action_id=2))
    assert list(map(told, plan(of(bands=(band(group),), before=(line("Led by Ann"),), after=(line("A note"),))))) == [
        (2, "The plan"), "Led by Ann", (3, "Now"), "Ref: 7.", "Area: Keep parks", "Found: 4",
        (4, "Action 1 of 2, 7.1: Mow"), {"Outcome": "Green"}, (4, "Action 2 of 2: Rake"), (2, "Notes"), "A note",
    ]  # fmt: skip
    alone = (row(cell(), cell("Keep"), mow),)
    assert list(map(told, plan(of(bands=(band(alone, title=""), Band(title="", table=None)))))) == [
        (2, "The plan"), "Area: Keep", (3, "Action, 7.1: Mow"), "No actions in this section.",
    ]  # fmt: skip


def test_what_is_said_in_several_lines_or_begins_a_list_stands_whole_below():
    listed = Cell(lines=(line("large", marker="•"), line("small", marker="•")))
    item = Cell(lines=(line("one", marker="•"),))
    group = (row(None, listed, Cell(lines=(line("Mow:", label="7.1"), line("all", marker="•"))), links=item),
             row(None, None, item), row(None, None, Cell(lines=(line("", label="7.3"),))),
             row(None, None, Cell()))  # fmt: skip
    assert list(map(told, plan(of(bands=(band(group, title=""),))))) == [
        (2, "The plan"), {"Area": "• large\n• small"}, {"Found": "• one"},
        (3, "Action 1 of 4, 7.1"), {"Action": "Mow:\n• all"}, (3, "Action 2 of 4"), {"Action": "• one"},
        (3, "Action 3 of 4, 7.3"), (3, "Action 4 of 4"),
    ]  # fmt: skip


def test_what_is_said_bears_the_mark_of_its_value_behind_the_words_before_it():
    ref, keep = Cell(lines=(line("", label="7."),)), Cell(lines=(line("Keep", label="(a)"),))
    group = (row(ref, keep, None, action_id=None, links=cell("4", "5")), row(None, None, cell("Mow"), cell("Green"), 5),
             row(None, None, cell("Rake", "Sow"), None, 6))  # fmt: skip
    blocks = list(plan(of(bands=(band(group, title=""),), marks=MARKS)))
    assert [told(each) for each in blocks if isinstance(each, Heading | MarkedLine)] == [
        (2, "The plan"), ("Ref: 7.", "<5 ref|7.|Ref:>"), ("Area: (a) Keep", "<5 area|Keep|Area: (a)>"),
        (3, "Action 1 of 3"), (3, "Action 2 of 3: Mow", "<5 text|Mow|Action 2 of 3:>"), (3, "Action 3 of 3"),
    ]  # fmt: skip
    assert [fact.mark for each in blocks if isinstance(each, Facts) for fact in each.facts] == [
        "<5 links|4\n5|>", "<5 outcome|Green|>", "<6 text|Rake\nSow|>",
    ]  # fmt: skip


def bar(*counts):
    return stacked_bar([Part(name="x", colour="red", count=n) for n in counts], name="x", scale=9)


def summary(*rows, total=(1200, 0, 1200), charted=True):
    made = tuple(SummaryRow(name=f"Band {n}", counts=each, bar=bar(*each) if charted else None)
                 for n, each in enumerate(rows))  # fmt: skip
    return Summary(sentence="So it is.", badges=(RED, NONE), headings=("Total",), rows=made,
                   total=total and SummaryRow(name="All", counts=total))  # fmt: skip


TREND = Trend(badges=(RED, NONE), positions=(TrendRow(name="No 1", counts=(1200, 0, 1200), bar=bar(1)),))
PARTS = (Happened(name="Better", count=1200, which="7.1"), Happened(name="Worse", count=0, which=""))


def since(**more):
    return Since(title="Since May", then="May", directions="Better 1.", parts=PARTS, total=1300, told="So.",
                 **{"changes": ()} | more)  # fmt: skip


def test_the_front_says_of_a_summary_its_sentence_its_counts_and_those_of_the_sections():
    assert list(map(told, front(of(summary=summary((2, 0, 2), (0, 0, 0)))))) == [
        (2, "Summary"), "So it is.", {"Red": "1,200", "Not rated": "0", "Total": "1,200"}, (3, "By section"),
        {"Band 0": "2 Red, 2 total", "Band 1": "No actions"}, "Drawn",
    ]  # fmt: skip
    assert list(map(told, front(of(summary=summary(total=None))))) == [(2, "Summary"), "So it is.", "Drawn"]
    assert len(list(front(of(summary=summary())))) == 4


def test_the_front_says_how_the_ratings_went():
    assert list(map(told, front(of(since=since(changes=(Change(badge=RED, then=3, now=1),), trend=TREND))))) == [
        (2, "Direction of travel"), "Better 1.", {"Red": "3 at May, 1 now (−2)"}, (3, TREND.title),
        {"No 1": "1,200 Red, of 1,200"}, (3, "Since May"), {"Better": "1,200: 7.1", "Worse": "0",
        "All": "1,300. So."}, "Drawn",
    ]  # fmt: skip
    assert len(list(front(of(since=since())))) == 5


def exceptions(*rows, headings=("Ref", "Action", "Lead"), rest=""):
    groups = tuple((Row(cells=each),) for each in rows)
    return Exceptions(
        title="Exceptions", none="None is.", rest=rest, table=Table(headings=headings, widths=(1,), groups=groups)
    )


def test_the_front_explains_words_and_tells_each_exception_below_its_first_line():
    item = Cell(lines=(line("one", marker="•"), line("two", marker="•")))
    found = exceptions(
        (cell("7.1"), cell("Mow"), cell("Ann")), (cell("7.2"), cell("Rake", "Sow"), None), (None, item, cell("Bo")),
        (cell("7.3"), item, Cell()), (cell("7.4"), Cell(), Cell(badge=RED)), rest="and 3 more",
    )  # fmt: skip
    words = (Meaning(text="is off track", badge=RED), Meaning(text="quality", term="QA"))
    assert list(map(told, front(of(exceptions=found, meanings=words, legend=("* Funded",))))) == [
        (2, "What the words mean"), {"Red": "is off track", "QA": "quality"}, "* Funded", "Drawn", (2, "Exceptions"),
        (3, "7.1 Mow"), {"Lead": "Ann"}, (3, "7.2 Rake"), {"Action": "Sow"},
        (3, "Action"), {"Action": "• one\n• two", "Lead": "Bo"}, (3, "7.3"), {"Action": "• one\n• two"},
        (3, "7.4"), {"Lead": "Red"}, "and 3 more",
    ]  # fmt: skip
    none = Exceptions(title="Asked", none="None is.", table=None)
    assert list(map(told, front(of(asked=none, legend=("* F",)))))[-2:] == [(2, "Asked"), "None is."]


def html_of(*blocks):
    return [str(largepage._block(block, above=above)) for block, above in blocks]


def test_what_leads_to_a_heading_stays_with_it_unless_it_is_long():
    short, long = line("w" * 399), line("w" * 400)
    muted = line("so", style="muted")
    found = html_of((short, True), (long, True), (short, False), (muted, True),
             (MarkedLine(line=short, mark="m"), True),
                    (MarkedLine(line=long, mark=""), True), (Heading(level=3, text="Now", mark="m"), True))  # fmt: skip
    assert [each.partition(">")[0] for each in found] == [
        '<p class="apx-of-action"', "<p", "<p", '<p class="apx-trail"', '<p class="apx-of-action" data-mark="m"', "<p",
        '<h3 data-mark="m"',
    ]  # fmt: skip


def test_lines_before_a_heading_go_with_it_and_others_do_not():
    group = (row(None, cell("Keep"), cell("Mow"), cell("Green")),)
    shown = list(
        map(str, largepage.parts(of(bands=(band(group),), before=(line("Led by Ann"),), after=(line("End"),))))
    )
    assert [each.partition(">")[0] for each in shown] == [
        '<p class="apx-trail"', "<h2", '<p class="apx-of-action"', "<h3", '<p class="apx-of-action"', "<h4",
        '<table class="apx-facts-table apx-whole"', "<h2", "<p",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "whole", "long"),
    [
        ([("Lead", "w" * 446)], True, [True]),
        ([("Lead", "w" * 447)], False, [True]),
        ([("L", "w" * 400)], True, [False]),
        ([("L", "w" * 401)], True, [True]),
        ([("L", "w")] * 10, True, [False] * 10),
        ([("L", "w")] * 11, False, [False] * 11),
    ],
)
def test_labels_and_values_stay_together_where_they_are_short_and_few(facts, whole, long):
    made = Facts(of="It", facts=tuple(Fact(label=label, cell=cell(text)) for label, text in facts))
    shown = str(largepage._facts(made))
    assert ("apx-whole" in shown, ["apx-long" in each for each in shown.split("<tr")[1:]]) == (whole, long)
    rated = Facts(of="It", facts=(Fact(badge=RED, cell=cell("w" * 447), mark="m"),))
    assert "apx-whole" in str(largepage._facts(rated)) and 'data-mark="m"' in str(largepage._facts(rated))


def test_a_cell_is_a_head_or_not_spans_its_rows_and_runs_as_its_words_do():
    spanning = cell("Keep", span=3, heads=True)
    assert str(cellmarkup.cell(spanning, "apx-of")) == '<th scope="rowgroup" rowspan="3" class="apx-of">Keep</th>'
    assert str(cellmarkup.cell(replace(spanning, span=1))) == '<th scope="row">Keep</th>'
    assert str(cellmarkup.cell(cell("مرحبا"))) == '<td dir="rtl">مرحبا</td>'
    assert str(cellmarkup.cell(cell("a", "b"))) == "<td><p>a</p><p>b</p></td>"
    assert str(cellmarkup.cell(Cell(lines=(line("a", style="strong"),)))) == '<td><p class="apx-strong">a</p></td>'
    assert str(cellmarkup.cell(Cell(lines=(line("a", label="7."),)))) == '<td><b class="apx-ref">7.</b> a</td>'
    assert str(cellmarkup.cell(Cell(lines=(line("", label="7."),)))) == '<td><b class="apx-ref">7.</b></td>'
    rated = str(cellmarkup.cell(Cell(badge=RED, lines=(line("so"),))))
    assert rated.startswith('<td><strong class="ap-rag ap-rag--red">') and rated.endswith("<p>so</p></td>")
    assert str(cellmarkup.cell(Cell())) == "<td></td>"


def test_lists_stand_within_their_items_and_paragraphs_between_them():
    said = (line("We:"), line("train", marker="•"), line("staff", marker="•", depth=1), line("all",
             marker="•", depth=2),
            line("carers", marker="•", depth=1), line("check", marker="•"), line("and report"), line("x",
            depth=1))  # fmt: skip
    assert str(cellmarkup.cell(Cell(lines=said))) == (
        "<td><p>We:</p><ul><li>train<ul><li>staff<ul><li>all</li></ul></li><li>carers</li></ul></li><li>check</li></ul>"
        "<p>and report</p><p>x</p></td>"
    )


def test_the_summary_of_a_page_has_bars_where_something_is_rated():
    shown = str(summarypage.summary(summary((2, 0, 2), charted=True)))
    assert "Actions by section and rating" in shown and shown.count("<col ") == 5 and shown.count("<svg") == 3
    assert '<td class="ap-n">2</td>' in shown and '<td></td><td class="ap-n">1200</td>' in shown
    bare = str(summarypage.summary(summary((2, 0, 2), charted=False)))
    assert "Actions by section<" in bare and bare.count("<col ") == 4 and bare.count("<svg") == 2
    assert "<table" not in str(summarypage.summary(summary(total=None)))
    assert str(summarypage.summary(summary(charted=False))).count("<tbody") == 1


def test_the_travel_of_the_ratings_is_in_tables_of_as_many_columns_as_they_have():
    shown = str(summarypage.since(since(changes=(Change(badge=RED, then=3, now=1),), trend=TREND)))
    tables = shown.split("<table")[1:]
    assert [each.count("<col ") for each in tables] == [4, 5, 3]
    assert "1,200" in tables[1] and '<td class="ap-n">1,300</td><td>So.</td>' in tables[2]
    assert [each.count("<th ") for each in tables] == [5, 6, 6]
    assert len(str(summarypage.since(since())).split("<table")) == 2


def test_a_bar_is_drawn_piece_by_piece_with_its_figures_in_the_middle():
    made = stacked_bar(
        [Part(name="Red", colour="red", count=3), Part(name="None", colour="none", count=6)], name="A", scale=9
    )
    shown = str(summarypage._bar(made))
    first, second = made.segments
    assert f'<rect x="{first.x:g}" y="1" width="{first.width:g}" height="{made.height - 2:g}"' in shown
    assert f'x="{second.x + second.width / 2:g}" y="11.5"' in shown and shown.count("stroke-dasharray") == 1
    assert f'viewBox="0 0 {made.width:g} {made.height:g}"' in shown and "<title>A: 3 Red, 6 None</title>" in shown


def test_meanings_stand_in_pairs_read_down_the_first_column():
    def pairs(count):
        meanings = tuple(Meaning(text=str(n), term=str(n)) for n in range(count))
        found = Appendix.meanings_in_pairs.fget(SimpleNamespace(meanings=meanings))
        return [(left.term, right and right.term) for left, right in found]

    assert [pairs(count) for count in (0, 1, 2, 3, 4)] == [
        [], [("0", None)], [("0", "1")], [("0", "2"), ("1", None)], [("0", "2"), ("1", "3")],
    ]  # fmt: skip


def test_the_widths_of_all_tables_are_rules_of_the_page():
    table = exceptions((cell("a"), cell("b"), cell("c")))
    bands = [Band(title="", table=None), Band(title="", table=Table(headings=("a",), widths=(12.3456,), groups=()))]
    rules = page._width_rules(of(exceptions=table, bands=bands, since=since(trend=TREND)))
    assert ".apx-e0 { width: 1.000%; }\n" in rules and ".apx-p0 { width: 12.346%; }\n" in rules
    wanted = {"m": (10, 40, 10, 40), "c": (28, 8, 64), "r": (28, 24, 24, 24), "l": (34, 66), "t": (18, 25, 19, 19, 19)}
    for prefix, widths in wanted.items():
        for at, width in enumerate(widths):
            assert f".apx-{prefix}{at} {{ width: {width:.3f}%; }}\n" in rules
    assert "apx-l0" not in page._width_rules(of(paper="a4")) and "apx-t0" not in page._width_rules(of())


@pytest.mark.parametrize(("count", "whole"), [(12, True), (13, False)])
def test_few_notes_stand_together(count, whole):
    assert ("apx-whole" in str(page._notes([line("x")] * count))) == whole


def test_the_end_of_the_last_table_stays_together():
    table = Table(
        headings=("a",),
        widths=(100,),
        groups=((Row(cells=(cell("1"),)),), (Row(cells=(cell("2"),)), Row(cells=(cell("3"),)))),
    )
    for last, wanted in ((True, 1), (False, 0)):
        shown = str(page._band(Band(title="Now", table=table), last=last))
        assert shown.count("apx-with") == wanted and shown.count("<tbody") == 2 and shown.count("<col ") == 1
        assert 'class="apx-with"><td>3' in shown or not last
    assert "apx-with" not in str(page._band(Band(title="", table=table), last=False))
    assert "<h3" not in str(page._band(Band(title="", table=None), last=True))


def test_a_page_has_its_head_its_language_and_nothing_for_what_there_is_not():
    shown = htmlpaper.document("T", [], styles="s{}", class_="apx", running="R", told={"keywords": "k"})
    assert (
        '<html lang="en-GB">' in shown
        and '<meta name="keywords" content="k"/>' in shown
        and 'data-running="R"' in shown
    )
    assert str(htmlpaper.title_block("", "T", "", [])) == (
        '<header class="apx-title"><div class="apx-name"><h1>T</h1></div><div class="apx-facts"></div></header>'
    )
    full = str(htmlpaper.title_block("C", "T", "S", ["F"], number="1"))
    assert '<p class="apx-council">C</p><h1>T</h1><p>S</p>' in full and "<p><b>1</b></p><p>F</p>" in full
    assert str(htmlpaper.colgroup("x", 2)) == '<colgroup><col class="apx-x0"/><col class="apx-x1"/></colgroup>'


SAID = supplement.Supplement(called="3a", paper="3", title="Plan", council="Council", meeting_on=None,
                             on=date(2026, 11, 30), words="One.\n\n Two.")  # fmt: skip


def test_a_supplement_says_what_it_is_and_that_its_paper_stands():
    assert (SAID.name, SAID.heading) == ("Supplement 3a to paper No 3", "Supplement 3a to paper No 3 – Plan")
    assert SAID.facts == ("Position of 30 November 2026",) and SAID.paragraphs == ("One.", " Two.")
    assert SAID.running == "Council · Supplement 3a to paper No 3"
    assert SAID.stands.endswith("goes with it.") and replace(SAID, head="7c").stands.endswith("chain: 7c.")
    met = replace(SAID, meeting_on=date(2026, 12, 9), report_ref="98/2026", public=True)
    assert met.facts == (
        "Report No: 98/2026",
        "Public version",
        "Meeting of 9 December 2026",
        "Position of 30 November 2026",
    )
    assert replace(met, report_ref="Report 4", restricted=True).running == (
        "Not for publication · Council · Report 4 · Supplement 3a to paper No 3"
    )


def test_a_supplement_that_compared_says_so_where_nothing_differs():
    differs = (supplement.Discrepancy(ref="1", what="Date", printed="a", known="b"),)
    found = [
        replace(SAID, differences=each, compares=compares).nothing
        for each in ((), differs)
        for compares in (False, True)
    ]
    assert [bool(each) for each in found] == [False, True, False, False]
    kept = replace(SAID, differences=differs, meeting_on=date(2026, 12, 9))
    assert supplement.Supplement.of_plain(kept.plain()) == kept and supplement.Supplement.of_plain(SAID.plain()) == SAID
    shown = supplement.html(kept)
    assert (
        ".apx-d0 { width: 8%; }" in shown
        and shown.count("<col ") == 4
        and '<th scope="row">1</th><td>Date</td>' in shown
    )
    assert "<table" not in supplement.html(SAID) and "nothing otherwise" in supplement.html(
        replace(SAID, compares=True)
    )


def test_what_a_page_says_in_no_row_with_a_mark_is_outside():
    said = (
        "<html><head><title>T</title></head><body><h1>H</h1><p>a</p><p data-mark='m'>b</p><svg><text>9</text></svg>"
        "<table><tr data-mark='m'><td>c</td></tr><tr><td>d</td></tr></table></body></html>"
    )
    assert list(page._outside(said)) == ["T", "H", "a", "9", "d", "9"]


def test_a_web_page_names_a_place_in_each_cell_of_a_row_by_its_mark(monkeypatch):
    rows = '<tr data-mark="m 1"><td>a</td><td>b</td></tr><h3 data-mark="m 2">c</h3>'
    monkeypatch.setattr(page, "html", lambda appendix: f"<html><h1>T</h1><table>{rows}</table></html>")
    marks = SimpleNamespace(outside=lambda texts: f"o {len(list(texts))}")
    assert page.web_page(of(marks=None)).endswith(f"{rows}</table></html>")
    assert page.web_page(of(marks=marks)) == (
        '<html><h1>T<a id="o_1"></a></h1><table><tr data-mark="m 1"><td>a<a id="r2_m_1"></a></td>'
        '<td>b<a id="r1_m_1"></a></td></tr><div id="r4_m_2"><h3 data-mark="m 2">c<a id="r3_m_2"></a></h3></div>'
        "</table></html>"
    )
