"""manage.py backup FILE: everything in one file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from actionplans.backup.writer import write
from plans import clock, wording


class Command(BaseCommand):
    help = (
        "Writes every row, the history, the trail and the evidence to one file, which restores on SQLite and "
        "PostgreSQL alike. The secret key, sessions and the queue are not in it. Others may work meanwhile."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="takes the place of a file of that name when it is whole")

    def handle(self, *args, file: Path, **options):
        try:
            written = write(file, made=clock.now())
        except OSError as error:
            raise CommandError(f"“{file}” could not be written: {error.strerror or error}.") from error
        rows, files = wording.number_of(written.rows, "row"), wording.number_of(written.files, "file")
        self.stdout.write(f"{file}: {rows} and {files}, {written.size / 1e6:.1f} MB")
        for sha256 in written.missing:
            self.stderr.write(
                f"The file of evidence {sha256} is missing from the evidence folder, and so from the backup."
            )
        for sha256 in written.altered:
            self.stderr.write(
                f"The file {sha256} was altered where it is kept, so it is not in the backup. Bring it back from an "
                "earlier one; `verify_audit` says what it belongs to."
            )
