"""The pure parts: keys that nobody guesses or spoils unseen, cells as people type them, the table of the merge."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from plans.sheets import fields, keys, marks
from plans.sheets.cell_merge import TELLS, Outcome, merge
from plans.sheets.typed import Unread, read, turned, writes_months_first
from plans.state import RagState

ON = date(2026, 12, 14)
RATINGS = tuple(
    RagState(id=n, code=code, label=label, colour=code, rank=n, means_finished=code == "blue")
    for n, (code, label) in enumerate(
        (("red", "Off track"), ("amber", "At risk"), ("green", "On track"), ("blue", "Complete")), 1
    )
)
numbers = st.integers(1, 10**9 - 1)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("30 June 2013", "2013-06-30"),
        ("1) To audit 12 files ", "To audit 12 files"),
        ("1.50", "1.5"),
        ("Housing\nAdvice", "Housing Advice"),
        ("June 2013\u2028", "Jun 2013"),
        ("'=9", "=9"),
    ],
)
def test_a_row_of_a_list_is_marked_as_its_cells_are_one_by_one(text, same, monkeypatch):
    monkeypatch.setattr(marks, "MOST_KEPT", 1)
    seal = marks.Seal(marks.Drawn(plan=3, known=datetime(2026, 11, 29, 9, tzinfo=UTC), on=ON), "secret")
    ratings, words = marks.PlainCells(fields.RAG), marks.PlainCells(fields.PROGRESS)
    for said in (text, same, text):
        one_by_one = seal.row(412, [marks.Said(fields.RAG, text), marks.Said(fields.PROGRESS, said)], flags=marks.FLAT)
        assert seal.plain_row(412, [ratings[text], words[said]], marks.FLAT) == one_by_one
    assert words[text] == words[same]
    assert len(words) == 1, "no more than so many are kept"


def test_prints_stay_as_they_stand_in_files_that_are_out():
    assert [marks.print_of(text) for text in ("", "Red", "2026-10-01", "60 days late")] == [
        "49EZP", "85AD8", "8TY48", "94TJN",
    ]  # fmt: skip


@given(secret=st.text(min_size=1), sheet=numbers, action=numbers, other=st.text(min_size=1))
def test_a_key_says_whose_it_is_and_fits_one_secret(secret, sheet, action, other):
    key = keys.key_of(secret, sheet, action)
    for typed in (str(key), str(key).lower(), f" {key} ", f"Ref {key}.", str(key).replace("-", " - ")):
        assert keys.find(typed) == key
    assert key.is_sealed(secret)
    assume(other != secret)
    assert not key.is_sealed(other)
    assert keys.key_of(secret, sheet + 1, action).seal != key.seal


@given(sheet=numbers, action=numbers, at=st.integers(0, 40), letter=st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_a_key_of_which_one_letter_was_changed_is_no_key(sheet, action, at, letter):
    text = str(keys.key_of("secret", sheet, action))
    at %= len(text)
    spoilt = text[:at] + letter + text[at + 1 :]
    assume(spoilt != text)
    found = keys.find(spoilt)
    assert found is None or not found.is_sealed("secret")


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        *(
            ("date", text, date(2027, 5, 31))
            for text in ("31 May 2027", "31/5/27", "31.05.2027", "2027-05-31", "31st May 2027")
        ),
        *(
            ("date", text, date(2027, 5, 31))
            for text in ("31-May-27", " 31  May 2027 ", "31/05/2027 00:00", "46538", "May 2027")
        ),
        ("date", "12/3/27", date(2027, 3, 12)),
        *(("forecast", text, None) for text in ("", "  ", "-", "n/a", "None")),
        *(("rag", text, "amber") for text in ("At risk", "AT RISK", " at  risk.", "▲ At risk", "Amber", "amber")),
        *(("rag", text, "") for text in ("", "Not rated", "none")),
        *(("complete", text, True) for text in ("Yes", "y", "x", "TRUE", "✓", "done")),
        *(("complete", text, False) for text in ("No", "n", "FALSE")),
        ("complete", "", None),
        ("progress", " One \r\n\r\n two\u00a0 ", "One\ntwo"),
        ("progress", "- a\n* b", "• a\n• b"),
    ],
)
def test_a_cell_is_read_as_a_person_types_it(name, text, value):
    assert read(name, text, RATINGS, ON) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [("date", "when we can"), ("date", "31/2/27"), ("rag", "Magenta"), ("rag", "track"), ("complete", "nearly")],
)
def test_what_says_nothing_is_kept_with_why(name, text):
    found = read(name, text, RATINGS, ON)
    assert isinstance(found, Unread)
    assert found.text == text
    assert found.why


def test_the_order_of_day_and_month_is_that_of_the_program_that_saved_the_file():
    days = [date(2027, 2, 5), date(2027, 3, 6), date(2027, 4, 25)]
    assert writes_months_first((f"{day:%m/%d/%Y}", day) for day in days)
    assert writes_months_first((f"{day:%d/%m/%Y}", day) for day in days) is False
    assert read("date", "02/05/2027", (), ON, month_first=True) == date(2027, 2, 5)


@pytest.mark.parametrize(
    ("days", "order"),
    [
        (["01/31/2027", "3/4/2027"], True),
        (["31/01/2027", "3/4/2027"], False),
        (["31/1/27", "01/31/2027"], True),
        (["1/2/2027", "3/4/2027"], None),
        (["01/31/2027", "31/01/2027"], None),
        (["31.01.2027", "5/5/2027"], None),
        ([], None),
    ],
)
def test_days_in_digits_prove_their_order_or_nothing_does(days, order):
    assert writes_months_first((day, None) for day in days) is order


def test_a_day_that_is_one_in_one_order_only_is_read_in_it():
    for text in ("31/01/2027", "01/31/2027", "31.01.2027", "31/1/27", "1/31/27", "2027-01-31", "31 Jan 2027", "44227"):
        for month_first in (True, False):
            found = read("date", text, (), ON, month_first=month_first)
            assert found == (date(2021, 1, 31) if text == "44227" else date(2027, 1, 31)), text
    assert isinstance(read("date", "13/25/2027", (), ON), Unread)
    assert turned("3/4/2027") == date(2027, 3, 4)
    assert [turned(text) for text in ("31/1/2027", "5/5/2027", "3.4.2027", "soon")] == [None] * 4


values = {
    "date": st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2028, 1, 1))),
    "rag": st.sampled_from(["", "red", "amber", "green"]),
    "text": st.sampled_from(["Do it", "Do  it", "Do something else", "Leave it"]),
    "complete": st.booleans(),
    "progress": st.sampled_from(["", "Begun.", "Half done.", "All done."]),
}


@given(data=st.data(), name=st.sampled_from(sorted(values)))
def test_the_table_of_the_merge(data, name):
    then, sheet, now = (data.draw(values[name]) for _ in range(3))
    cell = merge(name, then, sheet, now)

    def alike(one, other):
        plain = [" ".join(each.split()) if isinstance(each, str) else each for each in (one, other)]
        return (plain[0] or None) == (plain[1] or None)

    if (name == "progress" and not sheet) or alike(then, sheet):
        wanted = Outcome.SAME if alike(then, now) else Outcome.HERE
    elif alike(sheet, now):
        wanted = Outcome.AGREED
    elif sheet in (None, ""):
        wanted = Outcome.EMPTIED
    else:
        wanted = Outcome.SHEET if alike(then, now) else Outcome.BOTH
    assert cell.outcome is wanted
    assert cell.is_chosen == (wanted is Outcome.SHEET or (wanted is Outcome.BOTH and name == "progress"))
    assert not (cell.is_chosen and wanted not in TELLS)
    again = merge(name, then, sheet, sheet if cell.is_chosen else now)
    assert not again.is_chosen, "what was taken is not proposed again"


def test_what_was_asked_for_already_is_not_proposed_again():
    wanted = date(2027, 5, 31)
    assert merge("date", None, wanted, None, said=[wanted]).outcome is Outcome.AGREED
    assert merge("date", None, Unread("soon", "No day."), None).outcome is Outcome.UNREAD
