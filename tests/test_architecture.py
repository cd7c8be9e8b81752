"""The shape of the house that no linter holds: sizes of files and functions, names of views, the top level."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).resolve().parent.parent
APPS = ("portal", "network", "projects", "plans", "reports")
SOURCES = sorted(path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts)
LONGEST_FILE = 350
LONGEST_FUNCTION = 60
LONGEST_VIEW = 25


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def length(node: ast.FunctionDef) -> int:
    """Lines of the body without its docstring."""
    body = node.body[1:] if ast.get_docstring(node) else node.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_file_is_short_and_says_what_lives_in_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_FILE
    assert not text.strip() or ast.get_docstring(ast.parse(text))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_functions_are_short(path: Path) -> None:
    is_view = "views" in path.relative_to(ROOT).parts or path.name == "views.py"
    longest = LONGEST_VIEW if is_view else LONGEST_FUNCTION
    assert [(node.name, length(node)) for node in functions(path) if length(node) > longest] == []


VIEWS = [path for path in SOURCES if "views" in path.relative_to(ROOT).parts or path.name == "views.py"]
READS = {"objects", "filter", "exclude", "annotate", "select_related", "prefetch_related"}


@pytest.mark.parametrize("path", VIEWS, ids=lambda path: str(path.relative_to(ROOT)))
def test_views_ask_no_database(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)} & READS == set()


def chained(call: ast.Call) -> Iterator[ast.Call]:
    """The calls that a call hangs on: of `a.b().c()` both, the last first."""
    node: ast.expr = call
    while isinstance(node, (ast.Call, ast.Attribute)):
        if isinstance(node, ast.Call):
            yield node
            node = node.func
        else:
            node = node.value


def test_locks_hold_their_own_rows_alone() -> None:
    """PostgreSQL refuses to lock a row that may be absent, and rows beside the one meant would be held for nothing."""
    found = []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            calls = chained(node)
            named = {call.func.attr: call for call in calls if isinstance(call.func, ast.Attribute)}
            lock = named.get("select_for_update")
            if lock and "select_related" in named and "of" not in {word.arg for word in lock.keywords}:
                found.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert found == []


def own_patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from own_patterns(entry)
        elif getattr(entry.callback, "__module__", "").split(".")[0] in APPS:
            yield entry


def test_view_function_and_address_share_a_name() -> None:
    pairs = {(entry.name, entry.callback.__name__) for entry in own_patterns(get_resolver())}
    assert {pair for pair in pairs if pair[0] != pair[1]} == set()


def test_no_address_is_listed_twice() -> None:
    listed = [(entry.name, str(entry.pattern)) for entry in own_patterns(get_resolver())]
    assert len(listed) == len(set(listed))


def test_top_level_holds_what_the_readme_maps_and_nothing_else() -> None:
    allowed = {*APPS, "templates", "static", "tests", "manage.py", "pyproject.toml", "docker-compose.yml", "Dockerfile"}
    allowed |= {"README.md", "LICENSE", "CHANGELOG.md", "requirements.lock", "requirements-dev.lock", "var"}
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert found - allowed == set()
