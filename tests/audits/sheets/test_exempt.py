"""What is exempt from publication does not leave in a sheet, and does not come home as a change."""

import io

import pytest
from openpyxl import load_workbook

from audits.operations.redaction import redact
from audits.sheets.files import bytes_of
from audits.verification import faults
from plans.clock import today
from plans.operations.exemptions import mark_exempt
from plans.operations.progress.updates import Word, submit_progress
from tests import factories
from tests.audits.sheets.bringing import apply, come_home, outcomes, sheet_of

pytestmark = pytest.mark.django_db


def said_in(data: bytes) -> str:
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    return " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)


def test_passages_and_actions_that_are_exempt_stay_here_and_nothing_of_them_is_a_change(plan, officer):
    first, second, third = factories.actions_of(plan)
    words = Word(narrative="Child Q moved to a new home in May.", position_on=today())
    submit_progress(by=officer, action=first, word=words)
    mark_exempt(by=officer, action=first, what="passage", field="progress", words="Child Q", paragraph=2)
    mark_exempt(by=officer, action=second, what="passage", field="action", words="thing numbered 2", paragraph=3)
    mark_exempt(by=officer, action=third, what="action", paragraph=1)
    sheet = sheet_of(plan, officer)
    data = bytes_of(sheet)
    assert "Child Q" not in said_in(data)
    assert "not published: paragraph 2" in said_in(data)
    assert list(sheet.rows.values_list("action", flat=True)) == [first.pk, second.pk]
    assert outcomes(come_home(officer, sheet, data=data)) == {}
    returned = come_home(officer, sheet, {second.pk: {"text": "Do [not published: paragraph 3] at once"}})
    apply(officer, returned, {f"{second.pk}-text": "sheet"})
    returned.refresh_from_db()
    assert "exempt" in returned.waits[0]["why"]
    second.refresh_from_db()
    assert second.text.startswith("Do the thing numbered 2")


def test_a_redaction_takes_the_files_that_came_home_too(plan, officer):
    [first, *_others] = factories.actions_of(plan)
    sheet = sheet_of(plan, officer)
    apply(officer, come_home(officer, sheet, {first.pk: {"progress": "Child Q has moved."}}))
    administrator = factories.person("Abe Administrator", is_administrator=True)
    redact(by=administrator, plan=plan, words="Child Q", why="It names a child.")
    assert not sheet.returns.exists()
    assert "Child Q" not in first.updates.get().narrative
    assert list(faults()) == []
