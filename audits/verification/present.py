"""What is shown and handed out: live rows against their history, frozen states and stored files against their
digests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from audits.models import IssuedFile, IssuedPaper, Snapshot
from audits.verification.case import Case
from audits.verification.findings import Fault
from audits.verification.rows import TOGETHER, slices
from plans import canonical, standings
from plans.models import Action, ChangeSet, Evidence, ImportDraft, Plan, Standing
from plans.operations import files
from plans.trail import digests
from plans.trail import tracked_models as histories


def live_rows(case: Case) -> Iterator[Fault]:
    """Rows as they are, against the newest history of each."""
    for label, model in histories.models().items():
        names = histories.fields(model)
        history = histories.history_of(model)
        past = case.reader.rows(history.objects.order_by("history_id"), "id", *names)
        newest = {row["id"]: row for row in past}
        live = {row["pk"]: row for row in case.reader.rows(model._base_manager.order_by("pk"), *names)}
        for pk in sorted(pk for pk in newest.keys() | live.keys() if isinstance(pk, int)):
            where = f"{label} {pk}"
            if where in case.reader.told:
                continue
            if pk not in live:
                yield Fault("live-removed", where, "it was removed")
            elif pk not in newest:
                yield Fault("live-inserted", where, "it was inserted: it has no history")
            else:
                for name in names:
                    if not _same(live[pk][name], newest[pk][name]):
                        yield Fault("live-altered", where, f"its {name} is not what its history says")


def _same(one, other) -> bool:
    try:
        return digests.canonical(one) == digests.canonical(other)
    except (TypeError, ValueError, RecursionError):
        return False


def where_actions_stand(case: Case) -> Iterator[Fault]:
    """Where each action stands, as its rows say."""
    keys = list(Action.objects.order_by("pk").values_list("pk", flat=True))
    for some in slices(keys, TOGETHER):
        try:
            wrong = _standing_otherwise(some)
        except Exception:  # what a row that holds nonsense raises depends on what it holds
            wrong = [pk for pk in some if _cant_stand(pk)]
        for pk in wrong:
            yield Fault("standing-altered", f"plans.standing {pk}", "it is not what the action’s rows say")


def what_was_reported(case: Case) -> Iterator[Fault]:
    """What stands beside each action of the issued paper of the latest position, as that paper has it."""
    last: dict[int, tuple[int, dict]] = {}
    papers = IssuedPaper.objects.papers().by_position()
    for row in case.reader.rows(papers, "plan_id", "number", "figures"):
        rated = row["figures"].get("rated", {}) if isinstance(row["figures"], dict) else {}
        last[row["plan_id"]] = row["number"], rated if isinstance(rated, dict) else {}
    for row in case.reader.rows(Standing.objects.order_by("pk"), "plan_id", "reported_id", "reported_in"):
        number, rated = last.get(row["plan_id"], (None, {}))
        is_in = str(row["pk"]) in rated
        wanted = (rated[str(row["pk"])], number) if is_in else (None, None)
        if (row["reported_id"], row["reported_in"]) != wanted:
            yield Fault("standing-altered", f"plans.standing {row['pk']}", "it is not what the last issued paper says")


def _standing_otherwise(keys: list[int]) -> list[int]:
    return [derived.pk for derived, _kept in standings.differing(Action.objects.filter(pk__in=keys))]


def _cant_stand(pk: int) -> bool:
    try:
        return bool(_standing_otherwise([pk]))
    except Exception:  # as above
        return True


def frozen_states(case: Case) -> Iterator[Fault]:
    """The text of each frozen state, byte for byte; of a redacted one, what it became."""
    for row in case.reader.rows(Snapshot.objects.order_by("pk"), "state", "digest"):
        state, wanted = row["state"], case.expunged.snapshots.get(row["pk"], row["digest"])
        if canonical.digest_of_text(state) != wanted:
            yield Fault("state-altered", f"audits.snapshot {row['pk']}", "its state was altered")


def stored_files(case: Case) -> Iterator[Fault]:
    """Every file that something names, and every other one that is kept: missing, altered, or there against a
    redaction."""
    named, expunged = _named(case)
    try:
        kept = set(files.kept())
    except OSError as error:
        yield Fault("file-unreadable", "the stored files", f"they can’t be read: {error}")
        return
    for sha256 in sorted(named.keys() | expunged.keys() | kept):
        wheres = named.get(sha256, [])
        if not wheres and sha256 in expunged:
            for where in expunged[sha256] if sha256 in kept else ():
                yield Fault("file-unexpunged", where, "its file was expunged and is still there")
            continue
        finding, what = _file(sha256)
        if finding == "file-missing" and sha256 in expunged:
            continue  # the same bytes were expunged elsewhere
        if finding:
            for where in wheres or [f"the stored file {sha256}"]:
                yield Fault(finding, where, what)


def _file(sha256: str) -> tuple[str, str]:
    try:
        files.opened(sha256).close()
    except FileNotFoundError:
        return "file-missing", "its file is missing"
    except files.Altered:
        return "file-altered", "its file was altered"
    except (OSError, ValueError) as error:
        return "file-unreadable", f"its file can’t be read: {error}"
    return "", ""


def _named(case: Case) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """From the hash of each file to the rows that name it: those that stand, and those from which a redaction took
    it."""
    named: dict[str, list[str]] = defaultdict(list)
    expunged: dict[str, list[str]] = defaultdict(list)
    for row in case.reader.rows(Evidence.objects.exclude(sha256="").order_by("pk"), "sha256"):
        taken = row["pk"] in case.expunged.files
        (expunged if taken else named)[str(row["sha256"])].append(f"plans.evidence {row['pk']}")
    for row in case.reader.rows(IssuedFile.objects.order_by("pk"), "sha256"):
        taken = row["pk"] in case.expunged.issued
        (expunged if taken else named)[str(row["sha256"])].append(f"audits.issuedfile {row['pk']}")
    for where, sha256 in _documents(case):
        taken = sha256 in case.expunged.documents
        (expunged if taken else named)[sha256].append(where)
    return named, expunged


def _documents(case: Case) -> Iterator[tuple[str, str]]:
    """The documents that plans came from, the editions that were applied to them, and those on their way in."""
    for row in case.reader.rows(Plan.objects.exclude(imported_sha256="").order_by("pk"), "imported_sha256"):
        yield f"plans.plan {row['pk']}", str(row["imported_sha256"])
    for row in case.reader.rows(ChangeSet.objects.filter(verb="apply_edition").order_by("pk"), "details"):
        sha256 = row["details"].get("sha256") if isinstance(row["details"], dict) else None
        if isinstance(sha256, str) and sha256:
            yield f"plans.changeset {row['pk']}", sha256
    for row in case.reader.rows(ImportDraft.objects.open().order_by("pk"), "sha256"):
        yield f"plans.importdraft {row['pk']}", str(row["sha256"])
