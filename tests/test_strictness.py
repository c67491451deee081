"""The templates of the tests are strict: an unknown name in one of ours raises, wherever it stands."""

import pytest
from django.http import QueryDict
from django.template import Context, engines
from django.template.base import Origin, Template

from tests.strictness import OURS, UnknownName

WRONG = (
    "{{ nothing }}",
    '{{ nothing|default:"None" }}',
    "{{ thing.nothing }}",
    "{% if thing.nothing %}yes{% endif %}",
    '{{ thing.nothing|default:"None" }}',
    "{% for each in thing.nothing %}{% endfor %}",
    "{{ facts.nothing }}",
    "{% if nothing %}yes{% endif %}",
    "{% if nothing and thing %}yes{% endif %}",
    "{% if thing.nothing == 1 %}yes{% endif %}",
    "{% for each in nothing %}{% endfor %}",
    '{% optional "something" %}{{ nothing }}',
)
RIGHT = (
    "{{ thing.there }}",
    "{{ gone.anything }}",
    '{{ gone.anything|default:"No day" }}',
    "{% if gone.anything.more %}yes{% endif %}",
    "{{ typed.reason }}",
    "{{ thing.attrs.inputmode }}",
    '{% optional "nothing" %}{% if nothing %}yes{% endif %}',
    '{% optional "more" "nothing" %}{{ nothing.anything|default:"No day" }}',
)


class Thing:
    there = "It is there"
    attrs: dict[str, str] = {}


def shown(source: str, folder=OURS) -> str:
    engine = engines["django"].engine
    template = Template(source, Origin(str(folder / "plans" / "made_up.html")), "made_up.html", engine)
    return template.render(Context({"thing": Thing(), "gone": None, "typed": QueryDict(), "facts": {}}))


@pytest.mark.parametrize("source", WRONG)
def test_an_unknown_name_of_ours_raises(source):
    with pytest.raises(UnknownName, match="nothing"):
        shown(source)


@pytest.mark.parametrize("source", RIGHT)
def test_what_need_not_be_there_does_not(source):
    shown(source)


def test_what_a_template_can_do_without_is_taken_where_it_is_given():
    assert shown('{% optional "gone" "thing" %}{{ gone }} {{ thing.there }}') == "None It is there"


def test_templates_that_are_not_ours_are_left_alone(tmp_path):
    assert shown("{{ nothing }}", folder=tmp_path) == ""
