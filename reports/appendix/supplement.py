"""A supplement to an issued paper: what of it differs and why, as a page and as a PDF. Pure but for the fonts."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date

from plans import movement as mv
from plans.movement.words import FIELDS
from plans.wording import day
from reports.appendix.html import htmlpaper
from reports.appendix.html.markup import Markup, tag
from reports.appendix.text import one_line

HEADINGS = ("Ref", "What", "As the paper prints it", "As it is known now")
WIDTHS = (8, 18, 37, 37)
"""Of the columns under `HEADINGS`, in per cent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Discrepancy:
    """One place in which the paper and the record of the same day differ: the action, what of it, what the paper
    prints, and what is known now."""

    ref: str
    what: str
    printed: str
    known: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplement:
    """Everything that a supplement prints. `called` is its number ("3a"), `paper` that of its paper. `withheld` says
    of a `restricted` one on what ground it is not for publication; beside it stands a `public` one."""

    called: str
    paper: str
    title: str
    council: str
    meeting_on: date | None
    on: date
    words: str
    differences: tuple[Discrepancy, ...] = ()
    restricted: bool = False
    head: str = ""
    report_ref: str = ""
    public: bool = False
    withheld: str = ""
    compares: bool = False

    @property
    def name(self) -> str:
        """What it is called on itself."""
        return f"Supplement {self.called} to paper No {self.paper}"

    @property
    def facts(self) -> tuple[str, ...]:
        """What stands in its title block."""
        meeting = f"Meeting of {_day(self.meeting_on)}" if self.meeting_on else ""
        return tuple(filter(None, (self._number, self._marked, meeting, f"Position of {day(self.on)}")))

    @property
    def running(self) -> str:
        """What stands at the foot of each page."""
        return " · ".join(filter(None, (self._marked, self.council, self._number, self.name)))

    @property
    def heading(self) -> str:
        """Its title as programs show it."""
        return " – ".join(filter(None, (self.name, one_line(self.title), self._marked)))

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """Its words, a paragraph each."""
        return tuple(line for line in self.words.splitlines() if line.strip())

    @property
    def compared(self) -> str:
        """The heading over what differs."""
        return f"The record of {day(self.on)} beside the paper"

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """What differs, under `HEADINGS`."""
        return tuple((each.ref, each.what, each.printed, each.known) for each in self.differences)

    @property
    def nothing(self) -> str:
        """That the record was looked at and says nothing otherwise; empty where it was not, or does."""
        if self.differences or not self.compares:
            return ""
        return f"Beside this the record of {day(self.on)} says nothing otherwise than the paper."

    @property
    def stands(self) -> str:
        """That the paper stays as it is, and what the record was then."""
        words = f"Paper No {self.paper} stands as it was issued; this supplement goes with it."
        return f"{words} Head of the audit chain: {one_line(self.head)}." if self.head else words

    @property
    def _marked(self) -> str:
        return "Not for publication" if self.restricted else "Public version" if self.public else ""

    @property
    def _number(self) -> str:
        said = one_line(self.report_ref)
        return said if not said or said.casefold().startswith(("report", "appendix")) else f"Report No: {said}"

    def plain(self) -> dict:
        """All of it as JSON holds it; `of_plain` reads it back."""
        return json.loads(json.dumps(asdict(self), default=date.isoformat))

    @classmethod
    def of_plain(cls, plain: dict) -> Supplement:
        """The supplement that was kept."""
        read = dict(plain)
        for name in ("on", "meeting_on"):
            read[name] = date.fromisoformat(read[name]) if read[name] else None
        read["differences"] = tuple(Discrepancy(**each) for each in read["differences"])
        return cls(**read)


def differences(movement: mv.Movement, refs: dict[int, str]) -> tuple[Discrepancy, ...]:
    """Where the position that a paper was made of differs from what is known now of the same day; `refs` call its
    actions."""
    found = [
        Discrepancy(ref=refs[each.now.id], what="Rating", printed=_label(each.rated_then), known=_label(each.rated_now))
        for each in movement.actions
        if each.was and _label(each.rated_then) != _label(each.rated_now)
    ]
    found += [
        Discrepancy(ref=refs[each.now.id], what="Progress", printed=_said(each.was), known=_said(each.now))
        for each in movement.actions
        if each.was and _said(each.was) != _said(each.now)
    ]
    found += [
        Discrepancy(ref=refs[move.action_id], what="Date", printed=_day(move.was), known=_day(move.becomes))
        for move in movement.moved
    ]
    found += [
        Discrepancy(ref=refs[each.action_id], what=FIELDS[each.field], printed=each.was, known=each.becomes)
        for each in movement.reworded
    ]
    found += [Discrepancy(ref=refs[each.now.id], what="Action", printed="Not in the paper", known=each.now.text)
              for each in movement.part(mv.NEW)]  # fmt: skip
    found += [Discrepancy(ref=refs[action.id], what="Action", printed=action.text, known="Not in the plan")
              for action in movement.left]  # fmt: skip
    return tuple(found)


def _label(rating) -> str:
    return rating.label if rating else "Not rated"


def _said(action) -> str:
    update = action.latest_update
    return update.narrative if update else ""


def _day(on: date | None) -> str:
    return day(on) if on else "No date"


def html(supplement: Supplement) -> str:
    """The whole page."""
    widths = "".join(f".apx-d{at} {{ width: {width}%; }}\n" for at, width in enumerate(WIDTHS))
    words = (tag("p", line, class_="apx-lead") for line in supplement.paragraphs)
    title, stands = one_line(supplement.title), tag("p", supplement.stands, class_="apx-trail")
    parts = (
        htmlpaper.title_block(supplement.council, supplement.name, title, supplement.facts),
        htmlpaper.withheld(supplement.withheld),
        tag("main", tag("h2", "What differs, and why"), *words, *_table(supplement), stands),
    )
    return htmlpaper.document(
        supplement.heading,
        parts,
        styles=htmlpaper.STYLESHEET.read_text(encoding="utf-8") + widths,
        class_="apx apx--a4",
        running=supplement.running,
        told={},
    )


def pdf(supplement: Supplement) -> bytes:
    """The same as a PDF that is kept, with its data attached."""
    from reports.appendix.pdf.document import of_page  # the engine is loaded by whoever prints

    data = json.dumps(supplement.plain(), sort_keys=True, ensure_ascii=False)
    return of_page(html(supplement), data, supplement.on)


def page(supplement: Supplement) -> bytes:
    return html(supplement).encode()


def _table(supplement: Supplement) -> list[Markup]:
    if not supplement.differences:
        return [tag("p", supplement.nothing)] if supplement.nothing else []
    rows = (
        tag("tr", tag("th", ref, scope="row"), *(tag("td", text) for text in texts)) for ref, *texts in supplement.rows
    )
    columns = htmlpaper.colgroup("d", len(HEADINGS))
    table = tag("table", columns, htmlpaper.heads(HEADINGS), tag("tbody", *rows), class_="apx-table")
    return [tag("h2", supplement.compared), table]
