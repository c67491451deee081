"""Keeping where actions stand: derived from their rows in one place, and written with whatever changed them.

The derivation itself is `plans.rules.standing`, the same for a plan of the past; here are its rows and its writing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from plans import models as m
from plans import refs, rules, stages, tree
from plans.assembly import Rows, action_states

RESTS_ON = {
    m.Section: "recommendation__section__in",
    m.Recommendation: "recommendation__in",
    m.Action: "pk__in",
    m.Step: "steps__in",
    m.Assignment: "assignments__in",
    m.Timescale: "timescales__in",
    m.Extension: "timescales__extensions__in",
    m.ProgressUpdate: "updates__in",
    m.Decision: "decisions__in",
    m.Conversion: f"{tree.PLAN}__conversions__in",
}
"""The models that a standing rests on, with the path to their rows from the action."""

ABOVE = {
    "action": "pk",
    "plan": tree.PLAN,
    "section": "recommendation__section",
    "stage": "stage",
    "ref": "printed_ref",
    "recommendation ref": "recommendation__printed_ref",
    "row": "row",
    "section order": "recommendation__section__order",
    "recommendation order": "recommendation__order",
    "order": "order",
    "withdrawn": "withdrawn",
    "recommendation withdrawn": "recommendation__withdrawn",
    "section withdrawn": "recommendation__section__withdrawn",
}
"""What a standing takes from the action's own row and from what it stands under."""

ORDERS = ("section order", "recommendation order", "order")
WITHDRAWN = ("withdrawn", "recommendation withdrawn", "section withdrawn")

AT_ONCE = 500
REPORTED = ("reported_id", "reported_in")
"""What a standing holds of the last issued paper, and what no row of the action's own says."""

NAMES = [field.attname for field in m.Standing._meta.concrete_fields if field.attname not in REPORTED]


def refresh(written: Iterable) -> None:
    """Write the standing of every action that rests on one of these rows anew, in the transaction that wrote them."""
    ids: set[int] = set()
    rows = list(written)
    for model, path in RESTS_ON.items():
        touched = {row.pk for row in rows if type(row) is model}
        if model is m.Action:
            ids |= touched
            continue
        for some in _chunks(touched):
            ids.update(m.Action.objects.filter(**{path: some}).order_by().values_list("pk", flat=True))
    _write(derived(ids))


def report(plan: m.Plan, *, number: int, rated: dict[int, int | None]) -> None:
    """Keep beside each of these actions the rating that paper `number` of their plan printed; beside its others, that
    they were not in it."""
    mine = m.Standing.objects.filter(plan=plan)
    mine.update(reported=None, reported_in=None)
    by_rating: dict[int | None, list[int]] = defaultdict(list)
    for action, rag in rated.items():
        by_rating[rag].append(action)
    for rag, actions in by_rating.items():
        for some in _chunks(actions):
            mine.filter(pk__in=some).update(reported=rag, reported_in=number)


def rebuild(actions=None) -> int:
    """Derive the standing of these actions anew (a queryset; None: of all) and write those that differ; how many."""
    actions = m.Action.objects.all() if actions is None else actions
    different = list(differing(actions))
    _write(standing for standing, _kept in different)
    return len(different)


def differing(actions) -> Iterator[tuple[m.Standing, m.Standing | None]]:
    """Of these actions (a queryset) each whose kept standing is not what its rows say: as derived, and as kept."""
    ids = list(actions.order_by("pk").values_list("pk", flat=True))
    for some in _chunks(ids):
        kept = m.Standing.objects.in_bulk(some)
        for standing in derived(some):
            if not same(standing, kept.get(standing.pk)):
                yield standing, kept.get(standing.pk)


def same(one: m.Standing, other: m.Standing | None) -> bool:
    return other is not None and all(getattr(one, name) == getattr(other, name) for name in NAMES)


def derived(ids: Iterable[int]) -> Iterator[m.Standing]:
    """The standing of each of these actions as its rows say it, not saved: eight queries for so many at once."""
    for some in _chunks(ids):
        states = action_states(_rows(some))
        rows = list(m.Action.objects.filter(pk__in=some).order_by().values(*ABOVE.values()))
        plans = {row[ABOVE["plan"]] for row in rows}
        converted, finishing = _converted(plans), _finishing(plans)
        for row in rows:
            above = {name: row[path] for name, path in ABOVE.items()}
            found = rules.standing(states[above["action"]], above["stage"])
            said = found.pop("rag_id")
            rated = converted.get((above["plan"], said), said)
            yield m.Standing(
                action_id=above["action"],
                plan_id=above["plan"],
                section_id=above["section"],
                ref=_ref(above),
                place=_place(*(above[name] for name in ORDERS)),
                current=not any(above[name] for name in WITHDRAWN),
                rag_id=None if rated in finishing and above["stage"] not in stages.SAID_DONE else rated,
                **found,
            )


def _ref(above: dict) -> str:
    ref = refs.action_ref(above["recommendation ref"], above["ref"], above["order"] + 1)
    return refs.key(ref)[:80] if ref else f"row{above['row']}" if above["row"] else ""


def _place(*orders: int) -> int:
    """One number for the order within the plan: each order is a small integer of at most 15 bits."""
    place = 0
    for order in orders:
        place = place << 15 | order
    return place


def _converted(plans: set[int]) -> dict[tuple[int, int | None], int | None]:
    """What ratings of schemes that these plans had before stand for, by the plan and the rating."""
    rows = m.Conversion.objects.filter(plan__in=plans, withdrawn=False).order_by()
    return {(plan, was): now for plan, was, now in rows.values_list("plan", "was", "now")}


def _finishing(plans: set[int]) -> frozenset[int]:
    """The ratings of the schemes of these plans that mean finished."""
    schemes = m.Plan.objects.filter(pk__in=plans).values("scheme")
    finished = m.Rag.objects.filter(scheme__in=schemes, means_finished=True)
    return frozenset(finished.order_by().values_list("pk", flat=True))


def _chunks(values: Iterable) -> Iterator[tuple]:
    """So many at a time as one statement takes."""
    rest = iter(values)
    while some := tuple(islice(rest, AT_ONCE)):
        yield some


def _rows(ids: tuple[int, ...]) -> Rows:
    """What an action's standing rests on, as the assembly takes it. Withdrawn actions have a standing too."""

    def rows(model, **where):
        return list(model.objects.filter(**where).order_by().values())

    actions = rows(m.Action, pk__in=ids)
    timescales = rows(m.Timescale, action__in=ids)
    return Rows(
        plan={},
        by_model={
            "action": [{**row, "withdrawn": False} for row in actions],
            "step": rows(m.Step, action__in=ids),
            "assignment": rows(m.Assignment, action__in=ids),
            "timescale": timescales,
            "extension": rows(m.Extension, timescale__action__in=ids) if timescales else [],
            "progressupdate": rows(m.ProgressUpdate, action__in=ids),
            "decision": rows(m.Decision, action__in=ids),
        },
    )


def _write(standings: Iterable[m.Standing]) -> None:
    changing = [name for name in NAMES if name != "action_id"]
    for some in _chunks(standings):
        m.Standing.objects.bulk_create(
            some,
            update_conflicts=True,
            unique_fields=["action"],
            update_fields=[m.Standing._meta.get_field(name.removesuffix("_id")).name for name in changing],
        )
