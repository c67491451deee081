"""What an import left open, answered on its page: every answer is shown with what it changes, and changes it."""

import re
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from audits.verification import faults
from plans import models as m
from plans.operations.errors import Refused
from plans.operations.imports.left_open import open_decisions
from plans.operations.imports.new_plan import commit_import
from plans.operations.imports.questions import answer_rating, ask_back, settle_question, settle_questions
from plans.operations.progress.updates import Word, submit_progress
from plans.trail import SYSTEM
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
    said = last_said(survey)
    assert (survey.stage, said.rag.label, said.claims_completion) == ("claimed", "Blue", True)


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


def test_a_question_of_something_else_asks_for_no_rating(plan, officer):
    dated = plan.open_questions.exclude(field="rag").first()
    with pytest.raises(Refused, match="Answer it in words"):
        answer_rating(by=officer, question=dated, rating=rating(plan, "Amber"))
    assert settle_question(by=officer, question=dated, answer=" As printed ").answer == "As printed"


def test_what_is_right_as_it_stands_is_closed_and_changes_nothing(browser, plan):
    question = plan.open_questions.exclude(field="rag").first()
    url = reverse("questions", args=[plan.slug])
    response = browser.post(url, {"question": question.pk, "value": ""})
    assert response.status_code == 422
    from_chase = f"{url}?from=%2Fchase%2F"
    done = browser.post(from_chase, {"question": question.pk, "settle": "as_read"}, follow=True)
    assert done.redirect_chain[-1][0] == from_chase, "it still leads back to the list that it was opened from"
    page = done.text
    assert '<li><a href="/chase/">Chase</a></li>' in page
    assert "nothing of the plan is changed" in page
    assert "Right as it stands" in page
    assert not m.ChangeSet.objects.latest("pk").manifest.exclude(model="plans.openquestion").exists()


def test_who_may_not_answer_is_told_who_does(browser, plan):
    url = reverse("questions", args=[plan.slug])
    assert "Give the answer" in browser.get(url).text
    browser.force_login(factories.person("Vera Viewer", plan=plan, role="viewer"))
    page = browser.get(url).text
    assert ("Give the answer" in page, "officer answers these" in page) == (False, True)


def answer(browser, url, question, value):
    """Types an answer, looks at what it changes, and applies it; what both pages say."""
    shown = browser.post(url, {"question": question.pk, "value": value})
    assert shown.status_code == 200, shown.text
    seen = re.search(r'name="seen" value="(\w+)"', shown.text)[1]
    done = browser.post(url, {"question": question.pk, "value": value, "seen": seen}, follow=True)
    return shown.text, done.text


def test_the_page_proposes_the_rating_and_gives_it(browser, plan):
    question = of_rating(plan)
    url = reverse("questions", args=[plan.slug])
    page = browser.get(url).content.decode()
    assert "3 actions show this alike." in page
    assert "They are not rated until you say" in page
    box = re.search(rf'id="answer-{question.pk}".*?</select>', page, re.DOTALL)[0]
    assert re.search(r'<option value="amber" selected>', box)
    for sent, words in (("", "Choose which rating it is"), ("puce", "own ratings")):
        refused = browser.post(url, {"question": question.pk, "value": sent})
        assert (refused.status_code, words in refused.content.decode()) == (422, True)
    acts = m.ChangeSet.objects.count()
    shown, done = answer(browser, url, question, "red")
    assert shown.count("<b>Red</b>") == 3
    assert "Change 3 things" in shown
    assert "Red: 3 actions rated." in done
    assert m.ChangeSet.objects.count() == acts + 1
    _shown, done = answer(browser, url, of_rating(plan, "R"), "-")
    assert "Left not rated" in done


def test_a_question_that_was_answered_meanwhile_says_so(browser, plan, officer):
    question = of_rating(plan)
    answer_rating(by=officer, question=question, rating=None)
    refused = browser.post(reverse("questions", args=[plan.slug]), {"question": question.pk, "value": "red"})
    assert refused.status_code == 422
    assert "has answered this already" in refused.content.decode()


def test_what_has_changed_since_it_was_shown_is_shown_again(browser, plan, officer):
    question, url = of_rating(plan), reverse("questions", args=[plan.slug])
    shown = browser.post(url, {"question": question.pk, "value": "red"}).text
    seen = re.search(r'name="seen" value="(\w+)"', shown)[1]
    submit_progress(by=officer, action=actions(plan)[0], word=Word(narrative="All in", rag=rating(plan, "Green")))
    again = browser.post(url, {"question": question.pk, "value": "red", "seen": seen})
    assert again.status_code == 409
    for words in ("has been changed since this was shown", "that stands", "Change 2 things"):
        assert words in again.text
    assert plan.open_questions.get(pk=question.pk).answered_on is None


BANDS = """# Harrowmoor Parks Improvement Plan

Position at 31 January 2026

| No | Recommendation | Actions | Lead | By when |
|---|---|---|---|---|
| Within 3 Months | | | | |
| 1 | Make the paths safe | Lay gravel | Head of Parks | within 6 months |
| 2 | Know who comes | Count them | Parks Manager | 31 May 2027 |
| Within 12 Months | | | | |
| 3 | Plant more trees | Buy saplings | Head of Parks | May 2027 |
"""


def test_the_day_from_which_the_plan_counts_dates_what_counts_from_it(client):
    officer = factories.person("Olive Officer", plan=factories.plan(), role="officer")
    client.force_login(officer)
    plan = commit_import(by=officer, data=BANDS.encode(), name="parks.md", at=NOW).plan
    url = reverse("questions", args=[plan.slug])
    assert m.Timescale.objects.filter(section__plan=plan, latest=None).count() == 2
    shown, _done = answer(client, url, plan.open_questions.get(field="anchor"), "3 June 2026")
    for words in ("Timescales count from", "<b>3 June 2026</b>", "Not dated yet", "<b>3 September 2026</b>"):
        assert words in shown
    plan.refresh_from_db()
    assert str(plan.anchor_on) == "2026-06-03"
    dates = m.Timescale.objects.filter(section__plan=plan).order_by("section__order")
    assert [str(each.latest) for each in dates] == ["2026-09-03", "2027-06-03"]
    assert str(actions(plan)[0].timescales.get().latest) == "2026-12-03"
    assert "3 June 2026: " in plan.open_questions.get(field="anchor").answer
    assert not plan.open_questions.filter(text="within 6 months", answered_on=None).exists()
    assert "answered a question of the import" in client.get(reverse("log", args=[plan.slug])).text
    assert list(faults()) == []


def test_decisions_come_in_pages_the_open_ones_first(browser, plan, monkeypatch):
    monkeypatch.setattr("plans.views.imports.questions.A_PAGE", 1)
    where = reverse("questions", args=[plan.slug])
    when, *signs = plan.open_questions.order_by("order")

    def shown(number):
        page = browser.get(f"{where}?page={number}")
        return [int(pk) for pk in re.findall(r'id="question-(\d+)"', page.text)]

    assert [shown(number) for number in (1, 2)] == [[sign.pk for sign in signs], [when.pk]]
    wrong = browser.post(where, {"question": when.pk, "settle": "nonsense"})
    assert (wrong.status_code, f'id="question-{when.pk}"' in wrong.text) == (422, True)
    done = browser.post(f"{where}?page=1", {"question": signs[0].pk, "settle": "as_read"})
    assert done.url == f"{where}?page=1"
    assert [shown(number) for number in (1, 2, 3)] == [[when.pk], [signs[1].pk], []]
    last = browser.get(f"{where}?page=3").text
    assert 'id="answered"' in last
    assert "No question is open" not in last


MANY = """# Harrowmoor Kites Improvement Plan

Position at 31 January 2026

| No | Recommendation | Actions | Lead | By when | RAG |
|---|---|---|---|---|---|
| 1 | Fly | Buy string | QX | a while | Puce |
| 2 | Land | Buy nets | QX | quite soon | Mauve |
| 3 | Mend | Glue the tails | XQ | a while | Puce |
| 4 | Sell | Print posters | To be confirmed | 1 May 2026 | Green |
"""


@pytest.fixture
def many(officer):
    return commit_import(by=officer, data=MANY.encode(), name="kites.md", at=NOW).plan


def left(plan):
    return {each.asks: each for each in open_decisions(plan.open_questions.order_by("order"))}


def test_what_was_one_decision_is_one_still_with_its_rows(many):
    found = left(many)
    asked = {asks: (len(each.questions), len(each.rows)) for asks, each in found.items() if not each.is_mark}
    assert asked == {
        "Which ratings do these signs stand for?": (2, 3),
        "Who are these?": (2, 3),
        "By when is it to be done?": (2, 3),
    }
    settle_questions(by=SYSTEM, plan=many, questions=found["Who are these?"].questions[:1], answer="Right")
    assert left(many)["Who are these?"].key == found["Who are these?"].key


def test_a_decision_is_answered_as_one_act_which_is_shown_before(browser, many):
    url, decision = reverse("questions", args=[many.slug]), left(many)["Who are these?"]
    first, second = decision.questions
    sent = {"decision": decision.key, f"value-{first.pk}": "Kite Officer", f"value-{second.pk}": "Kite Officer"}
    assert browser.post(url, {"decision": decision.key}).status_code == 422
    shown = browser.post(url, sent).text
    assert shown.count("Kite Officer (a new lead)") == 3
    seen, acts = re.search(r'name="seen" value="(\w+)"', shown)[1], m.ChangeSet.objects.count()
    assert browser.post(url, {**sent, "seen": "other"}).status_code == 409
    done = browser.post(url, {**sent, "seen": seen}, follow=True).text
    assert "2 questions answered" in done
    assert (m.ChangeSet.objects.count(), m.Lead.objects.filter(name="Kite Officer").count()) == (acts + 1, 1)
    assert "Who are these?" not in left(many)
    late = browser.post(url, sent)
    assert (late.status_code, "Olive Officer has answered “" in late.text) == (422, True)
    settled = browser.post(url, {"decision": decision.key, "settle": "as_read"}, follow=True)
    assert "Somebody has answered these already" in settled.text
    assert list(faults()) == []


def test_what_was_typed_of_a_question_that_was_answered_meanwhile_is_not_dropped(browser, many, officer):
    url, decision = reverse("questions", args=[many.slug]), left(many)["Who are these?"]
    first, second = decision.questions
    settle_questions(by=officer, plan=many, questions=[first], answer="Right as it stands")
    sent = {"decision": decision.key, f"value-{first.pk}": "Kite Officer", f"value-{second.pk}": "Swift Officer"}
    late = browser.post(url, sent)
    told = f"has answered “{first.text}” already: Right as it stands"
    assert (late.status_code, told in late.text, 'value="Swift Officer"' in late.text) == (422, True, True)


def test_what_came_home_in_a_sheet_is_answered_apart_from_the_import(browser, many, officer):
    action = many.open_questions.exclude(action=None).first().action
    for because in ("asked back by Nadia in sheet 1", "written beside by Nadia in sheet 1"):
        ask_back(by=officer, action=action, words="Does this count agency staff?", because=because)
    url, plan_page = reverse("questions", args=[many.slug]), browser.get(reverse("plan", args=[many.slug])).text
    assert ("3 questions of the import" in plan_page, "2 questions or notes" in plan_page) == (True, True)
    page = browser.get(url).text.split('id="from-sheets"')[1].split("</section>")[0]
    assert [page.count(words) for words in ("Keep the answer", "I have told them", "Looked at", "put it right")] == [
        2,
        1,
        1,
        0,
    ]
    asked, note = many.open_questions.filter(field="sheet")
    empty = browser.post(url, {"question": asked.pk, "settle": "said", "answer": ""})
    assert (empty.status_code, f'aria-describedby="error-{asked.pk}"' in empty.text) == (422, True)
    for question, how in ((asked, "told"), (note, "looked")):
        done = browser.post(url, {"question": question.pk, "settle": how, "at": ""}, follow=True)
        assert done.redirect_chain[-1][0] == url
    assert "From sheets" not in done.text


def test_what_is_wrong_of_one_answer_stands_at_it_and_none_is_kept(browser, many):
    url, decision = reverse("questions", args=[many.slug]), left(many)["By when is it to be done?"]
    first, second = decision.questions
    sent = {"decision": decision.key, f"value-{first.pk}": "1 June 2026", f"value-{second.pk}": "soonish"}
    page = browser.post(url, sent)
    assert (page.status_code, f'id="error-{second.pk}"' in page.text, 'value="1 June 2026"' in page.text) == (
        422,
        True,
        True,
    )
    assert left(many)["By when is it to be done?"].questions == decision.questions


def test_all_of_a_decision_is_right_with_one_click(browser, many):
    decision = left(many)["By when is it to be done?"]
    sent = {"decision": decision.key, "settle": "as_read"}
    page = browser.post(reverse("questions", args=[many.slug]), sent, follow=True).text
    assert "2 questions closed" in page
    assert decision.asks not in left(many)


def test_a_mark_stays_until_somebody_has_looked(browser, many):
    [mark] = [each for each in left(many).values() if each.is_mark]
    action = mark.questions[0].action
    assert "Might be looked at" in browser.get(reverse("action", args=[action.pk])).text
    plan_page = browser.get(reverse("plan", args=[many.slug])).text
    assert ("3 questions of the import" in plan_page, "1 action</a> might be looked at" in plan_page) == (True, True)
    url = reverse("questions", args=[many.slug])
    done = browser.post(url, {"decision": mark.key, "settle": "looked"}, follow=True).text
    assert "Looked at: 1 mark closed" in done
    assert "Might be looked at" not in browser.get(reverse("action", args=[action.pk])).text
    assert m.OpenQuestion.objects.get(pk=mark.questions[0].pk).answered_by_name == "Olive Officer"


OWN_REFS = "# Kites\n\n| Ref | Action | Lead | By when |\n|--|--|--|--|\n" + "".join(
    f"| {ref} | Fly kite {ref} | Ann Lee | 9 June 2027 |\n" for ref in ("K1", "K2", "K3", "K4", "K5", "1.2.3")
)


def test_the_reference_of_an_action_is_its_own(browser, officer):
    """And not one of the recommendation that is not printed."""
    plan = commit_import(by=officer, data=OWN_REFS.encode(), name="kites.md", at=NOW).plan
    last = actions(plan)[-1]
    shown, _done = answer(browser, reverse("questions", args=[plan.slug]), plan.open_questions.get(field="ref"), "K6")
    assert ("Recommendation" in shown, "1.2.3" in shown) == (False, True)
    last.refresh_from_db()
    assert (last.printed_ref, last.recommendation.printed_ref) == ("K6", "")
    assert "Recommendation </span>" not in browser.get(reverse("plan", args=[plan.slug])).text
