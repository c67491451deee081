"""Five invented plans in the shapes that councils print, for looking at pages and for tests of whole papers."""

from __future__ import annotations

from datetime import date
from itertools import cycle, islice

from plans import columns, stages
from plans.state import ActionState, PlanState
from tests.reports.factories import (
    AMBER,
    BLUE,
    GREEN,
    RED,
    action,
    by,
    column,
    decision,
    extension,
    lead,
    led,
    plan,
    recommendation,
    section,
    source,
    step,
    timescale,
    update,
)

POSTS = tuple(
    lead(name)
    for name in (
        "Head of Service: Duty and Assessment",
        "Head of Service: Early Help",
        "Head of Commissioning",
        "Service Manager: Placements",
        "Team Manager: Fostering",
        "Principal Social Worker",
        "Northmere Safeguarding Partnership",
    )
)
AREAS = (
    "Make sure that every contact gets a timely and well recorded decision",
    "Hold strategy discussions with all the relevant agencies present, record them within one working day and share "
    "the record with everyone who took part",
    "Reduce the number of children in unregistered placements",
    "Improve the quality of supervision so that it is reflective, regular and recorded, and test that it is",
    "Strengthen the response to children who go missing from home or care",
)
DEEDS = (
    "Hold a daily decision meeting, chaired by a service manager, for every contact open longer than a day",
    "Agree an attendance protocol with police, health and education",
    "Train every first-line manager in reflective supervision and observe each of them once",
    "Audit twenty decisions a month",
    "Write to all carers",
    "Open two registered emergency beds with the regional partnership and review their use every month with the "
    "placements board",
    "Publish the new pathway",
)
WAITS = "Not begun: waits for the budget"
FAMILIES_SAY = "Nine in ten families say that the offer is clear, that it came in good time and that they can ask. "
LISTS = (
    (
        "Passes for the bus and tram",
        "Bicycles on loan",
        "A driver for those who need one",
        "Mileage for families",
    ),
    (
        "Every child’s journey is planned with them, tried out before term begins, and looked at again at half term",
        "Drivers and escorts are told what they need to know of each child, and no more than that",
        "Families hear by text message of any delay of more than ten minutes, and can answer it",
        "Schools open their doors early enough that nobody waits outside",
    ),
    ("New contract", "Two minibuses", "Training for escorts"),
)
SHORT_DEEDS = (
    "Renew the lone working policy",
    "Buy six vehicles",
    "Ring every family on the waiting list",
    "Move the records to the new system",
    "Publish opening hours",
    "Find a second site and agree a lease with its owner",
)
PROOF = ("Daily log", "Protocol signed", "Training register; observation forms", "Audit report", "Beds in use")
NEWS = (
    "Meetings held every working day since 18 May. Contacts open longer than a day fell from 11.0% to 1.4%.",
    "Signed by all four agencies.",
    "31 of 42 managers trained. Both October sessions ran, but nine managers were needed for duty cover. Observations "
    "have started in two teams only; the rest are planned for January.",
    "October audit complete: 17 of 20 decisions good or better.",
    "A second provider is interested but cannot open before March 2027.",
)
DAYS = (
    date(2026, 5, 31),
    date(2026, 9, 15),
    date(2026, 11, 13),
    date(2026, 12, 31),
    date(2027, 3, 31),
)
MONTHS = ("May", "September", "November", "December", "March")


def printed(on: date) -> str:
    return f"{on.day} {on:%B} {on.year}"


def nine_columns(actions: int = 43) -> PlanState:
    """Bands of time, numbered areas, nine columns with a rating: the plan of a small council."""
    made = iter(range(actions))
    sections = []
    for band in ("Immediately", "Within 3 months", "Within 4 months"):
        recommendations = []
        share = -(-actions // 3)
        for numbers in _runs(list(islice(made, share)), (3, 1, 4, 2)):
            ref = f"{sum(len(s.recommendations) for s in sections) + len(recommendations) + 1}."
            rows = [_rated(number) for number in numbers]
            text = AREAS[len(recommendations) % len(AREAS)]
            recommendations.append(recommendation(text, *rows, ref=ref))
        sections.append(section(band, *recommendations))
    return plan(
        *sections,
        title="Safeguarding Improvement Plan",
        subtitle="Progress against the plan that followed the inspection of February 2026",
        committee="Children and Young People Scrutiny Committee",
        report_ref="142/2026 Appendix A",
        leads=POSTS,
        legend=("Ratings are those of the Improvement Board",),
        columns=(
            column("Area for Improvement", columns.RECOMMENDATION),
            column("Actions", columns.ACTION),
            column("Lead", columns.LEAD),
            column("Responsible Officer", columns.RESPONSIBLE),
            column("Evidence", columns.EVIDENCE),
            column("Timescale", columns.TIMESCALE),
            column("Link to other plans", columns.RELATED_PLANS),
            column("Progress End July 2026", columns.PROGRESS),
            column("RAG", columns.RAG),
        ),
    )


def _rated(number: int) -> ActionState:
    """An action whose rating, dates and words depend on its number."""
    rag = (BLUE, GREEN, AMBER, RED, GREEN, None)[number % 6]
    day = DAYS[number % 5]
    moved = (extension(date(2026, 7, 31), day),) if number % 11 == 3 else ()
    stage, decisions = stages.IN_PROGRESS, ()
    if rag is BLUE:
        stage, decisions = stages.VERIFIED, (decision(stages.VERIFY),)
    elif number % 9 == 4:
        stage = stages.CLAIMED
    said = update(NEWS[number % 5], rag, forecast=date(2027, 4, 30) if rag is RED else None)
    return action(
        DEEDS[number % 7],
        stage=stage,
        decisions=decisions,
        assignments=(led(POSTS[number % 4]), led(POSTS[3 + number % 3], role="responsible")),
        expected_evidence=PROOF[number % 5],
        timescales=(timescale(printed(date(2026, 7, 31) if moved else day), day, moved=moved),),
        related_plans=("Early Help Strategy",) if number % 4 == 0 else (),
        updates=(said,) if rag or number % 2 else (),
    )


def bullets() -> PlanState:
    """Themes, seven columns, long lists in the cells, links to findings, headings that differ by theme."""
    themes = []
    for at, title in enumerate(("People and places", "Journeys home", "What we measure")):
        recommendations = []
        for number in range(5):
            items = LISTS[(number + at) % 3]
            own = number % 2 == 1
            steps = [
                step(
                    text,
                    leads=(led(POSTS[index % 3]),) if own else (),
                    timescales=(by(f"{MONTHS[index % 5]} 2026", DAYS[index % 5]),) if own else (),
                )
                for index, text in enumerate(items)
            ]
            made = action(
                "The offer covers\n" + "\n".join(f"• {text}" for text in items),
                lead_in="The travel offer is to be rebuilt with families and will cover" if number % 3 == 0 else "",
                steps=tuple(steps),
                assignments=() if own else (led(POSTS[number]), led(POSTS[5], role="supporting")),
                timescales=() if own else (by("March 2027", date(2027, 3, 31)),),
                outcome=FAMILIES_SAY * (1 + number % 2),
                updates=(update("Two workshops held.\nFirst version expected before spring.", on=date(2026, 8, 1)),),
            )
            recommendations.append(
                recommendation(
                    AREAS[number], made, links=(14, 6, 13)[: number % 4], links_text="14, 6, 13," if number == 0 else ""
                )
            )
        themes.append(section(title, *recommendations))
    return plan(
        *themes,
        title="Travel Assistance Improvement Plan",
        leads=POSTS,
        columns=(
            column("Requirement", columns.RECOMMENDATION),
            column("Links to Recommendations", columns.LINKS),
            column("Early Actions", columns.ACTION),
            column("Key Lead", columns.LEAD),
            column("Timescale", columns.TIMESCALE, ((themes[1].id, "Timescales"),)),
            column("Progress to date", columns.PROGRESS, ((themes[1].id, "Progress"),)),
            column("Smart Targets", columns.OUTCOME),
        ),
    )


def sourced() -> PlanState:
    """Codes for where each area comes from, notes below, several dates and leads in one cell, no bands."""
    rows = []
    for number in range(10):
        items = (DEEDS[number % 7], DEEDS[(number + 2) % 7], DEEDS[(number + 4) % 7])[: 1 + number % 3]
        steps = (
            step(text, timescales=(by(("Started", "20.06.2026", "Sept 2026")[at], DAYS[at + 1]),))
            for at, text in enumerate(items)
        )
        made = action(
            "\n".join(items),
            steps=tuple(steps) if len(items) > 1 else (),
            assignments=(led(POSTS[number % 5], note="to write to schools" if number % 3 == 0 else ""),),
            timescales=() if len(items) > 1 else (timescale("Immediate effect", kind="immediate"),),
            expected_evidence=PROOF[number % 5],
            outcome="Families wait no longer than ten days for an answer",
        )
        code = (("(a)",), ("(a)", "(b)"), ("(b)",))[number % 3]
        rows.append(recommendation(AREAS[number % 5], made, ref=str(number + 1), sources=code))
    return plan(
        section("", *rows),
        title="Inclusion Improvement Plan",
        leads=POSTS,
        plan_leads=("Director of Inclusion", "Manager of the travel team"),
        sources=(
            source("(a)", "Joint inspection of services for disabled children", date(2026, 4, 6)),
            source("(b)", "Self-assessment by the service"),
        ),
        notes_after=(
            "How to read this plan:",
            "1. Dates in brackets are those of the partner agency.",
            "2. Costs are met from existing budgets unless it says otherwise.",
        ),
        columns=(
            column("", columns.REF),
            column("Area for Development", columns.RECOMMENDATION),
            column("Key Action", columns.ACTION),
            column("Timescale", columns.TIMESCALE),
            column("Evidence", columns.EVIDENCE),
            column("Lead Person", columns.LEAD),
            column("Key Outcome", columns.OUTCOME),
        ),
    )


def short_rows(actions: int = 60) -> PlanState:
    """Six columns, references such as "CP 10", many short rows, some said to be complete by the document."""
    words = cycle(SHORT_DEEDS)
    recommendations = []
    for numbers in _runs(list(range(actions)), (5, 2, 1, 3, 4)):
        rows = []
        for number in numbers:
            done = number % 4 == 1
            when = timescale("complete", kind="complete") if done else by("Nov 26", date(2026, 11, 30))
            rows.append(
                action(
                    next(words),
                    stage=stages.CLAIMED if done else stages.IN_PROGRESS,
                    timescales=(when,),
                    assignments=(led(POSTS[number % 7]),),
                    updates=(update(NEWS[number % 5] if number % 3 else WAITS, claim=done),),
                )
            )
        ref = f"CP {len(recommendations) + 1}"
        recommendations.append(recommendation(AREAS[len(recommendations) % 5], *rows, ref=ref))
    third = len(recommendations) // 3
    return plan(
        section("Immediate", *recommendations[:third]),
        section("Within 3 Months", *recommendations[third : 2 * third]),
        section("Within 6 Months", *recommendations[2 * third :]),
        title="Delivery Plan for the Short Breaks Service",
        leads=POSTS,
        columns=(
            column("Ref No", columns.REF),
            column("Recommendation", columns.RECOMMENDATION),
            column("Action Required", columns.ACTION),
            column("Planned Completion Date", columns.TIMESCALE),
            column("Lead Officer / Agency", columns.LEAD),
            column("Progress and related outcomes", columns.PROGRESS),
        ),
    )


def with_glossary(actions: int = 43) -> PlanState:
    """Four columns, actions numbered through the plan, no dates or ratings, a long list of abbreviations."""
    shorts = "AD BCF CQC DBS EHCP FTE GP HR ICB JSNA KPI LGA PSW SEND VCS".split()
    recommendations = []
    for numbers in _runs(list(range(actions)), (4, 8, 3, 5)):
        rows = [action(DEEDS[n % 7], ref=f"{n + 1})", assignments=(led(POSTS[n % 3]),)) for n in numbers]
        recommendations.append(
            recommendation(AREAS[len(recommendations) % 5], *rows, ref=str(len(recommendations) + 1))
        )
    return plan(
        section("", *recommendations),
        title="Early Years Improvement Plan",
        leads=POSTS,
        notes_before=("Team plans hold the detail; this is what the Board follows.",),
        glossary=tuple((short, f"{short} written out in full, as a service would") for short in shorts),
        columns=(
            column("", columns.REF),
            column("Recommendation", columns.RECOMMENDATION),
            column("Actions Proposed", columns.ACTION),
            column("Lead Officer", columns.LEAD),
        ),
    )


SHAPES = {
    "nine_columns": nine_columns,
    "bullets": bullets,
    "sourced": sourced,
    "short_rows": short_rows,
    "with_glossary": with_glossary,
}


def _runs(numbers: list[int], lengths: tuple[int, ...]) -> list[list[int]]:
    """Cut the numbers into runs of these lengths, round and round."""
    rest, found = list(numbers), []
    for length in cycle(lengths):
        if not rest:
            return found
        found.append(rest[:length])
        rest = rest[length:]
    return found
