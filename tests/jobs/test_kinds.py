"""Every kind of job has its module and its name, and nobody asks for one that does not exist."""

import ast
import inspect
from importlib import import_module

import pytest

from portal.jobs import KINDS
from tests.house.source_files import nodes, place, python_files

PARTS = {"carry_out": ["prepared", "acting_user", "progress"], "prepare": ["arguments", "acting_user", "progress"]}


@pytest.mark.parametrize("kind", KINDS)
def test_it_has_its_module(kind: str) -> None:
    module = import_module(f"portal.jobs.{kind}")
    assert hasattr(module, "carry_out")
    for part, names in PARTS.items():
        if hasattr(module, part):
            assert list(inspect.signature(getattr(module, part)).parameters)[1:] == names[1:], f"{kind}.{part}"


def test_only_kinds_are_asked_for() -> None:
    asked = {
        (node.args[0].value, place(file, node.lineno))
        for file in python_files("portal")
        for node in nodes(file, ast.Call)
        if isinstance(node, ast.Call)
        and getattr(node.func, "attr", getattr(node.func, "id", "")) == "ask_for"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }
    assert [one for one in asked if one[0] not in KINDS] == []
    assert len(asked) > 0, "the check sees nothing"


def test_web_pages_import_no_kind() -> None:
    """A kind may need what a web process shall not carry about: readers of files, writers of sheets."""
    modules = {f"portal.jobs.{kind}" for kind in KINDS}
    found = [
        place(file, node.lineno)
        for file in (*python_files("portal/views"), *python_files("portal/forms"))
        for node in nodes(file, ast.ImportFrom, ast.Import)
        if isinstance(node, ast.ImportFrom) and node.module in modules
    ]
    assert found == []
