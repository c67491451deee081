"""manage.py restore FILE: everything back from one file."""

from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import Error

from actionplans.backup.contents import Damaged
from actionplans.backup.reader import NotEmpty, read
from audits.verification import faults
from plans import wording


class Command(BaseCommand):
    help = (
        "Restores what `backup` wrote into an empty database, whose tables it makes, and holds the trail against its "
        "chains. A database that holds anything and a damaged file are refused, and nothing is written."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *args, file: Path, **options):
        call_command("migrate", verbosity=0)
        try:
            rows, files = read(file)
        except NotEmpty as error:
            raise CommandError(
                f"Nothing is restored, because the database is not empty. {error} Give an empty one by DATABASE_URL "
                "or DATA_DIR."
            ) from error
        except Damaged as error:
            raise CommandError(f"Nothing is restored from “{file}”. {error}") from error
        except OSError as error:
            raise CommandError(f"Nothing is restored: “{file}”: {error.strerror or error}.") from error
        except Error as error:
            raise CommandError(f"Nothing is restored, because the database refused it: {error}") from error
        told = f"{wording.number_of(rows, 'row')} and {wording.number_of(files, 'file')} are restored"
        fault = next(faults(), None)
        if fault:
            raise CommandError(f"{told} as they were backed up, but the audit trail does not hold: {fault}")
        self.stdout.write(f"{told}, and the audit trail holds.")
