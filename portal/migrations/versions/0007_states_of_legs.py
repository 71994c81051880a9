"""a department's list of one state is one range of an index

Revision ID: 0007
Revises: 0006

"""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

STATES = (
    "'draft', 'issued', 'in_progress', 'completion_requested', 'verified', 'closed', 'suspended', 'cancelled', 'unmet'"
)
INDEXES = {
    "ix_assignment_department_state_due": ["department_id", "task_state", "due_on", "task_id"],
    "ix_assignment_department_state_changed": ["department_id", "task_state", "changed_at", "task_id"],
}


def upgrade() -> None:
    """In place on both engines: a table made anew would cost its triggers and minutes."""
    op.execute(
        "ALTER TABLE assignment ADD COLUMN task_state VARCHAR(30) "
        f"CONSTRAINT ck_assignment_task_state_valid CHECK (task_state IN ({STATES}))"
    )
    op.execute(
        "UPDATE assignment SET task_state = (SELECT task.state FROM task WHERE task.id = task_id AND "
        "task.state != 'draft') WHERE state IN ('waiting', 'signed', 'done')"
    )
    for name, columns in INDEXES.items():
        op.create_index(name, "assignment", columns)


def downgrade() -> None:
    for name in INDEXES:
        op.drop_index(name, "assignment")
    op.execute("ALTER TABLE assignment DROP COLUMN task_state")
