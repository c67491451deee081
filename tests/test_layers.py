"""The arrows between the packages run one way, and the pure modules stay pure (the contracts are in pyproject)."""

from importlinter.cli import lint_imports


def test_no_arrow_turns_back(capsys):
    assert lint_imports(no_cache=True) == 0, capsys.readouterr().out
