"""Everything that belongs to a plan, whichever module keeps it: found by following the foreign keys to it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import ForeignKey, Model

from audits.models import IssuedFile
from plans import models as m
from plans.trail import tracked_models as histories


@dataclass(frozen=True, slots=True)
class Belongings:
    """`rows` are the ids of the plan's own rows by model; `own_acts` the change sets of its chain alone, and
    `shared_acts` those that stand in another chain too; `hashes` those of its evidence files, of its issued
    papers and of the documents that it came from."""

    plan: m.Plan
    rows: dict[type[Model], set[int]]
    own_acts: frozenset[int]
    shared_acts: frozenset[int]
    hashes: frozenset[str] = field(default_factory=frozenset)

    def counts(self) -> dict[str, int]:
        """How many of what, in words."""
        named = {str(model._meta.verbose_name_plural): len(ids) for model, ids in self.rows.items() if ids}
        return {**dict(sorted(named.items())), "acts of its audit log": len(self.own_acts), "files": len(self.hashes)}


def belongings(plan: m.Plan) -> Belongings:
    """Every row that leads to the plan by a foreign key, at any remove, and the acts and files that are its own."""
    rows: dict[type[Model], set[int]] = defaultdict(set)
    rows[m.Plan] = {plan.pk}
    waiting: list[tuple[type[Model], set[int]]] = [(m.Plan, {plan.pk})]
    while waiting:
        parent, ids = waiting.pop()
        for model, name in _children(parent):
            found = model._base_manager.filter(**{f"{name}__among": ids}).values_list("pk", flat=True)
            fresh = set(found) - rows[model]
            if fresh:
                rows[model] |= fresh
                waiting.append((model, fresh))
    links = m.ChainLink.objects.filter(chain__key=plan.chain_key).values("change")
    elsewhere = m.ChainLink.objects.exclude(chain__key=plan.chain_key).values("change")
    acts = m.ChangeSet.objects.filter(pk__in=links)
    files = m.Evidence.objects.filter(pk__among=rows[m.Evidence]).values_list("sha256", flat=True)
    papers = IssuedFile.objects.filter(pk__among=rows[IssuedFile]).values_list("sha256", flat=True)
    documents = m.ImportDraft.objects.filter(pk__among=rows[m.ImportDraft]).values_list("sha256", flat=True)
    return Belongings(
        plan=plan,
        rows=dict(rows),
        own_acts=frozenset(acts.exclude(pk__in=elsewhere).values_list("pk", flat=True)),
        shared_acts=frozenset(acts.filter(pk__in=elsewhere).values_list("pk", flat=True)),
        hashes=frozenset({*files, *papers, *documents, plan.imported_sha256} - {""}),
    )


def _children(parent) -> list[tuple[type[Model], str]]:
    """The models with a foreign key to this one, and its name; histories apart, which are found by their rows."""
    kept = {histories.history_of(model) for model in histories.models().values()}
    relations = [r for r in parent._meta.get_fields(include_hidden=True) if r.auto_created and not r.concrete]
    keys = [r.field for r in relations if isinstance(getattr(r, "field", None), ForeignKey)]
    return [(key.model, key.name) for key in keys if key.model not in kept]
