"""manage.py read_timescale: what the words of a timescale mean, one JSON object a line."""

import json
import sys
from datetime import date

from django.core.management.base import BaseCommand, CommandError

from plans.timescales import read, reading_as_json


class Command(BaseCommand):
    """Reads each TEXT, or each line of standard input where TEXT is "-"."""

    help = "Say what timescales mean: one JSON object a line for each TEXT, or for each line of standard input (-)."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("texts", nargs="+", metavar="TEXT", help='words of a timescale, or "-"')
        parser.add_argument("--dated", metavar="YYYY-MM-DD", help="the document's date, on which years lean")
        parser.add_argument("--anchor", metavar="YYYY-MM-DD", help='the day from which "within 3 months" counts')
        parser.add_argument(
            "--quarters", choices=("financial", "calendar"), help="the kind of year that the document's quarters are of"
        )
        parser.add_argument("--ask-past", action="store_true", help="ask about days before the document's date")

    def handle(self, *args, texts, dated=None, anchor=None, quarters=None, ask_past=False, **options):
        known = {
            "dated": _day("--dated", dated),
            "anchor": _day("--anchor", anchor),
            "quarters": quarters,
            "ask_past": ask_past,
        }
        for text in _lines(texts):
            self.stdout.write(json.dumps(reading_as_json(read(text, **known)), ensure_ascii=True))


def _day(option, given):
    """The day given; CommandError where it is none."""
    try:
        return date.fromisoformat(given) if given else None
    except ValueError:
        raise CommandError(f"{option} {given!r} is not a day in the form YYYY-MM-DD") from None


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
