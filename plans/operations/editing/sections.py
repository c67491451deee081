"""Sections: the bands of a plan."""

from __future__ import annotations

from plans.models import Plan, Section
from plans.operations.editing.edit import differs, editing, text
from plans.operations.editing.order import last
from plans.operations.editing.things import about
from plans.operations.errors import Refused


def add_section(*, by, plan: Plan, title: str = "", why: str = "", door: str = "web", at=None) -> Section:
    """Add a section at the end. Raises Denied; Refused for a title that is missing where there are others."""
    section = Section(plan=plan, title=_title(title))
    with editing(plan, by=by, verb="add_section", why=why, details=about(section), door=door, at=at) as act:
        section.order = last(section)
        check_named(section)
        act.save(section)
    return section


def change_section(
    *, by, section: Section, title: str, why: str = "", opened: str = "", door: str = "web", at=None
) -> Section:
    """Rename a section. Raises Denied, Refused, Overtaken."""
    title = _title(title)
    with editing(section.plan, by=by, verb="change_section", why=why, details=about(section), door=door, at=at) as act:
        if differs(act, section, {"title": title}, opened=opened):
            section.title = title
            check_named(section)
            act.save(section)
    return section


def _title(words: str) -> str:
    return text(words, field="title", limit=300)


def check_named(section: Section) -> None:
    """Raises Refused for a section without a title where there are others."""
    others = Section.objects.filter(plan_id=section.plan_id, withdrawn=False).exclude(pk=section.pk)
    if not section.title and others.exists():
        raise Refused("Give the section a title: only a plan with a single section goes without one.", "title")
