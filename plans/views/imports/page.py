"""What the workbench shows: the whole context of its page."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Paginator

from plans.forms.address import Flag, Number, OneOf, PagedAddress
from plans.forms.imports.answer import asks_for, line_of_band, proposed
from plans.forms.imports.decision import AnswerBox, DecisionForm, OtherReading, aside_reading, other_reading
from plans.forms.imports.whole import ColumnsForm, CutForm, FrameForm, row_at
from plans.forms.page import AsTyped
from plans.importing import (
    SAYABLE,
    AskedQuestion,
    Decision,
    DocumentRow,
    PlacedAction,
    Table,
    document_rows,
)
from plans.models import Action, ImportDraft, Lead
from plans.operations.imports.draft import Standing
from plans.operations.imports.previews import MOST_READ_ANEW, Preview, preview, reads_anew
from plans.views.imports.places import ROWS_A_PAGE, WorkbenchAddresses, asking, keys_of
from plans.views.imports.ratings import Ratings

MOST_LISTED = 30
"""Decisions that are asked at once; the others come when these are answered."""
VIEWS = {
    "questions": "With questions",
    "marked": "Marked",
    "all": "All rows",
    "unplaced": "Not placed",
    "around": "Around the table",
}


class BenchAddress(PagedAddress):
    """`look`: the decision whose answers are tried; `cut`: the line of a row to be cut in two; `waited`: of somebody
    who waits for the plan, and is told when it is there."""

    show = OneOf(VIEWS)
    look = AsTyped()
    cut = Number()
    waited = Flag()


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """A question with the kind of box that answers it (`asks_for`, "" for none), what stands in that box, and, after
    an answer that could not be taken, why. `by_hand`: the action that can be put right, "" where steps stand apart;
    `may_title`: whether its line may be the title of a section."""

    asked: AskedQuestion
    box: str
    value: str = ""
    error: str = ""
    by_hand: str = ""
    may_title: bool = False


@dataclass(frozen=True, slots=True)
class ShownDecision:
    """A decision with its form, its other reading where it has one and what that does (None: so large a document is
    read anew only on request, at `look`), and that its rows
    be left out; `looked` is what the answer that was typed would do."""

    decision: Decision
    form: DecisionForm
    other: OtherReading | None
    aside: OtherReading | None
    effect: Preview | None
    looked: Preview | None
    places: tuple[tuple[AnswerBox, str], ...]

    @property
    def has_boxes(self) -> bool:
        """Whether anything can be typed or chosen."""
        return any(part.box and part.box != "steps" for part, _ in self.places)


@dataclass(frozen=True, slots=True)
class ShownRow:
    bench: DocumentRow
    questions: tuple[ShownQuestion, ...]
    unplaced: str
    placed: tuple[tuple[PlacedAction, str], ...]
    """The actions, each with what is said of its rating."""

    @property
    def is_action(self) -> bool:
        return self.bench.is_of_action


def context(draft: ImportDraft, standing: Standing, asked: dict, *, failed=None, form=None, looked=None) -> dict:
    """The page's context. `asked` is what the address asks; `failed` an answer that could not be taken, `form`
    another form with errors, or that of a decision of which `looked` is what its answer would do."""
    benched = document_rows(standing.document, standing.plan)
    places = WorkbenchAddresses(draft.pk, standing, benched)
    ratings = Ratings(standing, draft.into)
    shown = _views(_rows(benched, standing, failed, ratings), benched, standing)
    view = asked["show"] or ("questions" if shown["questions"] else "all")
    page = Paginator(shown[view], ROWS_A_PAGE).get_page(asked["page"])
    plan = standing.plan
    return {
        **_placed(standing),
        **_cut(standing, asked["cut"]),
        **_decisions(draft, standing, places, asked, form, looked),
        "draft": draft,
        "plan": plan,
        "is_edition": bool(draft.into) and Action.objects.of_plan(draft.into).exists(),
        "counts": _counts(standing),
        "lacking": _lacking(standing),
        "unrated": ratings.unrated,
        "rows": page.object_list,
        "page": page,
        "show": view,
        "tabs": [(name, words, len(shown[name])) for name, words in VIEWS.items()],
        "frame_form": form if isinstance(form, FrameForm) else FrameForm(plan=plan),
        "columns_form": form if isinstance(form, ColumnsForm) else ColumnsForm(plan=plan),
        "failed_form": form if form is not None and form.errors else None,
        "failed": failed,
        "said": list(enumerate(draft.said))[::-1],
        "leads": Lead.objects.current().order_by("name").values_list("name", flat=True),
        "ratings": ratings.offered,
        "scheme": ratings.scheme,
        "meanings": SAYABLE,
    }


def _views(rows: list[ShownRow], benched: tuple[DocumentRow, ...], standing: Standing) -> dict[str, list[ShownRow]]:
    """The rows of each of `VIEWS`."""
    asked = {row.line for row in asking(benched, standing.unanswered)}
    marked = {row.line for row in asking(benched, standing.marked)}
    outside = {found.line for found in standing.account.around}
    return {
        "questions": [row for row in rows if row.bench.line in asked],
        "marked": [row for row in rows if row.bench.line in marked],
        "all": rows,
        "unplaced": [row for row in rows if row.unplaced],
        "around": [row for row in rows if any(strip.line in outside for strip in row.bench.strips)],
    }


def _cut(standing: Standing, line: int | None) -> dict:
    """The row that is to be cut in two, and the form that says where."""
    row = row_at(standing.document, line)
    if row is None:
        return {"cut": None, "cut_form": None}
    owned = {line for action in standing.plan.actions for line in action.lines}
    first = next(part.rows[0] for part in standing.document.parts if isinstance(part, Table) and row in part.rows)
    return {"cut": line, "cut_form": CutForm(row=row, is_headings=row is first and row.line not in owned)}


def _placed(standing: Standing) -> dict:
    """How many of the document's words are in the plan, and how many only around it."""
    account = standing.account
    return {
        "account": account,
        "printed_again": account.set_aside - account.left_out,
        "missing": account.words - account.placed - account.set_aside,
        "share": 100 * account.in_plan // account.words if account.words else 0,
    }


def _decisions(draft, standing: Standing, places: WorkbenchAddresses, asked: dict, form, looked) -> dict:
    """What is to be decided: the open decisions with what their answers do, and how many are answered."""
    found = standing.decisions
    still = [decision for decision in found if decision.is_open]
    shown = []
    for decision in still[:MOST_LISTED]:
        is_sent = isinstance(form, DecisionForm) and form.decision.key == decision.key
        answer = form if is_sent else DecisionForm(None, decision=decision, standing=standing)
        other = other_reading(decision, standing)
        small = len(standing.plan.actions) <= MOST_READ_ANEW or asked["look"] == decision.key
        effect = preview(draft, standing, other.edits) if other and (small or not reads_anew(other.edits)) else None
        if effect and not effect.rows:
            other = effect = None  # it would come to the same
        at = tuple((part, places.of_question(part.asked.key, part.asked.action)) for part in answer.parts())
        aside = aside_reading(decision, standing)
        shown.append(ShownDecision(decision, answer, other, aside, effect, looked if is_sent else None, at))
    return {
        "decisions": shown,
        "question_count": len(found),
        "open_count": len(still),
        "answered_count": len(found) - len(still),
        "last": draft.said[-1]["words"] if draft.said else "",
        "last_number": len(draft.said) - 1,
    }


def _counts(standing: Standing) -> dict[str, int]:
    plan = standing.plan
    actions = plan.actions
    leads = {
        lead.chosen or lead.means or lead.name
        for action in actions
        for lead in (*action.leads, *(lead for step in action.steps for lead in step.leads))
    }
    return {
        "sections": sum(1 for section in plan.sections if section.title),
        "recommendations": sum(bool(rec.ref or rec.text) for one in plan.sections for rec in one.recommendations),
        "actions": len(actions),
        "steps": sum(len(action.steps) for action in actions),
        "leads": len(leads),
    }


def _lacking(standing: Standing) -> str:
    """How many actions nobody leads, and how many have no date, in words."""
    actions = standing.plan.actions
    in_band = {action.key for section in standing.plan.sections if section.timescales for action in section.actions}
    nobody = sum(not (action.leads or any(step.leads for step in action.steps)) for action in actions)
    never = sum(
        not (action.timescales or action.key in in_band or any(step.timescales for step in action.steps))
        for action in actions
    )
    told = [f"{count} without {what}" for count, what in ((nobody, "a lead"), (never, "a date")) if count]
    return " and ".join(told)


def _rows(benched: tuple[DocumentRow, ...], standing: Standing, failed, ratings: Ratings) -> list[ShownRow]:
    questions: dict[str, list[ShownQuestion]] = {}
    for shown in _questions(standing, failed):
        if shown.asked.action:
            questions.setdefault(shown.asked.action, []).append(shown)
    unplaced: dict[int, list[str]] = {}
    for found in standing.account.unplaced:
        unplaced.setdefault(found.line, []).append(found.text)
    rows = []
    for row in benched:
        asked = tuple(q for key in sorted(keys_of(row)) for q in questions.get(key, ()))
        texts = [text for strip in row.strips for text in unplaced.get(strip.line, ())]
        placed = tuple((each, ratings.words(each.action)) for each in row.placed)
        rows.append(ShownRow(row, asked, " … ".join(texts), placed))
    return rows


def _questions(standing: Standing, failed) -> list[ShownQuestion]:
    proposals = {action.key: action for action in standing.plan.actions}
    shown = []
    for asked in standing.asked:
        box = asks_for(asked.question)
        value, error = proposed(asked, standing, proposals), ""
        if failed and failed.asked.key == asked.key:
            value = failed.data.get("value", "")
            error = " ".join(message for messages in failed.errors.values() for message in messages)
        by_hand = asked.action if asked.action in proposals else ""
        may_title = line_of_band(asked, standing) is not None
        shown.append(ShownQuestion(asked, box, value, error, by_hand, may_title))
    return shown
