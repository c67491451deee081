"""In a process of its own, on the database that the load tests have: officers who commit one document at once.
`python -m tests.load.importers drafts|commands`; and a worker that is killed in the middle of a document:
`killed_reading`, `read`, `killed_writing`, `written`, each of which goes on where the one before ended."""

import json
import os
import signal
import sys
import threading
from datetime import UTC, datetime

import django

OFFICERS = 6
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def drafts() -> dict:
    """Each officer has a draft of the same file, and sends its form twice."""
    from plans import models as m
    from plans.operations.imports.commit import commit_draft
    from plans.operations.imports.task import read_draft
    from plans.operations.imports.upload import open_draft
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
    from plans.operations.imports.new_plan import commit_import
    from plans.operations.schemes import default_scheme
    from plans.trail import SYSTEM
    from tests.plans.importing.workbench.leisure import NAME, TEXT

    default_scheme()
    return at_once([lambda: commit_import(by=SYSTEM, data=TEXT.encode(), name=NAME).plan.slug] * OFFICERS)


def killed_reading() -> None:
    """An officer chooses a file, and the process dies when it is read and nothing of it is kept yet."""
    from plans.operations.imports import task
    from plans.operations.imports.upload import open_draft
    from tests import factories
    from tests.plans.importing.workbench.leisure import NAME, TEXT

    officer = factories.person("Olive Officer", plan=factories.plan(), role="officer")
    task.document_as_json = die
    draft = open_draft(by=officer, data=TEXT.encode(), name=NAME, at=NOW)
    task.read_draft.call(draft.pk)


def read() -> dict:
    """The page's button: have it read once more; and a worker that lives."""
    from plans import models as m
    from plans.operations.imports.task import read_draft
    from plans.operations.imports.upload import read_again

    before, draft = of_the_draft(), m.ImportDraft.objects.get()
    read_again(by=draft.owner, draft=draft, at=NOW)
    read_draft.call(draft.pk)
    return {"before": before, "after": of_the_draft()}


def killed_writing() -> None:
    """The process dies when every row of the plan is written and the act is not closed yet."""
    from plans import models as m
    from plans.operations.imports import new_plan
    from plans.operations.imports.commit import commit_later, write_plan

    draft = m.ImportDraft.objects.get()
    new_plan._finish = die
    commit_later(by=draft.owner, draft=draft)
    write_plan.call(draft.pk, draft.owner_id)


def written() -> dict:
    """The page's button: take it back from the worker; then it is committed."""
    from plans import models as m
    from plans.operations.imports.commit import check_again, commit_draft

    before = of_the_draft()
    draft = m.ImportDraft.objects.get()
    check_again(by=draft.owner, draft=draft, at=NOW)
    commit_draft(by=draft.owner, draft=m.ImportDraft.objects.get())
    return {"before": before, "after": of_the_draft()}


def die(*_args, **_kwargs):
    os.kill(os.getpid(), signal.SIGKILL)


def of_the_draft() -> dict:
    """The one draft's number and status, how many plans and actions came of documents, and what verify_audit finds."""
    from audits.verification import faults
    from plans import models as m

    draft = m.ImportDraft.objects.get()
    plans = m.Plan.objects.exclude(imported_sha256="")
    actions = m.Action.objects.filter(recommendation__section__plan__in=plans).count()
    found = [str(fault) for fault in faults()]
    return {"draft": draft.pk, "status": draft.status, "plans": len(plans), "actions": actions, "faults": found}


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
    print(json.dumps(globals()[sys.argv[1]]()))
