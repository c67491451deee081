"""A later edition beside its plan: what is new, changed, moved and gone, and nothing else."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans.importing import CHANGED, GONE, MOVED, NEW, compare
from plans.importing.understood_plan import UnderstoodPlan, UnderstoodSection
from tests.plans.importing.editions.invented import WORDS, action, document, documents, one_section, plan_of, rec

REST = tuple(action(text, row=n) for n, text in enumerate(("Buy wicks", "Train two lamplighters", "Publish it"), 3))
quick = settings(max_examples=30, suppress_health_check=list(HealthCheck))


def kinds(edition) -> dict[str, list[str]]:
    """From each kind to what it is said of."""
    out: dict[str, list[str]] = {}
    for each in edition.differences:
        out.setdefault(each.kind, []).append(each.place.subject)
    return out


def mapped(plan: UnderstoodPlan, change) -> UnderstoodPlan:
    """The document with each of its actions as `change` makes it from its index and itself; None takes it out."""
    numbers = iter(range(10_000))
    sections = tuple(
        replace(
            section,
            recommendations=tuple(
                replace(r, actions=tuple(b for a in r.actions if (b := change(next(numbers), a)) is not None))
                for r in section.recommendations
            ),
        )
        for section in plan.sections
    )
    return replace(plan, sections=sections)


@quick
@given(documents)
def test_the_same_document_again_says_nothing_new(plan):
    edition = compare(plan_of(plan), plan)
    assert edition.differences == ()
    assert len(edition.same) == len(plan.actions)


@quick
@given(documents, documents)
def test_the_same_two_give_the_same_keys_and_each_key_once(one, other):
    state = plan_of(one)
    keys = [each.key for each in compare(state, other).differences]
    assert keys == [each.key for each in compare(state, other).differences]
    assert len(keys) == len(set(keys))
    assert compare(state, other).digest == compare(state, other).digest


@quick
@given(documents, documents)
def test_what_is_gone_is_never_accepted_by_itself(one, other):
    edition = compare(plan_of(one), other)
    gone = {each.key for each in edition.differences if each.kind == GONE}
    assert not gone & edition.defaults
    assert not gone & edition.of_kinds([NEW, CHANGED, MOVED, GONE])


@quick
@given(documents, documents)
def test_every_action_of_both_sides_is_the_same_is_changed_is_new_or_is_gone(one, other):
    """Nothing falls between the two."""
    state = plan_of(one)
    edition = compare(state, other)
    matched = edition.matched.actions
    new = {each.at for each in edition.differences if each.kind == NEW and each.about == "action"}
    gone = {each.was for each in edition.differences if each.kind == GONE and each.about == "action" and not each.at}
    assert len(new) + len(matched) == len(other.actions)
    assert gone | set(matched.values()) == {action.id for action in state.actions}
    assert not gone & set(matched.values())


@quick
@given(documents)
def test_renumbering_is_a_changed_reference_and_nothing_else(plan):
    def renumber(section):
        recs = section.recommendations
        return replace(section, recommendations=tuple(replace(r, ref=f"N{n}") for n, r in enumerate(recs)))

    renumbered = replace(plan, sections=tuple(map(renumber, plan.sections)))
    edition = compare(plan_of(plan), renumbered)
    assert {each.kind for each in edition.differences} == {CHANGED}
    assert {(each.about, *(c.name for c in each.changes)) for each in edition.differences} == {
        ("recommendation", "ref")
    }


@quick
@given(documents, st.randoms())
def test_reordering_moves_rows_and_makes_none_new_or_gone(plan, random):
    def shuffled(things):
        return tuple(random.sample(things, len(things)))

    def shuffle(section):
        recs = (replace(r, actions=shuffled(r.actions)) for r in section.recommendations)
        return replace(section, recommendations=shuffled(tuple(recs)))

    reordered = replace(plan, sections=tuple(map(shuffle, plan.sections)))
    edition = compare(plan_of(plan), reordered)
    assert {each.kind for each in edition.differences} <= {MOVED}
    assert (reordered == plan) == (edition.differences == ())


@quick
@given(documents, st.data())
def test_a_word_that_is_another_makes_its_action_changed(plan, data):
    which = data.draw(st.integers(0, len(plan.actions) - 1))

    def reword(n, row):
        return replace(row, text=" ".join([*row.text.split()[:-1], "lantern"]), steps=()) if n == which else row

    edition = compare(plan_of(plan), mapped(plan, reword))
    worded = [e for e in edition.differences if e.about == "action" and e.kind == CHANGED]
    assert len(worded) == 1
    assert worded[0].at == next(at for n, at in enumerate(sorted(edition.matched.actions)) if n == which)
    assert {e.kind for e in edition.differences if e.about == "action"} == {CHANGED}


@quick
@given(documents, st.data())
def test_a_row_that_is_taken_out_is_gone_and_one_that_is_put_in_is_new(plan, data):
    which = data.draw(st.integers(0, len(plan.actions) - 1))
    shorter = mapped(plan, lambda n, row: None if n == which else row)
    assert [(e.kind, e.about) for e in compare(plan_of(plan), shorter).differences] == [(GONE, "action")]
    assert [(e.kind, e.about) for e in compare(plan_of(shorter), plan).differences] == [(NEW, "action")]


def test_spaces_bullets_quotes_and_a_capital_at_the_edge_are_no_change():
    old = one_section(rec("Keep the lamps lit", action("Ask the lamp team’s lead to\ncheck each lamp.")))
    new = one_section(rec("keep the  lamps lit.", action("•  ask the lamp team's lead to check each lamp")))
    assert compare(plan_of(old), new).differences == ()


def test_a_row_under_another_heading_has_moved_with_all_it_bears():
    lamp, wick = action("Check each lamp by hand", row=1), action("Trim every wick at dusk", row=2)
    old = one_section(rec("Keep lamps lit", lamp, wick), rec("Know what oil costs", action("Weigh the oil", row=3)))
    new = one_section(rec("Keep lamps lit", lamp), rec("Know what oil costs", wick, action("Weigh the oil", row=3)))
    [moved] = compare(plan_of(old), new).differences
    assert (moved.kind, moved.about, moved.default) == (MOVED, "action", True)
    assert moved.changes[0].before == "Under “Keep lamps lit”"
    assert moved.changes[0].after == "Under “Know what oil costs”"


def test_a_row_that_was_split_is_one_changed_and_one_new_with_a_hint():
    whole = action("Repaint the lamp posts of the harbour and number every lantern bracket on the quay", row=1)
    parts = action("Repaint the lamp posts of the harbour", row=1), action("Number every lantern bracket", row=2)
    edition = compare(plan_of(one_section(rec("Light", whole, *REST))), one_section(rec("Light", *parts, *REST)))
    [new] = [each for each in edition.differences if each.kind == NEW]
    assert set(kinds(edition)) == {CHANGED, NEW}
    assert "It may be a part of “Repaint the lamp posts" in new.hint


def test_rows_that_were_merged_are_one_changed_and_one_gone_with_a_hint():
    parts = action("Repaint the lamp posts of the harbour", row=1), action("Number every lantern bracket", row=2)
    whole = action("Repaint the lamp posts of the harbour and number every lantern bracket on the quay", row=1)
    edition = compare(plan_of(one_section(rec("Light", *parts, *REST))), one_section(rec("Light", whole, *REST)))
    [gone] = [each for each in edition.differences if each.kind == GONE]
    assert set(kinds(edition)) == {CHANGED, GONE}
    assert gone.hint.startswith("It may be in “Repaint the lamp posts")


def test_a_row_that_is_only_somewhat_alike_is_new_and_gone_and_each_names_the_other():
    old = one_section(rec("Light", action("Survey lamp owners about winter opening of the oil store", row=1), *REST))
    new = one_section(rec("Light", *REST, action("Survey market traders about the winter price of candles", row=9)))
    edition = compare(plan_of(old), new)
    by_kind = {each.kind: each for each in edition.differences}
    assert set(by_kind) == {NEW, GONE}
    assert (
        by_kind[NEW].hint == "It may be another wording of “Survey lamp owners about winter opening of the oil store”."
    )
    assert "Survey market traders" in by_kind[GONE].hint


def test_a_band_that_was_renamed_is_the_same_band():
    recs = (rec("Keep lamps lit", action("Check each lamp", row=1)), rec("Oil", action("Weigh the oil", row=2)))
    old = document(
        UnderstoodSection("Now", recommendations=recs[:1]), UnderstoodSection("Later", recommendations=recs[1:])
    )
    new = replace(old, sections=(replace(old.sections[0], title="At once"), old.sections[1]))
    assert [(e.kind, e.about) for e in compare(plan_of(old), new).differences] == [(CHANGED, "section")]


def test_a_column_that_the_document_leaves_out_says_nothing_about_what_stood_in_it():
    old = one_section(rec("Light", action("Check each lamp", evidence="A signed list")))
    new = one_section(rec("Light", action("Check each lamp")))
    bare = replace(new, columns=tuple(c for c in new.columns if c.meaning != "evidence"))
    [emptied] = compare(plan_of(old), new).differences
    assert (emptied.kind, emptied.changes[0].before, emptied.default) == (GONE, "A signed list", False)
    [column] = compare(plan_of(old), bare).differences
    assert (column.about, column.can_withdraw) == ("column", False)


def test_five_hundred_rows_reworded_and_put_upside_down_are_all_found_again():
    def text(n):
        return f"{WORDS[n % 90]} the {WORDS[n * 7 % 90]} of {WORDS[n * 13 % 90]} and show {WORDS[n * 29 % 90]} {n}"

    rows = [action(text(n), row=n) for n in range(500)]
    later = [replace(row, text=row.text.replace("and show", "so as to show")) for row in reversed(rows)]

    def plan(actions):
        return one_section(*(rec(f"Improve {WORDS[n]} {n}", *actions[n * 10 : n * 10 + 10]) for n in range(50)))

    state = plan_of(plan(rows))
    edition = compare(state, plan(later))
    texts = {each.id: each.text for each in state.actions}
    told = {at: texts[was].split()[-1] for at, was in edition.matched.actions.items()}
    assert told == {(0, n // 10, n % 10): row.text.split()[-1] for n, row in enumerate(later)}


def test_where_titles_were_lost_nothing_that_moves_is_accepted_by_default():
    one, two = rec("Light the lamps", REST[0], ref="1"), rec("Trim the wicks", REST[1], ref="2")
    old = plan_of(
        document(
            UnderstoodSection("At once", recommendations=(one,)), UnderstoodSection("Later", recommendations=(two,))
        )
    )
    sowing = rec("Sow the verges", action("Choose the seed", row=9), ref="3")
    lost = compare(old, one_section(one, two, sowing))
    assert lost.fewer_titles == 2
    moves = {each.key for each in lost.differences if each.kind == MOVED or each.about == "section"}
    assert moves
    assert not lost.with_needs(lost.defaults) & moves


def test_where_as_many_titles_are_printed_moves_are_accepted():
    one, two = rec("Light the lamps", REST[0], ref="1"), rec("Trim the wicks", REST[1], ref="2")
    stays = UnderstoodSection("Later", recommendations=(rec("Sow the verges", REST[2], ref="3"),))
    old = plan_of(document(UnderstoodSection("At once", recommendations=(one, two)), stays))
    edition = compare(
        old,
        document(
            UnderstoodSection("At once", recommendations=(one,)),
            replace(stays, recommendations=(*stays.recommendations, two)),
        ),
    )
    assert edition.fewer_titles == 0
    assert [each.default for each in edition.differences if each.kind == MOVED] == [True]
