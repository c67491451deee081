"""What changed between two positions of a plan: the page, and the same as a workbook and as CSV."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from audits.models import IssuedPaper, IssuedPaperQuerySet
from audits.sources import Altered, NotThereYet
from plans import kept_results, rules
from plans import movement as mv
from plans.clock import today
from plans.exempt_files import FileWords
from plans.forms.address import (
    AddressForm,
    OneOf,
    PagedAddress,
    in_address,
    typed_in_address,
    unusable,
    whole_address,
)
from plans.kept_results import SINCE, kept_result
from plans.models import Plan
from plans.queries import exempt_of
from plans.views.file_words import words_for
from plans.wording import day
from reports import positions
from reports.positions import NoPosition, Position
from reports.since.changes_table import ChangesTable, Opened
from reports.since.exempt import without_exempt
from reports.since.facts import Facts
from reports.since.matrix import Matrix, Rated, key_of
from reports.since.sheets import as_delimited
from reports.since.tables import ORDER, chosen, tables

LATER = (mv.SAME, mv.FINISHED_BEFORE)
"""The tables that are opened when they are asked for: a meeting reads the others."""

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(slots=True)
class Asked:
    """What the address asks for, as far as it can be used, and what is wrong with the rest: each the id of its field
    and words."""

    before: Position
    after: Position
    then: bool
    papers: IssuedPaperQuerySet
    errors: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class SinceShown:
    """What the page says of two positions: of how many `actions` of the later and of the earlier, how many `left` or
    are `new`; the figures; the `tables` and the one behind the `chosen` figure; how many dates were moved and actions
    `reworded`."""

    actions: int
    actions_then: int
    left: int
    new: int
    matrix: Matrix
    columns: tuple[tuple[Rated, int], ...]
    directions: tuple[tuple[str, str, int], ...]
    parts: tuple[tuple[str, str, int], ...]
    tables: tuple[ChangesTable, ...]
    chosen: ChangesTable | None
    moved: int
    reworded: int


class KnownAddress(AddressForm):
    known = OneOf(["then"])


class FigureAddress(PagedAddress):
    """The table that is opened, or the figure behind which one looks: a cell, a row or a column of the matrix, or a
    direction."""

    show = OneOf(ORDER)
    then = OneOf()
    now = OneOf()
    direction = OneOf(mv.DIRECTIONS)


def since(request, slug):
    """The page; 422 with what to mend where the address names no two positions of the plan."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user), slug=slug)
    asked = _asked(plan, request)
    positions_asked = asked.before.key, asked.after.key, asked.then, today()
    figure = [typed_in_address(request, name) for name in FigureAddress.base_fields]
    shown = kept_result(
        SINCE,
        plan,
        (positions_asked, figure),
        lambda: _shown(request, plan, asked),
        worth=lambda found: found.actions > kept_results.WORTH_KEEPING and not (asked.errors or unusable(request)),
    )
    context = {
        "plan": plan,
        "before": asked.before,
        "after": asked.after,
        "then": asked.then,
        "errors": asked.errors,
        "today": today(),
        "choices": _choices(plan, asked),
        "shown": shown,
        "files": f"from={asked.before.key}&to={asked.after.key}{'&known=then' if asked.then else ''}",
        "later": LATER,
    }
    return render(request, "reports/since.html", context, status=422 if asked.errors else 200)


def _shown(request, plan: Plan, asked: Asked) -> SinceShown:
    """What the page says of the two positions, and of the figure that the address asks for."""
    movement, facts = without_exempt(_compared(plan, asked), FileWords(exempt_of(plan), whole=True))
    matrix = Matrix.of(movement)
    heads = {head.key: head for head in (*(row.head for row in matrix.rows), *matrix.columns)}
    wanted = in_address(request, FigureAddress, then=heads, now=heads)
    behind = _chosen(wanted, movement, facts, heads)
    opened = Opened("" if behind else wanted["show"], wanted["page"])
    found = tables(movement, facts, on=asked.after.on, before=asked.before.name, opened=opened)
    return SinceShown(
        actions=len(movement.actions),
        actions_then=len(movement.then.actions),
        left=len(movement.left),
        new=movement.counts[mv.NEW],
        matrix=matrix,
        columns=tuple(zip(matrix.columns, matrix.totals, strict=True)),
        directions=tuple((key, mv.DIRECTIONS[key], count) for key, count in movement.directions.items()),
        parts=tuple(_parts(movement, asked.before)),
        tables=tuple(table.alone for key, table in found.items() if key not in LATER or opened.key == key),
        chosen=behind.alone if behind else None,
        moved=len(movement.moved),
        reworded=len({each.action_id for each in movement.reworded}),
    )


def since_csv(request, slug):
    """A row an action; on to the page where the address names no two positions."""

    def made(_plan: Plan, asked: Asked, movement: mv.Movement, facts: Facts) -> HttpResponse:
        return HttpResponse(as_delimited(movement, facts, on=asked.after.on), content_type="text/csv")

    return _file(request, slug, made, "csv")


def since_xlsx(request, slug):
    """The workbook; on to the page where the address names no two positions."""
    from reports.since.workbook import workbook  # its library is loaded by whoever asks for one

    def made(plan: Plan, asked: Asked, movement: mv.Movement, facts: Facts) -> HttpResponse:
        title, told = f"{plan.title}: what changed since {asked.before.name}", _told(asked)
        data = workbook(movement, facts, title=title, told=told, on=asked.after.on)
        return HttpResponse(data, content_type=XLSX)

    return _file(request, slug, made, "xlsx")


def _file(request, slug, made: Callable[[Plan, Asked, mv.Movement, Facts], HttpResponse], suffix: str) -> HttpResponse:
    plan = get_object_or_404(Plan.objects.visible_to(request.user), slug=slug)
    asked = _asked(plan, request)
    movement = _compared(plan, asked)
    if asked.errors:
        return redirect(f"{reverse('since', args=[plan.slug])}?{whole_address(request).urlencode()}")
    response = made(plan, asked, *without_exempt(movement, words_for(request.user, [plan])))
    days = f"{asked.before.on.isoformat()}-to-{asked.after.on.isoformat()}"
    response["Content-Disposition"] = f'attachment; filename="{plan.slug}-since-{days}.{suffix}"'
    return response


def _told(asked: Asked) -> str:
    return f"From {asked.before.in_words}, to {asked.after.in_words}."


def _asked(plan: Plan, request) -> Asked:
    """The two positions: a day that was typed goes before what was chosen. What can't be used is replaced by what the
    page begins with, and said."""
    on, then = today(), bool(in_address(request, KnownAddress)["known"])
    papers = IssuedPaper.objects.visible_to(request.user)
    wanted = {"from": positions.first_day(plan, today=on, papers=papers), "to": positions.TODAY}
    found, errors = {}, []
    for name, usual in wanted.items():
        typed = typed_in_address(request, f"{name}_day") or typed_in_address(request, name) or usual
        try:
            found[name] = positions.read(plan, typed, today=on, then=then, papers=papers)
        except NoPosition as error:
            errors.append((name, str(error)))
            found[name] = positions.read(plan, usual, today=on, then=then, papers=papers)
    if found["from"].on > found["to"].on:
        errors.append(("to", f"{day(found['to'].on)} is before {day(found['from'].on)}. Choose a later day."))
        found["to"] = positions.read(plan, positions.TODAY, today=on, then=then)
    return Asked(found["from"], found["to"], then, papers, errors)


def _compared(plan: Plan, asked: Asked) -> mv.Movement:
    """The two positions compared; where the plan was not there at the earlier one, the page says so and compares the
    later with itself."""
    on = today()
    try:
        now = asked.after.state(plan, today=on)
        return mv.compare(asked.before.state(plan, today=on), now)
    except (NotThereYet, Altered) as error:
        mend = "Choose a later day." if isinstance(error, NotThereYet) else "Choose another position."
        asked.errors.append(("from", f"{error} {mend}"))
        asked.before = asked.after = positions.read(plan, positions.TODAY, today=on)
        now = asked.after.state(plan, today=on)
        return mv.compare(now, now)


def _choices(plan: Plan, asked: Asked) -> list[tuple[str, str, list[tuple[str, str, bool]]]]:
    """Of each of the two the name of its field, its label, and what it can be chosen from: a key, words, and whether
    it is the one."""
    offered = positions.offered(plan, today=today(), papers=asked.papers)
    here = (positions.TODAY, "Today")
    found = []
    for name, position, choices in (("from", asked.before, offered), ("to", asked.after, (here, *offered))):
        keys = [key for key, _words in choices]
        more = [(position.key, day(position.on))] if position.key not in keys else []
        options = [(key, words, key == position.key) for key, words in (*more, *choices)]
        found.append((name, name.capitalize(), options))
    return found


def _parts(movement: mv.Movement, before: Position) -> list[tuple[str, str, int]]:
    order = (
        mv.COMPLETED, mv.CLAIMED, mv.NEW, mv.WORSE, mv.BETTER, mv.CLOSED, mv.NOTHING_SAID, mv.SAME, mv.FINISHED_BEFORE,
    )  # fmt: skip
    words = mv.PARTS | {mv.FINISHED_BEFORE: f"Finished or closed before {before.name}"}
    return [(key, words[key], movement.counts[key]) for key in order]


def _chosen(wanted: dict, movement: mv.Movement, facts: Facts, heads: dict[str, Rated]) -> ChangesTable | None:
    """The actions behind a figure: of a cell, a row or a column of the matrix, or of a direction."""
    then, now, way = wanted["then"], wanted["now"], wanted["direction"]
    if not (then or now or way):
        return None

    picked = [each for each in movement.actions if _counts(each, then, now, way)]
    gone = movement.left if now in ("", mv.LEFT) and not way else ()
    left = [action for action in gone if then in ("", key_of(rules.rating(movement.then, action)))]
    return chosen(movement, facts, picked, left, _figure(heads.get(then), heads.get(now), way), wanted["page"])


def _counts(each: mv.Compared, then: str, now: str, way: str) -> bool:
    """Whether a figure counts the action: of those that were rated `then` and are rated `now`, and went that way."""
    was = key_of(each.rated_then) if each.was else mv.NEW
    is_way = not way or (each.was is not None and each.direction == way)
    return is_way and then in ("", was) and now in ("", key_of(each.rated_now))


def _figure(then: Rated | None, now: Rated | None, way: str) -> str:
    """What the figure counts. A direction counts more than the part of the same name, which holds each action once."""
    words = [f"{then.name} then" if then and then.key != mv.NEW else "New" if then else ""]
    words += [f"{now.name} now" if now else "", mv.DIRECTIONS[way] if way else ""]
    return f"Behind the figure: {', '.join(filter(None, words))}"
