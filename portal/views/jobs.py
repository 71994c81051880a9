"""/jobs/<id>: how far a job is, then where it leads; seen by whoever asked for it."""

from collections.abc import Mapping
from typing import Any

from flask import g, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal.documents import uploads
from portal.domain.job_states import STATE_LABELS, JobState
from portal.errors import Missing
from portal.jobs import KINDS
from portal.jobs.progress import find_figures
from portal.services import jobs
from portal.views.files import download
from portal.views.moments import local_text
from portal.views.own_path import readable_path
from portal.views.pages import SIGNED_IN, Pages

pages = Pages("jobs", __name__, url_prefix="/jobs")


@pages.page("/<int:job_id>", permission=SIGNED_IN)
def show(job_id: int) -> ResponseReturnValue:
    job = jobs.access_job(job_id, acting_user=g.actor)
    outcome = job.outcome or {}
    if "leads_to" in outcome:
        return redirect(readable_path(outcome["leads_to"]), 303)
    figures = {"done": job.done, "total": job.total} | dict(find_figures(job.id))
    return render_template(
        "jobs/show.html",
        job=job,
        title=gettext(KINDS[job.kind]) if job.kind in KINDS else job.kind,
        is_open=job.state in (JobState.WAITING, JobState.RUNNING),
        state_label=gettext(STATE_LABELS[job.state]),
        done=figures["done"],
        total=figures["total"],
        asker=g.actor.name,
        asked_at=local_text(job.asked_at),
        ended_at=local_text(job.ended_at),
        back=readable_path(job.back),
        file_name=outcome.get("name") if "file" in outcome else None,
        sentence=in_words(outcome) if "text" in outcome else "",
        problem=in_words(job.problem) if job.problem else "",
    )


@pages.page("/<int:job_id>/file", permission=SIGNED_IN)
def show_file(job_id: int) -> ResponseReturnValue:
    outcome = jobs.access_job(job_id, acting_user=g.actor).outcome or {}
    if "file" not in outcome:
        raise Missing
    name = str(outcome["name"])
    kind = uploads.KINDS.get(name.rpartition(".")[2])
    return download(name, str(outcome["file"]), kind.media_type if kind else "application/octet-stream")


def in_words(said: Mapping[str, Any]) -> str:
    """A kept sentence with its values, in the reader's language; a value may be such a sentence itself."""
    values = {name: in_words(value) if isinstance(value, Mapping) else value for name, value in said["values"].items()}
    message = said["text"]
    words: str = gettext(message, **values)
    return words
