"""`flask check-percents`: green on what the services write, red and loud on anything else."""

from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import text

from portal import unit_of_work
from portal.database import db
from portal.services.tasks import issuing, settling
from tests import cast as casting
from tests.services.tasks.drafts import below, issued

OUTDATED = ("task_state = 'closed'", "task_state = NULL", "due_on = '2022-01-01'", "is_open = NOT is_open")


def wrong_copies(app: Flask, run: FlaskCliRunner, task_id: int) -> None:
    """A leg that says something else of its task than the task."""
    for change in OUTDATED:
        with app.app_context(), unit_of_work.work():
            kept = text("SELECT task_state, due_on, is_open FROM assignment WHERE task_id = :id")
            before = db.session.execute(kept, {"id": task_id}).mappings().first()
            assert before is not None
            db.session.execute(text(f"UPDATE assignment SET {change} WHERE task_id = :id"), {"id": task_id})
        answer = run.invoke(args=["check-percents"])
        assert answer.exit_code == 1, change
        assert f"task {task_id}: 1 of its legs carry another day or state" in answer.output
        with app.app_context(), unit_of_work.work():
            back = "task_state = :task_state, due_on = :due_on, is_open = :is_open"
            db.session.execute(text(f"UPDATE assignment SET {back} WHERE task_id = :id"), {**before, "id": task_id})


def test_it_finds_what_was_changed_behind_the_services(app: Flask) -> None:
    with app.app_context(), unit_of_work.work():
        cast = casting.build()
        parent = issued(cast)
        child = below(cast, parent)
        issuing.issue(child, acting_user=cast.actor("commander"))
        child.assignments[0].percent = 40
        settling.settle(child)
        parent_id, campaign_id = parent.id, parent.campaign_id
    run = app.test_cli_runner()
    assert run.invoke(args=["check-percents"]).exit_code == 0
    wrong_copies(app, run, parent_id)
    for change, told in (
        ("UPDATE task SET percent_bp = 9000", f"task {parent_id}: stored 90.00 %, recomputed 40.00 %"),
        ("UPDATE task SET percent_bp = 4000, children_count = 3", f"task {parent_id}: stored 3 subtasks, counted 1"),
        ("UPDATE campaign SET percent_bp = 100", f"campaign {campaign_id}: stored 1.00 %, recomputed 40.00 %"),
    ):
        table, key = change.split()[1], campaign_id if "campaign" in change else parent_id
        with app.app_context(), unit_of_work.work():
            before = db.session.execute(text(f"SELECT percent_bp FROM {table} WHERE id = :id"), {"id": key}).scalar()
            db.session.execute(text(f"{change} WHERE id = :id"), {"id": key})
        answer = run.invoke(args=["check-percents"])
        assert answer.exit_code == 1
        assert told in answer.output
        with app.app_context(), unit_of_work.work():
            db.session.execute(text(f"UPDATE {table} SET percent_bp = :bp WHERE id = :id"), {"id": key, "bp": before})
