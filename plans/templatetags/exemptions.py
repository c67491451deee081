"""Says on a page that some of its words are exempt from publication, and where they stand."""

from collections.abc import Iterable, Iterator

from django import template

from plans.exempt_words import composed, pattern_of
from plans.exemptions import PASSAGE, numbered
from plans.models import Action, Exemption, Extension

register = template.Library()

MOST = 20
"""Actions that are named; of more it is said how many."""


@register.inclusion_tag("plans/exempt_words.html", takes_context=True)
def exempt_words(context, plan=None, action=None):
    """The actions in which something is exempt, of a plan, or of one action with those that its words were marked in;
    else of all that this person may see."""
    marks = Exemption.objects.filter(withdrawn=False).select_related("action__recommendation__section__plan")
    if action or plan:
        marks = marks.filter(action__recommendation__section__plan=plan or action.plan)
    else:
        marks = marks.filter(action__in=Action.objects.visible_to(context["request"].user))
    rec = "action__recommendation"
    marks = marks.order_by(f"{rec}__section__plan", f"{rec}__section__order", f"{rec}__order", "action__order", "pk")
    paragraphs: dict[Action, set] = {}
    for mark in _standing_in(action, marks) if action else marks:
        paragraphs.setdefault(mark.action, set()).add(mark.paragraph)
    named = [(each, numbered(found)) for each, found in paragraphs.items()]
    alone = action is not None and set(paragraphs) <= {action}
    return {"named": named[:MOST], "more": max(0, len(named) - MOST), "alone": alone}


def _standing_in(action: Action, marks: Iterable[Exemption]) -> list[Exemption]:
    """Those of the marks of its plan that are of this action, and those of passages which it says as well."""
    own = [mark for mark in marks if mark.action_id == action.pk]
    others = [mark for mark in marks if mark.action_id != action.pk and mark.what == PASSAGE]
    said = composed("\n".join(_said_of(action))) if others else ""
    return own + [mark for mark in others if pattern_of(mark.words).search(said)]


def _said_of(action: Action) -> Iterator[str]:
    """Every text of an action, and what was said, shown, asked and decided of it."""
    yield from (action.lead_in, action.text, action.expected_evidence, action.outcome)
    beside = [
        found.order_by().values_list(field)
        for found, field in (
            (action.updates.all(), "narrative"),
            (action.evidence.all(), "title"),
            (action.decisions.all(), "reason"),
            (action.members_questions.all(), "text"),
            (action.members_questions.all(), "answer"),
            (action.steps.all(), "text"),
            (Extension.objects.filter(timescale__action=action), "reason"),
        )
    ]
    yield from (text for (text,) in beside[0].union(*beside[1:]))
