"""One object says who may do a thing: what a page offers, what it refuses and what a verb refuses are one answer."""

import ast
import importlib
import logging
import pkgutil

import pytest

from plans import permissions
from plans.permissions.permission import Denied, Permission
from plans.trail import SYSTEM
from tests import rooms

MODULES = [
    importlib.import_module(f"plans.permissions.{each.name}") for each in pkgutil.iter_modules(permissions.__path__)
]
PERMISSIONS = {
    name: found
    for module in MODULES
    for name, found in vars(module).items()
    if isinstance(found, Permission) and found.check.__module__ == module.__name__
}


class Person:
    pk = 7


@Permission
def can_whistle(user, _tune=None) -> None:
    """Whoever has breath."""
    if not user.has_breath:
        raise Denied("You are out of breath.")


def person(*, has_breath: bool) -> Person:
    made = Person()
    made.has_breath = has_breath
    return made


def test_whoever_may_is_let_through_each_way():
    able = person(has_breath=True)
    assert can_whistle.check(able) is None
    assert can_whistle.allows(able) is True
    assert can_whistle.enforce(able, None) is None


def test_whoever_may_not_is_told_why_each_way(caplog):
    out = person(has_breath=False)
    assert can_whistle.allows(out) is False
    with pytest.raises(Denied, match="out of breath") as told:
        can_whistle.check(out)
    assert not told.value.is_logged
    level = caplog.at_level(logging.WARNING, "actionplans.denied")
    with level, pytest.raises(Denied, match="out of breath") as told:
        can_whistle.enforce(out, None)
    assert told.value.is_logged
    assert caplog.messages == ["can_whistle denied to user 7 on nothing in particular"]


def test_a_command_may_do_everything():
    assert can_whistle.enforce(SYSTEM, None) is None


def test_only_a_denial_counts_as_no():
    """A fault of the check itself is no answer: it must not hide a button in silence."""
    with pytest.raises(AttributeError):
        can_whistle.allows(Person())


def test_every_permission_is_called_by_its_own_name():
    assert len(PERMISSIONS) > 40
    assert {name: found.name for name, found in PERMISSIONS.items() if found.name != name} == {}
    assert [name for name in PERMISSIONS if not name.startswith("can_")] == []


def test_nothing_of_the_room_goes_by_the_name_of_a_permission_without_being_one():
    names = {name: found for module in MODULES for name, found in vars(module).items() if name.startswith("can_")}
    assert [name for name, found in names.items() if not isinstance(found, Permission)] == []


def test_the_room_has_no_second_door():
    """Each permission is imported from the module of its noun, not from a list that would have to be kept."""
    assert [name for name in vars(permissions) if isinstance(vars(permissions)[name], Permission)] == []


def test_every_permission_is_asked_somewhere():
    """One that nothing asks guards nothing."""
    asked = {
        node.id
        for module in rooms.modules().values()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }
    assert PERMISSIONS.keys() - asked == set()
