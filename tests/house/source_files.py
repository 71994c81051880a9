"""The project's own files, for the tests that read its source."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

from portal.config import ROOT

IGNORED = {".git", ".venv", "instance", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis"}


def project_files() -> list[Path]:
    """What belongs to the project: what git knows or would add; without git, everything but the caches."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode == 0:
        names = (ROOT / name for name in listed.stdout.decode().split("\0") if name)
        return [file for file in names if file.is_file()]
    return [file for file in ROOT.rglob("*") if file.is_file() and not IGNORED.intersection(file.parts)]


def python_files(folder: str = "portal") -> list[Path]:
    return sorted(file for file in (ROOT / folder).rglob("*.py") if "__pycache__" not in file.parts)


def templates() -> list[Path]:
    return sorted((ROOT / "templates").rglob("*.html"))


def parse(file: Path) -> ast.Module:
    return ast.parse(file.read_text(), str(file))


def nodes(file: Path, *kinds: type[ast.AST]) -> Iterator[ast.AST]:
    return (node for node in ast.walk(parse(file)) if isinstance(node, kinds))


def place(file: Path, line: int) -> str:
    return f"{file.relative_to(ROOT)}:{line}"
