"""What was made ready before the lock is written as it is, unless something has moved in between."""

from datetime import date
from typing import Any, NoReturn

import pytest
from sqlalchemy import select

from portal.database import db
from portal.errors import Denied, Invalid
from portal.models import Appointment, History
from portal.services.task_sheets import checking, results
from portal.services.tasks import ending, issuing, placing
from portal.services.tasks.access import load_for_change
from tests.cast import Cast
from tests.services.task_sheets.sending import row, send, tasks
from tests.services.tasks import drafts

TREE = (row("甲", number="1"), row("乙", number="1.1", lead="", due=""))


def never(*args: Any, **values: Any) -> NoReturn:
    pytest.fail("This was to be done before the lock was taken.")


def places() -> list[tuple[str, int, str]]:
    """(title, position, path) of every task; a path names tasks that are there."""
    found = tasks()
    assert all(task.path.endswith(f"/{task.id}/") for task in found)
    return [(task.title, task.position, task.path) for task in found]


def test_under_the_lock_nothing_is_checked_or_made_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = send(cast, *TREE)
    ready = sent.made_ready()
    monkeypatch.setattr(checking.Checker, "check", never)
    monkeypatch.setattr(results, "make_ready", never)
    assert sent.write(ready=ready) == 2
    assert [title for title, _, _ in places()] == ["甲", "乙"]
    assert [one.task_id for one in sent.checked.found] == [task.id for task in tasks()]


def test_a_draft_out_of_sight_keeps_its_number_and_its_place(cast: Cast) -> None:
    """A deputy does not see what is drafted for another seat in between; its number and position are taken."""
    parent = drafts.issued(cast, deputy_seat=1)
    sent = send(cast, *TREE, role="deputy", place=placing.below(parent))
    ready = sent.made_ready()
    between = drafts.below(cast, parent, title="先来的", deputy_seat=2)
    assert sent.write(ready=ready) == 2
    found = {task.title: task for task in tasks()}
    assert found["先来的"].id == between.id
    assert (found["先来的"].position, found["甲"].position) == (1, 2)
    assert found["乙"].path == f"/{parent.id}/{found['甲'].id}/{found['乙'].id}/"
    assert len(places()) == len(set(places())) == 4


def test_the_history_follows_what_was_issued_in_between(cast: Cast) -> None:
    """Until it is issued, what happens to a draft is told on the page above it."""
    top = drafts.drafted(cast, title="最上")
    parent = drafts.below(cast, top, title="上级")
    sent = send(cast, row("下级", due="2022-11-01"), place=placing.below(parent))
    ready = sent.made_ready()
    issuing.issue(load_for_change(top.id), acting_user=cast.actor("commander"))
    sent.write(ready=ready)
    below = next(task for task in tasks() if task.title == "下级")
    told = db.session.scalars(select(History).where(History.subject == f"task:{below.id}")).one()
    assert told.task_id == top.id


def test_a_task_above_that_was_cancelled_in_between_takes_no_rows(cast: Cast) -> None:
    send(cast, row("甲", number="1")).write()
    issuing.issue(load_for_change(tasks()[0].id), acting_user=cast.actor("commander"))
    sent = send(cast, row("甲", number="1"), row("乙", number="1.1"))
    ready = sent.made_ready()
    ending.cancel(load_for_change(tasks()[0].id), reason="不再需要", acting_user=cast.actor("commander"))
    with pytest.raises(Invalid, match="Nothing was written"):
        sent.write(ready=ready)
    assert [title for title, _, _ in places()] == ["甲"]


def test_whoever_lost_his_post_in_between_writes_nothing(cast: Cast) -> None:
    sent = send(cast, *TREE, role="office")
    ready = sent.made_ready()
    post = db.session.scalars(select(Appointment).where(Appointment.user_id == cast.user("office").id)).one()
    post.last_on = date(2022, 6, 30)
    db.session.flush()
    sent.actor = cast.actor("office")
    with pytest.raises(Denied):
        sent.write(ready=ready)
    assert places() == []


def test_a_second_attempt_does_not_take_what_was_made_for_the_first(cast: Cast) -> None:
    """The first one has looked again, found another name, and collided with somebody before it was kept."""
    sent = send(cast, row("甲", responsible=""), row("乙", lead="配合局", responsible=""))
    ready = sent.made_ready()
    cast.other.name, cast.other.short_name = "改名局", "改名局"
    db.session.flush()
    sent.checked.refresh(placing.at_top(cast.campaign), acting_user=sent.actor)
    assert sent.write(ready=ready, only_good=True) == 1
    assert [title for title, _, _ in places()] == ["甲"]
