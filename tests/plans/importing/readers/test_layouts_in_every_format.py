"""The layouts come in alike in whatever format a council keeps them."""

import pytest

from tests.plans.importing.layouts.loading import NAMES, document_of
from tests.plans.importing.readers.test_same_in_every_format import agreement, fields, steps_of, through, understood

ALIKE = 0.9
"""Of a layout of few fields one that differs is several in a hundred."""
NOT_WITHOUT_LINES = {
    "31_milestones_in_a_cell": "its sign-off box stands right below the plan's last row, and nothing tells them apart",
    "42_numbered_small_tables": "labels and values in two columns without a line between them are prose",
}
"""What a table that only the text's positions make can't show."""
CASES = [
    (name, fmt)
    for name in NAMES
    for fmt in ("docx", "xlsx", "html", "pdf", "unruled pdf")
    if fmt != "unruled pdf" or name not in NOT_WITHOUT_LINES
]


@pytest.mark.thorough
@pytest.mark.parametrize(("name", "fmt"), CASES)
def test_a_layout_is_understood_as_from_its_own_form(name, fmt):
    document = document_of(name)
    plan = understood(document)
    lists = steps_of(plan)
    own, other = fields(plan), fields(through(document, fmt, lists=lists))
    assert agreement(own, other) >= ALIKE, ((own - other), (other - own))
