"""What happened to a person's account, roles and posts: who did it, when, before and after; newest first."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from audits import changes
from audits.words import done
from plans import models as m


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """One act that touched the person. `about` says which plans and posts it was about."""

    act: m.ChangeSet
    done: str
    about: tuple[str, ...]
    differences: tuple[changes.Difference, ...]


UNTRACKED = (
    "password_changed",
    "second_factor_on",
    "second_factor_off",
    "second_factor_reset",
    "recovery_codes_made",
    "end_session",
    "end_sessions",
)
"""Verbs that write no row of the history; whom they were about stands in the act's details."""


def history(person: m.User) -> list[PersonEntry]:
    """Everything that was done to a person's account, roles, posts and invitations."""
    by_act = defaultdict(list)
    for change in _row_changes(person):
        by_act[change.change_id].append(change)
    signing_in = m.ChangeSet.objects.filter(verb__in=UNTRACKED, details__user=person.pk)
    acts = m.ChangeSet.objects.filter(pk__in=[*by_act, *signing_in.order_by().values_list("pk", flat=True)])
    plans = _names(
        m.Plan, (row.values["plan_id"] for rows in by_act.values() for row in rows if "plan_id" in row.values)
    )
    leads = _names(
        m.Lead, (row.values["lead_id"] for rows in by_act.values() for row in rows if "lead_id" in row.values)
    )
    return [_entry(act, by_act[act.pk], plans, leads) for act in acts.order_by("-moment", "-pk")]


def _row_changes(person: m.User) -> list[changes.RowChange]:
    out = changes.of_objects(m.User, [person.pk])
    for model in (m.Membership, m.Holding, m.Invitation):
        out += changes.of_objects(model, model.objects.filter(user=person).values_list("pk", flat=True))
    return out


def _names(model, ids) -> dict[int, str]:
    return {pk: str(found) for pk, found in model.objects.in_bulk(set(ids)).items()}


def _entry(act, rows, plans, leads) -> PersonEntry:
    about = [plans.get(row.values.get("plan_id")) or leads.get(row.values.get("lead_id")) for row in rows]
    return PersonEntry(
        act=act,
        done=done(act),
        about=tuple(dict.fromkeys(words for words in about if words)),
        differences=tuple(difference for row in rows for difference in row.differences),
    )
