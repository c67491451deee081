"""Sending a sheet to fill in, and the register of those that are out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header

from audits.forms.sheets import MAIL, TOLD, WHO, HomeForm, SheetForm
from audits.models import SheetOut, SheetReturn
from audits.operations.sheets.application import waits_to_be_merged
from audits.operations.sheets.home import Unchanged, take_in
from audits.operations.sheets.letters import remind_sheet, send_sheet
from audits.operations.sheets.out import make_sheet
from audits.sheets import files
from audits.sheets.choice import RowChoice
from audits.sheets.register import CALLED_BACK, HOME, MERGED, Registered, registered
from audits.sheets.sides import preview
from plans import clock, mailserver
from plans.forms.address import Number, PagedAddress, in_address
from plans.forms.page import AsTyped
from plans.forms.text import Text
from plans.models import Plan
from plans.permissions.permission import Denied
from plans.permissions.sheets import can_keep_sheets
from plans.views.list_files import Columns, in_batches, list_file
from plans.views.sent import asked, refusals, refusals_told, sent, sent_files, sent_or_held
from plans.wording import listed, number_of, short_day

ON_A_PAGE = 50
SHOWN = 3
"""Rows of a sheet that are shown before it is made."""

GOES = {
    mailserver.PROVEN: "{} is on its way.",
    mailserver.UNPROVEN: (
        "{} is handed to the mail server. Nobody has seen yet whether mail from here arrives: an administrator can try "
        "it."
    ),
    mailserver.NONE: "{} is made, but no mail server is set up, so it goes nowhere: download it and send it yourself.",
}
"""What is said of a sheet that goes by mail, as far as it is known what becomes of mail."""


class SheetsAddress(PagedAddress):
    """For which plan or lead, of the actions of which filtered list (its address)."""

    plan = Text(max_length=80, required=False)
    lead = Number()
    list = AsTyped()


def sheets(request):
    """The page. POST makes the sheets (302), shows what one would hold (`do` is see), or says what to mend (422)."""
    can_keep_sheets.check(request.user)
    choice, seen = _choice(request), []
    form = SheetForm(sent_or_held(request), choice=choice, initial=_initial(request, choice))
    if request.method == "POST" and form.is_valid():
        wanted = form.sheets()
        if form.cleaned_data["do"] == "see":
            seen = wanted[:1]
        else:
            with refusals(form):
                _tell(request, form, [_made(request, form, each) for each in wanted])
                return redirect(f"{reverse('sheets')}{'?plan=' + choice.plan.slug if choice.plan else ''}#out")
    return _page(request, choice, form, seen=seen)


def _state(row: Registered) -> str:
    """Where the sheet is, as its row on the page says it."""
    sheet = row.sheet
    if row.state == HOME and row.returned:
        return f"Home, to merge since {short_day(timezone.localdate(row.returned.came_at))}"
    if row.state == MERGED:
        return f"Home and merged {short_day(timezone.localdate(sheet.merged_at))}: {number_of(row.cells, 'cell')}"
    if row.state == CALLED_BACK:
        return f"Called back: {sheet.withdrawn_reason}"
    return "Not home"


COLUMNS: Columns = {
    "Sheet": lambda row: row.sheet.pk,
    "Who has it": lambda row: ", ".join(filter(None, [row.sheet.is_file and row.sheet.chosen, str(row.sheet.whom)])),
    "E-mail address": lambda row: row.sheet.email,
    "Rows": lambda row: row.rows,
    "Made": lambda row: row.sheet.left_on,
    "Home by": lambda row: row.sheet.due_on or "Not said",
    "State": _state,
    "Updated here since": lambda row: row.updated,
    "Reminded": lambda row: row.sheet.reminded_at and timezone.localdate(row.sheet.reminded_at),
}
"""The register as a file."""


def _made(request, form: SheetForm, wanted: dict) -> SheetOut:
    sheet = make_sheet(by=request.user, **wanted)
    if form.cleaned_data["how"] == MAIL and sheet.email:
        send_sheet(sheet)
    return sheet


def _tell(request, form: SheetForm, made: list[SheetOut]) -> None:
    mailed = [sheet for sheet in made if form.cleaned_data["how"] == MAIL and sheet.email]
    by_hand = [sheet for sheet in made if sheet not in mailed]
    if mailed:
        messages.success(request, GOES[mailserver.state_now()].format(listed([str(sheet) for sheet in mailed])))
    if by_hand:
        names = listed([str(sheet) for sheet in by_hand])
        messages.success(
            request, f"{names} {'is' if len(by_hand) == 1 else 'are'} made. Download and send it from below."
        )
    if not made:
        messages.info(request, "Nobody has an action that a sheet would hold, so none was made.")


def _choice(request) -> RowChoice:
    """What may be chosen from: of the plan that is asked for, and of the list that they came from."""
    slug = in_address(request, SheetsAddress)["plan"]
    plan = get_object_or_404(Plan.objects.visible_to(request.user), slug=slug) if slug else None
    return RowChoice(request.user, on=clock.today(), plan=plan, query=SheetsAddress(asked(request)).asked["list"])


def _initial(request, choice: RowChoice) -> dict:
    lead = in_address(request, SheetsAddress)["lead"]
    rows = {"rows": "list", "who": "named"} if choice.listed else {}
    return {"lead": lead, **rows}


def _page(request, choice: RowChoice, form: SheetForm, *, seen=(), home=None):
    found = SheetOut.objects.visible_to(request.user).select_related("made_by")
    found = found.of_plan(choice.plan) if choice.plan else found
    found = found.exclude(kind=SheetOut.Kind.FILE, returns=None)  # one that came home and was taken away again
    asked_page = in_address(request, SheetsAddress)["page"]

    def shown(sheets: list[SheetOut]) -> list[Registered]:
        return registered(found.filter(pk__in=[sheet.pk for sheet in sheets]).order_by("-pk"), on=choice.on)

    file = list_file(request, "sheets-out", COLUMNS, in_batches(found.order_by("-pk").distinct(), shown))
    if file:
        return file
    page = Paginator(found.order_by("-pk"), ON_A_PAGE).get_page(asked_page)
    rows = shown(list(page))
    home = home or HomeForm()
    context = {
        "form": form,
        "home": home,
        "choice": choice,
        "who": WHO.items(),
        "told": TOLD,
        "page": page,
        "rows": rows,
        "in_all": sum(row.rows for row in rows),
        "seen": preview(seen[0]["actions"][:SHOWN], seen[0]["filled"]) if seen else None,
        "seen_for": seen[0] if seen else None,
        "on": choice.on,
    }
    return render(request, "audits/sheets/register.html", context, status=max(form.http_status, home.http_status))


def sheets_home(request):
    """Take in the files that came home (302 to the sheet, or to the register), or say what to mend (422)."""
    can_keep_sheets.check(request.user)
    choice = _choice(request)
    form = HomeForm(sent(request), sent_files(request))
    found = []
    for file in form.cleaned_data["came"] if form.is_valid() else ():
        with refusals(form, also=(Denied,)), told_unchanged(request):
            found += take_in(by=request.user, data=file.read(), name=file.name, at=timezone.now())
    if form.errors:
        return _page(request, choice, SheetForm(choice=choice), home=form)
    if len(found) == 1:
        if not waits_to_be_merged(found[0]):
            messages.info(request, f"“{form.cleaned_data['came'][0].name}” came home before, and was merged.")
        return redirect(page_of(found[0]))
    if not found:
        return redirect("sheets")
    home = listed([f"“{each.name}” of {each.sheet}" for each in found])
    messages.success(request, f"{home} are home. Nothing has been changed yet. Each is merged by itself.")
    return redirect(f"{reverse('sheets')}#out")


@contextmanager
def told_unchanged(request) -> Iterator[None]:
    """Say of a paper or a list in which nothing was changed that it is one."""
    try:
        yield
    except Unchanged as told:
        messages.info(request, str(told))


def page_of(returned: SheetReturn) -> str:
    """The address of a file that came home: a sheet may have several."""
    return f"{reverse('sheet', args=[returned.sheet_id])}?file={returned.pk}"


def sheet_file(request, pk):
    """The sheet as it left, as a download."""
    sheet = get_object_or_404(SheetOut.objects.visible_to(request.user), pk=pk, kind=SheetOut.Kind.SHEET)
    return attached(files.bytes_of(sheet), files.name_of(sheet), files.KINDS[sheet.form])


def attached(data: bytes, name: str, kind: str) -> HttpResponse:
    """Bytes as a download that nothing keeps."""
    headers = {"Content-Disposition": content_disposition_header(True, name), "Cache-Control": "private, no-store"}
    return HttpResponse(data, content_type=kind, headers=headers)


def sheet_remind(request, pk):
    """Remind whoever has the sheet."""
    sheet = get_object_or_404(SheetOut.objects.visible_to(request.user), pk=pk)
    with refusals_told(request):
        remind_sheet(by=request.user, sheet=sheet)
        messages.success(request, GOES[mailserver.state_now()].format(f"The reminder to {sheet.whom}"))
    return redirect(f"{reverse('sheets')}#out")
