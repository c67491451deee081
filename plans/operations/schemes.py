"""RAG schemes: what a council's ratings are called, look like and mean. A version is never changed once it is written;
a change is the next version."""

from __future__ import annotations

from collections.abc import Iterable

from plans.models import Rag, RagScheme
from plans.operations.errors import Overtaken, Refused
from plans.operations.words import REASON_LIMIT, said
from plans.permissions.schemes import can_keep_schemes, can_prefer_scheme
from plans.schemes import NAME_LIMIT, Rating, faults, key, with_codes, with_shapes
from plans.trail import SYSTEM, Act, change_set
from plans.trail.tracked_models import history_of

BRAG = (
    ("red", "Red", "Not achieved by its date, or off track with no agreed way back", "red", True, False),
    ("amber", "Amber", "At risk of not being achieved by its date", "amber", True, False),
    ("green", "Green", "On track to be achieved by its date", "green", False, False),
    ("blue", "Blue", "Complete, and verified by somebody else", "blue", False, True),
)
"""The default scheme, worst first: code, label, meaning, colour, needs attention, means finished."""


def default_scheme(*, by=SYSTEM, door: str = "command", at=None) -> RagScheme:
    """The scheme that a new plan gets; made the first time it is asked for."""
    scheme = RagScheme.objects.filter(is_default=True).first()
    if scheme:
        return scheme
    with change_set(by=by, verb="add_scheme", door=door, register=True, at=at) as act:
        return write_scheme(act, RagScheme(name="BRAG", is_default=True), brag())


def brag() -> tuple[Rating, ...]:
    """The ratings of the default scheme before there is one."""
    return tuple(
        Rating(
            code=code,
            label=label,
            meaning=meaning,
            colour=colour,
            needs_attention=attention,
            means_finished=finished,
        )
        for code, label, meaning, colour, attention, finished in BRAG
    )


def ratings_of(scheme: RagScheme | None) -> tuple[Rating, ...]:
    """The ratings of a scheme as values, worst first; without one, those that a new plan will have."""
    scheme = scheme or RagScheme.objects.filter(is_default=True).first()
    if scheme is None:
        return brag()
    names = ("code", "label", "meaning", "colour", "shape", "needs_attention", "means_finished")
    return tuple(Rating(**values) for values in scheme.ratings.order_by("rank").values(*names))


def start_scheme(*, by, name: str, ratings: Iterable[Rating], why: str = "", door: str = "web", at=None) -> RagScheme:
    """Start a scheme, its ratings worst first. Raises Denied; Refused for a name that is taken, and for ratings that
    can't stand (`plans.schemes.faults`)."""
    can_keep_schemes.enforce(by, None)
    why = said(why, limit=REASON_LIMIT, field="why")
    with change_set(by=by, verb="add_scheme", why=why, door=door, register=True, at=at) as act:
        return add_scheme(act, name, ratings)


def add_scheme(act: Act, name: str, ratings: Iterable[Rating]) -> RagScheme:
    """Write a new scheme within an act on the register's chain. Raises Refused."""
    scheme = RagScheme(name=_name(name))
    return write_scheme(act, scheme, checked(ratings))


def change_scheme(
    *, by, scheme: RagScheme, ratings: Iterable[Rating], why: str, name: str = "", door: str = "web", at=None
) -> RagScheme:
    """The next version of a scheme; `scheme` is the version that was looked at. No plan and no paper changes by it:
    a plan's officers move the plan on. Raises Denied; Refused for what can't stand, and where nothing would change;
    Overtaken where there is a newer version."""
    can_keep_schemes.enforce(by, scheme)
    need = "Say why it changes: it stands beside the version."
    why = said(why, limit=REASON_LIMIT, field="why", need=need)
    with change_set(by=by, verb="change_scheme", why=why, door=door, register=True, at=at) as act:
        newest = _newest(scheme)
        if newest.retired:
            raise Refused("This scheme is retired. Bring it back before it is changed.")
        ratings = checked(ratings)
        title = _name(name or newest.name, newest)
        if title == newest.name and with_shapes(ratings) == with_shapes(ratings_of(newest)):
            raise Refused("Nothing is changed, so there is no new version.")
        was_default, newest.is_default = newest.is_default, False
        if was_default:
            act.save(newest)
        made = RagScheme(
            name=title,
            first_id=newest.first_id_of_all,
            version=newest.version + 1,
            is_default=was_default,
        )
        return write_scheme(act, made, ratings)


def retire_scheme(*, by, scheme: RagScheme, reason: str, door: str = "web", at=None) -> RagScheme:
    """Offer a scheme to no plan any more; those that have it keep it. Raises Denied; Refused without a reason and for
    the one that new plans begin with; Overtaken where there is a newer version."""
    can_keep_schemes.enforce(by, scheme)
    need = "Say why it is retired, and which scheme is used instead."
    reason = said(reason, limit=REASON_LIMIT, field="reason", need=need)
    with change_set(by=by, verb="retire_scheme", why=reason, door=door, register=True, at=at) as act:
        scheme = _newest(scheme)
        if scheme.is_default:
            raise Refused("New plans begin with this scheme. Say first with which other they begin.", "reason")
        scheme.retired, scheme.retired_reason = True, reason
        act.save(scheme)
        return scheme


def bring_back_scheme(*, by, scheme: RagScheme, door: str = "web", at=None) -> RagScheme:
    """Offer a retired scheme to plans again. Raises Denied and Overtaken."""
    can_keep_schemes.enforce(by, scheme)
    with change_set(by=by, verb="bring_back_scheme", door=door, register=True, at=at) as act:
        scheme = _newest(scheme)
        scheme.retired, scheme.retired_reason = False, ""
        act.save(scheme)
        return scheme


def prefer_scheme(*, by, scheme: RagScheme, door: str = "web", at=None) -> RagScheme:
    """Have new plans begin with this scheme. Raises Denied; Refused for a retired one; Overtaken where there is a newer
    version."""
    can_prefer_scheme.enforce(by, scheme)
    with change_set(by=by, verb="prefer_scheme", door=door, register=True, at=at) as act:
        scheme = _newest(scheme)
        if scheme.retired:
            raise Refused("This scheme is retired. Bring it back before new plans begin with it.")
        for other in RagScheme.objects.filter(is_default=True).exclude(pk=scheme.pk):
            other.is_default = False
            act.save(other)
        scheme.is_default = True
        act.save(scheme)
        return scheme


def write_scheme(act: Act, scheme: RagScheme, ratings: Iterable[Rating]) -> RagScheme:
    """Write a version with its ratings, which have been `checked`."""
    act.save(scheme)
    act.add_all(
        Rag(
            scheme=scheme,
            code=rating.code,
            label=rating.label,
            meaning=rating.meaning,
            colour=rating.colour,
            shape=rating.shape,
            rank=rank,
            needs_attention=rating.needs_attention,
            means_finished=rating.means_finished,
        )
        for rank, rating in enumerate(ratings, start=1)
    )
    return scheme


def checked(ratings: Iterable[Rating]) -> tuple[Rating, ...]:
    """The ratings under their codes. Raises Refused for the first thing that can't stand."""
    ratings = with_codes(ratings)
    for fault in faults(ratings):
        raise Refused(fault.because, "ratings" if fault.place is None else f"{fault.field}-{fault.place}")
    return ratings


def free_name(name: str) -> str:
    """A name made of this one that no scheme has."""
    taken = {key(other) for other in RagScheme.objects.values_list("name", flat=True)}
    base = " ".join(name.split())[: NAME_LIMIT - 5] or "Scheme"
    return next(n for n in (base, *(f"{base} {n}" for n in range(2, len(taken) + 3))) if key(n) not in taken)


def ratings_offered(scheme: RagScheme | None) -> list[tuple[str, str]]:
    """The ratings of a scheme as (code, label), worst first; without one, those that a new plan will have."""
    return [(rating.code, rating.label) for rating in ratings_of(scheme)]


def _name(name: str, scheme: RagScheme | None = None) -> str:
    """A name that no other scheme has. Raises Refused."""
    name = " ".join(said(name, limit=NAME_LIMIT, field="name", need="Give the scheme a name.").split())
    others = RagScheme.objects.exclude(pk__in=scheme.versions()) if scheme else RagScheme.objects.all()
    if key(name) in {key(other) for other in others.values_list("name", flat=True)}:
        raise Refused(f"There is a scheme called “{name}” already. Choose another name, or change that one.", "name")
    return name


def _newest(scheme: RagScheme) -> RagScheme:
    """The scheme as it stands now. Raises Overtaken where another version is the newest."""
    newest = scheme.versions().first()
    if newest.pk != scheme.pk:
        written = history_of(RagScheme).objects.filter(id=newest.pk).order_by("history_id").select_related("change")
        raise Overtaken(newest, written.first().change)
    return newest
