"""Issuing a paper: the record of what went to a committee. Its bytes are stored before, its rows written at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Max

from audits.models import IssuedFile, IssuedPaper, Snapshot
from plans import models as m
from plans import standings
from plans.operations import files
from plans.operations.errors import Refused
from plans.operations.freshness import Stale
from plans.permissions.plans import can_manage_plan
from plans.trail import Act, change_set

MOST_WORDS = 5000
"""Characters of what a supplement says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """One file of a paper: its format, its name, its bytes; `restricted` is it of the version that is not for
    publication, beside the public one."""

    format: str
    name: str
    data: bytes
    restricted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What the files of a paper are and were made of, as `IssuedPaper` keeps it."""

    files: tuple[Printed, ...]
    content_digest: str
    head: str
    options: dict = field(default_factory=dict)
    made_with: dict = field(default_factory=dict)
    figures: dict = field(default_factory=dict)


def next_number(plan: m.Plan) -> int:
    """The number of the plan's next paper."""
    return (IssuedPaper.objects.filter(plan=plan).aggregate(last=Max("number"))["last"] or 0) + 1


def next_supplement(paper: IssuedPaper) -> int:
    """Which supplement to the paper the next one is, from 1."""
    mine = IssuedPaper.objects.filter(plan=paper.plan_id, number=paper.number)
    return mine.aggregate(last=Max("supplement"))["last"] + 1


def check_can_be_issued(snapshot: Snapshot) -> None:
    """Raises Refused where the position is unfrozen, or has its paper."""
    if Snapshot.objects.filter(pk=snapshot.pk, withdrawn=True).exists():
        raise Refused("This position was unfrozen meanwhile, so no paper is issued from it.")
    paper = IssuedPaper.objects.papers().filter(snapshot__period=snapshot.period_id).first()
    if paper:
        raise Refused(f"{paper} was issued for “{snapshot.period.name}” already. Correct it by a supplement.")


def issue_paper(
    *, by, snapshot: Snapshot, number: int, made: Made, restricted: bool = False, door: str = "web", at=None
) -> IssuedPaper:
    """Keep what was printed of a frozen position as paper `number` of its plan. Raises Denied; Refused where the
    position is unfrozen or has its paper; Stale where another paper took the number meanwhile."""
    period, plan = snapshot.period, snapshot.period.plan
    can_manage_plan.enforce(by, plan)
    hashes = _stored(made.files)
    details = {"paper": str(number), "digest": made.content_digest}
    with change_set(plan, by=by, verb="issue_paper", details=details, door=door, at=at) as act:
        check_can_be_issued(snapshot)
        if number != next_number(plan):
            raise Stale("Another paper of the plan was issued meanwhile. Look at this one, and issue it again.")
        paper = IssuedPaper(
            plan=plan,
            period=period,
            snapshot=snapshot,
            number=number,
            report_ref=made.options.get("report_ref", ""),
            committee=made.options.get("committee", ""),
            meeting_on=period.meeting_on,
            restricted=restricted,
            **_record(by, act, made),
        )
        _keep(act, paper, made.files, hashes)
        if IssuedPaper.objects.papers().filter(plan=plan).by_position().last() == paper:
            standings.report(plan, number=number, rated=rated_in(paper))
    return paper


def rated_in(paper: IssuedPaper) -> dict[int, int | None]:
    """The rating that a paper printed of each action, by their ids."""
    return {int(action): rag for action, rag in paper.figures.get("rated", {}).items()}


def issue_supplement(
    *, by, paper: IssuedPaper, number: int, words: str, made: Made, door: str = "web", at=None
) -> IssuedPaper:
    """Keep a supplement that says what of a paper differs and why; the paper stays as it is. Raises Denied; Refused
    without words; Stale where another supplement was issued meanwhile."""
    can_manage_plan.enforce(by, paper.plan)
    check_words(words)
    hashes = _stored(made.files)
    with change_set(paper.plan, by=by, verb="issue_supplement", door=door, at=at) as act:
        if number != next_supplement(paper):
            raise Stale("Another supplement was issued meanwhile. Look at it, and issue this one again.")
        supplement = IssuedPaper(
            plan=paper.plan,
            period=paper.period,
            snapshot=paper.snapshot,
            number=paper.number,
            supplement=number,
            report_ref=paper.report_ref,
            committee=paper.committee,
            meeting_on=paper.meeting_on,
            restricted=paper.restricted,
            words=words,
            **_record(by, act, made),
        )
        _keep(act, supplement, made.files, hashes)
    return supplement


def check_words(words: str) -> None:
    """Raises Refused where a supplement says nothing, or more than fits."""
    if not words.strip():
        raise Refused("Say what of the paper differs, where, and why.", "words")
    if len(words) > MOST_WORDS:
        raise Refused(f"Shorten it to {MOST_WORDS:,} characters or fewer; it has {len(words):,}.", "words")


def replace_files(*, by, paper: IssuedPaper, made: Made, why: str, door: str = "command", at=None) -> IssuedPaper:
    """Give a paper whose files a redaction expunged those of what stands now. Raises Refused where it has files."""
    hashes = _stored(made.files)
    with change_set(paper.plan, by=by, verb="reissue_paper", why=why, door=door, at=at) as act:
        if paper.files.filter(withdrawn=False).exists():
            raise Refused(f"{paper} has its files.")
        _keep_files(act, paper, made.files, hashes)
    return paper


def _stored(printed: Iterable[Printed]) -> list[str]:
    """The bytes are kept before anything of the paper is written: whoever is stopped in between leaves no paper."""
    return [files.store_of(each.name, each.data, field="") for each in printed]


def _record(by, act: Act, made: Made) -> dict:
    return {
        "options": made.options,
        "made_with": made.made_with,
        "figures": made.figures,
        "content_digest": made.content_digest,
        "head": made.head,
        "issued_at": act.moment,
        "by": by if isinstance(by, m.User) else None,
        "by_name": by.name,
    }


def _keep(act: Act, paper: IssuedPaper, printed: Iterable[Printed], hashes: list[str]) -> None:
    act.save(paper)
    _keep_files(act, paper, printed, hashes)


def _keep_files(act: Act, paper: IssuedPaper, printed: Iterable[Printed], hashes: list[str]) -> None:
    for each, sha256 in zip(printed, hashes, strict=True):
        kept = {"format": each.format, "name": each.name, "restricted": each.restricted}
        act.save(IssuedFile(paper=paper, sha256=sha256, size=len(each.data), **kept))
