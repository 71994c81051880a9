"""When nothing can be written: the reader learns that nothing was saved, and afterwards all goes on (SECURITY D5)."""

import resource
import signal
from pathlib import Path

from tests.faults.installation import Installation
from tests.faults.ledger import Entry, Reporter, complaints
from tests.faults.running import Server

ENOUGH = 400
ROOM = 8_192
NOT_SAVED = "未保存"


def limit_files(server: Server, most: int) -> None:
    """No file of the server may grow beyond so many bytes: for its database the disk is full."""
    for worker in server.workers():
        resource.prlimit(worker, resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))


def size_of(installation: Installation) -> int:
    database = Path(f"{installation.data}/portal.db")
    return max(file.stat().st_size for file in database.parent.glob("portal.db*"))


def write_until_refused(reporter: Reporter) -> Entry:
    for _ in range(ENOUGH):
        entry = reporter.send(reporter.prepare())
        if not entry.is_acknowledged:
            return entry
    raise AssertionError("the disk never was full")


def test_a_full_disk_loses_nothing_and_is_told(on_sqlite: Installation) -> None:
    assert signal.getsignal(signal.SIGXFSZ) == signal.SIG_IGN
    with on_sqlite.serving() as server:
        reporter = Reporter(on_sqlite.enter(server, "lead_head"), on_sqlite.running_tasks(1)[0])
        reporter.send(reporter.prepare())
        limit_files(server, size_of(on_sqlite) + ROOM)
        refused = write_until_refused(reporter)
        assert refused.answer is not None
        assert refused.answer.status == 503
        assert NOT_SAVED in refused.answer.text
        assert reporter.visitor.get("/tasks").status == 200, "reading goes on"
        assert refused.operation not in on_sqlite.operations()
        limit_files(server, resource.RLIM_INFINITY)
        again = reporter.visitor.post(refused.form.action, refused.form.fields)
        assert again.status == 303, "the same form goes through when there is room again"
    assert complaints(reporter.entries, on_sqlite.operations()) == []
    assert on_sqlite.operations().count(refused.operation) == 1
    assert on_sqlite.ask("PRAGMA integrity_check") == [("ok",)]
