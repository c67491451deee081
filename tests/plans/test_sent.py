"""The one way in of what people send, and where it is said what a verb refused."""

from datetime import date

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.exceptions import ValidationError
from django.http import QueryDict

from plans.forms.page import AsTyped, NumberField, PageForm, PickedField, SeenField
from plans.operations.errors import Refused
from plans.operations.freshness import Stale
from plans.permissions.permission import Denied
from plans.views.held import SESSION_KEY
from plans.views.sent import Refusal, asked, refusals, refusals_told, sent, sent_by, sent_files, sent_or_held
from tests import factories


class LampForm(PageForm):
    colour = forms.CharField(error_messages={"required": "Choose a colour."})
    why = AsTyped()
    parts = PickedField()
    seen = SeenField()


def filled(query="colour=green&why=+Dark.%0D%0A&parts=a&parts=b&seen=12"):
    form = LampForm(QueryDict(query))
    form.full_clean()
    return form


def test_what_is_only_opened_makes_an_empty_form(rf):
    request = rf.get("/lamps/?colour=red")
    assert sent(request) is None and sent_files(request) is None and sent_by(request, colour="red") is None
    assert asked(request)["colour"] == "red"
    form = LampForm(sent(request))
    assert (form.is_bound, form.http_status, form.error, form.typed) == (False, 200, None, QueryDict())


def test_what_was_sent_is_read_by_the_button_that_sent_it(rf):
    request = rf.post("/lamps/?colour=red", {"do": "light", "colour": "blue"})
    assert sent(request)["colour"] == asked(request)["colour"] == "blue"
    assert sent_by(request, do="light") == sent(request)
    assert sent_by(request, do="douse") is None


def test_what_was_held_stands_in_the_form_once(rf):
    request = rf.get("/lamps/")
    request.session = {SESSION_KEY: {"path": "/lamps/", "fields": "colour=blue"}}
    assert sent_or_held(request) == QueryDict("colour=blue")
    assert sent_or_held(request) is None
    request = rf.post("/lamps/", {"colour": "green"})
    request.session = {SESSION_KEY: {"path": "/lamps/", "fields": "colour=blue"}}
    assert sent_or_held(request)["colour"] == "green"


def test_words_come_as_they_were_typed():
    assert filled().cleaned_data == {"colour": "green", "why": " Dark.\r\n", "parts": ["a", "b"], "seen": 12}
    assert filled("colour=green").cleaned_data == {"colour": "green", "why": "", "parts": [], "seen": None}
    assert (
        filled("colour=green&why=a%00b&seen=x").cleaned_data["why"] == "a\x00b"
    )  # the verb says what is wrong with it


@pytest.mark.parametrize("text", ["", "²", "٣", "-1", "1" * 19, "9" * 5000])
def test_what_is_no_number_is_none(text):
    assert NumberField().clean(text) is None
    assert NumberField().clean("12") == 12


@pytest.mark.django_db
def test_no_page_breaks_on_a_number_that_is_none(client):
    client.force_login(factories.person("Ada Administrator", is_administrator=True))
    page = client.get("/schemes/new/?copy=²")
    assert (page.status_code, "“²” is the number of nothing here." in page.text) == (400, True)
    assert client.post("/schemes/new/", {"do": "up-²", "label-0": "Red"}).status_code == 200


def test_a_refusal_stands_at_its_field_and_what_was_read_stays():
    form, look = filled(), Refusal()
    with refusals(form, look):
        raise Refused("Too dark.", "why")
    assert form.errors == {"why": ["Too dark."]}
    assert (form.http_status, look.http_status, str(look.error)) == (422, 422, "Too dark.")
    assert (str(form.error), form.error.field, form.cleaned_data["why"]) == ("Too dark.", "why", " Dark.\r\n")


@pytest.mark.parametrize("field", [None, "wick"])
def test_a_refusal_of_no_field_of_the_form_stands_at_its_head(field):
    form = filled()
    with refusals(form):
        raise Refused("There is no lamp.", field)
    assert (form.non_field_errors(), form.http_status) == (["There is no lamp."], 422)


def test_a_page_that_became_stale_is_a_conflict():
    form = filled()
    with refusals(form):
        raise Stale
    assert (form.is_stale, form.http_status) == (True, 409)


def test_what_the_model_can_t_hold_stands_at_its_field():
    form = filled()
    with refusals(form):
        raise ValidationError({"colour": ["No such colour."], "on": ["No such day."]})
    assert form.errors == {"colour": ["No such colour."], "__all__": ["No such day."]}
    form = filled()
    with refusals(form):
        raise ValidationError([ValidationError("Lit already.", code="why"), ValidationError("Not here.")])
    assert form.errors == {"why": ["Lit already."], "__all__": ["Not here."]}


def test_other_errors_go_on_unless_they_are_named():
    form = filled()
    with pytest.raises(Denied), refusals(form):
        raise Denied("Not yours.")
    assert not form.errors
    with refusals(form, also=(Denied,)):
        raise Denied("Not yours.")
    assert form.non_field_errors() == ["Not yours."]
    with pytest.raises(ZeroDivisionError), refusals(form):
        date(1 // 0, 1, 1)


def test_the_first_thing_to_mend_is_told():
    form = filled("why=Dark.")
    assert (str(form.error), form.error.field, form.http_status) == ("Choose a colour.", "colour", 422)


def test_a_button_without_a_form_is_answered_on_the_page_that_follows(rf):
    request = rf.post("/lamps/")
    request.session = {}
    request._messages = FallbackStorage(request)
    with refusals_told(request):
        raise Refused("There is no lamp.")
    with refusals_told(request, also=(Denied,)):
        raise Denied("Not yours.")
    assert [str(message) for message in get_messages(request)] == ["There is no lamp.", "Not yours."]
