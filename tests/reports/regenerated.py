"""An issued paper, made anew from the record."""

from audits.models import IssuedPaper, Snapshot
from audits.sources import as_at
from plans.queries import marks_ever
from plans.state import PlanState
from reports.appendix import Options, content_digest


def regenerated_digest(paper: IssuedPaper) -> str:
    """The content digest of the paper made anew from the record, of its day as it was known when it was frozen."""
    last = paper.compared_in(IssuedPaper.objects.filter(plan=paper.plan)) if "since" in paper.options else None
    before = _known(last.snapshot) if last else None
    return content_digest(_known(paper.snapshot), Options.of_plain(paper.options, before, marks_ever(paper.plan)))


def _known(snapshot: Snapshot) -> PlanState:
    """What the record says of the position now."""
    return as_at(snapshot.period.plan, on=snapshot.on, known=snapshot.known)
