"""manage.py web: one process that answers requests, started by manage.py serve."""

from django.conf import settings
from django.core.management.base import BaseCommand

from actionplans.server.web import serve


class Command(BaseCommand):
    help = "Answers requests at a listening socket that manage.py serve hands over. Not for use by hand."

    def add_arguments(self, parser):
        parser.add_argument("--socket", type=int, required=True, metavar="NUMBER")
        parser.add_argument("--parent", type=int, required=True, metavar="PID", help="end when this process is gone")

    def handle(self, *args, socket, parent, **options):
        most, memory = settings.WEB_MAX_REQUESTS, settings.WEB_MAX_MEMORY
        serve(socket, threads=settings.WEB_THREADS, most=most, memory=memory, parent=parent)
