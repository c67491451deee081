"""Where a page says "None": a value that is not there, printed as if it were one."""

from __future__ import annotations

import html
import re

INVISIBLE = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL)
ATTRIBUTE = re.compile(r'[\w-]+="None"')
SAID = re.compile(r"\bNone\b(?! of\b)")
AROUND = 60


def nones(page: str) -> list[str]:
    """Each place of a page whose words, or the value of one of whose attributes, is "None", with what stands around
    it."""
    page = INVISIBLE.sub(" ", page)
    words = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())
    found = [words[max(0, hit.start() - AROUND) : hit.end() + AROUND] for hit in SAID.finditer(words)]
    return found + [hit.group() for hit in ATTRIBUTE.finditer(page)]
