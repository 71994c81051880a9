"""Migrations keep what is in the database, forwards and backwards, on both engines (SECURITY D7)."""

import shutil
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from portal.cli import schema
from portal.config import ROOT
from portal.database import db
from tests.engines import Database
from tests.house.schema_snapshot import snapshot

MIGRATIONS = ROOT / "portal" / "migrations"
ROWS = (
    "INSERT INTO department (id, name, short_name, kind, position, version) "
    "VALUES (1, '建设局', '建设', 'economic', 0, 1)",
    "INSERT INTO department_alias (id, department_id, name) VALUES (1, 1, '区建设局'), (2, 1, '住建')",
    "INSERT INTO department_group (id, name, version) VALUES (1, '各街道', 1)",
    "INSERT INTO group_member (id, group_id, department_id) VALUES (1, 1, 1)",
    "INSERT INTO history (id, event, acting_as, subject, address, at) "
    "VALUES (1, 'department.added', '', '', '', '2022-09-15 08:00:00+00')",
)
# A table without triggers: those of a table made anew are for each migration to write again.
PROBE = """
import sqlalchemy as sa
from alembic import op
revision, down_revision = "probe", "{head}"
def upgrade():
    with op.batch_alter_table("department_group") as table:
        table.alter_column("version", existing_type=sa.Integer(), nullable=True)
def downgrade():
    with op.batch_alter_table("department_group") as table:
        table.alter_column("version", existing_type=sa.Integer(), nullable=False)
"""
ORPHANING = PROBE.replace("def downgrade", '    op.execute("DELETE FROM department_group")\ndef downgrade')


def fill() -> None:
    with db.engine.begin() as connection:
        for statement in ROWS:
            connection.execute(text(statement))


def read_all() -> dict[str, list[str]]:
    """Every row of every table that has any; the marks of what is kept in memory are made anew, not kept."""
    with db.engine.connect() as connection:
        names = [name for name in inspect(connection).get_table_names() if not name.startswith("task_search")]
        rows = {name: [str(row) for row in connection.execute(text(f"SELECT * FROM {name}"))] for name in names}
    return {name: found for name, found in rows.items() if found and name not in ("alembic_version", "reference_stamp")}


def read_schema() -> dict[str, str]:
    with db.engine.connect() as connection:
        return snapshot(connection)


def with_probe(tmp_path: Path, probe: str) -> str:
    folder = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    head = sorted(file.name[:4] for file in (MIGRATIONS / "versions").glob("*.py"))[-1]
    (folder / "versions" / "probe.py").write_text(probe.format(head=head))
    return str(folder)


def test_the_newest_migration_is_the_one_with_the_highest_number() -> None:
    """`serve` compares with the names of the files."""
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == schema.newest_revision()


def test_down_and_up_again_leads_to_the_same_schema(context: Database) -> None:
    before = read_schema()
    fill()
    try:
        downgrade(revision="base")
        assert [name for name in read_schema() if name != "alembic_version"] == [], "the way down leaves something over"
    finally:
        upgrade()
    assert read_schema() == before


def test_each_step_down_and_up_keeps_the_rows(context: Database) -> None:
    revisions = sorted((MIGRATIONS / "versions").glob("*.py"))
    fill()
    before = read_all()
    assert before.keys() == {"department", "department_alias", "department_group", "group_member", "history"}
    for _ in revisions[1:]:
        downgrade()
    upgrade()
    assert read_all() == before


def test_a_table_made_anew_keeps_the_rows_that_hang_on_it(context: Database, tmp_path: Path) -> None:
    folder = with_probe(tmp_path, PROBE)
    fill()
    before, schema = read_all(), read_schema()
    upgrade(directory=folder)
    between = read_all(), read_schema()
    downgrade(directory=folder, revision="-1")
    assert between[0] == before, "foreign keys were on: the children are gone"
    assert between[1] != schema, "the probe has changed nothing"
    assert (read_all(), read_schema()) == (before, schema)


def test_a_migration_that_leaves_orphans_is_taken_back(context: Database, tmp_path: Path) -> None:
    folder = with_probe(tmp_path, ORPHANING)
    fill()
    before, schema = read_all(), read_schema()
    with pytest.raises((SystemExit, IntegrityError)):
        upgrade(directory=folder)
    assert (read_all(), read_schema()) == (before, schema)


def test_foreign_keys_are_on_again_afterwards(context: Database) -> None:
    upgrade()
    with pytest.raises(IntegrityError), db.engine.begin() as connection:
        connection.execute(text("INSERT INTO department_alias (department_id, name) VALUES (99, '无')"))


def test_what_is_removed_is_remembered_without_a_table_made_anew(context: Database) -> None:
    """0004 adds its columns in place: jobs that are there stay, and nothing of them counts as removed."""
    before = (
        "INSERT INTO user_account (id, login, name, password_hash, language, must_change_password, is_stopped, "
        "created_at, version) VALUES (1, 'office', '专班', 'x', 'zh_Hans', false, false, '2022-09-15 08:00:00+00', 1)",
        "INSERT INTO job (id, kind, key, arguments, back, asked_by_id, asked_at, due_at, ended_at, attempts, done, "
        "total, outcome) VALUES (1, 'export', '', '{}', '/', 1, '2022-09-15 08:00:00+00', '2022-09-15 08:00:00+00', "
        "'2022-09-15 08:01:00+00', 1, 0, 0, '{}')",
    )
    downgrade(revision="0003")
    try:
        with db.engine.begin() as connection:
            for statement in before:
                connection.execute(text(statement))
            assert "file_removed_at" not in {one["name"] for one in inspect(connection).get_columns("job")}
    finally:
        upgrade()
    with db.engine.begin() as connection:
        assert connection.execute(text("SELECT id, file_removed_at FROM job")).all() == [(1, None)]
    failed = "UPDATE job SET outcome = NULL, problem = '{}', file_removed_at = ended_at"
    with pytest.raises(IntegrityError), db.engine.begin() as connection:
        connection.execute(text(failed))
    downgrade(revision="0003")
    upgrade()
    with db.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM job")).scalar() == 1
