"""A worker with a job that writes, for test_workers.py: half way it leaves a mark and waits to be killed."""

import os
import sys
import time
from datetime import timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

from flask import current_app
from flask.cli import cli

from portal import jobs as kinds
from portal.database import db
from portal.models import Department
from portal.services import job_turns

KIND, ROWS, MARK = "slow", 20, "half-way"


def carry_out(arguments: dict[str, Any], *, acting_user: object, progress: Any) -> dict[str, object]:
    name, mark = arguments["name"], Path(str(current_app.config["DATA"])) / MARK
    for row in range(ROWS):
        db.session.add(Department(name=f"{name}{row}", short_name=f"{name}{row}", kind="economic", position=1))
        db.session.flush()
        progress(row, ROWS)
        if row == ROWS // 2:
            wait_where_wanted(mark, progress)
    return {"rows": ROWS}


def wait_where_wanted(mark: Path, progress: Any) -> None:
    """The first time; the mark says that it was here."""
    if not mark.exists():
        mark.write_text(str(os.getpid()))
        while True:
            progress(ROWS // 2, ROWS)
            time.sleep(0.05)


if __name__ == "__main__":
    job_turns.SILENCE = timedelta(seconds=int(os.environ.get("PORTAL_SILENT", "3")))
    kinds.KINDS[KIND] = "Slow"
    module = sys.modules[f"portal.jobs.{KIND}"] = ModuleType(KIND)
    module.carry_out = carry_out  # type: ignore[attr-defined]
    cli.main(["--app", "wsgi", *sys.argv[1:]])
