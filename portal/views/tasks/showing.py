"""/tasks/<id>: the whole story of a task on one page."""

from flask import g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal import policy
from portal.services import evidence, offers, plan_readings, reports
from portal.services.tasks import names as names_of
from portal.services.tasks import story, telling
from portal.services.tasks.access import read_milestones, read_task
from portal.services.tasks.story import Task
from portal.views.addresses import number_or_none
from portal.views.tasks import happened, pages, standing, story_legs, story_rows
from portal.views.tasks.rows import lamp_reason, state_labels, written_rows

Trail = list[tuple[str, str | None]]


@pages.page("/<int:task_id>", permission="task.read")
def show(task_id: int) -> ResponseReturnValue:
    """What the reader may not read inside the task is not loaded. `before` pages through the history."""
    task = read_task(task_id, acting_user=g.actor, permission="task.read")
    before = number_or_none(request.args.get("before"))
    is_inside = telling.may_read_inside(task, acting_user=g.actor)
    place = story.parts_of(task)
    if place.has_milestones:
        read_milestones(task)
    children, has_more = story.list_children(task, acting_user=g.actor) if place.has_children else ([], False)
    said = reports.list_reports(task, acting_user=g.actor) if place.has_reports else []
    found = story.list_findings(task, acting_user=g.actor) if place.has_findings else []
    seen = [one.id for one in found]
    files = evidence.list_of_task(task, finding_ids=seen, acting_user=g.actor) if said or found else []
    told, next_key = telling.list_history(task, acting_user=g.actor, finding_ids=seen, before=before)
    if not next_key:
        told = [*told, *telling.list_draft_history(task, acting_user=g.actor)]
    names = names_of.find_names(task)
    light, reason = story.light_of(task)
    light_text = lamp_reason(light, task.state, gettext(reason.text, **reason.values))
    legs = story_legs.leg_rows(task, names, g.actor)
    return render_template(
        "tasks/show.html",
        task=task,
        breadcrumbs=task_trail(place._replace(line=names.line)),
        state=state_labels()[task.state],
        reason=light_text,
        standing=standing.standing_of(task, light, light_text, names, standing.verified_bp(task, found)),
        notice=standing.notice_of(task, names, is_inside),
        **_steps(task),
        legs=legs,
        has_buttons=any(step.is_direct for leg in legs for step in leg.steps),
        milestones=story_legs.milestone_rows(task, g.actor),
        add_milestone_url=story_legs.add_milestone_url(task, g.actor),
        children=written_rows(children),
        has_more_children=has_more,
        reports=story_rows.report_rows(said, task.unit),
        findings=story_rows.finding_rows(found, names),
        files=story_rows.file_rows(files),
        dates=story_rows.date_rows(story.list_dates(task) if place.has_dates else []),
        history=happened.happened_rows(told, names, is_inside=is_inside)
        + (() if next_key else happened.history_rows([telling.beginning(task, names)])),
        next_history=url_for("tasks.show", task_id=task.id, before=next_key, _anchor="history") if next_key else None,
        is_first_page=before is None,
        basis_rows=tuple(plan_readings.clauses_of(task_id=task.id)) if place.has_basis else (),
        may_open_notice=policy.can(g.actor, "plan.import"),
    )


def _steps(task: Task) -> dict[str, object]:
    """The main step, the possible others, and those against which a sentence still stands."""
    shown = [story_legs.step_row(one, task) for one in offers.offers_of(task, acting_user=g.actor)]
    return {
        "main": next((one for one in shown if one.is_main), None),
        "steps": [one for one in shown if not one.is_main and not one.refusal],
        "hindered": tuple(one for one in shown if one.refusal),
    }


def task_trail(place: story.Place, task: Task | None = None) -> Trail:
    """From the plan down; with a task for the pages below its own."""
    own = [(task.title, f"/tasks/{task.id}")] if task else []
    return [
        (place.plan, f"/plans/{place.plan_id}"),
        (place.campaign, f"/campaigns/{place.campaign_id}"),
        *((title, f"/tasks/{task_id}") for task_id, title in place.line),
        *own,
    ]
