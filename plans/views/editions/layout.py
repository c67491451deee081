"""The differences of an edition laid out for its page: under the edition's sections, by what they are about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from plans.forms.editions import ALL, EditionForm
from plans.importing import GONE, KINDS_OF_DIFFERENCE, SAME, Change, Difference, MarkedWords, mark_changes
from plans.wording import slipping

TELLS = {"del": "Taken out: ", "ins": "Put in: "}
"""What is said to those who do not see that words are struck through or bold."""
ABOUT = {"timescale": "date", "plan": "detail"}


@dataclass(frozen=True, slots=True)
class ChangedField:
    """One field with both its texts, the words that differ marked."""

    label: str
    before: SafeString
    after: SafeString


@dataclass(frozen=True, slots=True)
class DifferenceLine:
    """One difference, as it is chosen now. `height` is how many rows of the table it takes."""

    difference: Difference
    heading: str
    told: tuple[ChangedField, ...]
    slips: str
    ticked: bool
    withdrawn: bool
    why: str
    errors: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def height(self) -> int:
        return len(self.told) + bool(self.notes)


@dataclass(frozen=True, slots=True)
class Item:
    """Everything about one action, recommendation or other thing."""

    subject: str
    row: int | None
    lines: tuple[DifferenceLine, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A section of the edition, what frames it, or what it no longer has."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of difference: how many there are, how many can be ticked, and how many are."""

    name: str
    words: str
    count: int
    can_tick: int
    ticked: int
    shown: bool


@dataclass(frozen=True, slots=True)
class Page:
    """`hidden` are the choices about what is not shown, which the form carries along; `same` the actions that are as
    they were, and `same_shown` whether they are listed; `ticked` is how many changes will be applied, in figures."""

    kinds: tuple[Kind, ...]
    groups: tuple[Group, ...]
    hidden: tuple[tuple[str, str], ...]
    same: tuple[Difference, ...]
    same_shown: bool
    count: int
    can_apply: int
    ticked: str
    shown: str


def lay_out(form: EditionForm) -> Page:
    """The page as the form has it: what is shown, what is ticked, what was typed."""
    edition, shown = form.edition, form.shown
    seen = [each for each in edition.differences if shown in (ALL, each.kind)]
    unseen = [each for each in edition.differences if shown not in (ALL, each.kind)]
    return Page(
        kinds=tuple(_kinds(form)),
        groups=tuple(_groups(form, seen)),
        hidden=tuple(_hidden(form, unseen)),
        same=edition.same,
        same_shown=shown == SAME,
        count=len(edition.differences),
        can_apply=sum(each.can_apply or each.can_withdraw for each in edition.differences),
        ticked=f"{len(form.ticked) + len(form.withdraw):,}",
        shown=shown,
    )


def _kinds(form: EditionForm) -> Iterator[Kind]:
    edition = form.edition
    for kind, words in KINDS_OF_DIFFERENCE.items():
        of_kind = [each for each in edition.differences if each.kind == kind]
        if of_kind:
            yield Kind(
                name=kind,
                words=words,
                count=len(of_kind),
                can_tick=sum(each.can_apply for each in of_kind),
                ticked=sum(each.key in form.ticked for each in of_kind),
                shown=form.shown == kind,
            )


def _groups(form: EditionForm, differences: list[Difference]) -> Iterator[Group]:
    for (rank, _s), found in groupby(differences, key=_section):
        of_group = list(found)
        title = (
            (of_group[0].place.section or "Actions")
            if rank == 1
            else {0: "The plan itself", 2: KINDS_OF_DIFFERENCE[GONE]}[rank]
        )
        yield Group(title, tuple(_items(form, of_group)))


def _section(each: Difference) -> tuple[int, int]:
    """What frames the table comes first, then each section of the edition, then what is no longer there."""
    if each.at:
        return 1, each.at[0]
    return (0, 0) if each.about in ("plan", "column", "source") else (2, 0)


def _items(form: EditionForm, differences: list[Difference]) -> Iterator[Item]:
    def thing(each: Difference):
        return (each.at[:3], 0) if each.at else (each.place.subject, each.was)

    for _thing, found in groupby(differences, key=thing):
        lines = tuple(_line(form, each) for each in found)
        place = lines[0].difference.place
        yield Item(place.subject, place.row, lines)


def _line(form: EditionForm, each: Difference) -> DifferenceLine:
    withdrawn, why = form.choice(each)
    heading = _heading(each)
    field = f"why-{each.key}"
    return DifferenceLine(
        difference=each,
        heading=heading,
        told=tuple(_told(each, change, heading) for change in each.changes),
        slips=slipping(each.slips),
        ticked=each.key in form.ticked,
        withdrawn=withdrawn,
        why=why,
        notes=tuple(filter(None, (each.refusal, each.note, each.hint))),
        errors=tuple(map(str, form.errors.get(field, ()))) if form.failed else (),
    )


def _heading(each: Difference) -> str:
    """New action; Changed action; Date moved; No longer there: lead."""
    about = ABOUT.get(each.about, each.about)
    if each.kind == GONE and each.at and each.about not in PARTS:
        about = each.changes[0].label.lower()
    return {
        "new": f"New {about}",
        "changed": f"Changed {about}",
        "date": "Date moved" if each.slips else "Changed date",
        "progress": "New progress",
        "moved": f"Moved {about}",
        "gone": f"No longer there: {about}",
    }[each.kind]


PARTS = ("step", "lead", "timescale")
"""What belongs to an action and is gone as a whole; of an action that is still there only a field can be gone."""


def _told(each: Difference, change: Change, heading: str) -> ChangedField:
    said = each.about == "timescale" or change.label.casefold() in heading.casefold()
    label = "" if said else change.label
    if each.kind in ("moved", "new", "gone"):
        return ChangedField(label, _plain(change.before), _plain(change.after))
    before, after = mark_changes(change.before, change.after)
    return ChangedField(label, _mark("del", before), _mark("ins", after))


def _plain(text: str) -> SafeString:
    return format_html("{}", text)


def _mark(tag: str, parts: tuple[MarkedWords, ...]) -> SafeString:
    if len(parts) == 1 and parts[0].differs:
        # All of it is other words: the column says so already.
        return _plain(parts[0].text)
    return format_html_join("", "{}", ((_part(tag, part),) for part in parts))


def _part(tag: str, part: MarkedWords) -> SafeString:
    if not part.differs:
        return _plain(part.text)
    words = part.text.rstrip()
    space = part.text[len(words) :]
    return format_html('<{0}><span class="ap-vh">{1}</span>{2}</{0}>{3}', tag, TELLS[tag], words, space)


def _hidden(form: EditionForm, differences: list[Difference]) -> Iterator[tuple[str, str]]:
    for each in differences:
        if each.key in form.ticked:
            yield "apply", each.key
        withdrawn, why = form.choice(each)
        if withdrawn:
            yield f"gone-{each.key}", "withdraw"
        if why:
            yield f"why-{each.key}", why
