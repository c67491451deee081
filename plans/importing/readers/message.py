"""E-mails (.eml), by Python's own email package: the subject, who wrote when to whom, and the body. What is attached is
told, not read: it is a file of its own.
"""

from dataclasses import replace
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from re import IGNORECASE
from re import compile as pattern
from typing import cast

from plans.importing.errors import NotAPlan
from plans.importing.readers.limits import Progress, check_lines
from plans.importing.readers.plain_text import in_lines, read_lines
from plans.importing.readers.web import read_web_page
from plans.importing.source_document import Paragraph, SourceDocument, Table

_ANSWERS = pattern(r"^(?:(?:re|fwd?|aw|wg)\s*:\s*)+", IGNORECASE)
_LINES = 5
"""Lines that what stands above the body may take."""


def read_message(data: bytes, name: str, progress: Progress) -> SourceDocument:
    """The words of an e-mail. Raises NotAPlan for one that has none."""
    try:
        message = cast(EmailMessage, message_from_bytes(data, policy=policy.default))
        body = _body(message, name, progress)
        above = tuple(_above(message))
        attached = [part.get_filename() or part.get_content_type() for part in message.iter_attachments()]
    except (MessageError, LookupError, ValueError, KeyError, AttributeError) as error:
        raise NotAPlan(f"{name} is a damaged e-mail. Copy its words into a Word document and choose that.") from error
    if body is None or not body.parts:
        raise NotAPlan(f"{name} is an e-mail without words of its own. Save its attachment and choose that file.")
    told = [f"What is attached to the e-mail was not read: “{'”, “'.join(attached)}”."] if attached else []
    return SourceDocument((*above, *map(_moved, body.parts)), (*body.notices, *told))


def _body(message: EmailMessage, name: str, progress: Progress) -> SourceDocument | None:
    """The body as a web page where it is one, else as lines."""
    part = message.get_body(preferencelist=("html", "plain"))
    if part is None:
        return None
    text = cast(str, part.get_content())
    if part.get_content_type() == "text/html":
        return read_web_page(f"\ufeff{text}".encode(), name, progress) if text.strip() else None
    return read_lines(in_lines(check_lines(text.replace("\r\n", "\n"), name)))


def _above(message: EmailMessage) -> list[Paragraph]:
    """The subject as the title, and who sent it when to whom."""
    subject = _ANSWERS.sub("", str(message["subject"] or "")).strip()
    lines = [f"{label}: {message[label]}" for label in ("From", "To", "Cc") if message[label]]
    sent = parsedate_to_datetime(str(message["date"])) if message["date"] else None
    dated = [f"Sent: {sent.day} {sent:%B %Y}"] if sent else []
    found = [Paragraph((subject,), 1, level=1)] if subject else []
    return [*found, *(Paragraph((line,), number) for number, line in enumerate([*dated, *lines], 2))]


def _moved(part: Paragraph | Table) -> Paragraph | Table:
    """A part of the body below the lines above it."""
    if isinstance(part, Paragraph):
        return replace(part, line=part.line + _LINES)
    return replace(part, rows=tuple(replace(row, line=row.line + _LINES) for row in part.rows))
