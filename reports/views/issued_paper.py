"""An issued paper with its files, its supplements, and their making."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import Truncator

from audits.models import IssuedFile, IssuedPaper
from audits.sources import Altered
from plans import movement as mv
from plans import tree
from plans.clock import today
from plans.exempt_shown import closed
from plans.exemptions import PARAGRAPHS
from plans.models import ChangeSet, Exemption, Plan
from plans.operations.errors import Refused
from plans.operations.freshness import Stale
from plans.permissions.plans import can_manage_plan, can_see_restricted
from plans.views.sent import Refusal, refusals, sent, sent_by
from plans.views.stored_file import handed_out
from reports.appendix.model import Badge
from reports.appendix.pdf.press import NotPrinted
from reports.charts import NOT_RATED, Part, stacked_bar
from reports.forms.issue import SupplementForm
from reports.issue import ISSUED
from reports.operations.issue import issue_correction
from reports.operations.issue_orders import make_paper_anew
from reports.supplements import Decided, DraftSupplement, kept_versions, supplement_to
from reports.views.names import names_of_draft


def papers_for(user):
    """What was issued and this person may see, with its files."""
    files = Prefetch("files", queryset=IssuedFile.objects.visible_to(user).filter(withdrawn=False))
    return IssuedPaper.objects.visible_to(user).select_related("plan", "period", "snapshot").prefetch_related(files)


def row_of(paper: IssuedPaper, scale: int, issued: Iterable[IssuedPaper] = ()) -> dict:
    """What the register shows of a paper, beside the others that were `issued`."""
    figures = paper.figures
    ratings = [
        (Badge(word=word, colour=colour, shape=shape), n) for word, colour, shape, n in figures.get("ratings", ())
    ]
    parts = [Part(name=badge.word, colour=badge.colour, count=count) for badge, count in ratings]
    parts += [Part(name="Not rated", colour=NOT_RATED, count=figures.get("not_rated", 0))] if parts else []
    directions = figures.get("directions")
    return {
        "paper": paper,
        "ratings": ratings,
        "not_rated": figures.get("not_rated", 0),
        "total": figures.get("total", 0),
        "bar": stacked_bar(parts, name=f"Ratings of {paper}", scale=scale) if parts else None,
        "directions": [(key, word, directions[key]) for key, word in mv.DIRECTIONS.items()] if directions else [],
        "new": figures.get("parts", {}).get(mv.NEW, 0),
        "before": paper.compared_in(issued) if directions else None,
        "after": _issued_after(paper, issued),
        "files": [(file, label_of(file)) for file in paper.files.all()],
    }


def _issued_after(paper: IssuedPaper, issued: Iterable[IssuedPaper]) -> IssuedPaper | None:
    """The paper of a later position that was issued before it: the latest, where there is one."""
    mine = [each for each in issued if each.plan_id == paper.plan_id and not (each.supplement or paper.supplement)]
    later = [each for each in mine if each.number < paper.number and each.snapshot.on > paper.snapshot.on]
    return max(later, key=lambda each: each.snapshot.on, default=None)


def label_of(file: IssuedFile) -> str:
    """The format of an issued file, and of which version it is."""
    label = ISSUED[file.format].label if file.format in ISSUED else file.format
    if file.restricted:
        return f"{label}, not for publication"
    return f"{label}, public version" if file.paper.options.get("public") else label


def issued_paper(request, pk):
    """A paper with all that is known of it; POST issues a supplement to it (302), or says what to mend (422)."""
    paper = get_object_or_404(papers_for(request.user), pk=pk)
    runs = can_manage_plan.allows(request.user, paper.plan) and not paper.supplement
    form = SupplementForm(sent(request), initial={"by_record": True})
    if sent_by(request, do="anew") is not None:
        return _made_anew(request, paper)
    refusal, draft = Refusal(), None
    if form.is_valid():
        with refusals(refusal):
            draft = _drafted(request.user, paper, form)
            if form.cleaned_data["sign"]:
                return _supplemented(request, paper, form, draft)
    beside_it = papers_for(request.user).filter(plan=paper.plan, number=paper.number)
    beside = [] if paper.supplement else _papers_of_plan(request.user, paper.plan)
    context = {
        "paper": paper,
        "plan": paper.plan,
        "row": row_of(paper, paper.figures.get("total", 0), beside),
        "main": papers_for(request.user).papers().get(plan=paper.plan, number=paper.number)
        if paper.supplement
        else paper,
        "supplements": [row_of(each, 0) | told_to(request.user, each) for each in beside_it.filter(supplement__gt=0)],
        "gone": list(IssuedFile.objects.filter(paper=paper, withdrawn=True)),
        "before": paper.compared_in(beside),
        "left_out": _left_out(paper),
        "despite": _despite(paper) if can_see_restricted.allows(request.user, paper.plan) else "",
        "runs": runs,
        "may_run": can_manage_plan.allows(request.user, paper.plan),
        "form": form,
        "refused": refusal.error,
        "is_open": form.is_bound,
        "draft": draft,
        "names": names_of_draft(draft) if draft else None,
        "wholly": can_see_restricted.allows(request.user, paper.plan),
        "said": said_to(request.user, paper),
        "leaves_out": bool(paper.supplement) and kept_versions(paper.options)[0].words != paper.words,
        "today": today(),
    }
    status = (409 if isinstance(refusal.error, Stale) else 422) if form.errors or refusal.error else 200
    return render(request, "reports/issued_paper.html", context, status=status)


def _papers_of_plan(user, plan: Plan) -> list[IssuedPaper]:
    return list(IssuedPaper.objects.visible_to(user).papers().filter(plan=plan).light())


def _left_out(paper: IssuedPaper) -> list[tuple[str, str]]:
    """What the public version of a paper left out, as it was issued: what it is, and the paragraph with its words."""
    issued = (paper.options if not paper.supplement else {}).get("exempt", ())
    marks = Exemption.objects.filter(pk__in=issued).select_related(tree.ACTION_PLAN).order_by("pk")
    return [
        (
            " of ".join((mark.get_what_display(), mark.action.known_as or "an action")),
            f"Paragraph {mark.paragraph}: {PARAGRAPHS[mark.paragraph]}" if mark.paragraph else "",
        )
        for mark in marks
    ]


def _despite(paper: IssuedPaper) -> str:
    """Why its position was frozen though something was not settled."""
    acts = ChangeSet.objects.filter(verb="freeze", moment=paper.snapshot.known, links__chain__key=paper.plan.chain_key)
    return acts.values_list("why", flat=True).first() or ""


def said_to(user, paper: IssuedPaper) -> str:
    """The words of a supplement, as this person may find them published: those who find the version that is not for
    publication have them whole, what is exempt between its signs."""
    if not paper.supplement:
        return paper.words
    return kept_versions(paper.options)[-1 if can_see_restricted.allows(user, paper.plan) else 0].words


def told_to(user, paper: IssuedPaper) -> dict[str, str]:
    """What a list shows of the words of a supplement, whole and cut short."""
    said = said_to(user, paper)
    return {"said": said, "brief": closed(Truncator(said).words(40))}


def _made_anew(request, paper: IssuedPaper) -> HttpResponse:
    """Have a worker make the files again that a redaction took."""
    can_manage_plan.check(request.user, paper.plan)
    make_paper_anew.enqueue(paper.pk)
    messages.success(request, "Its files are being made anew. They stand here in a minute or two.")
    return redirect("issued_paper", paper.pk)


def _asked(form: SupplementForm) -> dict:
    """What a supplement is to say, as it was typed and ticked."""
    data = form.cleaned_data
    decided = Decided(left=data["left"], replaced=data["replaced"], shown=frozenset(data["shown"].split()))
    return {name: data[name] for name in ("words", "by_record", "printed")} | {"decided": decided}


def _drafted(user, paper: IssuedPaper, form: SupplementForm) -> DraftSupplement:
    """What was typed, as it would be issued. Raises Denied and Refused."""
    can_manage_plan.enforce(user, paper.plan)
    if paper.supplement:
        raise Refused("A supplement goes to a paper. Open the paper that it corrects.")
    try:
        return supplement_to(paper, **_asked(form))
    except Altered as error:
        raise Refused("The supplement could not be made. Tell the people who run the service.") from error


def _supplemented(request, paper: IssuedPaper, form: SupplementForm, draft: DraftSupplement) -> HttpResponse:
    """Issue what was looked at. Raises Denied, Refused, and Stale where it would say something else by now."""
    if form.cleaned_data["sign"] != draft.sign:
        raise Stale(
            "What would be issued is not what you looked at: it was changed below, or something was marked or issued "
            "meanwhile. Nothing has been issued. Look over it once more, and issue it then."
        )
    try:
        made = issue_correction(by=request.user, paper=paper, **_asked(form))
    except (Altered, NotPrinted) as error:
        raise Refused("The supplement could not be made. Tell the people who run the service.") from error
    messages.success(request, f"{made} is issued. The paper itself stays as it is.")
    return redirect("issued_paper", paper.pk)


def issued_file(request, pk):
    """The bytes that were issued. 404 where a redaction took them, and for whoever may not see the paper."""
    file = get_object_or_404(IssuedFile.objects.visible_to(request.user).filter(withdrawn=False), pk=pk)
    if file.format not in ISSUED:
        raise Http404
    return handed_out(request, file.sha256, file.name, kind=ISSUED[file.format].content_type)
