"""A new database, which begins with what earlier migrations come to, has what one has that came all the way."""

import pytest
from django.db.migrations.loader import MigrationLoader


@pytest.fixture(autouse=True)
def migrations_are_there(settings):
    """Tests whose databases are made without migrations leave none to be found."""
    settings.MIGRATION_MODULES = {}


def models(app: str, *, anew: bool) -> dict:
    """What each table of the app is after all its migrations: fields, constraints, indexes and the rest, as text."""
    loader = MigrationLoader(None, replace_migrations=anew)
    ends = [node for node in loader.graph.leaf_nodes(app) if anew or node not in loader.replacements]
    state = loader.project_state(ends)
    return {key: told(model) for key, model in state.models.items() if key[0] == app}


def told(model) -> tuple:
    options = {name: value for name, value in model.options.items() if value or name not in ("constraints", "indexes")}
    for name in {"constraints", "indexes"} & options.keys():
        options[name] = sorted(repr(each.deconstruct()) for each in options[name])
    fields = {name: field.deconstruct()[1:] for name, field in model.fields.items()}
    return fields, options, model.bases, [name for name, _manager in model.managers]


@pytest.mark.parametrize("app", ["plans", "audits"])
def test_both_ways_come_to_the_same_tables(app):
    anew, all_the_way = models(app, anew=True), models(app, anew=False)
    assert anew.keys() == all_the_way.keys() and len(anew) > 3
    for key, table in anew.items():
        assert repr(table[0]) == repr(dict(sorted_as(all_the_way[key][0], table[0]))), key
        assert table[1:] == all_the_way[key][1:], key


def sorted_as(fields: dict, others: dict):
    """In the order of the others: a field that came later stands later, which no query asks about."""
    assert fields.keys() == others.keys()
    return ((name, fields[name]) for name in others)


@pytest.mark.parametrize("app", ["plans", "audits"])
def test_who_asks_for_the_first_migration_of_an_app_gets_the_first_there_was(app):
    """The name of the squashed one comes after it: else a database on the way would be led through both."""
    loader = MigrationLoader(None, replace_migrations=False)
    [squashed] = [node for node in loader.replacements if node[0] == app]
    assert loader.graph.root_nodes(app)[0] == loader.replacements[squashed].replaces[0] < squashed
