"""No journey in a browser waits for ever."""

import re
from pathlib import Path

import pytest

FILES = sorted((Path(__file__).parent / "browser").glob("*.py"))
WITHOUT_LIMIT = re.compile(r"\.keyboard\b|\.mouse\b|\.bring_to_front\b|page\.context\.new_page\b")
"""What Playwright waits for without a limit: keys for the page at large, and whatever is asked of a page behind which
another of its context stands or has just been closed. Keys for an element are given up in time, and say of which one;
somebody's second window is one of its own (`site.window`)."""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_journey_asks_what_may_never_be_answered(path):
    assert WITHOUT_LIMIT.findall(path.read_text(encoding="utf-8")) == []
