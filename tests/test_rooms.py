"""The rooms of the product stay as small, as closed and as plainly named as they were made (`tests/rooms.py`)."""

import ast

import pytest

from tests import rooms


@pytest.mark.parametrize("words", rooms.BOUNDS)
def test_a_measure_of_the_rooms_holds(words):
    measure = rooms.measure(words)
    assert measure.holds, (measure.value, measure.most, measure.found)


def test_decisions_are_counted_with_each_part_of_a_condition():
    (function,) = ast.parse(
        "def one(a, b):\n    if a and b or not a:\n        return [c for c in a if c]\n    return 1 if b else 2\n"
    ).body
    assert rooms.complexity(function) == 1 + 1 + 2 + 2 + 1


def test_a_function_is_as_long_as_its_code():
    (function,) = ast.parse('def one(\n    a,\n):\n    """Two\n    lines."""\n    return a\n').body
    assert rooms._lines(function) == 4
