"""Finding and replacing words in values, whatever holds them: pure functions."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from plans.passages import in_line

SHORT = "[redacted]"
"""Where the whole sentence would be too long, and from the second place in one value on."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words to be expunged: found in any case, whatever space stands between them."""

    text: str

    @property
    def pattern(self) -> re.Pattern:
        return re.compile(r"\s+".join(map(re.escape, self.text.split())), re.IGNORECASE)

    def stand_in(self, value) -> bool:
        """Whether a text, or anything within a list or dictionary, holds them."""
        if not self.text.strip():
            return False
        if isinstance(value, str):
            return bool(self.pattern.search(value))
        if isinstance(value, dict):
            return any(self.stand_in(part) for pair in value.items() for part in pair)
        return isinstance(value, list | tuple) and any(map(self.stand_in, value))

    def replaced(self, value, mark: str, *, most: int | None = None):
        """The value with the words' first place in each text marked, every other shortly; no text longer than
        `most`."""
        if isinstance(value, dict):
            return {self.replaced(k, SHORT): self.replaced(v, mark) for k, v in value.items()}
        if isinstance(value, list | tuple):
            return [self.replaced(part, mark) for part in value]
        if not isinstance(value, str) or not self.stand_in(value):
            return value
        text = self.pattern.sub(lambda _found: SHORT, self.pattern.sub(lambda _found: mark, value, count=1))
        if most is not None and len(text) > most:
            text = self.pattern.sub(lambda _found: SHORT, value)[:most]
        return text

    def around(self, value, width: int = 60) -> str:
        """The words where they first stand, with what is about them."""
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False).replace("\\n", "\n")
        found = self.pattern.search(text)
        if found is None:
            return ""
        start, end = max(0, found.start() - width), found.end() + width
        return f"{'…' if start else ''}{in_line(text[start:end])}{'…' if end < len(text) else ''}"
