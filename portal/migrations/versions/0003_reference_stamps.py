"""marks of what pages keep in memory

Revision ID: 0003
Revises: 0002

"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TABLES = ("calendar_year", "calendar_day", "plan", "campaign", "department", "reporting_period")
STAMPS = {
    "sqlite": (
        "CREATE TRIGGER calendar_year_stamped_insert AFTER INSERT ON calendar_year BEGIN INSERT INTO "
        "reference_stamp (topic, mark) VALUES ('calendar', hex(randomblob(16))) ON CONFLICT (topic) DO "
        "UPDATE SET mark = excluded.mark; END",
        "CREATE TRIGGER calendar_year_stamped_update AFTER UPDATE ON calendar_year BEGIN INSERT INTO "
        "reference_stamp (topic, mark) VALUES ('calendar', hex(randomblob(16))) ON CONFLICT (topic) DO "
        "UPDATE SET mark = excluded.mark; END",
        "CREATE TRIGGER calendar_year_stamped_delete AFTER DELETE ON calendar_year BEGIN INSERT INTO "
        "reference_stamp (topic, mark) VALUES ('calendar', hex(randomblob(16))) ON CONFLICT (topic) DO "
        "UPDATE SET mark = excluded.mark; END",
        "CREATE TRIGGER calendar_day_stamped_insert AFTER INSERT ON calendar_day BEGIN INSERT INTO "
        "reference_stamp (topic, mark) VALUES ('calendar', hex(randomblob(16))) ON CONFLICT (topic) DO "
        "UPDATE SET mark = excluded.mark; END",
        "CREATE TRIGGER calendar_day_stamped_update AFTER UPDATE ON calendar_day BEGIN INSERT INTO "
        "reference_stamp (topic, mark) VALUES ('calendar', hex(randomblob(16))) ON CONFLICT (topic) DO "
        "UPDATE SET mark = excluded.mark; END",
        "CREATE TRIGGER calendar_day_stamped_delete AFTER DELETE ON calendar_day BEGIN INSERT INTO "
        "reference_stamp (topic, mark) VALUES ('calendar', hex(randomblob(16))) ON CONFLICT (topic) DO "
        "UPDATE SET mark = excluded.mark; END",
        "CREATE TRIGGER plan_stamped_insert AFTER INSERT ON plan BEGIN INSERT INTO reference_stamp "
        "(topic, mark) VALUES ('names', hex(randomblob(16))) ON CONFLICT (topic) DO UPDATE SET mark = "
        "excluded.mark; END",
        "CREATE TRIGGER plan_stamped_update AFTER UPDATE OF title, state, starts_on ON plan BEGIN INSERT "
        "INTO reference_stamp (topic, mark) VALUES ('names', hex(randomblob(16))) ON CONFLICT (topic) DO "
        "UPDATE SET mark = excluded.mark; END",
        "CREATE TRIGGER plan_stamped_delete AFTER DELETE ON plan BEGIN INSERT INTO reference_stamp "
        "(topic, mark) VALUES ('names', hex(randomblob(16))) ON CONFLICT (topic) DO UPDATE SET mark = "
        "excluded.mark; END",
        "CREATE TRIGGER campaign_stamped_insert AFTER INSERT ON campaign BEGIN INSERT INTO "
        "reference_stamp (topic, mark) VALUES ('names', hex(randomblob(16))) ON CONFLICT (topic) DO "
        "UPDATE SET mark = excluded.mark; END",
        "CREATE TRIGGER campaign_stamped_update AFTER UPDATE OF name, position, plan_id ON campaign "
        "BEGIN INSERT INTO reference_stamp (topic, mark) VALUES ('names', hex(randomblob(16))) ON "
        "CONFLICT (topic) DO UPDATE SET mark = excluded.mark; END",
        "CREATE TRIGGER campaign_stamped_delete AFTER DELETE ON campaign BEGIN INSERT INTO "
        "reference_stamp (topic, mark) VALUES ('names', hex(randomblob(16))) ON CONFLICT (topic) DO "
        "UPDATE SET mark = excluded.mark; END",
        "CREATE TRIGGER department_stamped_insert AFTER INSERT ON department BEGIN INSERT INTO "
        "reference_stamp (topic, mark) VALUES ('names', hex(randomblob(16))) ON CONFLICT (topic) DO "
        "UPDATE SET mark = excluded.mark; END",
        "CREATE TRIGGER department_stamped_update AFTER UPDATE OF short_name, position ON department "
        "BEGIN INSERT INTO reference_stamp (topic, mark) VALUES ('names', hex(randomblob(16))) ON "
        "CONFLICT (topic) DO UPDATE SET mark = excluded.mark; END",
        "CREATE TRIGGER department_stamped_delete AFTER DELETE ON department BEGIN INSERT INTO "
        "reference_stamp (topic, mark) VALUES ('names', hex(randomblob(16))) ON CONFLICT (topic) DO "
        "UPDATE SET mark = excluded.mark; END",
        "CREATE TRIGGER reporting_period_stamped_insert AFTER INSERT ON reporting_period BEGIN INSERT "
        "INTO reference_stamp (topic, mark) VALUES ('names', hex(randomblob(16))) ON CONFLICT (topic) DO "
        "UPDATE SET mark = excluded.mark; END",
        "CREATE TRIGGER reporting_period_stamped_update AFTER UPDATE OF name, first_on, plan_id ON "
        "reporting_period BEGIN INSERT INTO reference_stamp (topic, mark) VALUES ('names', "
        "hex(randomblob(16))) ON CONFLICT (topic) DO UPDATE SET mark = excluded.mark; END",
        "CREATE TRIGGER reporting_period_stamped_delete AFTER DELETE ON reporting_period BEGIN INSERT "
        "INTO reference_stamp (topic, mark) VALUES ('names', hex(randomblob(16))) ON CONFLICT (topic) DO "
        "UPDATE SET mark = excluded.mark; END",
    ),
    "postgresql": (
        "CREATE FUNCTION reference_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO "
        "reference_stamp (topic, mark) VALUES (TG_ARGV[0], gen_random_uuid()) ON CONFLICT (topic) DO "
        "UPDATE SET mark = excluded.mark; RETURN NULL; END $$",
        "CREATE TRIGGER calendar_year_stamped AFTER INSERT OR DELETE OR UPDATE ON calendar_year FOR EACH "
        "STATEMENT EXECUTE FUNCTION reference_changed('calendar')",
        "CREATE TRIGGER calendar_day_stamped AFTER INSERT OR DELETE OR UPDATE ON calendar_day FOR EACH "
        "STATEMENT EXECUTE FUNCTION reference_changed('calendar')",
        "CREATE TRIGGER plan_stamped AFTER INSERT OR DELETE OR UPDATE OF title, state, starts_on ON plan "
        "FOR EACH STATEMENT EXECUTE FUNCTION reference_changed('names')",
        "CREATE TRIGGER campaign_stamped AFTER INSERT OR DELETE OR UPDATE OF name, position, plan_id ON "
        "campaign FOR EACH STATEMENT EXECUTE FUNCTION reference_changed('names')",
        "CREATE TRIGGER department_stamped AFTER INSERT OR DELETE OR UPDATE OF short_name, position ON "
        "department FOR EACH STATEMENT EXECUTE FUNCTION reference_changed('names')",
        "CREATE TRIGGER reporting_period_stamped AFTER INSERT OR DELETE OR UPDATE OF name, first_on, "
        "plan_id ON reporting_period FOR EACH STATEMENT EXECUTE FUNCTION reference_changed('names')",
    ),
}


def upgrade() -> None:
    """Add the table, and the triggers that write it."""
    op.create_table(
        "reference_stamp",
        sa.Column("topic", sa.String(length=20), nullable=False),
        sa.Column("mark", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("topic", name=op.f("pk_reference_stamp")),
    )
    for statement in STAMPS[op.get_context().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    """Drop the triggers first: without the table they would refuse every change."""
    if op.get_context().dialect.name == "sqlite":
        for table in TABLES:
            for verb in ("insert", "update", "delete"):
                op.execute(f"DROP TRIGGER {table}_stamped_{verb}")
    else:
        op.execute("DROP FUNCTION reference_changed() CASCADE")
    op.drop_table("reference_stamp")
