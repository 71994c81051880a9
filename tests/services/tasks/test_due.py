"""The overview of what is due is the beginning of the lists behind it, and one question to the database."""

from datetime import timedelta

import pytest

from portal import clock
from portal.domain.task_filter import TaskFilter, Todo
from portal.domain.task_lifecycle import TaskState
from portal.services.tasks import due, listing, todo
from tests import cast as casting
from tests import factories
from tests.cast import Cast
from tests.engines import Database
from tests.queries import count_queries

SIZE = 2


@pytest.fixture
def cast(context: Database) -> Cast:
    return casting.build()


def running(cast: Cast, count: int, **values: object) -> None:
    for day in range(count):
        factories.draft(
            cast.campaign,
            creator=cast.user("office"),
            lead=cast.lead,
            **{
                "state": TaskState.IN_PROGRESS, "is_open": True, "issued_at": clock.now(),
                "due_on": clock.today() + timedelta(days=count - day),
                "issued_due_on": clock.today() + timedelta(days=count - day),
            } | values,
        )  # fmt: skip


@pytest.mark.parametrize("role", ["lead_head", "commander", "inspector", "observer"])
def test_the_overview_says_what_the_lists_say(cast: Cast, role: str) -> None:
    running(cast, 4, percent_bp=10000)
    running(cast, 3, red_on=clock.today())
    running(cast, 1, outdated_on=clock.today())
    running(cast, 3, state=TaskState.DRAFT, is_open=False, issued_at=None, due_on=None, issued_due_on=None)
    actor = cast.actor(role)
    found = {one.kind: one for one in due.list_due(acting_user=actor, size=SIZE)}
    for kind in todo.kinds_for(actor):
        page = listing.list_tasks(TaskFilter(todo=kind), acting_user=actor, size=SIZE)
        shown = found.pop(kind, due.DueTasks(kind, [], 0))
        assert [row.task.id for row in shown.rows] == [row.task.id for row in page.rows], kind
        assert shown.count == page.count, kind
    assert not found


def test_worst_first_in_one_statement(cast: Cast) -> None:
    running(cast, 4, percent_bp=10000, red_on=clock.today())
    with count_queries() as seen:
        found = due.list_due(acting_user=cast.actor("lead_head"), size=SIZE)
    assert [(one.kind, one.count, len(one.rows)) for one in found] == [(Todo.REQUEST, 4, 2), (Todo.WORRY, 4, 2)]
    assert len([one for one in seen if "FROM task" in one or "JOIN task" in one]) == 1
