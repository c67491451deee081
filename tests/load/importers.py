"""In a process of its own, on the database that the load tests have: officers who commit one document at once.
`python -m tests.load.importers drafts|commands`"""

import json
import os
import sys
import threading
from datetime import UTC, datetime

import django

OFFICERS = 6
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def drafts() -> dict:
    """Each officer has a draft of the same file, and sends its form twice."""
    from plans import models as m
    from plans.operations.drafts.committing import commit_draft
    from plans.operations.drafts.opening import open_draft
    from plans.operations.drafts.reading import read_draft
    from tests import factories
    from tests.plans.importing.workbench.leisure import NAME, TEXT

    plan, waiting = factories.plan(), []
    for number in range(OFFICERS):
        officer = factories.person(f"Officer {number}", plan=plan, role="officer")
        draft = open_draft(by=officer, data=TEXT.encode(), name=NAME, at=NOW)
        read_draft.call(draft.pk)
        waiting += [(officer, m.ImportDraft.objects.get(pk=draft.pk)) for _ in range(2)]
    return at_once([lambda by=by, draft=draft: commit_draft(by=by, draft=draft).slug for by, draft in waiting])


def commands() -> dict:
    """One file is imported by several commands at once."""
    from plans.operations.importing import commit_import
    from plans.operations.schemes import default_scheme
    from plans.trail import SYSTEM
    from tests.plans.importing.workbench.leisure import NAME, TEXT

    default_scheme()
    return at_once([lambda: commit_import(by=SYSTEM, data=TEXT.encode(), name=NAME).plan.slug] * OFFICERS)


def at_once(acts) -> dict:
    """What each act gave or refused, how many plans there are of the document, and what verify_audit finds."""
    from django.db import connection

    from audits.verification import faults
    from plans import models as m

    start, told = threading.Barrier(len(acts)), []

    def run(act):
        start.wait()
        try:
            told.append(act())
        except Exception as refusal:
            told.append(type(refusal).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    made = m.Plan.objects.exclude(imported_sha256="")
    return {"told": told, "plans": [plan.slug for plan in made], "faults": [str(fault) for fault in faults()]}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "actionplans.settings")
    django.setup()
    print(json.dumps({"drafts": drafts, "commands": commands}[sys.argv[1]]()))
