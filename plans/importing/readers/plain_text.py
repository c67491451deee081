"""From the bytes of a text to its characters, or to a refusal that says what to do instead."""

from plans.importing.errors import NotAPlan

MOST_BYTES = 5_000_000
"""No plan's text is near this; a larger file is another thing, and would only keep the machine busy."""

_CONTROL = bytes([*range(0x09), *range(0x0E, 0x20), 0x7F])
"""Characters of machines; one byte each in UTF-8, and part of no other character there."""
_GUESSED_FROM = 100_000


def decode(data: bytes, name: str) -> str:
    """The text of a file, with line ends as "\\n"; line and page ends within cells stay as "\\x0b" and "\\x0c".

    Reads UTF-8, UTF-16 with and without a byte order mark, Windows-1252, and what else its letters betray. Raises
    NotAPlan for an empty file, for binary data and for bytes that are no text.
    """
    if not data.strip():
        raise NotAPlan(f"{name} is empty. Choose the file that holds the plan's table.")
    if len(data) > MOST_BYTES:
        raise NotAPlan(f"{name} holds more than 5 MB of text. Import the plan in parts.")
    return _plain_lines(_characters(data, name), name)


def in_lines(text: str) -> str:
    """The text for the reader of lines: Word writes a line break inside a cell as a vertical tab, and a page break
    as a form feed."""
    return text.replace("\x0b", "<br>").replace("\x0c", "\n\n")


def _characters(data: bytes, name: str) -> str:
    for encoding in _encodings(data):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    from charset_normalizer import from_bytes  # rarely needed, and slow to load

    guessed = None if b"\x00" in data else from_bytes(data[:_GUESSED_FROM]).best()
    if guessed is not None and guessed.encoding != "cp1252":
        text = data.decode(guessed.encoding, "replace")
        if text.count("\ufffd") * 1000 < len(text) and guessed.chaos < 0.1 and guessed.coherence > 0.2:
            return text
    raise NotAPlan(f"{name} holds characters that cannot be read. Save it again as text in UTF-8.")


def _encodings(data: bytes) -> tuple[str, ...]:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return ("utf-16",)
    start = data[:2000]
    even, odd = start[::2].count(0), start[1::2].count(0)
    if len(start) > 3 and max(even, odd) * 5 > len(start) and min(even, odd) * 20 < max(even, odd):
        return ("utf-16-le",) if odd > even else ("utf-16-be",)
    return ("utf-8-sig", "cp1252")


def _plain_lines(text: str, name: str) -> str:
    written = text.encode("utf-8", "surrogatepass")
    kept = written.translate(None, _CONTROL)
    lost = len(written) - len(kept)
    if lost and ("\x00" in text or lost * 50 > len(text)):
        raise NotAPlan(f"{name} holds binary data, not text. Save the plan's table as text in UTF-8.")
    plain = kept.decode("utf-8", "surrogatepass") if lost else text
    return plain.replace("\r\n", "\n").replace("\r", "\n")
