"""Data for measuring is written past the services: it has to stand in the same house, indexes and triggers included."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from portal import unit_of_work
from portal.database import db
from portal.demo import synthetic
from portal.models import Assignment, History, Milestone, ProgressReport, Task
from portal.services import search
from portal.services.tasks import differences
from tests.engines import Database

TASKS = 400  # enough for some of every state, the cancelled among them
OWN = {
    "sqlite": "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_stat%'",
    "postgresql": "SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' "
    "UNION ALL SELECT 'trigger', tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal "
    "UNION ALL SELECT 'constraint', conname, pg_get_constraintdef(oid) FROM pg_constraint",
}


def test_the_schema_is_the_same_afterwards(context: Database) -> None:
    before = _schema(context)
    with unit_of_work.work():
        synthetic.fill(TASKS)
    assert _schema(context) == before
    assert {"ix_task_open_due", "uq_assignment_one_lead"} <= {name for _, name, _ in before}


def _schema(context: Database) -> set[tuple[str, str, str]]:
    with unit_of_work.work(read_only=True):
        return {(kind, name, made_by) for kind, name, made_by in db.session.execute(text(OWN[context.name]))}


def test_history_stays_append_only(context: Database) -> None:
    with unit_of_work.work():
        synthetic.fill(TASKS)
    with pytest.raises(DatabaseError, match="append-only"):
        db.session.execute(text("DELETE FROM history"))


def test_everything_reads_as_the_services_write_it(context: Database) -> None:
    with unit_of_work.work():
        written = synthetic.fill(TASKS)
    for model in (Task, Assignment, Milestone, ProgressReport, History):
        assert db.session.scalars(select(model)).all()
    first = db.session.scalars(select(Task).order_by(Task.id)).first()
    assert first is not None
    assert first.issued_at is not None
    assert (first.issued_at.hour, first.issued_at.minute) == (1, 30), "moments are UTC on both engines"
    assert len(db.session.scalars(select(Task.id)).all()) == written
    assert differences.find_differences() == []
    found = search.matching("道路")
    assert found is not None
    assert db.session.scalars(select(Task.id).where(found)).first()
