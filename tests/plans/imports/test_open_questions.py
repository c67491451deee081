"""What an import left open, answered on its page: words are kept, a rating is given."""

import re
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from audits.verification import faults
from plans import models as m
from plans.operations.errors import Refused
from plans.operations.importing import commit_import
from plans.operations.progress import Word, submit_progress
from plans.operations.questions import answer_question, answer_rating
from tests import factories

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db

TEXT = """# Harrowmoor Council Leisure Services Improvement Plan

Position at 31 January 2026

| No | Recommendation | Actions | Lead | By when | Progress | RAG |
|---|---|---|---|---|---|---|
| 1 | Make the pools safe | Recruit lifeguards | Head of Leisure | 31 June 2027 | Four recruited | A/G |
| 2 | Know which classes people want | Survey members | Leisure Manager | May 2027 | | A/G |
| 3 | Bring the accounts up to date | Reconcile the ledgers | Director of Finance | May 2027 | Complete | A/G |
| 4 | Keep the pitches green | Mow them | Head of Leisure | May 2027 | Mown | Green |
| 5 | Lend out more boots | Count the boots | Head of Leisure | May 2027 | None left | R |
"""


@pytest.fixture
def officer():
    return factories.person("Olive Officer", plan=factories.plan(), role="officer")


@pytest.fixture
def plan(officer):
    return commit_import(by=officer, data=TEXT.encode(), name="leisure.md", at=NOW).plan


@pytest.fixture
def browser(client, officer):
    client.force_login(officer)
    return client


def of_rating(plan, words="A/G"):
    return plan.open_questions.get(field="rag", text=words)


def rating(plan, label):
    return m.Rag.objects.get(scheme=plan.scheme, label=label)


def actions(plan):
    return list(m.Action.objects.of_plan(plan).order_by("row"))


def last_said(action):
    return action.updates.order_by("pk").last()


def test_a_rating_that_is_asked_about_is_given_to_all_that_show_it(plan, officer):
    survey = actions(plan)[1]
    assert [last_said(action).rag for action in (actions(plan)[0], actions(plan)[2])] == [None, None]
    assert last_said(survey) is None
    question = answer_rating(by=officer, question=of_rating(plan), rating=rating(plan, "Amber"), at=NOW)
    first, survey, ledgers, pitches, boots = actions(plan)
    assert [last_said(action).rag.label for action in (first, survey, ledgers, pitches)] == [*["Amber"] * 3, "Green"]
    assert last_said(boots).rag is None
    assert last_said(first).narrative == "Four recruited"
    assert last_said(first).corrects == first.updates.first()
    assert {str(last_said(action).position_on) for action in (first, survey)} == {"2026-01-31"}
    assert [action.stage for action in (first, survey, ledgers)] == ["in_progress", "in_progress", "claimed"]
    assert question.answer == "Amber: 3 actions rated"
    assert list(faults()) == []


def test_one_that_means_finished_is_a_claim(plan, officer):
    answer_rating(by=officer, question=of_rating(plan), rating=rating(plan, "Blue"), at=NOW)
    survey = actions(plan)[1]
    assert (survey.stage, last_said(survey).rag, last_said(survey).claims_completion) == ("claimed", None, True)


def test_what_people_have_said_since_stands(plan, officer):
    first = actions(plan)[0]
    submit_progress(by=officer, action=first, word=Word(narrative="All recruited", rag=rating(plan, "Green")))
    question = answer_rating(by=officer, question=of_rating(plan), rating=rating(plan, "Amber"))
    assert last_said(first).rag.label == "Green"
    assert question.answer == "Amber: 2 actions rated, 1 left as people have said since"


def test_no_rating_is_an_answer_too(plan, officer):
    before = m.ProgressUpdate.objects.count()
    question = answer_rating(by=officer, question=of_rating(plan), rating=None)
    assert (question.answer, m.ProgressUpdate.objects.count()) == ("Left not rated", before)


def test_it_is_answered_once_and_only_with_the_plans_own_ratings(plan, officer):
    question = of_rating(plan)
    with pytest.raises(Refused, match="own ratings"):
        answer_rating(by=officer, question=question, rating=m.Rag(scheme=m.RagScheme(pk=0), label="Amber"))
    answer_rating(by=officer, question=question, rating=rating(plan, "Amber"))
    with pytest.raises(Refused, match="Olive Officer has answered this already: Amber"):
        answer_rating(by=officer, question=question, rating=rating(plan, "Red"))
    assert last_said(actions(plan)[1]).rag.label == "Amber"


def test_a_question_of_something_else_asks_for_words(plan, officer):
    dated = plan.open_questions.exclude(field="rag").first()
    with pytest.raises(Refused, match="Answer it in words"):
        answer_rating(by=officer, question=dated, rating=rating(plan, "Amber"))
    assert answer_question(by=officer, question=dated, answer=" 30 June 2027 ").answer == "30 June 2027"


def test_words_are_kept_on_the_page(browser, plan):
    question = plan.open_questions.exclude(field="rag").first()
    url = reverse("questions", args=[plan.slug])
    response = browser.post(url, {"question": question.pk, "answer": ""})
    assert response.status_code == 422
    assert "in a few words" in response.content.decode()
    assert browser.post(url, {"question": question.pk, "answer": "As printed"}).status_code == 302
    assert "As printed" in browser.get(url).content.decode()


def test_who_may_not_answer_is_told_who_does(browser, plan):
    url = reverse("questions", args=[plan.slug])
    assert "say here what the answer is" in browser.get(url).text
    browser.force_login(factories.person("Vera Viewer", plan=plan, role="viewer"))
    page = browser.get(url).text
    assert ("say here what the answer is" in page, "officer answers these" in page) == (False, True)


def test_the_page_proposes_the_rating_and_gives_it(browser, plan):
    question = of_rating(plan)
    url = reverse("questions", args=[plan.slug])
    page = browser.get(url).content.decode()
    assert "3 actions show this alike. They are not rated until you say" in page
    box = re.search(rf'id="answer-{question.pk}".*?</select>', page, re.DOTALL)[0]
    assert re.search(r'<option value="amber" selected>', box)
    for sent, words in (("", "Choose which rating it is"), ("puce", "own ratings")):
        refused = browser.post(url, {"question": question.pk, "rating": sent})
        assert (refused.status_code, words in refused.content.decode()) == (422, True)
    page = browser.post(url, {"question": question.pk, "rating": "red"}, follow=True).content.decode()
    assert "Red: 3 actions rated." in page
    boots = of_rating(plan, "R")
    page = browser.post(url, {"question": boots.pk, "rating": "-"}, follow=True).content.decode()
    assert "Left not rated" in page


def test_a_question_that_was_answered_meanwhile_says_so(browser, plan, officer):
    question = of_rating(plan)
    answer_rating(by=officer, question=question, rating=None)
    refused = browser.post(reverse("questions", args=[plan.slug]), {"question": question.pk, "rating": "red"})
    assert refused.status_code == 422
    assert "has answered this already" in refused.content.decode()
