"""Numbers of findings and names of other plans."""

import pytest

from plans.importing.readers.markup import read_cell
from plans.importing.understanding.references import finding_numbers, plan_names


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("14,6, 13,", (14, 6, 13)),
        ("1 – 4", (1, 2, 3, 4)),
        ("1-3, 7 and 9 to 11", (1, 2, 3, 7, 9, 10, 11)),
        ("12 6", (12, 6)),
        ("2, 2", (2,)),
        ("9-3", (9, 3)),
        ("1-999", (1, 999)),
        ("", ()),
        ("all", ()),
    ],
)
def test_numbers(text, numbers):
    assert finding_numbers(text) == numbers


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("Town<br>Plan<br>KSB<br>Quality<br>Framework", ("Town Plan", "KSB Quality Framework")),
        ("Town Plan; Kite Strategy", ("Town Plan", "Kite Strategy")),
        ("Town Plan and Kite Strategy", ("Town Plan", "Kite Strategy")),
        ("Plan for Kites", ("Plan for Kites",)),
        ("Town<br>Plan<br>Town<br>Plan", ("Town Plan",)),
        ("n/a", ()),
    ],
)
def test_names_of_plans(source, names):
    assert plan_names(read_cell(source))[0] == names


def test_a_name_printed_twice_is_told():
    assert plan_names(read_cell("Town Plan Town Plan"))[1]
    assert not plan_names(read_cell("Town Plan"))[1]
