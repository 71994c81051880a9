"""Rest, end and relapse: what they do to days, subtasks and ancestors."""

from datetime import date

import pytest
from sqlalchemy import select

from portal import clock
from portal.database import db
from portal.domain.task_lifecycle import TaskState
from portal.errors import Invalid
from portal.models import DateChange, DateChangeKind, Task
from portal.services.tasks import completion, differences, ending, issuing, signing
from portal.services.tasks.access import load_for_change
from tests import factories
from tests.services.tasks import drafts
from tests.services.tasks.way import Way, below

LATER = date(2022, 12, 20)


def lines(task: Task) -> list[tuple[DateChangeKind, date, date, int]]:
    rows = db.session.scalars(select(DateChange).where(DateChange.task_id == task.id).order_by(DateChange.id))
    return [(row.kind, row.from_on, row.to_on, row.nth) for row in rows]


def test_a_suspension_adds_its_days_and_the_issued_day_stays(way: Way) -> None:
    way.to("in_progress")
    ending.suspend(way.task, reason="汛期", until=date(2022, 9, 25), acting_user=way.actor("commander"))
    assert (way.task.due_on, way.task.issued_due_on) == (date(2022, 12, 10), date(2022, 11, 30))
    assert lines(way.task) == [(DateChangeKind.SUSPENSION, date(2022, 11, 30), date(2022, 12, 10), 1)]


def test_resuming_earlier_gives_the_days_back(way: Way) -> None:
    way.to("suspended")
    with clock.fixed(date(2022, 9, 20)):
        ending.resume(way.task, acting_user=way.actor("commander"))
    assert (way.task.due_on, way.task.suspended_until) == (date(2022, 12, 5), None)
    assert lines(way.task)[1] == (DateChangeKind.SUSPENSION, date(2022, 12, 10), date(2022, 12, 5), 2)


def test_resuming_on_the_day_writes_no_second_line(way: Way) -> None:
    way.to("suspended")
    with clock.fixed(date(2022, 9, 25)):
        ending.resume(way.task, acting_user=way.actor("commander"))
    assert len(lines(way.task)) == 1


def test_a_subtask_rests_no_further_than_its_parents_day(way: Way) -> None:
    way.to("in_progress")
    child = below(way)
    signing.sign(child, acting_user=way.actor("lead_head"))
    ending.suspend(child, reason="汛期", until=date(2022, 9, 25), acting_user=way.actor("commander"))
    assert child.due_on == way.task.due_on


@pytest.mark.parametrize("until", [date(2022, 9, 15), date(2022, 9, 1)])
def test_rest_ends_after_today(way: Way, until: date) -> None:
    way.to("in_progress")
    with pytest.raises(Invalid) as caught:
        ending.suspend(way.task, reason="汛期", until=until, acting_user=way.actor("commander"))
    assert caught.value.field == "until"


def test_cancelling_ends_the_open_subtasks_each_with_its_row(way: Way) -> None:
    way.to("in_progress")
    child = below(way)
    grandchild = below(way, parent=child)
    ended = ending.cancel(way.task, reason="计划调整", acting_user=way.actor("commander"))
    assert ended == [grandchild, child], "the deepest first"
    assert {child.state, grandchild.state, way.task.state} == {TaskState.CANCELLED}
    assert child.ended_reason == "计划调整"
    for task in (grandchild, child, way.task):
        assert Way(way.cast, task).events()[-1] == "task.cancel"


def test_without_a_subtask_that_counts_a_task_is_work_of_its_own_again(way: Way) -> None:
    """A parent is the sum of its uncancelled children; the last one gone, it is reported on itself."""
    factories.period(way.cast.plan, 10)
    way.to("in_progress")
    way.say(30)
    children = [below(way), below(way)]
    assert (way.task.children_count, way.task.percent_bp, way.task.outdated_on) == (2, 0, None)
    with pytest.raises(Invalid, match="sum of its subtasks"):
        way.say(40)
    ending.cancel(children[0], reason="调整", acting_user=way.actor("commander"))
    assert (way.task.children_count, way.task.percent_bp) == (1, 0)
    ending.cancel(children[1], reason="调整", acting_user=way.actor("commander"))
    assert (way.task.children_count, way.task.percent_bp) == (0, 3000)
    assert way.task.outdated_on is not None, "a report is asked for again"
    assert differences.find_differences() == []
    way.say(40)
    assert way.task.percent_bp == 4000
    assert differences.find_differences() == []


def test_no_report_is_overdue_on_what_has_become_a_parent(way: Way) -> None:
    """Its percent has not moved, and yet its light is another."""
    way.to("in_progress")
    assert way.task.outdated_on is not None
    child = drafts.below(way.cast, way.task)
    issuing.issue(child, acting_user=way.actor("commander"))
    assert (way.task.percent_bp, way.task.outdated_on) == (0, None)


def test_cancelled_with_all_below_it_a_tree_still_adds_up(way: Way) -> None:
    way.to("in_progress")
    child = below(way)
    below(way, parent=child)
    beside = below(way)
    ending.cancel(child, reason="调整", acting_user=way.actor("commander"))
    assert (way.task.children_count, child.children_count, beside.children_count) == (1, 0, 0)
    assert differences.find_differences() == []


def test_what_rests_can_be_cancelled(way: Way) -> None:
    way.to("suspended")
    ending.cancel(way.task, reason="计划调整", acting_user=way.actor("commander"))
    assert (way.task.state, way.task.suspended_until) == (TaskState.CANCELLED, None)


def test_unmet_only_after_the_day_and_with_its_successor(way: Way) -> None:
    way.to("in_progress")
    with pytest.raises(Invalid, match="only after its due day"):
        ending.conclude(way.task, reason="未完成", acting_user=way.actor("commander"))
    with clock.fixed(date(2022, 12, 1)):
        ending.conclude(way.task, reason="未完成", successor="下年度第三项", acting_user=way.actor("commander"))
    assert (way.task.state, way.task.successor) == (TaskState.UNMET, "下年度第三项")


def relapsed(way: Way, task: Task) -> None:
    moment = factories.moment(clock.today())
    leg = next(leg for leg in task.assignments if leg.department_id == way.cast.lead.id)
    factories.finding(
        task, leg, recorder=way.cast.user("inspector"), state="issued", rectify_due_on=LATER, cosigned_at=moment,
        cosigned_by_id=way.cast.user("second_inspector").id, issued_at=moment,
        issued_by_id=way.cast.user("supervision_lead").id,
    )  # fmt: skip


def closed_with_child(way: Way) -> Task:
    """A closed parent and its closed subtask, closed without the long way."""
    way.to("in_progress")
    child = below(way)
    moment, closer = factories.moment(clock.today()), way.cast.user("commander").id
    signing.sign(way.task, acting_user=way.actor("other_head"))
    completion.finish_leg(way.task, way.leg(way.cast.other), acting_user=way.actor("other_head"))
    db.session.flush()
    for task in (child, way.task):
        db.session.execute(
            Task.__table__.update().where(Task.id == task.id).values(
                state="closed", is_open=False, closed_at=moment, closed_by_id=closer)
        )  # fmt: skip
        db.session.expire(task)
    way.task = load_for_change(way.task.id)
    return load_for_change(child.id)


def test_reopening_reopens_the_closed_ancestors_and_moves_their_day(way: Way) -> None:
    child = closed_with_child(way)
    relapsed(way, child)
    ancestors = ending.reopen(child, reason="反弹", due_on=LATER, acting_user=way.actor("supervision_lead"))
    assert [one.id for one in ancestors] == [way.task.id]
    for task in (child, way.task):
        assert (task.state, task.due_on, task.reopen_count) == (TaskState.IN_PROGRESS, LATER, 1)
        assert lines(task) == [(DateChangeKind.REOPENING, date(2022, 11, 30), LATER, 1)]
        assert task.issued_due_on == date(2022, 11, 30)


def test_reopening_asks_the_departments_anew(way: Way) -> None:
    closed_with_child(way)
    relapsed(way, way.task)
    ending.reopen(way.task, reason="反弹", due_on=LATER, acting_user=way.actor("commander"))
    assert way.leg(way.cast.other).state == "signed"


def test_reopening_needs_what_shows_the_relapse(way: Way) -> None:
    way.to("closed")
    with pytest.raises(Invalid, match="shows the relapse"):
        ending.reopen(way.task, reason="反弹", due_on=LATER, acting_user=way.actor("commander"))


def test_a_reopened_subtask_ends_no_later_than_its_open_parent(way: Way) -> None:
    child = closed_with_child(way)
    relapsed(way, child)
    relapsed(way, way.task)
    ending.reopen(way.task, reason="反弹", due_on=date(2022, 12, 5), acting_user=way.actor("commander"))
    with pytest.raises(Invalid, match="ends on") as caught:
        ending.reopen(child, reason="反弹", due_on=LATER, acting_user=way.actor("commander"))
    assert (caught.value.field, caught.value.values["day"]) == ("due", "2022-12-05")
