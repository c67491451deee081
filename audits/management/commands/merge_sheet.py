"""manage.py merge_sheet FILE… [--dry-run] [--json] [--choose CELL=WHAT]… [--why WORDS] [--said-by NAME]"""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from audits.models import SheetReturn
from audits.operations.sheets.application import apply_return, merge_of
from audits.operations.sheets.choices import chosen_by_name, undecided
from audits.operations.sheets.home import Unchanged, take_in
from audits.sheets.as_json import merge_as_json, unchanged_as_json
from audits.sheets.file_merge import Merge
from plans.clock import now
from plans.operations.errors import Refused
from plans.trail import SYSTEM


class Command(BaseCommand):
    help = (
        "Merges sheets, papers and lists of ours that came home: what only the file changed is applied; what was "
        "changed in both, or is doubtful, waits unless it is chosen. --dry-run says what each cell would become."
    )

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="only say what would be changed, and keep nothing")
        parser.add_argument("--json", action="store_true", help="say it as JSON, one object a sheet")
        parser.add_argument(
            "--choose",
            action="append",
            default=[],
            metavar="CELL=WHAT",
            help="what is done with one cell or new row, as often as needed: “4.2:progress=sheet” takes the file’s "
            "side, “4.2:rag=here” declines it, “4.2:forecast=other” takes the other thing that it may mean; “row "
            "14=add”, “row 14=note” or “row 14=leave” of a row without a key. Cells are called as in --dry-run.",
        )
        parser.add_argument("--said-by", default="", metavar="NAME", help="whose words those of a paper or a list are")
        parser.add_argument("--why", default="", metavar="WORDS", help="the reason, for the audit log")

    def handle(self, *args, files, dry_run, why, said_by, choose, **options):
        for file in files:
            try:
                for returned in _returned(file, keep=not dry_run):
                    merge = merge_of(returned, SYSTEM)
                    returned.choices |= dict(chosen_by_name(merge, words) for words in choose)
                    self._say(returned, merge, as_json=options["json"])
                    if not dry_run:
                        self._apply(
                            returned, why or f"“{file.name}” came home", said_by or f"Whoever changed “{file.name}”"
                        )
            except Unchanged as told:
                self._say_unchanged(told, as_json=options["json"])
            except Refused as refused:
                raise CommandError(f"{file}: {refused}") from refused

    def _say(self, returned: SheetReturn, merge: Merge, *, as_json: bool) -> None:
        told = merge_as_json(merge)
        if as_json:
            self.stdout.write(json.dumps(told, ensure_ascii=False))
            return
        self.stdout.write(f"{returned.sheet}: {len(told['changes'])} changes, {len(told['new'])} new rows")
        for each in told["changes"]:
            sides = f"{each['base']} → {each['sheet']}, now {each['now']}"
            self.stdout.write(f"  {each['ref']}:{each['field']}: {sides}: {each['becomes']}")
        for each in told["new"]:
            self.stdout.write(f"  {each['place']}: a new row, {each['cells']['text']}")
        for each in told["missing"]:
            self.stdout.write(f"  {each}: not in the sheet, left as it is")
        for each in told["unknown"]:
            self.stdout.write(f"  {each['place']}: {each['why']}")
        for each in told["notices"]:
            self.stdout.write(f"  {each}")

    def _say_unchanged(self, told: Unchanged, *, as_json: bool) -> None:
        self.stdout.write(json.dumps(unchanged_as_json(told.plans), ensure_ascii=False) if as_json else str(told))

    def _apply(self, returned: SheetReturn, why: str, said_by: str) -> None:
        waits = undecided(merge_of(returned, SYSTEM), returned.choices)
        said_by = said_by if returned.sheet.is_file else ""
        apply_return(
            by=SYSTEM, returned=returned, choices=returned.choices, reason=why, said_by=said_by, door="command"
        )
        returned.refresh_from_db()
        for row, field in waits:
            self.stderr.write(
                f"{row.action.known_as}, {field}: changed in both, or doubtful, so it waits on the sheet’s page."
            )
        for each in returned.waits:
            self.stderr.write(f"Not applied, {', '.join(each['fields'])}: {each['why']}")


def _returned(file: Path, *, keep: bool) -> list[SheetReturn]:
    """What a file says of each sheet that it has rows of, kept or not. Raises CommandError and Refused."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise CommandError(f"{file} can't be read: {error.strerror}.") from error
    return take_in(by=SYSTEM, data=data, name=file.name, at=now(), keep=keep)
