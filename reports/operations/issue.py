"""Issuing papers: printing every format of a frozen position, and keeping the bytes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial

from audits.models import IssuedPaper, Snapshot
from audits.operations import issued_papers as record
from audits.operations.issued_papers import Made, Printed
from audits.sources import frozen
from plans.canonical import digest_of_text
from plans.fileseals import seal_of
from plans.operations.errors import Refused
from plans.permissions.plans import can_manage_plan
from plans.queries import marks_ever
from reports.appendix import Options
from reports.appendix.pdf.press import in_child
from reports.appendix.supplement import Supplement
from reports.appendix.supplementfiles import SUPPLEMENTS
from reports.issue import (
    LARGE,
    NOT_FOR_PUBLICATION,
    Settings,
    check_grounds,
    check_marks_read,
    made,
    made_with,
    name_of,
    options_of,
    read_before,
)
from reports.supplements import BESIDE, Decided, kept_versions, supplement_to


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
    state = frozen(snapshot)
    options = options_of(plan, snapshot, settings, state=state, number=number, before=before, listed=listed)
    check_marks_read(options.exempt)
    check_grounds(options)
    printed = made(
        plan,
        state,
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


def issue_correction(
    *,
    by,
    paper: IssuedPaper,
    words: str,
    by_record: bool = True,
    printed: Iterable[str] = (),
    decided: Decided | None = None,
    door: str = "web",
    at=None,
) -> IssuedPaper:
    """Issue a supplement to a paper: what of it differs and why; `printed` are the signs of the words that stand in
    what is exempt too, and are printed all the same; `decided` is what becomes of names. Raises
    Denied, Refused and Stale as `audits` does; Altered and NotPrinted."""
    can_manage_plan.enforce(by, paper.plan)
    record.check_words(words)
    number = record.next_supplement(paper)
    versions = supplement_to(paper, words=words, by_record=by_record, printed=printed, decided=decided).versions
    _check_not_said(paper, versions[-1])
    kept = _made_supplement(paper, versions)
    return record.issue_supplement(by=by, paper=paper, number=number, words=words, made=kept, door=door, at=at)


def _check_not_said(paper: IssuedPaper, supplement: Supplement) -> None:
    """Raises Refused where the last supplement to the paper says the same."""
    last = IssuedPaper.objects.filter(plan=paper.plan_id, number=paper.number, supplement__gt=0).order_by("supplement")
    for each in reversed(last):
        said = kept_versions(each.options)[-1]
        if replace(supplement, called=said.called, head=said.head) == said:
            raise Refused(f"{each} says the same already, so nothing has been issued.", "words")
        return


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


def reissue(*, by, paper: IssuedPaper, why: str, door: str = "command", at=None) -> IssuedPaper:
    """Print a paper anew whose files a redaction expunged: of the frozen position as the redaction left it, by the
    options that it was issued with. Raises as `issue` does."""
    can_manage_plan.enforce(by, paper.plan)
    paper.refresh_from_db()
    if paper.supplement:
        printed = _made_supplement(paper, kept_versions(paper.options))
    else:
        name = name_of(paper.plan, paper.called, paper.snapshot.on)
        last = paper.compared_in(IssuedPaper.objects.filter(plan=paper.plan).light())
        options = Options.of_plain(paper.options, frozen(last.snapshot) if last else None, marks_ever(paper.plan))
        options = replace(options, seal=seal_of(paper.plan, on=paper.snapshot.on, known=paper.snapshot.known))
        large = paper.files.filter(format=LARGE).exists()
        printed = made(paper.plan, frozen(paper.snapshot), options, options.since, name=name, large_print=large)
    return record.replace_files(by=by, paper=paper, made=printed, why=why, door=door, at=at)
