"""From the bytes of a file to its text, or to a refusal that says what to do instead."""

import re

from plans.importing.errors import NotAPlan

MOST_BYTES = 5_000_000
"""No plan's text is near this; a larger file is another thing, and would only keep the machine busy."""

PACKED = (
    (b"PK\x03\x04", "a Word, Excel or zip file"),
    (b"%PDF", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "an older Word or Excel file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"{\\rtf", "a rich text file"),
)
"""First bytes of the formats that people try, and what to call them."""

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def decode(data: bytes, name: str) -> str:
    """The text of a file, with line ends as "\\n" and page ends as an empty line.

    Reads UTF-8, UTF-16 with a byte order mark, and Windows-1252. Raises NotAPlan for an empty file, for
    binary data and for bytes that are none of these.
    """
    if not data.strip():
        raise NotAPlan(f"{name} is empty. Choose the file that holds the plan's table.")
    if len(data) > MOST_BYTES:
        raise NotAPlan(f"{name} holds more than 5 MB of text. Import the plan in parts.")
    for start, what in PACKED:
        if data.startswith(start):
            raise NotAPlan(
                f"{name} is {what}, which cannot be read here. Save the plan's table as text (tab-separated or "
                "Markdown) and choose that file."
            )
    return _plain_lines(_characters(data, name), name)


def _characters(data: bytes, name: str) -> str:
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotAPlan(f"{name} holds characters that cannot be read. Save it again as text in UTF-8.")


def _plain_lines(text: str, name: str) -> str:
    controls = _CONTROL.findall(text)
    if "\x00" in controls or len(controls) * 50 > len(text):
        raise NotAPlan(f"{name} holds binary data, not text. Save the plan's table as text in UTF-8.")
    text = _CONTROL.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    # Word writes a line break inside a cell as a vertical tab, and a page break as a form feed.
    return text.replace("\x0b", "<br>").replace("\x0c", "\n\n")
