"""The sections that the list can be filtered by: those of one title in several plans are one option, so that
"Within 3 months" can be asked of all plans at once, or of one with its plan."""

from __future__ import annotations

from collections.abc import Iterable

from plans.filters import NONE
from plans.models import Section


def by_title(sections: Iterable[Section]) -> dict[str, tuple[int, ...]]:
    """From each title, as an address holds it, to the sections of that title, in the order given."""
    titles: dict[str, tuple[int, ...]] = {}
    for section in sections:
        title = section.title or NONE
        titles[title] = (*titles.get(title, ()), section.pk)
    return titles


def by_name(titles: dict[str, tuple[int, ...]]) -> dict[str, tuple[str, ...]]:
    """From everything that an address may call a section to its title: the title, or the number of one."""
    numbers: dict[str, tuple[str, ...]] = {str(pk): (title,) for title, pks in titles.items() for pk in pks}
    return numbers | {title: (title,) for title in titles}
