"""No journey in a browser waits for ever."""

import re
from pathlib import Path

import pytest

FILES = sorted((Path(__file__).parent / "browser").glob("*.py"))
WITHOUT_LIMIT = re.compile(r"\.keyboard\b|\.mouse\b")
"""What Playwright waits for without a limit: keys for the page at large, where another window stands in front, are
never answered. The same keys for an element are given up in time, and say of which one."""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_keys_are_pressed_on_what_they_are_meant_for(path):
    assert WITHOUT_LIMIT.findall(path.read_text(encoding="utf-8")) == []
