"""The floors hold: who may import whom stands in pyproject.toml, and every module has a floor."""

import subprocess
import sys
from pathlib import Path

from portal.config import ROOT


def lint_imports(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run([program, "--no-cache", *arguments], cwd=cwd, capture_output=True, text=True, check=False)


def test_nobody_imports_upwards() -> None:
    result = lint_imports()
    assert result.returncode == 0, result.stdout


def test_no_file_outgrows_its_reader() -> None:
    """A room that has grown large becomes a package of the same name; migrations are frozen and may be long."""
    limits = {"portal": 300, "tests": 350, "templates": 140}
    found = {
        str(file.relative_to(ROOT)): count
        for folder, limit in limits.items()
        for file in (ROOT / folder).rglob("*.*")
        if file.suffix in {".py", ".html"} and "migrations" not in file.parts
        if (count := len(file.read_text().splitlines())) > limit
    }
    assert found == {}
