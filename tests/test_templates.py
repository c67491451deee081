"""Every template is one that Django can read, and ties what is wrong to its field."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

FOLDER = Path(__file__).parent.parent / "templates"


@pytest.mark.parametrize("name", sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.html")))
def test_it_compiles(name):
    get_template(name)


CONTROL = re.compile(r"<(?:input|textarea|select|fieldset|form)\b(?:[^>{]|\{%.*?%\}|\{\{.*?\}\})*>")
ERROR = re.compile(r"""govuk-error-message[^>"]*"(?: id="((?:[^"{]|\{%.*?%\}|\{\{.*?\}\})*)")?""")


@pytest.mark.parametrize("name", sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.html")))
def test_each_error_is_told_by_the_control_that_it_is_about(name):
    """An error beside a field is heard with it: the control names it, and says that it is wrong."""
    text = (FOLDER / name).read_text()
    controls = CONTROL.findall(text)
    for field in re.findall(r"{% wrong ([\w.]+) %}", text):
        assert any(f"{{% told {field} " in each or f"{{% told {field}%" in each for each in controls), field
    for error in ERROR.findall(text):
        assert error, "an error without an id"
        own = [each for each in controls if error in each and "aria-describedby" in each]
        assert own, error
        assert any("aria-invalid" in each or each.startswith(("<fieldset", "<form")) for each in own), error
