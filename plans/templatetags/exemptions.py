"""Says on a page that some of its words are exempt from publication, and where they stand."""

from django import template

from plans.exemptions import numbered
from plans.models import Action, Exemption

register = template.Library()

MOST = 20
"""Actions that are named; of more it is said how many."""


@register.inclusion_tag("plans/exempt_words.html", takes_context=True)
def exempt_words(context, plan=None, action=None):
    """The actions in which something is exempt, of a plan or of one action; else of all that this person may see."""
    marks = Exemption.objects.filter(withdrawn=False).select_related("action__recommendation__section__plan")
    if action:
        marks = marks.filter(action=action)
    elif plan:
        marks = marks.filter(action__recommendation__section__plan=plan)
    else:
        marks = marks.filter(action__in=Action.objects.visible_to(context["request"].user))
    paragraphs: dict[Action, set] = {}
    for mark in marks.order_by("action__recommendation__section__plan", "action__order", "pk"):
        paragraphs.setdefault(mark.action, set()).add(mark.paragraph)
    named = [(each, numbered(found)) for each, found in paragraphs.items()]
    return {"named": named[:MOST], "more": max(0, len(named) - MOST), "alone": action is not None}
