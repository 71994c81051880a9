"""The tree of a campaign's tasks, read branch by branch from the indexes of parent and position."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, Row, Select, and_, bindparam, or_, select, tuple_, union_all
from sqlalchemy.orm import aliased

from portal import policy
from portal.database import db
from portal.domain.posts import OF_CAMPAIGN, PostName
from portal.domain.task_lifecycle import TaskState
from portal.errors import Missing
from portal.models import Department, Task
from portal.policy import Actor
from portal.prepared import Prepared
from portal.services.tasks.listing import ROW, ListedTask, list_rows
from portal.services.tasks.todo import IS_OPEN
from portal.text import N_

PAGE = 50
KEPT_STATEMENTS = 256
MOST_OPEN = 30  # branches that one address may hold open
# A tree stays within one campaign, whose name every row would repeat.
COLUMNS = (*(one for one in ROW if one.key != "campaign"), Task.parent_id, Task.depth, Task.position)


@dataclass(frozen=True)
class Branch:
    """The children of one task (of the campaign itself where `parent_id` is none), a page of them."""

    parent_id: int | None
    rows: Sequence[ListedTask]
    next_key: str


def _rows(actor: Actor) -> Select[*tuple[Any, ...]]:
    return (
        select(*COLUMNS, _has_children(actor))
        .select_from(Task)
        .join(Department, Department.id == Task.lead_department_id, isouter=True)
        .where(policy.visible_tasks(actor))
    )


def _has_children(actor: Actor) -> ColumnElement[bool]:
    """Drafts are counted nowhere: whoever drafts below a task sees that there are some, nobody else."""
    issued = Task.children_count > 0
    if not actor.holds(PostName.OFFICE, *OF_CAMPAIGN):
        return issued.label("has_children")
    child = aliased(Task)
    drafts = select(child.id).where(child.parent_id == Task.id, child.state == TaskState.DRAFT)
    return or_(issued, and_(policy.task_rows(actor, "task.draft"), drafts.exists())).label("has_children")


def list_branch(campaign_id: int, parent_id: int | None, *, acting_user: Actor, after: str = "") -> Branch:
    """One page of children in the order of the plan."""
    which: dict[str, int] = {"campaign": campaign_id} if parent_id is None else {"parent": parent_id}
    if after:
        which["position"], which["task"] = read_key(after)
    return _branch(parent_id, _page(acting_user, parent_id is None, bool(after)).all(**which))


@lru_cache(maxsize=KEPT_STATEMENTS)
def _page(actor: Actor, is_top: bool, is_continued: bool) -> Prepared:
    """Built once for each reader: building it costs more than asking it."""
    top = and_(Task.parent_id.is_(None), Task.campaign_id == bindparam("campaign"))
    query = _in_order(_rows(actor).where(top if is_top else Task.parent_id == bindparam("parent")))
    after = tuple_(Task.position, Task.id) > tuple_(
        bindparam("position", type_=Integer), bindparam("task", type_=Integer)
    )
    return Prepared(query.where(after) if is_continued else query)


def _in_order(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return query.order_by(Task.position, Task.id).limit(PAGE + 1)


def list_branches(parents: Collection[int], *, acting_user: Actor) -> dict[int, Branch]:
    """The first page of each of several branches, in one query."""
    if not parents:
        return {}
    # One limited query each: a branch of thousands costs no more than one of fifty.
    wanted = list(dict.fromkeys(parents))[:MOST_OPEN]
    pages = [select(_in_order(_rows(acting_user).where(Task.parent_id == parent)).subquery()) for parent in wanted]
    found: dict[int, list[Row[Any]]] = {}
    for row in db.session.execute(union_all(*pages)):
        found.setdefault(row.parent_id, []).append(row)
    return {
        parent: _branch(parent, sorted(rows, key=lambda row: (row.position, row.id))) for parent, rows in found.items()
    }


def _branch(parent_id: int | None, rows: Sequence[Row[Any]]) -> Branch:
    return Branch(parent_id, list_rows(rows[:PAGE]), _key(rows[PAGE - 1]) if len(rows) > PAGE else "")


def list_worst(campaign_id: int, *, acting_user: Actor, after: str = "") -> Branch:
    """Every open task of a campaign, whatever its level, by the day on which its light turned or will turn red."""
    query = (
        _rows(acting_user)
        .where(Task.campaign_id == campaign_id, IS_OPEN, Task.red_on.is_not(None))
        .order_by(Task.red_on, Task.id)
        .limit(PAGE + 1)
    )
    if after:
        day, task_id = _read_day_key(after)
        query = query.where(tuple_(Task.red_on, Task.id) > (day, task_id))
    rows = db.session.execute(query).all()
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    return Branch(None, list_rows(rows[:PAGE]), f"{last.red_on}_{last.id}" if last else "")


def find_root(campaign_id: int, task_id: int, *, acting_user: Actor) -> ListedTask:
    """The task whose branch is asked for. Raises Missing where this reader does not see it in this campaign."""
    row = db.session.execute(_rows(acting_user).where(Task.id == task_id, Task.campaign_id == campaign_id)).first()
    if row is None:
        raise Missing
    return list_rows([row])[0]


def list_line(task_id: int) -> Sequence[Row[int, str]]:
    """The ancestors of a task, the top one first, as (id, title)."""
    path = db.session.scalar(select(Task.path).where(Task.id == task_id)) or ""
    ids = [int(part) for part in path.split("/") if part and int(part) != task_id]
    if not ids:
        return []
    return db.session.execute(select(Task.id, Task.title).where(Task.id.in_(ids)).order_by(Task.depth)).all()


def _key(row: Row[Any]) -> str:
    return f"{row.position}_{row.id}"


def read_key(text: str) -> tuple[int, int]:
    """(position, id) of the last row of the page before. Raises Missing for what is no key."""
    numbers = _numbers(text.split("_"))
    if len(numbers) != 2:
        raise Missing(N_("There is no such page."))
    return numbers[0], numbers[1]


def _read_day_key(text: str) -> tuple[date, int]:
    day, _, task_id = text.partition("_")
    try:
        return date.fromisoformat(day), _numbers([task_id])[0]
    except (ValueError, IndexError):
        raise Missing(N_("There is no such page.")) from None


def read_ids(text: str) -> list[int]:
    """The open branches named in an address; what is no number is passed over."""
    return _numbers(text.split(","))[:MOST_OPEN]


def _numbers(parts: Iterable[str]) -> list[int]:
    return [int(part) for part in parts if part.isascii() and part.isdigit() and len(part) < 10]
