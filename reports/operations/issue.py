"""Issuing papers: printing every format of a frozen position, and keeping the bytes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial

from audits.models import IssuedPaper, Snapshot
from audits.operations import issued_papers as record
from audits.operations.issued_papers import Made, Printed
from audits.sources import as_at, frozen
from plans import movement as mv
from plans.canonical import digest_of_text
from plans.fileseals import seal_of
from plans.permissions.plans import can_manage_plan
from plans.queries import exempt_of, marks_ever
from plans.state import PlanState
from reports.appendix import Options
from reports.appendix.contents import published_with
from reports.appendix.press import in_child
from reports.appendix.supplement import Supplement, differences
from reports.appendix.supplementfiles import SUPPLEMENTS
from reports.issue import (
    LARGE,
    NOT_FOR_PUBLICATION,
    Settings,
    check_marks_read,
    made,
    made_with,
    name_of,
    options_of,
    read_before,
)
from reports.papers import people_on
from reports.since.names import names_in
from reports.sources import head_of

BESIDE = "beside"
"""Where the options of a supplement keep its restricted version."""


def issue(
    *,
    by,
    snapshot: Snapshot,
    settings: Settings,
    listed: Iterable[int] = (),
    door: str = "web",
    at=None,
    is_wanted: Callable[[], bool] = lambda: True,
    told: Callable[[int], None] = lambda _done: None,
) -> IssuedPaper:
    """Print the paper of a frozen position in every format and issue it: nothing of it is there before all of it is.
    `listed` are the actions that the settings' filter leaves, `told` is how many files are done. Raises Denied,
    Refused and Stale as `audits` does; Altered, Stopped and NotPrinted."""
    plan = snapshot.period.plan
    can_manage_plan.enforce(by, plan)
    record.check_can_be_issued(snapshot)
    number = record.next_number(plan)
    before = read_before(snapshot)
    options = options_of(plan, snapshot, settings, number=number, before=before, listed=listed)
    check_marks_read(options.exempt)
    printed = made(
        plan,
        frozen(snapshot),
        options,
        before,
        name=name_of(plan, str(number), snapshot.on),
        large_print=settings.large_print,
        is_wanted=is_wanted,
        told=told,
    )
    return record.issue_paper(
        by=by, snapshot=snapshot, number=number, made=printed, restricted=settings.restricted, door=door, at=at
    )


def supplement_to(paper: IssuedPaper, *, words: str, by_record: bool) -> tuple[Supplement, ...]:
    """The next supplement to a paper; with `by_record`, with what the record of the paper's day says otherwise by
    now. Where the public version of the paper leaves something out, or would now, so does that of the supplement, and
    the restricted one stands beside it. Raises Refused where something is marked that no officer has read."""
    options = _options_now(paper)
    state = frozen(paper.snapshot)
    now = as_at(paper.plan, on=paper.snapshot.on) if by_record else state
    refs = names_in(mv.compare(state, now))
    number = record.next_supplement(paper)

    def version(state: PlanState, now: PlanState, words: str, restricted: bool) -> Supplement:
        return Supplement(
            called=IssuedPaper(number=paper.number, supplement=number).called,
            paper=str(paper.number),
            title=state.title,
            council=" · ".join(filter(None, (state.organisation, paper.committee))),
            meeting_on=paper.meeting_on,
            on=paper.snapshot.on,
            words=words,
            differences=differences(mv.compare(state, now), refs),
            restricted=restricted,
            head=head_of(paper.plan),
        )

    if not (options.exempt or options.posts_instead_of_people):
        return (version(state, now, words, paper.restricted),)
    public, [said] = published_with(state, options, words)
    return version(public, published_with(now, options)[0], said, False), version(state, now, words, True)


def _options_now(paper: IssuedPaper) -> Options:
    """The paper's options with what was marked since, and with the people who came since."""
    marks = marks_ever(paper.plan)
    options = Options.of_plain(paper.options, marks=marks)
    if options.restricted:
        return options
    standing = exempt_of(paper.plan)
    check_marks_read(standing)
    exempt = {mark.id: mark for mark in (*options.exempt, *standing)}
    people = (*options.people, *people_on(paper.snapshot.on)) if options.posts_instead_of_people else ()
    return replace(options, exempt=tuple(exempt.values()), people=tuple(dict.fromkeys(people)))


def issue_correction(*, by, paper: IssuedPaper, words: str, by_record: bool = True, door: str = "web", at=None):
    """Issue a supplement to a paper: what of it differs and why. Raises Denied, Refused and Stale as `audits` does;
    Altered and NotPrinted."""
    can_manage_plan.enforce(by, paper.plan)
    record.check_words(words)
    number = record.next_supplement(paper)
    kept = _made_supplement(paper, supplement_to(paper, words=words, by_record=by_record))
    return record.issue_supplement(by=by, paper=paper, number=number, words=words, made=kept, door=door, at=at)


def _made_supplement(paper: IssuedPaper, versions: Sequence[Supplement]) -> Made:
    """The files of a supplement in its versions, and what they were made of: of the restricted one beside the public
    one as well."""
    name, [first, *others] = name_of(paper.plan, versions[0].called, paper.snapshot.on), versions
    files = [
        Printed(
            format=fmt,
            name=f"{name}{NOT_FOR_PUBLICATION if beside else ''}{suffix}",
            data=in_child(partial(prints, said)),
            restricted=bool(beside),
        )
        for fmt, (prints, suffix) in SUPPLEMENTS.items()
        for beside, said in enumerate(versions)
    ]
    options = first.plain() | ({BESIDE: others[0].plain()} if others else {})
    return Made(
        files=tuple(files),
        content_digest=digest_of_text(json.dumps(options, sort_keys=True, ensure_ascii=False)),
        head=first.head,
        options=options,
        made_with=made_with(),
        figures={"differences": len(versions[-1].differences)},
    )


def _kept_versions(plain: dict) -> tuple[Supplement, ...]:
    """The versions of a supplement that were kept."""
    first = {name: value for name, value in plain.items() if name != BESIDE}
    return tuple(Supplement.of_plain(each) for each in (first, plain.get(BESIDE)) if each)


def reissue(*, by, paper: IssuedPaper, why: str, door: str = "command", at=None) -> IssuedPaper:
    """Print a paper anew whose files a redaction expunged: of the frozen position as the redaction left it, by the
    options that it was issued with. Raises as `issue` does."""
    can_manage_plan.enforce(by, paper.plan)
    paper.refresh_from_db()
    if paper.supplement:
        printed = _made_supplement(paper, _kept_versions(paper.options))
    else:
        before, name = read_before(paper.snapshot), name_of(paper.plan, paper.called, paper.snapshot.on)
        options = Options.of_plain(paper.options, before.state if before else None, marks_ever(paper.plan))
        options = replace(options, seal=seal_of(paper.plan, on=paper.snapshot.on, known=paper.snapshot.known))
        large = paper.files.filter(format=LARGE).exists()
        printed = made(paper.plan, frozen(paper.snapshot), options, before, name=name, large_print=large)
    return record.replace_files(by=by, paper=paper, made=printed, why=why, door=door, at=at)
