"""The command prints one JSON object a line, in the shape that others rely on."""

import io
import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from plans.timescales import read
from plans.timescales.readings import reading_as_json


def test_a_reading_as_json_has_days_in_iso_form():
    assert reading_as_json(read("Complete, from June 2013 and Nov 12", dated=date(2012, 10, 1))) == {
        "text": "Complete, from June 2013 and Nov 12",
        "readings": [
            {"text": "Complete", "kind": "complete", "earliest": None, "latest": None},
            {"text": "from June 2013", "kind": "range", "earliest": "2013-06-01", "latest": None},
            {"text": "Nov 12", "kind": "month", "earliest": "2012-11-01", "latest": "2012-11-30"},
        ],
        "question": None,
    }


def printed(*arguments) -> list[dict]:
    out = io.StringIO()
    call_command("read_timescale", *arguments, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_the_command_prints_an_object_for_each_text():
    objects = printed("--dated", "2012-10-01", "Nov 12", "20.05.2011\nSept 2011")
    assert [each["text"] for each in objects] == ["Nov 12", "20.05.2011\nSept 2011"]
    assert [reading["latest"] for each in objects for reading in each["readings"]] == [
        "2012-11-30",
        "2011-05-20",
        "2011-09-30",
    ]


def test_the_command_reads_the_lines_of_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("Ongoing\n\nJune 17\r\n"))
    ongoing, nothing, open_question = printed("-")
    assert ongoing["readings"][0]["kind"] == "ongoing"
    assert nothing == {"text": "", "readings": [], "question": None}
    assert open_question["text"] == "June 17"
    assert open_question["question"]


def test_the_command_says_in_one_line_what_is_wrong_with_its_date():
    with pytest.raises(CommandError, match=r"^--dated '1 May' is not a day in the form YYYY-MM-DD$"):
        printed("--dated", "1 May", "Nov 12")


def test_the_command_says_in_one_line_that_standard_input_is_not_text(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\xff\xfe\xff"), encoding="utf-8"))
    with pytest.raises(CommandError, match="UTF-8"):
        printed("-")


def test_the_command_can_be_told_what_is_known_of_the_document():
    texts = ("Q3 2026", "within 10 working days", "March 2026")
    told = ("--dated", "2026-09-15", "--anchor", "2026-12-18", "--quarters", "financial", "--ask-past")
    quarter, days, past = printed(*told, *texts)
    assert quarter["readings"][0]["latest"] == "2026-12-31"
    assert days["readings"][0]["latest"] == "2027-01-06"
    assert "before the date of the document" in past["question"]
    assert [set(each) for each in (quarter, days, past)] == [{"text", "readings", "question"}] * 3
    assert printed("Q3 2026")[0]["question"]


def test_the_command_says_which_of_its_dates_is_wrong():
    with pytest.raises(CommandError, match=r"^--anchor 'soon' is not a day in the form YYYY-MM-DD$"):
        printed("--anchor", "soon", "Nov 12")
