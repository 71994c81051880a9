"""/tasks/import: a table of tasks comes in, its columns are settled, its rows looked at, then a worker writes them."""

from dataclasses import dataclass

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal import unit_of_work
from portal.domain.task_sheet import layout as layouts
from portal.domain.task_sheet.layout import Layout
from portal.errors import WrongState
from portal.forms.change_form import ChangeForm
from portal.forms.task_import import ColumnsForm, SendForm, Taken, read_layout, take_in
from portal.services import campaigns
from portal.services.task_sheets import keeping, results
from portal.services.task_sheets.reviewing import Review
from portal.services.tasks import placing
from portal.services.tasks.access import access_task
from portal.services.tasks.placing import Place
from portal.text import N_
from portal.views.addresses import number_or_none
from portal.views.moments import local_text
from portal.views.tasks import pages
from portal.views.tasks.trail import trail_to
from portal.views.tasks.writing import place_labels

SAMPLES = 3


@pages.page("/import", permission="task.draft", methods=("GET", "POST"), with_files=take_in)
def send_in(prepared: Taken | None) -> ResponseReturnValue:
    places = _places_asked()
    found = [] if places else placing.campaigns_to_draft_in(acting_user=g.actor)
    form = SendForm(data={"campaign": number_or_none(request.args.get("campaign"))})
    form.offer([(one.id, one.name) for one in found], place_labels(places))
    form.receive(prepared)
    if form.carry_out(_keep, form, places):
        return redirect(url_for("tasks.set_columns", sheet_id=form.result.id), 303)
    page = render_template(
        "tasks/import/send_in.html",
        form=form,
        parent=places[0].parent if places else None,
        may_send=bool(places or found),
        begun=keeping.list_open(acting_user=g.actor),
        at=local_text,
        breadcrumbs=trail_to(places[0]) if places else [],
    )
    return page, form.status


def _places_asked() -> list[Place]:
    """Below the task that the address names; none where the tasks go to the top of a campaign."""
    task_id = number_or_none(request.args.get("task"))
    if task_id is None:
        return []
    parent = access_task(task_id, acting_user=g.actor, permission="task.break_down")
    return placing.require_places(parent, acting_user=g.actor)


def _keep(form: SendForm, places: list[Place]) -> keeping.TaskSheet:
    came = form.taken.came
    assert came is not None  # the form has been validated
    if places:
        chosen = form.within.data if form.is_choice_of_place else places[0].internal_department_id
        place = next((one for one in places if one.internal_department_id == chosen), places[0])
    else:
        campaign_id = form.campaign.data or 0
        place = placing.at_top(
            campaigns.access_campaign(campaign_id, acting_user=g.actor, permission="task.break_down")
        )
    return keeping.start(place, None, came, acting_user=g.actor)


@dataclass(frozen=True)
class Settled:
    """What the form about the columns says, with the rows as they are then understood; None while it is not settled."""

    layout: Layout
    is_new: bool
    review: Review | None


def _settle() -> Settled:
    """Read what was chosen and check every row: for the page's `before`, so that no lock waits for it."""
    with unit_of_work.work(read_only=True):
        sheet = keeping.access_sheet((request.view_args or {})["sheet_id"], acting_user=g.actor)
        sheets, present = keeping.sheets_of(sheet), keeping.layout_of(sheet)
        layout, is_new = read_layout(request.form, sheets, present)
        if is_new or not layout.has_title:
            return Settled(layout, is_new, None)
        return Settled(layout, is_new, results.check_sheet(sheet, layout, acting_user=g.actor).review())


@pages.page("/import/<int:sheet_id>/columns", permission="task.draft", methods=("GET", "POST"), before=_settle)
def set_columns(sheet_id: int, prepared: Settled | None) -> ResponseReturnValue:
    sheet = keeping.access_sheet(sheet_id, acting_user=g.actor)
    form = ColumnsForm(formdata=None, version=sheet.version)
    sent = ChangeForm()
    if prepared and sent.carry_out(
        keeping.set_columns, sheet, prepared.layout, prepared.review, acting_user=g.actor, version=sent.seen_version
    ):
        if prepared.review is not None:
            return redirect(url_for("tasks.show_import", sheet_id=sheet_id), 303)
        if prepared.is_new:
            flash(gettext(N_("The columns were found anew: look at them again.")), "info")
            return redirect(url_for("tasks.set_columns", sheet_id=sheet_id), 303)
        sent.form_errors.append(gettext(N_("Say which column holds the task.")))
        sent.status = 422
    return _columns_page(sheet, form, sent, prepared.layout if prepared else keeping.layout_of(sheet))


def _columns_page(sheet: keeping.TaskSheet, form: ColumnsForm, sent: ChangeForm, layout: Layout) -> ResponseReturnValue:
    if sheet.done_at is not None:
        raise WrongState(N_("The tasks of this table are written already."))
    sheets = keeping.sheets_of(sheet)
    chosen = sheets[layout.sheet]
    form.offer(sheets, layout)
    form.form_errors.extend(sent.form_errors)
    form.refusal = sent.refusal
    page = render_template(
        "tasks/import/columns.html",
        form=form,
        sheet=sheet,
        is_read=layout.has_title,
        columns=[
            (field, heading, _samples(chosen.rows, layout, at))
            for at, (field, heading) in enumerate(
                zip(form.columns, layouts.headings(chosen, layout.first, layout.last), strict=True)
            )
        ],
    )
    return page, sent.status


def _samples(rows: tuple[tuple[str, ...], ...], layout: Layout, at: int) -> list[str]:
    """The first different things that stand in a column."""
    found: dict[str, None] = {}
    for row in rows[layout.last + 1 : layout.last + 200]:
        if at < len(row) and row[at]:
            found[row[at] if len(row[at]) <= 40 else f"{row[at][:40]}…"] = None
        if len(found) == SAMPLES:
            break
    return list(found)


@pages.page("/import/<int:sheet_id>/write", permission="task.draft", methods=("POST",))
def write_all(sheet_id: int) -> ResponseReturnValue:
    return _write(sheet_id, only_good=False)


@pages.page("/import/<int:sheet_id>/write-good", permission="task.draft", methods=("POST",))
def write_good(sheet_id: int) -> ResponseReturnValue:
    return _write(sheet_id, only_good=True)


def _write(sheet_id: int, *, only_good: bool) -> ResponseReturnValue:
    sheet, form = keeping.access_sheet(sheet_id, acting_user=g.actor), ChangeForm()
    if form.carry_out(keeping.ask_to_write, sheet, only_good=only_good, acting_user=g.actor, version=form.seen_version):
        return redirect(url_for("jobs.show", job_id=form.result.id), 303)
    return _refused(form, sheet_id)


@pages.page("/import/<int:sheet_id>/drop", permission="task.draft", methods=("POST",))
def drop_import(sheet_id: int) -> ResponseReturnValue:
    sheet, form = keeping.access_sheet(sheet_id, acting_user=g.actor), ChangeForm()
    if form.carry_out(keeping.drop, sheet, acting_user=g.actor, version=form.seen_version):
        flash(gettext(N_("The table is forgotten. Nothing was written from it.")), "success")
        return redirect(url_for("tasks.send_in"), 303)
    return _refused(form, sheet_id)


def _refused(form: ChangeForm, sheet_id: int) -> ResponseReturnValue:
    back = url_for("tasks.show_import", sheet_id=sheet_id)
    return render_template("tasks/refused.html", form=form, back=back), form.status
