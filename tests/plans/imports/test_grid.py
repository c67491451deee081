"""The grid of the workbench: who, by when, reference and rating of many rows in one save."""

import re

import pytest
from django.urls import reverse

from plans import models as m
from plans.operations.imports.draft import standing

pytestmark = pytest.mark.django_db

TEXT = """# Kites 31 January 2027

| No | Action | Lead | By when | RAG |
|---|---|---|---|---|
| 1 | Fly it | QX | 1 June 2027 | Amber |
| 2 | Buy string | Ann Lee | a while | |
| 3 | Sell string | To be confirmed | | |
"""


@pytest.fixture
def kites(officer, client, read):
    client.force_login(officer)
    return read(TEXT, "kites.md")


@pytest.fixture
def typed(client, kites):
    """Types into the grid: {"lead-1": …}, the rows as they stand on the page; its answer and the actions then."""
    url = reverse("import_grid", args=[kites.pk])

    def type_in(**cells):
        page = client.get(url).text
        sent = {"row": re.findall(r'name="row" value="([^"]+)"', page)}
        response = client.post(url, {**sent, **{name.replace("_", "-"): text for name, text in cells.items()}})
        stands = standing(m.ImportDraft.objects.get(pk=kites.pk))
        return response, stands.plan.actions, stands

    return type_in


def test_what_stands_is_shown_and_what_is_typed_is_said_of_each_row_as_one_thing(typed, kites, client):
    page = client.get(reverse("import_grid", args=[kites.pk])).text
    for words in ('value="QX"', 'value="1 June 2027"', 'value="Ann Lee"', "<option selected>Amber</option>"):
        assert words in page
    response, actions, _stands = typed(
        lead_0="QX", lead_2="Bea Holt; Una Peel", when_2="31/3/2027", when_1="30 June 2027", rag_2="Green", ref_1="2a"
    )
    assert response.status_code == 302
    assert [lead.name for lead in actions[2].leads] == ["Bea Holt", "Una Peel"]
    assert [str(action.timescales[0].latest) for action in actions[1:]] == ["2027-06-30", "2027-03-31"]
    assert (actions[2].rag, actions[1].ref) == ("Green", "2a")
    assert [lead.name for lead in actions[0].leads] == ["QX"]
    assert m.ImportDraft.objects.get(pk=kites.pk).said[-1]["words"] == "5 cells put right in the grid"


def test_a_question_of_which_every_row_was_said_is_answered_by_it(typed, kites):
    assert "By when is it to be done?" in [each.asks for each in standing(kites).decisions if each.is_open]
    _response, _actions, stands = typed(when_1="30 June 2027", lead_2="Bea Holt")
    still = [each.asks for each in stands.decisions if each.is_open]
    assert "By when is it to be done?" not in still
    assert "Who are these?" in still
    assert not stands.marked


def test_what_is_wrong_stands_at_its_cell_and_hinders_no_other(typed):
    response, actions, _stands = typed(when_2="whenever it suits", lead_2="Bea Holt", rag_0="Puce")
    assert response.status_code == 422
    assert 'aria-describedby="when-2-error"' in response.text
    assert 'aria-describedby="rag-0-error"' in response.text
    assert 'value="whenever it suits"' in response.text
    assert [lead.name for lead in actions[2].leads] == ["Bea Holt"]
    assert (actions[0].rag, actions[2].timescales) == ("Amber", ())


def test_nothing_typed_says_nothing(typed, kites):
    response, _actions, _stands = typed()
    assert (response.status_code, m.ImportDraft.objects.get(pk=kites.pk).said) == (302, [])
