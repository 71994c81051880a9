"""/reports/<id>: one report with its evidence, and what its reader may do with it."""

from flask import g, render_template
from flask.typing import ResponseReturnValue

from portal import policy
from portal.domain.report_lifecycle import ReportState
from portal.forms.change_form import ChangeForm
from portal.forms.reports import DecideForm
from portal.services import evidence, reports
from portal.services.reports import Reported
from portal.services.tasks import story
from portal.views.moments import local_text
from portal.views.refusal_text import refusal_text
from portal.views.reports import pages
from portal.views.tasks.showing import task_trail
from portal.views.tasks.story_rows import file_rows, report_rows


@pages.page("/reports/<int:report_id>", permission="task.read")
def show(report_id: int) -> ResponseReturnValue:
    return show_page(access(report_id), DecideForm())


def access(report_id: int, permission: str = "task.read_inside") -> Reported:
    return reports.access_report(report_id, acting_user=g.actor, permission=permission)


def show_page(found: Reported, form: ChangeForm) -> ResponseReturnValue:
    row = reports.describe(found)
    is_draft = found.report.state == ReportState.DRAFT
    page = render_template(
        "reports/show.html",
        report=found.report,
        task=found.task,
        row=report_rows([row], found.task.unit)[0],
        decided_by=row.decided_by,
        decided_at=local_text(found.report.decided_at),
        files=file_rows(evidence.list_of_report(found.report)),
        may_decide=reports.may_decide(found, acting_user=g.actor),
        may_edit=is_draft and policy.can(g.actor, "report.draft", found.leg),
        may_submit=is_draft and policy.can(g.actor, "report.submit", found.leg),
        form=form,
        refusal=refusal_text(form),
        breadcrumbs=task_trail(story.place_of(found.task), found.task),
    )
    return page, form.status
