"""What was issued: the register of a plan and of the council, and whether a file is ours."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.core.paginator import Paginator
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render

from audits.models import IssuedFile, IssuedPaper
from plans.forms.address import PagedAddress, in_address
from plans.models import Membership, Plan
from plans.permissions.plans import can_manage_plan
from plans.queries import coming_paper, names_of_role
from plans.views.list_files import Columns, list_file
from plans.views.sent import sent, sent_files
from reports.forms.issue import FileForm
from reports.views.issued_paper import label_of, papers_for, row_of, told_to

A_PAGE = 50


def issued(request, slug):
    """The papers of a plan, the newest first; POST asks whether a file is one of them."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user), slug=slug)
    return _register(request, papers_for(request.user).filter(plan=plan), plan)


def issued_everywhere(request):
    """The papers of every plan that this person may see, the newest first; POST asks whether a file is one of them."""
    return _register(request, papers_for(request.user).order_by("-issued_at", "-pk"), None)


def _register(request, papers, plan: Plan | None) -> HttpResponseBase:
    form = FileForm(sent(request), sent_files(request))
    answer = _whose(request.user, form.cleaned_data["file"]) if form.is_valid() else None
    papers = papers.defer("snapshot__state")
    file = list_file(request, f"papers-{plan.slug}" if plan else "papers", COLUMNS, _rows(request.user, papers))
    if file:
        return file
    page = Paginator(papers, A_PAGE).get_page(in_address(request, PagedAddress)["page"])
    supplements = papers.filter(supplement__gt=0).count()
    context = {
        "plan": plan,
        "page": page,
        "rows": list(_rows(request.user, page)),
        "count": page.paginator.count - supplements,
        "supplements": supplements,
        "coming": _coming(request.user, plan) if plan else None,
        "officers": names_of_role(plan, Membership.Role.OFFICER) if plan and not page.paginator.count else [],
        "form": form,
        "answer": answer,
    }
    return render(request, "reports/issued.html", context, status=form.http_status)


def _rows(user, papers: Iterable[IssuedPaper]) -> Iterator[dict]:
    """What the register shows of these papers, each beside the others of its plan."""
    shown = list(papers)
    scale = max((paper.figures.get("total", 0) for paper in shown), default=0)
    beside = defaultdict(list)
    for paper in IssuedPaper.objects.visible_to(user).filter(plan__in={each.plan_id for each in shown}).light():
        beside[paper.plan_id].append(paper)
    for paper in shown:
        yield row_of(paper, scale, beside[paper.plan_id]) | told_to(user, paper)


def _ratings(row: dict) -> str:
    """How many of each rating, the plan's own words; empty of a supplement, which has no figures of its own."""
    if row["paper"].supplement:
        return ""
    unrated = [f"{row['not_rated']} Not rated"] if row["not_rated"] else []
    return ", ".join([f"{count} {badge.word}" for badge, count in row["ratings"] if count] + unrated)


def _directions(row: dict) -> str:
    return ", ".join(f"{count} {word}" for _key, word, count in row["directions"] if count)


COLUMNS: Columns = {
    "Paper": lambda row: f"{'Supplement' if row['paper'].supplement else 'No'} {row['paper'].called}",
    "Plan": lambda row: row["paper"].plan.title,
    "For publication": lambda row: "Not for publication" if row["paper"].restricted else "",
    "Meeting": lambda row: row["paper"].meeting_on or "No day set",
    "Committee": lambda row: row["paper"].committee,
    "Period": lambda row: row["paper"].period.name,
    "Position": lambda row: row["paper"].snapshot.on,
    "Issued after a later position": lambda row: str(row["after"] or ""),
    "Issued by": lambda row: row["paper"].by_name,
    "Issued": lambda row: row["paper"].issued_at,
    "Ratings": _ratings,
    "Actions": lambda row: None if row["paper"].supplement else row["total"],
    "Direction of travel": _directions,
    "New": lambda row: row["new"] or None,
    "What differs": lambda row: row["said"],
    "Files": lambda row: "; ".join(label for _file, label in row["files"]),
}
"""The register as a file."""


def _coming(user, plan: Plan):
    """The period whose paper comes next, for those who make it."""
    if not can_manage_plan.allows(user, plan):
        return None
    return coming_paper(plan)


def _whose(user, upload) -> dict:
    """Which issued file these bytes are, among those that this person may see; `was` one that a redaction took."""
    found = hashlib.sha256()
    for chunk in upload.chunks():
        found.update(chunk)
    sha256 = found.hexdigest()
    files = IssuedFile.objects.visible_to(user).filter(sha256=sha256)
    file = files.select_related("paper__plan", "paper__period").order_by("withdrawn", "pk").first()
    answer = {"name": upload.name, "sha256": sha256, "file": file, "label": label_of(file) if file else ""}
    return answer | {"corrected": _supplements_to(user, file.paper) if file else []}


def _supplements_to(user, paper: IssuedPaper) -> list[IssuedPaper]:
    """Those that correct it, in order; none of a supplement."""
    if paper.supplement:
        return []
    mine = IssuedPaper.objects.visible_to(user).filter(plan=paper.plan_id, number=paper.number, supplement__gt=0)
    return list(mine.defer("options", "figures", "made_with").order_by("supplement"))
