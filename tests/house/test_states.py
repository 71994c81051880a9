"""One function makes every step of a lifecycle; no other line assigns a state (DESIGN: Lifecycles)."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.source_files import nodes, place, python_files

ALLOWED = "services/lifecycle.py"
BULK = frozenset({"update", "values", "bulk_update_mappings"})


def assigned_states(file: Path) -> Iterator[int]:
    """`x.state = …`, `setattr(x, "state", …)`, `update(…).values(state=…)` and `UPDATE … SET state` in SQL text."""
    for node in nodes(file, ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Call, ast.Constant):
        match node:
            case ast.Assign(targets=targets) if any(is_state(target) for target in targets):
                yield node.lineno
            case ast.AugAssign(target=target) | ast.AnnAssign(target=target) if is_state(target):
                yield node.lineno
            case ast.Call(func=ast.Name(id="setattr"), args=[_, ast.Constant(value="state"), *_]):
                yield node.lineno
            case ast.Call(func=ast.Attribute(attr=name), keywords=words) if name in BULK and any(
                w.arg == "state" for w in words
            ):
                yield node.lineno
            case ast.Constant(value=str(sql)) if "SET state" in sql.replace("  ", " "):
                yield node.lineno


def is_state(target: ast.expr) -> bool:
    return isinstance(target, ast.Attribute) and target.attr == "state"


def test_one_place_assigns_a_state() -> None:
    found = [
        place(file, line)
        for file in python_files()
        if not file.as_posix().endswith(ALLOWED) and "migrations" not in file.parts
        for line in assigned_states(file)
    ]
    assert found == [], "Take the step through portal.services.lifecycle, which checks, sets and records it."


@pytest.mark.parametrize(
    "line",
    [
        "task.state = 1",
        "before = task.state = 1",
        "setattr(task, 'state', 1)",
        "query.values(state=1)",
        "run('UPDATE task SET state = 1')",
    ],
)
def test_the_check_sees_it(tmp_path: Path, line: str) -> None:
    file = tmp_path / "wrong.py"
    file.write_text(line)
    assert list(assigned_states(file)) == [1]
