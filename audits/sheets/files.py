"""A sheet as a file: the same bytes whenever it is asked for, as what it held is derived from its moment."""

from __future__ import annotations

from audits.models import SheetOut
from audits.sheets import sides
from plans import models as m
from plans.filenames import safe_name
from plans.sheets.fields import KEY
from plans.sheets.keys import key_of
from plans.sheets.layout import SheetFile, SheetRow

KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def sheet_file(sheet: SheetOut) -> SheetFile:
    """What the sheet says, as it left."""
    then, rows = sides.then(sheet), []
    for pk, cells in sides.sent(sheet).items():
        ratings = tuple(rating.label for rating in then[pk].plan.scheme.ratings)
        rows.append(SheetRow(cells={**cells, KEY: str(key_of(sheet.secret, sheet.pk, pk))}, ratings=ratings))
    organisation = m.Organisation.objects.first()
    contact = sheet.made_by.email if sheet.made_by else sheet.made_by_name
    return SheetFile(
        number=sheet.pk,
        whom=sheet.whom,
        council=organisation.name if organisation else "",
        contact=contact,
        made_on=sides.made_on(sheet),
        due_on=sheet.due_on,
        filled=tuple(sheet.filled),
        several=len({side.plan.id for side in then.values()}) > 1,
        rows=tuple(rows),
    )


def bytes_of(sheet: SheetOut) -> bytes:
    """The file. What makes it is loaded when it is wanted: a process that only serves pages does without."""
    if sheet.form == SheetOut.Form.WORD:
        from plans.sheets.word_table import word_table

        return word_table(sheet_file(sheet))
    from plans.sheets.workbook import workbook

    return workbook(sheet_file(sheet))


def name_of(sheet: SheetOut) -> str:
    """Such as "Sheet 7 Nadia Ferris.xlsx"."""
    return safe_name(f"Sheet {sheet.pk} {sheet.whom}.{sheet.form}")
