"""Tasks with their legs, milestones, reports, history and search words, one campaign after the other."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import lru_cache

from sqlalchemy import text

from portal.database import Base as Models
from portal.database import db
from portal.demo.synthetic import bulk, shape
from portal.demo.synthetic.base import Base, build_base
from portal.demo.synthetic.shape import Node
from portal.domain.lights import LightFacts, Turns, turning_days
from portal.domain.percent import WHOLE, parent_bp
from portal.domain.task_lifecycle import OPEN, TaskState
from portal.domain.timetable import Mark
from portal.domain.workdays import WorkCalendar
from portal.services import calendar, search

S = TaskState
BATCH = 2_000
KEPT_TITLES = 50_000  # campaigns share most of theirs
ONE_DAY = timedelta(days=1)
YEAR_END = date(2022, 12, 31)
PERCENTS = {S.CLOSED: 100, S.COMPLETION_REQUESTED: 100, S.VERIFIED: 100, S.ISSUED: 0, S.CANCELLED: 20, S.UNMET: 60}
SIGNED = OPEN - {S.ISSUED} | {S.CLOSED, S.CANCELLED, S.UNMET}
REQUESTED = frozenset({S.CLOSED, S.COMPLETION_REQUESTED, S.VERIFIED})
STANDARD = "现场完成，资料齐全，验收通过。"
DONE = "按节点推进，本期完成计划工作量。"

COLUMNS = {
    "task": (
        "id", "plan_id", "campaign_id", "parent_id", "path", "depth", "position", "children_count", "title", "content",
        "standard", "clause", "start_on", "due_on", "issued_due_on", "weight", "percent_bp", "unit", "deputy_seat",
        "lead_department_id", "must_be_verified", "state", "is_open", "created_by_id", "created_at", "changed_at",
        "issued_at", "issued_by_id", "requested_at", "requested_by_id", "request_text", "silence_explained",
        "verified_at", "verified_by_id", "grade", "looked_at", "closed_at", "closed_by_id", "is_unverified",
        "ended_reason", "successor", "suspended_until", "return_count", "return_reason", "reopen_count", "yellow_on",
        "yellow_why", "yellow_title", "red_on", "red_why", "red_title", "outdated_on", "version",
    ),
    "assignment": (
        "task_id", "department_id", "kind", "state", "position", "section", "deputy_in_charge", "person_responsible",
        "percent", "signed_at", "signed_by_id", "is_deemed", "done_at", "return_reason", "is_open", "task_state",
        "due_on", "changed_at", "reported_at", "version", "id",
    ),
    "milestone": ("id", "task_id", "title", "due_on", "evidence", "reached_on", "reached_by_id"),
    "progress_report": (
        "task_id", "assignment_id", "period_id", "state", "percent", "done", "problem", "next_step", "help_needed",
        "confidence_reason", "drafted_by_id", "created_at", "submitted_by_id", "submitted_at", "version", "id",
    ),
    "history": ("at", "user_id", "acting_as", "event", "subject", "task_id", "campaign_id", "after", "address", "id"),
}  # fmt: skip
COURSE = ("task.issue", "assignment.sign", "report.submit", "task.request-completion", "task.verify", "task.close-out")


def fill(tasks: int, *, tell: Callable[[int], None] = lambda done: None) -> int:
    """Write about `tasks` tasks; `tell` hears how many stand so far. Answers how many were written.

    Must run inside a unit of work.
    """
    sizes = shape.campaign_sizes(tasks)
    base = build_base(len(sizes))
    run = _Run(base, calendar.load())
    with bulk.checks_afterwards(run.connection, [*COLUMNS, "task_search"]):
        for at, size in enumerate(sizes):
            run.campaign(at, base.campaign_ids[at], size)
            tell(run.written)
    run.finish()
    return run.written


class _Run:
    """One filling: the writers, and the next free id of each table."""

    def __init__(self, base: Base, work_calendar: WorkCalendar) -> None:
        self.base, self.calendar, self.written = base, work_calendar, 0
        self.connection = db.session.connection()
        self.engine = self.connection.dialect.name
        self.tables = {name: bulk.Writer(self.connection, name, columns) for name, columns in COLUMNS.items()}
        key = "rowid" if self.engine == "sqlite" else "task_id"
        self.words = bulk.Writer(self.connection, "task_search", (key, "words"))
        self.ids = {name: bulk.next_id(self.connection, name) for name in COLUMNS}
        self.turns: dict[tuple[object, ...], tuple[str | None, ...]] = {}
        if self.engine == "postgresql":
            self.connection.execute(text("SET LOCAL TIME ZONE 'UTC'"))

    def finish(self) -> None:
        for name in COLUMNS:
            bulk.move_sequence(self.connection, Models.metadata.tables[name])
        if self.engine == "sqlite":  # without samples of values: with them SQLite plans every statement anew
            self.connection.execute(text("PRAGMA analysis_limit = 1000"))
        self.connection.execute(text("ANALYZE"))

    def _flush(self) -> None:
        """In the order of the references: tasks before what hangs on them."""
        for writer in (*self.tables.values(), self.words):
            writer.flush()

    def campaign(self, at: int, campaign_id: int, size: int) -> None:
        nodes = list(shape.tree(size))
        states = [shape.state_of(node.number) if node.is_leaf else S.IN_PROGRESS for node in nodes]
        percents, children = _percents(nodes, states)
        first = self.ids["task"]
        paths: list[str] = []
        for node, state in zip(nodes, states, strict=True):
            above = paths[node.parent] if node.parent is not None else "/"
            paths.append(f"{above}{first + node.number}/")
            self._task(at, campaign_id, node, state, percents[node.number], children[node.number], paths[-1])
            if len(self.tables["task"].rows) >= BATCH:
                self._flush()
        self._flush()
        self.ids["task"] = first + size
        self.written += size
        top = [(_weight(node), percents[node.number]) for node in nodes if node.parent is None]
        self.connection.execute(
            text("UPDATE campaign SET percent_bp = :bp WHERE id = :id"), {"bp": parent_bp(top), "id": campaign_id}
        )

    def _task(self, at: int, campaign_id: int, node: Node, state: TaskState, bp: int, children: int, path: str) -> None:
        task_id = self.ids["task"] + node.number
        start, due = shape.days_of(node.number, state) if node.is_leaf else (shape.STARTS, YEAR_END)
        issued = datetime(start.year, start.month, start.day, 1, 30, node.number % 60) - ONE_DAY  # noqa: DTZ001 - all UTC
        course = _course(state)
        step = (due - start) / 6
        moments = [issued + step * place for place in range(len(course))]
        told = [bulk.moment(one) for one in moments]
        lead = (node.number + at) % len(self.base.department_ids)
        marks = _marks(node, state, start, due)
        title, due_on = shape.title_of(at, node), due.isoformat()
        parent = None if node.parent is None else self.ids["task"] + node.parent
        asked = state in REQUESTED
        head, commander = self.base.head_ids[lead], self.base.commander_id
        verified = state in (S.CLOSED, S.VERIFIED)
        closed = state == S.CLOSED
        self.tables["task"].add(
            task_id, self.base.plan_id, campaign_id, parent, path, node.depth, node.position, children, title, "",
            STANDARD, "", start.isoformat(), due_on, due_on, _weight(node), bp, "", 1 + node.number % 2,
            self.base.department_ids[lead], node.depth == 0, str(state), state in OPEN, commander, told[0], told[-1],
            told[0], commander, told[3] if asked else None, head if asked else None, "", "",
            told[4] if verified else None, self.base.inspector_id if verified else None,
            "passed" if verified else None, "", told[5] if closed else None, commander if closed else None, False,
            "结转" if state in (S.CANCELLED, S.UNMET) else None, "",
            YEAR_END.isoformat() if state == S.SUSPENDED else None, 0, "", 0,
            *self._turns(node, state, bp, start, due, marks), 1,
        )  # fmt: skip
        self._marks(task_id, marks, head)
        self._legs(task_id, node, state, lead, due_on, moments, told)
        self._history(task_id, campaign_id, lead, course, told)
        self.words.add(task_id, _words(title, self.engine))

    def _turns(
        self, node: Node, state: TaskState, bp: int, start: date, due: date, marks: tuple[Mark, ...]
    ) -> tuple[str | None, ...]:
        """The light's columns in the order of the table's."""
        if state not in OPEN:
            return NO_TURNS
        key = (node.is_leaf, state, bp, start, due, tuple(mark.reached_on for mark in marks))
        if key not in self.turns:
            facts = LightFacts(
                issued_on=start - timedelta(days=1), due_on=due, start_on=start, percent_bp=bp, milestones=marks,
                report_due_on=date(2022, 10, 5) if node.is_leaf and state == S.IN_PROGRESS else None,
                is_pending=state in REQUESTED, is_suspended=state == S.SUSPENDED, is_leaf=node.is_leaf,
                is_signed=state in SIGNED,
            )  # fmt: skip
            self.turns[key] = _told_turns(turning_days(facts, self.calendar))
        return self.turns[key]

    def _marks(self, task_id: int, marks: tuple[Mark, ...], head: int) -> None:
        for mark in marks:
            self.tables["milestone"].add(
                self.ids["milestone"], task_id, mark.title, mark.due_on.isoformat(), "", _day(mark.reached_on),
                head if mark.reached_on else None,
            )  # fmt: skip
            self.ids["milestone"] += 1

    def _legs(
        self, task_id: int, node: Node, state: TaskState, lead: int, due_on: str, moments: list[datetime],
        told: list[str],
    ) -> None:  # fmt: skip
        signed = state in SIGNED
        percent = _leaf_percent(node.number, state) if node.is_leaf else 0
        for place in range(2 + node.number % 2):
            at = (lead + place * 7) % len(self.base.department_ids)
            head, leg_id = self.base.head_ids[at], self.ids["assignment"]
            done = signed and place > 0 and state in REQUESTED
            reports = node.is_leaf and signed and place == 0
            leg_state = "done" if done else "signed" if signed else "waiting"
            self.tables["assignment"].add(
                task_id, self.base.department_ids[at], "responsible" if place else "lead", leg_state, place, "", "", "",
                0 if place else percent, told[1] if signed else None, head if signed else None, False,
                told[2] if done else None, "", state in OPEN, state, due_on, told[-1], told[2] if reports else None,
                1, leg_id,
            )  # fmt: skip
            self.ids["assignment"] += 1
            if reports:
                self._reports(task_id, leg_id, head, percent, moments[2])

    def _reports(self, task_id: int, leg_id: int, head: int, percent: int, moment: datetime) -> None:
        for place, share in enumerate((percent // 2, percent)):
            at = moment - timedelta(days=20 * (1 - place))
            told = bulk.moment(at)
            self.tables["progress_report"].add(
                task_id, leg_id, self.base.period_ids[min(at.month, 8) - 1 if at.year == 2022 else 0], "submitted",
                share, DONE, "", "继续推进。", "", "", head, told, head, told, 1, self.ids["progress_report"],
            )  # fmt: skip
            self.ids["progress_report"] += 1

    def _history(self, task_id: int, campaign_id: int, lead: int, course: tuple[str, ...], told: list[str]) -> None:
        for event, moment in zip(course, told, strict=True):
            by = self.base.commander_id if event in ("task.issue", "task.close-out") else self.base.head_ids[lead]
            self.tables["history"].add(
                moment, by, "", event, f"task:{task_id}", task_id, campaign_id, "{}", "", self.ids["history"]
            )
            self.ids["history"] += 1


@lru_cache(maxsize=KEPT_TITLES)
def _words(title: str, engine: str) -> str:
    return search.indexed(f"{title}\n\n{STANDARD}", engine)


NO_TURNS = (None, "", "", None, "", "", None)


def _told_turns(turns: Turns) -> tuple[str | None, ...]:
    yellow = (_day(turns.yellow_on), turns.yellow_why or "", turns.yellow_title or "")
    return (*yellow, _day(turns.red_on), turns.red_why or "", turns.red_title or "", _day(turns.outdated_on))


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _course(state: TaskState) -> tuple[str, ...]:
    """How far along the way a state has come."""
    steps = {S.ISSUED: 1, S.COMPLETION_REQUESTED: 4, S.VERIFIED: 5, S.CLOSED: 6}
    return COURSE[: steps.get(state, 3)]


def _weight(node: Node) -> int:
    return 1 + node.number % 3


def _leaf_percent(number: int, state: TaskState) -> int:
    return PERCENTS.get(state, number * 37 % 95)


def _percents(nodes: list[Node], states: list[TaskState]) -> tuple[list[int], list[int]]:
    """Percents in basis points from the leaves up, and how many children that count each task has."""
    found = [0] * len(nodes)
    below: list[list[tuple[int, int]]] = [[] for _ in nodes]
    children = [0] * len(nodes)
    for node in reversed(nodes):
        state = states[node.number]
        leaf = WHOLE if state == S.CLOSED else _leaf_percent(node.number, state) * 100
        found[node.number] = leaf if node.is_leaf else parent_bp(below[node.number])
        if node.parent is not None and state != S.CANCELLED:
            children[node.parent] += 1
            below[node.parent].append((_weight(node), found[node.number]))
    return found, children


def _marks(node: Node, state: TaskState, start: date, due: date) -> tuple[Mark, ...]:
    """One milestone half way for a leaf; reached where the work is past it."""
    if not node.is_leaf:
        return ()
    half = start + (due - start) / 2
    is_reached = state in REQUESTED or (state == S.IN_PROGRESS and node.number % 3 > 0)
    return (Mark("中期节点", half, half if is_reached else None),)
