"""manage.py read_timescale: what the words of a timescale mean, one JSON object a line."""

import json
import sys
from datetime import date

from django.core.management.base import BaseCommand, CommandError

from plans.timescales import read
from plans.timescales.door import as_json


class Command(BaseCommand):
    """Reads each TEXT, or each line of standard input where TEXT is "-"."""

    help = "Say what timescales mean: one JSON object a line for each TEXT, or for each line of standard input (-)."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("texts", nargs="+", metavar="TEXT", help='words of a timescale, or "-"')
        parser.add_argument("--dated", metavar="YYYY-MM-DD", help="the document's date, on which years lean")

    def handle(self, *args, texts, dated=None, **options):
        on = _day(dated)
        for text in _lines(texts):
            self.stdout.write(json.dumps(as_json(read(text, dated=on)), ensure_ascii=True))


def _day(dated):
    """The day given; CommandError where it is none."""
    try:
        return date.fromisoformat(dated) if dated else None
    except ValueError:
        raise CommandError(f"--dated {dated!r} is not a day in the form YYYY-MM-DD") from None


def _lines(texts):
    """The texts in turn, the lines of standard input in the place of "-"."""
    for text in texts:
        if text != "-":
            yield text
            continue
        try:
            yield from (line.rstrip("\r\n") for line in sys.stdin)
        except UnicodeDecodeError:
            raise CommandError("standard input is not text in UTF-8") from None
