"""Two editors at once: what stands now and what was typed, side by side, and the choice between them. What was typed
stays as a draft, whatever is chosen, until it is saved or thrown away."""

from __future__ import annotations

from contextlib import suppress

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone

from plans.forms.address import AddressForm, Flag, in_address
from plans.models import EditDraft
from plans.operations.editing import mark, values_of
from plans.operations.editing.drafts import drop_edit, set_edit_aside
from plans.operations.errors import Refused
from plans.trail import afterwards
from plans.wording import day

OWN = {"csrfmiddlewaretoken", "conflict", "keep", "opened", "then"}
"""Fields that the conflict page writes itself."""
SET_ASIDE = {"theirs": "What stands there is left as it is, and this is not saved.", "later": "Nothing is saved yet."}


class DraftAddress(AddressForm):
    """`draft`: what was set aside of the page is to stand in it."""

    draft = Flag()


def draft_of(request) -> EditDraft | None:
    """What this person has set aside of the page that is asked for."""
    return EditDraft.objects.live(timezone.now()).filter(writer=request.user, path=request.path).first()


def opened_again(draft: EditDraft | None, request) -> QueryDict | None:
    """The words of the draft, where the person asked for them in their form."""
    return QueryDict(draft.typed) if draft and in_address(request, DraftAddress)["draft"] else None


def set_aside(request, page, thing, choice: str, place: str):
    """Nothing is saved; what was typed stays as a draft."""
    said = SET_ASIDE[choice]
    with suppress(Refused):
        until = timezone.localtime(_keep(request, page, thing).kept_until).date()
        said += f" What you typed is kept as a draft until {day(until)}: open the same page again to go on with it."
    messages.info(request, said)
    return redirect(place)


def throw_away(request):
    drop_edit(by=request.user, path=request.path)
    messages.info(request, "The draft is thrown away.")
    return redirect(request.path)


def conflict(request, page, thing, change, *, status: int = 409):
    """The page that shows both; `change` is the other's act. What was typed is a draft from here on."""
    draft = None
    with afterwards("Keeping a draft of what met another change"), suppress(Refused):
        draft = _keep(request, page, thing)
    now = page.form.in_words(values_of(thing))
    mine = page.form.in_words(page.form.values())
    context = {
        "plan": page.plan,
        "page": page,
        "change": change,
        "is_own": change is not None and change.actor_id == request.user.pk,
        "draft": draft,
        "days_kept": EditDraft.KEPT_FOR.days,
        "opened": mark(thing),
        "rows": [(label, now[label], mine[label], now[label] != mine[label]) for label in mine if label in now],
        "typed": _typed(page),
        "undecided": status == 422,
    }
    return render(request, "plans/editing/conflict.html", context, status=status)


def _keep(request, page, thing) -> EditDraft:
    """The form as a draft that has seen how the thing stands now. Raises Refused."""
    typed = QueryDict(mutable=True)
    for name, value in [*_typed(page), ("opened", mark(thing))]:
        typed.appendlist(name, value)
    at = timezone.now()
    return set_edit_aside(by=request.user, plan=page.plan, path=request.path, typed=typed.urlencode(), at=at)


def _typed(page) -> list[tuple[str, str]]:
    return [(name, value) for name, values in page.form.typed.lists() for value in values if name not in OWN]
