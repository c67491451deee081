"""What leads are called and what they are: named anew, taken apart where one name was two."""

from __future__ import annotations

from plans import leadnames
from plans.models import Holding, Lead, LeadAlias, User
from plans.operations.editing import find_lead
from plans.operations.errors import Refused
from plans.operations.freshness import check_seen
from plans.operations.people.mergers import merge, named_in
from plans.operations.people.posts import put_holder
from plans.operations.words import REASON_LIMIT, said
from plans.permissions.people import can_administer, can_amend_lead, can_appoint
from plans.trail import SYSTEM, Act, change_set

NAME_LIMIT = 300


def name_lead(*, by=SYSTEM, name: str, kind: str = Lead.Kind.POST, aliases=(), door: str = "command", at=None) -> Lead:
    """Make a lead known under its name and the other names that documents give it."""
    can_administer.enforce(by, None)
    with change_set(by=by, verb="name_lead", door=door, register=True, at=at) as act:
        lead = Lead.objects.filter(name__iexact=name).first() or Lead(name=name)
        lead.kind = Lead.Kind(kind)
        act.save(lead)
        for alias in aliases:
            also_known(act, lead, alias)
    return lead


def amend_lead(
    *,
    by=SYSTEM,
    lead: Lead,
    name: str,
    kind: str,
    aliases=(),
    without=(),
    why: str = "",
    seen: int | None = None,
    door: str = "web",
    at=None,
) -> Lead:
    """Call a lead otherwise, say what it is, and under which other names documents know it; `without` are the ids of
    those by which they know it no more.

    What plans printed stays as printed; the former name stays an alias, so that a later document finds the lead by it.
    Raises Denied; Refused for a name that is another's already; Stale.
    """
    can_amend_lead.enforce(by, lead)
    name = said(name, limit=NAME_LIMIT, field="name", need="Enter what the lead is called.")
    why = said(why, limit=REASON_LIMIT, field="why")
    with change_set(by=by, verb="amend_lead", why=why, door=door, register=True, at=at) as act:
        lead = Lead.objects.get(pk=lead.pk)
        _check_stands(lead)
        check_seen(lead, seen)
        for alias in lead.aliases.filter(pk__in=without):
            _take_away(act, alias, why)
        _rename(act, lead, name, kind)
        for alias in aliases:
            also_known(act, lead, said(alias, limit=NAME_LIMIT, field="aliases"))
    return lead


def split_lead(
    *,
    by=SYSTEM,
    lead: Lead,
    post: str,
    person: str,
    user: User | None = None,
    why: str,
    seen: int | None = None,
    door: str = "web",
    at=None,
) -> Lead:
    """Take apart a name that is a post and whoever held it: the post leads, the person holds it from the beginning.

    Where the post is known already, the lead is merged into it, which keeps a holder that it has; otherwise the lead
    becomes the post. `user` is the person's account, if they have one. Returns the post. Raises Denied; Refused
    without both names and a reason; Stale.
    """
    can_amend_lead.enforce(by, lead)
    post = said(post, limit=NAME_LIMIT, field="post", need="Enter what the post is called.")
    person = said(person, limit=200, field="person", need="Enter who holds the post.")
    why = said(why, limit=REASON_LIMIT, field="why", need="Say why the name is taken apart.")
    known = find_lead(post, but=lead)
    if known:
        can_appoint.enforce(by, known)
    plans = named_in(lead) if known else []
    details = {"about": f"“{lead}” is {person}, {post}", "lead": lead.pk, **({"into": known.pk} if known else {})}
    with change_set(*plans, by=by, verb="split_lead", why=why, details=details, door=door, register=True, at=at) as act:
        lead = Lead.objects.get(pk=lead.pk)
        _check_stands(lead)
        check_seen(lead, seen)
        if known:
            merge(act, lead, known)
        else:
            _rename(act, lead, post, Lead.Kind.POST)
        stands = known or lead
        if not Holding.objects.filter(lead=stands).on(act.today).exists():
            put_holder(act, stands, user, person, None if not stands.holdings.exists() else act.today)
    return stands


def also_known(act: Act, lead: Lead, name: str) -> None:
    """Within an act: another name of a lead, for the whole organisation. Raises Refused where it is another lead's."""
    if not name or leadnames.key(name) == leadnames.key(lead.name):
        return
    other = find_lead(name, but=lead)
    if other:
        raise Refused(f"“{name}” means “{other}” already. If both are one, merge them.", "aliases")
    if not lead.aliases.filter(plan=None, name__iexact=name).exists():
        act.save(LeadAlias(lead=lead, name=name))


def _take_away(act: Act, alias: LeadAlias, why: str) -> None:
    """Raises Refused for the name of a lead that was merged: a document with it would have no lead."""
    if Lead.objects.filter(name__iexact=alias.name, merged_into=alias.lead).exists():
        raise Refused(f"“{alias.name}” was merged into {alias.lead}. Undo the merger to part the two.", "without")
    alias.withdrawn, alias.withdrawn_reason = True, f"“{alias.name}”{f': {why}' if why else ''}"
    act.save(alias)


def _rename(act: Act, lead: Lead, name: str, kind: str) -> None:
    """Raises Refused for a name that is another's."""
    other = find_lead(name, but=lead) or Lead.objects.filter(name__iexact=name).exclude(pk=lead.pk).first()
    if other and other.merged_into_id:
        raise Refused(f"“{other}” was merged into “{other.merged_into}”. Undo that first to use the name.", "name")
    if other:
        raise Refused(f"“{other}” has that name already. If both are one, merge them.", "name")
    if kind not in Lead.Kind.values:
        raise Refused("Choose what it is.", "kind")
    before, lead.name, lead.kind = lead.name, name, kind
    act.save(lead)
    if find_lead(before, but=lead) is None:
        also_known(act, lead, before)


def _check_stands(lead: Lead) -> None:
    if lead.merged_into_id:
        raise Refused(f"“{lead}” has been merged into “{lead.merged_into}”.")
