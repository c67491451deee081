"""What an officer is asked before a paper is issued: what it would be, and that its pages were looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.http import QueryDict

from audits.models import Snapshot
from audits.operations.issued_papers import next_number
from audits.sources import frozen
from plans.canonical import digest_of_text
from plans.models import PaperOrder, Period
from plans.wording import listed, number_of
from reports.forms.issue import IssueForm
from reports.issue import formats_of, is_public, marks_in, read_before
from reports.leftout import quoted_of
from reports.operations.previews import beside
from reports.views.builder import pictures_of

CONFIRMS = ("confirm", "looked")
"""What is sent to issue it, beside how it is set."""

UNSET = ("seen", "do", "version", "of", "period", "then", "move")
"""What is sent and sets nothing of the paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """What would be issued: paper `number`, in so many files; `versions` and `formats` in words, how much is `left_out`
    and the `quoted` words of the public version that stand in what is exempt too, each with its place. `sign` tells it
    from everything else that might be; `sent` is the form as it was sent."""

    number: int
    files: int
    versions: tuple[str, ...]
    formats: str
    left_out: int
    quoted: tuple[tuple[str, str], ...]
    sign: str
    told: str
    sent: Sequence[tuple[str, str]]

    @classmethod
    def of(cls, period: Period, snapshot: Snapshot, form: IssueForm, asked: QueryDict) -> Confirmation:
        """What the form that was `asked` for comes to, of a frozen position. The form is without errors."""
        plan, state, settings = period.plan, frozen(snapshot), form.settings
        marks, number = marks_in(plan, state, read_before(snapshot)), next_number(plan)
        public = is_public(settings, marks)
        made = formats_of(large_print=settings.large_print)
        sent = [(name, value) for name, values in asked.lists() for value in values]
        known = sorted(each for each in sent if each[0] not in UNSET and each[1])
        said = [str(snapshot.pk), str(number), *map(str, known), *(f"{mark.id}:{mark.paragraph}" for mark in marks)]
        return cls(
            number=number,
            files=len(made) * (2 if public else 1),
            versions=_versions(restricted=settings.restricted, public=public),
            formats=listed([each.label for each in made.values()]),
            left_out=len(marks),
            quoted=() if settings.restricted else quoted_of(state, marks),
            sign=digest_of_text("\n".join(said)),
            told=f"{number_of(len(marks), 'thing is', 'things are')} left out of the public version by now",
            sent=sent,
        )


class Pages(NamedTuple):
    """A version whose pages are looked at: its name, its preview, and the numbers of the pages that are shown."""

    version: str
    preview: PaperOrder
    pictures: list[int]


def pages_looked_at(public: PaperOrder) -> tuple[Pages, ...]:
    """The versions of a paper that is about to be issued, the public one first, or the only one."""
    restricted = beside(public)
    if restricted is None:
        return (Pages("", public, pictures_of(public)),)
    return (
        Pages("the public version", public, pictures_of(public)),
        Pages("the version that is not for publication", restricted, pictures_of(restricted)),
    )


def _versions(*, restricted: bool, public: bool) -> tuple[str, ...]:
    other = "One that is not for publication, which officers and managers of the plan and administrators find"
    if restricted:
        return (other,)
    return ("The public version, which everybody finds who reads the plan", *((other,) if public else ()))
