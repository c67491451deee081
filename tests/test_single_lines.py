"""Names and titles are single lines, whoever writes them: forms, verbs, commands, documents."""

import importlib
import pkgutil
from io import StringIO

import pytest
from django import forms
from django.core.management import CommandError, call_command

import actionplans
import audits
import plans
import reports
from plans import models as m
from plans.forms.page import AsTyped
from plans.forms.text import Passage, Text
from plans.operations.editing import Dating, Led, add_action, add_column, add_recommendation, add_section, add_source
from plans.operations.errors import Refused
from plans.operations.evidence import Proof, add_evidence
from plans.operations.imports.new_plan import commit_import
from plans.operations.people import add_person, amend_person
from plans.operations.plans import open_period, open_plan, set_up_plan
from plans.trail import tracked_models as histories
from plans.trail.single_lines import lines_of
from tests import factories

BROKEN = "Ada\x0bof the\r\nlong\u2028name\t\x85"
WHOLE = "Ada of the long name"


def every_form():
    """Every form class that is the project's own."""
    for package in (plans, audits, reports, actionplans):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if "migrations" not in found.name and not found.name.endswith("wsgi"):
                importlib.import_module(found.name)
    waiting = list(forms.BaseForm.__subclasses__())
    while waiting:
        form = waiting.pop()
        waiting += form.__subclasses__()
        if form.__module__.split(".")[0] in ("plans", "audits", "reports", "actionplans"):
            yield form


def words_of(form):
    for name, field in getattr(form, "base_fields", {}).items():
        apart = isinstance(field, forms.EmailField | forms.URLField) or isinstance(field.widget, forms.PasswordInput)
        if isinstance(field, forms.CharField) and not apart:
            yield name, field


def test_every_form_takes_words_on_one_line_or_says_that_it_takes_several_or_leaves_them_to_its_verb():
    own = [form for form in every_form() if not form.__module__.startswith("actionplans.accountforms")]
    assert len(own) > 25
    told = (Text, AsTyped)  # what a verb takes as it was typed, it brings onto lines itself: the tests below
    assert {f"{form.__name__}.{name}" for form in own for name, f in words_of(form) if not isinstance(f, told)} == set()


@pytest.mark.parametrize("kind, becomes", [(Text, WHOLE), (Passage, "Ada\nof the\nlong\nname")])
def test_what_is_pasted_from_a_slide(kind, becomes):
    assert kind().clean(BROKEN) == becomes


@pytest.mark.parametrize("kind", [Text, Passage])
@pytest.mark.parametrize(
    "typed, where",
    [
        ("Two of three\x07 teams", "after “Two of three” (U+0007"),
        ("\0teams", "at the beginning (U+0000"),
        ("The rotas were agreed since May\x07", "after “agreed since May” (U+0007"),
    ],
)
def test_a_character_that_is_no_text_is_named_where_it_stands(kind, typed, where):
    with pytest.raises(forms.ValidationError, match="no text") as refused:
        kind().clean(typed)
    assert where in refused.value.messages[0]


DOCUMENT = """<h1>Parks<br>plan</h1><table>
<tr><th>No</th><th>Recom<br>mendation</th><th>Action</th><th>Lead</th><th>By<br>when</th></tr>
<tr><td>1<br>a</td><td>Make the paths safe</td><td>Lay gravel</td><td>Head of<br>Parks</td><td>May 2027</td></tr>
<tr><td>2</td><td>Count</td><td>Count them</td><td>Parks Manager</td><td>May 2027</td></tr></table>"""


@pytest.mark.django_db
def test_no_verb_and_no_document_leaves_a_line_break_in_a_short_column():
    plan = factories.plan()
    officer = factories.person("Olive Officer", plan=plan, role="officer")
    add_person(email="ada@northmere.example", name=BROKEN, job_title=BROKEN)
    amend_person(by=factories.person("Adam", is_administrator=True), user=officer, email=officer.email,
                 name=BROKEN, job_title=BROKEN, is_administrator=False)  # fmt: skip
    open_plan(by=officer, title=BROKEN)
    set_up_plan(by=officer, plan=plan, title=BROKEN, committee=BROKEN, report_ref=BROKEN)
    open_period(by=officer, plan=plan, name=BROKEN, position_on=factories.TODAY)
    section = add_section(by=officer, plan=plan, title=BROKEN)
    add_column(by=officer, plan=plan, heading=BROKEN, meaning="extra")
    add_source(by=officer, plan=plan, title=BROKEN, code="(a)\n")
    recommendation = add_recommendation(by=officer, section=section, text="Do.", ref="1.\n2", links_text="1\n2")
    action = add_action(by=officer, recommendation=recommendation, text="Do.", ref="1.\x0b1",
                        leads=[Led(name=BROKEN, new=True)], timescales=[Dating(text="soon", kind="other")])  # fmt: skip
    add_evidence(by=officer, action=action, proof=Proof(url="https://a.example", title=BROKEN))
    commit_import(by=officer, data=DOCUMENT.encode(), name="parks\nplan.html")
    seen = 0
    for model in histories.models().values():
        for name in lines_of(model):
            for value in model._base_manager.values_list(name, flat=True):
                assert len((value or "").splitlines()) < 2, (model, name, value)
                seen += value == WHOLE
    assert seen >= 13


@pytest.mark.django_db
def test_a_command_brings_a_name_onto_one_line_or_says_what_is_wrong_with_it():
    said = StringIO()
    call_command("people", "add", "ada@northmere.example", "--name", "Ada\x0bSmith\n", stdout=said)
    assert m.User.objects.get(email="ada@northmere.example").name == "Ada Smith"
    call_command("people", "plan", "A plan\nof parks", stdout=said)
    assert m.Plan.objects.get(title="A plan of parks").slug == "a-plan-of-parks"
    for words in (["add", "eve@northmere.example", "--name", "Eve\x07"], ["plan", "A plan\x07"]):
        with pytest.raises(CommandError, match=r"U\+0007"):
            call_command("people", *words, stdout=said)
    assert not m.User.objects.filter(email="eve@northmere.example").exists()


@pytest.mark.django_db
def test_a_verb_refuses_what_is_no_text():
    officer = factories.person("Olive Officer", plan=factories.plan(), role="officer")
    with pytest.raises(Refused, match=r"U\+0007"):
        open_plan(by=officer, title="A plan\x07")
