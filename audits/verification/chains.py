"""The chains: each link from the one before it, each head from the last link, and what stands in none."""

from __future__ import annotations

from collections.abc import Iterator

from audits.verification.case import Case
from audits.verification.findings import Fault
from plans.models import Chain, ChainLink, ChangeSet, ManifestEntry
from plans.trail import digests
from plans.trail import tracked_models as histories


def links(case: Case) -> Iterator[Fault]:
    """Each link of a chain, and the chain's head. After one that is wrong the next is held against what that one
    says, so that every wrong link is found."""
    for chain in case.chains:
        head, position = "", 0
        found = ChainLink.objects.filter(chain=chain["pk"]).order_by("position", "pk")
        acts = _digests(case, found)
        for link in case.reader.rows(found, "position", "digest", "change_id"):
            position += 1
            here = f"chain {chain['key']}, link {link['position']}"
            if link["position"] != position:
                yield Fault("link-missing", here, f"link {position} is missing")
                position = link["position"] if isinstance(link["position"], int) else position
            if link["change_id"] not in acts:
                yield Fault("link-astray", here, f"its act, plans.changeset {link['change_id']}, is not there")
            elif link["digest"] != digests.of_link(head, chain["key"], link["position"], acts[link["change_id"]]):
                yield Fault("link-altered", here, "its digest does not follow from the link before it and its act")
            head = link["digest"]
        if (chain["position"], chain["head"]) != (position, head):
            yield Fault("head-altered", f"chain {chain['key']}", f"its head is not that of its last link, {position}")


def _digests(case: Case, found) -> dict[int, str]:
    keys = set(found.order_by().values_list("change_id", flat=True))
    return {row["pk"]: row["digest"] for row in case.reader.of_keys(ChangeSet.objects, keys, "digest")}


def strays(case: Case) -> Iterator[Fault]:
    """Links, acts and manifest entries that belong to nothing, and history rows that no manifest covers."""
    chains = Chain.objects.order_by().values("pk")
    for pk in ChainLink.objects.exclude(chain__in=chains).order_by("pk").values_list("pk", flat=True):
        yield Fault("link-astray", f"plans.chainlink {pk}", "it belongs to no chain")
    linked = ChainLink.objects.order_by().values("change_id")
    for pk in ChangeSet.objects.exclude(pk__in=linked).order_by("pk").values_list("pk", flat=True):
        yield Fault("act-astray", f"plans.changeset {pk}", "it stands in no chain")
    acts = ChangeSet.objects.order_by().values("pk")
    for pk in ManifestEntry.objects.exclude(change__in=acts).order_by("pk").values_list("pk", flat=True):
        yield Fault("manifest-astray", f"plans.manifestentry {pk}", "it belongs to no act")
    for label, model in histories.models().items():
        known = ManifestEntry.objects.filter(model=label).order_by().values("history_id")
        history = histories.history_of(model)
        for pk in history.objects.exclude(history_id__in=known).order_by("history_id").values_list("pk", flat=True):
            yield Fault("row-inserted", f"{history._meta.label_lower} {pk}", "it was inserted: no act covers it")
