"""My actions: what is overdue, what came back, what owes an update, what comes next, the rest. A long part is folded
after its first few; words and a plan narrow all of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, F, IntegerField, Q, Value, When, Window
from django.db.models.functions import RowNumber
from django.shortcuts import render

from plans import stages, worklists
from plans.clock import today
from plans.filters import words
from plans.filters.fields import Words
from plans.forms.address import OneOf, PagedAddress, PageNumber, in_address, note_unusable, typed_in_address
from plans.forms.text import Text
from plans.models import Holding, Period, Plan, standing
from plans.models.plan import owed_since_in_visible
from plans.views.list_files import TOGETHER, Columns, in_batches, list_file
from plans.views.work_lines import ActionLine, lines_of
from plans.wording import late

SOON = 30
"""Days ahead that "due next" looks."""

FEW = 10
"""Actions that a part shows until it is opened, and a page of one that is."""

PAGE = 50

IN_A_PART = ("-open", F("due").asc(nulls_last=True), *standing.PRINTED)
"""The order of the actions of a part."""

PARTS = {
    "overdue": ("Overdue", "Past the agreed date."),
    "back": ("Returned to you", "Claimed complete, and sent back with what is missing."),
    "owes": ("Owes an update", "Nothing said for longer than the plan allows."),
    "next": ("Due next", f"In the next {SOON} days, or waiting to be verified."),
    "rest": ("The rest", "Up to date, or finished. Nothing to do today."),
}
"""Every part in the order of the page, its heading and what is in it. An action is in the first that it fits."""


@dataclass(slots=True)
class ActionsPart:
    """One part of the page: `number` in all, and the lines that are shown of it; `page` where it is open and long."""

    name: str
    number: int
    page: Page | None = None
    lines: list[ActionLine] = field(default_factory=list)

    @property
    def heading(self) -> str:
        return PARTS[self.name][0]

    @property
    def hint(self) -> str:
        return PARTS[self.name][1]


@dataclass(frozen=True, slots=True)
class Mixture:
    """So many actions of one plan, stage and part that owe an update (`silent`) or not."""

    plan: int
    stage: str
    part: int
    silent: int
    number: int


class Narrowing(PagedAddress):
    """What an address may ask of the page."""

    words = Words(max_length=200, required=False)
    plan = Text(max_length=80, required=False)
    open = OneOf(PARTS)
    questions = PageNumber()


COLUMNS: Columns = {
    "Part": lambda row: PARTS[row[0]][0],
    "Ref": lambda row: row[1].action.known_as,
    "Plan": lambda row: row[1].action.plan.title,
    "Action": lambda row: row[1].action.headline,
    "Due": lambda row: row[1].stands.due or row[1].undated,
    "Lateness": lambda row: late(row[1].stands.due, row[2]) if row[1].overdue else "",
    "RAG": lambda row: row[1].stands.rag.label if row[1].stands.rag else "Not rated",
    "Stage": lambda row: stages.STAGES[row[1].stands.stage],
    "Owes an update": lambda row: "Yes" if row[1].owes else "No",
    "Forecast": lambda row: row[1].stands.forecast_on,
    "Last said": lambda row: row[1].stands.position_on or "Nothing yet",
    "By": lambda row: row[1].last.said_by_name if row[1].last else "",
    "Words": lambda row: row[1].last.narrative if row[1].last else "",
    "Returned because": lambda row: row[1].returned.reason if row[1].returned else "",
}
"""The page as a file: a row is the name of its part, its line, and the day."""
QUESTIONS: Columns = {
    "Answer by": lambda question: question.due_on,
    "Ref": lambda question: question.action.known_as,
    "Plan": lambda question: question.action.plan.title,
    "Action": lambda question: question.action.headline,
    "Meeting": lambda question: question.meeting,
    "Asked on": lambda question: question.asked_on,
    "Question": lambda question: question.text,
}
"""What members asked, as a file."""


def my_actions(request):
    """The page. What a head of service owes stands first; finished things stand last."""
    on = today()
    mine = worklists.standings_of(request.user, on=on)
    owed_since = owed_since_in_visible(request.user, on=on)
    mixtures = _mixtures(mine, owed_since, on)
    theirs = {mixture.plan for mixture in mixtures}
    since = {plan: day for plan, day in owed_since.items() if plan in theirs}
    plans = list(Plan.objects.visible_to(request.user).filter(pk__among=list(theirs)).order_by("title"))
    asked = in_address(request, Narrowing)
    chosen, narrowed = _narrowed(request, asked, mine, plans)
    opened = asked["open"]
    questions = worklists.members_questions(request.user, on=on)
    file = list_file(request, "my-actions", COLUMNS, _all_rows(request.user, narrowed, since, on))
    file = file or list_file(request, "members-questions", QUESTIONS, in_batches(questions), of="questions")
    if file:
        return file
    is_narrowed = bool(chosen or asked["words"])
    counted = _mixtures(narrowed, since, on) if is_narrowed else mixtures
    parts = _parts(request.user, narrowed, counted, since, on, opened, asked["page"])
    context = {
        "on": on,
        "parts": parts,
        "shown": sum(part.number for part in parts),
        "opened": opened,
        "words": typed_in_address(request, "words"),
        "chosen": chosen[0].slug if chosen else "",
        "narrowed": is_narrowed,
        "plans": plans,
        **_figures(mine, mixtures, since),
        "posts": _posts(request.user, on),
        "period": _period(mixtures, since, on),
        "questions": Paginator(questions, PAGE).get_page(asked["questions"]),
        "few": FEW,
    }
    return render(request, "plans/my_actions.html", context)


def _narrowed(request, asked: dict, mine, plans: list[Plan]):
    """The plan that is asked for, alone in a list, and what of one's own is left by it and by the words."""
    chosen = [plan for plan in plans if plan.slug == asked["plan"]]
    if asked["plan"] and not chosen:
        note_unusable(request, {"plan": "None of your actions is in that plan."})
    narrowed = mine.filter(plan__in=chosen) if chosen else mine
    if asked["words"]:
        narrowed = narrowed.filter(words.matching(asked["words"], plans))
    return chosen, narrowed


def _mixtures(mine, since: dict[int, date], on: date) -> list[Mixture]:
    """How many of these actions are alike: counted once for all that the page says of them."""
    silent = Case(When(standing.owes_update(since), then=Value(1)), default=Value(0), output_field=IntegerField())
    rows = _placed(mine, since, on).annotate(silent=silent).order_by().values_list("plan", "stage", "part", "silent")
    return [Mixture(*row) for row in rows.annotate(number=Count("pk"))]


def _number(mixtures: list[Mixture], which: Callable[[Mixture], object] = lambda _mixture: True) -> int:
    return sum(mixture.number for mixture in mixtures if which(mixture))


def _figures(mine, mixtures: list[Mixture], since: dict[int, date]) -> dict:
    """How many there are, how they stand, and the first of those that owe an update."""
    owed = mine.filter(standing.owes_update(since)).order_by(F("due").asc(nulls_last=True), "pk")
    number_owed = _number(mixtures, lambda mixture: mixture.silent)
    return {
        "mine": _number(mixtures),
        "open": _number(mixtures, lambda mixture: mixture.stage not in stages.FINISHED),
        "verified": _number(mixtures, lambda mixture: mixture.stage in (stages.VERIFIED, stages.EMBEDDED)),
        "owed": number_owed,
        "first_owed": owed.values_list("pk", flat=True).first() if number_owed else None,
    }


def _parts(user, mine, counted: list[Mixture], since: dict[int, date], on: date, opened: str, page: int):
    """The parts that hold anything: each action counted in the first that it fits, the first few of each read."""
    placed = _placed(mine, since, on)
    counts: Counter[int] = Counter()
    for mixture in counted:
        counts[mixture.part] += mixture.number
    nth = Window(RowNumber(), partition_by=F("part"), order_by=IN_A_PART)
    first: dict[int, list[int]] = defaultdict(list)
    for at, pk in placed.annotate(nth=nth).filter(nth__lte=FEW).order_by("part", "nth").values_list("part", "pk"):
        first[at].append(pk)
    found = []
    for at, name in enumerate(PARTS):
        if counts.get(at) and name == opened:
            pages = Paginator(_in_part(placed, at), PAGE)
            pages.count = counts[at]
            shown = pages.get_page(page)
            found.append((ActionsPart(name, counts[at], shown), list(shown.object_list)))
        elif counts.get(at):
            found.append((ActionsPart(name, counts[at]), first[at]))
    lines = lines_of(user, [pk for _part, ids in found for pk in ids], since, on)
    for part, ids in found:
        part.lines = [lines[pk] for pk in ids if pk in lines]
    return [part for part, _ids in found]


def _placed(mine, since: dict[int, date], on: date):
    """These with the number of the part that each is in."""
    returned = worklists.returns().filter(action__standing__in=mine).values("action")
    fits = {
        "overdue": standing.overdue(on),
        "back": Q(pk__in=returned),
        "owes": standing.owes_update(since),
        "next": standing.due_within(SOON, on) | Q(stage=stages.CLAIMED),
    }
    names = list(PARTS)
    told = Case(
        *(When(condition, then=Value(names.index(name))) for name, condition in fits.items()),
        default=Value(names.index("rest")),
        output_field=IntegerField(),
    )
    return mine.annotate(part=told)


def _in_part(placed, at: int):
    """The numbers of the actions of one part, in its order."""
    return placed.filter(part=at).order_by(*IN_A_PART).values_list("pk", flat=True)


def _all_rows(user, mine, since: dict[int, date], on: date):
    """Every line of every part in the order of the page, each with the name of its part and the day."""
    names = list(PARTS)
    placed = _placed(mine, since, on)
    found = [(at, pk) for at in range(len(names)) for pk in _in_part(placed, at)]
    for start in range(0, len(found), TOGETHER):
        some = found[start : start + TOGETHER]
        lines = lines_of(user, [pk for _at, pk in some], since, on)
        yield from ((names[at], lines[pk], on) for at, pk in some if pk in lines)


def _posts(user, on) -> list[str]:
    return [held.lead.name for held in Holding.objects.filter(user=user).on(on).select_related("lead")]


def _period(mixtures: list[Mixture], since: dict[int, date], on: date) -> dict | None:
    """The period that closes first, and how many of its updates are given."""
    periods = [period for period in Period.objects.collecting(on=on) if period.plan_id in since]
    if not periods:
        return None
    period = min(periods, key=lambda each: each.due_on or each.position_on)
    needed = [each for each in mixtures if each.plan == period.plan_id and each.stage in standing.WORKED_ON]
    return {
        "period": period,
        "needed": _number(needed),
        "given": _number(needed, lambda mixture: not mixture.silent),
        "closes": period.due_on or period.position_on,
    }
