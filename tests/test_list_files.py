"""Every list as a file: the rows of all its pages together, in their order, under the headings of the page."""

import csv
import io
import re
from datetime import date

import lxml.html
import openpyxl
import pytest
from django.core.paginator import Paginator
from django.urls import reverse

from plans import filemark, stages
from plans import models as m
from plans.clock import now
from plans.exempt_shown import unmarked
from plans.trail import SYSTEM, change_set
from plans.wording import day, short_day
from tests import factories
from tests.test_urls import world  # noqa: F401 (a fixture)

pytestmark = pytest.mark.django_db

CARDS, TABLE = '//ol[contains(@class, "ap-work")]/li', "//table/tbody/tr"
OF_PARTS = {"Part", "Plan", "Stage", "Owes an update", "Last said", "By", "Words"}
"""Of *My actions*: told by the heading of a part, by a flag, or only in some of its parts."""
OF_THE_LOG = {"Kind", "Rows written", "Actions", "Before and after", "Digest of the link"}
MINE = '//section[not(@aria-labelledby="questions")]'
LISTS = {
    "plans": ("officer", "", TABLE, {"Status"}),
    "people": ("administrator", "", TABLE, set()),
    "plan_people": ("officer", "", TABLE, set()),
    "posts": ("officer", "", TABLE, set()),
    "post": ("officer", "", '//section[@aria-labelledby="actions"]//tbody/tr', set()),
    "post holders": ("officer", "holders", '//section[@aria-labelledby="holders"]//tbody/tr', {"Account"}),
    "periods": ("officer", "", TABLE, set()),
    "schemes": ("officer", "", TABLE, set()),
    "to_verify": ("manager", "", f"{CARDS}[not(ancestor::section)]", set()),
    "to_verify rechecks": ("manager", "rechecks", '//section[@aria-labelledby="rechecks"]' + CARDS, set()),
    "to_decide": ("manager", "", CARDS, set()),
    "my_actions": ("lead", "", f"{MINE}{CARDS} | {TABLE}", OF_PARTS),
    "my_actions questions": ("lead", "questions", '//ul[contains(@class, "ap-work")]/li', set()),
    "imports drafts": ("officer", "drafts", '//section[@aria-labelledby="drafts"]//tbody/tr', set()),
    "imports unread": ("officer", "unread", '//section[@aria-labelledby="unread"]//tbody/tr', set()),
    "imports brought": ("officer", "brought", '//section[@aria-labelledby="brought"]//tbody/tr', set()),
    "questions": ("officer", "", f'//li[starts-with(@id, "question-")] | {TABLE}', set()),
    "log": ("officer", "", '//ol[@class="ap-time"]/li', OF_THE_LOG),
    "sheets": ("officer", "", '//section[@aria-labelledby="out"]//tbody/tr', {"Updated here since"}),
    "chase": ("officer", "", TABLE, {"Plan"}),
    "issued": ("officer", "", TABLE, {"Plan"}),
    "issued_everywhere": ("officer", "", TABLE, set()),
    "action evidence": ("officer", "evidence", '//ul[@class="ap-files"]/li', {"File", "Bytes", "Added by"}),
}
"""By its page and which of its lists: who looks, where its rows stand on the page, and which columns of the file the
page does not print as they are."""

ACTS = ("Paper", "More", "Compare", "If it was a mistake", "Lead")
"""Headings of the page over links alone, and the one by which `chase` calls whom no reminder reaches."""


def shown(client, address, of, rows) -> tuple[list[str], list[str]]:
    """The texts of the rows on every page of this list, in their order, and the headings of their table."""
    texts, headings = [], []
    for number in range(1, 30):
        page = lxml.html.fromstring(client.get(address, {of or "page": number} if number > 1 else {}).text)
        found = page.xpath(rows)
        texts += [" ".join(row.text_content().split()) for row in found]
        for table in {row.getparent().getparent() for row in found if row.tag == "tr"}:
            names = [" ".join(cell.text_content().split()) for cell in table.xpath(".//th[@scope='col']")]
            headings += [n for n, cell in zip(names, table.xpath(".//th[@scope='col']"), strict=True) if cell.text]
        ways_on = page.xpath('//nav[@class="ap-pages"]//a[@rel="next"]/@href')
        if not any(f"{of or 'page'}={number + 1}" in way for way in ways_on):
            return texts, headings
    raise AssertionError("the pages have no end")


def test_a_list_is_taken_away_as_it_is_shown(client, world, monkeypatch):  # noqa: F811
    """As CSV and as a workbook, with one row a page, so that every list has several."""
    people, args = world
    args = {**args, "action": [m.Evidence.objects.get(pk=args["evidence"][0]).action_id]}
    _more_of_each(people, args)
    usual, most = Paginator.__init__, {"my_actions": 50, "log": 9}

    def few(self, rows, _most, *more, **named):
        usual(self, rows, most.get(name, 1), *more, **named)

    monkeypatch.setattr(Paginator, "__init__", few)
    wrong = {}
    for name, (role, of, rows, unseen) in LISTS.items():
        client.force_login(people[role])
        url = name.split()[0]
        address, asked = reverse(url, args=args.get(url)), {"which": of} if of else {}
        texts, headings = shown(client, address, of, rows)
        found = list(
            csv.reader(io.StringIO(client.get(address, {**asked, "file": "csv"}).getvalue().decode("utf-8-sig")))
        )
        book = openpyxl.load_workbook(io.BytesIO(client.get(address, {**asked, "file": "xlsx"}).content))
        wrong[name] = [*differences(found, texts, headings, unseen), *unlike(found, book.active)]
    assert {name: what for name, what in wrong.items() if what} == {}


def differences(found, texts, headings, unseen) -> list[str]:
    """What of the file is not the page's, but for what is exempt: the page says that above, the file marks it or, for
    who does not run the plan, leaves it out."""
    [named, *rows] = found
    rows = [[*map(unmarked, row)] for row in rows]
    said = [f"{len(rows)} rows in the file, {len(texts)} on the page"] if len(rows) != len(texts) or not rows else []
    if not filemark.find(named[-1]):
        said.append("no mark")
    missing = [heading for heading in dict.fromkeys(headings) if heading not in (*named, *ACTS)]
    said += [f"no heading {heading}" for heading in missing]
    for row, text in zip(rows, texts, strict=False):
        for heading, cell in zip(named, row, strict=True):
            if (
                heading not in unseen
                and cell not in ("", "[not published]")
                and not any(words in text for words in as_printed(cell))
            ):
                said.append(f"{heading} is {cell!r}, and the page says {text!r}")
    return said


def as_printed(cell: str) -> list[str]:
    """How a page may print a cell: a day in words, several lines or names apart, a long text cut short."""
    try:
        on = date.fromisoformat(cell[:10])
    except ValueError:
        start = re.split(r"[;\n,]", cell.removeprefix("'"))[0]
        return [" ".join(start.split()[:8]), "“"] if cell.startswith("“") else [" ".join(start.split()[:8])]
    return [day(on), short_day(on)]


def unlike(found, sheet) -> list[str]:
    """What of the workbook is not the CSV's."""
    rows = [[as_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    plain = [[cell.removeprefix("'") for cell in row] for row in found]
    return [] if rows == plain else [f"{rows} in the workbook, {plain} in the CSV"]


def as_text(value) -> str:
    if isinstance(value, date):
        text = value.isoformat(" ") if hasattr(value, "hour") else value.isoformat()
        return text.removesuffix(" 00:00:00")
    return "" if value is None else str(value)


def _more_of_each(people, args):
    """A second plan, two questions of the import, a claim to look at again, what was brought in and what was not."""
    plan = m.Plan.objects.get(slug=args["plan"][0])
    factories.plan(title="=Another plan", slug="another")
    asked = {"plan": plan, "field": "when", "because": "It names no day."}
    with change_set(plan, by=SYSTEM, verb="test", door="command") as act:
        act.save(m.OpenQuestion(**asked, order=1, text="soon"))
        answered = {"answer": "In June", "answered_on": now().date(), "answered_by_name": "Olive Officer"}
        act.save(m.OpenQuestion(**asked, order=2, text="later", **answered))
    m.Exemption.objects.update(withdrawn=True)  # what a file says of exempt words has tests of its own
    m.Decision.objects.filter(kind=stages.VERIFY).update(recheck_on=now().date())
    m.ChangeSet.objects.filter(verb="import_plan").update(actor_id=people["officer"].pk)
    m.ImportDraft.objects.create(
        owner=people["officer"],
        name="scan.pdf",
        status="refused",
        refusal="It is a picture.",
        size=1,
        opened_at=now(),
        changed_at=now(),
    )
