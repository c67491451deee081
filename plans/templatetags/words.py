"""The words and marks that every template may use; built in, so no template loads them."""

from datetime import datetime
from functools import cache, lru_cache
from urllib.parse import urlencode

from django import template
from django.template import defaultfilters
from django.template.loader import get_template
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from plans import palette, stages, wording
from plans.forms.address import unusable, whole_address
from plans.importing import says_done
from plans.origins import origin, way_back
from plans.passages import in_line

register = template.Library()

UNRATED = ("M0 4h10v2H0z", "#3d3a45")
"""The path and fill of the dash of *Not rated*."""

PIPS = {stages.NOT_STARTED: 0, stages.IN_PROGRESS: 1, stages.CLAIMED: 2, stages.VERIFIED: 3, stages.EMBEDDED: 3}

register.filter("day", lambda on: wording.day(_date(on)))
register.filter("short_day", lambda on: wording.short_day(_date(on)))
register.filter("iso", lambda on: on.isoformat() if on else "")
register.filter("weekday", lambda on: wording.weekday(_date(on)))
register.filter("timescale_words", wording.timescale_words)
register.filter("clause", wording.clause)
register.filter("in_line", in_line)
register.filter("browser", wording.browser)
register.filter("in_fours", lambda text: [text[at : at + 4] for at in range(0, len(text), 4)])
register.filter("stage_words", lambda stage: stages.STAGES[stage])


@register.filter
def near_pages(page):
    """The numbers of the pages that a list links to: the first, the last, and three to either side of this one. There
    may be thousands."""
    last = page.paginator.num_pages
    near = range(max(2, page.number - 3), min(last, page.number + 4))
    return [1, *near, *([last] if last > 1 else [])]


@register.filter
@defaultfilters.stringfilter
def truncatewords(text, most):
    """Django's own, in its place everywhere, but what stood on several lines is told apart on one: there the words of
    two lines would read as one sentence."""
    return defaultfilters.truncatewords(in_line(text), most)


@register.filter
def clock(value):
    """4:12pm."""
    local = timezone.localtime(value)
    return f"{local.hour % 12 or 12}:{local.minute:02}{'am' if local.hour < 12 else 'pm'}"


@register.filter
def moment(value):
    """23 October 2026, 4:12pm."""
    return f"{wording.day(timezone.localtime(value).date())}, {clock(value)}"


@register.filter
def late(last, on):
    """22 days late, or empty."""
    return wording.late(last, on) if last else ""


@register.filter
def until(last, on):
    """in 5 days, today, 22 days ago."""
    return wording.until(last, on) if last else ""


@register.filter
def kept_words(action):
    """Which of an imported action's longer fields are kept, as a sentence; empty where none is."""
    names = [name for name in ("evidence", "outcome", "progress") if getattr(action, name)]
    return f"{wording.listed(names).capitalize()} kept as printed." if names else ""


register.filter("says_done", says_done)

UNDO_REPAIRS = {
    "joined": ("unjoin", "Take it apart"),
    "moved": ("unmove", "Leave its cells where they are printed"),
    "carried": ("uncarry", "Nobody is carried down"),
}
"""From a repair of a reader to the form that undoes it and the words of its button."""


@register.filter
def undo_repairs(action) -> list[tuple[str, str]]:
    """How the repairs of an action are undone: (form, words), each once. A half that was joined within one row of the
    file is put right by hand; a row of printed lines is cut in two."""
    kinds = dict.fromkeys(repair for _heading, repair in action.repairs)
    return [UNDO_REPAIRS[kind] for kind in kinds if kind in UNDO_REPAIRS and (kind != "joined" or action.lines[1:])]


@register.filter
def grouped(count):
    """1,204."""
    return f"{count:,}"


@register.filter
def counted(count, noun):
    """3 actions; `noun` may give its plural after a comma."""
    singular, _, plural = noun.partition(",")
    return wording.number_of(count, singular, plural)


@register.simple_tag
def rag(rating, size=""):
    """The badge of a rating: word, shape, colour. None is *Not rated*."""
    if not rating:
        return _badge("Not rated", "none", size=size)
    return _badge(rating.label, rating.colour, rating.shape, size=size)


@register.simple_tag
def badge(shown):
    """A rating that is already laid out as a word and a colour."""
    return _badge(shown.word, shown.colour, shown.shape)


@register.simple_tag
@cache
def stage(name):
    """The three pips of a stage and its word."""
    full = PIPS.get(name)
    pips = None if full is None else [(4 + 12 * i, i < full) for i in range(3)]
    return get_template("parts/stage.html").render({"words": stages.STAGES[name], "pips": pips})


INVALID = {
    "input": {"aria-invalid": "true"},
    "radios": {"role": "radiogroup", "aria-invalid": "true"},
    "group": {},
}
"""How a control says that it is wrong: a group of boxes can't, so each box of it does."""


@register.simple_tag
def wrong(field):
    """What is wrong with a field, each under an id that `told` names."""
    words = '<p class="govuk-error-message" id="{}"><span class="govuk-visually-hidden">Error:</span> {}</p>'
    return format_html_join("", words, zip(_error_ids(field), _errors(field), strict=True))


@register.simple_tag
def told(field, hint=None, what="input"):
    """The attributes by which a field's control, or the fieldset (`what`) around several, says what is asked and what
    is wrong with it. `hint` is the id of what is asked, unless it is the field's own help text."""
    ids = [hint] if hint else [f"{_id(field)}-hint"] if hint is None and field.help_text else []
    attributes = {"aria-describedby": " ".join([*ids, *_error_ids(field)])}
    if _errors(field):
        attributes |= INVALID[what]
    return format_html_join("", ' {}="{}"', ((name, value) for name, value in attributes.items() if value))


def _errors(field) -> list[str]:
    """None of a field that this form does not ask for."""
    return field.errors if field else []


def _error_ids(field) -> list[str]:
    return [f"{_id(field)}-error{f'-{number}' if number > 1 else ''}" for number in range(1, len(_errors(field)) + 1)]


def _id(field) -> str:
    """That of the field itself: of a date, whose label leads to its first box, the one around its boxes."""
    return field.auto_id or field.html_name


@register.simple_tag(takes_context=True)
def query(context, **changes):
    """The address's query with some of its parameters changed; None takes one away. A view that could not use
    all of the address gives what it could as `asked`."""
    request = context["request"]
    params = context.get("asked", whole_address(request)).copy()
    for name in unusable(request):
        params.pop(name, None)
    for name, value in changes.items():
        if value is None:
            params.pop(name, None)
        else:
            params[name] = value
    params.pop("page", None) if "page" not in changes else None
    return f"?{params.urlencode()}"


@register.simple_tag(takes_context=True)
def to_page(context, number, of=None):
    """The address's query with another page of the page's list, or of a list beside it by the name of its
    parameter."""
    return query(context, **{of or "page": number})


@register.simple_tag(takes_context=True)
def optional(context, *names):
    """Says at the head of a template which names it can do without: None where nobody gives them. Any other name has
    to be there, see `tests.strictness`."""
    for name in names:
        if name not in context:
            context[name] = None
    return ""


LONGEST_WAY_BACK = 1500


@register.simple_tag(takes_context=True)
def from_here(context):
    """The query by which a page that is led to knows of the list that it was opened from, filters and all."""
    return _from(context["request"].get_full_path())


@lru_cache(maxsize=100)
def _from(here):
    """A page asks for it on every row."""
    return "?" + urlencode({"from": here}) if len(here) <= LONGEST_WAY_BACK else ""


@register.simple_tag(takes_context=True)
def on_from_here(context):
    """The same for what the page leads on to: where it was itself opened from."""
    came = origin(context["request"])
    return "?" + urlencode({"from": came.url}) if came else ""


@register.simple_tag(takes_context=True)
def came_from(context):
    """The list that the page was opened from, as the first of its breadcrumbs; nothing where it was none, and where it
    stands among them anyhow."""
    came = origin(context["request"])
    return format_html('<li><a href="{}">{}</a></li>', came.url, came.words) if came and came.words else ""


@register.simple_tag(takes_context=True)
def back_to(context, otherwise):
    """Where a page that is left without a change leads: to the list that it was opened from, or `otherwise`."""
    return way_back(context["request"], otherwise)


@lru_cache(maxsize=500)
def _badge(label, colour, shape="", size=""):
    """A badge as a page holds it, which follows from these words alone: colour is never the only mark."""
    if colour == "none":
        path, fill = UNRATED
    else:
        path, fill = palette.shape_of(colour, shape).path, palette.COLOURS[colour].word
    context = {"label": label, "colour": colour, "path": path, "fill": fill, "size": size}
    return get_template("parts/rag.html").render(context)


def _date(value):
    if isinstance(value, datetime):
        return timezone.localtime(value).date()
    return value
