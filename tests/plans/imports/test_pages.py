"""The pages of an import, through the real client."""

import html
import re

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from plans import models as m
from plans import workforce
from plans.operations.imports.draft import standing
from plans.operations.imports.upload import open_draft
from tests import factories
from tests.plans.importing.workbench.leisure import LIFEGUARDS, NAME, PUBLISH, SURVEY, TEXT
from tests.plans.imports.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(client, officer):
    client.force_login(officer)
    return client


@pytest.fixture
def bench(browser, draft):
    """Says something on the workbench; the response, and the draft as it then stands."""

    def say(do, **fields):
        response = browser.post(reverse("import_say", args=[draft.pk]), {"do": do, **fields})
        return response, standing(m.ImportDraft.objects.get(pk=draft.pk))

    return say


def commit(browser, draft):
    """What a browser sends by the Import button of a page that was opened just now."""
    seen = m.ImportDraft.objects.get(pk=draft.pk).stamp
    return browser.post(reverse("import_finish", args=[draft.pk]), {"do": "commit", "seen": seen})


def asked(draft, words):
    return next(found for found in standing(draft).asked if words in found.question.text + found.question.because)


def test_an_upload_leads_to_the_workbench(browser, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        response = browser.post(reverse("imports"), {"file": SimpleUploadedFile(NAME, TEXT.encode())})
    page = browser.get(response.url).content.decode()
    assert "Check what was understood" in page
    assert "4 actions with 2 steps" in page
    assert "Import 4 actions" in page
    assert "Outcome kept as printed." in page
    assert "Outcome and progress kept as printed." in browser.get(f"{response.url}?show=all").text


def test_pasted_text_is_a_document(browser, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        response = browser.post(reverse("imports"), {"text": TEXT, "dated": "31 January 2027"})
    assert "dated 31 January 2027" in browser.get(response.url).content.decode()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Choose the file that holds the plan"),
        ({"text": "x", "file": SimpleUploadedFile("a.md", b"y")}, "Choose a file or paste text, not both"),
        ({"text": "x", "dated": "soon"}, "Enter the document’s date as a day"),
        ({"file": SimpleUploadedFile("a.md", b"")}, "is empty"),
        ({"text": "x", "into": "not-mine"}, "Choose one of your plans"),
    ],
)
def test_what_is_wrong_is_said_where_it_was_typed(browser, fields, words):
    response = browser.post(reverse("imports"), fields)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Nothing has been imported yet" in page
    assert page.count(words) == 2
    if "text" in fields:
        assert ">x</textarea>" in page


def test_while_it_is_read_the_page_waits_and_tells_how_far(browser, draft):
    m.ImportDraft.objects.filter(pk=draft.pk).update(status="reading", rows_read=40, rows_in_all=200)
    response = browser.get(reverse("import", args=[draft.pk]))
    assert response["Refresh"] == "2"
    assert "40 rows of 200 read" in response.content.decode()
    told = browser.get(reverse("import_progress", args=[draft.pk])).json()
    assert told == {"status": "reading", "read": 40, "all": 200, "works": True}


def test_a_refused_document_says_why_and_what_to_do(browser, draft):
    m.ImportDraft.objects.filter(pk=draft.pk).update(status="refused", refusal="This is a picture.")
    page = browser.get(reverse("import", args=[draft.pk])).content.decode()
    assert "This is a picture." in page
    assert "Choose another file" in page


def test_what_could_not_be_read_is_listed_apart_and_discarded_there(browser, draft):
    address = reverse("import", args=[draft.pk])
    assert "Not finished yet" in browser.get(reverse("imports")).content.decode()
    m.ImportDraft.objects.filter(pk=draft.pk).update(status="refused", refusal="This is a picture.")
    page = browser.get(reverse("imports")).content.decode()
    assert "Not finished yet" not in page
    unread = page.partition("Could not be read")[2].partition("</section>")[0]
    assert (address in unread, "This is a picture." in unread) == (True, True)
    assert f'action="{address}finish/"' in unread
    browser.post(f"{address}finish/", {"do": "discard"})
    assert "Could not be read" not in browser.get(reverse("imports")).content.decode()


def test_a_plan_of_the_same_title_is_told_of_to_who_may_see_it(browser, bench, officer, draft):
    mine, other = m.Plan.objects.get(), factories.plan(title="Harrowmoor Running")
    page = reverse("import", args=[draft.pk])
    assert "of this title already" not in browser.get(page).content.decode()
    bench("frame", **{"frame-title": mine.title.lower()})
    told = browser.get(page).content.decode()
    assert "There is a plan of this title already" in told
    assert f'href="{reverse("imports")}?into={mine.slug}"' in told
    bench("frame", **{"frame-title": other.title})
    assert "of this title already" not in browser.get(page).content.decode()


def test_a_date_is_answered_in_words_and_the_next_question_follows(bench, draft):
    question = asked(draft, "31 June")
    response, stands = bench("answer", question=question.key, choice="value", value="30 June 2027")
    assert response.status_code == 302
    assert "#q" in response.url
    assert stands.plan.actions[-1].timescales[0].latest.isoformat() == "2027-06-30"
    assert next(found for found in stands.asked if found.key == question.key).answered


def test_an_answer_that_is_not_clear_stays_in_its_box_with_the_reason(bench, draft):
    question = asked(draft, "31 June")
    response, stands = bench("answer", question=question.key, choice="value", value="when we can")
    page = response.content.decode()
    assert response.status_code == 422
    assert 'value="when we can"' in page
    assert "is not clear as one timescale" in page
    assert not stands.plan.actions[-1].timescales[0].latest


def test_after_an_error_the_browser_stays_at_the_question(browser, draft, monkeypatch):
    """It keeps the anchor of the address that the form is sent to, and the page that holds the question."""
    monkeypatch.setattr("plans.views.imports.page.ROWS_A_PAGE", 1)
    question = asked(draft, "31 June")
    page = browser.get(reverse("import", args=[draft.pk]), {"page": 3}).content.decode()
    [address] = re.findall(rf'action="([^"]*)#q-{question.key}"', page)
    sent = {"do": "answer", "question": question.key, "choice": "value", "value": "when we can"}
    refused = browser.post(html.unescape(address), sent).content.decode()
    assert f'<a href="#q-{question.key}">' in refused
    assert f'id="q-{question.key}"' in refused


def test_what_has_no_number_may_be_the_title_of_a_section(browser, officer, django_capture_on_commit_callbacks):
    text = TEXT.replace("| 2 | Know which", "| | Know which").replace("| Survey members |", "| |")
    with django_capture_on_commit_callbacks(execute=True):
        url = browser.post(reverse("imports"), {"text": text}).url
    draft = m.ImportDraft.objects.get(name="Pasted text.txt")
    question = asked(draft, "printed without a number")
    assert "It is the title of a section" in browser.get(url).content.decode()
    sent = {"do": "answer", "question": question.key, "choice": "band"}
    assert browser.post(reverse("import_say", args=[draft.pk]), sent).status_code == 302
    stands = standing(m.ImportDraft.objects.get(pk=draft.pk))
    assert [section.line for section in stands.plan.sections if section.title][1] == SURVEY
    other = asked(draft, "31 June")
    refused = browser.post(
        reverse("import_say", args=[draft.pk]), {"do": "answer", "question": other.key, "choice": "band"}
    )
    assert refused.status_code == 422


def test_what_must_improve_with_no_action_is_made_a_title_with_one_click(browser, django_capture_on_commit_callbacks):
    text = TEXT.replace("| 2 | Know which", "| | Training | | | | | | | |\n| 2 | Know which")
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(reverse("imports"), {"text": text})
    draft = m.ImportDraft.objects.get(name="Pasted text.txt")
    question = asked(draft, "Training")
    browser.post(reverse("import_say", args=[draft.pk]), {"do": "answer", "question": question.key, "choice": "band"})
    stands = standing(m.ImportDraft.objects.get(pk=draft.pk))
    assert [section.title for section in stands.plan.sections] == ["Immediate", "Training", "Within 6 months"]


def test_where_steps_are_asked_about_the_row_can_be_put_right_by_hand(browser, django_capture_on_commit_callbacks):
    text = TEXT.replace(
        "<ul><li>Recruit lifeguards</li>", "Recruit lifeguards<ul><li>Buy whistles</li></ul>Show them<ul>"
    )
    with django_capture_on_commit_callbacks(execute=True):
        url = browser.post(reverse("imports"), {"text": text}).url
    draft = m.ImportDraft.objects.get(name="Pasted text.txt")
    question = next(found for found in standing(draft).asked if found.question.field == "steps")
    row = reverse("import_row", args=[draft.pk, question.action])
    box = (
        browser.get(url, {"show": "marked"})
        .content.decode()
        .partition(f'id="q-{question.key}"')[2]
        .partition("</form>")[0]
    )
    assert f'href="{row}"' in box


def test_things_can_be_left_as_read(bench, draft):
    question = asked(draft, "31 June")
    _response, stands = bench("answer", question=question.key, choice="as_read")
    assert next(found for found in stands.asked if found.key == question.key).answered
    assert stands.plan == standing(draft).plan


def test_ratings_that_are_asked_about_are_proposals_until_all_are_confirmed_at_once(browser, bench, draft):
    page = browser.get(reverse("import", args=[draft.pk]), {"show": "all"}).content.decode()
    assert "Red proposed, asked below" in page
    assert "2 actions will be not rated until the colours are confirmed" in page
    assert "“Yellow” is asked about below" in page, "no key says what it means"
    assert "Rated Amber." in page
    _response, stands = bench("ratings")
    assert not [found for found in stands.unanswered if found.question.field == "rag"]
    page = browser.get(reverse("import", args=[draft.pk]), {"show": "all"}).content.decode()
    assert "Rated Red." in page
    assert "not rated until" not in page
    _response, stands = bench("back", number=0)
    assert [found for found in stands.unanswered if found.question.field == "rag"]
    bench("ratings")
    commit(browser, draft)
    assert m.ProgressUpdate.objects.filter(rag__code="red").count() == 1


def test_a_rating_that_means_finished_is_called_a_claim(browser, bench, draft):
    question = next(found for found in standing(draft).asked if found.question.field == "rag")
    bench("answer", question=question.key, choice="value", value="Blue")
    page = browser.get(reverse("import", args=[draft.pk]), {"show": "all"}).content.decode()
    assert "Rated Blue, a claim of completion: waits to be verified" in page


def test_a_near_lead_is_chosen_with_one_click(bench, draft):
    factories.actions_of(m.Plan.objects.get())
    from plans.trail import SYSTEM, change_set

    with change_set(by=SYSTEM, verb="test", door="command", register=True) as act:
        act.save(m.Lead(name="Leisure Managers"))
    question = asked(draft, "nearly “Leisure Managers”")
    _response, stands = bench("answer", question=question.key, choice="near:0")
    assert stands.plan.actions[1].leads[0].chosen == "Leisure Managers"


def test_a_row_is_ruled_on_and_the_page_returns_to_it(bench):
    response, stands = bench("rule", line=PUBLISH, ruling="join", where=f"Line {PUBLISH}")
    assert response.url.endswith(f"#line-{PUBLISH}")
    assert len(stands.plan.actions) == 3


def test_steps_become_actions_and_everything_can_be_taken_back(bench):
    _response, stands = bench("apart", key=str(LIFEGUARDS))
    assert len(stands.plan.actions) == 5
    _response, stands = bench("back", number=0)
    assert len(stands.plan.actions) == 4


def test_columns_are_given_another_meaning(bench, draft):
    columns = {f"column-{n}": column.meaning for n, column in enumerate(standing(draft).plan.columns)}
    budget = next(n for n, column in enumerate(standing(draft).plan.columns) if column.heading == "Budget")
    _response, stands = bench("columns", **{**columns, f"column-{budget}": "evidence"})
    assert stands.plan.actions[0].evidence == "£120k"


def test_a_column_becomes_sections_and_is_one_again(bench, draft):
    columns = {f"column-{n}": column.meaning for n, column in enumerate(standing(draft).plan.columns)}
    budget = next(n for n, column in enumerate(standing(draft).plan.columns) if column.heading == "Budget")
    _response, stands = bench("columns", **{**columns, f"column-{budget}": "theme"})
    assert "£120k" in [section.title for section in stands.plan.sections]
    again = {f"column-{n}": column.meaning for n, column in enumerate(stands.plan.columns)}
    _response, stands = bench("columns", **{**again, f"column-{len(again)}": "extra"})
    assert ("Budget", "£120k") in stands.plan.actions[0].extra


def test_the_frame_is_put_right_and_a_wrong_day_is_said_beside_it(bench):
    frame = {"frame-title": "Leisure", "frame-dated": "31 January 2027"}
    _response, stands = bench("frame", **frame)
    assert (stands.plan.title, str(stands.plan.dated)) == ("Leisure", "2027-01-31")
    response, _stands = bench("frame", **{**frame, "frame-anchor": "some day"})
    assert response.status_code == 422
    assert "some day" in response.content.decode()


@pytest.mark.parametrize(
    ("do", "fields", "status"),
    [
        ("nonsense", {}, 404),
        ("rule", {"line": "x", "ruling": "row"}, 302),
        ("apart", {"key": "999"}, 302),
        ("back", {"number": "9"}, 302),
        ("answer", {"question": "gone", "choice": "as_read"}, 302),
    ],
)
def test_what_can_t_be_said_changes_nothing(bench, do, fields, status):
    response, stands = bench(do, **fields)
    assert response.status_code == status
    assert len(stands.plan.actions) == 4


def fields_of(form):
    """What a browser would send of the row's form unchanged."""
    fields = {bound.html_name: bound.value() or "" for bound in form}
    for owner in form.owners:
        for part in owner.forms:
            fields |= {bound.html_name: bound.value() or "" for bound in part}
    return fields


def test_a_row_is_put_right_by_hand(browser, draft):
    url = reverse("import_row", args=[draft.pk, str(SURVEY)])
    fields = fields_of(browser.get(url).context["form"])
    fields |= {
        "text": "Ask every member",
        "rag": "Amber",
        "whole-lead1-name": "Head of Research",
        "whole-lead1-role": "supporting",
        "whole-date0-means": "30 June 2027",
        "step_0": "Draft the questions",
        "step_1": "Send them",
    }
    response = browser.post(url, fields)
    assert response.status_code == 302
    action = standing(m.ImportDraft.objects.get(pk=draft.pk)).plan.actions[1]
    assert (action.text, action.rag) == ("Ask every member", "Amber")
    assert [(lead.name, lead.role) for lead in action.leads][1] == ("Head of Research", "supporting")
    assert action.timescales[0].latest.isoformat() == "2027-06-30"


def test_a_row_sent_unchanged_says_nothing(browser, draft):
    url = reverse("import_row", args=[draft.pk, str(LIFEGUARDS)])
    assert browser.post(url, fields_of(browser.get(url).context["form"])).status_code == 302
    assert m.ImportDraft.objects.get(pk=draft.pk).said == []


def test_a_date_of_a_row_that_is_not_clear_is_said_beside_it(browser, draft):
    url = reverse("import_row", args=[draft.pk, str(SURVEY)])
    fields = fields_of(browser.get(url).context["form"]) | {"whole-date0-means": "one day", "text": "Ask everyone"}
    response = browser.post(url, fields)
    page = response.content.decode()
    assert response.status_code == 422
    assert "The row has not been saved yet" in page
    assert "Ask everyone" in page
    assert m.ImportDraft.objects.get(pk=draft.pk).said == []


def test_it_is_committed_and_leads_to_the_plan(browser, draft):
    response = commit(browser, draft)
    plan = m.Plan.objects.get(imported_sha256=draft.sha256)
    assert response.url == reverse("plan", args=[plan.slug])
    page = browser.get(response.url).content.decode()
    assert "of the import</a> are still open" in page
    original = browser.get(reverse("original", args=[plan.slug]))
    assert b"".join(original.streaming_content) == TEXT.encode()
    assert browser.get(reverse("import", args=[draft.pk])).url == reverse("plan", args=[plan.slug])


def test_a_window_that_is_behind_another_imports_nothing(browser, bench, draft):
    address = reverse("import", args=[draft.pk])
    first = browser.get(address)
    seen = first.context["draft"].stamp
    assert f'name="seen" value="{seen}"' in first.content.decode()
    bench("frame", **{"frame-title": "Leisure, as the other window has it"})
    for sent in ({"seen": seen}, {}):
        refused = browser.post(reverse("import_finish", args=[draft.pk]), {"do": "commit", **sent}, follow=True)
        assert "changed or finished in another window" in refused.content.decode()
    assert m.Plan.objects.count() == 1
    assert commit(browser, draft).status_code == 302
    assert m.Plan.objects.filter(title="Leisure, as the other window has it").exists()


def test_it_is_discarded_and_gone(browser, draft):
    assert browser.post(reverse("import_finish", args=[draft.pk]), {"do": "discard"}).url == reverse("imports")
    assert browser.get(reverse("import", args=[draft.pk])).status_code == 404
    assert m.Plan.objects.count() == 1


def test_another_officer_does_not_see_it(client, draft):
    client.force_login(factories.person("Otis Officer", plan=m.Plan.objects.get(), role="officer"))
    for name in ("import", "import_progress"):
        assert client.get(reverse(name, args=[draft.pk])).status_code == 404
    for name in ("import_say", "import_finish"):
        assert client.post(reverse(name, args=[draft.pk]), {"do": "discard"}).status_code == 404


def test_a_later_edition_leads_to_its_differences_and_is_done_when_applied(
    browser, officer, draft, django_capture_on_commit_callbacks
):
    commit(browser, draft)
    plan = m.Plan.objects.get(imported_sha256=draft.sha256)
    later = TEXT.replace("Survey members", "Survey members twice a year").replace("Reconcile", "Reconcile all of")
    with django_capture_on_commit_callbacks(execute=True):
        sent = {"file": SimpleUploadedFile("later.md", later.encode()), "into": plan.slug}
        url = browser.post(reverse("imports"), sent).url
    assert "See what changes in the plan" in browser.get(url).content.decode()
    edition = f"{url}edition/"
    page = browser.get(edition)
    form = page.context["form"]
    assert form.edition.counts["changed"] == 2
    refused = browser.post(reverse("import_finish", args=[url.split("/")[-2]]), {"do": "commit"})
    assert refused.url == url
    applied = browser.post(edition, {"do": "apply", "seen": form.edition.digest, "apply": sorted(form.ticked)})
    assert applied.url == reverse("plan", args=[plan.slug])
    texts = m.Action.objects.of_plan(plan).values_list("text", flat=True)
    assert "Survey members twice a year" in texts
    assert m.ImportDraft.objects.get(name="later.md").status == "committed"


def test_an_edition_that_is_a_plan_of_its_own_is_on_its_workbench(browser, draft):
    assert browser.get(reverse("import_edition", args=[draft.pk])).url == reverse("import", args=[draft.pk])


def test_a_later_edition_with_fewer_titles_says_so_and_leads_to_its_workbench(
    browser, draft, django_capture_on_commit_callbacks
):
    commit(browser, draft)
    plan = m.Plan.objects.get(imported_sha256=draft.sha256)
    band = next(line for line in TEXT.splitlines() if line.startswith("| Within 6 months"))
    with django_capture_on_commit_callbacks(execute=True):
        sent = {"text": TEXT.replace(band + "\n", ""), "into": plan.slug}
        url = browser.post(reverse("imports"), sent).url
    page = browser.get(f"{url}edition/").content.decode()
    assert "The document has 1 titled section fewer than the plan" in page
    assert f'<a href="{url}">Go to the workbench</a>' in page


def test_who_waits_is_told_when_nothing_reads(browser, officer, draft, settings):
    m.ImportDraft.objects.filter(pk=draft.pk).update(status="reading")
    page, progress = reverse("import", args=[draft.pk]), reverse("import_progress", args=[draft.pk])
    assert "Nothing is reading files at the moment" not in browser.get(page).text
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
    cache.clear()
    assert "Nothing is reading files at the moment. Your file is kept" in " ".join(
        re.sub("<[^>]+>", "", browser.get(page).text).split()
    )
    assert browser.get(progress).json()["works"] is False
    workforce.note_alive()
    assert "Nothing is reading files at the moment" not in browser.get(page).text
    assert browser.get(progress).json()["works"] is True


def test_a_document_in_which_no_plan_is_seen_opens_with_its_rows(browser, officer, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        opened = open_draft(by=officer, data=b"Wish,Gardener,Flower\nA pond,Jo Bell,Lily\n", name="garden.csv", at=NOW)
    page = browser.get(reverse("import", args=[opened.pk])).content.decode()
    assert "Which row holds the headings?" in page
    assert "Gardener" in page
    fields = {"do": "commit", "seen": m.ImportDraft.objects.get(pk=opened.pk).stamp}
    sent = browser.post(reverse("import_finish", args=[opened.pk]), fields, follow=True).content.decode()
    assert "No row of this document is read as an action yet" in sent
