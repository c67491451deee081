"""Which characters are no text."""

import unicodedata

from plans.characters import foreign

LINE_ENDS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85"


def test_of_all_characters_the_control_characters_the_halves_and_the_nonexistent_are_no_text():
    ends = [plane + last for plane in range(0x10000, 0x110000, 0x10000) for last in (0xFFFD, 0xFFFE, 0xFFFF)]
    for char in map(chr, [*range(0x10000), *ends]):
        is_control = unicodedata.category(char) in ("Cc", "Cs") and char not in LINE_ENDS + "\t"
        assert bool(foreign(f"a{char}b")) == (is_control or ord(char) & 0xFFFE == 0xFFFE), hex(ord(char))


def test_the_first_one_is_named_with_what_stands_before_it():
    assert "after “went over the hill” (U+0007, which" in foreign("We went over the hill\x07 and\x08 home")
    assert "at the beginning (U+0000" in foreign("\0We went")
    assert foreign("We went\r\nover the\thill\u2029and home \U0001f3e0") == ""
