"""Many subtasks from rows: all or none, a sentence for each fault, one row of history."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from portal.database import db
from portal.domain.paste import Understood, read_rows, understand
from portal.errors import Denied, Invalid, WrongState
from portal.models import Assignment, Task
from portal.services.tasks import breaking_down, ending
from portal.services.tasks.breaking_down import RowsRefused
from tests import cast as casting
from tests import factories
from tests.cast import Cast
from tests.engines import Database
from tests.queries import count_queries
from tests.services.tasks.drafts import DUE, group, issued, legs, told

HEADER = "任务\t牵头部门\t责任部门\t开始\t截止日期\t权重\t完成标准\t数量\n"


@pytest.fixture
def cast(context: Database) -> Cast:
    return casting.build()


def rows(text: str) -> list[Understood]:
    return [understand(row, 2022) for row in read_rows(HEADER + text)]


def count_below(parent: Task) -> int:
    return db.session.scalar(select(func.count()).select_from(Task).where(Task.parent_id == parent.id)) or 0


def test_pasted_rows_become_drafts_in_their_order(cast: Cast) -> None:
    group(cast)
    parent = issued(cast, deputy_seat=1)
    pasted = rows(
        "东片\t牵头局\t配合局、各街道\t2022-7-1\t10月底\t3\t验收\t400亩\n西片\t\t*配合局、某街道\t\t\t\t\t三百亩"
    )
    first, second = breaking_down.draft_subtasks(parent, pasted, acting_user=cast.actor("deputy"))
    assert (first.position, second.position, second.path) == (1, 2, f"/{parent.id}/{second.id}/")
    assert (first.start_on, first.due_on, first.weight) == (date(2022, 7, 1), date(2022, 10, 31), 3)
    assert (first.standard, first.quantity, first.unit) == ("验收", Decimal(400), "亩")
    assert len(first.assignments) == 3
    assert (second.due_on, second.weight, second.deputy_seat) == (DUE, 1, 1)
    assert legs(second) == [(cast.other.id, "lead", "waiting"), (cast.street.id, "responsible", "waiting")]
    (row,) = told("task.break_down")
    assert (row.task_id, row.user_id) == (parent.id, cast.user("deputy").id)
    assert row.after == {"count": 2, "subtasks": {str(first.id): "东片", str(second.id): "西片"}}


def test_an_empty_lead_is_the_parents(cast: Cast) -> None:
    (task,) = breaking_down.draft_subtasks(issued(cast), rows("东片\n西片")[:1], acting_user=cast.actor("office"))
    assert legs(task) == [(cast.lead.id, "lead", "waiting")]


def test_every_fault_of_forty_rows_is_said_and_nothing_is_saved(cast: Cast) -> None:
    parent = issued(cast)
    good = [f"第{at}片\t牵头局\t配合局\t2022-7-1\t10月底\t1\t验收\t10亩" for at in range(36)]
    bad = [
        "\t牵头局\t\t\t\t\t\t",
        "坏一\t没有的局\t也没有的局\t\t\t\t\t",
        "坏二\t牵头局、配合局\t\t2022-7-9\t2022-7-1\t-3\t\t很多",
        "坏三\t牵头局\t\t2022-6-1\t2023-1-1\t\t\t",
    ]
    with pytest.raises(RowsRefused) as refused:
        breaking_down.draft_subtasks(parent, rows("\n".join(good + bad)), acting_user=cast.actor("commander"))
    fields = {at: [one.field for one in found] for at, found in refused.value.problems.items()}
    assert fields == {
        36: ["title"],
        37: ["lead", "responsible"],
        38: ["lead", "due", "weight", "quantity"],
        39: ["due", "start"],
    }
    assert count_below(parent) == 0


def test_a_department_fills_its_table_within_itself(cast: Cast) -> None:
    parent = issued(cast)
    made = breaking_down.draft_subtasks(
        parent, rows("规划\n实施"), acting_user=cast.actor("lead_staff"), internal_department_id=cast.lead.id
    )
    assert {task.internal_department_id for task in made} == {cast.lead.id}
    with pytest.raises(RowsRefused) as refused:
        breaking_down.draft_subtasks(
            parent, rows("规划\t配合局"), acting_user=cast.actor("lead_head"), internal_department_id=cast.lead.id
        )
    assert refused.value.problems[0][0].field == "lead"


@pytest.mark.parametrize("role", ["lead_staff", "other_head", "second_deputy", "inspector", "stranger"])
def test_others_do_not_break_down(cast: Cast, role: str) -> None:
    parent = issued(cast, deputy_seat=1)
    with pytest.raises(Denied):
        breaking_down.draft_subtasks(parent, rows("东片"), acting_user=cast.actor(role))


def test_an_ended_task_takes_no_subtasks(cast: Cast) -> None:
    parent = issued(cast)
    ending.cancel(parent, reason="不再需要", acting_user=cast.actor("commander"))
    with pytest.raises(WrongState):
        breaking_down.draft_subtasks(parent, rows("东片"), acting_user=cast.actor("commander"))


def test_no_row_and_too_many_rows_are_refused(cast: Cast) -> None:
    parent = issued(cast)
    for many in ([], rows("东片\n" * (breaking_down.MOST_ROWS + 1))):
        with pytest.raises(Invalid):
            breaking_down.draft_subtasks(parent, many, acting_user=cast.actor("commander"))


def test_departments_of_all_rows_are_looked_up_at_once(cast: Cast) -> None:
    parent = issued(cast)
    for number in range(20):
        factories.department(f"第{number}科室局")

    def asked(count: int) -> int:
        text = "\n".join(f"第{at}片\t第{at}科室局\t配合局" for at in range(count))
        with count_queries() as seen:
            found = breaking_down.find_problems(breaking_down.placing.below(parent), rows(text))
        assert found == {}
        return len(seen)

    assert asked(2) == asked(20)


def test_legs_are_written_once(cast: Cast) -> None:
    parent = issued(cast)
    (task,) = breaking_down.draft_subtasks(
        parent, rows("东片\t牵头局\t牵头局、配合局、配合局"), acting_user=cast.actor("office")
    )
    assert db.session.scalar(select(func.count()).select_from(Assignment).where(Assignment.task_id == task.id)) == 2
