"""Which plan a document is in already: the bytes of a file against the plans that were made of it."""

from __future__ import annotations

from django.db.models import Case, CharField, Exists, OuterRef, Q, Value, When
from django.db.models.functions import Cast, Concat

from plans import models as m
from plans.operations.errors import Refused
from plans.queries import acts_taken_back


class KnownDocument(Refused):
    """The document is in `plan` already. It is brought in once more only by somebody who says why."""

    def __init__(self, name: str, plan: m.Plan):
        super().__init__(
            f"“{name}” has become a plan already, so no second one was made of it. Open that plan, see what differs "
            "from it, or say why there are to be two."
        )
        self.plan = plan


def acts_of(sha256: str):
    """The acts that brought these very bytes into a plan and were not taken back, oldest first."""
    acts = m.ChangeSet.objects.filter(details__sha256=sha256, links__isnull=False).order_by("moment", "pk").distinct()
    return acts.exclude(pk__in=acts_taken_back())


def plan_of(sha256: str) -> m.Plan | None:
    """The plan that these bytes became, or of which they were applied as a later edition; none whose import, or which
    edition, was taken back."""
    key = Concat(Value("plan:"), Cast(OuterRef("pk"), CharField()))
    applied = m.ChainLink.objects.filter(chain__key=key, change__verb="apply_edition", change__details__sha256=sha256)
    made = Q(imported_sha256=sha256)
    found = m.Plan.objects.filter(made | Exists(applied), withdrawn=False)
    for plan in found.order_by(Case(When(made, then=0), default=1), "pk"):
        if plan.imported_sha256 == sha256 or acts_of(sha256).filter(links__chain__key=plan.chain_key).exists():
            return plan
    return None


def check_unknown(name: str, sha256: str, *, again: str) -> None:
    """Raises KnownDocument for bytes that are in a plan, unless it was said why they come `again`. Asked under the
    register's lock, where every import queues: two people who commit one file at once make one plan."""
    known = plan_of(sha256)
    if known and not again:
        raise KnownDocument(name, known)
