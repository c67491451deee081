"""The doors of the command line."""

import io
import json

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from plans import models as m
from tests import factories

pytestmark = pytest.mark.django_db

PLAN = """# Library Service Improvement Plan, March 2026

| Ref | Recommendation | Action | Lead | By when | Progress |
|---|---|---|---|---|---|
| 1 | Open on more evenings | Consult staff on a new rota | Head of Libraries | 30 June 2026 | Consultation drafted |
|  |  | Publish the new hours | Head of Libraries | Sept 26 |  |
| 2 | Know what readers want | Survey readers once a year | Reader Services Team | Ongoing | |
"""


def run(*args, **options):
    out, err = io.StringIO(), io.StringIO()
    call_command(*args, stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "libraries.md"
    path.write_text(PLAN)
    return path


def test_an_import_prints_the_slug_alone_on_its_last_line_and_the_second_says_so(file):
    out, _err = run("import_plan", str(file))
    slug = out.splitlines()[-1]
    plan = m.Plan.objects.get(slug=slug)
    assert m.Action.objects.of_plan(plan).count() == 3
    again, warning = run("import_plan", str(file))
    assert again.splitlines()[-1] == slug
    assert "imported before" in warning
    assert m.Plan.objects.count() == 1
    run("verify_audit")


def test_a_dry_run_prints_what_was_understood_and_writes_nothing(file):
    out, _err = run("import_plan", str(file), "--dry-run", "--json")
    told = json.loads(out)
    assert [r["text"] for s in told["sections"] for r in s["recommendations"]] == [
        "Open on more evenings",
        "Know what readers want",
    ]
    assert (m.Plan.objects.count(), m.ChangeSet.objects.count()) == (0, 0)


def test_what_is_printed_becomes_an_update_by_the_document_on_the_documents_day(file):
    slug = run("import_plan", str(file))[0].splitlines()[-1]
    update = m.ProgressUpdate.objects.get(action__recommendation__section__plan__slug=slug)
    assert (update.narrative, update.by_document, str(update.position_on)) == (
        "Consultation drafted",
        True,
        "2026-03-31",
    )


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02" * 100, b"Dear all,\n\nno plan here.\n", b"\xff\xfe\xfa"])
def test_a_file_that_is_no_plan_is_refused_in_words_and_writes_nothing(tmp_path, content):
    path = tmp_path / "letter.txt"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=r"letter\.txt: ") as error:
        run("import_plan", str(path))
    assert "Traceback" not in str(error.value)
    assert (m.Plan.objects.count(), m.ChangeSet.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    "arguments, words",
    [
        (["missing.md"], "can't be read"),
        (["{file}", "--dated", "31/12/2013"], "Give a date such as"),
        (["{file}", "--into", "no-such-plan"], "There is no plan"),
    ],
)
def test_wrong_arguments_are_named_with_how_to_mend_them(file, arguments, words):
    with pytest.raises(CommandError, match=words):
        run("import_plan", *(word.format(file=file) for word in arguments))


def test_a_second_edition_is_not_poured_into_a_plan_that_holds_actions(file, tmp_path):
    slug = run("import_plan", str(file))[0].splitlines()[-1]
    other = tmp_path / "edition-2.md"
    other.write_text(PLAN.replace("Survey", "Ask"))
    acts = m.ChangeSet.objects.count()
    with pytest.raises(CommandError, match=r"holds actions already.*1 place \(1 changed.*--accept"):
        run("import_plan", str(other), "--into", slug)
    assert m.ChangeSet.objects.count() == acts


@pytest.fixture
def later(file, tmp_path):
    """The plan's slug, and a later edition with something of each kind."""
    slug = run("import_plan", str(file))[0].splitlines()[-1]
    path = tmp_path / "edition-2.md"
    text = PLAN.replace("March 2026", "July 2026").replace("Survey", "Ask").replace("drafted", "sent out")
    path.write_text(
        text.replace("Sept 26", "Nov 26") + "| 3 | Keep dry | Mend the roof | Head of Property | May 2027 |  |\n"
    )
    return slug, str(path)


def test_a_dry_run_of_a_later_edition_prints_its_differences_and_writes_nothing(later):
    slug, path = later
    acts = m.ChangeSet.objects.count()
    told, _err = run("import_plan", path, "--into", slug, "--dry-run")
    assert "2 new, 3 changed, 1 date and 1 with progress" in told
    assert "Action: Survey readers once a year → Ask readers once a year" in told
    assert "61 days later" in told
    out, _err = run("import_plan", path, "--into", slug, "--dry-run", "--json")
    assert json.loads(out)["counts"] == {"new": 2, "changed": 3, "date": 1, "progress": 1}
    assert m.ChangeSet.objects.count() == acts


def test_kinds_that_are_accepted_are_applied_and_the_rest_is_left(later):
    slug, path = later
    out, told = run("import_plan", path, "--into", slug, "--accept", "new,progress")
    assert out.splitlines()[-1] == slug
    assert "Applied: 2 new and 1 with progress. Left: 3 changed and 1 date." in told
    assert m.Action.objects.filter(text="Mend the roof").exists()
    assert m.Action.objects.filter(text__startswith="Survey").exists()
    act = m.ChangeSet.objects.order_by("-pk").first()
    assert (act.verb, act.door, act.actor_name) == ("apply_edition", "command", "System (command)")
    _again, told = run("import_plan", path, "--into", slug, "--accept", "changed")
    assert "brought into this plan before" in told
    run("verify_audit")


@pytest.mark.parametrize(
    "kinds, words",
    [
        ("date", "somebody who can be asked why"),
        ("new,gone", "somebody who can be asked why"),
        ("all", "Name one or more"),
    ],
)
def test_dates_and_what_is_gone_are_not_accepted_by_a_command(later, kinds, words):
    slug, path = later
    with pytest.raises(CommandError, match=words):
        run("import_plan", path, "--into", slug, "--accept", kinds)


def test_accepting_without_a_plan_that_holds_actions_is_refused(file):
    with pytest.raises(CommandError, match="name it with --into"):
        run("import_plan", str(file), "--accept", "new")


def test_an_edition_that_says_nothing_new_changes_nothing(file, tmp_path):
    slug = run("import_plan", str(file))[0].splitlines()[-1]
    other = tmp_path / "copy.md"
    other.write_text(PLAN + "\n")
    out, told = run("import_plan", str(other), "--into", slug)
    assert (out.strip(), "says nothing" in told) == (slug, True)


def test_an_officer_is_appointed_to_an_empty_plan_and_the_document_goes_into_it(file):
    slug = run("people", "plan", "Libraries")[0].strip()
    run("people", "add", "olive@northmere.example", "--name", "Olive Officer")
    run("people", "role", "olive@northmere.example", slug, "officer")
    assert run("import_plan", str(file), "--into", slug)[0].splitlines()[-1] == slug
    told, _err = run("people", "post", "olive@northmere.example", "head of libraries")
    assert told.strip() == "Olive Officer holds Head of Libraries"
    run("verify_audit")


def test_somebody_who_is_not_there_is_named_with_those_who_are():
    factories.plan()
    factories.person("Ada Lead")
    with pytest.raises(CommandError, match="Ada Lead"):
        run("people", "post", "nobody@northmere.example", "Head of Early Help")


def test_somebody_is_invited_from_the_command_line(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        out, _err = run("people", "invite", "nia@northmere.example", "--name", "Nia Newcomer")
    assert out.strip() == "Nia Newcomer is invited: the e-mail to nia@northmere.example was handed to locmem"
    [letter] = mail.outbox
    assert letter.subject == "An administrator invites you to action plans"
    assert "/account/invitation/" in letter.body
    with pytest.raises(CommandError, match="already exists"):
        run("people", "invite", "NIA@northmere.example", "--name", "Nia Newcomer")


@pytest.mark.django_db(transaction=True)
def test_where_no_mail_goes_the_command_prints_the_link_once(settings):
    settings.EMAIL_BACKEND = "actionplans.letterbox.NoServer"
    out, _err = run("people", "invite", "nia@northmere.example", "--name", "Nia Newcomer", "--starts-plans")
    assert "no e-mail went to nia@northmere.example. No mail server is set up" in out
    assert "/account/invitation/" in out
    assert m.User.objects.get().starts_plans


def test_rights_are_given_and_taken_from_the_command_line():
    run("people", "add", "ada@northmere.example", "--name", "Ada Smith", "--administrator")
    run("people", "add", "olive@northmere.example", "--name", "Olive Officer")
    out, _err = run("people", "rights", "olive@northmere.example", "--starts-plans")
    assert out.strip() == "Olive Officer may start plans"
    out, _err = run("people", "rights", "olive@northmere.example", "--administrator")
    assert out.strip() == "Olive Officer is an administrator and may start plans"
    out, _err = run("people", "rights", "olive@northmere.example", "--no-administrator", "--no-starts-plans")
    assert out.strip() == "Olive Officer has the rights of their roles and no others"
    with pytest.raises(CommandError, match="only administrator"):
        run("people", "rights", "ada@northmere.example", "--no-administrator")


def test_a_name_is_told_as_it_is_kept():
    out, _err = run("people", "add", "Ada@Northmere.example", "--name", "Line\nBreak")
    assert out.startswith("Line Break signs in as ada@northmere.example with")
    out, _err = run("people", "invite", "bo@northmere.example", "--name", "Bo\nLane")
    assert out.startswith("Bo Lane is invited") or "Bo\nLane" not in out


def test_a_password_is_made_for_whoever_is_added():
    out, _err = run("people", "add", "ada@northmere.example", "--name", "Ada Smith")
    assert m.User.objects.get().check_password(out.strip().rsplit(" ", 1)[1])
