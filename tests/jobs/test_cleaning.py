"""What is past its time goes, once, with a row of history; evidence, and what somebody still names, stays."""

import os
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from flask import Flask, current_app
from sqlalchemy import func, select

from portal import clock
from portal.database import db
from portal.documents.storage import FRESH_SECONDS, Storage
from portal.documents.uploads import Upload
from portal.jobs import cleaning
from portal.jobs.cleaning import Cleaner, clean
from portal.jobs.worker import work_until
from portal.models import Attachment, History, Job, PlanReading, StoredFile, TaskSheet
from portal.services import cleaning as forgetting
from portal.services import evidence, jobs
from portal.services.task_sheets import keeping
from portal.services.tasks import placing
from tests import factories
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("context")
OLD = timedelta(days=31)


@pytest.fixture
def portal(people: Cast, tmp_path: Path) -> Iterator[Flask]:
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    app.config.update(DATA=tmp_path, RETENTION_DAYS=30)
    yield app
    del app.config["RETENTION_DAYS"]


@pytest.fixture
def storage(portal: Flask, tmp_path: Path) -> Storage:
    return Storage(tmp_path / "files")


def kept(storage: Storage, content: bytes, *, is_touched: bool = False) -> Upload:
    """A content with its row, brought long ago unless it was touched just now."""
    digest = storage.keep_bytes(content)
    if not is_touched:
        age(storage, digest)
    file = Upload("任务.xlsx", digest, len(content), "application/zip")
    evidence.ensure_stored(file)
    return file


def age(storage: Storage, digest: str) -> None:
    os.utime(storage.path(digest), (then := time.time() - FRESH_SECONDS - 60, then))


def export(people: Cast, file: Upload, *, ago: timedelta = OLD) -> Job:
    job = jobs.ask_for("export", {"list": "tasks", "query": {}}, acting_user=people.actor("office"), back="/tasks")
    job.started_at = job.ended_at = clock.now() - ago
    job.outcome = {"file": file.sha256, "name": file.name, "text": "Rows written: %(count)s.", "values": {"count": 1}}
    return job


def reading(people: Cast, file: Upload, **values: object) -> PlanReading:
    began = {"started_by_id": people.actor("office").user_id, "started_at": clock.now() - OLD}
    found: PlanReading = factories.keep(PlanReading(name="通知.doc", sha256=file.sha256, **began | values))
    return found


def sheet(people: Cast, *, ago: timedelta = OLD) -> TaskSheet:
    came = keeping.understand("任务.csv", [{"name": "表", "rows": [["工作任务"], ["清理低效用地"]], "first": 1}])
    found = keeping.start(placing.at_top(people.campaign), None, came, acting_user=people.actor("office"))
    found.changed_at = clock.now() - ago
    return found


def cleaned(portal: Flask) -> int:
    db.session.commit()
    count = clean(portal)
    db.session.expire_all()
    return count


def told(event: str) -> list[tuple[str, object]]:
    return [(row.subject, row.before) for row in db.session.scalars(select(History).where(History.event == event))]


def test_an_export_loses_its_file_and_keeps_its_row(people: Cast, portal: Flask, storage: Storage) -> None:
    file = kept(storage, b"a list")
    old, young = export(people, file), export(people, kept(storage, b"another"), ago=timedelta(days=29))
    assert cleaned(portal) == 1
    assert (bool(old.file_removed_at), young.file_removed_at) == (True, None)
    assert list(storage.all_hashes()) == [(young.outcome or {})["file"]]
    assert db.session.get(StoredFile, file.sha256) is None
    assert told("job.file_removed") == [(f"job:{old.id}", {"name": "任务.xlsx"})]
    assert list(evidence.find_disagreements(storage)) == []
    assert (cleaned(portal), len(told("job.file_removed"))) == (0, 1), "it is done once"


def test_without_a_number_of_days_nothing_goes(people: Cast, portal: Flask, storage: Storage) -> None:
    job = export(people, kept(storage, b"a list"), ago=timedelta(days=4000))
    portal.config["RETENTION_DAYS"] = 0
    assert (cleaned(portal), job.file_removed_at) == (0, None)


def test_a_content_that_is_evidence_too_stays(people: Cast, portal: Flask, storage: Storage) -> None:
    """Somebody has exported a list, and sent it back as evidence."""
    file = kept(storage, b"a list")
    job = export(people, file)
    task = factories.draft(people.campaign, creator=people.user("office"))
    by = people.actor("office").user_id
    factories.keep(
        Attachment(sha256=file.sha256, name="x", task_id=task.id, uploaded_by_id=by, uploaded_at=clock.now())
    )
    assert (cleaned(portal), bool(job.file_removed_at)) == (1, True)
    assert storage.is_whole(file.sha256)
    assert list(evidence.find_disagreements(storage)) == []


def test_two_exports_of_the_same_content_go_one_by_one(people: Cast, portal: Flask, storage: Storage) -> None:
    file = kept(storage, b"a list")
    export(people, file)
    second = export(people, file, ago=timedelta(days=10))
    assert (cleaned(portal), storage.is_whole(file.sha256)) == (1, True)
    second.ended_at = clock.now() - OLD
    assert (cleaned(portal), storage.is_whole(file.sha256)) == (1, False)


def test_a_content_that_comes_at_this_moment_waits(people: Cast, portal: Flask, storage: Storage) -> None:
    """A form has kept its file; its row follows when the form is accepted."""
    file = kept(storage, b"a list")
    job = export(people, file)
    storage.keep_bytes(b"a list")
    assert (cleaned(portal), job.file_removed_at, storage.is_whole(file.sha256)) == (0, None, True)
    age(storage, file.sha256)
    assert cleaned(portal) == 1


def test_a_notice_that_was_put_aside_loses_its_file(people: Cast, portal: Flask, storage: Storage) -> None:
    dropped = reading(people, kept(storage, b"put aside"), is_dropped=True, ended_at=clock.now() - OLD)
    staying = [
        reading(people, kept(storage, b"put aside lately"), is_dropped=True, ended_at=clock.now()),
        reading(people, kept(storage, b"read"), read_at=clock.now() - OLD, draft={}),
        reading(people, kept(storage, b"a plan now"), ended_at=clock.now() - OLD, plan_id=people.plan.id),
        reading(people, kept(storage, b"compared"), ended_at=clock.now() - OLD, compares_with_id=people.plan.id),
        reading(people, kept(storage, b"not understood"), problem={"text": "", "values": {}}),
    ]
    assert cleaned(portal) == 1
    assert (dropped.sha256, bool(dropped.file_removed_at)) == (None, True)
    assert all(one.sha256 and storage.is_whole(one.sha256) for one in staying)
    assert len(list(storage.all_hashes())) == len(staying)
    assert told("plan_reading.file_removed") == [(f"plan_reading:{dropped.id}", {"name": "通知.doc"})]


def test_sheets_written_or_left_lying_lose_their_rows(people: Cast, portal: Flask) -> None:
    lying, young, written, running = (sheet(people) for _ in range(4))
    young.changed_at = clock.now()
    for one in (written, running):
        job = keeping.jobs.ask_for("import_tasks", {"sheet": one.id}, acting_user=people.actor("office"))
        one.job_id = job.id
    written.done_at = clock.now() - OLD
    db.session.get_one(Job, written.job_id).outcome = {}
    db.session.get_one(Job, written.job_id).ended_at = clock.now() - OLD
    assert cleaned(portal) == 2
    assert [bool(one.removed_at) for one in (lying, young, written, running)] == [True, False, True, False]
    assert keeping.unpack(lying.cells) == []
    assert [row for row, _ in told("task_sheet.removed")] == [f"task_sheet:{lying.id}", f"task_sheet:{written.id}"]
    assert cleaned(portal) == 0


def test_two_workers_remove_it_once(
    people: Cast, portal: Flask, storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both have seen that it is due; one of them was faster."""
    export(people, kept(storage, b"a list"))
    real, counts = forgetting.forget, []

    def other_first(*given: object) -> forgetting.Forgotten:
        db.session.rollback()
        if not counts:
            counts.append(None)
            with portal.app_context():
                counts.append(clean(portal))  # type: ignore[arg-type]
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(cleaning.cleaning, "forget", other_first)
    assert (cleaned(portal), counts) == (0, [None, 1])
    assert len(told("job.file_removed")) == 1


def test_a_worker_cleans_when_it_starts_and_then_once_a_day(
    people: Cast, portal: Flask, storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    cleaner, seen = Cleaner(portal), []
    monkeypatch.setattr(cleaning, "clean", lambda *given: seen.append(1))
    cleaner.clean_where_due()
    cleaner.clean_where_due()
    assert len(seen) == 1
    monkeypatch.setattr(cleaning, "monotonic", lambda: time.monotonic() + 24 * 3600 + 1)
    cleaner.clean_where_due()
    assert len(seen) == 2


def test_the_worker_does_it(people: Cast, portal: Flask, storage: Storage) -> None:
    job, stop = export(people, kept(storage, b"a list")), Event()
    db.session.commit()

    class Bell:
        def wait(self, seconds: float, stopping: Event) -> None:
            stopping.set()

        def close(self) -> None: ...

    work_until(stop, portal, Bell())  # type: ignore[arg-type]
    db.session.expire_all()
    assert job.file_removed_at is not None
    assert db.session.scalar(select(func.count()).select_from(StoredFile)) == 0
