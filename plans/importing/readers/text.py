"""Text as people see it: without characters that only machines put there, and with symbols that a font drew.

Word's bullets and ticks are often letters of the fonts Wingdings and Webdings; without the font they come as "ü" or
as a private-use character, and mean nothing.
"""

import re

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_NOTHING = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\ufffc"
_LINE_ENDS = "\x0b\x0c\x85\u2028\u2029"

WINGDINGS = {
    "ü": "✓", "û": "✗", "þ": "☑", "ý": "☒", "o": "☐", "¨": "☐", "q": "☐", "l": "●", "n": "■", "u": "◆", "§": "▪",
    "·": "•", "Ø": "➢", "v": "❖", "à": "→", "ð": "→", "J": "☺", "K": "😐", "L": "☹", "ê": "↑", "ì": "↓",
}  # fmt: skip
WINGDINGS_2 = {"P": "✓", "O": "✗", "R": "☑", "S": "☒", "T": "☒", "£": "☐", "—": "●", "\x97": "●"}
WEBDINGS = {"a": "✓", "r": "✗", "n": "●", "g": "■", "c": "☐"}
_FONTS = {
    "wingdings": WINGDINGS,
    "wingdings 2": WINGDINGS_2,
    "webdings": WEBDINGS,
    "symbol": {"·": "•", "®": "→", "Ö": "✓", "£": "≤", "³": "≥", "¨": "♦"},
}

_PLAIN = (
    dict.fromkeys(map(ord, _SPACES), " ")
    | dict.fromkeys(map(ord, _NOTHING))
    | dict.fromkeys(map(ord, _LINE_ENDS), "\n")
    | {code: None for code in (*range(0x20), 0x7F, *range(0x80, 0xA0)) if chr(code) not in "\t\n" + _LINE_ENDS}
    | {ord("\r"): None}
    | {0xF000 + ord(letter): mark for letter, mark in WINGDINGS.items() if ord(letter) < 0x100}
    | {0xF0A7: "▪", 0xF0B7: "•", 0xF076: "❖", 0xF0D8: "➢"}
    | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
)
_ODD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\xa0\u00ad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2060\u3000\ud800-\uf8ff\ufeff\ufffc]"
)


def clean(text: str) -> str:
    """The text without invisible characters; line ends of every kind are "\\n", spaces of every kind " "."""
    return text.translate(_PLAIN) if _ODD.search(text) else text


def symbols(text: str, font: str) -> str:
    """The text as its font draws it: letters of a symbol font as the marks they show, all others as they are."""
    drawn = _FONTS.get(font.lower().split("+")[-1].replace("-regular", "").strip())
    if drawn is None:
        return text
    return "".join(drawn.get(chr(ord(c) - 0xF000) if 0xF000 <= ord(c) < 0xF100 else c, c) for c in text)
