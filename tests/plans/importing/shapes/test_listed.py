"""Lists whose items say who and by when: each evidence with an item that is read otherwise without it."""

import pytest

from plans.importing import rulings
from plans.importing.rows.shapes.lines_as_rows import ITEMS, ListItem
from plans.importing.rows.shapes.tails import Tail, people_of, tail_of
from plans.importing.source_document import Paragraph

LINE = Paragraph(("-",), 1, listed=True)


def item(text: str = "Fly", tail: Tail | None = None, **more) -> ListItem:
    return ListItem(LINE, text, tail=tail or Tail(text), **more)


DECIDED = {
    "most of its list say who or by when": item("Bench missing", share=0.6),
    "it says who": item(tail=Tail("Fly", "Jo Bell")),
    "it says by when": item(tail=Tail("Fly", when="May 2027")),
    "it says how it stands": item(tail=Tail("Fly", state="done")),
    "it tells what was, and names nobody": item("The hill was noted", tail=Tail("The hill was noted", state="done")),
    "it says that there is nothing to do": item("No action, all fine", share=0.6),
    "words of an agenda": item("Apologies for absence", share=0.6),
    "a list stands below it": item("Slope", share=0.6, goes_on=True),
    "a few words that say nothing, above items that do": item("Hill", share=0.6, titles=True),
    "a person says that it is a row": item(ruled=rulings.ROW),
    "a person says that it is none": item(tail=Tail("Fly", "Jo Bell", "May 2027"), share=1.0, ruled=rulings.ASIDE),
}


@pytest.mark.parametrize("evidence", ITEMS, ids=lambda one: one.name)
def test_each_evidence_decides_its_example(evidence):
    found = DECIDED[evidence.name]
    assert evidence.holds(found)
    assert (found.weight > 0) != (found.weight - evidence.weight > 0)


PEOPLE = people_of(["Present: Jo Bell, Sid (warden)", "To: Ann Fox <ann@kites.example>"])


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("Oil the hinge [Jo Bell, 4 May 2027]", ("Oil the hinge", "Jo Bell", "4 May 2027", "")),
        ("Oil the hinge. R Moss by 4 May 2027", ("Oil the hinge.", "R Moss", "by 4 May 2027", "")),
        ("Oil it. Owner: Jo & Ann. Due: 7/12/2026", ("Oil it.", "Jo & Ann", "7/12/2026", "")),
        ("Oil it - Sid - end of Jan", ("Oil it", "Sid", "end of Jan", "")),
        ("Oil it (Ann - done on the day)", ("Oil it", "Ann", "", "done on the day")),
        ("Oil it, Jo to order", ("Oil it, Jo to order", "Jo", "", "")),
        ("Oil the hinge -> Ann by 8 May 2027", ("Oil the hinge", "Ann", "by 8 May 2027", "")),
        ("Hinge squeaks - replace", ("Hinge squeaks - replace", "", "", "")),
        ("Hinge: oil it. Enough of that.", ("Hinge: oil it. Enough of that.", "", "", "")),
        ("Fly - Rev. Fox & SBM - asap", ("Fly", "Rev. Fox & SBM", "asap", "")),
        ("Fly with P.N.", ("Fly with P.N.", "", "", "")),
    ],
)
def test_a_line_is_read_apart(line, read):
    tail = tail_of(line, PEOPLE)
    assert (tail.text, tail.who, tail.when, tail.state) == read
