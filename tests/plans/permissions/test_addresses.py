"""The tables once more, at the addresses: GET and POST of every verb by every role, in a plan that is live and in one
that is closed.

Whoever may not know of the thing gets a 404; whoever may, and may not do this, a page that says why (or the form with
the reason on it); nothing is written then, and each denial stands in the log once.
"""

from dataclasses import dataclass

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from plans.worklists import Waiting
from tests.plans.permissions import test_actions_and_people as acting
from tests.plans.permissions import test_plans_and_retention as keeping
from tests.plans.permissions.addresses import DOORS, NO_ADDRESS, Door
from tests.plans.permissions.world import ROLES, STATES, Undo, fresh

pytestmark = [pytest.mark.django_db, pytest.mark.either]

OF_THE_DAY = ("django_session", "usersessions_usersession", "last_seen_at")
"""Tables and a field that tell who is here, not what they did."""

EVERY_RUN = ("in progress", "claimed", "verified", "plan closed")
AS_IT_MAY_BE = [state if state in EVERY_RUN else pytest.param(state, marks=pytest.mark.thorough) for state in STATES]


def told(verb: str, state: str) -> dict[str, str] | None:
    """What the tables say of the verb in that state, role by role; None where it is not tried in it."""
    name = DOORS[verb].like or verb
    if name in acting.TABLE:
        row = acting.TABLE[name]
        return {role: acting.expected(row, state, role) for role in ROLES} if state in row.states else None
    if name in keeping.RECHECKED:
        may = keeping.RECHECKED[name][1] if state == "verified" else None
    elif name in acting.ADMINISTRATORS:
        may = {"administrator"} if state in acting.WHATEVER else None
    else:
        may = keeping.who_may(state)[name][1] if state in acting.WHATEVER else None
    done = "refused" if name in keeping.REFUSED else "done"
    return None if may is None else {role: done if role in may else "denied" for role in ROLES}


def tried(state: str) -> dict[str, dict[str, str]]:
    return {verb: row for verb in DOORS if (row := told(verb, state))}


@pytest.fixture
def clients(world) -> dict[str, Client]:
    """A browser of each role, signed in."""
    found = {role: Client() for role in ROLES}
    for role, client in found.items():
        client.force_login(world.people[role])
    return found


@pytest.fixture(autouse=True)
def nothing_counted_in_the_navigation(monkeypatch):
    """Half the time of a page that denies is what waits in its navigation: tried elsewhere."""
    monkeypatch.setattr("actionplans.frame.waiting", lambda user, on, counted: Waiting(is_lead=False, oversees=False))


def every_run(verb: str, state: str, row: dict[str, str]) -> list[str]:
    """Whom each run asks: everybody who may not, and one of those who may; in a closed plan those alone who may while
    it is live. Of two who may not know of the thing the officer of another plan: who has no role anywhere is asked for
    at each address by `tests/test_urls.py`."""
    if state == "plan closed" and (live := told(verb, "in progress")):
        return [role for role in ROLES if row[role] == "denied" != live[role]]
    first = next((role for role in ROLES if row[role] != "denied"), None)
    asked = [role for role in ROLES if row[role] == "denied" or role == first]
    return [role for role in asked if role != "outsider" or role not in DOORS[verb].blind]


@pytest.mark.parametrize("world", AS_IT_MAY_BE, indirect=True)
def test_every_verb_at_its_address(world, clients, caplog, request):
    state = request.node.callspec.params["world"]
    assert _errors(state, world, clients, caplog, every_run) == {}


@pytest.mark.thorough
@pytest.mark.parametrize("world", STATES, indirect=True)
def test_every_verb_by_the_others(world, clients, caplog, request):
    state = request.node.callspec.params["world"]

    def the_others(verb, state, row):
        """Whom the test above does not ask; those who may in the states of every run alone."""
        asked = every_run(verb, state, row)
        return [role for role in ROLES if role not in asked and (state in EVERY_RUN or row[role] == "denied")]

    assert _errors(state, world, clients, caplog, the_others) == {}


def _errors(state, world, clients, caplog, roles) -> dict:
    """By verb and role what is wrong at the address, for the `roles` of each row."""
    wrong = {}
    for verb, row in tried(state).items():
        asked = roles(verb, state, row)
        if not asked:
            continue
        try:
            with transaction.atomic():
                again, door = fresh(world), DOORS[verb]
                thing = door.row(again)
                url = reverse(door.page, args=door.args(again, thing)) + door.query(again)
                typed = door.typed(again, thing)
                for role in asked:
                    if errors := _wrong(door, role, row[role], clients[role], url, typed, caplog):
                        wrong[verb, role] = errors
                raise Undo
        except Undo:
            pass
    return wrong


def _wrong(door: Door, role: str, told: str, client: Client, url: str, typed: dict, caplog) -> list[str]:
    """What is not as it has to be when this role asks for the form and sends it. That what is only sent is not shown
    to anybody is asked by `tests/test_urls.py`."""
    shown = (
        [] if door.sent else _told("GET", _ask(client.get, url, {}, caplog), _of_get(door, role, told), writes=False)
    )
    sent = _told("POST", _ask(client.post, url, typed, caplog), _of_post(door, role, told), writes=told != "denied")
    return [*shown, *sent]


def _of_get(door: Door, role: str, told: str) -> tuple[int, ...]:
    """The statuses that a GET may have."""
    if told == "denied":
        return (404,) if role in door.blind else (200,) if role in door.see else (403,)
    return (200,) if told == "done" else (200, 302)


def _of_post(door: Door, role: str, told: str) -> tuple[int, ...]:
    """The statuses that a POST may have."""
    if told == "denied":
        on_the_form = role in door.closed_on | door.not_offered
        return (404,) if role in door.blind else (422,) if on_the_form else (403,)
    return (302,) if told == "done" else (302, 409, 422)


@dataclass(frozen=True)
class Answer:
    status: int
    words: str
    wrote: list[str]
    logged: int


def _ask(method, url: str, typed: dict, caplog) -> Answer:
    """The answer, what was written meanwhile and what was logged as denied; it is taken back."""
    caplog.clear()
    wrote = []

    def note(execute, sql, params, many, context):
        if sql.startswith(("INSERT", "UPDATE", "DELETE")) and not any(name in sql for name in OF_THE_DAY):
            wrote.append(sql)
        return execute(sql, params, many, context)

    try:
        with transaction.atomic(), connection.execute_wrapper(note):
            response = method(url, typed)
            raise Undo
    except Undo:
        pass
    logged = sum(record.name == "actionplans.denied" for record in caplog.records)
    return Answer(response.status_code, response.content.decode(), wrote, logged)


def _told(method: str, answer: Answer, right: tuple[int, ...], *, writes: bool):
    """Each thing that is wrong with an answer, in words."""
    if answer.status not in right:
        yield f"{method} {answer.status}, not {right}"
    if answer.wrote and not writes:
        yield f"{method} wrote {answer.wrote[0][:80]}"
    if answer.status in (403, 404) and answer.logged != 1:
        yield f"{method} {answer.status} stands in the log {answer.logged} times"
    if answer.status == 403 and "Your role does not include it" in answer.words:
        yield f"{method} 403 without its reason"


def test_every_verb_with_an_actor_has_an_address_or_a_reason_why_not():
    """A verb that is added is given the address where it is asked for, or a word on why there is none."""
    at_a_door = {verb.split(" ")[0] for verb in DOORS}
    assert keeping.all_verbs() - at_a_door - NO_ADDRESS.keys() == set()
    assert NO_ADDRESS.keys() - keeping.all_verbs() == set()
    assert {verb for verb in DOORS if not any(told(verb, state) for state in STATES)} == set()
