"""What an address asks: nonsense is left out, said on the page and answered with 400, and never silently believed."""

import re

import pytest
from django.http import QueryDict
from django.urls import reverse

from plans.forms.address import AddressForm, Flag, Number, OneOf, PageNumber
from tests import factories

pytestmark = pytest.mark.django_db


class Asked(AddressForm):
    page = PageNumber()
    row = Number()
    show = OneOf(["all", "few"], usual="all")
    draft = Flag()


USUAL = {"page": 1, "row": None, "show": "all", "draft": False}


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("", {}),
        ("page=&row=&show=&draft=", {}),
        ("page=2&row=7&show=few&draft=1", {"page": 2, "row": 7, "show": "few", "draft": True}),
        ("draft=Yes", {"draft": True}),
        ("draft=off", {}),
        ("unknown=1", {}),
    ],
)
def test_what_can_be_used_is_read(address, meant):
    form = Asked(QueryDict(address))
    assert (form.asked, dict(form.errors)) == (USUAL | meant, {})


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("page=0", "There is no page “0”: pages are numbered from 1."),
        ("page=-1", "There is no page “-1”: pages are numbered from 1."),
        ("page=²", "There is no page “²”: pages are numbered from 1."),
        ("row=x", "“x” is the number of nothing here."),
        ("row=" + "9" * 19, f"“{'9' * 19}” is the number of nothing here."),
        ("show=none", "“none” is nothing that this page can show."),
        ("show=" + "x" * 61, f"“{'x' * 60}…” is nothing that this page can show."),
        ("draft=perhaps", "“perhaps” is neither yes nor no."),
    ],
)
def test_what_can_t_be_used_is_said_and_as_if_it_were_not_there(address, said):
    form = Asked(QueryDict(address + "&" + "&".join(f"{name}=1" for name in ("page", "row") if name not in address)))
    [[error]] = form.errors.values()
    assert error == said
    assert form.asked == USUAL | {name: 1 for name in ("page", "row") if name not in address}


SUMMARY = "Part of what was asked for can’t be used"


def test_pages_say_what_of_their_address_they_could_not_use(client):
    plan = factories.plan("Fostering Plan", actions=2)
    action = factories.actions_of(plan)[0]
    client.force_login(factories.person("Ada Administrator", plan=plan, role="officer", is_administrator=True))
    pages = {
        reverse("people"): {"show": "zzz", "page": "0", "q": "a\0b"},
        reverse("my_actions"): {"open": "zzz"},
        reverse("actions"): {"panel": "zzz"},
        reverse("sheets"): {"page": "x", "lead": "x"},
        reverse("plan", args=[plan.slug]): {"known": "now", "section": "x"},
        reverse("since", args=[plan.slug]): {"show": "zzz", "direction": "up", "then": "zzz", "known": "now"},
        reverse("action", args=[action.pk]): {"show": "zzz"},
        reverse("update", args=[action.pk]): {"row": "zzz"},
    }
    for url, wrong in pages.items():
        asked = client.get(url, wrong)
        main = asked.text.partition("<main")[2]
        told = main.partition(SUMMARY)[2].partition("</ul>")[0].count("<li>")
        assert (url, asked.status_code, told, "<h1" in main) == (url, 400, len(wrong), True)
        assert not [name for name in wrong if re.search(rf'href="\?[^"]*{name}={wrong[name]}', main)]
    usual = client.get(reverse("people"), {"show": "closed", "page": "1"})
    assert (usual.status_code, SUMMARY in usual.text) == (200, False)
