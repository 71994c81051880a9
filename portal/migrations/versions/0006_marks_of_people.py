"""marks of people, their appointments, and the kinds of departments

Revision ID: 0006
Revises: 0005

"""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

SQLITE = (
    "CREATE TRIGGER user_account_stamped_insert AFTER INSERT ON user_account BEGIN INSERT INTO "
    "reference_stamp (topic, mark) VALUES ('people', hex(randomblob(16))) ON CONFLICT (topic) DO UPDATE "
    "SET mark = excluded.mark; END",
    "CREATE TRIGGER user_account_stamped_update AFTER UPDATE OF name, language, must_change_password, "
    "is_stopped ON user_account BEGIN INSERT INTO reference_stamp (topic, mark) VALUES ('people', "
    "hex(randomblob(16))) ON CONFLICT (topic) DO UPDATE SET mark = excluded.mark; END",
    "CREATE TRIGGER user_account_stamped_delete AFTER DELETE ON user_account BEGIN INSERT INTO "
    "reference_stamp (topic, mark) VALUES ('people', hex(randomblob(16))) ON CONFLICT (topic) DO UPDATE "
    "SET mark = excluded.mark; END",
    "CREATE TRIGGER appointment_stamped_insert AFTER INSERT ON appointment BEGIN INSERT INTO "
    "reference_stamp (topic, mark) VALUES ('people', hex(randomblob(16))) ON CONFLICT (topic) DO UPDATE "
    "SET mark = excluded.mark; END",
    "CREATE TRIGGER appointment_stamped_update AFTER UPDATE ON appointment BEGIN INSERT INTO "
    "reference_stamp (topic, mark) VALUES ('people', hex(randomblob(16))) ON CONFLICT (topic) DO UPDATE "
    "SET mark = excluded.mark; END",
    "CREATE TRIGGER appointment_stamped_delete AFTER DELETE ON appointment BEGIN INSERT INTO "
    "reference_stamp (topic, mark) VALUES ('people', hex(randomblob(16))) ON CONFLICT (topic) DO UPDATE "
    "SET mark = excluded.mark; END",
)
POSTGRESQL = (
    "CREATE TRIGGER user_account_stamped AFTER INSERT OR DELETE OR UPDATE OF name, language, "
    "must_change_password, is_stopped ON user_account FOR EACH STATEMENT EXECUTE FUNCTION "
    "reference_changed('people')",
    "CREATE TRIGGER appointment_stamped AFTER INSERT OR DELETE OR UPDATE ON appointment FOR EACH "
    "STATEMENT EXECUTE FUNCTION reference_changed('people')",
)
OF_SQLITE = (
    "CREATE TRIGGER department_stamped_update AFTER UPDATE OF {columns} ON department BEGIN INSERT INTO "
    "reference_stamp (topic, mark) VALUES ('names', hex(randomblob(16))) ON CONFLICT (topic) DO UPDATE SET "
    "mark = excluded.mark; END"
)
OF_POSTGRESQL = (
    "CREATE TRIGGER department_stamped AFTER INSERT OR DELETE OR UPDATE OF {columns} ON department FOR EACH "
    "STATEMENT EXECUTE FUNCTION reference_changed('names')"
)


def upgrade() -> None:
    """Who may do what is kept in memory from now on: every change of it must be noticed."""
    _stamp_departments("short_name, position, kind")
    for statement in SQLITE if _is_sqlite() else POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    for table in ("user_account", "appointment"):
        if _is_sqlite():
            for verb in ("insert", "update", "delete"):
                op.execute(f"DROP TRIGGER {table}_stamped_{verb}")
        else:
            op.execute(f"DROP TRIGGER {table}_stamped ON {table}")
    op.execute("DELETE FROM reference_stamp WHERE topic = 'people'")
    _stamp_departments("short_name, position")


def _stamp_departments(columns: str) -> None:
    if _is_sqlite():
        op.execute("DROP TRIGGER department_stamped_update")
        op.execute(OF_SQLITE.format(columns=columns))
    else:
        op.execute("DROP TRIGGER department_stamped ON department")
        op.execute(OF_POSTGRESQL.format(columns=columns))


def _is_sqlite() -> bool:
    return op.get_context().dialect.name == "sqlite"
