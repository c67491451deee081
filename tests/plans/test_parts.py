"""Cutting a long plan into parts: nothing lost, nothing twice, none too long."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from plans.parts import A_PART, WHOLE, Entry, parts, place

outlines = st.lists(st.lists(st.integers(0, 130), max_size=8), max_size=8)


def outline(sections):
    """From the actions of each recommendation of each section to the sections' ids and the recommendations."""
    entries = [
        Entry(id=1000 * section + at, section=section, ref=f"{at}", actions=actions)
        for section, found in enumerate(sections, start=1)
        for at, actions in enumerate(found)
    ]
    return range(1, len(sections) + 1), entries


@given(outlines)
def test_every_section_and_recommendation_stands_once_and_in_order(sections):
    ids, entries = outline(sections)
    cut = parts(ids, entries)
    pieces = [piece for part in cut for piece in part]
    assert [entry for piece in pieces for entry in piece.entries] == entries
    assert list(dict.fromkeys(piece.section for piece in pieces)) == list(ids)
    rows = sum(entry.rows for entry in entries)
    assert (len(cut) == 1) or rows > WHOLE
    for part in cut:
        of_part = [entry.rows for piece in part for entry in piece.entries]
        assert sum(of_part) <= (WHOLE if rows <= WHOLE else A_PART) or len(of_part) == 1
        assert len({piece.section for piece in part}) == len(part)
    for at, part in enumerate(cut):
        for piece in part:
            assert all(place(cut, recommendation=entry.id) == at for entry in piece.entries)
            assert cut[place(cut, section=piece.section)][0].section <= piece.section


@given(outlines)
def test_the_pieces_of_a_section_number_all_of_its_actions(sections):
    for section, found in enumerate(sections, start=1):
        ids, entries = outline(sections)
        pieces = [piece for part in parts(ids, entries) for piece in part if piece.section == section]
        assert [pieces[0].first, pieces[-1].last] == [1, sum(found)]
        assert all(before.last + 1 == after.first for before, after in pairwise(pieces))
        assert {piece.of for piece in pieces} == {sum(found)}
        assert (len(pieces) == 1) == all(piece.whole for piece in pieces)


def test_what_is_not_there_is_the_first_part():
    cut = parts(*outline([[100], [100]]))
    assert len(cut) == 2
    assert place(cut) == place(cut, section=9) == place(cut, recommendation=9) == 0


def test_a_plan_of_nothing_has_one_part():
    assert parts((), ()) == ((),)
