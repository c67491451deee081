"""What a machine can count of the names and rooms of the product: how many modules, how long, how they are called, who
reaches whom. `python -m tests.rooms` prints each measure beside its bound; `test_rooms.py` holds them."""

from __future__ import annotations

import ast
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGES = ("actionplans", "reports", "audits", "plans")
LIBRARIES = ("plans.importing", "plans.timescales")
"""Closed: others import their faces and nothing inside."""
BEING_MADE_ANEW = ("plans.importing.rows", "plans.importing.tables", "plans.importing.layouts")
"""Rooms that change with the work on reading tables: how many modules they have and how many decisions their functions
is counted apart, the rest with all others."""
FRAMEWORK_NAMES = frozenset({"Meta", "Media", "Command"})
"""Classes that Django asks to be called so."""


@dataclass(frozen=True)
class Module:
    name: str
    path: Path
    lines: int
    tree: ast.Module

    @property
    def is_package(self) -> bool:
        return self.path.name == "__init__.py"

    @property
    def word(self) -> str:
        return self.name.rpartition(".")[2]


@cache
def modules() -> dict[str, Module]:
    """Every module of the product but its migrations."""
    found = {}
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if "migrations" in path.parts:
                continue
            parts = path.relative_to(ROOT).with_suffix("").parts
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            text = path.read_text(encoding="utf-8")
            found[name] = Module(name, path, len(text.splitlines()), ast.parse(text))
    return found


@cache
def of_libraries() -> list[Module]:
    """The modules of the closed libraries, without those that are being made anew."""
    return [m for m in modules().values() if _within(m.name, LIBRARIES) and not _within(m.name, BEING_MADE_ANEW)]


@cache
def made_anew() -> list[Module]:
    return [m for m in modules().values() if _within(m.name, BEING_MADE_ANEW)]


@cache
def imports() -> dict[str, frozenset[str]]:
    """From each module to those of the product that it imports, at whatever place it does."""
    return {module.name: frozenset(_imported(module)) - {module.name} for module in modules().values()}


def _imported(module: Module):
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in modules())
        elif isinstance(node, ast.ImportFrom):
            base = _base(module, node)
            inner = {f"{base}.{alias.name}" for alias in node.names}
            yield from inner & modules().keys()
            if base in modules() and not inner <= modules().keys():
                yield base


def _base(module: Module, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    parts = module.name.split(".")
    parts = parts[: len(parts) - node.level + module.is_package]
    return ".".join([*parts, node.module] if node.module else parts)


def _within(name: str, packages) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def long_modules(most: int = 300) -> list[str]:
    return [m.name for m in modules().values() if m.lines > most]


def crumbs(most: int = 60) -> list[str]:
    """Small modules of the libraries that one other alone imports, and that hold no package together."""
    readers = defaultdict(set)
    for name, imported in imports().items():
        for each in imported:
            readers[each].add(name)
    small = [m for m in (*of_libraries(), *made_anew()) if m.lines <= most and not m.is_package]
    return [m.name for m in small if len(readers[m.name]) == 1]


def named_after_doing() -> list[str]:
    """Modules with names in -ing or -ed: a module is called after what it holds. A few such words are nouns."""
    return [m.name for m in modules().values() if m.word.endswith(("ing", "ed"))]


def classes_of_many_modules(fewest: int = 3) -> dict[str, list[str]]:
    """Public names that so many modules give to classes of their own."""
    where = defaultdict(set)
    for module in modules().values():
        for node in module.tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and node.name not in FRAMEWORK_NAMES:
                where[node.name].add(module.name)
    return {name: sorted(found) for name, found in where.items() if len(found) >= fewest}


def reached_inside() -> list[tuple[str, str]]:
    """Who imports what is inside a closed library, from outside."""
    return [
        (name, each)
        for name, imported in imports().items()
        for each in sorted(imported)
        for library in LIBRARIES
        if each.startswith(f"{library}.") and not _within(name, [library])
    ]


def circles() -> list[list[str]]:
    """Sets of modules each of which imports all the others in the end."""
    left = dict(imports())
    while True:  # what imports nothing that is left is in no circle
        ends = {name for name, imported in left.items() if not imported & left.keys()}
        if not ends:
            break
        left = {name: imported for name, imported in left.items() if name not in ends}
    reach = {name: _reached(name, left) for name in left}
    found = {
        tuple(sorted(other for other in reach[name] if name in reach[other])) for name in reach if name in reach[name]
    }
    return sorted(map(list, found))


def _reached(name: str, left: dict[str, frozenset[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        for each in (left[waiting.pop()] & left.keys()) - seen:
            seen.add(each)
            waiting.append(each)
    return seen


def imports_within_functions(package: str) -> list[tuple[str, int]]:
    return [
        (module.name, node.lineno)
        for module in modules().values()
        if _within(module.name, [package])
        for function in ast.walk(module.tree)
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]


@cache
def functions() -> list[tuple[Module, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Every function of the product with its module."""
    return [
        (module, node)
        for module in modules().values()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def long_functions(most: int = 40) -> list[tuple[str, str, int]]:
    """Functions of more lines than this from their first to their last, but for those of their docstring."""
    counted = ((module.name, node.name, _lines(node)) for module, node in functions())
    return [each for each in counted if each[2] > most]


def _lines(node) -> int:
    first = node.body[0]
    is_said = (
        isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    )
    said = first.end_lineno - first.lineno + 1 if is_said else 0
    return node.end_lineno - node.lineno + 1 - said


def complexity(node) -> int:
    """Decisions of a function and one: branches, loops, handlers, each further part of a condition, comprehensions.
    Functions within it are counted by themselves."""
    total, waiting = 1, list(ast.iter_child_nodes(node))
    while waiting:
        each = waiting.pop()
        match each:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                continue
            case ast.BoolOp():
                total += len(each.values) - 1
            case ast.comprehension():
                total += 1 + len(each.ifs)
            case (
                ast.If() | ast.IfExp() | ast.For() | ast.While() | ast.ExceptHandler() | ast.Assert() | ast.Lambda()
                | ast.match_case()
            ):  # fmt: skip
                total += 1
        waiting.extend(ast.iter_child_nodes(each))
    return total


def complex_functions(most: int = 20, *, anew: bool = False) -> list[tuple[str, str, int]]:
    """Functions of more decisions than this: of the whole product without the rooms made anew, or `anew` of these."""
    counted = (
        (module.name, node.name, complexity(node))
        for module, node in functions()
        if _within(module.name, BEING_MADE_ANEW) == anew
    )
    return [each for each in counted if each[2] > most]


def share_of_complex(of: list[Module], most: int = 10) -> float:
    """Which part of the functions of these modules has more decisions than this, in percent."""
    names = {module.name for module in of}
    counted = [complexity(node) > most for module, node in functions() if module.name in names]
    return round(100 * sum(counted) / len(counted), 1)


def texts(words: str, *folders: str) -> list[str]:
    """The lines of the product in which these words stand."""
    return [
        f"{module.name}:{number}"
        for module in modules().values()
        if not folders or _within(module.name, folders)
        for number, line in enumerate(module.path.read_text(encoding="utf-8").splitlines(), 1)
        if words in line
    ]


@dataclass(frozen=True)
class Measure:
    """A measure with what was found; `most` is its bound, None where it is told and not held."""

    words: str
    found: object
    most: float | None

    @property
    def value(self) -> float:
        return self.found if isinstance(self.found, int | float) else len(self.found)  # type: ignore[arg-type]

    @property
    def holds(self) -> bool:
        return self.most is None or self.value <= self.most


CARRIES_WHAT_WAS_TYPED = tuple(
    f"actionplans.{name}" for name in ("accounts", "broken", "middleware", "signed_out", "views")
)
"""These read what was sent unseen, to carry it through signing in again or to show it where a page broke; allauth reads
the forms of signing in."""
THE_WAY_IN = "plans.views.sent"


def reads_of_what_was_sent() -> list[str]:
    """Where something of a request is read past `plans.views.sent`, which alone makes forms of it."""
    return [
        f"{module.name}:{node.lineno}"
        for module in modules().values()
        if module.name not in (THE_WAY_IN, *CARRIES_WHAT_WAS_TYPED)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute)
        and node.attr in ("POST", "FILES")
        and ast.unparse(node.value).endswith("request")
    ]


OF_ADDRESSES = "plans.forms.address"
MADE_BY_ALLAUTH = ("actionplans.councilaccount",)
"""It gives the address to the library that signs in."""


def reads_of_an_address() -> list[str]:
    """Where something of an address is read past `plans.forms.address`, or by hand of what that hands on whole: forms
    and filters take it apart, and say what of it can't be used."""
    return [
        f"{module.name}:{node.lineno}"
        for module in modules().values()
        if module.name not in (OF_ADDRESSES, *MADE_BY_ALLAUTH)
        for node in ast.walk(module.tree)
        if (isinstance(node, ast.Attribute) and node.attr == "GET" and ast.unparse(node.value).endswith("request"))
        or (isinstance(node, ast.Subscript) and _is_whole_address(node.value))
        or (isinstance(node, ast.Attribute) and _is_whole_address(node.value) and node.attr.startswith("get"))
        or (isinstance(node, ast.Assign | ast.NamedExpr) and _is_whole_address(node.value))
    ]


def _is_whole_address(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func).endswith("whole_address")


def refusals_by_hand() -> list[str]:
    """Where a page catches what a verb refuses, and does not let `refusals` put it on its form. Commands tell theirs on
    standard error, verbs may try others, and a form that keeps several files tells of each why it is refused."""
    return [
        f"{module.name}:{node.lineno}"
        for module in modules().values()
        if module.name not in (THE_WAY_IN, "plans.forms.uploads")
        and not any(part in ("operations", "management", "demonstration") for part in module.name.split("."))
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ExceptHandler)
        and any(isinstance(name, ast.Name) and name.id == "Refused" for name in ast.walk(node.type or node))
    ]


BOUNDS = {
    "modules of the import and of the timescales": (lambda: [m.name for m in of_libraries()], 115),
    "… and of its rooms that are made anew": (lambda: [m.name for m in made_anew()], 50),
    "modules over 300 lines": (long_modules, 0),
    "small modules with a single importer": (crumbs, 10),
    "modules named in -ing or -ed": (named_after_doing, 15),
    "class names of three modules or more": (classes_of_many_modules, 0),
    "imports into a closed library": (reached_inside, 0),
    "circles of imports": (circles, 0),
    "imports within functions of the models": (lambda: imports_within_functions("plans.models"), 0),
    "functions over 40 lines": (long_functions, 0),
    "functions of more than 20 decisions": (complex_functions, 0),
    "… in the rooms that are made anew": (lambda: complex_functions(anew=True), 19),
    "percent of the libraries' functions with more than 10": (lambda: share_of_complex(of_libraries()), 8),
    "… in the rooms that are made anew, too": (lambda: share_of_complex(made_anew()), 22),
    "reads of what was sent past the one way in": (reads_of_what_was_sent, 0),
    "reads of an address past forms and filters": (reads_of_an_address, 0),
    "refusals that are caught by hand": (refusals_by_hand, 0),
    "recommendation__section__plan": (lambda: texts("recommendation__section__plan"), 3),
}
"""From each measure to what finds it, and its bound; nothing is read before one is asked for."""


def measure(words: str) -> Measure:
    find, most = BOUNDS[words]
    return Measure(words, find(), most)


if __name__ == "__main__":
    found = [measure(words) for words in BOUNDS]
    for each in found:
        bound = "" if each.most is None else f"at most {each.most}"
        print(f"{each.value:>6}  {bound:<12} {each.words}{'' if each.holds else '  NOT HELD'}")
    failed = [each for each in found if not each.holds]
    for each in failed:
        print(each.words, each.found)
    raise SystemExit(bool(failed))
