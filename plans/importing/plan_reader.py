"""From a file's bytes, or a document that was read before, to the plan that is understood of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from plans.importing.errors import NotAPlan
from plans.importing.readers import read_document, recognise
from plans.importing.readers.file_formats import TEXT
from plans.importing.readers.sandbox import read_in_child
from plans.importing.rows import mend
from plans.importing.rulings import NONE, Rulings
from plans.importing.source_document import SourceDocument
from plans.importing.understanding import understand
from plans.importing.understood_plan import Question, UnderstoodPlan


def read_plan(
    data: bytes,
    *,
    name: str,
    dated: date | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> UnderstoodPlan:
    """Read a plan from a file's bytes.

    `name` is the file's name, for messages and for a document without a title. `dated` is the document's own date,
    where the person knows better than the print. `progress` is told how many rows have been read, and of how many.
    Raises NotAPlan for an empty or unreadable file and for one without a table that looks like a plan's; never
    anything else.
    """
    document = read_file(data, name=name, progress=progress)
    plan = understand_document(document, name=name, dated=dated)
    if not plan.actions:
        raise NotAPlan(next(question.because for question in plan.questions if question.field == "rows"))
    return plan


def read_file(
    data: bytes, *, name: str, progress: Callable[[int, int], None] | None = None, own: bool = False
) -> SourceDocument:
    """The tables and text of a file. Plain text, whose reading is ours and bounded, is read here and now; every
    other format in a child process. `own`: also one that the application made. Raises NotAPlan."""
    if not data.startswith((b"PK", b"%PDF")) and recognise(data, name) == TEXT:
        return read_document(data, name, own=own)
    return read_in_child(data, name, progress=progress, own=own)


def understand_document(
    document: SourceDocument, *, name: str, dated: date | None = None, rulings: Rulings = NONE
) -> UnderstoodPlan:
    """What a document says under a person's rulings, with what its reader has to tell among the questions: where no
    row is an action, which rows are the plan's."""
    plan = understand(mend(document, rulings), name=name, dated=dated)
    told = tuple(Question(None, "file", "", notice) for notice in document.notices)
    return replace(plan, questions=(*told, *plan.questions)) if told else plan
