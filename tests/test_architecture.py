"""The shape of the code: a pure core with thin edges, imports without a circle, modules to read."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import generator

PACKAGE = Path(generator.__file__).parent
PATHS = {
    path.relative_to(PACKAGE.parent).with_suffix("").as_posix().replace("/", "."): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in PATHS.items()}

EDGES = {
    "generator.__main__",
    "generator.assembly",
    "generator.card",  # it reads its font
    "generator.cli",
    "generator.editing.history",
    "generator.memory",
    "generator.output",
    "generator.plugin",
    "generator.preview",
    "generator.publish",
    "generator.workspace",
} | {name for name in TREES if name.startswith("generator.commands")}
"""The modules that may touch the disk, the clock, the terminal or MkDocs."""

OUTSIDE = {
    *("os", "sys", "pathlib", "io", "shutil", "tempfile", "glob", "fileinput", "stat", "mmap"),
    *("time", "zoneinfo", "random", "secrets", "uuid", "locale", "platform", "getpass", "site"),
    *(
        "subprocess",
        "socket",
        "ssl",
        "urllib.request",
        "http",
        "requests",
        "asyncio",
        "multiprocessing",
    ),
    *("threading", "signal", "logging", "warnings", "ctypes", "pickle", "shelve", "sqlite3"),
    *("mkdocs", "material", "click", "watchdog", "markdown"),
}
CALLS = {"open", "print", "input", "exec", "eval", "compile", "__import__", "breakpoint"}
CLOCKS = {"now", "today", "utcnow", "fromtimestamp", "getenv", "environ"}

LONGER = {
    "generator.model": 560,  # the data dictionary: every field with its meaning
}
"""Modules that may have more lines than others, and how many."""
LIMIT = 400

CORE = sorted(set(TREES) - EDGES)


def imports_of(name: str, *, at_once: bool = False) -> set[str]:
    """The full names that a module imports, at once or anywhere, but for types only."""
    found: set[str] = set()
    for node in TREES[name].body if at_once else runtime_nodes(TREES[name]):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}: a relative import"
            module = node.module or ""
            for alias in node.names:
                full = f"{module}.{alias.name}"
                found.add(full if full in TREES else module)
    return found


def runtime_nodes(tree: ast.AST) -> list[ast.AST]:
    """All nodes but those below `if TYPE_CHECKING`."""
    nodes: list[ast.AST] = []
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            continue
        nodes += [node, *runtime_nodes(node)]
    return nodes


@pytest.mark.parametrize("name", CORE)
def test_the_core_touches_nothing_outside(name: str) -> None:
    modules = imports_of(name)
    assert ({module.split(".")[0] for module in modules} | modules) & OUTSIDE == set()
    for node in ast.walk(TREES[name]):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in CALLS, f"{name}:{node.lineno}: {node.func.id}()"
        if isinstance(node, ast.Attribute):
            assert node.attr not in CLOCKS, f"{name}:{node.lineno}: .{node.attr}"
        assert not isinstance(node, ast.Global), f"{name}: a global"


@pytest.mark.parametrize("name", CORE)
def test_the_core_imports_no_edge(name: str) -> None:
    assert imports_of(name) & EDGES == set()


def test_imports_run_one_way() -> None:
    above = {
        # An edge may name another where it needs it: the preview asks the plugin what to watch.
        name: sorted(imports_of(name, at_once=name in EDGES) & set(TREES))
        for name in TREES
    }
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " → ".join((*trail, name))
        if name not in done:
            for other in above[name]:
                visit(other, (*trail, name))
            done.add(name)

    for name in sorted(TREES):
        visit(name, ())


@pytest.mark.parametrize("name", sorted(TREES))
def test_a_module_says_what_it_is_for_and_can_be_read(name: str) -> None:
    assert ast.get_docstring(TREES[name]), f"{name} has no docstring"
    lines = len(PATHS[name].read_text(encoding="utf-8").splitlines())
    assert lines <= LONGER.get(name, LIMIT)


def test_the_exceptions_are_needed() -> None:
    assert set(TREES) >= EDGES
    for name in LONGER:
        assert len(PATHS[name].read_text(encoding="utf-8").splitlines()) > LIMIT


def test_every_rule_says_what_it_demands() -> None:
    for name, tree in TREES.items():
        if name.startswith("generator.checks."):
            for node in tree.body:
                if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                    assert ast.get_docstring(node), f"{name}.{node.name}"


def test_every_rule_is_in_the_list_of_rules() -> None:
    from generator.checks import RULES

    listed = {(rule.__module__, rule.__name__) for rule in RULES}
    written = {
        (name, node.name)
        for name, tree in TREES.items()
        if name.startswith("generator.checks.") and not name.endswith("__init__")
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        and ast.unparse(node.returns or ast.Constant("")) == "Iterator[Problem]"
        and not node.name.startswith("_")
    }
    assert listed == written
