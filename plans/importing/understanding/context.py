"""What the reading of single cells needs to know of the whole document."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from plans.importing.rows import Sheet
from plans.importing.source_document import Cell
from plans.importing.understanding.document_date import DocumentDate
from plans.importing.understanding.leads.cell import LeadReading, read_leads
from plans.importing.understanding.leads.glossary import Glossary
from plans.importing.understanding.leads.names import NameShapes
from plans.importing.understanding.questions import Questions
from plans.importing.understanding.rating_key import Key
from plans.timescales import Reading, read

_DIGITS = re.compile(r"\b(?P<one>\d{1,2})(?P<sign>[/.-])(?P<other>\d{1,2})(?P=sign)(?P<year>\d{4}|\d{2})\b")


def prints_month_first(texts: Iterable[str]) -> bool:
    """Whether days in digits prove that the month stands first: one of them has no month else, and none the other
    way round."""
    days = [found for text in texts for found in _DIGITS.finditer(text)]
    return any(int(day["other"]) > 12 for day in days) and not any(int(day["one"]) > 12 for day in days)


def _swapped(day: re.Match[str]) -> str:
    return f"{day['other']}{day['sign']}{day['one']}{day['sign']}{day['year']}"


@dataclass(frozen=True, slots=True)
class ReadingContext:
    """`refs_are_of_actions`: the reference column numbers actions; `action_refs`: what the references look
    like with which their own texts begin; `spans_told`: the columns in which the format tells which rows a cell
    spans; `names_leads`: a column says who leads; `rated`: the column that shows ratings, `key` what the plan's own
    key says of them; `rates_in_digits`: they are digits, so that a "1" is no dirt; `month_first`: the column of dates
    proves that days in digits begin with the month."""

    sheet: Sheet
    names: NameShapes
    glossary: Glossary
    dating: DocumentDate
    questions: Questions
    refs_are_of_actions: bool
    action_refs: re.Pattern[str] | None
    spans_told: frozenset[int]
    names_leads: bool
    rated: int | None
    key: Key
    rates_in_digits: bool
    month_first: bool = False
    read_before: dict[tuple[str, Cell], LeadReading] = field(default_factory=dict)
    dated_before: dict[str, Reading] = field(default_factory=dict)

    def leads_of(self, cell: Cell, role: str) -> LeadReading:
        """The leads of a cell; plans print the same few again and again."""
        known = self.read_before.get((role, cell))
        if known is None:
            known = self.read_before[role, cell] = read_leads(cell, role, self.names)
        return known

    def dates_of(self, text: str) -> Reading:
        """The timescales of a text."""
        known = self.dated_before.get(text)
        if known is None:
            dating = self.dating
            day_first = _DIGITS.sub(_swapped, text) if self.month_first else text
            known = read(day_first, dated=dating.dated, hint=dating.hint, quarters=dating.quarters)
            if self.month_first:
                printed = (replace(one, text=_DIGITS.sub(_swapped, one.text)) for one in known.readings)
                known = replace(known, readings=tuple(printed))
            self.dated_before[text] = known
        return known
