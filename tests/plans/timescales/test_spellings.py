"""Months spelt wrong, and the Welsh of bilingual plans, mean what the right English words mean."""

import pytest

from plans.timescales import read

from .phrasings import SEPTEMBER_2026, each, said

MISSPELT = each(
    ("Febuary 2027", "month 2027-02-01..2027-02-28"),
    ("28th Feburary 2027", "date 2027-02-28..2027-02-28"),
    ("Janurary 2027", "month 2027-01-01..2027-01-31"),
    ("by end Setpember 2026", "month 2026-09-01..2026-09-30"),
    ("Septmber", "month 2026-09-01..2026-09-30"),
    ("31 Ocotber 2026", "date 2026-10-31..2026-10-31"),
    ("NOVMBER 2026", "month 2026-11-01..2026-11-30"),
    ("Decemeber 2026", "month 2026-12-01..2026-12-31"),
    ("Agust 2027", "month 2027-08-01..2027-08-31"),
    ("Apirl 2027", "month 2027-04-01..2027-04-30"),
    ("Marhc 2027", "month 2027-03-01..2027-03-31"),
)

WELSH = each(
    *(
        (f"{name} 2027", f"month 2027-{number:02}-01..2027-{number:02}-{last}")
        for number, (name, last) in enumerate(
            (
                ("Ionawr", 31),
                ("Chwefror", 28),
                ("Mawrth", 31),
                ("Ebrill", 30),
                ("Mai", 31),
                ("Mehefin", 30),
                ("Gorffennaf", 31),
                ("Awst", 31),
                ("Medi", 30),
                ("Mis Hydref", 31),
                ("Tachwedd", 30),
                ("Rhagfyr", 31),
            ),
            start=1,
        )
    ),
    ("31 Mawrth 2027", "date 2027-03-31..2027-03-31"),
    ("31 March 2027 / 31 Mawrth 2027", "date 2027-03-31..2027-03-31"),
    ("End of May 2027 / Diwedd Mai 2027", "month 2027-05-01..2027-05-31"),
    ("31 Hydref 2026", "date 2026-10-31..2026-10-31"),
    ("31ain o Fawrth 2027", "date 2027-03-31..2027-03-31"),
    ("1af Ebrill 2027", "date 2027-04-01..2027-04-01"),
    ("Dydd Llun 5 Hydref 2026", "date 2026-10-05..2026-10-05"),
    ("erbyn diwedd mis Rhagfyr 2026", "month 2026-12-01..2026-12-31"),
    ("Erbyn diwedd Mawrth", "month 2027-03-01..2027-03-31"),
    ("cyn Ebrill 2027", "month ..2027-03-31"),
    ("ym mis Medi 2027", "month 2027-09-01..2027-09-30"),
    ("Gwanwyn 2027", "season 2027-03-01..2027-05-31"),
    ("Haf 2027", "season 2027-06-01..2027-08-31"),
    ("Blwyddyn ariannol 2026/27", "range 2026-04-01..2027-03-31"),
    ("misol", "recurring"),
    ("chwarterol", "recurring"),
    ("parhaus", "ongoing"),
    ("ar unwaith", "immediate"),
    ("i'w gadarnhau", "tbc"),
    ("wedi'i gwblhau", "complete"),
)


@pytest.mark.parametrize(("text", "expected"), [*MISSPELT, *WELSH])
def test_it_is_read_as_what_it_means(text, expected):
    reading = read(text, **SEPTEMBER_2026)
    assert [(each.text, said(each)) for each in reading.readings] == [(text, expected)]
    assert reading.question is None


@pytest.mark.parametrize("text", ["Hydref 2026", "hydref"])
def test_the_welsh_for_october_is_asked_about_because_it_is_autumn_too(text):
    reading = read(text, **SEPTEMBER_2026)
    assert [said(each) for each in reading.readings] == ["month 2026-10-01..2026-10-31"]
    assert "autumn" in reading.question


@pytest.mark.parametrize("text", ["HAF programme 2027", "Avril to agree", "Augusta House"])
def test_names_are_not_taken_for_months_or_seasons(text):
    assert [said(each) for each in read(text, **SEPTEMBER_2026).readings] == ["other"]
