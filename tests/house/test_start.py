"""The first page comes within two seconds of the start: a server loads nothing that only few of its pages need."""

import subprocess
import sys
from pathlib import Path

from portal.cli import schema
from portal.config import ROOT
from tests.faults.running import environment, run_flask

# Each comes late, with whoever needs it: an import that is written where it is used, and says so.
SELDOM_NEEDED = {
    "alembic", "flask_migrate", "mako", "pygments",  # migrations
    "PIL", "openpyxl", "pypdf", "olefile", "defusedxml",  # pictures, tables, documents
    "huey", "redis",  # the bell, which the first change rings
    "portal.domain.plan_text.reader", "portal.jobs.worker", "portal.demo.building",
}  # fmt: skip


def said_after_the_start(code: str, data: Path) -> str:
    """What a fresh process prints that has loaded the portal as a server does."""
    command = [sys.executable, "-c", f"import gc, sys, wsgi\n{code}"]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(data, {}), capture_output=True, text=True, check=True, timeout=120
    )
    return done.stdout.strip()


def test_what_is_seldom_needed_is_not_loaded(tmp_path: Path) -> None:
    loaded = set(said_after_the_start("print(*sys.modules, sep='\\n')", tmp_path).splitlines())
    assert "portal.views.pages" in loaded
    assert SELDOM_NEEDED & loaded == set(), "import it where it is used: every start would wait for it"


def test_what_is_loaded_is_never_searched_for_garbage_and_the_rest_is(tmp_path: Path) -> None:
    frozen, is_enabled = said_after_the_start("print(gc.get_freeze_count(), gc.isenabled())", tmp_path).split()
    assert int(frozen) > 100_000
    assert is_enabled == "True"


def test_the_commands_of_migrations_come_when_they_are_called(tmp_path: Path) -> None:
    done = run_flask("db", "heads", data=tmp_path)
    assert done.stdout.strip() == f"{schema.newest_revision()} (head)", done.stderr
