"""The formats of a supplement: what prints one may be a process that knows no Django, so this is no part of a verb."""

from __future__ import annotations

from reports.appendix.supplement import Supplement, page, pdf


def word(supplement: Supplement) -> bytes:
    """The supplement as a Word document."""
    from reports.appendix.supplementword import document  # its library is loaded by whoever prints

    return document(supplement)


SUPPLEMENTS = {"pdf": (pdf, ".pdf"), "docx": (word, ".docx"), "html": (page, ".html")}
"""From each format of a supplement to what prints it and how its name ends."""
