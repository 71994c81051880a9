"""Lists of tasks: filters, paging by key, lights in SQL as in Python, the same queries for one row and thirty."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from portal import clock
from portal.database import db
from portal.domain.lights import Light
from portal.domain.task_filter import TaskFilter, UnknownChoice
from portal.domain.task_lifecycle import OPEN, Grade, TaskState
from portal.models import Assignment, Task
from portal.policy import Actor
from portal.services import search
from portal.services.tasks import lights, listing
from tests import cast as casting
from tests import factories
from tests.cast import Cast
from tests.engines import Database
from tests.queries import count_queries

TODAY = date(2022, 9, 15)


@pytest.fixture
def cast(context: Database) -> Cast:
    return casting.build()


def issued(cast: Cast, **values: object) -> Task:
    """A task past its issue, written straight into the table: lists read columns, whoever filled them."""
    state = values.pop("state", TaskState.IN_PROGRESS)
    moment = factories.moment(date(2022, 7, 1))
    marks = {
        "state": state,
        "is_open": state in OPEN,
        "issued_at": moment,
        "issued_due_on": values.get("due_on", date(2022, 11, 30)),
        "lead_department_id": cast.lead.id,
    }
    if state == TaskState.CLOSED:
        marks |= {"closed_at": moment, "closed_by_id": cast.user("commander").id}
    if state in (TaskState.COMPLETION_REQUESTED, TaskState.VERIFIED):
        marks |= {"requested_at": moment, "requested_by_id": cast.user("lead_head").id}
    if state == TaskState.VERIFIED:
        marks |= {"verified_at": moment, "verified_by_id": cast.user("inspector").id, "grade": Grade.GOOD}
    if state == TaskState.SUSPENDED:
        marks |= {"suspended_until": date(2022, 12, 1)}
    if state in (TaskState.CANCELLED, TaskState.UNMET):
        marks |= {"ended_reason": "不再需要"}
    campaign = values.pop("campaign", cast.campaign)
    task = factories.draft(campaign, creator=cast.user("office"), lead=cast.lead, **(marks | values))  # type: ignore[arg-type]
    for leg in db.session.scalars(select(Assignment).where(Assignment.task_id == task.id)):
        leg.is_open, leg.due_on, leg.changed_at = task.is_open, task.due_on, task.changed_at
        leg.task_state = None if state == TaskState.DRAFT else state
    db.session.flush()
    search.index_task(task)
    return task


def ids(asked: TaskFilter, actor: Actor) -> list[int]:
    return [row.task.id for row in listing.list_tasks(asked, acting_user=actor).rows]


def test_open_work_stands_by_due_day(cast: Cast) -> None:
    later = issued(cast, due_on=date(2022, 12, 1))
    sooner = issued(cast, due_on=date(2022, 10, 1))
    issued(cast, state=TaskState.CLOSED)
    assert ids(TaskFilter(), cast.actor("observer")) == [sooner.id, later.id]


@pytest.mark.parametrize("sort", ["due", "changed"])
@pytest.mark.parametrize("by_department", [False, True])
def test_paging_by_key_shows_every_task_once(cast: Cast, sort: str, by_department: bool) -> None:
    made = {issued(cast, due_on=date(2022, 10, 1) + timedelta(days=number // 3)).id for number in range(11)}
    asked = TaskFilter(sort=sort, department=cast.lead.id if by_department else None)
    seen: list[int] = []
    while True:
        page = listing.list_tasks(asked, acting_user=cast.actor("observer"), size=4)
        seen += [row.task.id for row in page.rows]
        if not page.next_key:
            break
        asked = TaskFilter(sort=sort, department=asked.department, after=page.next_key)
    assert len(seen) == len(set(seen))
    assert set(seen) == made


@pytest.mark.parametrize("key", ["", "x_1", "2022-99-01_1", "2022-09-01", "999999999999999999999_1"])
def test_a_page_that_does_not_exist_is_refused(cast: Cast, key: str) -> None:
    if key:
        for sort in ("due", "changed"):
            if sort == "changed" and key.startswith("2022-09-01"):
                continue
            with pytest.raises(UnknownChoice):
                listing.list_tasks(TaskFilter(sort=sort, after=key), acting_user=cast.actor("observer"))
    else:
        assert ids(TaskFilter(after=key), cast.actor("observer")) == []


def test_drafts_are_listed_only_for_those_who_draft_them(cast: Cast) -> None:
    draft = factories.draft(cast.campaign, creator=cast.user("office"), lead=cast.lead, due_on=None)
    assert ids(TaskFilter(state="draft"), cast.actor("commander")) == [draft.id]
    assert ids(TaskFilter(state="draft"), cast.actor("other_commander")) == []
    assert ids(TaskFilter(state="all"), cast.actor("commander")) == []


def test_a_department_finds_its_own_legs_by_role(cast: Cast) -> None:
    task = issued(cast)
    other = issued(cast, campaign=cast.other_campaign)
    for leg in db.session.scalars(select(Assignment).where(Assignment.task_id == other.id)):
        leg.department_id = cast.other.id
    db.session.flush()
    actor = cast.actor("observer")
    assert ids(TaskFilter(department=cast.lead.id), actor) == [task.id]
    assert ids(TaskFilter(department=cast.lead.id, role="responsible"), actor) == []
    assert ids(TaskFilter(department=cast.other.id, role="lead"), actor) == [other.id]


@pytest.mark.parametrize("light", list(Light))
def test_a_light_is_the_same_in_the_query_and_on_the_row(cast: Cast, light: Light) -> None:
    days = (None, TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=1))
    made = [
        issued(
            cast, state=state, red_on=red, yellow_on=yellow, outdated_on=outdated, start_on=start, caught_up_until=until
        )
        for state in (*OPEN, TaskState.CLOSED, TaskState.CANCELLED)
        for red, yellow, outdated, start, until in [
            (None, None, None, None, None),
            *((day, None, None, None, None) for day in days[1:]),
            *((None, day, None, None, None) for day in days[1:]),
            *((None, None, day, None, None) for day in days[1:]),
            (days[1], days[1], days[1], TODAY + timedelta(days=1), None),
            *((None, None, None, None, day) for day in days[1:]),
            (None, days[3], days[3], None, days[3]),
        ]
    ]
    wanted = {task.id for task in made if lights.light_now(task) is light}
    found: set[int] = set()
    asked = TaskFilter(state="all", light=light)
    while True:
        page = listing.list_tasks(asked, acting_user=cast.actor("observer"))
        assert {row.light for row in page.rows} <= {light}
        found |= {row.task.id for row in page.rows}
        if not page.next_key:
            break
        asked = TaskFilter(state="all", light=light, after=page.next_key)
    assert found == wanted
    assert found, f"no task of this test shows {light}"


def test_words_find_issued_tasks_newest_first(cast: Cast) -> None:
    first = issued(cast, title="开禧大桥主桥合龙")
    second = issued(cast, title="开禧大桥引桥")
    issued(cast, title="大开禧桥")
    found = listing.list_tasks(TaskFilter(q="开禧大桥", state="all", sort="found"), acting_user=cast.actor("observer"))
    assert [row.task.id for row in found.rows] == [second.id, first.id]
    assert ids(TaskFilter(q="引桥"), cast.actor("observer")) == [second.id]


def test_a_search_for_nothing_finds_nothing(cast: Cast) -> None:
    issued(cast, title="桥")
    assert ids(TaskFilter(q="、"), cast.actor("observer")) == []
    assert ids(TaskFilter(q="桥"), cast.actor("observer")) == []


def test_totals_stop_after_ninety_nine(cast: Cast) -> None:
    for _ in range(102):
        issued(cast)
    page = listing.list_tasks(TaskFilter(), acting_user=cast.actor("observer"))
    assert (len(page.rows), page.count) == (50, 100)


def test_thirty_rows_cost_the_queries_of_one(cast: Cast) -> None:
    actor = cast.actor("observer")
    issued(cast)
    db.session.expire_all()
    with count_queries() as one:
        listing.list_tasks(TaskFilter(), acting_user=actor)
    for _ in range(29):
        issued(cast)
    db.session.expire_all()
    db.session().info.clear()
    with count_queries() as thirty:
        listing.list_tasks(TaskFilter(), acting_user=actor)
    assert len(thirty) <= len(one), "\n".join(thirty)


def test_windows_on_the_due_day(cast: Cast) -> None:
    late = issued(cast, due_on=TODAY - timedelta(days=2))
    soon = issued(cast, due_on=TODAY + timedelta(days=3))
    issued(cast, due_on=TODAY + timedelta(days=60))
    actor = cast.actor("observer")
    with clock.fixed(TODAY):
        assert ids(TaskFilter(due="overdue"), actor) == [late.id]
        assert ids(TaskFilter(due="week"), actor) == [soon.id]
        assert ids(TaskFilter(due="month"), actor) == [soon.id]


def test_an_unchanged_row_is_kept_and_a_changed_one_is_another(cast: Cast) -> None:
    task, actor = issued(cast, due_on=TODAY + timedelta(days=3)), cast.actor("observer")

    def row() -> listing.ListedTask:
        db.session.flush()
        (found,) = listing.list_tasks(TaskFilter(), acting_user=actor).rows
        return found

    with clock.fixed(TODAY):
        first = row()
        assert row() is first
        cast.lead.short_name = "改名局"
        renamed = row()
        assert (renamed is first, renamed.task.lead) == (False, "改名局")
        task.percent_bp = 4200
        assert row().task.percent_bp == 4200
    with clock.fixed(TODAY + timedelta(days=1)):
        assert row() is not renamed, "another day is another light"


def test_what_one_may_not_decide_is_not_due_from_one(cast: Cast) -> None:
    """A deputy commander who is head of a department that takes part: the commander closes out instead."""
    theirs = closable(cast, lead=cast.lead)
    closable(cast, lead=cast.other)
    closable(cast, lead=cast.lead, requested_by_id=cast.user("head_and_deputy").id)
    asked = TaskFilter(todo="close")
    listed = listing.list_tasks(asked, acting_user=cast.actor("head_and_deputy")).rows
    assert [one.task.id for one in listed] == [theirs.id]
    assert len(listing.list_tasks(asked, acting_user=cast.actor("other_commander")).rows) == 3


def closable(cast: Cast, **values: object) -> Task:
    """Verified, given to the first seat of the other campaign."""
    moment, inspector = factories.moment(date(2022, 9, 1)), cast.user("inspector").id
    marks = {
        "state": TaskState.VERIFIED, "is_open": True, "issued_at": moment, "issued_due_on": date(2022, 11, 30),
        "requested_at": moment, "requested_by_id": cast.user("street_head").id, "verified_at": moment,
        "verified_by_id": inspector, "grade": Grade.GOOD, "looked_at": "看了现场",
    }  # fmt: skip
    return factories.draft(cast.other_campaign, creator=cast.user("office"), **(marks | values))  # type: ignore[arg-type]
