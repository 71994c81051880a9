"""The first tables: people, plans, tasks, reports, findings, history and what protects them."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

PROTECTION = {
    "sqlite": (
        "CREATE TRIGGER history_no_update BEFORE UPDATE ON history BEGIN SELECT RAISE(ABORT, 'history is append-only'); END",
        "CREATE TRIGGER history_no_delete BEFORE DELETE ON history BEGIN SELECT RAISE(ABORT, 'history is append-only'); END",
        "CREATE TRIGGER finding_issued_unchanged BEFORE UPDATE ON finding WHEN OLD.issued_at IS NOT NULL AND (NEW.task_id IS NOT OLD.task_id OR NEW.assignment_id IS NOT OLD.assignment_id OR NEW.department_id IS NOT OLD.department_id OR NEW.kind IS NOT OLD.kind OR NEW.severity IS NOT OLD.severity OR NEW.seen_on IS NOT OLD.seen_on OR NEW.place IS NOT OLD.place OR NEW.seen IS NOT OLD.seen OR NEW.claimed_percent IS NOT OLD.claimed_percent OR NEW.found_percent IS NOT OLD.found_percent OR NEW.recorded_by_id IS NOT OLD.recorded_by_id OR NEW.recorded_at IS NOT OLD.recorded_at OR NEW.issued_at IS NOT OLD.issued_at) BEGIN SELECT RAISE(ABORT, 'an issued finding keeps its facts'); END",
        "CREATE TRIGGER finding_issued_kept BEFORE DELETE ON finding WHEN OLD.issued_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'an issued finding is kept'); END",
        "CREATE TRIGGER task_issued_day_kept BEFORE UPDATE ON task WHEN OLD.state != 'draft' AND NEW.state != 'draft' AND NEW.issued_due_on IS NOT OLD.issued_due_on BEGIN SELECT RAISE(ABORT, 'the issued day never changes'); END",
        "CREATE TRIGGER appointment_administrators_insert BEFORE INSERT ON appointment WHEN EXISTS (SELECT 1 FROM appointment AS other WHERE other.user_id = NEW.user_id AND other.id != NEW.id AND other.first_on <= COALESCE(NEW.last_on, '9999-12-31') AND COALESCE(other.last_on, '9999-12-31') >= NEW.first_on AND (other.post IN ('system_admin', 'security_admin', 'audit_admin') OR NEW.post IN ('system_admin', 'security_admin', 'audit_admin'))) BEGIN SELECT RAISE(ABORT, 'an administrator holds nothing else'); END",
        "CREATE TRIGGER appointment_administrators_update BEFORE UPDATE ON appointment WHEN EXISTS (SELECT 1 FROM appointment AS other WHERE other.user_id = NEW.user_id AND other.id != NEW.id AND other.first_on <= COALESCE(NEW.last_on, '9999-12-31') AND COALESCE(other.last_on, '9999-12-31') >= NEW.first_on AND (other.post IN ('system_admin', 'security_admin', 'audit_admin') OR NEW.post IN ('system_admin', 'security_admin', 'audit_admin'))) BEGIN SELECT RAISE(ABORT, 'an administrator holds nothing else'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION history_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF true THEN RAISE EXCEPTION 'history is append-only' USING ERRCODE = '23514'; END IF; IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$",
        "CREATE TRIGGER history_append_only BEFORE UPDATE OR DELETE ON history FOR EACH ROW EXECUTE FUNCTION history_append_only()",
        "CREATE TRIGGER history_no_truncate BEFORE TRUNCATE ON history FOR EACH STATEMENT EXECUTE FUNCTION history_append_only()",
        "CREATE FUNCTION finding_issued_unchanged() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.issued_at IS NOT NULL AND (TG_OP = 'DELETE' OR NEW.task_id IS DISTINCT FROM OLD.task_id OR NEW.assignment_id IS DISTINCT FROM OLD.assignment_id OR NEW.department_id IS DISTINCT FROM OLD.department_id OR NEW.kind IS DISTINCT FROM OLD.kind OR NEW.severity IS DISTINCT FROM OLD.severity OR NEW.seen_on IS DISTINCT FROM OLD.seen_on OR NEW.place IS DISTINCT FROM OLD.place OR NEW.seen IS DISTINCT FROM OLD.seen OR NEW.claimed_percent IS DISTINCT FROM OLD.claimed_percent OR NEW.found_percent IS DISTINCT FROM OLD.found_percent OR NEW.recorded_by_id IS DISTINCT FROM OLD.recorded_by_id OR NEW.recorded_at IS DISTINCT FROM OLD.recorded_at OR NEW.issued_at IS DISTINCT FROM OLD.issued_at) THEN RAISE EXCEPTION 'an issued finding keeps its facts' USING ERRCODE = '23514'; END IF; IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$",
        "CREATE TRIGGER finding_issued_unchanged BEFORE UPDATE OR DELETE ON finding FOR EACH ROW EXECUTE FUNCTION finding_issued_unchanged()",
        "CREATE FUNCTION task_issued_day_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.state != 'draft' AND NEW.state != 'draft' AND NEW.issued_due_on IS DISTINCT FROM OLD.issued_due_on THEN RAISE EXCEPTION 'the issued day never changes' USING ERRCODE = '23514'; END IF; IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$",
        "CREATE TRIGGER task_issued_day_kept BEFORE UPDATE ON task FOR EACH ROW EXECUTE FUNCTION task_issued_day_kept()",
        "CREATE FUNCTION appointment_administrators() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM appointment AS other WHERE other.user_id = NEW.user_id AND other.id != NEW.id AND other.first_on <= COALESCE(NEW.last_on, DATE '9999-12-31') AND COALESCE(other.last_on, DATE '9999-12-31') >= NEW.first_on AND (other.post IN ('system_admin', 'security_admin', 'audit_admin') OR NEW.post IN ('system_admin', 'security_admin', 'audit_admin'))) THEN RAISE EXCEPTION 'an administrator holds nothing else' USING ERRCODE = '23514'; END IF; IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$",
        "CREATE TRIGGER appointment_administrators BEFORE INSERT OR UPDATE ON appointment FOR EACH ROW EXECUTE FUNCTION appointment_administrators()",
    ),
}

SEARCH = {
    "sqlite": ("CREATE VIRTUAL TABLE task_search USING fts5(words, tokenize = 'unicode61')",),
    "postgresql": (
        "CREATE TABLE task_search (task_id integer PRIMARY KEY REFERENCES task (id) ON DELETE CASCADE, words tsvector NOT NULL)",
        "CREATE INDEX ix_task_search_words ON task_search USING gin (words) WITH (fastupdate = off)",
    ),
}

FUNCTIONS = ("history_append_only", "finding_issued_unchanged", "task_issued_day_kept", "appointment_administrators")


def upgrade() -> None:
    op.create_table(
        "calendar_year",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_calendar_year")),
    )
    op.create_table(
        "department",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("short_name", sa.String(length=20), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "party",
                "economic",
                "social",
                "street",
                "vertical",
                "company",
                "park",
                "supervision",
                name="kind_valid",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=True),
        sa.Column("last_on", sa.Date(), nullable=True),
        sa.Column("successor_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("last_on IS NULL OR last_on >= first_on", name=op.f("ck_department_days_in_order")),
        sa.ForeignKeyConstraint(["successor_id"], ["department.id"], name=op.f("fk_department_successor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_department")),
        sa.UniqueConstraint("name", name=op.f("uq_department_name")),
        sa.UniqueConstraint("short_name", name=op.f("uq_department_short_name")),
    )
    op.create_table(
        "department_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_department_group")),
        sa.UniqueConstraint("name", name=op.f("uq_department_group_name")),
    )
    op.create_table(
        "plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("document_number", sa.String(length=60), nullable=False),
        sa.Column("issuer", sa.String(length=120), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("printed_on", sa.Date(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("aim", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "published",
                "concluded",
                name="state_valid",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_plan_days_in_order")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
    )
    op.create_table(
        "sign_in_throttle",
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("first_failed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("locks", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_sign_in_throttle")),
    )
    op.create_table(
        "stored_file",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("preview_sha256", sa.String(length=64), nullable=True),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("size > 0", name=op.f("ck_stored_file_not_empty")),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_stored_file")),
    )
    op.create_table(
        "user_account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("is_stopped", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("password_changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_account")),
        sa.UniqueConstraint("login", name=op.f("uq_user_account_login")),
    )
    op.create_table(
        "calendar_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("is_workday", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["year"], ["calendar_year.year"], name=op.f("fk_calendar_day_year")),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_calendar_day")),
    )
    with op.batch_alter_table("calendar_day", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_calendar_day_year"), ["year"], unique=False)

    op.create_table(
        "campaign",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("aim", sa.Text(), nullable=False),
        sa.Column("clause", sa.Text(), nullable=False),
        sa.Column("percent_bp", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("percent_bp BETWEEN 0 AND 10000", name=op.f("ck_campaign_percent_in_range")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_campaign_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
        sa.UniqueConstraint("plan_id", "position", name=op.f("uq_campaign_plan_id_position")),
    )
    op.create_table(
        "department_alias",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["department_id"], ["department.id"], name=op.f("fk_department_alias_department_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_department_alias")),
        sa.UniqueConstraint("name", name=op.f("uq_department_alias_name")),
    )
    with op.batch_alter_table("department_alias", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_department_alias_department_id"), ["department_id"], unique=False)

    op.create_table(
        "group_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["department_id"], ["department.id"], name=op.f("fk_group_member_department_id")),
        sa.ForeignKeyConstraint(["group_id"], ["department_group.id"], name=op.f("fk_group_member_group_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_member")),
        sa.UniqueConstraint("group_id", "department_id", name=op.f("uq_group_member_group_id_department_id")),
    )
    with op.batch_alter_table("group_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_group_member_department_id"), ["department_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_group_member_group_id"), ["group_id"], unique=False)

    op.create_table(
        "reporting_period",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("report_due_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("last_on >= first_on", name=op.f("ck_reporting_period_days_in_order")),
        sa.CheckConstraint("report_due_on >= first_on", name=op.f("ck_reporting_period_due_after_start")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_reporting_period_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reporting_period")),
        sa.UniqueConstraint("plan_id", "first_on", name=op.f("uq_reporting_period_plan_id_first_on")),
    )
    op.create_table(
        "sign_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_why", sa.String(length=20), nullable=True),
        sa.Column("address", sa.String(length=45), nullable=False),
        sa.Column("browser", sa.String(length=200), nullable=False),
        sa.CheckConstraint("(ended_at IS NULL) = (ended_why IS NULL)", name=op.f("ck_sign_in_ended_with_reason")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_sign_in_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_in_token_hash")),
    )
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.create_index(
            "ix_sign_in_user_id_open",
            ["user_id"],
            unique=False,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "used_form",
        sa.Column("token", sa.String(length=40), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("location", sa.String(length=300), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_used_form_user_id")),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_used_form")),
    )
    with op.batch_alter_table("used_form", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_used_form_used_at"), ["used_at"], unique=False)

    op.create_table(
        "campaign_role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum("lead", "responsible", name="kind_valid", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(department_id IS NULL) != (group_id IS NULL)", name=op.f("ck_campaign_role_department_or_group")
        ),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_campaign_role_campaign_id")),
        sa.ForeignKeyConstraint(["department_id"], ["department.id"], name=op.f("fk_campaign_role_department_id")),
        sa.ForeignKeyConstraint(["group_id"], ["department_group.id"], name=op.f("fk_campaign_role_group_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_role")),
        sa.UniqueConstraint("campaign_id", "department_id", name=op.f("uq_campaign_role_campaign_id_department_id")),
        sa.UniqueConstraint("campaign_id", "group_id", name=op.f("uq_campaign_role_campaign_id_group_id")),
    )
    with op.batch_alter_table("campaign_role", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_campaign_role_department_id"), ["department_id"], unique=False)
        batch_op.create_index(
            "uq_campaign_role_one_lead",
            ["campaign_id"],
            unique=True,
            sqlite_where=sa.text("kind = 'lead'"),
            postgresql_where=sa.text("kind = 'lead'"),
        )

    op.create_table(
        "target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("same_as_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("metric", sa.String(length=120), nullable=False),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "amount",
                "growth",
                "count",
                "share",
                "rank",
                "quality",
                "to_be_set",
                name="kind_valid",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column(
            "comparator",
            sa.Enum(">=", "=", "<=", name="comparator_valid", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("clause", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_target_campaign_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["target.id"], name=op.f("fk_target_parent_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_target_plan_id")),
        sa.ForeignKeyConstraint(["same_as_id"], ["target.id"], name=op.f("fk_target_same_as_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
    )
    with op.batch_alter_table("target", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_target_campaign_id"), ["campaign_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_target_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_target_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "measurement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("declared_value", sa.BigInteger(), nullable=False),
        sa.Column("declared_by_id", sa.Integer(), nullable=False),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verified_value", sa.BigInteger(), nullable=True),
        sa.Column("verified_by_id", sa.Integer(), nullable=True),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(verified_value IS NULL) = (verified_by_id IS NULL)", name=op.f("ck_measurement_verified_by_somebody")
        ),
        sa.ForeignKeyConstraint(["declared_by_id"], ["user_account.id"], name=op.f("fk_measurement_declared_by_id")),
        sa.ForeignKeyConstraint(["period_id"], ["reporting_period.id"], name=op.f("fk_measurement_period_id")),
        sa.ForeignKeyConstraint(["target_id"], ["target.id"], name=op.f("fk_measurement_target_id")),
        sa.ForeignKeyConstraint(["verified_by_id"], ["user_account.id"], name=op.f("fk_measurement_verified_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measurement")),
        sa.UniqueConstraint("target_id", "period_id", name=op.f("uq_measurement_target_id_period_id")),
    )
    with op.batch_alter_table("measurement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_measurement_period_id"), ["period_id"], unique=False)

    op.create_table(
        "target_tier",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column(
            "tier",
            sa.Enum("guaranteed", "stretch", name="tier_valid", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("value", sa.BigInteger(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("paper", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["target_id"], ["target.id"], name=op.f("fk_target_tier_target_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target_tier")),
    )
    with op.batch_alter_table("target_tier", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_target_tier_target_id"), ["target_id"], unique=False)
        batch_op.create_index(
            "uq_target_tier_one_current",
            ["target_id", "tier"],
            unique=True,
            sqlite_where=sa.text("ended_on IS NULL"),
            postgresql_where=sa.text("ended_on IS NULL"),
        )

    op.create_table(
        "task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("children_count", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("standard", sa.Text(), nullable=False),
        sa.Column("clause", sa.Text(), nullable=False),
        sa.Column("start_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("issued_due_on", sa.Date(), nullable=True),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("percent_bp", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=True),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=True),
        sa.Column("deputy_seat", sa.Integer(), nullable=True),
        sa.Column("internal_department_id", sa.Integer(), nullable=True),
        sa.Column("lead_department_id", sa.Integer(), nullable=True),
        sa.Column("must_be_verified", sa.Boolean(), nullable=False),
        sa.Column("verifier_id", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "issued",
                "in_progress",
                "completion_requested",
                "verified",
                "closed",
                "suspended",
                "cancelled",
                "unmet",
                name="state_valid",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("issued_by_id", sa.Integer(), nullable=True),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("requested_by_id", sa.Integer(), nullable=True),
        sa.Column("request_text", sa.Text(), nullable=False),
        sa.Column("silence_explained", sa.Text(), nullable=False),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("verified_by_id", sa.Integer(), nullable=True),
        sa.Column(
            "grade",
            sa.Enum(
                "excellent", "good", "passed", name="grade_valid", native_enum=False, create_constraint=True, length=30
            ),
            nullable=True,
        ),
        sa.Column("looked_at", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.Column("is_unverified", sa.Boolean(), nullable=False),
        sa.Column("ended_reason", sa.Text(), nullable=True),
        sa.Column("successor", sa.String(length=200), nullable=False),
        sa.Column("suspended_until", sa.Date(), nullable=True),
        sa.Column("return_count", sa.Integer(), nullable=False),
        sa.Column("return_reason", sa.Text(), nullable=False),
        sa.Column("reopen_count", sa.Integer(), nullable=False),
        sa.Column("yellow_on", sa.Date(), nullable=True),
        sa.Column("yellow_why", sa.String(length=20), nullable=False),
        sa.Column("yellow_title", sa.String(length=120), nullable=False),
        sa.Column("red_on", sa.Date(), nullable=True),
        sa.Column("red_why", sa.String(length=20), nullable=False),
        sa.Column("red_title", sa.String(length=120), nullable=False),
        sa.Column("outdated_on", sa.Date(), nullable=True),
        sa.Column("caught_up_until", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'closed') = (closed_at IS NOT NULL AND closed_by_id IS NOT NULL)",
            name=op.f("ck_task_closed_by_somebody"),
        ),
        sa.CheckConstraint("(state = 'draft') = (issued_at IS NULL)", name=op.f("ck_task_issued_with_date")),
        sa.CheckConstraint(
            "(state = 'suspended') = (suspended_until IS NOT NULL)", name=op.f("ck_task_suspended_until_a_day")
        ),
        sa.CheckConstraint(
            "(state IN ('cancelled', 'unmet')) = (ended_reason IS NOT NULL)", name=op.f("ck_task_ended_with_reason")
        ),
        sa.CheckConstraint(
            "is_open = (state IN ('issued', 'in_progress', 'completion_requested', 'verified', 'suspended'))",
            name=op.f("ck_task_open_by_state"),
        ),
        sa.CheckConstraint(
            "state != 'verified' OR (verified_at IS NOT NULL AND verified_by_id IS NOT NULL AND grade IS NOT NULL)",
            name=op.f("ck_task_verified_with_grade"),
        ),
        sa.CheckConstraint(
            "state = 'draft' OR (due_on IS NOT NULL AND issued_due_on IS NOT NULL AND lead_department_id IS NOT NULL)",
            name=op.f("ck_task_issued_complete"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('completion_requested', 'verified') OR (requested_at IS NOT NULL AND requested_by_id IS NOT NULL)",
            name=op.f("ck_task_requested_by_somebody"),
        ),
        sa.CheckConstraint(
            "due_on IS NULL OR start_on IS NULL OR due_on >= start_on", name=op.f("ck_task_days_in_order")
        ),
        sa.CheckConstraint("percent_bp BETWEEN 0 AND 10000", name=op.f("ck_task_percent_in_range")),
        sa.CheckConstraint("weight > 0", name=op.f("ck_task_weight_positive")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_task_campaign_id")),
        sa.ForeignKeyConstraint(["closed_by_id"], ["user_account.id"], name=op.f("fk_task_closed_by_id")),
        sa.ForeignKeyConstraint(["created_by_id"], ["user_account.id"], name=op.f("fk_task_created_by_id")),
        sa.ForeignKeyConstraint(
            ["internal_department_id"], ["department.id"], name=op.f("fk_task_internal_department_id")
        ),
        sa.ForeignKeyConstraint(["issued_by_id"], ["user_account.id"], name=op.f("fk_task_issued_by_id")),
        sa.ForeignKeyConstraint(["lead_department_id"], ["department.id"], name=op.f("fk_task_lead_department_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["task.id"], name=op.f("fk_task_parent_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_task_plan_id")),
        sa.ForeignKeyConstraint(["requested_by_id"], ["user_account.id"], name=op.f("fk_task_requested_by_id")),
        sa.ForeignKeyConstraint(["target_id"], ["target.id"], name=op.f("fk_task_target_id")),
        sa.ForeignKeyConstraint(["verified_by_id"], ["user_account.id"], name=op.f("fk_task_verified_by_id")),
        sa.ForeignKeyConstraint(["verifier_id"], ["user_account.id"], name=op.f("fk_task_verifier_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
    )
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.create_index(
            "ix_task_open_campaign_due",
            ["is_open", "campaign_id", "due_on", "id"],
            unique=False,
            sqlite_where=sa.text("state != 'draft'"),
            postgresql_where=sa.text("state != 'draft'"),
        )
        batch_op.create_index(
            "ix_task_campaign_red",
            ["campaign_id", "red_on", "id"],
            unique=False,
            sqlite_where=sa.text("is_open"),
            postgresql_where=sa.text("is_open"),
        )
        batch_op.create_index("ix_task_state_campaign_due", ["state", "campaign_id", "due_on", "id"], unique=False)
        batch_op.create_index(
            "ix_task_campaign_top",
            ["campaign_id", "position", "id"],
            unique=False,
            sqlite_where=sa.text("parent_id IS NULL"),
            postgresql_where=sa.text("parent_id IS NULL"),
        )
        batch_op.create_index(
            "ix_task_changed",
            ["changed_at", "id"],
            unique=False,
            sqlite_where=sa.text("state != 'draft'"),
            postgresql_where=sa.text("state != 'draft'"),
        )
        batch_op.create_index(
            "ix_task_due",
            ["due_on", "id"],
            unique=False,
            sqlite_where=sa.text("state != 'draft'"),
            postgresql_where=sa.text("state != 'draft'"),
        )
        batch_op.create_index(batch_op.f("ix_task_internal_department_id"), ["internal_department_id"], unique=False)
        batch_op.create_index(
            "ix_task_lead_finished",
            ["lead_department_id", "due_on", "id"],
            unique=False,
            sqlite_where=sa.text("state = 'in_progress' AND percent_bp = 10000"),
            postgresql_where=sa.text("state = 'in_progress' AND percent_bp = 10000"),
        )
        batch_op.create_index(
            "ix_task_lead_outdated",
            ["lead_department_id", "outdated_on", "id"],
            unique=False,
            sqlite_where=sa.text("is_open"),
            postgresql_where=sa.text("is_open"),
        )
        batch_op.create_index(
            "ix_task_lead_red",
            ["lead_department_id", "red_on", "id"],
            unique=False,
            sqlite_where=sa.text("is_open"),
            postgresql_where=sa.text("is_open"),
        )
        batch_op.create_index(
            "ix_task_open_changed",
            ["is_open", "changed_at", "id"],
            unique=False,
            sqlite_where=sa.text("state != 'draft'"),
            postgresql_where=sa.text("state != 'draft'"),
        )
        batch_op.create_index(
            "ix_task_open_due",
            ["is_open", "due_on", "id"],
            unique=False,
            sqlite_where=sa.text("state != 'draft'"),
            postgresql_where=sa.text("state != 'draft'"),
        )
        batch_op.create_index("ix_task_parent_position", ["parent_id", "position", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_task_path"), ["path"], unique=False)
        batch_op.create_index(batch_op.f("ix_task_plan_id"), ["plan_id"], unique=False)
        batch_op.create_index(
            "ix_task_red",
            ["red_on", "id"],
            unique=False,
            sqlite_where=sa.text("is_open"),
            postgresql_where=sa.text("is_open"),
        )
        batch_op.create_index("ix_task_state_changed", ["state", "changed_at", "id"], unique=False)
        batch_op.create_index("ix_task_state_due", ["state", "due_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_task_target_id"), ["target_id"], unique=False)
        batch_op.create_index(
            "ix_task_unnamed",
            ["due_on", "id"],
            unique=False,
            sqlite_where=sa.text("state = 'completion_requested' AND must_be_verified AND verifier_id IS NULL"),
            postgresql_where=sa.text("state = 'completion_requested' AND must_be_verified AND verifier_id IS NULL"),
        )
        batch_op.create_index(batch_op.f("ix_task_verifier_id"), ["verifier_id"], unique=False)

    op.create_table(
        "trajectory_point",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column(
            "tier",
            sa.Enum("guaranteed", "stretch", name="tier_valid", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["period_id"], ["reporting_period.id"], name=op.f("fk_trajectory_point_period_id")),
        sa.ForeignKeyConstraint(["target_id"], ["target.id"], name=op.f("fk_trajectory_point_target_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trajectory_point")),
        sa.UniqueConstraint(
            "target_id", "tier", "period_id", name=op.f("uq_trajectory_point_target_id_tier_period_id")
        ),
    )
    with op.batch_alter_table("trajectory_point", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_trajectory_point_period_id"), ["period_id"], unique=False)

    op.create_table(
        "appointment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column(
            "post",
            sa.Enum(
                "office",
                "commander",
                "deputy_commander",
                "head",
                "deputy_head",
                "staff",
                "inspector",
                "supervision_lead",
                "guest_inspector",
                "observer",
                "system_admin",
                "security_admin",
                "audit_admin",
                name="post_valid",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("campaign_id", sa.Integer(), nullable=True),
        sa.Column("task_id", sa.Integer(), nullable=True),
        sa.Column("seat", sa.Integer(), nullable=True),
        sa.Column("seconded_from_id", sa.Integer(), nullable=True),
        sa.Column("section", sa.String(length=40), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=True),
        sa.Column("empowered_from", sa.Date(), nullable=True),
        sa.Column("empowered_until", sa.Date(), nullable=True),
        sa.Column("appointed_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(post = 'deputy_commander') = (seat IS NOT NULL)", name=op.f("ck_appointment_seat_iff_deputy")
        ),
        sa.CheckConstraint(
            "(post = 'guest_inspector') = (task_id IS NOT NULL)", name=op.f("ck_appointment_task_iff_guest")
        ),
        sa.CheckConstraint(
            "(post IN ('commander', 'deputy_commander')) = (campaign_id IS NOT NULL)",
            name=op.f("ck_appointment_campaign_iff_commanding"),
        ),
        sa.CheckConstraint(
            "NOT (post IN ('head', 'deputy_head', 'staff')) OR department_id IS NOT NULL",
            name=op.f("ck_appointment_department_post_has_one"),
        ),
        sa.CheckConstraint(
            "empowered_from IS NULL OR post = 'staff'", name=op.f("ck_appointment_only_staff_empowered")
        ),
        sa.CheckConstraint(
            "appointed_by_id IS NULL OR appointed_by_id != user_id", name=op.f("ck_appointment_not_by_oneself")
        ),
        sa.CheckConstraint(
            "(empowered_from IS NULL) = (empowered_until IS NULL)", name=op.f("ck_appointment_empowered_from_to")
        ),
        sa.CheckConstraint("last_on IS NULL OR last_on >= first_on", name=op.f("ck_appointment_days_in_order")),
        sa.ForeignKeyConstraint(["appointed_by_id"], ["user_account.id"], name=op.f("fk_appointment_appointed_by_id")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_appointment_campaign_id")),
        sa.ForeignKeyConstraint(["department_id"], ["department.id"], name=op.f("fk_appointment_department_id")),
        sa.ForeignKeyConstraint(["seconded_from_id"], ["department.id"], name=op.f("fk_appointment_seconded_from_id")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_appointment_task_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_appointment_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
    )
    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_appointment_campaign_id"), ["campaign_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_appointment_department_id"), ["department_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_appointment_task_id"), ["task_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_appointment_user_id"), ["user_id"], unique=False)
        batch_op.create_index(
            "uq_appointment_one_commander",
            ["campaign_id"],
            unique=True,
            sqlite_where=sa.text("post = 'commander' AND last_on IS NULL"),
            postgresql_where=sa.text("post = 'commander' AND last_on IS NULL"),
        )
        batch_op.create_index(
            "uq_appointment_one_deputy_a_seat",
            ["campaign_id", "seat"],
            unique=True,
            sqlite_where=sa.text("post = 'deputy_commander' AND last_on IS NULL"),
            postgresql_where=sa.text("post = 'deputy_commander' AND last_on IS NULL"),
        )
        batch_op.create_index(
            "uq_appointment_one_head",
            ["department_id"],
            unique=True,
            sqlite_where=sa.text("post = 'head' AND last_on IS NULL"),
            postgresql_where=sa.text("post = 'head' AND last_on IS NULL"),
        )
        batch_op.create_index(
            "uq_appointment_one_supervision_lead",
            ["post"],
            unique=True,
            sqlite_where=sa.text("post = 'supervision_lead' AND last_on IS NULL"),
            postgresql_where=sa.text("post = 'supervision_lead' AND last_on IS NULL"),
        )

    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum("lead", "responsible", name="kind_valid", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "signed",
                "done",
                "transferred",
                "released",
                name="state_valid",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(length=40), nullable=False),
        sa.Column("deputy_in_charge", sa.String(length=40), nullable=False),
        sa.Column("person_responsible", sa.String(length=40), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=True),
        sa.Column("quantity_done", sa.BigInteger(), nullable=True),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_by_id", sa.Integer(), nullable=True),
        sa.Column("is_deemed", sa.Boolean(), nullable=False),
        sa.Column("deemed_on", sa.Date(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("return_reason", sa.Text(), nullable=False),
        sa.Column("ended_reason", sa.Text(), nullable=True),
        sa.Column("transferred_from_id", sa.Integer(), nullable=True),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(state = 'done') = (done_at IS NOT NULL)", name=op.f("ck_assignment_done_with_date")),
        sa.CheckConstraint(
            "(state IN ('transferred', 'released')) = (ended_reason IS NOT NULL)",
            name=op.f("ck_assignment_ended_with_reason"),
        ),
        sa.CheckConstraint(
            "group_id IS NULL OR (kind = 'responsible' AND state = 'waiting')",
            name=op.f("ck_assignment_group_only_in_drafts"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('signed', 'done') OR signed_at IS NOT NULL", name=op.f("ck_assignment_signed_with_date")
        ),
        sa.CheckConstraint(
            "(department_id IS NULL) != (group_id IS NULL)", name=op.f("ck_assignment_department_or_group")
        ),
        sa.CheckConstraint("percent BETWEEN 0 AND 100", name=op.f("ck_assignment_percent_in_range")),
        sa.ForeignKeyConstraint(["department_id"], ["department.id"], name=op.f("fk_assignment_department_id")),
        sa.ForeignKeyConstraint(["group_id"], ["department_group.id"], name=op.f("fk_assignment_group_id")),
        sa.ForeignKeyConstraint(["signed_by_id"], ["user_account.id"], name=op.f("fk_assignment_signed_by_id")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_assignment_task_id")),
        sa.ForeignKeyConstraint(
            ["transferred_from_id"], ["assignment.id"], name=op.f("fk_assignment_transferred_from_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
    )
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.create_index(
            "ix_assignment_department_kind_open_due",
            ["department_id", "kind", "is_open", "due_on", "task_id"],
            unique=False,
        )
        batch_op.create_index(
            "ix_assignment_department_changed", ["department_id", "changed_at", "task_id"], unique=False
        )
        batch_op.create_index("ix_assignment_department_due", ["department_id", "due_on", "task_id"], unique=False)
        batch_op.create_index(
            "ix_assignment_department_open_changed", ["department_id", "is_open", "changed_at", "task_id"], unique=False
        )
        batch_op.create_index(
            "ix_assignment_department_open_due", ["department_id", "is_open", "due_on", "task_id"], unique=False
        )
        batch_op.create_index(
            "ix_assignment_department_waiting",
            ["department_id", "due_on", "task_id"],
            unique=False,
            sqlite_where=sa.text("state = 'waiting' AND is_open"),
            postgresql_where=sa.text("state = 'waiting' AND is_open"),
        )
        batch_op.create_index(batch_op.f("ix_assignment_group_id"), ["group_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_assignment_task_id"), ["task_id"], unique=False)
        batch_op.create_index(
            "uq_assignment_one_lead",
            ["task_id"],
            unique=True,
            sqlite_where=sa.text("kind = 'lead' AND state IN ('waiting', 'signed', 'done')"),
            postgresql_where=sa.text("kind = 'lead' AND state IN ('waiting', 'signed', 'done')"),
        )
        batch_op.create_index(
            "uq_assignment_one_leg_a_department",
            ["task_id", "department_id"],
            unique=True,
            sqlite_where=sa.text("department_id IS NOT NULL AND state IN ('waiting', 'signed', 'done')"),
            postgresql_where=sa.text("department_id IS NOT NULL AND state IN ('waiting', 'signed', 'done')"),
        )

    op.create_table(
        "date_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "extension",
                "suspension",
                "revision",
                "reopening",
                name="kind_valid",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("nth", sa.Integer(), nullable=False),
        sa.Column("paper", sa.String(length=120), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["decided_by_id"], ["user_account.id"], name=op.f("fk_date_change_decided_by_id")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_date_change_task_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_date_change")),
    )
    with op.batch_alter_table("date_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_date_change_task_id"), ["task_id"], unique=False)

    op.create_table(
        "history",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("acting_as", sa.String(length=120), nullable=False),
        sa.Column("event", sa.String(length=60), nullable=False),
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=True),
        sa.Column("campaign_id", sa.Integer(), nullable=True),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.Column("address", sa.String(length=45), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_history_campaign_id")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_history_task_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_history_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_history")),
    )
    with op.batch_alter_table("history", schema=None) as batch_op:
        batch_op.create_index("ix_history_at", ["at"], unique=False)
        batch_op.create_index("ix_history_event", ["event", "id"], unique=False)
        batch_op.create_index("ix_history_subject", ["subject", "id"], unique=False)
        batch_op.create_index("ix_history_task", ["task_id", "id"], unique=False)
        batch_op.create_index("ix_history_user", ["user_id", "id"], unique=False)

    op.create_table(
        "milestone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("evidence", sa.String(length=200), nullable=False),
        sa.Column("reached_on", sa.Date(), nullable=True),
        sa.Column("reached_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(reached_on IS NULL) = (reached_by_id IS NULL)", name=op.f("ck_milestone_reached_by_somebody")
        ),
        sa.ForeignKeyConstraint(["reached_by_id"], ["user_account.id"], name=op.f("fk_milestone_reached_by_id")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_milestone_task_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
    )
    with op.batch_alter_table("milestone", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_milestone_task_id"), ["task_id"], unique=False)

    op.create_table(
        "finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "special",
                "random",
                "unannounced",
                "routine",
                name="kind_valid",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column(
            "severity",
            sa.Enum(
                "minor",
                "ordinary",
                "serious",
                name="severity_valid",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("seen", sa.Text(), nullable=False),
        sa.Column("claimed_percent", sa.Integer(), nullable=False),
        sa.Column("found_percent", sa.Integer(), nullable=True),
        sa.Column("days_to_rectify", sa.Integer(), nullable=False),
        sa.Column("rectify_due_on", sa.Date(), nullable=True),
        sa.Column("is_on_the_spot", sa.Boolean(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "recorded",
                "issued",
                "disputed",
                "rectifying",
                "rectified",
                "closed",
                "withdrawn",
                name="state_valid",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cosigned_by_id", sa.Integer(), nullable=True),
        sa.Column("cosigned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("issued_by_id", sa.Integer(), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("draft_answer", sa.Text(), nullable=False),
        sa.Column("measures", sa.Text(), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dispute_reason", sa.Text(), nullable=False),
        sa.Column("disputed_by_id", sa.Integer(), nullable=True),
        sa.Column("disputed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dispute_decision", sa.Text(), nullable=False),
        sa.Column("dispute_decided_by_id", sa.Integer(), nullable=True),
        sa.Column("rectified_text", sa.Text(), nullable=False),
        sa.Column("rectified_by_id", sa.Integer(), nullable=True),
        sa.Column("rectified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("follow_up_text", sa.Text(), nullable=False),
        sa.Column("followed_up_by_id", sa.Integer(), nullable=True),
        sa.Column("followed_up_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_count", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=True),
        sa.Column("withdrawn_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name=op.f("ck_finding_closed_with_date")),
        sa.CheckConstraint(
            "(state = 'withdrawn') = (withdrawn_reason IS NOT NULL)", name=op.f("ck_finding_withdrawn_with_reason")
        ),
        sa.CheckConstraint(
            "state IN ('recorded', 'withdrawn') OR is_on_the_spot OR (issued_at IS NOT NULL AND cosigned_at IS NOT NULL AND rectify_due_on IS NOT NULL)",
            name=op.f("ck_finding_issued_complete"),
        ),
        sa.CheckConstraint(
            "(cosigned_at IS NULL) = (cosigned_by_id IS NULL)", name=op.f("ck_finding_cosigned_with_date")
        ),
        sa.CheckConstraint("(issued_at IS NULL) = (issued_by_id IS NULL)", name=op.f("ck_finding_issued_with_date")),
        sa.CheckConstraint(
            "cosigned_by_id IS NULL OR cosigned_by_id != recorded_by_id", name=op.f("ck_finding_cosigned_by_another")
        ),
        sa.CheckConstraint("days_to_rectify BETWEEN 1 AND 365", name=op.f("ck_finding_days_in_range")),
        sa.CheckConstraint(
            "found_percent IS NULL OR found_percent BETWEEN 0 AND 100", name=op.f("ck_finding_found_in_range")
        ),
        sa.ForeignKeyConstraint(["answered_by_id"], ["user_account.id"], name=op.f("fk_finding_answered_by_id")),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"], name=op.f("fk_finding_assignment_id")),
        sa.ForeignKeyConstraint(["cosigned_by_id"], ["user_account.id"], name=op.f("fk_finding_cosigned_by_id")),
        sa.ForeignKeyConstraint(["department_id"], ["department.id"], name=op.f("fk_finding_department_id")),
        sa.ForeignKeyConstraint(
            ["dispute_decided_by_id"], ["user_account.id"], name=op.f("fk_finding_dispute_decided_by_id")
        ),
        sa.ForeignKeyConstraint(["disputed_by_id"], ["user_account.id"], name=op.f("fk_finding_disputed_by_id")),
        sa.ForeignKeyConstraint(["followed_up_by_id"], ["user_account.id"], name=op.f("fk_finding_followed_up_by_id")),
        sa.ForeignKeyConstraint(["issued_by_id"], ["user_account.id"], name=op.f("fk_finding_issued_by_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["user_account.id"], name=op.f("fk_finding_recorded_by_id")),
        sa.ForeignKeyConstraint(["rectified_by_id"], ["user_account.id"], name=op.f("fk_finding_rectified_by_id")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_finding_task_id")),
        sa.ForeignKeyConstraint(["withdrawn_by_id"], ["user_account.id"], name=op.f("fk_finding_withdrawn_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
    )
    with op.batch_alter_table("finding", schema=None) as batch_op:
        batch_op.create_index(
            "ix_finding_department_open",
            ["department_id", "rectify_due_on", "id"],
            unique=False,
            sqlite_where=sa.text("state IN ('recorded', 'issued', 'disputed', 'rectifying', 'rectified')"),
            postgresql_where=sa.text("state IN ('recorded', 'issued', 'disputed', 'rectifying', 'rectified')"),
        )
        batch_op.create_index(batch_op.f("ix_finding_recorded_by_id"), ["recorded_by_id"], unique=False)
        batch_op.create_index("ix_finding_state", ["state", "id"], unique=False)
        batch_op.create_index("ix_finding_task", ["task_id", "id"], unique=False)

    op.create_table(
        "progress_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "submitted",
                "accepted",
                "returned",
                name="state_valid",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("percent", sa.Integer(), nullable=True),
        sa.Column("quantity", sa.BigInteger(), nullable=True),
        sa.Column("done", sa.Text(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("next_step", sa.Text(), nullable=False),
        sa.Column("help_needed", sa.Text(), nullable=False),
        sa.Column(
            "confidence",
            sa.Enum(
                "high", "medium", "low", name="confidence_valid", native_enum=False, create_constraint=True, length=30
            ),
            nullable=True,
        ),
        sa.Column("confidence_reason", sa.Text(), nullable=False),
        sa.Column("drafted_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_by_id", sa.Integer(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("return_reason", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'draft') = (submitted_at IS NULL)", name=op.f("ck_progress_report_submitted_with_date")
        ),
        sa.CheckConstraint(
            "(state = 'returned') = (return_reason IS NOT NULL)", name=op.f("ck_progress_report_returned_with_reason")
        ),
        sa.CheckConstraint(
            "(state IN ('accepted', 'returned')) = (decided_by_id IS NOT NULL)",
            name=op.f("ck_progress_report_decided_by_somebody"),
        ),
        sa.CheckConstraint(
            "percent IS NULL OR percent BETWEEN 0 AND 100", name=op.f("ck_progress_report_percent_in_range")
        ),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"], name=op.f("fk_progress_report_assignment_id")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["user_account.id"], name=op.f("fk_progress_report_decided_by_id")),
        sa.ForeignKeyConstraint(["drafted_by_id"], ["user_account.id"], name=op.f("fk_progress_report_drafted_by_id")),
        sa.ForeignKeyConstraint(["period_id"], ["reporting_period.id"], name=op.f("fk_progress_report_period_id")),
        sa.ForeignKeyConstraint(
            ["submitted_by_id"], ["user_account.id"], name=op.f("fk_progress_report_submitted_by_id")
        ),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_progress_report_task_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_progress_report")),
    )
    with op.batch_alter_table("progress_report", schema=None) as batch_op:
        batch_op.create_index("ix_progress_report_assignment", ["assignment_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_progress_report_period_id"), ["period_id"], unique=False)
        batch_op.create_index("ix_progress_report_task", ["task_id", "id"], unique=False)

    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=True),
        sa.Column("finding_id", sa.Integer(), nullable=True),
        sa.Column("finding_action", sa.String(length=20), nullable=False),
        sa.Column("uploaded_by_id", sa.Integer(), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["finding_id"], ["finding.id"], name=op.f("fk_attachment_finding_id")),
        sa.ForeignKeyConstraint(["report_id"], ["progress_report.id"], name=op.f("fk_attachment_report_id")),
        sa.ForeignKeyConstraint(["sha256"], ["stored_file.sha256"], name=op.f("fk_attachment_sha256")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_attachment_task_id")),
        sa.ForeignKeyConstraint(["uploaded_by_id"], ["user_account.id"], name=op.f("fk_attachment_uploaded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.create_index("ix_attachment_finding", ["finding_id", "id"], unique=False)
        batch_op.create_index("ix_attachment_report", ["report_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_attachment_sha256"), ["sha256"], unique=False)
        batch_op.create_index("ix_attachment_task", ["task_id", "id"], unique=False)
    dialect = op.get_context().dialect.name
    for statement in (*PROTECTION[dialect], *SEARCH[dialect]):
        op.execute(sa.text(statement.replace(":", "\\:")))


def downgrade() -> None:
    op.execute("DROP TABLE task_search")
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.drop_index("ix_attachment_task")
        batch_op.drop_index(batch_op.f("ix_attachment_sha256"))
        batch_op.drop_index("ix_attachment_report")
        batch_op.drop_index("ix_attachment_finding")

    op.drop_table("attachment")
    with op.batch_alter_table("progress_report", schema=None) as batch_op:
        batch_op.drop_index("ix_progress_report_task")
        batch_op.drop_index(batch_op.f("ix_progress_report_period_id"))
        batch_op.drop_index("ix_progress_report_assignment")

    op.drop_table("progress_report")
    with op.batch_alter_table("finding", schema=None) as batch_op:
        batch_op.drop_index("ix_finding_task")
        batch_op.drop_index("ix_finding_state")
        batch_op.drop_index(batch_op.f("ix_finding_recorded_by_id"))
        batch_op.drop_index(
            "ix_finding_department_open",
            sqlite_where=sa.text("state IN ('recorded', 'issued', 'disputed', 'rectifying', 'rectified')"),
            postgresql_where=sa.text("state IN ('recorded', 'issued', 'disputed', 'rectifying', 'rectified')"),
        )

    op.drop_table("finding")
    with op.batch_alter_table("milestone", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_milestone_task_id"))

    op.drop_table("milestone")
    with op.batch_alter_table("history", schema=None) as batch_op:
        batch_op.drop_index("ix_history_user")
        batch_op.drop_index("ix_history_task")
        batch_op.drop_index("ix_history_subject")
        batch_op.drop_index("ix_history_event")
        batch_op.drop_index("ix_history_at")

    op.drop_table("history")
    with op.batch_alter_table("date_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_date_change_task_id"))

    op.drop_table("date_change")
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_assignment_one_leg_a_department",
            sqlite_where=sa.text("department_id IS NOT NULL AND state IN ('waiting', 'signed', 'done')"),
            postgresql_where=sa.text("department_id IS NOT NULL AND state IN ('waiting', 'signed', 'done')"),
        )
        batch_op.drop_index(
            "uq_assignment_one_lead",
            sqlite_where=sa.text("kind = 'lead' AND state IN ('waiting', 'signed', 'done')"),
            postgresql_where=sa.text("kind = 'lead' AND state IN ('waiting', 'signed', 'done')"),
        )
        batch_op.drop_index(batch_op.f("ix_assignment_task_id"))
        batch_op.drop_index(batch_op.f("ix_assignment_group_id"))
        batch_op.drop_index(
            "ix_assignment_department_waiting",
            sqlite_where=sa.text("state = 'waiting' AND is_open"),
            postgresql_where=sa.text("state = 'waiting' AND is_open"),
        )
        batch_op.drop_index("ix_assignment_department_due")
        batch_op.drop_index("ix_assignment_department_changed")
        batch_op.drop_index("ix_assignment_department_open_due")
        batch_op.drop_index("ix_assignment_department_open_changed")
        batch_op.drop_index("ix_assignment_department_kind_open_due")

    op.drop_table("assignment")
    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_appointment_one_supervision_lead",
            sqlite_where=sa.text("post = 'supervision_lead' AND last_on IS NULL"),
            postgresql_where=sa.text("post = 'supervision_lead' AND last_on IS NULL"),
        )
        batch_op.drop_index(
            "uq_appointment_one_head",
            sqlite_where=sa.text("post = 'head' AND last_on IS NULL"),
            postgresql_where=sa.text("post = 'head' AND last_on IS NULL"),
        )
        batch_op.drop_index(
            "uq_appointment_one_deputy_a_seat",
            sqlite_where=sa.text("post = 'deputy_commander' AND last_on IS NULL"),
            postgresql_where=sa.text("post = 'deputy_commander' AND last_on IS NULL"),
        )
        batch_op.drop_index(
            "uq_appointment_one_commander",
            sqlite_where=sa.text("post = 'commander' AND last_on IS NULL"),
            postgresql_where=sa.text("post = 'commander' AND last_on IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_appointment_user_id"))
        batch_op.drop_index(batch_op.f("ix_appointment_task_id"))
        batch_op.drop_index(batch_op.f("ix_appointment_department_id"))
        batch_op.drop_index(batch_op.f("ix_appointment_campaign_id"))

    op.drop_table("appointment")
    with op.batch_alter_table("trajectory_point", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_trajectory_point_period_id"))

    op.drop_table("trajectory_point")
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_task_verifier_id"))
        batch_op.drop_index(
            "ix_task_unnamed",
            sqlite_where=sa.text("state = 'completion_requested' AND must_be_verified AND verifier_id IS NULL"),
            postgresql_where=sa.text("state = 'completion_requested' AND must_be_verified AND verifier_id IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_task_target_id"))
        batch_op.drop_index("ix_task_state_due")
        batch_op.drop_index("ix_task_state_changed")
        batch_op.drop_index("ix_task_red", sqlite_where=sa.text("is_open"), postgresql_where=sa.text("is_open"))
        batch_op.drop_index(batch_op.f("ix_task_plan_id"))
        batch_op.drop_index(batch_op.f("ix_task_path"))
        batch_op.drop_index("ix_task_parent_position")
        batch_op.drop_index(
            "ix_task_open_due", sqlite_where=sa.text("state != 'draft'"), postgresql_where=sa.text("state != 'draft'")
        )
        batch_op.drop_index(
            "ix_task_open_changed",
            sqlite_where=sa.text("state != 'draft'"),
            postgresql_where=sa.text("state != 'draft'"),
        )
        batch_op.drop_index("ix_task_lead_red", sqlite_where=sa.text("is_open"), postgresql_where=sa.text("is_open"))
        batch_op.drop_index(
            "ix_task_lead_outdated", sqlite_where=sa.text("is_open"), postgresql_where=sa.text("is_open")
        )
        batch_op.drop_index(
            "ix_task_lead_finished",
            sqlite_where=sa.text("state = 'in_progress' AND percent_bp = 10000"),
            postgresql_where=sa.text("state = 'in_progress' AND percent_bp = 10000"),
        )
        batch_op.drop_index(batch_op.f("ix_task_internal_department_id"))
        batch_op.drop_index(
            "ix_task_due", sqlite_where=sa.text("state != 'draft'"), postgresql_where=sa.text("state != 'draft'")
        )
        batch_op.drop_index(
            "ix_task_changed", sqlite_where=sa.text("state != 'draft'"), postgresql_where=sa.text("state != 'draft'")
        )
        batch_op.drop_index(
            "ix_task_campaign_top",
            sqlite_where=sa.text("parent_id IS NULL"),
            postgresql_where=sa.text("parent_id IS NULL"),
        )
        batch_op.drop_index("ix_task_state_campaign_due")
        batch_op.drop_index(
            "ix_task_campaign_red", sqlite_where=sa.text("is_open"), postgresql_where=sa.text("is_open")
        )
        batch_op.drop_index(
            "ix_task_open_campaign_due",
            sqlite_where=sa.text("state != 'draft'"),
            postgresql_where=sa.text("state != 'draft'"),
        )

    op.drop_table("task")
    with op.batch_alter_table("target_tier", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_target_tier_one_current",
            sqlite_where=sa.text("ended_on IS NULL"),
            postgresql_where=sa.text("ended_on IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_target_tier_target_id"))

    op.drop_table("target_tier")
    with op.batch_alter_table("measurement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_measurement_period_id"))

    op.drop_table("measurement")
    with op.batch_alter_table("target", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_target_plan_id"))
        batch_op.drop_index(batch_op.f("ix_target_parent_id"))
        batch_op.drop_index(batch_op.f("ix_target_campaign_id"))

    op.drop_table("target")
    with op.batch_alter_table("campaign_role", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_campaign_role_one_lead",
            sqlite_where=sa.text("kind = 'lead'"),
            postgresql_where=sa.text("kind = 'lead'"),
        )
        batch_op.drop_index(batch_op.f("ix_campaign_role_department_id"))

    op.drop_table("campaign_role")
    with op.batch_alter_table("used_form", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_used_form_used_at"))

    op.drop_table("used_form")
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_sign_in_user_id_open",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.drop_table("sign_in")
    op.drop_table("reporting_period")
    with op.batch_alter_table("group_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_group_member_group_id"))
        batch_op.drop_index(batch_op.f("ix_group_member_department_id"))

    op.drop_table("group_member")
    with op.batch_alter_table("department_alias", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_department_alias_department_id"))

    op.drop_table("department_alias")
    op.drop_table("campaign")
    with op.batch_alter_table("calendar_day", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_calendar_day_year"))

    op.drop_table("calendar_day")
    op.drop_table("user_account")
    op.drop_table("stored_file")
    op.drop_table("sign_in_throttle")
    op.drop_table("plan")
    op.drop_table("department_group")
    op.drop_table("department")
    op.drop_table("calendar_year")
    if op.get_context().dialect.name == "postgresql":
        for function in FUNCTIONS:
            op.execute(f"DROP FUNCTION {function}()")
