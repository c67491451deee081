"""Every template is one that Django can read."""

from pathlib import Path

import pytest
from django.template.loader import get_template

FOLDER = Path(__file__).parent.parent / "templates"


@pytest.mark.parametrize("name", sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.html")))
def test_it_compiles(name):
    get_template(name)
