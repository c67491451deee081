"""A head that was printed, or kept in a file, tells a chain that was rewritten whole from one that was not."""

import io
import stat
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db.migrations.executor import MigrationExecutor

from audits.operations.purge import purge_plan
from audits.verification import faults
from plans import models as m
from plans.clock import today
from plans.operations.plans import set_retention, set_up_plan
from plans.operations.progress.updates import Word, submit_progress
from plans.trail import digests
from reports.sources import head_of
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    return tmp_path / "heads.txt"


def run(*args):
    out, err = io.StringIO(), io.StringIO()
    call_command("verify_audit", *map(str, args), stdout=out, stderr=err)
    return out.getvalue() + err.getvalue()


def say(plan, lead, words="Half done."):
    word = Word(narrative=words, rag=factories.rag("green"))
    return submit_progress(by=lead, action=factories.actions_of(plan)[0], word=word)


def rewrite(plan, words):
    """What somebody with the database and the code can do: other words, and every digest after them anew."""
    update = m.ProgressUpdate.objects.get()
    m.ProgressUpdate.objects.filter(pk=update.pk).update(narrative=words)
    m.ProgressUpdate.history.filter(id=update.pk).update(narrative=words)
    entry = m.ManifestEntry.objects.get(model="plans.progressupdate", object_id=update.pk)
    salt = entry.fields["narrative"][0]
    entry.fields["narrative"] = [salt, digests.salted(words, salt)]
    entry.save()
    record = entry.change
    record.digest = digests.of_act(record, list(record.manifest.all()))
    record.save()
    for chain in m.Chain.objects.filter(links__change=record):
        chain.head = ""
        for link in chain.links.order_by("position").select_related("change"):
            chain.head = link.digest = digests.of_link(chain.head, chain.key, link.position, link.change.digest)
            link.save()
        chain.save()


def test_the_head_on_an_old_paper_is_found_with_its_act_and_day(plan, lead):
    say(plan, lead)
    printed = head_of(plan)
    say(plan, lead, "Nearly done.")
    position, digest = printed.split()
    words = run("--head", printed)
    assert f"“{printed}” is held: link {position} of {plan.slug}, when Ada Lead gave an update on" in words
    assert "1 act came after it." in words
    grouped = " ".join(digest[at : at + 8] for at in range(0, 64, 8))
    for alike in (digest, digest[:12].upper(), f"{position}: {digest}", grouped, f"{position} {grouped}"):
        assert "is held" in run("--head", alike)
    assert "It is the newest." in run("--head", head_of(plan))
    assert run("--head", printed, "--head", digest, plan.slug).count("is held") == 2


@pytest.mark.parametrize(
    "text, words", [("soon", "is no head"), ("8 abc", "is no head"), ("0" * 64, "is in no chain"), ("", "is no head")]
)
def test_a_head_that_no_chain_holds_ends_with_one(plan, text, words):
    with pytest.raises(CommandError, match=words) as error:
        run("--head", text)
    assert error.value.returncode == 1


def test_of_several_heads_each_is_answered(plan, lead):
    other = factories.plan("Fostering Plan")
    out = io.StringIO()
    with pytest.raises(CommandError, match=f"{'0' * 64}” is in no chain"):
        call_command("verify_audit", "--head", head_of(plan), "--head", "0" * 64, stdout=out)
    assert "is held" in out.getvalue()
    with pytest.raises(CommandError, match="is in no chain"):
        run(plan.slug, "--head", head_of(other))


def test_a_chain_that_does_not_hold_vouches_for_no_head(plan, lead):
    say(plan, lead)
    m.ProgressUpdate.history.update(narrative="All done.")
    with pytest.raises(CommandError, match=r"but that chain does not hold\. plans\.historicalprogressupdate"):
        run("--head", head_of(plan))


def test_a_chain_that_was_rewritten_whole_is_found_out_by_paper_and_file_alone(plan, lead, file):
    say(plan, lead)
    printed = head_of(plan)
    run("--append-heads", file)
    kept = file.read_text()
    rewrite(plan, "All done.")
    assert list(faults()) == []
    with pytest.raises(CommandError, match="is in no chain"):
        run("--head", printed)
    say(plan, lead, "More.")
    with pytest.raises(CommandError, match=f"Line .* the chain of {plan.slug} had the head {printed}") as error:
        run("--append-heads", file)
    assert error.value.returncode == 1
    assert file.read_text() == kept


def test_heads_are_added_once_while_nothing_is_done_and_then_those_that_moved(plan, lead, file):
    assert "was not there and is begun" in run("--append-heads", file)
    lines = file.read_text().splitlines()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [line.split()[2] for line in lines] == [plan.slug, "register"]
    assert "0 heads added" in run("--append-heads", file)
    say(plan, lead)
    told = run("--append-heads", file)
    assert "1 head added" in told
    assert "is begun" not in told
    assert file.read_text().splitlines()[-1].endswith(f"{plan.chain_key} {plan.slug} {head_of(plan)}")


@pytest.mark.parametrize("spoilt", ["nonsense\n", "2026-11-29T20:00:00+00:00 plan:1 kit", "\n", "\x00\n"])
def test_a_line_that_can_not_be_read_is_named_and_nothing_is_added(plan, file, spoilt):
    run("--append-heads", file)
    with file.open("a") as out:
        out.write(spoilt)
    before = file.read_text()
    with pytest.raises(CommandError, match="Line 3 is no line"):
        run("--append-heads", file)
    assert file.read_text() == before


def test_nothing_is_added_while_anything_is_wrong(plan, file):
    m.Rag.objects.update(meaning="Anything")
    with pytest.raises(CommandError, match=r"plans\.rag"):
        run("--append-heads", file)
    assert not file.exists()


def test_a_plan_that_was_purged_keeps_its_last_head_and_its_lines(plan, lead, file):
    administrator = factories.person("Abe Administrator", is_administrator=True)
    say(plan, lead)
    run("--append-heads", file)
    set_up_plan(by=administrator, plan=plan, status="closed")
    set_retention(by=administrator, plan=plan, retain_until=today() - timedelta(days=1))
    last, slug = head_of(plan), plan.slug
    purge_plan(by=administrator, plan=m.Plan.objects.get(pk=plan.pk), why="Six years are over.")
    assert f"is the last head of {slug}, which was purged on" in run("--head", last)
    assert "1 head added" in run("--append-heads", file)


def test_a_folder_that_is_not_there_is_told_in_words(plan, tmp_path):
    with pytest.raises(CommandError, match="could not be written: No such file"):
        run("--append-heads", tmp_path / "nowhere" / "heads.txt")


def test_tables_of_an_earlier_version_are_not_called_altered(monkeypatch):
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda self, targets: [("plans", "0099_to_come")])
    with pytest.raises(CommandError, match=r"earlier version.+migrate first"):
        call_command("verify_audit")
