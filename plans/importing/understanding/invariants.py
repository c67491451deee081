"""What holds of every plan, asked about where a reading breaks it, once for the document: references have one form,
what is due is due after it was raised, whoever leads is no date."""

import re
from collections import Counter
from collections.abc import Iterator

from plans.importing.understanding.context import ReadingContext
from plans.importing.understanding.questions import Questions
from plans.importing.understood_plan import UnderstoodAction, UnderstoodSection

FEWEST = 5
"""References by which their form is told."""
MOST_OF_A_FORM = 0.8
_DIGITS, _LETTERS = re.compile(r"\d+"), re.compile(r"[A-Za-z]+")
_RAISED = re.compile(r"\b(?:raised|opened|logged|identified|created|detected|detection)\b", re.IGNORECASE)
_DAY = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2} [A-Z][a-z]+ (?:20)?\d\d|[A-Z][a-z]+ 20\d\d")


def ask_about_breaches(sections: tuple[UnderstoodSection, ...], questions: Questions, context: ReadingContext) -> None:
    """Ask about each breach at the first action that has it, with how many have it."""
    actions = [action for section in sections for action in section.actions]
    refs = [(action.ref, action) for action in actions if action.ref]
    _ask(_of_other_form(refs), "ref", "not of the form of the others", questions)
    because = "due before it was raised; which of the two dates is it?"
    _ask(((a.timescales[0].text, a) for a in actions if _is_due_before(a, context)), "timescales", because, questions)
    dated = ((lead.name, a) for a in actions for lead in a.leads if _DAY.fullmatch(lead.name.strip()))
    _ask(dated, "leads", "a day stands where somebody leads; has a cell slipped?", questions)


Breaches = Iterator[tuple[str, UnderstoodAction]]


def _ask(breaches: Breaches, field: str, because: str, questions: Questions) -> None:
    found = list(breaches)
    if found:
        text, action = found[0]
        more = f"; so {'is' if len(found) == 2 else 'are'} {len(found) - 1} more" if len(found) > 1 else ""
        questions.ask(action.row, field, text, because + more, rows=tuple(one.row for _, one in found))


def _form(ref: str) -> str:
    return _LETTERS.sub("A", _DIGITS.sub("1", ref))


def _of_other_form(refs: list[tuple[str, UnderstoodAction]]) -> Breaches:
    """The references that are not of the form that nearly all have."""
    forms = Counter(_form(ref) for ref, _ in refs)
    form, count = forms.most_common(1)[0] if forms else ("", 0)
    if len(refs) < FEWEST or count < MOST_OF_A_FORM * len(refs):
        return iter(())
    return ((ref, action) for ref, action in refs if _form(ref) != form)


def _is_due_before(action: UnderstoodAction, context: ReadingContext) -> bool:
    """Whether an action is due before the day on which a column of its row says that it was raised."""
    due = max((one.latest for one in action.timescales if one.latest), default=None)
    if due is None:
        return False
    raised = (text for heading, text in action.extra if _RAISED.search(heading))
    days = [one.latest for text in raised for one in context.dates_of(text).readings if one.kind == "date"]
    return any(due < day for day in filter(None, days))
