"""/tasks/<id>: the whole story of a task on one page."""

from flask import g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal.domain.task_lifecycle import GRADE_LABELS, STATE_LABELS, Grade
from portal.services import evidence, offers, reports
from portal.services.tasks import story
from portal.services.tasks.access import access_task
from portal.services.tasks.story import Task
from portal.views.addresses import number_or_none
from portal.views.tasks import pages, story_legs, story_rows
from portal.views.tasks.rows import light_labels, rows_of

Trail = list[tuple[str, str | None]]


@pages.page("/<int:task_id>", permission="task.read")
def show(task_id: int) -> ResponseReturnValue:
    """What the reader may not read inside the task is not loaded. `before` pages through the history."""
    task = access_task(task_id, acting_user=g.actor, permission="task.read")
    before = number_or_none(request.args.get("before"))
    is_inside = story.may_read_inside(task, acting_user=g.actor)
    place = story.place_of(task)
    children, has_more = story.list_children(task, acting_user=g.actor) if place.has_children else ([], False)
    said = reports.list_reports(task, acting_user=g.actor) if place.has_reports else []
    found = story.list_findings(task, acting_user=g.actor) if place.has_findings else []
    seen = [one.id for one in found]
    files = evidence.list_of_task(task, finding_ids=seen, acting_user=g.actor) if said or found else []
    told, next_key = story.list_history(task, acting_user=g.actor, finding_ids=seen, before=before)
    names = story.find_names(task, told, found)
    light, reason = story.light_of(task)
    return render_template(
        "tasks/show.html",
        task=task,
        breadcrumbs=task_trail(place),
        state=gettext(STATE_LABELS[task.state]),
        light=light,
        reason=gettext(reason.text, **reason.values),
        is_inside=is_inside,
        people=names.people,
        verified_bp=story_rows.verified_bp(task, found),
        notice=story_rows.notice_of(task, names, is_inside),
        **_steps(task),
        legs=story_legs.leg_rows(task, names, g.actor),
        milestones=story_legs.milestone_rows(task, g.actor),
        add_milestone_url=story_legs.add_milestone_url(task, g.actor),
        children=rows_of(children),
        has_more_children=has_more,
        labels=light_labels() if children else {},
        reports=story_rows.report_rows(said, task.unit),
        findings=story_rows.finding_rows(found, names),
        files=story_rows.file_rows(files),
        dates=story_rows.date_rows(story.list_dates(task) if place.has_dates else []),
        history=story_rows.history_rows(
            [*story.tell(told, names, is_inside=is_inside), *([] if next_key else [story.beginning(task, names)])]
        ),
        next_history=url_for("tasks.show", task_id=task.id, before=next_key, _anchor="history") if next_key else None,
        is_first_page=before is None,
        grade=gettext(GRADE_LABELS[Grade(task.grade)]) if task.grade else None,
    )


def _steps(task: Task) -> dict[str, object]:
    """The main step, the possible others, and those against which a sentence still stands."""
    shown = [story_legs.step_row(one, task) for one in offers.offers_of(task, acting_user=g.actor)]
    return {
        "main": next((one for one in shown if one.is_main), None),
        "steps": [one for one in shown if not one.is_main and not one.refusal],
        "hindered": [one for one in shown if one.refusal],
    }


def task_trail(place: story.Place, task: Task | None = None) -> Trail:
    """From the plan down; with a task for the pages below its own."""
    own = [(task.title, url_for("tasks.show", task_id=task.id))] if task else []
    return [
        (place.plan, url_for("plans.show", plan_id=place.plan_id)),
        (place.campaign, url_for("campaigns.show", campaign_id=place.campaign_id)),
        *((title, url_for("tasks.show", task_id=task_id)) for task_id, title in place.line),
        *own,
    ]
