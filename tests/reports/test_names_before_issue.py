"""Names in a period's paper: listed on its page before it is issued, decided there, kept for the next, and honoured by
every byte of the public version."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.core.management import call_command
from django.urls import reverse

from audits.models import IssuedPaper
from audits.operations import snapshots
from audits.operations.redaction import redact
from audits.verification import faults
from plans import models as m
from plans.clock import today
from plans.operations import files
from plans.operations.exemptions import mark_exempt
from plans.operations.plans import open_period
from plans.operations.progress.updates import Word, submit_progress
from reports.appendix import word_sign
from reports.settings import Settings, kept_for, kept_of
from tests import factories
from tests.reports.confirming import issue_by_form, supplement_by_form
from tests.reports.regenerated import regenerated_digest
from tests.reports.test_builder import form_in
from tests.reports.test_two_versions import opened

pytestmark = [pytest.mark.django_db, pytest.mark.either, pytest.mark.usefixtures("printed_in_this_process")]

KNOWN, LEFT, DOUBT, PLAIN = "Ivo Quayle", "Cy Ormerod", "Tamsla Quornby", "Zannock Fell"
"""An officer who gives way; one whom the officer leaves; a name that nothing knows; words that are no name."""


@pytest.fixture
def plan():
    return factories.plan(actions=3)


@pytest.fixture
def officer(plan):
    return factories.person("Olive Officer", plan=plan, role="officer", job_title="Improvement Officer")


@pytest.fixture
def period(plan, officer):
    for name in (KNOWN, LEFT):
        factories.person(name, plan=plan, role="viewer", job_title="Data Analyst")
    first, second, third = factories.actions_of(plan)
    for action, words in (
        (first, f"Agreed with {KNOWN} and {LEFT} in person."),
        (second, f"We heard it from {DOUBT} at {PLAIN}."),
        (third, "Nothing new."),
    ):
        submit_progress(by=officer, action=action, word=Word(narrative=words, rag=factories.rag("green")))
    return open_period(by=officer, plan=plan, name="End July", position_on=today())


@pytest.fixture
def page(client, plan, officer, period):
    client.force_login(officer)
    return reverse("period_paper", args=[plan.slug, period.pk])


def names_form(text, *, tick=()):
    """The form as a browser sends it, with the ticks of these names."""
    sent = form_in(text)
    sent["shown"] = re.search(r'name="shown" value="([^"]*)"', text)[1]
    for name in ("left", "replaced"):
        sent[name] = [unescape(value) for value in re.findall(rf'type="hidden" name="{name}" value="([^"]*)"', text)]
    for field in re.findall(r'<input class="ap-tick" type="checkbox" name="(?:left|replaced)"[^>]*>', text):
        of = dict(re.findall(r'([\w-]+)="([^"]*)"', field))
        label = unescape(re.search(rf'<label for="{re.escape(of["id"])}">(.*?)</label>', text)[1])
        if " checked" in field or any(name in label for name in tick):
            sent[of["name"]].append(unescape(of["value"]))
    return sent


def looked_at(client, page, *, tick=(LEFT, DOUBT)):
    return client.post(page, {**names_form(client.get(page).text, tick=tick), "do": "names"}, follow=True)


def test_names_have_pages_and_a_tick_stays_when_another_is_opened(client, page, monkeypatch):
    monkeypatch.setattr("reports.views.names.A_PAGE", 2)
    text, seen = client.get(page).text, set()
    for number in (2, 3, 1, 2):
        assert len(re.findall(r'type="checkbox" name="(?:left|replaced)"', text)) <= 2
        seen |= {name for name in (KNOWN, LEFT, DOUBT, PLAIN, "Olive Officer") if f"<b>{name}</b>" in text}
        answer = client.post(page, {**names_form(text, tick=(LEFT, DOUBT)), "move": f"names:{number}"})
        assert answer.status_code == 200
        text = answer.text
    assert len(seen) == 5
    assert "Names not looked at (5)" in text, "opening a page keeps nothing yet"
    client.post(page, {**names_form(text), "do": "names"})
    kept = kept_of(m.Plan.objects.get())
    assert len(kept.left) == 1 and kept.replaced == (DOUBT,) and len(kept.looked_at) == 5


def test_the_page_lists_what_gives_way_and_what_may_be_a_name_and_stops_nothing(client, page):
    text = client.get(page).text
    assert "Names not looked at (5)" in text and '<a href="#names">Look at them</a>' in text
    assert (
        "2 words or phrases may be names; printed as written, until somebody says so. 3 names give way to a post."
        in text
    )
    for name in (KNOWN, LEFT, DOUBT, PLAIN, "Olive Officer"):
        assert f"<b>{name}</b>" in text
    assert text.count("Not looked at</span>") == 5


def test_a_paper_with_people_asks_nothing_of_names(client, page):
    sent = {name: value for name, value in form_in(client.get(page).text).items() if name != "posts"}
    kept = client.post(page, {**sent, "do": "keep"}, follow=True)
    text = kept.text
    assert kept.status_code == 200
    assert "Names in the public version" not in text and "Names not looked at" not in text


def test_what_was_looked_at_is_kept_and_asked_no_more(client, page, plan, officer):
    done = looked_at(client, page)
    assert "Names not looked at" not in done.text and "Not looked at</span>" not in done.text
    assert re.search(rf'value="{DOUBT}"[^>]* checked', done.text) and not re.search(
        rf'value="{PLAIN}"[^>]* checked', done.text
    )
    kept = Settings.of_plain(kept_for(plan).chosen)
    assert kept.replaced == (DOUBT,) and len(kept.left) == 1 and len(kept.looked_at) == 5
    first, second, _ = factories.actions_of(plan)
    submit_progress(by=officer, action=second, word=Word(narrative=f"{PLAIN} has it.", rag=factories.rag("green")))
    later = open_period(by=officer, plan=plan, name="End August", position_on=today() + timedelta(days=1))
    text = client.get(reverse("period_paper", args=[plan.slug, later.pk])).text
    assert "Names not looked at" not in text and "All looked at" in text
    submit_progress(by=officer, action=first, word=Word(narrative=f"{LEFT} left it.", rag=factories.rag("green")))
    text = client.get(reverse("period_paper", args=[plan.slug, later.pk])).text
    assert "Names not looked at (1)" in text and not re.search(r'name="left"[^>]* checked', text)


def test_a_name_that_becomes_known_later_does_not_take_the_place_of_one_that_was_left(client, page, plan, officer):
    second = factories.actions_of(plan)[1]
    words = f"{DOUBT} agreed with {LEFT}."
    submit_progress(by=officer, action=second, word=Word(narrative=words, rag=factories.rag("green")))
    looked_at(client, page, tick=(LEFT,))
    factories.person(DOUBT, plan=plan, role="viewer", job_title="Clerk")
    text = client.get(page).text
    row = re.search(rf"<b>{DOUBT}</b>.*?</tr>", text)[0]
    assert "checked" not in row and "checked" in re.search(rf"<b>{LEFT}</b>.*?</tr>", text)[0]


@pytest.mark.parametrize("large", [{}, {"large_print": "yes"}])
def test_every_byte_of_the_public_version_honours_what_was_decided(
    client, page, plan, officer, period, large, django_capture_on_commit_callbacks
):
    looked_at(client, page)
    snapshots.freeze(by=officer, period=period, despite="The agenda closes.")
    with django_capture_on_commit_callbacks(execute=True):
        sent = {**names_form(client.get(page).text), **large}
        assert issue_by_form(client, page, sent).status_code == 302
    paper = IssuedPaper.objects.get()
    for file in paper.files.all():
        said = " ".join(opened(files.read(file.sha256)).split())
        for name, public in ((KNOWN, False), (DOUBT, False), (LEFT, True), (PLAIN, True)):
            words = [word.casefold() for word in (name, name.split()[-1])]
            if file.restricted or public:
                assert words[-1] in said, (file.name, name)
            else:
                assert not any(word in said for word in words), (file.name, name)
    assert regenerated_digest(paper) == paper.content_digest and not list(faults(plan))


def test_a_page_that_was_opened_before_somebody_else_decided_takes_nothing_back(client, page, plan):
    old = names_form(client.get(page).text)
    other = factories.person("Piers Planner", plan=plan, role="officer")
    client.force_login(other)
    looked_at(client, page)
    client.force_login(m.User.objects.get(name="Olive Officer"))
    refused = client.post(page, {**old, "committee": "Scrutiny, typed here", "do": "keep"})
    assert refused.status_code == 422 and "Piers Planner kept other settings of this paper (version 1)" in refused.text
    assert 'value="Scrutiny, typed here"' in refused.text
    assert re.search(rf'value="{DOUBT}"[^>]* checked', refused.text)
    assert client.post(page, {**names_form(refused.text), "do": "keep"}).status_code == 302
    kept = Settings.of_plain(kept_for(plan).chosen)
    assert kept.committee == "Scrutiny, typed here" and kept.replaced == (DOUBT,)


def test_what_is_exempt_is_not_asked_and_what_is_left_beside_it_stays(client, page, plan, officer):
    first = factories.actions_of(plan)[0]
    mark_exempt(by=officer, action=first, paragraph=2, what="passage", words=KNOWN)
    text = client.get(page).text
    assert f"<b>{KNOWN}</b>" not in text and f"<b>{LEFT}</b>" in text
    looked_at(client, page)
    shown = client.post(reverse("paper_preview", args=page_args(plan)), {**names_form(client.get(page).text)})
    said = opened(b"".join(shown.streaming_content) if shown.streaming else shown.content)
    assert "ormerod" in said and "quayle" not in said


def page_args(plan):
    return [plan.slug, plan.periods.get().pk]


def test_the_appendix_begins_with_what_was_decided_on_the_page_of_the_paper(client, page, plan):
    looked_at(client, page)
    text = client.get(reverse("appendix", args=[plan.slug]), {"format": "html", "posts": "yes"}).text
    assert re.search(rf'value="{DOUBT}"[^>]* checked', text) and re.search(r'name="left"[^>]* checked', text)


def test_a_command_tells_what_nobody_decided_and_honours_what_was(
    client, page, plan, officer, period, tmp_path, capsys
):
    snapshots.freeze(by=officer, period=period, despite="The agenda closes.")
    call_command("export_appendix", plan.slug, "--format", "csv", "--posts", "--output", str(tmp_path / "a.csv"))
    told = capsys.readouterr().err
    assert f"“{DOUBT}” may be a name and is printed as it is" in told and f"{KNOWN} is printed as" in told
    looked_at(client, page)
    call_command("issue_paper", plan.slug, period.name, "--output", str(tmp_path), "--posts")
    told = capsys.readouterr().err
    assert DOUBT not in told and "Names looked at on the page of the paper before: 5." in told
    public = next(tmp_path.glob(f"{plan.slug}-paper-1-{today().isoformat()}.csv")).read_text()
    assert DOUBT not in public and KNOWN not in public and LEFT in public


def test_a_command_that_issues_leaves_and_replaces_names(plan, officer, period, tmp_path, capsys):
    snapshots.freeze(by=officer, period=period, despite="The agenda closes.")
    call_command("export_appendix", plan.slug, "--format", "csv", "--posts", "--output", str(tmp_path / "a.csv"))
    key = re.search(rf"{LEFT} is printed as .*--leave (\S+) keeps", capsys.readouterr().err)[1]
    call_command(
        "issue_paper", plan.slug, period.name, "--output", str(tmp_path), "--posts", "--leave", key, "--replace", DOUBT
    )
    public = next(tmp_path.glob(f"{plan.slug}-paper-1-{today().isoformat()}.csv")).read_text()
    assert DOUBT not in public and LEFT in public and PLAIN in public


def test_a_word_that_was_decided_goes_where_it_is_redacted(client, page, plan):
    looked_at(client, page)
    admin = factories.person("Ada Admin", is_administrator=True)
    redact(by=admin, plan=plan, words=DOUBT, why="Asked for by her.")
    assert DOUBT not in str(list(m.PaperSettings.objects.values_list("chosen", flat=True)))
    assert client.get(page).status_code == 200 and not list(faults(plan))


def test_the_sign_of_a_word_is_its_own():
    assert word_sign(DOUBT) != word_sign(PLAIN)


def test_a_position_that_was_frozen_anew_is_not_issued_unseen(client, page, plan, officer, period):
    first = snapshots.freeze(by=officer, period=period, despite="The agenda closes.")
    old = form_in(client.get(page).text)
    snapshots.unfreeze(by=officer, snapshot=first, reason="One more came in.")
    snapshots.freeze(by=officer, period=period, despite="The agenda closes.")
    refused = client.post(page, {**old, "committee": "Scrutiny, typed", "do": "issue"})
    assert refused.status_code == 409 and "frozen anew after this page was opened" in refused.text
    assert 'value="Scrutiny, typed"' in refused.text and not m.PaperOrder.objects.exists()
    assert form_in(refused.text)["of"] == str(snapshots.frozen_of(period).pk)


def test_a_supplement_asks_of_its_names_before_it_is_issued(
    client, page, plan, officer, period, django_capture_on_commit_callbacks
):
    """A supplement lists the names in its own words and in what the record says otherwise; a tick holds in the public
    version, and one that changed after it was looked at issues nothing."""
    snapshots.freeze(by=officer, period=period, despite="The agenda closes.")
    with django_capture_on_commit_callbacks(execute=True):
        issue_by_form(client, page, names_form(client.get(page).text))
    paper = IssuedPaper.objects.get()
    later = Word(narrative="Olusegun Adeyemi of the trust has it.", rag=factories.rag("green"))
    submit_progress(by=officer, action=factories.actions_of(plan)[2], word=later)
    url = reverse("issued_paper", args=[paper.pk])
    sent = {"words": f"Told by {DOUBT} and {KNOWN}.", "by_record": "yes"}
    shown = unescape(client.post(url, sent).text)
    for name in (DOUBT, KNOWN, "Olusegun Adeyemi"):
        assert f"<b>{name}</b>" in shown, name
    assert f"<b>{PLAIN}</b>" not in shown and shown.count('name="shown"') == 1
    sign = re.search(r'name="sign" value="(\w+)"', shown)[1]
    sent |= {"shown": re.search(r'name="shown" value="([^"]*)"', shown)[1], "replaced": [DOUBT, "Olusegun Adeyemi"]}
    assert client.post(url, {**sent, "sign": sign}).status_code == 409
    assert supplement_by_form(client, paper, sent).status_code == 302
    for file in IssuedPaper.objects.get(supplement=1).files.all():
        said = " ".join(opened(files.read(file.sha256)).split())
        for name in (DOUBT, KNOWN, "Olusegun Adeyemi"):
            assert (name.casefold() in said) == file.restricted, (file.name, name)
