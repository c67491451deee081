"""Two partners' sheets of the same rows and updates here, merged, undone and merged again in any order."""

from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from audits.models import SheetReturn
from audits.operations.sheets.application import apply_return, waits_to_be_merged
from audits.operations.sheets.out import Whom, make_sheet
from audits.sheets.returns import ReadRow, ReadSheet
from audits.verification import faults
from plans import models as m
from plans.clock import now, today
from plans.operations.errors import Refused
from plans.operations.progress.updates import Word, submit_progress
from plans.operations.retraction import take_back_act
from tests import factories

NAMES = ("first", "second")
STEPS = st.lists(st.sampled_from(["here", "first", "second", "undo first", "undo second"]), min_size=3, max_size=6)


@pytest.mark.thorough
class Interleavings(TestCase):
    @given(steps=STEPS, rated=st.tuples(*[st.sampled_from(["", "red", "amber", "green"])] * 2))
    @settings(max_examples=3, deadline=None)
    def test_no_word_is_lost_or_said_twice_however_they_are_merged_undone_and_merged_again(self, steps, rated):
        plan = factories.plan(actions=2)
        officer = factories.person("Olive Officer", plan=plan, role="officer")
        actions = factories.actions_of(plan)
        homes = {name: self._home(officer, actions, name, rag) for name, rag in zip(NAMES, rated, strict=True)}
        here = []
        for step in steps:
            if step == "here":
                here.append(f"Said here, {len(here) + 1}.")
                word = Word(narrative=here[-1], rag=factories.rag("green"), position_on=today() - timedelta(days=1))
                submit_progress(by=officer, action=actions[0], word=word)
            elif step in NAMES:
                self._merge(officer, homes[step])
            else:
                self._undo(officer, plan, homes[step.removeprefix("undo ")])
        for name in NAMES:
            self._merge(officer, homes[name])
        for action in actions:
            found = list(
                m.ProgressUpdate.objects.filter(action=action, withdrawn=False).values_list("narrative", flat=True)
            )
            for name in NAMES:
                assert found.count(f"Words of the {name}.") == 1
            assert [words for words in found if words.startswith("Said here")] == (here if action == actions[0] else [])
        assert list(faults()) == []

    def _home(self, officer, actions, name: str, rag: str) -> SheetReturn:
        sheet = make_sheet(
            by=officer, whom=Whom(name=name.title()), actions=[each.pk for each in actions], filled=["rag", "progress"]
        )
        cells = {"progress": f"Words of the {name}.", "rag": rag}
        rows = [ReadRow(f"row {at}", {**cells, "text": each.text}, action=each.pk) for at, each in enumerate(actions)]
        return SheetReturn.objects.create(
            sheet=sheet,
            name="home.xlsx",
            sha256="0" * 64,
            data=b"",
            read=ReadSheet(rows).as_json(),
            came_at=now(),
            came_by_name="",
        )

    def _merge(self, officer, returned: SheetReturn) -> None:
        returned.refresh_from_db()
        if waits_to_be_merged(returned):
            apply_return(by=officer, returned=returned, choices={}, reason="It came home.")

    def _undo(self, officer, plan, returned: SheetReturn) -> None:
        returned.refresh_from_db()
        if returned.act and not waits_to_be_merged(returned):
            with suppress(Refused):
                take_back_act(by=officer, plan=plan, act=returned.act, reason="The wrong file.")
