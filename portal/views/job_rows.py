"""Jobs in words: what was asked for, how it stands, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext

from portal import policy
from portal.domain.job_states import STATE_LABELS, JobState
from portal.jobs import KINDS
from portal.jobs.lists import LISTS
from portal.policy import Actor
from portal.services.jobs import Job
from portal.text import N_
from portal.views.exports import url_again
from portal.views.moments import local_text

TONES = {
    JobState.WAITING: "waiting",
    JobState.RUNNING: "open",
    JobState.DONE: "good",
    JobState.FAILED: "bad",
}


@dataclass(frozen=True)
class JobRow:
    """A line of the list; `file_url` as long as there is a file, `again_url` once it is gone."""

    url: str
    title: str
    detail: str
    state: str
    tone: str
    asked_at: str
    ended_at: str | None
    removed: str
    file_url: str | None
    again_url: str | None


def job_row(job: Job, actor: Actor) -> JobRow:
    outcome = job.outcome or {}
    has_file = "file" in outcome and job.file_removed_at is None
    return JobRow(
        url=url_for("jobs.show", job_id=job.id),
        title=job_title(job),
        detail=_detail(job),
        state=state_words(job),
        tone=TONES[job.state],
        asked_at=local_text(job.asked_at) or "",
        ended_at=local_text(job.ended_at),
        removed=removed_words(job),
        file_url=url_for("jobs.show_file", job_id=job.id) if has_file else None,
        again_url=again_or_none(job, actor),
    )


def job_title(job: Job) -> str:
    return str(gettext(KINDS[job.kind]) if job.kind in KINDS else job.kind)


def state_words(job: Job) -> str:
    return str(gettext(STATE_LABELS[job.state]))


def _detail(job: Job) -> str:
    """Which list, which file, or why not."""
    if job.problem:
        return in_words(job.problem)
    outcome = job.outcome or {}
    if "name" in outcome:
        return str(outcome["name"])
    if "text" in outcome:
        return in_words(outcome)
    asked = LISTS.get(job.arguments.get("list", ""))
    return str(gettext(asked.title)) if asked else ""


def removed_words(job: Job) -> str:
    if job.file_removed_at is None:
        return ""
    return str(gettext(N_("File removed on %(day)s"), day=(local_text(job.file_removed_at) or "")[:10]))


def again_or_none(job: Job, actor: Actor) -> str | None:
    """Where a list whose file is gone is written anew, for whoever may read it now."""
    asked = LISTS.get(job.arguments.get("list", ""))
    if job.file_removed_at is None or asked is None or not policy.holds_anywhere(actor, asked.permission):
        return None
    return url_again(job.arguments)


def in_words(said: Mapping[str, Any]) -> str:
    """A kept sentence with its values, in the reader's language; a value may be such a sentence itself."""
    values = {name: in_words(value) if isinstance(value, Mapping) else value for name, value in said["values"].items()}
    message = said["text"]
    words: str = gettext(message, **values)
    return words
