"""Tasks and findings as tables. The tasks' headings are those that /tasks/import understands."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from flask_babel import gettext

from portal.documents.cells import Kind
from portal.domain import finding_filter, task_filter
from portal.domain.finding_lifecycle import SEVERITY_LABELS
from portal.domain.finding_lifecycle import STATE_LABELS as FINDING_STATES
from portal.domain.task_lifecycle import STATE_LABELS
from portal.domain.task_sheet.columns import LABELS
from portal.domain.task_sheet.columns import Column as Understood
from portal.domain.task_sheet.shares import write_shares
from portal.jobs.lists.columns import Column, ListOf, Query
from portal.policy import Actor
from portal.services import findings
from portal.services.tasks import exporting, listing
from portal.services.tasks.exporting import Words
from portal.services.tasks.listing import ListedTask
from portal.text import N_
from portal.views.tasks.rows import LAMP_LABELS, lamp

BATCH = 1_000
U = Understood


class TaskLine(NamedTuple):
    listed: ListedTask
    words: Words

    @property
    def task(self) -> Any:
        return self.listed.task


def _tasks(query: Query, actor: Actor) -> Iterator[Sequence[TaskLine]]:
    asked = replace(task_filter.read_filter(query), after="")
    while True:
        page = listing.list_tasks(asked, acting_user=actor, size=BATCH)
        words = exporting.words_of([row.task.id for row in page.rows])
        yield [TaskLine(row, words[row.task.id]) for row in page.rows]
        if not page.next_key:
            return
        asked = replace(asked, after=page.next_key)


def _reason(line: TaskLine) -> str:
    reason = line.listed.reason
    return str(gettext(reason.text, **reason.values))


TASKS = ListOf(
    N_("Tasks"),
    "task.read",
    (
        Column(LABELS[U.NUMBER], lambda line: line.task.id, Kind.NUMBER),
        Column(LABELS[U.ABOVE], lambda line: line.words.task.parent_id, Kind.NUMBER),
        Column(LABELS[U.ABOVE_TITLE], lambda line: line.words.task.above),
        Column(LABELS[U.TITLE], lambda line: line.task.title, width=40),
        Column(N_("Campaign"), lambda line: line.task.campaign),
        Column(LABELS[U.LEAD], lambda line: line.words.lead),
        Column(LABELS[U.RESPONSIBLE], lambda line: "、".join(line.words.responsible), width=30),
        Column(LABELS[U.START], lambda line: line.task.start_on, Kind.DAY),
        Column(LABELS[U.DUE], lambda line: line.task.due_on, Kind.DAY),
        Column(N_("Originally due on"), lambda line: line.task.issued_due_on, Kind.DAY),
        Column(N_("State"), lambda line: line.task.state, words=STATE_LABELS),
        Column(N_("Light"), lambda line: lamp(line.listed.light, line.task.state), words=LAMP_LABELS),
        Column(N_("Reason"), _reason, width=30),
        Column(N_("Progress"), lambda line: line.task.percent_bp / 10_000, Kind.PERCENT),
        Column(LABELS[U.WEIGHT], lambda line: line.words.task.weight, Kind.NUMBER),
        Column(LABELS[U.STANDARD], lambda line: line.words.task.standard, width=40),
        Column(LABELS[U.QUANTITY], lambda line: line.words.task.quantity, Kind.NUMBER),
        Column(LABELS[U.UNIT], lambda line: line.words.task.unit),
        Column(LABELS[U.SHARES], lambda line: write_shares(line.words.shares)),
        Column(LABELS[U.CONTENT], lambda line: line.words.task.content, width=40),
        Column(LABELS[U.CLAUSE], lambda line: line.words.task.clause, width=30),
        Column(LABELS[U.SECTION], lambda line: line.words.section),
        Column(LABELS[U.DEPUTY], lambda line: line.words.deputy_in_charge),
        Column(LABELS[U.PERSON], lambda line: line.words.person_responsible),
        Column(LABELS[U.SEAT], lambda line: line.words.task.deputy_seat, Kind.NUMBER),
    ),
    _tasks,
)


def _findings(query: Query, actor: Actor) -> Iterator[Sequence[Any]]:
    asked = replace(finding_filter.read_filter(query), after=0)
    while True:
        page = findings.list_findings(asked, acting_user=actor, size=BATCH)
        yield page.rows
        if not page.next_id:
            return
        asked = replace(asked, after=page.next_id)


def _share(percent: int | None) -> float | None:
    return None if percent is None else percent / 100


FINDINGS = ListOf(
    N_("Findings"),
    "finding.read",
    (
        Column(LABELS[U.NUMBER], lambda row: row.id, Kind.NUMBER),
        Column(N_("What was seen"), lambda row: row.seen, width=50),
        Column(N_("Place"), lambda row: row.place),
        Column(N_("Task"), lambda row: row.task, width=40),
        Column(N_("Campaign"), lambda row: row.campaign),
        Column(N_("Department"), lambda row: row.department),
        Column(N_("Severity"), lambda row: row.severity, words=SEVERITY_LABELS),
        Column(N_("Seen on"), lambda row: row.seen_on, Kind.DAY),
        Column(N_("Claimed"), lambda row: _share(row.claimed_percent), Kind.PERCENT),
        Column(N_("Found"), lambda row: _share(row.found_percent), Kind.PERCENT),
        Column(N_("Rectify by"), lambda row: row.due_on, Kind.DAY),
        Column(N_("State"), lambda row: row.state, words=FINDING_STATES),
        Column(N_("Late"), lambda row: row.is_late, words={True: N_("yes"), False: ""}),
    ),
    _findings,
)
