"""The key by which a row of a sheet is known when it comes home: of which sheet, which action, and that we made it.

    AP7-412-K4Q2M9XD4T-7B

Capitals, digits and hyphens, so that no program takes it for a number, a day or a formula; letters that look like
digits are not among them, and are read as the digits where somebody typed them.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""32 of them: five bits each."""
_PAIRS = [first + second for second in LETTERS for first in LETTERS]
_TYPED = str.maketrans("OIL", "011")
SEAL, CHECK = 10, 2
"""Letters of the seal, which nobody guesses, and of the check, which tells a key that was spoilt."""

_KEY = re.compile(r"\bAP\s?(\d{1,9})\s?-\s?(\d{1,12})\s?-\s?([0-9A-Z]{10})\s?-\s?([0-9A-Z]{2})\b", re.IGNORECASE)
_LIKE_A_KEY = re.compile(r"^\s*AP\s?\d+\s?-[\s0-9A-Z-]{4,}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Key:
    """Whole, as its check letters say. Whether we made it, only the secret of its sheet tells."""

    sheet: int
    action: int
    seal: str

    def is_sealed(self, secret: str) -> bool:
        """Whether it was made with this secret."""
        return hmac.compare_digest(self.seal, _seal(secret, self.sheet, self.action))

    def __str__(self) -> str:
        start = f"AP{self.sheet}-{self.action}-{self.seal}"
        return f"{start}-{_check(start)}"


def key_of(secret: str, sheet: int, action: int) -> Key:
    """The key of an action's row in a sheet."""
    return Key(sheet, action, _seal(secret, sheet, action))


def find(text: str) -> Key | None:
    """The first whole key in a text, in any case and with spaces that crept in."""
    for sheet, action, seal, check in _KEY.findall(text):
        key = Key(int(sheet), int(action), seal.upper().translate(_TYPED))
        if str(key).endswith(f"-{check.upper().translate(_TYPED)}"):
            return key
    return None


def resembles(text: str) -> bool:
    """Whether a text is what is left of a key, or one that was changed."""
    return bool(_LIKE_A_KEY.match(text))


def _seal(secret: str, sheet: int, action: int) -> str:
    digest = hmac.digest(secret.encode(), f"sheet {sheet} action {action}".encode(), "sha256")
    return letters(digest, SEAL)


def _check(start: str) -> str:
    return letters(hashlib.sha256(start.encode()).digest(), CHECK)


def letters(digest: bytes, count: int) -> str:
    """So many letters, of which nobody takes one for another, that a digest begins with."""
    number = int.from_bytes(digest[:16])
    told = ""
    while len(told) < count:
        told += _PAIRS[number & 1023]
        number >>= 10
    return told[:count]
