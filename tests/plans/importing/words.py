"""Every word that a document prints in its tables, and every word that a plan read from it still holds."""

import re
from collections import Counter

from plans.importing.readers import read_document
from plans.importing.source_document import Table
from plans.importing.understood_plan import UnderstoodPlan

_WORD = re.compile(r"[^\W_]+")


def printed_in_tables(data: bytes) -> Counter[str]:
    """The words in the cells of a document's tables, in lower case."""
    parts = read_document(data, "plan.txt").parts
    cells = [cell.flat for part in parts if isinstance(part, Table) for row in part.rows for cell in row.cells]
    return Counter(word.lower() for cell in cells for word in _WORD.findall(cell))


def held_by(plan: UnderstoodPlan) -> Counter[str]:
    """The words of a plan's printed cells and of what frames them, in lower case."""
    texts = [
        plan.title,
        plan.subtitle or "",
        *plan.notes_before,
        *plan.notes_after,
        *plan.legend,
        *plan.running_headers,
    ]
    texts += [text for pair in plan.abbreviations for text in pair]
    texts += [heading for column in plan.columns for heading in (column.heading, *dict(column.variants).values())]
    for section in plan.sections:
        texts.append(section.title or "")
        for recommendation in section.recommendations:
            texts += [text for _, text in recommendation.printed]
            texts += [text for action in recommendation.actions for _, text in action.printed]
    return Counter(word.lower() for text in texts for word in _WORD.findall(text))


def lost(data: bytes, plan: UnderstoodPlan) -> set[str]:
    """The words of a document's tables that the plan does not hold at all."""
    return set(printed_in_tables(data)) - set(held_by(plan))
