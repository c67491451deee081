"""Decisions on the workbench: one for what is asked of many rows alike, with what each answer does."""

import re

import pytest
from django.urls import reverse

from plans import models as m
from plans.importing import AskedQuestion, Question, asked_alike
from plans.operations.imports.draft import standing
from plans.operations.imports.previews import preview
from plans.operations.imports.upload import open_draft
from tests.plans.imports.conftest import NOW
from tests.plans.imports.test_open_questions import OWN_REFS

pytestmark = pytest.mark.django_db

ROWS = "".join(f"| {n} | Fly kite {n} | XQ | 1 June 20{n + 27} | Yellow | Tail {n} |\n" for n in range(1, 7))
TEXT = f"""# Kites 31 January 2027

| No | Action | Lead | By when | RAG | Tails |
|---|---|---|---|---|---|
{ROWS}| 7 | Buy string | QX | a while | Puce | |
| 8 | Sell string | QX | quite soon | Puce | |
"""


@pytest.fixture
def kites(officer, client, read):
    client.force_login(officer)
    return read(TEXT, "kites.md")


@pytest.fixture
def decide(kites, client):
    """Answers the decision that these words ask; the response, and the draft as it then stands."""

    def answer(words, **fields):
        decision = next(one for one in standing(kites).decisions if one.asks == words)
        sent = {"do": "decide", "question": decision.key, **fields}
        response = client.post(reverse("import_say", args=[kites.pk]), sent)
        return response, standing(m.ImportDraft.objects.get(pk=kites.pk)), decision

    return answer


def test_what_is_asked_of_many_rows_is_one_decision_those_first_on_which_the_most_hangs(kites):
    asked = [(one.asks, len(one.asked), len(one.rows)) for one in standing(kites).decisions]
    assert asked == [
        ("Who are these?", 2, 8),
        ("Which ratings do these signs stand for?", 2, 8),
        ("What do these columns hold?", 1, 6),
        ("By when is it to be done?", 2, 2),
    ]


def test_one_click_leaves_all_of_it_as_read_and_one_takes_that_back(decide, kites, client):
    response, stands, decision = decide("Who are these?", choice="as_read")
    assert response.status_code == 302
    assert not next(one for one in stands.decisions if one.key == decision.key).is_open
    page = client.get(reverse("import", args=[kites.pk])).content.decode()
    assert "4 questions for you, 1 answered" in page
    assert "You said: Who are these? Right as read" in page
    client.post(reverse("import_say", args=[kites.pk]), {"do": "back", "number": 0})
    assert all(one.is_open for one in standing(m.ImportDraft.objects.get(pk=kites.pk)).decisions)


def boxes(decision, *values):
    return {f"value-{one.key}": value for one, value in zip(decision.asked, values, strict=True)}


def test_what_is_typed_is_said_of_each_and_only_of_what_was_changed(decide, kites):
    decision = next(one for one in standing(kites).decisions if one.asks == "Who are these?")
    _response, stands, _ = decide(decision.asks, choice="value", **boxes(decision, "Head of Kites", "QX"))
    assert [stands.plan.actions[n].leads[0].chosen for n in (0, 5, 6)] == ["Head of Kites", "Head of Kites", None]
    assert len(m.ImportDraft.objects.get(pk=kites.pk).said) == 1


def test_what_an_answer_would_do_is_shown_and_nothing_said(decide, kites):
    decision = next(one for one in standing(kites).decisions if one.asks == "Who are these?")
    response, _stands, _ = decide(decision.asks, choice="look", **boxes(decision, "Head of Kites", "QX"))
    page = response.content.decode()
    assert "changes 6 rows: 8 actions then. The first 3" in page
    assert "Head of Kites" in re.findall(r'data-label="As you typed it">(.*?)</td>', page)[0]
    assert m.ImportDraft.objects.get(pk=kites.pk).said == []


def test_what_is_not_clear_stays_in_its_box_and_nothing_is_half_said(decide, kites):
    decision = next(one for one in standing(kites).decisions if one.asks == "By when is it to be done?")
    response, _stands, _ = decide(decision.asks, choice="value", **boxes(decision, "30 June 2027", "when we can"))
    page = response.content.decode()
    assert response.status_code == 422
    assert 'value="when we can"' in page
    assert 'value="30 June 2027"' in page
    assert m.ImportDraft.objects.get(pk=kites.pk).said == []


def test_both_readings_of_a_row_are_shown_and_the_other_is_taken_with_one_click(
    officer, client, django_capture_on_commit_callbacks
):
    client.force_login(officer)
    rows = "| Fly | Jo Bell | May 2027 |\n| Total | | 1 |\n| Land | Jo Bell | May 2027 |\n"
    text = f"| Action | Lead | By when |\n|---|---|---|\n{rows}"
    with django_capture_on_commit_callbacks(execute=True):
        opened = open_draft(by=officer, data=text.encode(), name="kites.md", at=NOW)
    draft = m.ImportDraft.objects.get(pk=opened.pk)
    decision = next(one for one in standing(draft).decisions if one.asks == "Is it right that these are no actions?")
    page = client.get(reverse("import", args=[draft.pk])).content.decode()
    assert "“They are rows of the plan” changes 1 row: 3 actions then" in page
    sent = {"do": "decide", "question": decision.key, "choice": "other"}
    client.post(reverse("import_say", args=[draft.pk]), sent)
    assert len(standing(m.ImportDraft.objects.get(pk=draft.pk)).plan.actions) == 3


def test_a_preview_of_nothing_changes_nothing(kites):
    assert preview(kites, standing(kites), ()).rows == 0


def test_several_lines_are_ruled_at_once_and_a_row_is_cut_in_two(kites, client):
    say = reverse("import_say", args=[kites.pk])
    client.post(say, {"do": "rule", "line": ["11", "12"], "ruling": "note"})
    draft = m.ImportDraft.objects.get(pk=kites.pk)
    assert len(standing(draft).plan.actions) == 6
    assert draft.said[-1]["words"] == "Each of 2 lines is a note"
    assert client.post(say, {"do": "rule", "ruling": "note"}).status_code == 302
    page = client.get(reverse("import", args=[kites.pk]), {"show": "all", "cut": "5"}).content.decode()
    assert "What goes into the lower of the two" in page
    parts = {"cut-at0": 1, "cut-at1": 0, "cut-at2": 1, "cut-at3": 1, "cut-at4": 1, "cut-at5": 1}
    client.post(say, {"do": "cut", "number": 5, "where": "Line 5", "cut-upper": "row", "cut-lower": "row", **parts})
    actions = standing(m.ImportDraft.objects.get(pk=kites.pk)).plan.actions
    assert [action.text for action in actions][:3] == ["", "Fly kite 1", "Fly kite 2"]


def test_a_row_that_may_be_the_rest_of_the_one_above_is_made_that_with_one_click(
    officer, client, django_capture_on_commit_callbacks
):
    client.force_login(officer)
    rows = "".join(f"| {n} | Fly kite {n} over the hill | Jo Bell | May 2027 |\n" for n in range(1, 5))
    last = "| 5 | and land it in the field | Jo Bell | May 2027 |\n"
    text = f"| No | Action | Lead | By when |\n|---|---|---|---|\n{rows}{last}"
    with django_capture_on_commit_callbacks(execute=True):
        opened = open_draft(by=officer, data=text.encode(), name="kites.md", at=NOW)
    draft = m.ImportDraft.objects.get(pk=opened.pk)
    decision = next(one for one in standing(draft).decisions if one.asks == "Are these the rest of the row above?")
    sent = {"do": "decide", "question": decision.key, "choice": "other"}
    client.post(reverse("import_say", args=[draft.pk]), sent)
    actions = standing(m.ImportDraft.objects.get(pk=draft.pk)).plan.actions
    assert [len(action.lines) for action in actions] == [1, 1, 1, 2]


def test_the_enter_key_in_a_box_keeps_what_was_typed(kites, client):
    """A browser sends a form by its first button."""
    page = client.get(reverse("import", args=[kites.pk])).content.decode()
    decision = next(one for one in standing(kites).decisions if one.asks == "Who are these?")
    card = page.partition(f'id="d-{decision.key}"')[2].partition("</form>")[0]
    assert re.findall(r'name="choice" value="(\w+)"', card)[:2] == ["value", "as_read"]


def test_a_total_that_was_taken_for_a_row_is_left_out_with_one_click(
    officer, client, django_capture_on_commit_callbacks
):
    """Neither a row of the plan nor the title of a section."""
    rows = "".join(f"| {n} | Fly kite {n} | Ann Lee | {n} June 2027 |\n" for n in range(1, 8))
    text = f"# Kites 31 January 2027\n\n| No | Action | Lead | By when |\n|---|---|---|---|\n{rows}| | Kites: 7 | | |\n"
    client.force_login(officer)
    with django_capture_on_commit_callbacks(execute=True):
        draft = open_draft(by=officer, data=text.encode(), name="kites.md", at=NOW)
    draft = m.ImportDraft.objects.get(pk=draft.pk)
    decision = next(one for one in standing(draft).decisions if one.asks == "Do these title the rows below them?")
    assert "Leave it out" in client.get(reverse("import", args=[draft.pk])).text
    client.post(reverse("import_say", args=[draft.pk]), {"do": "decide", "question": decision.key, "choice": "aside"})
    stands = standing(m.ImportDraft.objects.get(pk=draft.pk))
    assert (len(stands.plan.actions), stands.unanswered) == (7, ())


def test_the_reference_of_an_action_stands_in_its_box_and_is_put_right_there(
    officer, client, django_capture_on_commit_callbacks
):
    client.force_login(officer)
    with django_capture_on_commit_callbacks(execute=True):
        draft = open_draft(by=officer, data=OWN_REFS.encode(), name="kites.md", at=NOW)
    stands = standing(m.ImportDraft.objects.get(pk=draft.pk))
    decision = next(one for one in stands.decisions if one.asks == "Are these references right?")
    url, (asked,) = reverse("import", args=[draft.pk]), decision.asked
    page = client.get(url).text
    assert ('value="1.2.3"' in page, "0 recommendations" in page, ": 6 actions" in page) == (True, False, True)
    assert "Leave it without a date" in page
    sent = {"do": "decide", "question": decision.key, "choice": "value", f"value-{asked.key}": "K6"}
    client.post(reverse("import_say", args=[draft.pk]), sent)
    read = standing(m.ImportDraft.objects.get(pk=draft.pk)).plan
    assert [(rec.ref, rec.actions[-1].ref) for one in read.sections for rec in one.recommendations] == [(None, "K6")]


@pytest.mark.parametrize(
    ("field", "because", "asks"),
    [
        ("dated", "the document prints 3 May 2027 as well; of which day is it?", "Of which day is the document?"),
        ("dated", "the document does not print its date", "Of which day is the document?"),
        ("rag", "nothing else says how it is going; is this the rating?", "What do these columns hold?"),
        ("columns", "a heading that is not known; kept as a column of the plan's own", "What do these columns hold?"),
        ("timescales", "Is ‘Q1’ a quarter of the calendar year?", "By when is it to be done?"),
        ("timescales", "‘soon’ could not be read as a date. By when is it to be done?", "By when is it to be done?"),
        ("rows", "its texts may be what will be done; are they?", "Which column says what will be done?"),
        ("text", "no action is printed in this row", "Is it right that these are actions?"),
    ],
)
def test_what_is_decided_alike_is_asked_as_one(field, because, asks):
    asked = AskedQuestion("1", Question(None, field, "Words", because), None, answered=False)
    assert [words for _name, words, _of in asked_alike([asked])] == [asks]
