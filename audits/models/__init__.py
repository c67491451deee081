"""Frozen states, issued papers, sheets, and the record of what was expunged and purged."""

from audits.models.expunged import Purge, Redaction
from audits.models.papers import IssuedFile, IssuedFileQuerySet, IssuedPaper, IssuedPaperQuerySet, Snapshot
from audits.models.sheets import SheetOut, SheetOutQuerySet, SheetReturn, SheetReturnQuerySet, SheetRow

__all__ = [
    "IssuedFile", "IssuedFileQuerySet", "IssuedPaper", "IssuedPaperQuerySet", "Purge", "Redaction", "SheetOut",
    "SheetOutQuerySet", "SheetReturn", "SheetReturnQuerySet", "SheetRow", "Snapshot",
]  # fmt: skip
