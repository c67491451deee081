"""Printed references: without the sign that ends them; and doubts, one printed twice, one missing among others."""

import re

from plans.importing.understanding.questions import Questions
from plans.importing.understood_plan import UnderstoodRecommendation, UnderstoodSection


def bare_ref(text: str) -> str | None:
    """A reference without the full stop, colon or bracket that ends it: "1" for "1." and "1)", "(a)" as it is;
    None where nothing is left."""
    return text.strip(" .:" if "(" in text else " .:)") or None


def ask_about_refs(sections: tuple[UnderstoodSection, ...], questions: Questions) -> None:
    """Ask about each recommendation whose reference repeats an earlier one, or that alone has none."""
    recommendations = [rec for section in sections for rec in section.recommendations]
    with_refs = [rec for rec in recommendations if rec.ref]
    seen: dict[str, None] = {}
    begins_anew = {id(rec) for rec in _first_of_sections(sections)}
    for recommendation in recommendations:
        if id(recommendation) in begins_anew:
            seen = {}
        row = recommendation.actions[0].row if recommendation.actions else None
        ref = recommendation.ref
        if ref and ref in seen:
            questions.ask(row, "ref", ref, f"printed twice{_by_sequence(ref)}")
        elif not ref and recommendation.text and 2 * len(with_refs) > len(recommendations):
            last = f"; the one before is {list(seen)[-1]}" if seen else ""
            questions.ask(row, "ref", recommendation.text, f"printed without a number{last}")
        if ref:
            seen[ref] = None


def _first_of_sections(sections: tuple[UnderstoodSection, ...]) -> list[UnderstoodRecommendation]:
    """The first recommendations of sections, where several sections count theirs from the same reference on."""
    first = [section.recommendations[0] for section in sections if section.recommendations]
    return [rec for rec in first if rec.ref and sum(rec.ref == other.ref for other in first) > 1]


def _by_sequence(ref: str) -> str:
    number = re.search(r"\d+$", ref)
    return f"; by sequence it would be {ref[: number.start()]}{int(number[0]) + 1}" if number else ""
