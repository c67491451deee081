"""What is exempt from publication, read by somebody who finds no paper that is not for publication: no file has it, and
every page that has it says so."""

import pytest
from django.urls import reverse

from audits.operations import snapshots
from plans.clock import today
from plans.operations.evidence import Proof, add_evidence
from plans.operations.exemptions import mark_exempt
from plans.operations.plans import open_period
from plans.operations.progress.updates import Word, submit_progress
from reports.issue import Settings
from reports.operations import issue as verbs
from tests import factories
from tests.reports.test_two_versions import opened

pytestmark = [pytest.mark.django_db, pytest.mark.either, pytest.mark.usefixtures("printed_in_this_process")]

PASSAGE, VALUE, PROOF, WHOLE = "Quillo Farm closes", "Pomfry", "Oxbowy", "Zanzo"
FILES = ("actions_csv", "actions_xlsx", "since_csv", "since_xlsx", "log_csv")
LISTS = ("to_decide", "to_verify", "my_actions", "chase", "issued_everywhere", "plans")
"""Pages whose lists are taken away as files from their own addresses."""
PAGES = ("actions", "since", "log", "plan", "my_actions", "find", "overview", "plans", "issued", "issued_everywhere")


@pytest.fixture
def marked():
    """A plan with a passage, a column, a piece of evidence and an action that are exempt, and its issued paper."""
    plan = factories.plan(actions=4)
    people = {role: factories.person(f"Ada {role}", plan=plan, role=role) for role in ("viewer", "officer", "manager")}
    officer, actions = people["officer"], factories.actions_of(plan)
    said = (f"We fear that {PASSAGE} in May.", f"All {VALUE} of it.", "Nothing.", f"It is {WHOLE}.")
    for action, words in zip(actions, said, strict=True):
        submit_progress(by=officer, action=action, word=Word(narrative=words, rag=factories.rag("red")))
    proof = add_evidence(by=officer, action=actions[2], proof=Proof(title=PROOF, url=f"https://x.example/{PROOF}"))
    mark_exempt(by=officer, action=actions[0], what="passage", words=PASSAGE, paragraph=3)
    mark_exempt(by=officer, action=actions[1], what="value", field="progress", paragraph=3)
    mark_exempt(by=officer, action=actions[2], what="evidence", evidence=proof, paragraph=1)
    mark_exempt(by=officer, action=actions[3], what="action", paragraph=2)
    period = open_period(by=officer, plan=plan, name="End July", position_on=today())
    snapshot = snapshots.freeze(by=officer, period=period)
    paper = verbs.issue(by=officer, snapshot=snapshot, settings=Settings())
    words = f"1.1: it is said that {PASSAGE} in May."
    verbs.issue_correction(by=officer, paper=paper, words=words)
    return plan, people, actions, paper


def address(name, plan, query=""):
    takes = {} if name in ("actions_csv", "actions_xlsx") or name in PAGES else {"slug": plan.slug}
    if name in ("since", "log", "plan", "issued"):
        takes = {"slug": plan.slug}
    return f"{reverse(name, kwargs=takes)}{query}"


def bytes_of(answer) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_no_file_for_a_reader_has_what_is_exempt_and_one_for_an_officer_marks_it(client, marked):
    plan, people, _actions, paper = marked
    yesterday = f"?as_at={today().isoformat()}"
    asked = [*((name, "") for name in FILES), ("actions_csv", yesterday), ("actions_xlsx", yesterday)]
    asked += [("since_csv", "?from=paper-1"), ("since_xlsx", "?from=paper-1")]
    unsaid = [word.casefold() for word in (PASSAGE, VALUE, PROOF, WHOLE)]
    client.force_login(people["viewer"])
    for name, query in asked:
        said = " ".join(opened(bytes_of(client.get(address(name, plan, query)))).split())
        assert [word for word in unsaid if word in said] == [], (name, query)
        assert "not published: paragraph 3" in said, (name, query)
    for name in LISTS:
        for kind in ("csv", "xlsx"):
            answer = client.get(reverse(name), {"file": kind})
            said = " ".join(opened(bytes_of(answer)).split()) if answer.status_code == 200 else ""
            assert [word for word in unsaid if word in said] == [], (name, kind)
    for file in paper.files.all():
        answer = client.get(reverse("issued_file", args=[file.pk]))
        assert answer.status_code == (404 if file.restricted else 200)
    client.force_login(people["manager"])
    for name, query in asked:
        said = " ".join(opened(bytes_of(client.get(address(name, plan, query)))).split())
        assert f"[exempt: paragraph 3] {PASSAGE.casefold()} [end exempt]" in said, (name, query)
        at = said.find(VALUE.casefold())
        assert at < 0 or said[:at].count("[exempt: paragraph") > said[:at].count("[end exempt]"), (name, query)


def test_every_page_that_has_what_is_exempt_says_so(client, marked):
    plan, people, actions, _paper = marked
    client.force_login(people["viewer"])
    pages = [address(name, plan) for name in PAGES]
    pages += [reverse("action", args=[action.pk]) for action in actions]
    pages += [address("find", plan, "?q=Quillo"), address("since", plan, "?from=paper-1"), address("actions", plan)]
    pages += [reverse("issued_paper", args=[each.pk]) for each in plan.issued_papers.all()]
    silent = []
    for page in dict.fromkeys(pages):
        answer = client.get(page)
        assert answer.status_code == 200, page
        if any(word in answer.text for word in (PASSAGE, VALUE, PROOF, WHOLE)) and "data-exempt" not in answer.text:
            silent.append(page)
    assert silent == []
    for each in plan.issued_papers.all():  # What was published is told as it was published.
        assert PASSAGE not in client.get(reverse("issued_paper", args=[each.pk])).text
