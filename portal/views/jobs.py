"""/jobs: what one has asked for; /jobs/<id>: how far it is, then where it leads; seen by whoever asked for it."""

from typing import Any

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.documents import uploads
from portal.domain.job_states import JobState
from portal.errors import Missing
from portal.jobs.progress import find_figures
from portal.services import jobs
from portal.views.addresses import next_url, number_or_none
from portal.views.files import download
from portal.views.job_rows import again_or_none, in_words, job_row, job_title, removed_words, state_words
from portal.views.moments import local_text
from portal.views.own_path import readable_path
from portal.views.pages import SIGNED_IN, Pages

pages = Pages("jobs", __name__, url_prefix="/jobs")


@pages.page("", permission=SIGNED_IN)
def index() -> ResponseReturnValue:
    found = jobs.list_own(acting_user=g.actor, after=number_or_none(request.args.get("after")))
    return render_template(
        "jobs/index.html",
        rows=[job_row(one, g.actor) for one in found[: jobs.PAGE]],
        next_url=next_url("jobs.index", found, jobs.PAGE),
        first_url=url_for("jobs.index") if request.args.get("after") else None,
    )


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
        title=job_title(job),
        is_open=job.state in (JobState.WAITING, JobState.RUNNING),
        state_label=state_words(job),
        done=figures["done"],
        total=figures["total"],
        asker=g.actor.name,
        asked_at=local_text(job.asked_at),
        ended_at=local_text(job.ended_at),
        back=readable_path(job.back),
        **_result(job),
    )


def _result(job: jobs.Job) -> dict[str, Any]:
    """What came of it: a sentence, why not, or the file, as long as it is kept."""
    outcome = job.outcome or {}
    return {
        "file_name": outcome.get("name") if "file" in outcome else None,
        "sentence": in_words(outcome) if "text" in outcome else "",
        "problem": in_words(job.problem) if job.problem else "",
        "removed": removed_words(job),
        "again_url": again_or_none(job, g.actor),
    }


@pages.page("/<int:job_id>/file", permission=SIGNED_IN)
def show_file(job_id: int) -> ResponseReturnValue:
    job = jobs.access_job(job_id, acting_user=g.actor)
    outcome = job.outcome or {}
    if "file" not in outcome:
        raise Missing
    if job.file_removed_at is not None:
        return redirect(url_for("jobs.show", job_id=job_id), 303)
    name = str(outcome["name"])
    kind = uploads.KINDS.get(name.rpartition(".")[2])
    return download(name, str(outcome["file"]), kind.media_type if kind else "application/octet-stream")
