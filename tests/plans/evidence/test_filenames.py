"""A file that leaves has a name of its own that any machine takes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.filenames import LONGEST, Names, safe_name


@pytest.mark.parametrize(
    "text, name",
    [
        ("register.txt", "register.txt"),
        ("../../etc/passwd", "_._etc_passwd"),
        ('a<b>:"c|d?*.pdf', "a_b___c_d__.pdf"),
        ("two\nlines\t.txt", "two lines.txt"),
        ("con.txt", "_con.txt"),
        ("ends with dots...", "ends with dots"),
        ("evil\u202egpj.exe", "evilgpj.exe"),
        ("", "file"),
        ("...", "file"),
        ("ŵyl fawr.pdf", "ŵyl fawr.pdf"),
        ("x" * 300 + ".docx", "x" * LONGEST + ".docx"),
    ],
)
def test_a_name_is_what_any_machine_takes(text, name):
    assert safe_name(text) == name


def test_names_that_differ_in_case_alone_are_told_apart():
    names = Names()
    assert [names.name("1.1", name) for name in ("a.txt", "A.txt", "a (2).txt", "a.pdf")] == [
        "1.1 a.txt", "1.1 A (2).txt", "1.1 a (2) (2).txt", "1.1 a.pdf",
    ]  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.text(max_size=300), max_size=6))
def test_no_name_leads_out_of_its_folder_and_none_comes_twice(texts):
    names = Names()
    given_names = [names.name(text) for text in texts]
    assert len({name.casefold() for name in given_names}) == len(texts)
    for name in given_names:
        assert name and name not in (".", "..") and not name.endswith((".", " "))
        assert not set(name) & set('/\\:*?"<>|\0')
        assert len(name) <= LONGEST + 20
