"""Opening a change set, writing rows within it, and binding it to its chains when it closes."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial

from django.db import models, transaction
from django.utils import timezone

from plans import standings
from plans.events import note
from plans.models.change import Chain, ChainLink, ChangeSet, ManifestEntry
from plans.trail import digests
from plans.trail import tracked_models as histories
from plans.trail.commits import after_commit, note_stored
from plans.trail.single_lines import tidy

REGISTER = "register"
"""The chain of what belongs to the organisation: people, schemes, leads."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or something that acts: a person's number and name, or None and the name of a command."""

    id: int | None
    name: str


SYSTEM = Actor(None, "System (command)")


@dataclass(slots=True)
class Act:
    """An open change set. Everything that is written is written through it."""

    record: ChangeSet
    today: date
    """The act's day in London by the clock, which is behind its moment where the chain's last act was recorded by one
    that was fast."""
    written: list[models.Model] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)
    stands: bool = False
    """Whether it is kept though it wrote no tracked row: a session that was ended leaves none."""
    told: dict = field(default_factory=dict)
    """What the log is to say of it, where it is one that those who run the service look for; else empty."""

    @property
    def moment(self) -> datetime:
        return self.record.moment

    def save(self, obj: models.Model) -> bool:
        """Write one row and its history. A row that equals what is stored is skipped; False says so."""
        names = histories.fields(type(obj))
        tidy(obj)
        if not obj._state.adding:
            stored = type(obj)._base_manager.filter(pk=obj.pk).values(*names).first()
            if stored is not None and stored == histories.values(obj, names):
                return False
        obj._act, obj._history_date = self, self.record.moment  # type: ignore[attr-defined]  # where the history looks
        try:
            obj.save()
        finally:
            del obj._act, obj._history_date  # type: ignore[attr-defined]
        self.written.append(obj)
        return True

    def add(self, *objs: models.Model) -> models.Model:
        """Write new rows; returns the last."""
        for obj in objs:
            self.save(obj)
        return objs[-1]

    def add_all(self, objs: Iterable[models.Model]) -> None:
        """Write many new rows of one model in two statements, history included."""
        objs = [tidy(obj) for obj in objs]
        if not objs:
            return
        type(objs[0])._base_manager.bulk_create(objs, batch_size=500)
        self._record(objs, "+")

    def save_all(self, objs: Iterable[models.Model]) -> None:
        """Write many rows of one model that are there already, each in one statement, and their history in one for
        all. A row that equals what is stored is skipped."""
        objs = [tidy(obj) for obj in objs]
        if not objs:
            return
        model = type(objs[0])
        names = histories.fields(model)
        rows = model._base_manager.filter(pk__in=[obj.pk for obj in objs]).values("pk", *names)
        stored = {row.pop("pk"): row for row in rows}
        changed = []
        for obj in objs:
            values = histories.values(obj, names)
            differing = {name: value for name, value in values.items() if value != stored[obj.pk][name]}
            if differing:
                model._base_manager.filter(pk=obj.pk).update(**differing)
                changed.append(obj)
        self._record(changed, "~")

    def _record(self, objs: list[models.Model], history_type: str) -> None:
        """The history rows of rows of one model that have just been written."""
        if not objs:
            return
        model = type(objs[0])
        names = histories.fields(model)
        history = histories.history_of(model)
        rows = [
            history(
                **{model._meta.pk.attname: obj.pk},
                **{name: getattr(obj, name) for name in names},
                history_date=self.record.moment,
                history_type=history_type,
                history_user_id=self.record.actor_id,
                change=self.record,
            )
            for obj in objs
        ]
        history.objects.bulk_create(rows, batch_size=500)
        self.written.extend(objs)

    def join(self, plan) -> None:
        """Bind the act to one more plan's chain: for a plan that it has just made."""
        Chain.objects.get_or_create(key=plan.chain_key)
        self.joined.append(plan.chain_key)


@dataclass(frozen=True, slots=True)
class _Whole:
    """An act of many parts that is open, and the chains that it has locked."""

    act: Act
    keys: frozenset[str]


_whole: ContextVar[_Whole | None] = ContextVar("whole", default=None)


@contextmanager
def whole_act(*plans, by, verb: str, door: str, why: str = "", details: dict | None = None, at=None):
    """One act of many parts. While it is open, what verbs do on these plans is written as part of it: its actor, its
    moment, its reason. Each part is whole or leaves nothing: one that raises takes back what it wrote, and the act
    goes on if its caller catches that. Yields the `Act`."""
    with change_set(*plans, by=by, verb=verb, door=door, why=why, details=details, at=at) as act:
        before = _whole.set(_Whole(act, frozenset(plan.chain_key for plan in plans)))
        try:
            yield act
        finally:
            _whole.reset(before)


@contextmanager
def _part_of(whole: _Whole, keys):
    if not whole.keys.issuperset(keys):
        raise RuntimeError("A part of an act belongs to a chain that the act has not locked.")
    written = len(whole.act.written)
    try:
        with transaction.atomic():
            yield whole.act
    except BaseException:
        del whole.act.written[written:]
        raise


@contextmanager
def change_set(
    *plans, by, verb: str, door: str, why: str = "", register: bool = False, details: dict | None = None, at=None
):
    """One act of one person, atomic. Yields an `Act`.

    `plans` are those whose chains it belongs to; `register` adds the organisation's. `by` is a User or an
    `Actor`. The chains are locked in key order before the moment is taken, and the moment is later than every
    locked chain's last, so that no two acts on a chain can seem to have happened in another order. `at` is for
    acts that are replayed at a moment of the past; it gives way to that rule. An act that writes nothing leaves
    no trace, unless it says that it stands. Within a `whole_act` it is a part of that.
    """
    actor = by if isinstance(by, Actor) else Actor(by.pk, by.name)
    keys = sorted({plan.chain_key for plan in plans} | ({REGISTER} if register else set()))
    if whole := _whole.get():
        with _part_of(whole, keys) as act:
            yield act
        return
    with transaction.atomic():
        chains = _locked(keys)
        asked = at or timezone.now()
        record = ChangeSet.objects.create(
            moment=_moment(chains, asked),
            verb=verb,
            why=why,
            door=door,
            actor_id=actor.id,
            actor_name=actor.name,
            details=details or {},
            manifest_version=digests.VERSION,
        )
        act = Act(record, today=timezone.localdate(asked))
        stored = note_stored(verb)
        yield act
        if act.written or act.stands:
            standings.refresh(act.written)
            _close(act, chains)
            if act.told:
                facts = {"act": record.pk, "by": actor.id or actor.name, "door": door, **act.told}
                after_commit("a line of the log", partial(note, "act", verb, **facts))
        else:
            record.delete()
            stored.holds = False
        stored.closes()


def _locked(keys) -> list[Chain]:
    for key in keys:
        Chain.objects.get_or_create(key=key)
    return list(Chain.objects.select_for_update().filter(key__in=keys).order_by("key"))


def _moment(chains, asked: datetime) -> datetime:
    """The moment asked for, or the first after every chain's last."""
    moment = asked
    for chain in chains:
        if chain.last_moment and chain.last_moment >= moment:
            moment = chain.last_moment + timedelta(microseconds=1)
    return moment


def _close(act: Act, chains) -> None:
    record = act.record
    entries = [entry for model in dict.fromkeys(type(obj) for obj in act.written) for entry in _manifest(record, model)]
    ManifestEntry.objects.bulk_create(entries, batch_size=500)
    record.refresh_from_db()
    record.digest = digests.of_act(record, entries)
    record.save(update_fields=["digest"])
    if act.joined:
        chains = [*chains, *_locked(sorted(set(act.joined) - {chain.key for chain in chains}))]
    for chain in sorted(chains, key=lambda chain: chain.key):
        chain.position += 1
        chain.head = digests.of_link(chain.head, chain.key, chain.position, record.digest)
        chain.last_moment = record.moment
        chain.save()
        ChainLink.objects.create(chain=chain, change=record, position=chain.position, digest=chain.head)


def _manifest(record, model):
    """The manifest entries of one model's history rows, from what the database now holds of them."""
    names = (*histories.FRAME, *histories.fields(model))
    pk = model._meta.pk.attname
    rows = histories.history_of(model).objects.filter(change=record).order_by("history_id")
    for row in rows.values("history_id", "history_type", pk, *names):
        salts = {name: digests.new_salt() for name in names}
        yield ManifestEntry(
            change=record,
            model=model._meta.label_lower,
            history_id=row["history_id"],
            object_id=row[pk],
            history_type=row["history_type"],
            fields={name: [salt, digests.salted(row[name], salt)] for name, salt in salts.items()},
        )
