"""What is repeated tells records and fields, whatever prints them."""

import pytest

from plans.importing import UnderstoodPlan, understand_document
from plans.importing.readers import read_document
from plans.importing.readers.pdf.label_pairs import Cards
from plans.importing.readers.pdf.printed_lines import PrintedLine
from plans.importing.rows.running_headers import without_page_counters
from plans.importing.rows.shapes import shape
from plans.importing.source_document import Paragraph, Run, SourceDocument


def plan(text: str, name: str = "kites.html") -> UnderstoodPlan:
    return understand_document(read_document(text.encode(), name), name=name)


def told(read: UnderstoodPlan) -> list[tuple]:
    return [
        (section.title, action.ref, action.text, [x.name for x in action.leads], [t.text for t in action.timescales])
        for section in read.sections
        for rec in section.recommendations
        for action in rec.actions
    ]  # fmt: skip


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


KITES = (("1", "Buy a kite", "Jo Bell", "4 May 2027"), ("2", "Mend the string", "Ann Fox", "6 June 2027"),
         ("3", "Sew a tail", "Jo Bell", "July 2027"))  # fmt: skip
READ = [(None, ref, text, [who], [when]) for ref, text, who, when in KITES]
AS_LINES = "".join(f"<p>{n}. {text}</p><p>Owner: {who}</p><p>By: {when}</p>" for n, text, who, when in KITES)
IN_ONE_LINE = "".join(f"<p>{n}. {text}</p><p>Owner: {who}. By: {when}.</p>" for n, text, who, when in KITES)
AS_PAIRS = "".join(f"<p>{n}. {text}</p>{table(('Owner', who), ('By', when))}" for n, text, who, when in KITES)
AS_SMALL_TABLES = "".join(f"<p>{n}. {text}</p>{table(('Owner', 'By'), (who, when))}" for n, text, who, when in KITES)
AS_CARDS = table(
    tuple(f"{n}. {text}" for n, text, _, _ in KITES),
    tuple(f"Owner: {who}" for _, _, who, _ in KITES),
    tuple(f"By: {when}" for *_, when in KITES),
)


@pytest.mark.parametrize("printed", [AS_LINES, IN_ONE_LINE, AS_PAIRS, AS_SMALL_TABLES, AS_CARDS])
def test_a_text_above_the_same_labels_is_an_action(printed):
    assert told(plan(f"<h1>Kites</h1>{printed}")) == READ


def test_what_stands_between_records_titles_those_below_it():
    first, rest = AS_LINES.split("<p>2.")
    read = told(plan(f"<h1>Kites</h1><h2>Hill</h2>{first}<h2>Sea</h2><p>2.{rest}<p>Thank you</p>"))
    assert [section for section, *_ in read] == ["Hill", "Sea", "Sea"]
    assert [text for _, _, text, _, _ in read] == [text for _, text, _, _ in KITES]


def test_a_form_that_prints_its_labels_above_its_fields_is_a_record():
    form = "".join(
        table(
            (f"NUMBER<br>{n}", f"OWNER<br>{who}"),
            ("1. WHAT IS AMISS<br>It fell.",),
            (f"2. CORRECTIVE ACTION<br>{text}", f"DUE<br>{when}"),
        )
        + "<p></p>"
        for n, text, who, when in KITES
    )
    assert [(text, who, when) for _, _, text, who, when in told(plan(form))] == [
        (text, who, when) for _, _, text, who, when in READ
    ]


def test_labels_within_a_column_are_read_apart():
    rows = (("It fell", f"{text}.<br>Owner: {who}<br>Date: {when}") for _, text, who, when in KITES)
    read = told(plan(table(("Finding", "Response"), *rows)))
    assert [(text, who, when) for _, _, text, who, when in read] == [
        (f"{text}.", who, when) for _, _, text, who, when in READ
    ]


def test_fields_that_a_heading_lists_are_read_line_by_line():
    cells = "<br>".join(f"{n}a<br>{text}<br>{who}<br>{when}" for n, text, who, when in KITES)
    read = told(plan(table(("Finding", "Actions (ref / action / owner / date)"), ("It fell", f"{cells}<br>4a"))))
    assert [(ref, *rest) for _, ref, *rest in read] == [(f"{ref}a", *rest) for _, ref, *rest in READ]


def test_labels_of_cards_are_known_from_the_pages_before():
    cards = Cards()
    for page in "12":
        levels = [[_printed(label, 10), _printed(page, 90)] for label in ("Ref", "Action", "Lead", "Due")]
        cards.learn(levels)
    assert (cards.labels, cards.late) == ({"Ref", "Action", "Lead", "Due"}, True)


def _printed(text: str, left: float) -> PrintedLine:
    return PrintedLine((Run(text),), left, left + 10, 0, 10, 10, left + 10, frozenset())


def test_as_above_says_what_stands_above_where_rows_have_it_in_common():
    rows = (("Fly safely", "Fly", "Jo Bell", "Nobody is hurt"), ("As above", "Land", "as per above", "As above"))
    read = plan(table(("Recommendation", "Action", "Lead", "Measure of success"), *rows))
    [recommendation] = read.sections[0].recommendations
    first, second = recommendation.actions
    assert (recommendation.text, second.leads[0].name) == ("Fly safely", first.leads[0].name)
    assert second.outcome == "As above"


def test_ditto_says_what_stands_above():
    read = told(plan(table(("Action", "Lead", "Due"), ("Fly", "Jo Bell", "4 May 2027"), ("Land", "ditto", '"'))))
    assert [(who, when) for *_, who, when in read] == [(["Jo Bell"], ["4 May 2027"])] * 2


def test_a_table_that_is_drawn_keeps_its_rows_whole():
    rule = "+----+-----+----+\n"
    lines = f"{rule}| Action | Who | By when |\n{rule}| Buy a | Jo | 4 May |\n| kite | Bell | 2027 |\n{rule}"
    assert told(plan(lines, "kites.txt")) == [(None, None, "Buy a kite", ["Jo Bell"], ["4 May 2027"])]


def test_bold_rows_that_nobody_leads_title_those_below():
    rows = [("<b>Hill</b>", "", "<b>4 May 2027</b>", "<b>40%</b>"), ("Fly", "Jo Bell", "4 May 2027", "50%"),
            ("Land", "Ann Fox", "3 May 2027", "30%")]  # fmt: skip
    read = plan(table(("Task", "Owner", "Due", "Share"), *rows))
    assert [section for section, *_ in told(read)] == ["Hill", "Hill"]
    assert any(question.field == "section" for question in read.questions)


@pytest.mark.parametrize("after", ["", " of 2"])
def test_what_pages_print_with_their_number_is_left_out(after):
    lines = [Paragraph((f"Form 4, as printed {page}{after}",), page, place=f"page {page}") for page in (1, 2)]
    kept = Paragraph(("Recommendation 1",), 3, place="page 1")
    document, aside = without_page_counters(SourceDocument((*lines, kept)))
    assert document.parts == (kept,)
    assert aside == [line.text for line in lines]
    _shaped, told = shape(SourceDocument((*lines, kept)))
    assert told.aside == list(aside)


def question(text: str) -> str:
    return f'<tr><td colspan="2">{text}</td></tr>'


def form(hill: str, found: str, action: str, who: str, when: str) -> str:
    rows = [
        "<tr><td>Hill(s)</td><td>Rule</td></tr>", f"<tr><td>{hill}</td><td>Rule 4</td></tr>",
        *map(question, ("How the kite rule was not being met:", found)),
        *map(question, ("Please describe clearly the action you are going to take to meet the rule and when", action)),
        f"<tr><td>Who is responsible for the action?</td><td>{who}</td></tr>",
        *map(question, ("What resources (if any) are needed to fly all of the kites and are these there?", "None")),
        f"<tr><td>Date actions will be completed:</td><td>{when}</td></tr>",
    ]  # fmt: skip
    return f"<table>{''.join(rows)}</table>"


def test_a_form_that_asks_in_sentences_is_read_by_their_key_words():
    read = plan(
        form("North", "Kites fell in the rain.", "Buy two bags.", "Jo Bell", "4 May 2027")
        + form("South", "The string was not waxed.", "Wax it each week.", "Ann Fox", "6 June 2027")
    )
    assert told(read) == [
        (None, None, "Buy two bags.", ["Jo Bell"], ["4 May 2027"]),
        (None, None, "Wax it each week.", ["Ann Fox"], ["6 June 2027"]),
    ]
    found = [rec.text for section in read.sections for rec in section.recommendations]
    assert found == ["Kites fell in the rain.", "The string was not waxed."]


def test_what_is_filled_in_within_the_cell_of_its_question_is_told_from_it():
    def rule(number: int, judged: str, action: str) -> list[str]:
        asks = f"<p>Outline how you are going to come into compliance with Rule {number}:</p><p>{action}</p>"
        head, value = ("Rule heading", "Judged"), (f"Rule {number}: Kites", judged)
        return [*("<tr><td>{}</td><td>{}</td></tr>".format(*cells) for cells in (head, value)), question(asks)]

    texts = ["Two more dry bags will be bought.", "All strings will be waxed in May.", "Jo has sewn on every tail."]
    rows = [row for number, text in enumerate(texts) for row in rule(number, "Not met" if number else "Met", text)]
    assert [one[2] for one in told(plan(f"<table>{''.join(rows)}</table>"))] == texts


def test_nobody_who_wrote_or_can_be_asked_leads_and_what_says_neither_who_nor_when_is_no_record():
    below = "<p>Ask kites@example.org</p><p>Last updated: 4 May 2027</p>"
    assert told(plan(f"<h1>Kites</h1><p>From: Al &lt;al@example.org&gt;</p>{AS_LINES}{below}")) == READ


def test_labels_in_capitals_with_numbers_and_lines_that_go_on_far_in_are_labels_of_records():
    record = (
        "TO ADDRESS (R{n}):     Keep kites in the air.\n"
        "PLANNED IMPROVEMENTS:  Buy string.\n"
        "                       Fly by day.\n"
        "BY (DATE):             {n} May 2027\n"
        "ACTION TAKEN TO DATE:  {said}\n-----------------\n"
    )
    read = plan(f"{record.format(n=1, said='Ordered.')}{record.format(n=2, said='')}\nAuditor: ________\n", "kites.txt")
    found = [(rec.ref, rec.text, a.text, a.timescales[0].text, a.progress) for rec, a in in_order(read)]
    assert found == [
        ("R1", "Keep kites in the air.", "Buy string. Fly by day.", "1 May 2027", "Ordered."),
        ("R2", "Keep kites in the air.", "Buy string. Fly by day.", "2 May 2027", None),
    ]


def in_order(read: UnderstoodPlan) -> list[tuple]:
    return [(rec, action) for part in read.sections for rec in part.recommendations for action in rec.actions]
