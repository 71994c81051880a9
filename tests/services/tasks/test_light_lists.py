"""Lists of one light: the same tasks whatever else is asked, and read in their order along an index."""

from datetime import date, timedelta
from itertools import product

import pytest
from sqlalchemy import select, text

from portal.database import db
from portal.domain.lights import Light
from portal.domain.task_filter import OPEN as OF_OPEN
from portal.domain.task_filter import STATES, TaskFilter
from portal.domain.task_lifecycle import OPEN, TaskState
from portal.models import Assignment, Task
from portal.services.tasks import lights, listing
from tests import cast as casting
from tests import factories
from tests.cast import Cast
from tests.engines import Database
from tests.queries import count_queries

TODAY = date(2022, 9, 15)
MARKS = {
    TaskState.CLOSED: {"closed_at": factories.moment(TODAY)},
    TaskState.COMPLETION_REQUESTED: {"requested_at": factories.moment(TODAY)},
    TaskState.SUSPENDED: {"suspended_until": date(2022, 12, 1)},
    TaskState.CANCELLED: {"ended_reason": "不再需要"},
}
STATES_MADE = (TaskState.ISSUED, TaskState.IN_PROGRESS, *MARKS)


@pytest.fixture
def cast(context: Database) -> Cast:
    return casting.build()


def made(cast: Cast) -> list[Task]:
    """Every state with every colour, past their issue."""
    days = [
        {"red_on": TODAY},
        {"outdated_on": TODAY},
        {"yellow_on": TODAY},
        {},
        {"start_on": TODAY + timedelta(days=1)},
    ]
    return [_task(cast, state, colour) for state, colour in product(STATES_MADE, days)]


def _task(cast: Cast, state: TaskState, days: dict[str, date]) -> Task:
    people = {"closed_by_id": "closed_at", "requested_by_id": "requested_at"}
    marks: dict[str, object] = dict(MARKS.get(state, {}))
    marks |= {name: cast.user("commander").id for name, fact in people.items() if fact in marks}
    task = factories.draft(
        cast.campaign, creator=cast.user("office"), lead=cast.lead, state=state, is_open=state in OPEN,
        issued_at=factories.moment(TODAY), issued_due_on=date(2022, 11, 30), lead_department_id=cast.lead.id,
        **marks, **days,
    )  # fmt: skip
    for leg in db.session.scalars(select(Assignment).where(Assignment.task_id == task.id)):
        leg.is_open, leg.due_on, leg.changed_at = task.is_open, task.due_on, task.changed_at
        leg.task_state = None if state == TaskState.DRAFT else state
    db.session.flush()
    return task


def is_shown(task: Task, state: str) -> bool:
    return state == "all" or (task.is_open if state == OF_OPEN else task.state == state)


def test_a_light_means_the_same_with_every_state_and_department(cast: Cast) -> None:
    tasks = made(cast)
    for light, state, department in product(Light, STATES, (None, cast.lead.id)):
        if state == TaskState.DRAFT:
            continue
        asked = TaskFilter(light=light, state=state, department=department)
        found = {row.task.id for row in listing.list_tasks(asked, acting_user=cast.actor("observer")).rows}
        wanted = {task.id for task in tasks if lights.light_now(task) is light and is_shown(task, state)}
        assert found == wanted, asked


@pytest.mark.parametrize("light", sorted(set(Light) - {Light.DONE, Light.GREY}))
@pytest.mark.parametrize("sort", ["due", "changed"])
def test_a_light_is_read_along_the_index_of_what_is_open(cast: Cast, light: Light, sort: str) -> None:
    asked = TaskFilter(light=light, state="all", sort=sort)
    with count_queries() as seen:
        listing.list_tasks(asked, acting_user=cast.actor("observer"))
    statement = next(one for one in seen if "FROM task" in one)
    assert "task.is_open IS TRUE" in statement, "the words of the index"
    reads_along(f"ix_task_open_{sort}", statement)


@pytest.mark.parametrize("state", [TaskState.IN_PROGRESS, TaskState.CLOSED, TaskState.CANCELLED])
@pytest.mark.parametrize("sort", ["due", "changed"])
def test_a_state_of_a_department_is_one_range_of_an_index(cast: Cast, state: TaskState, sort: str) -> None:
    made(cast)
    asked = TaskFilter(state=state, department=cast.lead.id, sort=sort)
    with count_queries() as seen:
        found = listing.list_tasks(asked, acting_user=cast.actor("observer")).rows
    assert {row.task.state for row in found} == {state}
    reads_along(f"ix_assignment_department_state_{sort}", next(one for one in seen if "FROM task" in one))


def reads_along(index: str, statement: str) -> None:
    """SQLite tells it even of the small tables of a test."""
    if db.engine.dialect.name == "sqlite":
        plan = db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", (1,) * statement.count("?"))
        told = " ".join(str(row[3]) for row in plan)
        assert index in told
        assert "TEMP B-TREE" not in told, "nothing is sorted"


def test_no_index_names_what_every_report_changes(context: Database) -> None:
    found = {
        "sqlite": "SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'task' AND sql IS NOT NULL",
        "postgresql": "SELECT indexdef FROM pg_indexes WHERE tablename = 'task'",
    }[context.name]
    indexes = list(db.session.scalars(text(found)))
    assert len(indexes) > 10
    assert [one for one in indexes if "percent_bp" in one] == []
