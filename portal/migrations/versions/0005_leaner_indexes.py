"""indexes that a changed percent does not touch, and lists by light that are read from the index alone

Revision ID: 0005
Revises: 0004

"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

LIGHTS = ["state", "start_on", "red_on", "outdated_on", "yellow_on", "caught_up_until"]
IS_OPEN = "is_open IS TRUE"
IN_LISTS = "state != 'draft'"
# Name, columns and condition of what goes, and of what comes in its place.
BEFORE = (
    ("ix_task_open_due", ["is_open", "due_on", "id"], IN_LISTS),
    ("ix_task_open_changed", ["is_open", "changed_at", "id"], IN_LISTS),
    ("ix_task_lead_finished", ["lead_department_id", "due_on", "id"], "state = 'in_progress' AND percent_bp = 10000"),
)
AFTER = (
    ("ix_task_open_due", ["due_on", "id", *LIGHTS], IS_OPEN),
    ("ix_task_open_changed", ["changed_at", "id", *LIGHTS], IS_OPEN),
    ("ix_task_lead_finished", ["lead_department_id", "due_on", "id"], "state = 'in_progress' AND is_complete"),
)
# SQLite adds a computed column without making the table anew only where it is not stored.
KEPT = {"sqlite": "VIRTUAL", "postgresql": "STORED"}
ROOM = 85


def upgrade() -> None:
    """The new column as SQL, since both engines add it in place; room on the pages for changed rows."""
    engine = op.get_bind().dialect.name
    op.execute(
        "ALTER TABLE task ADD COLUMN is_complete BOOLEAN "
        f"GENERATED ALWAYS AS (percent_bp = 10000) {KEPT[engine]} NOT NULL"
    )
    _replace(AFTER)
    if engine == "postgresql":
        op.execute(f"ALTER TABLE task SET (fillfactor = {ROOM})")


def downgrade() -> None:
    _replace(BEFORE)
    op.execute("ALTER TABLE task DROP COLUMN is_complete")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE task RESET (fillfactor)")


def _replace(indexes: tuple[tuple[str, list[str], str], ...]) -> None:
    for name, columns, condition in indexes:
        op.drop_index(name, "task")
        op.create_index(name, "task", columns, sqlite_where=sa.text(condition), postgresql_where=sa.text(condition))
