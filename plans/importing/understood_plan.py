"""An understood plan: everything the document says, as frozen values with tuple fields.

An operation writes it to the database; `json_shapes` turns it to the JSON of the command line. Text is as printed
(markup removed, wrapped lines joined, a newline between paragraphs); what the document leaves empty is None or ().
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from plans.schemes import Rating
from plans.timescales import Timescale
from plans.wording import clip

OWN_SCHEME = "own"
"""The plan gets a scheme of its own: `UnderstoodPlan.scheme`."""
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class UnderstoodLead:
    """Who leads. `name` as printed; `role` is lead, responsible or supporting; `means` is what the document's own
    glossary or notes say the name stands for; `note` what they are to do; `chosen` the lead that whoever imports the
    plan says it is."""

    name: str
    role: str = "lead"
    means: str | None = None
    note: str | None = None
    chosen: str | None = None


@dataclass(frozen=True, slots=True)
class UnderstoodStep:
    """One of several things that an action's cell lists, or a row or a cell of its own prints under the action, with
    the leads and dates that stand one to one with it."""

    text: str
    leads: tuple[UnderstoodLead, ...] = ()
    timescales: tuple[Timescale, ...] = ()


@dataclass(frozen=True, slots=True)
class UnderstoodAction:
    """One printed row. `text` is the whole, its steps included; `lead_in` what of it is not one of them. `printed`
    holds each of its cells verbatim with line breaks, by heading; `spanned` the meanings of columns whose value comes
    from a cell printed beside another row of the recommendation. `line` is where its first row stands in the document
    (as of a grid's row), `lines` every row that was joined into it; `key` names the action while it is worked on,
    whatever becomes of the rows around it. `rag` is a colour's word where one can be proposed; `rag_sign` what shows
    it, the same for rows that show it alike; `done` what says, in a column for that, that it is done. `repairs` are the
    cells that a reader mended, by heading, with what it did (`plans.importing.source_document`)."""

    row: int
    ref: str | None
    text: str
    lead_in: str | None = None
    steps: tuple[UnderstoodStep, ...] = ()
    leads: tuple[UnderstoodLead, ...] = ()
    evidence: str | None = None
    timescales: tuple[Timescale, ...] = ()
    links_to_plans: tuple[str, ...] = ()
    progress: str | None = None
    outcome: str | None = None
    rag: str | None = None
    rag_sign: str | None = None
    done: str | None = None
    extra: Pairs = ()
    printed: Pairs = ()
    spanned: tuple[str, ...] = ()
    line: int = 0
    lines: tuple[int, ...] = ()
    key: str = ""
    repairs: Pairs = ()


@dataclass(frozen=True, slots=True)
class UnderstoodRecommendation:
    """What must improve. `sources` are codes of the plan's sources, `links` the numbers of findings, ranges
    expanded; `printed` its own cells verbatim, by heading; `line` where it begins in the document."""

    ref: str | None
    text: str
    sources: tuple[str, ...] = ()
    links: tuple[int, ...] = ()
    links_text: str | None = None
    actions: tuple[UnderstoodAction, ...] = ()
    printed: Pairs = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class UnderstoodSection:
    """A band. `timescales` are those that its title gives ("Within 3 Months"); `line` is where it begins in the
    document: at its title, or at its first row."""

    title: str | None
    timescales: tuple[Timescale, ...] = ()
    recommendations: tuple[UnderstoodRecommendation, ...] = ()
    line: int = 0

    @property
    def actions(self) -> tuple[UnderstoodAction, ...]:
        """Every action, in printed order."""
        return tuple(action for recommendation in self.recommendations for action in recommendation.actions)


@dataclass(frozen=True, slots=True)
class UnderstoodColumn:
    """A column of the plan. `meaning` is one of `plans.columns`; `variants` are the headings that single sections
    print instead, as (index of the section, heading); `period` is the one that the heading names."""

    heading: str
    meaning: str
    order: int
    variants: tuple[tuple[int, str], ...] = ()
    period: str | None = None


@dataclass(frozen=True, slots=True)
class UnderstoodSource:
    """What gave rise to recommendations, and its day where the document prints one."""

    code: str
    title: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """Where a person should look. `row` is an action's number, None for what is of the whole plan; `line` is where
    that stands in the document, None where it stands nowhere in particular. `rows` are all of which it is asked alike,
    the first among them; `instead` what is ruled of which line (`plans.importing.rulings`) where the answer is the
    other reading."""

    row: int | None
    field: str
    text: str
    because: str
    line: int | None = None
    rows: tuple[int, ...] = ()
    instead: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class UnderstoodPlan:
    """A whole document.

    `dated` is the document's own date (the last day of a period), `hint` a date that it only implies. `anchor` is the
    day from which the relative timescales of its sections count. `update_every_days` is how often its notes ask for
    updates. `definitions` are what the notes say about names ("all team leaders" – who they are); `abbreviations` is
    the glossary. `aside` is what the document prints that needs no place in the plan: labels printed again for each
    action, a theme printed again for each row; `themes` are the headings of columns whose cells became sections.
    `scheme` are the ratings that its own key defines, worst first; `scheme_chosen` is what whoever imports the plan
    says of them: `OWN_SCHEME`, or the number of one that is there.
    """

    title: str
    subtitle: str | None = None
    organisation: str | None = None
    report_ref: str | None = None
    draft: bool = False
    dated: date | None = None
    hint: date | None = None
    anchor: date | None = None
    update_every_days: int | None = None
    columns: tuple[UnderstoodColumn, ...] = ()
    notes_before: tuple[str, ...] = ()
    notes_after: tuple[str, ...] = ()
    legend: tuple[str, ...] = ()
    abbreviations: Pairs = ()
    definitions: Pairs = ()
    sources: tuple[UnderstoodSource, ...] = ()
    plan_leads: tuple[str, ...] = ()
    running_headers: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    sections: tuple[UnderstoodSection, ...] = ()
    scheme: tuple[Rating, ...] = ()
    scheme_chosen: str = ""
    questions: tuple[Question, ...] = ()

    @property
    def actions(self) -> tuple[UnderstoodAction, ...]:
        """Every action, in printed order."""
        return tuple(action for section in self.sections for action in section.actions)

    def with_recommendations(
        self, change: Callable[[UnderstoodRecommendation], UnderstoodRecommendation]
    ) -> UnderstoodPlan:
        """The plan with each recommendation changed."""
        sections = (replace(s, recommendations=tuple(map(change, s.recommendations))) for s in self.sections)
        return replace(self, sections=tuple(sections))

    def with_actions(self, change: Callable[[UnderstoodAction], tuple[UnderstoodAction, ...]]) -> UnderstoodPlan:
        """The plan with each action changed, perhaps into several."""

        def changed(found: UnderstoodRecommendation) -> UnderstoodRecommendation:
            return replace(found, actions=tuple(new for action in found.actions for new in change(action)))

        return self.with_recommendations(changed)


LONGEST = 300
"""Characters of a title; a longer one is cut, and stands whole before the notes."""


def frame_of(document: UnderstoodPlan) -> dict[str, Any]:
    """The fields of a plan that the document gives, empty ones included: text, a day, a number, or a list."""
    cut = [text for text in (document.title, document.subtitle or "") if len(text) > LONGEST]
    return {
        "title": clip(document.title, LONGEST),
        "subtitle": clip(document.subtitle or "", LONGEST),
        "organisation": clip(document.organisation or "", LONGEST),
        "report_ref": clip(document.report_ref or "", 120),
        "dated": document.dated,
        "anchor_on": document.anchor,
        "cadence_days": document.update_every_days,
        "notes_before": [*cut, *document.notes_before],
        "notes_after": list(document.notes_after),
        "legend": list(document.legend),
        "glossary": [list(pair) for pair in document.abbreviations],
    }


def gives_title(document: UnderstoodPlan) -> bool:
    """Whether the title is printed; otherwise it is the file's name, and there is a question about it."""
    return not any(question.row is None and question.field == "title" for question in document.questions)
