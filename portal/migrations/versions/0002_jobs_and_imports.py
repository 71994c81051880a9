"""Jobs, and what is read from notices and sheets."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # jobs
    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("arguments", sa.JSON(), nullable=False),
        sa.Column("back", sa.String(length=1000), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("problem", sa.JSON(none_as_null=True), nullable=True),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (outcome IS NULL AND problem IS NULL)", name=op.f("ck_job_ended_with_result")
        ),
        sa.CheckConstraint("outcome IS NULL OR problem IS NULL", name=op.f("ck_job_done_or_failed")),
        sa.CheckConstraint("done >= 0 AND total >= 0", name=op.f("ck_job_figures_not_negative")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["user_account.id"], name=op.f("fk_job_asked_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
    )
    op.create_index(
        "ix_job_open",
        "job",
        ["due_at"],
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_index("ix_job_asked_by_id", "job", ["asked_by_id", "id"])

    # readings
    op.create_table(
        "plan_reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("draft", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("problem", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("compares_with_id", sa.Integer(), nullable=True),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("job_id", sa.Integer(), nullable=True),
        sa.Column("started_by_id", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_dropped", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(read_at IS NULL) = (draft IS NULL)", name=op.f("ck_plan_reading_read_with_draft")),
        sa.CheckConstraint("read_at IS NULL OR problem IS NULL", name=op.f("ck_plan_reading_read_or_failed")),
        sa.CheckConstraint(
            "plan_id IS NULL OR compares_with_id IS NULL", name=op.f("ck_plan_reading_created_or_compared")
        ),
        sa.CheckConstraint("plan_id IS NULL OR ended_at IS NOT NULL", name=op.f("ck_plan_reading_created_at_the_end")),
        sa.CheckConstraint("NOT is_dropped OR ended_at IS NOT NULL", name=op.f("ck_plan_reading_dropped_at_the_end")),
        sa.ForeignKeyConstraint(["sha256"], ["stored_file.sha256"], name=op.f("fk_plan_reading_sha256")),
        sa.ForeignKeyConstraint(["compares_with_id"], ["plan.id"], name=op.f("fk_plan_reading_compares_with_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_reading_plan_id")),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("fk_plan_reading_job_id")),
        sa.ForeignKeyConstraint(["started_by_id"], ["user_account.id"], name=op.f("fk_plan_reading_started_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_reading")),
    )
    op.create_index("ix_plan_reading_compares_with_id", "plan_reading", ["compares_with_id", "id"])
    op.create_index(op.f("ix_plan_reading_sha256"), "plan_reading", ["sha256"])
    op.create_index(op.f("ix_plan_reading_plan_id"), "plan_reading", ["plan_id"])
    op.create_table(
        "clause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("start_at", sa.Integer(), nullable=False),
        sa.Column("end_at", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=True),
        sa.Column("task_id", sa.Integer(), nullable=True),
        sa.Column("target_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(CASE WHEN campaign_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN task_id IS NULL THEN 0 ELSE 1 END) + "
            "(CASE WHEN target_id IS NULL THEN 0 ELSE 1 END) = 1",
            name=op.f("ck_clause_of_one_object"),
        ),
        sa.CheckConstraint("start_at >= 0 AND end_at >= start_at", name=op.f("ck_clause_place_in_order")),
        sa.ForeignKeyConstraint(["reading_id"], ["plan_reading.id"], name=op.f("fk_clause_reading_id")),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_clause_campaign_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_clause_task_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["target_id"], ["target.id"], name=op.f("fk_clause_target_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clause")),
    )
    for column in ("reading_id", "campaign_id", "task_id", "target_id"):
        op.create_index(op.f(f"ix_clause_{column}"), "clause", [column])

    # sheets
    op.create_table(
        "task_sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("internal_department_id", sa.Integer(), nullable=True),
        sa.Column("deputy_seat", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("cells", sa.LargeBinary(), nullable=False),
        sa.Column("layout", sa.JSON(), nullable=False),
        sa.Column("checked", sa.LargeBinary(), nullable=True),
        sa.Column("counts", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("job_id", sa.Integer(), nullable=True),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(checked IS NULL) = (counts IS NULL)", name=op.f("ck_task_sheet_checked_with_counts")),
        sa.CheckConstraint("done_at IS NULL OR job_id IS NOT NULL", name=op.f("ck_task_sheet_done_by_a_job")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_task_sheet_campaign_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["task.id"], name=op.f("fk_task_sheet_parent_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["internal_department_id"], ["department.id"], name=op.f("fk_task_sheet_internal_department_id")
        ),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("fk_task_sheet_job_id")),
        sa.ForeignKeyConstraint(["created_by_id"], ["user_account.id"], name=op.f("fk_task_sheet_created_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_sheet")),
    )
    op.create_index(op.f("ix_task_sheet_campaign_id"), "task_sheet", ["campaign_id"])
    op.create_index(op.f("ix_task_sheet_parent_id"), "task_sheet", ["parent_id"])
    op.create_index("ix_task_sheet_created_by_id", "task_sheet", ["created_by_id", "id"])
    op.create_table(
        "sheet_task",
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_sheet_task_task_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["task_sheet.id"], name=op.f("fk_sheet_task_sheet_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("task_id", name=op.f("pk_sheet_task")),
    )
    op.create_index("ix_sheet_task_sheet_id", "sheet_task", ["sheet_id", "task_id"])


def downgrade() -> None:
    # sheets
    op.drop_table("sheet_task")
    op.drop_table("task_sheet")

    # readings
    op.drop_table("clause")
    op.drop_table("plan_reading")

    # jobs
    op.drop_table("job")
