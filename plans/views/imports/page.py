"""What the workbench shows: the whole context of its page."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Paginator

from plans.forms.imports.answer import ASKS_FOR, line_of_band
from plans.forms.imports.whole import ColumnsForm, FrameForm
from plans.importing import (
    SAYABLE,
    THEME,
    AskedQuestion,
    DocumentRow,
    PlacedAction,
    UnderstoodAction,
    UnderstoodPlan,
    document_rows,
)
from plans.models import Action, ImportDraft, Lead
from plans.operations.imports.draft import Standing
from plans.views.imports.places import ROWS_A_PAGE, WorkbenchAddresses, asking, keys_of
from plans.views.imports.ratings import Ratings
from plans.wording import day, timescale_words

MOST_LISTED = 60
"""Questions in the list at the top; the rows hold the others."""
VIEWS = {"questions": "With questions", "all": "All rows", "unplaced": "Not placed", "around": "Around the table"}


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """A question with the kind of box that answers it (`ASKS_FOR`, "" for none), what stands in that box, and, after
    an answer that could not be taken, why. `by_hand`: the action that can be put right, "" where steps stand apart;
    `may_title`: whether its line may be the title of a section."""

    asked: AskedQuestion
    box: str
    value: str = ""
    error: str = ""
    by_hand: str = ""
    may_title: bool = False


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


def context(draft: ImportDraft, standing: Standing, params, *, failed=None, form=None) -> dict:
    """The page's context. `params` are those of the address; `failed` an answer that could not be taken, `form`
    another form with errors."""
    benched = document_rows(standing.document, standing.plan)
    places = WorkbenchAddresses(draft.pk, standing, benched)
    ratings = Ratings(standing, draft.into)
    rows = _rows(benched, standing, failed, ratings)
    asked_of = {row.line for row in asking(benched, standing)}
    outside = {found.line for found in standing.account.around}
    shown = {
        "questions": [row for row in rows if row.bench.line in asked_of],
        "all": rows,
        "unplaced": [row for row in rows if row.unplaced],
        "around": [row for row in rows if any(strip.line in outside for strip in row.bench.strips)],
    }
    view = params.get("show") if params.get("show") in VIEWS else "questions" if shown["questions"] else "all"
    page = Paginator(shown[view], ROWS_A_PAGE).get_page(params.get("page"))
    whole = tuple(q for q in _questions(standing, failed) if q.asked.action is None and not q.asked.answered)
    plan = standing.plan
    return {
        **_placed(standing),
        **_asked(standing, places),
        "draft": draft,
        "plan": plan,
        "is_edition": bool(draft.into) and Action.objects.of_plan(draft.into).exists(),
        "counts": _counts(standing),
        "unrated": ratings.unrated,
        "whole": whole,
        "rows": page.object_list,
        "page": page,
        "show": view,
        "tabs": [(name, words, len(shown[name])) for name, words in VIEWS.items()],
        "frame_form": form if isinstance(form, FrameForm) else FrameForm(plan=plan),
        "columns_form": form if isinstance(form, ColumnsForm) else ColumnsForm(plan=plan),
        "failed_form": form,
        "failed": failed,
        "said": list(enumerate(draft.said))[::-1],
        "leads": Lead.objects.current().order_by("name").values_list("name", flat=True),
        "ratings": ratings.offered,
        "scheme": ratings.scheme,
        "meanings": SAYABLE,
    }


def _placed(standing: Standing) -> dict:
    """How many of the document's words are in the plan, and how many only around it."""
    account = standing.account
    return {
        "account": account,
        "printed_again": account.set_aside - account.left_out,
        "missing": account.words - account.placed - account.set_aside,
        "share": 100 * account.in_plan // account.words if account.words else 0,
    }


def _asked(standing: Standing, places: WorkbenchAddresses) -> dict:
    """The questions, open ones first, each with its address."""
    first = sorted(standing.asked, key=lambda asked: asked.answered)[:MOST_LISTED]
    return {
        "questions": [(asked, places.of_question(asked.key, asked.action)) for asked in first],
        "question_count": len(standing.asked),
        "open_count": len(standing.unanswered),
        "answered_count": len(standing.asked) - len(standing.unanswered),
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
        "recommendations": sum(len(section.recommendations) for section in plan.sections),
        "actions": len(actions),
        "steps": sum(len(action.steps) for action in actions),
        "leads": len(leads),
    }


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
        box = ASKS_FOR.get(asked.question.field, "")
        value, error = _proposed(asked, standing, proposals), ""
        if failed and failed.asked.key == asked.key:
            value = failed.data.get("value", "")
            error = " ".join(message for messages in failed.errors.values() for message in messages)
        by_hand = asked.action if asked.action in proposals else ""
        may_title = line_of_band(asked, standing) is not None
        shown.append(ShownQuestion(asked, box, value, error, by_hand, may_title))
    return shown


def _proposed(asked: AskedQuestion, standing: Standing, actions: dict) -> str:
    """What stands in the box before anybody types: how the words were read."""
    question, plan = asked.question, standing.plan
    action = actions.get(asked.action or "")
    if question.field == "timescales" and action:
        return _proposed_timescale(question.text, action)
    if question.field in ("rag", "text", "progress", "evidence", "outcome") and action:
        return getattr(action, question.field) or ""
    if question.field in ("dated", "anchor"):
        return day(getattr(plan, question.field))
    if question.field == "title":
        return plan.title
    if question.field == "columns":
        return next((c.meaning for c in plan.columns if c.heading == question.text), _theme(question.text, plan))
    return question.text if question.field in ("leads", "section") else ""


def _proposed_timescale(text: str, action: UnderstoodAction) -> str:
    """The last of the action's timescales that the text prints, in words; "" for one without a last day."""
    squashed = " ".join(text.split())
    timescales = (*action.timescales, *(timescale for step in action.steps for timescale in step.timescales))
    found = [t for t in timescales if " ".join(t.text.split()) in squashed]
    return timescale_words(found[-1]) if found and found[-1].latest else ""


def _theme(heading: str, plan: UnderstoodPlan) -> str:
    return THEME if heading in plan.themes else ""
