"""What stands right above a table: the recommendation that its rows answer, or the number of its one row."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from plans.columns import RECOMMENDATION, REF
from plans.importing.source_document import Cell, Paragraph, SourceDocument, Table
from plans.importing.tables.deeds import is_deed
from plans.importing.tables.heading_rows import HeadingRow
from plans.importing.tables.texts import LONGEST_TITLE
from plans.importing.vocabulary.heading_meanings import read_heading

_HEAD = re.compile(
    r"(?:(?P<label>(?:[A-Z][A-Za-z]+ ){0,2}(?:recommendation|requirement|finding|area for (?:improvement|development)"
    r"|objective|priority(?: action)?|area for priority action|standard|must do|should do|argymhelliad"
    r"|(?<!of )concern))"
    r"\s*(?P<ref>\d{4}-\d{1,3}|[A-Z]{0,3}\d{1,3}(?:\.\d{1,3})?[a-z]?)"
    r"|(?P<code>(?:R|Rec|AFI|AFD|Rec\.)\s?\d{1,3}))(?:\s*[:.)–—-]\s*|\s+|$)(?P<text>.*)",
    re.IGNORECASE | re.DOTALL,
)
LABELLED = re.compile(r"(?P<label>[A-Z][^:]{1,40}):\s+(?P<value>\S.*)", re.DOTALL)
_NUMBER = re.compile(r"[A-Z]{1,3}[ .-]?\d{1,3}(?:\.\d{1,3})*|\d{1,3}(?:\.\d{1,3})+")
"""A heading that is a number and nothing else: "G1", "2.3"."""
_SENTENCE = re.compile(
    r"\.$|\b(?:is|are|was|were|be|has|have|had|do|does|did|can|must|should|shall|will|needs?|gets?|feels?|\w+ing the)\b"
    r"|^\w+ (?:\w+ly|better|faster|higher|less|lower|more|sooner)\b"
)
MOST_BELOW = 4
"""Paragraphs from a recommendation to the table of its actions, itself included."""
LONGEST_BELOW = 40
"""Words of one of them; a longer one is a note."""


@dataclass(frozen=True, slots=True)
class Head:
    """What must improve, as the words above a table print it; `said` is what else they say, a paragraph each, with
    its label ("Lead: …")."""

    label: str
    ref: str
    text: str
    line: int
    said: tuple[str, ...] = ()


def read_head(text: str, line: int) -> Head | None:
    """The recommendation that a heading is, None for any other."""
    found = _HEAD.fullmatch(text.strip())
    if found is None and (labelled := LABELLED.fullmatch(text.strip())) and improves(**labelled.groupdict()):
        return Head(labelled["label"], "", labelled["value"].strip(), line)
    if not found or not (found["label"] or found["code"]) or not text[:1].isupper():
        return None
    return Head(found["label"] or "Recommendation", found["ref"] or found["code"], found["text"].strip(), line)


def improves(label: str, value: str) -> bool:
    """Whether a label is of what must improve and a text of several words says it: "Objective: …", "What the inspectors
    said: …"."""
    return read_heading(label).meaning == RECOMMENDATION and len(value.split()) > 2


def head_above(parts: list[Table | Paragraph]) -> tuple[Head, int] | None:
    """The recommendation that the paragraphs right above a table print, and how many of them it takes."""
    below: list[str] = []
    for taken, part in enumerate(reversed(parts[-MOST_BELOW:]), 1):
        if not isinstance(part, Paragraph):
            return None
        first, *others = part.lines
        head = read_head(first, part.line)
        if head and part.level and _is_theme(head):
            return None
        if head:
            said = [*others, *below]
            text = head.text or (said.pop(0) if said else "")
            return replace(head, text=text, said=tuple(said)), taken
        if part.level or part.listed or len(part.text.split()) > LONGEST_BELOW:
            return None
        below[:0] = part.lines
    return None


def _is_theme(head: Head) -> bool:
    """Whether a heading names a priority by its subject alone ("Priority 1: Prevention"): that says nothing that must
    improve, and neither what is to be done nor what is to be so."""
    subject = 0 < len(head.text.split()) <= LONGEST_TITLE and not _SENTENCE.search(head.text)
    return head.label.lower().endswith("priority") and subject and not is_deed(head.text)


def number_above(parts: list[Table | Paragraph], table: Table, found: HeadingRow) -> str:
    """The number that the heading above a table of one row is, with or without its label: the row's own, where it has
    no other; "" for none."""
    last = parts[-1] if parts else None
    if not isinstance(last, Paragraph) or not last.level or len(table.rows) != found.end + 1:
        return ""
    if any(read_heading(text).meaning == REF for text in found.texts):
        return ""
    head = read_head(last.text, last.line)
    bare = last.text if _NUMBER.fullmatch(last.text) else ""
    return bare or (head.ref if head and not head.text else "")


def numbered(table: Table, number: str) -> Table:
    """A table of one row with its number in a column before the others."""
    *above, row = table.rows
    heads = [replace(head, cells=(Cell.of("Ref"), *head.cells)) for head in above]
    return replace(table, rows=(*heads, replace(row, cells=(Cell.of(number), *row.cells))))


def sentences_above(document: SourceDocument) -> frozenset[int]:
    """The lines of headings right above tables that are sentences, where several tables have one: a title is none."""
    found = [
        above.line
        for above, below in pairwise(document.parts)
        if isinstance(above, Paragraph) and isinstance(below, Table)
        and above.level > 1 and len(above.text.split()) > 3 and above.text[-1] == "."
    ]  # fmt: skip
    return frozenset(found if len(found) > 1 else ())


def sentence_above(parts: list[Table | Paragraph], sentences: frozenset[int]) -> tuple[Head, int] | None:
    """The recommendation that the last of the parts is, where its line is one of `sentences`."""
    last = parts[-1] if parts else None
    if not isinstance(last, Paragraph) or last.line not in sentences:
        return None
    return Head("Recommendation", "", last.text, last.line), 1
