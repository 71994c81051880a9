"""Rows become drafts that cannot be told from those written one by one."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from portal.database import db
from portal.domain.task_lifecycle import TaskState
from portal.errors import Invalid
from portal.models import Assignment, History, SheetTask, Task
from portal.services import bulk
from portal.services.tasks import placing
from tests import sheets
from tests.cast import Cast
from tests.services.task_sheets.sending import row, send, tasks
from tests.services.tasks import drafts


def _legs(task_id: int) -> Any:
    return select(Assignment).where(Assignment.task_id == task_id).order_by(Assignment.position)


def test_levels_lie_below_each_other_in_their_order(cast: Cast) -> None:
    sent = send(
        cast,
        row("甲", number="1"),
        row("甲二", number="1.2"),
        row("甲一", number="1.1"),
        row("甲一一", number="1.1.1"),
        row("乙", number="2"),
    )
    assert sent.write() == 5
    found = {task.title: task for task in tasks()}
    assert {title: task.depth for title, task in found.items()} == {"甲": 0, "甲二": 1, "甲一": 1, "甲一一": 2, "乙": 0}
    assert found["甲一一"].path == f"/{found['甲'].id}/{found['甲一'].id}/{found['甲一一'].id}/"
    assert found["甲一一"].parent_id == found["甲一"].id
    assert (found["甲二"].position, found["甲一"].position) == (1, 2), "in the order of the table"
    assert found["乙"].position == found["甲"].position + 1
    assert {task.state for task in found.values()} == {TaskState.DRAFT}


def test_what_a_row_leaves_open_it_takes_from_above(cast: Cast) -> None:
    send(cast, row("甲", number="1", lead="配合局", due="9月底"), row("乙", number="1.1", lead="", due="")).write()
    below = next(task for task in tasks() if task.title == "乙")
    assert below.lead_department_id == cast.other.id
    assert below.due_on == date(2022, 9, 30)


def test_rows_go_behind_what_is_there(cast: Cast) -> None:
    parent = drafts.issued(cast, lead="牵头局", responsible="配合局")
    drafts.below(cast, parent, title="先有的")
    sent = send(cast, row("后来的", due="2022-11-01"), place=placing.below(parent))
    assert sent.write() == 1
    written = tasks()[-1]
    assert (written.parent_id, written.depth, written.position) == (parent.id, 1, 2)
    assert written.deputy_seat == parent.deputy_seat
    told = db.session.scalars(select(History).where(History.subject == f"task:{written.id}")).one()
    assert told.task_id == parent.id, "it is told on the page above"


def test_who_does_it_inside_and_whose_share_is_which(cast: Cast) -> None:
    head = ("任务", "牵头单位", "责任单位", "分工数量", "责任科室", "分管领导", "责任人", "数量", "分管席位")
    cells = ("清理", "牵头局", "配合局、某街道", "牵头局=5；配合局=20.5", "土地科", "某副局长", "某科长", "25亩", "1")
    send(cast, cells, head=head).write()
    (task,) = tasks()
    legs = list(db.session.scalars(_legs(task.id)))
    assert [leg.quantity for leg in legs] == [Decimal(5), Decimal("20.5"), None]
    assert (legs[0].section, legs[0].deputy_in_charge, legs[0].person_responsible) == ("土地科", "某副局长", "某科长")
    assert (legs[1].section, legs[1].person_responsible) == ("", "")
    assert task.deputy_seat == 1


def test_one_act_is_told_as_a_whole_too(cast: Cast) -> None:
    send(cast, row("甲"), row("乙")).write()
    (told,) = drafts.told("task.import")
    assert told.after == {"file": "任务.xlsx", "count": 2}
    assert told.campaign_id == cast.campaign.id
    assert [one.after["title"] for one in drafts.told("task.draft")] == ["甲", "乙"]


def test_all_or_nothing(cast: Cast) -> None:
    sent = send(cast, sheets.GOOD, sheets.BAD)
    with pytest.raises(Invalid, match="Nothing was written"):
        sent.write()
    assert tasks() == []
    assert sent.sheet.done_at is None


def test_only_the_good_rows(cast: Cast) -> None:
    sent = send(cast, sheets.GOOD, sheets.BAD, row("坏行之下", number="2.1"))
    assert sent.states == ["new", "faulty", "faulty"]
    assert sent.write(only_good=True) == 1
    assert [task.title for task in tasks()] == ["清理低效用地"]
    assert sent.sheet.done_at is not None
    assert sent.sheet.counts["faulty"] == 2


def test_more_rows_than_a_batch_are_written_once_each(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "AT_ONCE", 3)
    rows = [row(f"第{at}项", number=f"{at // 4 + 1}" + (f".{at % 4}" if at % 4 else "")) for at in range(10)]
    assert send(cast, *rows).write() == 10
    found = tasks()
    assert len({task.path for task in found}) == 10
    assert sum(1 for task in found if task.parent_id is None) == 3
    assert db.session.scalars(select(SheetTask.task_id)).all()
    assert [task.id for task in found] == sorted(db.session.scalars(select(SheetTask.task_id)))


def test_the_next_draft_gets_the_next_number(cast: Cast) -> None:
    """Bulk rows leave the numbering of the database as it should be."""
    send(cast, row("甲"), row("乙")).write()
    after = drafts.drafted(cast)
    assert after.id > max(task.id for task in tasks() if task.title in "甲乙")
    assert db.session.get(Task, after.id) is after
