"""What no file of the project may contain."""

import ast
import re

from portal.config import ROOT
from tests.house.source_files import nodes, place, project_files, python_files

SQLITE = frozenset({"sqlite3", "pysqlite3"})
# Spelled in pieces, so that this file does not find itself.
REGISTRIES = re.compile(
    "|".join(rf"{name}\.(?:org|com|io)\b" for name in ("py" + "pi", "python" + "hosted", "npm" + "js"))
)
MACHINE = re.compile("/" + r"(?:home|Users|root|work)/\w")
UNFINISHED = re.compile(r"#.*\b(?:TO" + "DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b")


def text_lines() -> list[tuple[str, str]]:
    found = []
    for file in project_files():
        try:
            rows = file.read_text().splitlines()
        except UnicodeDecodeError:
            continue
        found += [(place(file, number), line) for number, line in enumerate(rows, 1)]
    return found


def test_no_address_of_a_registry() -> None:
    assert [where for where, line in text_lines() if REGISTRIES.search(line)] == []


def test_no_path_of_a_machine() -> None:
    assert [where for where, line in text_lines() if MACHINE.search(line)] == []


def test_nothing_unfinished() -> None:
    assert [where for where, line in text_lines() if UNFINISHED.search(line)] == []


def test_one_place_chooses_the_sqlite_library() -> None:
    found = []
    for file in (*python_files("portal"), *python_files("tests"), ROOT / "wsgi.py"):
        for node in nodes(file, ast.Import, ast.ImportFrom):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
            if SQLITE.intersection(name.split(".")[0] for name in names):
                found.append(file.relative_to(ROOT).as_posix())
    assert set(found) == {"portal/database.py"}, (
        "Two SQLite libraries on one file break each other's locks: ask portal.database.sqlite_module()."
    )


def test_no_view_loads_an_object_by_its_id_alone() -> None:
    """Services answer with what this person may see; a bare get would forget to ask (SECURITY A3)."""
    found = [
        place(file, node.lineno)
        for file in (*python_files("portal/views"), *python_files("portal/forms"))
        for node in nodes(file, ast.Attribute)
        if isinstance(node, ast.Attribute)
        and node.attr in {"session", "query", "get_or_404"}
        and isinstance(node.value, ast.Name)
        and node.value.id == "db"
    ]
    assert found == []
