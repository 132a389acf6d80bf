"""Nobody goes around the actions: the sources themselves say so."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import windroos
from windroos.apps.accounts.permits import ACTIONS
from windroos.site import urls
from windroos.site.api.document import document

SOURCES = Path(windroos.__file__).parent
APPS = SOURCES / "apps"

# What of a model or a set of rows writes.
WRITES = {
    "save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create",
    "update_or_create", "asave", "acreate", "aupdate", "adelete", "abulk_create", "raw",
}  # fmt: skip
# What is called so on something else than a model or rows.
NO_ROWS = {
    "actions": "the action of that name",
    "router": "an address of the API",
    "data": "the fields of a form",
    "digest": "a hash",
    "begun": "a set of ids",
    "progress": "a bar on a terminal",
    "globals()": "the settings of a module",
}
# What writes outside `actions`, and why it may.
WRITERS = {
    "accounts/models/people.py": "makes the account for the action that records it",
    "accounts/models/trail.py": "hands on to the model, and refuses every other change",
    "accounts/queries/access.py": "when a token was last used: nobody does that",
    "accounts/replies.py": "what the API answered, kept in the transaction of the write",
    "regions/journal.py": "called by the actions, within their transaction",
    "regions/tables.py": "called by the actions, within their transaction",
}


def modules(*folders: Path) -> Iterator[tuple[Path, ast.Module]]:
    for folder in folders:
        for path in sorted(folder.rglob("*.py")):
            if "migrations" not in path.parts:
                yield path, ast.parse(path.read_text(encoding="utf-8"))


def writes(tree: ast.AST) -> Iterator[str]:
    """The calls in it that write rows, as they stand there."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            receiver = ast.unparse(node.func.value)
            own = receiver.rpartition(".")[2]
            if node.func.attr in WRITES and own not in NO_ROWS:
                yield f"line {node.lineno}: {receiver}.{node.func.attr}()"


def in_actions(path: Path) -> bool:
    return "actions" in path.parts or path.name == "actions.py"


def test_nothing_but_actions_writes() -> None:
    found = {
        str(path.relative_to(APPS if APPS in path.parents else SOURCES)): calls
        for path, tree in modules(APPS, SOURCES / "cli", SOURCES / "site")
        if not in_actions(path) and (calls := list(writes(tree)))
    }
    assert {path: calls for path, calls in found.items() if path not in WRITERS} == {}
    assert WRITERS.keys() == found.keys()


def test_a_write_in_a_page_would_be_found() -> None:
    for call in ("row.save()", "Case.objects.filter(pk=1).update(title='')", "rows.delete()"):
        assert list(writes(ast.parse(call)))
    assert not list(writes(ast.parse("digest.update(b''); actions.delete(1)")))


# One statement that only reads: it counts groups of groups, which the ORM cannot say.
READ_BY_HAND = {"apps/network/queries/mapping.py"}


def test_no_sql_is_written_by_hand() -> None:
    """Statements of one's own would go around models, journal and triggers alike."""
    found = {
        str(path.relative_to(SOURCES))
        for path, tree in modules(APPS, SOURCES / "cli", SOURCES / "site")
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in ("cursor", "executescript", "RawSQL")
    }
    assert found == READ_BY_HAND


# Within the actions


# A function by its app and name.
Function = tuple[str, str]


def test_what_writes_is_an_action_or_says_within_what_it_writes() -> None:
    functions: dict[Function, list[tuple[ast.FunctionDef, str]]] = {}
    calls: dict[Function, set[Function]] = {}
    writers: set[Function] = {("regions", name) for name in ("put", "prune", "write")}
    for path, tree in modules(APPS):
        if not in_actions(path):
            continue
        app, imported = path.relative_to(APPS).parts[0], _imported(tree)
        for node in tree.body:
            if isinstance(node, ast.FunctionDef):
                key = (app, node.name)
                functions.setdefault(key, []).append((node, ast.get_docstring(tree) or ""))
                calls.setdefault(key, set()).update(_called(node, app, imported))
                if list(writes(node)):
                    writers.add(key)
    # What calls what writes, writes.
    while more := {key for key in calls.keys() - writers if calls[key] & writers}:
        writers |= more
    assert {("compass", "judge"), ("compass", "raise_reviews"), ("regions", "lock")} & writers == {
        ("compass", "judge"),
        ("compass", "raise_reviews"),
    }
    around = [
        ".".join(key)
        for key in sorted(writers & functions.keys())
        for node, module in functions[key]
        if not node.name.startswith("_") and not _says(node, module)
    ]
    assert around == []


def _says(node: ast.FunctionDef, module: str) -> bool:
    """Whether it is an action, or tells that it is called within the transaction of one."""
    if any("action(" in ast.unparse(one) for one in node.decorator_list):
        return True
    return "transaction" in f"{module} {ast.get_docstring(node) or ''}".lower()


def _imported(tree: ast.Module) -> dict[str, str]:
    """From which app the names come that a module imports."""
    found = {}
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("windroos.apps."):
            app = str(node.module).split(".")[2]
            found |= {one.asname or one.name: app for one in node.names}
    return found


def _called(tree: ast.AST, app: str, imported: dict[str, str]) -> Iterator[Function]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield imported.get(node.id, app), node.id
        elif isinstance(node, ast.Attribute) and ast.unparse(node.value) in imported:
            yield imported[ast.unparse(node.value)], node.attr


# The trail is added to and never changed


def test_events_are_made_by_record_alone() -> None:
    found = {
        str(path.relative_to(SOURCES))
        for path, tree in modules(SOURCES)
        if not _has_threads_event(tree)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == "Event"
    }
    assert found == {"apps/accounts/actions/trail.py"}


def _has_threads_event(tree: ast.Module) -> bool:
    """Whether an `Event` in a module is what threads wait for."""
    return any(
        isinstance(node, ast.ImportFrom)
        and node.module == "threading"
        and "Event" in {one.name for one in node.names}
        for node in tree.body
    )


@pytest.mark.parametrize("word", ["trail", "event"])
def test_no_address_of_the_api_changes_the_trail(word: str) -> None:
    methods = {
        method
        for address, operations in document("en", "/")["paths"].items()
        if word in address
        for method in operations
    }
    assert methods <= {"get", "parameters"}


def test_no_action_is_about_an_event() -> None:
    assert urls.urlpatterns  # with the pages every action is known
    assert not [name for name in ACTIONS if "event" in name or "trail" in name]


def test_the_pages_of_the_trail_only_show_it() -> None:
    path = APPS / "accounts" / "views" / "trail.py"
    views = [
        node
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]
    assert len(views) >= 3
    for view in views:
        assert "require_safe" in {ast.unparse(one) for one in view.decorator_list}, view.name
