"""Where each sheet is: not home, home, merged or called back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from audits.models import SheetOut, SheetReturn
from plans import models as m

OUT, HOME, MERGED, CALLED_BACK = "out", "home", "merged", "called_back"


@dataclass(frozen=True, slots=True)
class Registered:
    """A sheet with how many rows it has, how many of these were updated here since it left, and the file that came
    home last."""

    sheet: SheetOut
    rows: int
    updated: int
    returned: SheetReturn | None
    taken_back: bool
    on: date

    @property
    def state(self) -> str:
        if self.returned and (self.returned.act_id is None or self.taken_back):
            return HOME
        if self.sheet.merged_at:
            return MERGED
        return CALLED_BACK if self.sheet.withdrawn else OUT

    @property
    def is_over(self) -> bool:
        """Whether it is wanted home since before this day, and is not."""
        return self.state == OUT and self.sheet.due_on is not None and self.sheet.due_on < self.on

    @property
    def cells(self) -> int:
        """How many cells were taken of it."""
        return sum(len(each["fields"]) for each in self.returned.applied) if self.returned else 0


def registered(sheets: QuerySet, *, on: date) -> list[Registered]:
    """These sheets, in their order: three queries, however many."""
    updated = Count("rows", filter=Q(rows__action__standing__update__recorded_at__gt=F("made_at")), distinct=True)
    found = list(sheets.annotate(row_count=Count("rows", distinct=True), updated_here=updated))
    returns = list(SheetReturn.objects.filter(sheet__in=found).defer("data", "read").order_by("came_at", "pk"))
    acts = [returned.act_id for returned in returns if returned.act_id]
    undone = m.ChangeSet.objects.filter(verb="take_back_act", details__taken__in=acts).values_list("details", flat=True)
    taken = {details["taken"] for details in undone}
    merged = [returned for returned in returns if returned.act_id and returned.act_id not in taken]
    newest = {returned.sheet_id: returned for returned in merged}
    newest |= {returned.sheet_id: returned for returned in returns if returned not in merged}  # the ones to be done
    return [
        Registered(
            sheet,
            sheet.row_count,
            sheet.updated_here,
            newest.get(sheet.pk),
            taken_back=newest[sheet.pk].act_id in taken if sheet.pk in newest else False,
            on=on,
        )
        for sheet in found
    ]
