"""The RAG scheme of an import: the one that its key gives, put right where it was misread, or one that is there."""

from __future__ import annotations

from django.shortcuts import redirect, render
from django.utils import timezone

from plans.forms.schemes import KEEP, LOOK, ChosenSchemeForm, SchemeForm
from plans.importing import OWN_SCHEME, SCHEME_FIELD, QuestionSettled, SchemeSaid
from plans.models import Action, ImportDraft, RagScheme
from plans.operations.errors import Refused
from plans.operations.imports.draft import standing
from plans.operations.imports.edits import amend_draft
from plans.operations.imports.parts.scheme import proposal
from plans.permissions.plans import can_work_on_draft
from plans.schemes import checks
from plans.views.imports.draft import draft_of
from plans.views.sent import refusals, sent


def import_scheme(request, pk):
    """The page; POST rearranges the ratings (200), says what the scheme is (302), or what to mend (422)."""
    draft = draft_of(request, pk)
    can_work_on_draft.check(request.user, draft)
    if draft.status != ImportDraft.Status.READY or (draft.into and Action.objects.of_plan(draft.into).exists()):
        return redirect("import", pk=draft.pk)
    stands = standing(draft)
    proposed = proposal(stands.plan, draft.into)
    data = sent(request)
    form = SchemeForm(
        data if data is not None and "label-0" in data else None, ratings=stands.plan.scheme or proposed.ratings
    )
    if request.method == "POST":
        said = _said(request, form)
        if said:
            edit, words = said
            settled = [
                QuestionSettled(asked.key) for asked in stands.unanswered if asked.question.field == SCHEME_FIELD
            ]
            with refusals(form):
                amend_draft(by=request.user, draft=draft, edits=(edit, *settled), words=words, at=timezone.now())
                return redirect("import", pk=draft.pk)
    context = {
        "draft": draft,
        "form": form,
        "proposed": proposed,
        "legend": stands.plan.legend,
        "checks": checks(form.ratings),
        "offered": RagScheme.objects.offered().prefetch_related("ratings").order_by("name"),
        "questions": [asked.question for asked in stands.unanswered if asked.question.field == SCHEME_FIELD],
    }
    return render(request, "plans/imports/scheme.html", context, status=422 if form.problems else 200)


def _said(request, form: SchemeForm) -> tuple[SchemeSaid, str] | None:
    """What was said of the scheme, and its words for the trail; None where a row was only moved, or can't stand."""
    choice = ChosenSchemeForm(sent(request))
    choice.full_clean()
    if choice.cleaned_data["scheme"]:
        scheme = RagScheme.objects.offered().filter(pk=choice.number).first()
        if scheme is None:
            form.refuse(Refused("That scheme is not offered any more. Choose another."))
            return None
        return SchemeSaid.of(str(scheme.pk)), f"The RAG scheme is {scheme}"
    if form.do not in (KEEP, LOOK):
        form.rearrange()
    elif form.do == KEEP and form.check():
        words = ", ".join(rating.label for rating in form.ratings)
        return SchemeSaid.of(OWN_SCHEME, form.ratings), f"The RAG scheme is of its own: {words}"
    return None
