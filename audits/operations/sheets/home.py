"""Taking in a file that came home. Nothing of it is applied: it waits to be merged."""

from __future__ import annotations

import hashlib
from datetime import date, datetime

from django.db import transaction

from audits.models import SheetOut, SheetReturn, SheetRow
from audits.operations.sheets.application import BEING_APPLIED
from audits.sheets.own_files import OwnFile, own_files, own_pdf
from audits.sheets.returns import ARCHIVES, NoSheet, holds_keys, opened, parted, told_of
from audits.sheets.sides import plans_of
from plans import models as m
from plans.importing import NotAPlan
from plans.operations.errors import Refused
from plans.operations.evidence import short_name
from plans.operations.virus_scan import NotScanned, virus_in
from plans.permissions.sheets import can_send_sheets
from plans.trail import Actor, change_set, note_stored
from plans.wording import listed

MOST_BYTES = 20_000_000
OF_A_SHEET = "Of a sheet, save what was filled in once more as .xlsx, .ods, .docx or .csv, with its rows alone."


class Unchanged(Exception):
    """The file is one of ours, and nothing in it was changed; the message says which it is."""

    def __init__(self, name: str, files: list[OwnFile]):
        called = "; ".join(file.called for file in files)
        added = [f"“{words}”" for file in files for words in file.read.unknown_columns]
        left = f" Nothing is taken of the column {listed(added)}, which no file of ours has." if added else ""
        told = [notice for file in files for notice in file.read.notices]
        where = "the rows of " if told else ""
        outside = f" {' '.join(told)} Nothing of that is taken: change it where the plan is edited." if told else ""
        said = f"Nothing in {where}“{name}” was changed."
        if told and any(file.is_large for file in files):
            said = f"“{name}” was changed, and of a paper in large print nothing is taken."
        super().__init__(f"{said} {called}.{left}{outside}")
        self.plans = [file.plan for file in files]


def take_in(*, by, data: bytes, name: str, at: datetime, keep: bool = True) -> list[SheetReturn]:
    """Read a file and keep what it says of each sheet that it has rows of; one that came home before is the same
    return. A paper or a list of ours is kept as a sheet of the rows in which something was changed. Without `keep`
    nothing is written. Raises Denied; Refused for a file that can't be read, or holds no row that this person looks
    after; Unchanged for a file of ours that says what was printed.
    """
    name = short_name(name)
    _check_bytes(data, name)
    try:
        if pdf := own_pdf(data, name, by):
            raise Unchanged(name, [pdf])
        document = opened(data, name)
        files = own_files(document, name, by)
        is_sheet = not files or holds_keys(document)
        found = parted(document, name, lambda numbers: _known(by, numbers)) if is_sheet else {}
    except NoSheet as error:
        raise Refused(str(error), "came") from error
    except NotAPlan as error:
        raise Refused(f"{error} {OF_A_SHEET}", "came") from error
    if files and not found and not any(file.is_changed for file in files):
        raise Unchanged(name, files)
    sha256 = hashlib.sha256(data).hexdigest()
    taken = []
    with transaction.atomic():
        if keep:
            note_stored("take_in_sheet")
        changed = [(_sheet_of(by, file, name, sha256, keep, at), file.read) for file in files if file.is_changed]
        for sheet, read in (*found.items(), *changed):
            for plan in plans_of(sheet):
                can_send_sheets.enforce(by, plan)
            read.notices += told_of(document)
            read.is_text = not data.startswith(ARCHIVES)
            before = sheet.returns.filter(sha256=sha256).first() if sheet.pk else None
            new = _returned(by, sheet, read.as_json(), data, name, sha256, at)
            if keep and not before:
                new.save()
            taken.append(before or new)
    return taken


def _sheet_of(by, file: OwnFile, name: str, sha256: str, keep: bool, at: datetime) -> SheetOut:
    """The sheet that a file of ours is kept as; that of before, where the same file came home already. Raises Denied;
    Refused where no row of it can be told."""
    sheet = file.sheet()
    if not sheet.given:
        raise Refused(f"Nothing of “{name}” is taken. {file.read.rows[0].why}", "came")
    can_send_sheets.enforce(by, file.plan)
    same = SheetOut.objects.filter(kind=SheetOut.Kind.FILE, plan=file.plan, returns__sha256=sha256)
    before = same.filter(made_at=sheet.made_at).first()
    if before or not keep:
        return before or sheet
    details = {"about": file.called, "file": name, "sha256": sha256}
    with change_set(file.plan, by=by, verb="take_in_file", details=details, door="workbook", at=at) as act:
        act.save(sheet)
        act.add_all([SheetRow(sheet=sheet, action_id=pk, order=order) for order, pk in enumerate(sheet.given)])
    return sheet


def _returned(by, sheet: SheetOut, read: dict, data: bytes, name: str, sha256: str, at: datetime) -> SheetReturn:
    return SheetReturn(
        sheet=sheet,
        name=name,
        sha256=sha256,
        data=data,
        read=read,
        came_at=at,
        came_by=by if isinstance(by, m.User) else None,
        came_by_name=by.name,
    )


def _known(by, numbers: set[int]) -> dict[int, SheetOut]:
    """The sheets of these numbers that this person looks after; a command all."""
    sheets = SheetOut.objects.filter(pk__in=numbers)
    return {sheet.pk: sheet for sheet in (sheets if isinstance(by, Actor) else sheets.visible_to(by))}


def _check_bytes(data: bytes, name: str) -> None:
    """Raises Refused for a file that is not read at all."""
    if not data.strip():
        raise Refused(f"“{name}” is empty. Choose the sheet that came home.", "came")
    if len(data) > MOST_BYTES:
        raise Refused(f"“{name}” is larger than {MOST_BYTES // 1_000_000} MB, which no sheet is.", "came")
    try:
        virus = virus_in(data)
    except NotScanned as error:
        raise Refused(f"“{name}” could not be looked at for viruses just now. Try again later.", "came") from error
    if virus:
        raise Refused(f"“{name}” holds a virus ({virus}), so it was not read.", "came")


def keep_choices(*, by, returned: SheetReturn, choices: dict[str, str], position_on: date | None) -> None:
    """Keep what was chosen for later; nothing is applied. Raises Denied."""
    for plan in plans_of(returned.sheet):
        can_send_sheets.enforce(by, plan)
    note_stored("keep_choices")
    waiting = SheetReturn.objects.filter(pk=returned.pk, ordered={})
    if not waiting.update(choices=choices, position_on=position_on):
        raise Refused(BEING_APPLIED)


def look_again(*, by, returned: SheetReturn, at: datetime) -> SheetReturn:
    """Have a file that was merged waiting once more: what could not be applied then may be now. Raises Denied."""
    for plan in plans_of(returned.sheet):
        can_send_sheets.enforce(by, plan)
    before = SheetReturn.objects.get(pk=returned.pk)
    note_stored("look_again")
    new = _returned(by, before.sheet, before.read, bytes(before.data), before.name, before.sha256, at)
    new.save()
    return new


def discard(*, by, returned: SheetReturn) -> None:
    """Take away a file that is not to be merged: the sheet is not home. Raises Denied; Refused for one of which
    something was applied."""
    for plan in plans_of(returned.sheet):
        can_send_sheets.enforce(by, plan)
    if returned.act_id:
        raise Refused("This file was merged. Undo that first.")
    note_stored("discard_return")
    if not SheetReturn.objects.filter(pk=returned.pk, act=None, ordered={}).delete()[0]:
        raise Refused(BEING_APPLIED)
