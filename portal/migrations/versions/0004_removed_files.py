"""when the files of jobs, sheets and notices that were put aside have been removed

Revision ID: 0004
Revises: 0003

"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# Table, column, the rule that ties it to the rest of the row.
COLUMNS = (
    ("job", "file_removed_at", "removed_from_a_result", "file_removed_at IS NULL OR outcome IS NOT NULL"),
    ("plan_reading", "file_removed_at", "removed_with_its_hash", "file_removed_at IS NULL OR sha256 IS NULL"),
    ("task_sheet", "removed_at", "removed_with_findings", "removed_at IS NULL OR checked IS NULL"),
)
TYPES = {"sqlite": "DATETIME", "postgresql": "TIMESTAMP WITH TIME ZONE"}
WITH_FILE = "kind = 'export' AND outcome IS NOT NULL AND file_removed_at IS NULL"


def upgrade() -> None:
    """As SQL, since both engines add a column with its rule in place: no table is made anew, and nothing is lost."""
    kind = TYPES[op.get_bind().dialect.name]
    for table, column, name, rule in COLUMNS:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind} CONSTRAINT ck_{table}_{name} CHECK ({rule})")
    op.create_index(
        "ix_job_with_file", "job", ["ended_at"], sqlite_where=sa.text(WITH_FILE), postgresql_where=sa.text(WITH_FILE)
    )


def downgrade() -> None:
    op.drop_index("ix_job_with_file", "job")
    for table, column, _, _ in reversed(COLUMNS):
        op.drop_column(table, column)
