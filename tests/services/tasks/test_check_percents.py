"""`flask check-percents`: green on what the services write, red and loud on anything else."""

from flask import Flask
from sqlalchemy import text

from portal import unit_of_work
from portal.database import db
from portal.services.tasks import issuing, settling
from tests import cast as casting
from tests.services.tasks.drafts import below, issued


def test_it_finds_what_was_changed_behind_the_services(app: Flask) -> None:
    with app.app_context(), unit_of_work.work():
        cast = casting.build()
        parent = issued(cast)
        child = below(cast, parent)
        issuing.issue(child, acting_user=cast.actor("commander"))
        child.assignments[0].percent = 40
        settling.settle(child)
        parent_id = parent.id
    run = app.test_cli_runner()
    assert run.invoke(args=["check-percents"]).exit_code == 0
    with app.app_context(), unit_of_work.work():
        db.session.execute(text("UPDATE task SET percent_bp = 9000 WHERE id = :id"), {"id": parent_id})
    answer = run.invoke(args=["check-percents"])
    assert answer.exit_code == 1
    assert f"task {parent_id}: stored 90.00 %, recomputed 40.00 %" in answer.output
