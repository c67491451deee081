"""What the process on a database does beside asking for pages: each task beside the bare thing that it is held
against."""

from __future__ import annotations

import csv
import io
import secrets
from functools import cache
from itertools import cycle, islice

from tests.bench.hand import action, client, person
from tests.bench.measures import Clock


def submit(bare: bool) -> dict:
    """An update by the action's lead: the operation alone, or the whole request that ends in it."""
    from django.urls import reverse

    from plans.models import Action
    from plans.operations.progress.updates import Word, submit_progress

    about, by = Action.objects.get(pk=action().pk), person("lead")
    rag = about.plan.scheme.ratings.get(code="amber")
    words = f"Said to see how long it takes: {secrets.token_hex(4)}"
    if bare:
        with Clock() as clock:
            submit_progress(by=by, action=about, word=Word(narrative=words, rag=rag))
        return clock.told
    seen = about.updates.order_by("-pk").values_list("pk", flat=True).first()
    fields = {"rag": rag.code, "narrative": words, "seen": seen}
    with Clock() as clock:
        answer = client("lead").post(reverse("update", args=[about.pk]), fields)
    return {**clock.told, "status": answer.status_code}


def csv_list(bare: bool) -> dict:
    """The list of everything as CSV, with the latest words; or a query for the same words and a writer."""
    from django.urls import reverse

    with Clock() as clock:
        if bare:
            size = len(_bare_csv())
        else:
            answer = client("manager").get(reverse("actions_csv"))
            size = sum(map(len, answer.streaming_content))
    return {**clock.told, "bytes": size}


def _bare_csv() -> str:
    from plans.models import Standing

    above = "action__recommendation"
    rows = Standing.objects.order_by("plan", "place").values_list(
        "ref",
        "plan__title",
        f"{above}__section__title",
        f"{above}__text",
        "action__text",
        "lead__name",
        "due",
        "stage",
        "rag__label",
        "position_on",
        "forecast_on",
        "update__narrative",
    )
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


@cache
def _state(plan: str):
    from plans.models import Plan
    from plans.queries import plan_state

    return plan_state(Plan.objects.get(slug=plan))


def _options():
    from plans.clock import today
    from reports.appendix import Options

    return Options(on=today())


def paper(plan: str, fmt: str) -> dict:
    """The appendix in a format."""
    from reports.appendix import render

    state = _state(plan)
    with Clock() as clock:
        size = len(render(state, _options(), fmt))
    return {**clock.told, "bytes": size}


def bare_pdf(plan: str) -> dict:
    """The library alone on the appendix's page, in the same fonts."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    from reports.appendix import metrics
    from reports.appendix.html import page
    from reports.appendix.layout import build

    text = page.html(build(_state(plan), _options()))
    cuts = (
        (metrics.REGULAR, "font-weight: 400"),
        (metrics.BOLD, "font-weight: 700"),
        (metrics.ITALIC, "font-style: italic"),
    )
    rules = [
        f'@font-face {{ font-family: "Bare Sans"; {cut}; src: url("{(metrics.FONTS / name).as_uri()}"); }}'
        for name, cut in cuts
    ]
    with Clock() as clock:
        fonts = FontConfiguration()
        faces = CSS(string="\n".join([*rules, '.apx { font-family: "Bare Sans" !important; }']), font_config=fonts)
        size = len(HTML(string=text).write_pdf(stylesheets=[faces], font_config=fonts, pdf_variant="pdf/ua-1"))
    return {**clock.told, "bytes": size}


@cache
def _cells(plan: str) -> list[list[tuple]]:
    import openpyxl

    from reports.appendix import render

    book = openpyxl.load_workbook(io.BytesIO(render(_state(plan), _options(), "xlsx")))
    return [list(sheet.iter_rows(values_only=True)) for sheet in book]


def bare_xlsx(plan: str) -> dict:
    """The library alone, write-only and without styles, for the same cells."""
    from openpyxl import Workbook

    sheets = _cells(plan)
    with Clock() as clock:
        book = Workbook(write_only=True)
        for rows in sheets:
            sheet = book.create_sheet()
            for row in rows:
                sheet.append(row)
        out = io.BytesIO()
        book.save(out)
    return {**clock.told, "bytes": out.tell()}


def state(plan: str, as_at: bool) -> dict:
    """A plan from its tables, or from its history."""
    from audits import sources
    from plans.clock import today
    from plans.models import Plan
    from plans.queries import plan_state

    found = Plan.objects.get(slug=plan)
    with Clock() as clock:
        _ = sources.as_at(found, on=today()) if as_at else plan_state(found)
    return clock.told


def verify() -> dict:
    """The whole trail; and how many history rows stand in it."""
    from audits.verification import faults
    from plans.models import ManifestEntry

    rows = ManifestEntry.objects.count()
    with Clock() as clock:
        wrong = [str(fault) for fault in faults()]
    return {**clock.told, "rows": rows, "faults": wrong[:5]}


def people(count: int) -> list[dict]:
    """So many holders of posts: the session of each, as a browser sends it, and actions that are theirs to update."""
    from django.conf import settings
    from django.test import Client

    from plans.clock import today
    from plans.models import Action, User

    out = []
    for user in User.objects.filter(email__endswith="@grown.example", holdings__isnull=False).order_by("pk"):
        held = Action.objects.held_by(user, on=today()).filter(stage="in_progress").order_by("pk")
        actions = list(held.values_list("pk", flat=True)[:50])
        if not actions:
            continue
        made = Client(HTTP_HOST="localhost")
        made.force_login(user)
        out.append({"session": made.cookies[settings.SESSION_COOKIE_NAME].value, "actions": actions})
    return list(islice(cycle(out), count))


def session(role: str) -> str:
    """That of the account which plays a part."""
    from django.conf import settings

    return client(role).cookies[settings.SESSION_COOKIE_NAME].value


def addresses(names: list[str]) -> list[str]:
    """Where these pages are."""
    from tests.bench.hand import address

    return [address(name)[1] for name in names]


TASKS = {
    "submit": submit,
    "csv_list": csv_list,
    "paper": paper,
    "bare_pdf": bare_pdf,
    "bare_xlsx": bare_xlsx,
    "state": state,
    "verify": verify,
    "people": people,
    "session": session,
    "addresses": addresses,
}
