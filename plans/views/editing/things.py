"""Adding and changing one thing: a form on a page of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from django.contrib import messages
from django.db.models import Model
from django.http import Http404
from django.shortcuts import redirect, render

from plans.forms.address import AddressForm, in_address
from plans.forms.editing.base import ChoiceForm, EditForm
from plans.forms.text import Text
from plans.models import EditDraft, Plan
from plans.operations.editing import mark, values_of
from plans.operations.editing.drafts import drop_edit
from plans.operations.errors import Overtaken
from plans.permissions.permission import Denied
from plans.trail import afterwards
from plans.views.editing import names
from plans.views.editing.access import plan_to_edit
from plans.views.editing.conflict import (
    SET_ASIDE,
    DraftAddress,
    conflict,
    draft_of,
    opened_again,
    set_aside,
    throw_away,
)
from plans.views.editing.kinds import KINDS, Kind, find, find_under
from plans.views.sent import refusals, sent, sent_by, sent_or_held


class AddAddress(AddressForm):
    under = Text(max_length=40, required=False)


def add(request, slug, noun):
    """GET: the empty form. POST: 302 when added, 422 when something has to be mended, 200 when what was read has
    to be looked at first."""
    plan = plan_to_edit(request, slug, closed_too=request.method == "POST")
    kind = KINDS.get(noun)
    if kind is None:
        raise Http404
    under = find_under(plan, kind, in_address(request, AddAddress)["under"])
    form = (kind.new_form or kind.form)(sent_or_held(request), plan=plan, under=under, initial={})
    page = Page(plan, form, f"Add {kind.title}", kind=kind, under=under, another=kind.noun not in ("lead", "timescale"))
    if request.method != "POST":
        return page.show(request)
    if not form.is_valid():
        return page.show(request, 422)
    if form.waits():
        return page.show(request)
    with refusals(form, also=(Denied,)):
        thing = kind.add(under)(by=request.user, **form.values())
        messages.success(request, f"{names.name(thing)} is added.{_read(form)}")
        return redirect(request.get_full_path() if sent_by(request, then="another") else names.place(plan, thing))
    return page.show(request, form.http_status)


def change(request, slug, noun, pk):
    """GET: the form as the thing stands. POST as for `add`; 409 when somebody else changed it in between."""
    plan = plan_to_edit(request, slug, closed_too=request.method == "POST")
    kind, thing = find(plan, noun, pk)
    if thing.withdrawn and request.method != "POST":
        return redirect("edit_restore", slug, noun, pk)
    draft = draft_of(request)
    data = sent_or_held(request) or opened_again(draft, request)
    form = kind.form(data, plan=plan, thing=thing, initial={**values_of(thing), "opened": mark(thing)})
    page = Page(plan, form, f"Edit {names.lower(thing)}", kind=kind, thing=thing, draft=draft)

    def save():
        return kind.change(thing)(by=request.user, **form.values(), **form.reason())

    return submit(request, page, save) if request.method == "POST" else page.show(request)


def submit(request, page: Page, save):
    """What a change that was sent comes to."""
    form, thing = page.form, cast(Model, page.thing)
    how = ChoiceForm(sent(request))
    how.full_clean()
    keep = how.keeps
    if how.cleaned_data["discard"]:
        return throw_away(request)
    if keep in SET_ASIDE:
        return set_aside(request, page, thing, keep, names.place(page.plan, thing))
    if not form.is_valid():
        return page.show(request, 422)
    if keep == "edit":
        return page.show(request, beside=form.in_words(values_of(thing)))
    if keep == "undecided":
        return conflict(request, page, thing, None, status=422)
    if form.waits():
        return page.show(request)
    before = mark(thing)
    with refusals(form, also=(Denied,)):
        try:
            save()
        except Overtaken as overtaken:
            return conflict(request, page, overtaken.thing, overtaken.change)
        return _saved(request, page, thing, before)
    return page.show(request, form.http_status)


def _saved(request, page: Page, thing: Model, before: str):
    """On to where the thing stands in the plan, with whether anything was different."""
    with afterwards("Taking away the draft of an edit"):
        drop_edit(by=request.user, path=request.path)
    thing.refresh_from_db()
    if mark(thing) == before:
        messages.info(request, "Nothing was different, so nothing was changed.")
    else:
        messages.success(request, f"{names.name(thing)} is changed.")
    return redirect(names.place(page.plan, thing))


@dataclass(slots=True)
class Page:
    """One form with what surrounds it: `thing` is what it changes, or `under` is what a new one goes under; `another`
    offers to add one more; `draft` is what its writer set aside of it."""

    plan: Plan
    form: EditForm
    title: str
    kind: Kind | None = None
    under: Model | None = None
    thing: Model | None = None
    another: bool = False
    draft: EditDraft | None = None

    def show(self, request, status: int = 200, *, beside: dict | None = None):
        thing = self.thing or self.under
        context = {
            "plan": self.plan,
            "form": self.form,
            "title": self.title,
            "kind": self.kind,
            "thing": self.thing,
            "another": self.another,
            "back": names.place(self.plan, thing or self.plan),
            "above": self._above(),
            "beside": beside,
            "draft": self.draft,
            "is_draft": bool(self.draft and in_address(request, DraftAddress)["draft"]),
            "reading": getattr(self.form, "reading", None),
        }
        return render(request, "plans/editing/thing.html", context, status=status)

    def _above(self):
        if self.thing is not None:
            return names.context(self.thing)
        if self.kind is not None and self.kind.under:
            return [*names.context(self.under), (names.name(self.under), names.words(self.under))]
        return []


def _read(form) -> str:
    """What a timescale that was typed with an action is read as, said once it is saved."""
    reading = getattr(form, "reading", None)
    told = form.readings if reading and form.readings else []
    return f" {'; '.join(told)}." if told else ""
