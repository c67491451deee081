"""A document whose key means other things by its colours: the plan gets a scheme of its own, and every page and paper
says only that."""

import csv
import io
import zipfile

import pytest
from django.core.management import call_command
from django.urls import reverse
from pypdf import PdfReader

from audits.timeline import timeline
from audits.verification import faults
from plans import models as m
from plans import rules
from plans.importing import read_plan
from plans.importing.editions.comparison import compare
from plans.operations.decisions.completion import return_claim, verify_completion, withdraw_claim
from plans.operations.editions import apply_edition
from plans.operations.imports.new_plan import commit_import
from plans.operations.imports.questions import answer_rating
from plans.operations.progress.updates import Word, submit_progress
from plans.operations.schemes import default_scheme, ratings_of
from plans.queries import plan_state
from reports.appendix.cells import ONLY_CLAIMED
from reports.figures import tally
from tests import factories
from tests.plans.filters.lists import say
from tests.plans.imports.conftest import NOW

pytestmark = pytest.mark.django_db

KEY = "RAG key: Green = Complete. Amber = On track. Red = Behind schedule. Purple = Not yet due"
COLOURS = ("Green", "Amber", "Red", "Purple", "B/G", "Amber/Green")
ROWS = "\n".join(
    f"| {n} | Better thing {n} | Do the thing {n} well | Jo Lane | {9 + n} March 2027 | £{n}00 | {colour} |"
    for n, colour in enumerate(COLOURS, start=1)
)
TEXT = f"""# Harbour Improvement Action Plan

Position at 31 October 2026

{KEY}

| Ref | Recommendation | Action | Lead | Timescale | Budget | RAG |
|---|---|---|---|---|---|---|
{ROWS}
"""
FOREIGN = ("At risk of not being achieved", "On track to be achieved by its date", "off track with no agreed way back")
"""What the council's own scheme says of the same colours."""

PROPOSED = "2 ratings are only proposed, not given until you confirm them"


@pytest.fixture
def officer():
    """Who runs another plan, which has the council's own scheme."""
    other = factories.plan("Other plan", actions=2)
    return factories.person("Olive Officer", plan=other, role="officer")


@pytest.fixture
def browser(client, officer):
    client.force_login(officer)
    return client


@pytest.fixture
def draft(read):
    return read(TEXT, "harbour.md")


@pytest.fixture
def plan(officer):
    return commit_import(by=officer, data=TEXT.encode(), name="harbour.md", at=NOW).plan


def page(browser, name, *args, **query) -> str:
    got = browser.get(reverse(name, args=args), query)
    assert got.status_code == 200
    return got.content.decode()


def test_the_workbench_proposes_the_keys_scheme_and_asks_what_it_does_not_hold(browser, draft):
    shown = page(browser, "import", draft.pk)
    assert "one of its own, from the document’s key" in shown
    assert "Behind schedule" in shown and "Not yet due" in shown
    assert "does not say what “B/G” means" in shown.replace("&#x27;", "'")
    assert "Amber/Green" in shown
    assert not [words for words in FOREIGN if words in shown]


def test_the_officer_amends_the_proposal_and_a_rating_of_its_own_is_there_to_choose(browser, draft):
    address = reverse("import_scheme", args=[draft.pk])
    labels = ["Red", "Purple", "Amber/Green", "Amber", "Green"]
    meanings = ["Behind schedule", "Not yet due", "Nearly on track", "On track", "Complete"]
    typed = {}
    for place, (label, meaning) in enumerate(zip(labels, meanings, strict=True)):
        colour, shape = (("red", "diamond"), ("purple", "star"), ("yellow", "cross"), ("amber", "triangle"),
                         ("green", "circle"))[place]  # fmt: skip
        typed |= {f"label-{place}": label, f"meaning-{place}": meaning, f"colour-{place}": colour}
        typed |= {f"shape-{place}": shape}
    typed["means_finished-4"] = "on"
    added = browser.post(address, {**typed, "do": "add"})
    assert added.status_code == 200 and 'name="label-5"' in added.content.decode()
    twice = browser.post(address, {**typed, "shape-2": "star", "do": "keep"})
    assert twice.status_code == 422 and "shares the star" in twice.content.decode()
    assert browser.post(address, {**typed, "do": "keep"}).status_code == 302
    assert "Nearly on track" in page(browser, "import", draft.pk)
    draft.refresh_from_db()
    browser.post(reverse("import_finish", args=[draft.pk]), {"do": "commit", "seen": draft.stamp})
    scheme = m.Plan.objects.get(title="Harbour Improvement Action Plan").scheme
    assert [rating.label for rating in ratings_of(scheme)] == labels
    assert scheme.name == "Key of Harbour Improvement Action Plan"


def test_one_that_is_there_can_be_chosen_instead(browser, draft):
    browser.post(reverse("import_scheme", args=[draft.pk]), {"scheme": default_scheme().pk})
    draft.refresh_from_db()
    browser.post(reverse("import_finish", args=[draft.pk]), {"do": "commit", "seen": draft.stamp})
    plan = m.Plan.objects.get(title="Harbour Improvement Action Plan")
    assert plan.scheme == default_scheme() and m.RagScheme.objects.count() == 1


def test_its_green_is_a_claim_and_finished_once_somebody_else_has_verified_it(officer, plan):
    assert [a.stage for a in m.Action.objects.of_plan(plan).order_by("row")][:2] == ["claimed", "in_progress"]
    rated = m.Action.objects.of_plan(plan).with_position().order_by("row").values_list("rag_now", flat=True)
    labels = m.Rag.objects.in_bulk()
    assert [labels[pk].label if pk else "" for pk in rated] == ["Green", "Amber", "Red", "Purple", "", ""]
    claim = m.ProgressUpdate.objects.get(
        claims_completion=True, action__row=1, action__recommendation__section__plan=plan
    )
    verify_completion(by=factories.person("Mair Bowen", plan=plan, role="manager"), claim=claim)
    action = m.Action.objects.of_plan(plan).with_position().get(row=1)
    assert (action.stage, labels[action.rag_now].label) == ("verified", "Green")
    assert list(faults()) == []


def test_of_two_that_mean_finished_the_one_that_was_printed_is_given(officer):
    text = TEXT.replace("Purple = Not yet due", "Purple = Closed and complete").replace("Harbour", "Quayside")
    plan = commit_import(by=officer, data=text.encode(), name="quay.md", at=NOW).plan
    manager = factories.person("Mair Bowen", plan=plan, role="manager")
    for row, label in ((1, "Green"), (4, "Purple")):
        action = m.Action.objects.of_plan(plan).get(row=row)
        verify_completion(by=manager, claim=action.standing_claims().get())
        assert m.Standing.objects.get(action=action).rag.label == label


def test_what_the_key_does_not_hold_stays_asked_on_the_plan_and_takes_its_ratings(officer, plan):
    open_questions = plan.open_questions.filter(field="rag").order_by("order")
    assert [question.text for question in open_questions] == ["B/G", "Amber/Green"]
    done = answer_rating(by=officer, question=open_questions[0], rating=plan.scheme.ratings.get(label="Green"))
    assert done.answer == "Green: 1 action claimed complete, waiting to be verified"
    action = m.Action.objects.of_plan(plan).get(row=5)
    assert action.stage == "claimed"
    newest = timeline(action)[0]
    assert newest.title == "Printed in the plan as “B/G”, answered: Green"
    assert "Claimed complete" in newest.facts


def test_pages_lists_and_papers_print_only_its_own_meanings(browser, plan, tmp_path):
    action = m.Action.objects.of_plan(plan).get(row=2)
    pages = {
        "plan": page(browser, "plan", plan.slug),
        "list": page(browser, "actions", plan=plan.slug, panel="open"),
        "update": page(browser, "update", action.pk),
        "html": _paper(plan, "html", tmp_path).decode(),
        "pdf": " ".join(p.extract_text() for p in PdfReader(io.BytesIO(_paper(plan, "pdf", tmp_path))).pages),
        "docx": _unzipped(_paper(plan, "docx", tmp_path)),
        "xlsx": _unzipped(_paper(plan, "xlsx", tmp_path)),
    }
    wrong = {(name, words) for name, text in pages.items() for words in FOREIGN if words in text}
    assert wrong == set()
    for name in ("plan", "update", "html", "docx", "xlsx"):
        assert "Behind schedule" in pages[name], name
    for name in ("html", "docx", "xlsx", "pdf"):
        assert KEY not in " ".join(pages[name].split()), f"{name} prints the key beside the scheme that was made of it"
        assert "Complete" in pages[name]


def test_no_option_and_no_figure_claims_one_meaning_for_two(browser, officer, plan):
    other = m.Plan.objects.get(title="Other plan")
    factories.grant_role(user=officer, plan=plan, role="manager")
    say(factories.actions_of(other)[0], rag="green")
    listed = page(browser, "actions", panel="open")
    assert "Green: Complete" in listed and "Green: On track to be achieved by its date" in listed
    overview = page(browser, "overview")
    assert "On track" in overview and "At risk of not being achieved" in overview


def test_its_green_is_green_everywhere_and_told_apart_while_it_is_only_claimed(browser, officer, plan, tmp_path):
    factories.grant_role(user=officer, plan=plan, role="manager")
    listed = page(browser, "actions", plan=plan.slug, rag=plan.scheme.ratings.get(label="Green").code)
    assert "Do the thing 1 well" in listed and "Do the thing 2 well" not in listed
    assert "Do the thing 1 well" not in page(browser, "actions", plan=plan.slug, rag="none")
    shown = browser.get(reverse("plan", args=[plan.slug]))
    counts = {rating.label if rating else "": n for rating, n in shown.context["ratings"]}
    assert counts == {"Red": 1, "Purple": 1, "Amber": 1, "Green": 1, "": 2}
    assert shown.content.decode().count(ONLY_CLAIMED) == 1
    row = m.Action.objects.of_plan(plan).get(row=1)
    head = page(browser, "action", row.pk).partition('class="ap-state"')[2].partition("</div>")[0]
    assert "Green" in head and "Claimed complete" in head
    assert _rated(plan) == (tally(plan_state(plan), plan_state(plan).actions, NOW.date()).by_rating)
    papers = {kind: _paper(plan, kind, tmp_path) for kind in ("html", "pdf", "docx", "xlsx", "csv")}
    assert papers["html"].decode().count(ONLY_CLAIMED) == 1
    assert "Complete (1 claimed, not verified yet)" in papers["html"].decode()
    pdf = " ".join(p.extract_text() for p in PdfReader(io.BytesIO(papers["pdf"])).pages)
    assert ONLY_CLAIMED in " ".join(pdf.split())
    assert all(ONLY_CLAIMED in _unzipped(papers[kind]) for kind in ("docx", "xlsx"))
    first = next(csv.DictReader(io.StringIO(papers["csv"].decode("utf-8-sig"))))
    assert (first["RAG"], first["Stage"]) == ("Green", "Claimed complete")


@pytest.mark.parametrize("how", ["returned", "taken back", "edition"])
def test_its_green_goes_with_the_claim(browser, officer, plan, how):
    row = m.Action.objects.of_plan(plan).get(row=1)
    manager = factories.person("Mair Bowen", plan=plan, role="manager")
    if how == "returned":
        browser.force_login(manager)
        shown = page(browser, "verify", row.standing_claims().get().pk)
        assert "becomes Verified, stays rated Green, counts" in shown and "is not rated Green any more" in shown
        browser.force_login(officer)
        return_claim(by=manager, claim=row.standing_claims().get(), reason="Show the register.")
        assert timeline(row)[0].facts == ("Green to Not rated",)
    elif how == "taken back":
        assert "it stays not rated" in page(browser, "withdraw_claim", row.standing_claims().get().pk)
        withdraw_claim(by=officer, claim=row.standing_claims().get(), reason="Not done after all.")
    else:
        data = LATER.replace("£100 | Green", "£100 | Red").encode()
        document = read_plan(data, name="later.md")
        compared = compare(plan_state(plan), document)
        said = frozenset(d.key for d in compared.differences if d.kind == "progress")
        given = {"data": data, "name": "later.md", "accepted": said, "seen": compared.digest}
        apply_edition(by=officer, plan=plan, document=document, **given)
    row.refresh_from_db()
    rated = "Red" if how == "edition" else "Not rated"
    assert row.stage == "in_progress"
    head = page(browser, "action", row.pk).partition('class="ap-state"')[2].partition("</div>")[0]
    assert rated in head and "Green" not in head
    state = plan_state(plan)
    assert not rules.rating(state, state.actions[0]) or rated == "Red"
    assert _rated(plan) == tally(state, state.actions, NOW.date()).by_rating
    assert list(faults()) == []
    if how == "returned":
        word = Word(narrative="It goes on.", rag=plan.scheme.ratings.get(label="Amber"))
        submit_progress(by=officer, action=row, word=word)
        assert "Not rated to Amber" in timeline(row)[0].facts


def _rated(plan) -> tuple[int, ...]:
    """The count of each rating of its scheme, as lists count."""
    standing = m.Standing.objects.filter(plan=plan, current=True)
    return tuple(standing.filter(rag=rating).count() for rating in plan.scheme.ratings.order_by("rank"))


def _paper(plan, kind, folder) -> bytes:
    file = folder / f"paper.{kind}"
    call_command("export_appendix", plan.slug, "--format", kind, "--output", str(file))
    return file.read_bytes()


def _unzipped(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        return " ".join(held.read(name).decode(errors="replace") for name in held.namelist() if name.endswith(".xml"))


def test_the_same_meanings_are_no_new_scheme(officer, plan):
    again = TEXT.replace("Harbour", "Quayside")
    second = commit_import(by=officer, data=again.encode(), name="quay.md", at=NOW).plan
    assert second.scheme == plan.scheme


def test_a_document_without_a_key_has_the_scheme_of_new_plans(officer):
    bare = TEXT.replace(KEY, "")
    made = commit_import(by=officer, data=bare.encode(), name="bare.md", at=NOW)
    assert made.plan.scheme == default_scheme()
    asked = {question["text"] for question in made.questions if question["field"] == "rag"}
    assert "Purple" in asked, "a colour that no key and no scheme explains is asked"


def test_the_command_says_the_scheme_and_its_questions(tmp_path, capsys):
    file = tmp_path / "harbour.md"
    file.write_text(TEXT)
    call_command("import_plan", str(file), "--dry-run")
    told = capsys.readouterr().out
    assert "worst first: Red: Behind schedule; Purple: Not yet due; Amber: On track; Green: Complete (finished)" in told
    call_command("import_plan", str(file))
    out, err = capsys.readouterr()
    assert out.splitlines()[-1] == "harbour-improvement-action-plan"
    assert "Purple: Not yet due" in err and "Green: Complete (finished)" in err and "“B/G”" in err
    assert PROPOSED in told and PROPOSED in err
    assert "“Amber/Green” is proposed as Amber, the more cautious of those printed; no rating until" in told
    assert list(m.Action.objects.filter(standing__rag=None, row__in=(5, 6)).values_list("row", flat=True)) == [5, 6]
    later = tmp_path / "later.md"
    later.write_text(LATER)
    call_command("import_plan", str(later), "--into", "harbour-improvement-action-plan", "--dry-run")
    assert PROPOSED in capsys.readouterr().out


LATER = TEXT.replace("31 October", "20 November")


def _differences(plan, text):
    edition = read_plan(text.encode(), name="later.md")
    return {d.key: d for d in compare(plan_state(plan), edition).differences}


def test_a_later_edition_of_the_same_key_asks_nothing_of_the_scheme(plan):
    found = _differences(plan, LATER.replace("2027 | £200 | Amber", "2027 | £200 | Red"))
    assert "plan-scheme" not in found
    assert [d.default for d in found.values() if d.kind == "progress"] == [True]


def test_a_later_edition_of_another_key_is_asked_and_takes_no_rating_unasked(plan):
    other = LATER.replace("Amber = On track. Red", "Amber = At risk. Red").replace("£300 | Red", "£300 | Amber")
    found = _differences(plan, other)
    assert "On track" in found["plan-scheme"].changes[0].before and "At risk" in found["plan-scheme"].changes[0].after
    assert "its own page" in found["plan-scheme"].refusal
    [rated] = [d for d in found.values() if d.kind == "progress"]
    assert not rated.default and "“At risk”" in rated.note and "“On track”" in rated.note
