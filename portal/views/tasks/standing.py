"""Where a task stands, as the top of its page prints it."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from flask_babel import gettext

from portal.domain.finding_lifecycle import FindingState
from portal.domain.lights import Light
from portal.domain.percent import WHOLE
from portal.domain.task_lifecycle import GRADE_LABELS, Grade, TaskState
from portal.domain.trajectory import plain
from portal.services.tasks.names import Names
from portal.text import N_
from portal.views.tasks.rows import lamp, state_labels


class Standing(NamedTuple):
    """Where a task stands, in one look; names are empty where there is nobody."""

    light: str
    reason: str
    percent_bp: int
    verified_bp: int | None
    due: str
    issued_due: str
    state: str
    state_label: str
    is_unverified: bool
    return_count: int
    reopen_count: int
    standard: str
    quantity: str
    start: str
    issued_by: str
    verifier: str
    verified_by: str
    clause: str


def standing_of(task: Any, light: Light, reason: str, names: Names, seen_bp: int | None) -> Standing:
    who = names.people
    grade = f"（{gettext(GRADE_LABELS[Grade(task.grade)])}）" if task.grade else ""
    return Standing(
        light=lamp(light, task.state),
        reason=reason,
        percent_bp=task.percent_bp,
        verified_bp=seen_bp,
        due=_day(task.due_on),
        issued_due=_day(task.issued_due_on) if task.issued_due_on != task.due_on else "",
        state=task.state.value,
        state_label=state_labels()[task.state],
        is_unverified=task.is_unverified and task.state == TaskState.CLOSED,
        return_count=task.return_count,
        reopen_count=task.reopen_count,
        standard=task.standard,
        quantity=f"{plain(task.quantity)} {task.unit}".strip() if task.quantity else "",
        start=_day(task.start_on),
        issued_by=who.get(task.issued_by_id, "—") if task.issued_by_id else "",
        verifier=who.get(task.verifier_id, "—") if task.verifier_id and not task.verified_by_id else "",
        verified_by=who.get(task.verified_by_id, "—") + grade if task.verified_by_id else "",
        clause=task.clause,
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def verified_bp(task: Any, findings: Sequence[Any]) -> int | None:
    """What somebody who looked has seen: all of it when verified, else what the last check found."""
    if task.verified_at is not None:
        return WHOLE
    looked = (one.found_percent for one in findings if one.found_percent is not None and _counts(one))
    latest = next(looked, None)
    return None if latest is None else latest * 100


def _counts(finding: Any) -> bool:
    return finding.state not in (FindingState.WITHDRAWN, FindingState.RECORDED)


class Notice(NamedTuple):
    """What stands above everything else: a request that waits, a return, an end."""

    title: str
    texts: tuple[str, ...]
    kind: str = "info"


def notice_of(task: Any, names: Names, is_inside: bool) -> Notice | None:
    """What the reader has to know first; the words themselves only for whoever reads inside the task."""
    who = names.people
    found: dict[TaskState, tuple[str, Sequence[str | None], str]] = {
        TaskState.COMPLETION_REQUESTED: (
            _by(N_("Completion requested by %(who)s"), who.get(task.requested_by_id)),
            (task.request_text, task.silence_explained, _verifier(task, names)), "info"),
        TaskState.VERIFIED: (_by(N_("Verified by %(who)s"), who.get(task.verified_by_id)), (task.looked_at,), "info"),
        TaskState.SUSPENDED: (_by(N_("Suspended until %(who)s"), task.suspended_until), (), "warning"),
        TaskState.CANCELLED: (gettext("Cancelled"), (task.ended_reason,), "warning"),
        TaskState.UNMET: (gettext("Concluded as unmet"), (task.ended_reason, task.successor), "warning"),
    }  # fmt: skip
    if task.state == TaskState.IN_PROGRESS and task.return_reason:
        found[TaskState.IN_PROGRESS] = gettext("Completion was returned"), (task.return_reason,), "warning"
    if task.state not in found:
        return None
    title, texts, kind = found[task.state]
    return Notice(title, tuple(one for one in texts if one) if is_inside else (), kind)


def _by(text: str, who: object) -> str:
    words: str = gettext(text, who=who or "—")
    return words


def _verifier(task: Any, names: Names) -> str | None:
    name = names.people.get(task.verifier_id)
    return gettext("%(name)s verifies.", name=name) if name else None
