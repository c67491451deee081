"""The register of leads in the browser: mending names, and saying who holds what in one table."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from plans import models as m
from plans.clock import today
from plans.importing.understanding.leads.names import kind_of_lead, post_and_holder
from plans.operations import people
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(plan):
    """The administrator's."""
    client = Client()
    client.force_login(factories.person("Abe Administrator", is_administrator=True))
    return client


def page(name, *args):
    return reverse(name, args=args)


@pytest.mark.parametrize(
    "name, parts",
    [
        ("Ann Bell, Head of Play", ("Head of Play", "Ann Bell")),
        ("Head of Play (Ann Bell)", ("Head of Play", "Ann Bell")),
        ("Ann Bell Service Manager Play", ("Service Manager Play", "Ann Bell")),
        ("Ann Bell – Interim Director", ("Interim Director", "Ann Bell")),
        ("Service Manager, Statutory Assessment", None),
        ("Ann Bell", None),
        ("Head of Service, Play", None),
        ("Road Safety Officer", None),
        ("Head of Play/Head of Parks", None),
        ("Amy Holm, Participation Lead", ("Participation Lead", "Amy Holm")),
    ],
)
def test_a_post_and_its_holder_are_told_from_one_name(name, parts):
    assert post_and_holder(name) == parts
    if parts:
        assert kind_of_lead(name) == "post"


@pytest.mark.parametrize(
    "name", ["Team Manager 1", "Partnership Manager", "Board Chair", "Care Board, Children’s Lead"]
)
def test_a_name_that_ends_in_a_role_is_a_post(name):
    assert kind_of_lead(name) == "post"


def test_a_name_that_begins_like_a_short_form_is_a_person():
    assert [kind_of_lead(name) for name in ("Amy Holm", "Amy Hope", "HoP", "HOCSC")] == [
        "person",
        "person",
        "post",
        "post",
    ]
    assert [kind_of_lead(name) for name in ("Ho PQRS", "Ho Lee", "Ho Chi Minh")] == ["post", "person", "person"]


def test_names_to_look_at_lead_to_what_mends_them(browser):
    two = people.name_lead(name="Ann Bell Service Manager Play", kind="team")
    team = people.name_lead(name="Senior Practitioners", kind="team")
    shown = browser.get(page("posts"), {"show": "look"}).text
    assert page("split_lead", two.pk) in shown and page("amend_lead", team.pk) in shown
    assert "Head of Early Help" not in shown.partition("<tbody")[2]
    form = browser.get(page("split_lead", two.pk)).text
    assert 'value="Service Manager Play"' in form and 'value="Ann Bell"' in form
    typed = {"post": "Service Manager Play", "person": "Ann Bell", "why": "Two in one."}
    assert browser.post(page("split_lead", two.pk), typed).status_code == 302
    found = browser.get(page("posts"), {"q": "ann bell"}).text
    assert "Service Manager Play" in found and "Also Ann Bell Service Manager Play" in found


def test_a_merger_is_shown_with_its_counts_before_it_is_made_and_can_be_undone(browser, plan):
    one, into = factories.lead(), people.name_lead(name="Head of Family Help", aliases=["HoFH"])
    start = browser.get(page("merge_lead", one.pk)).text
    assert "Most like it" in start and "Head of Family Help" in start
    assert browser.get(page("merge_lead", one.pk), {"into": "Nobody"}).status_code == 422
    told = browser.get(page("merge_lead", one.pk), {"into": "hofh"}).text
    assert '<td class="ap-n">3</td>' in told and plan.title in told
    address = page("merge_lead", one.pk) + "?into=HoFH"
    assert browser.post(address, {"why": ""}).status_code == 422
    assert browser.post(address, {"why": "One post."}).url == page("post", into.pk)
    merged = browser.get(page("post", one.pk)).text
    assert "Merged into" in merged and page("undo_merge", one.pk) in merged
    assert "because One post" in merged or "because one post" in merged
    assert "Head of Early Help" not in browser.get(page("posts")).text.partition("<tbody")[2].replace("Also Head", "")
    assert "merged two leads" in browser.get(page("log", plan.slug)).text
    assert browser.post(page("undo_merge", one.pk), {"why": "Two."}).status_code == 302
    assert factories.lead().assignments.count() == 3


def test_who_holds_what_is_said_in_one_table(browser, plan, django_capture_on_commit_callbacks):
    """One account is proposed by its job title and taken by a tick alone; one is given by address; one is invited."""
    ada = factories.person("Ada Lead", job_title="Head of Early Help")
    bea = factories.person("Bea Bold", job_title="Nothing like it")
    play, parks = (people.name_lead(name=name) for name in ("Head of Play", "Head of Parks"))
    early = factories.lead()
    shown = browser.get(page("fill_posts")).text
    assert f'name="tick-{early.pk}" value="{ada.pk}">' in shown, "proposed, not ticked"
    assert browser.post(page("fill_posts"), {}).status_code == 422
    wrong = browser.post(page("fill_posts"), {f"email-{play.pk}": "new@northmere.example", f"name-{parks.pk}": "Cy"})
    assert wrong.status_code == 422 and not m.Holding.objects.exists()
    assert f'href="#name-{play.pk}"' in wrong.text and f'href="#email-{parks.pk}"' in wrong.text
    typed = {
        f"tick-{early.pk}": ada.pk,
        f"email-{play.pk}": bea.email,
        f"email-{parks.pk}": "cy@northmere.example",
        f"name-{parks.pk}": "Cy Coral",
    }
    with django_capture_on_commit_callbacks(execute=True):
        assert browser.post(page("fill_posts"), typed).status_code == 302
    assert {(h.lead, h.name) for h in m.Holding.objects.all()} == {
        (early, "Ada Lead"),
        (play, "Bea Bold"),
        (parks, "Cy Coral"),
    }
    assert [letter.to for letter in mail.outbox] == [["cy@northmere.example"]]
    assert plan.memberships.get(user=ada).role == "contributor"
    done = browser.get(page("fill_posts")).text
    assert "Everything that you can say it of" in done
    assert "Bea Bold holds Head of Play" in done
    assert "Cy Coral (cy@northmere.example), who is invited, holds Head of Parks" in done


def test_whoever_answers_for_a_team_is_said_there_too(browser, plan):
    team = people.name_lead(name="Play Team", kind="team")
    assert f'name="email-{team.pk}"' in browser.get(page("fill_posts")).text
    bea = factories.person("Bea Bold")
    browser.post(page("fill_posts"), {f"email-{team.pk}": bea.email})
    assert m.Holding.objects.get(lead=team).user == bea


def test_one_who_can_t_be_appointed_is_not_invited_either_and_what_was_done_is_named(
    browser, plan, django_capture_on_commit_callbacks
):
    """Somebody without an account holds it since today, so no other can from today on."""
    play, parks = (people.name_lead(name=name) for name in ("Head of Play", "Head of Parks"))
    people.appoint(lead=play, name="Nan Elsewhere", from_on=today())
    typed = {f"email-{pk}": f"new{pk}@northmere.example" for pk in (play.pk, parks.pk)}
    typed |= {f"name-{pk}": f"New {pk}" for pk in (play.pk, parks.pk)}
    with django_capture_on_commit_callbacks(execute=True):
        told = browser.post(page("fill_posts"), typed, follow=True).text
    assert "Nothing is done for Head of Play: Nan Elsewhere already holds Head of Play" in told
    assert "who is invited, holds Head of Parks" in told
    assert not m.User.objects.filter(email=f"new{play.pk}@northmere.example").exists()
    assert [letter.to for letter in mail.outbox] == [[f"new{parks.pk}@northmere.example"]]


@pytest.mark.django_db(transaction=True)
def test_a_letter_that_did_not_go_is_said_beside_what_was_done(browser, plan, settings):
    settings.EMAIL_BACKEND = "actionplans.letterbox.NoServer"
    parks = people.name_lead(name="Head of Parks")
    typed = {f"email-{parks.pk}": "cy@northmere.example", f"name-{parks.pk}": "Cy Coral"}
    told = browser.post(page("fill_posts"), typed, follow=True).text
    assert m.Holding.objects.get(lead=parks).name == "Cy Coral"
    assert "holds Head of Parks" in told and "No e-mail went to cy@northmere.example. No mail server" in told


def test_another_name_that_means_somebody_else_is_taken_away(browser, plan):
    play = people.name_lead(name="Head of Play", aliases=["HoP", "Play Lead"])
    short, long = play.aliases.order_by("name")
    typed = {"name": play.name, "kind": "post", "without": short.pk, "why": "It is the Head of Parks."}
    assert f'value="{short.pk}"' in browser.get(page("amend_lead", play.pk)).text
    assert browser.post(page("amend_lead", play.pk), typed).status_code == 302
    assert [alias.name for alias in play.aliases.all()] == [long.name]
    assert "HoP" not in browser.get(page("post", play.pk)).text
    assert not browser.get(page("posts"), {"q": "hop"}).context["page"].object_list
    parks = people.name_lead(name="Head of Parks", aliases=["HoP"])
    assert [alias.name for alias in parks.aliases.all()] == ["HoP"], "free for another"
    other = browser.post(page("amend_lead", play.pk), typed | {"without": parks.aliases.get().pk})
    assert (other.status_code, "Choose names that it has." in other.text) == (422, True)


def test_the_name_of_a_merged_lead_stays_while_it_is_merged(browser, plan):
    one, into = (people.name_lead(name=name) for name in ("Play Lead", "Head of Play"))
    people.merge_lead(lead=one, into=into, why="One post.")
    alias = into.aliases.get()
    told = browser.post(page("amend_lead", into.pk), {"name": into.name, "kind": "post", "without": alias.pk})
    assert told.status_code == 422 and "Undo the merger" in told.text
    assert into.aliases.exists()


def test_an_officer_says_it_of_the_leads_of_their_plans(plan):
    client = Client()
    client.force_login(factories.person("Olive Officer", plan=plan, role="officer"))
    early, other = factories.lead(), people.name_lead(name="Head of Nothing")
    assert "Head of Nothing" not in client.get(page("fill_posts")).text
    typed = {f"email-{early.pk}": "cy@northmere.example", f"name-{early.pk}": "Cy Coral"}
    client.post(page("fill_posts"), typed | {f"email-{other.pk}": "cy@northmere.example"})
    assert [h.lead for h in m.Holding.objects.all()] == [early]
    assert plan.memberships.get(user__name="Cy Coral").role == "contributor"
