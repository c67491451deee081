"""Where on the workbench a question or a row stands: which view, which page, which anchor."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from plans.importing import AskedQuestion, DocumentRow, document_rows
from plans.operations.imports.draft import Standing

ROWS_A_PAGE = 30


def asking(rows: tuple[DocumentRow, ...], questions: tuple[AskedQuestion, ...]) -> list[DocumentRow]:
    """The rows of which any of these questions is."""
    open_keys = {asked.action for asked in questions if asked.action}
    return [row for row in rows if open_keys & keys_of(row)]


def keys_of(row: DocumentRow) -> set[str]:
    """The keys under which questions are asked of a row's actions: steps that stand apart are asked of as one."""
    return {placed.action.key.split("/")[0] for placed in row.placed}


class WorkbenchAddresses:
    """Addresses within the workbench of one draft as it stands."""

    def __init__(self, pk: int, standing: Standing, rows: tuple[DocumentRow, ...] | None = None):
        self.base = reverse("import", args=[pk])
        self.rows = rows if rows is not None else document_rows(standing.document, standing.plan)
        self.all = {key: number for number, row in enumerate(self.rows) for key in keys_of(row)}
        self.lines = {strip.line: number for number, row in enumerate(self.rows) for strip in row.strips}
        self.open = {
            key: number for number, row in enumerate(asking(self.rows, standing.unanswered)) for key in keys_of(row)
        }

    def of_question(self, key: str, action: str | None) -> str:
        """The address of a question: among those that are open, else among all rows, else at the top."""
        if action in self.open:
            return self._at("questions", self.open[action], f"q-{key}")
        if action in self.all:
            return self._at("all", self.all[action], f"q-{key}")
        return f"{self.base}#q-{key}"

    def of_line(self, line: int) -> str:
        return self._at("all", self.lines.get(line, 0), f"line-{line}")

    def _at(self, show: str, number: int, anchor: str) -> str:
        page = number // ROWS_A_PAGE + 1
        params = {"show": show, **({"page": page} if page > 1 else {})}
        return f"{self.base}?{urlencode(params)}#{anchor}"
