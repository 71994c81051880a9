"""Departments: the list everybody reads, and the pages on which the office keeps it."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal import policy
from portal.domain.departments import KIND_LABELS, DepartmentKind
from portal.forms.departments import DepartmentForm
from portal.services import appointments, departments
from portal.text import N_
from portal.views import appointment_rows
from portal.views.addresses import next_url, number_or_none
from portal.views.pages import Pages
from portal.views.told_rows import told_rows

pages = Pages("departments", __name__, url_prefix="/departments")


@pages.page("", permission="department.read")
def index() -> ResponseReturnValue:
    words, kind = request.args.get("q", "").strip()[:60], request.args.get("kind", "")
    with_closed = request.args.get("closed") == "1"
    found = departments.list_departments(
        acting_user=g.actor,
        words=words,
        kind=DepartmentKind(kind) if kind in set(DepartmentKind) else None,
        with_closed=with_closed,
        after=_after(),
    )
    may_edit = policy.can(g.actor, "department.edit")
    return render_template(
        "departments/index.html",
        departments=found[: departments.PAGE],
        kinds={str(kind): gettext(label) for kind, label in KIND_LABELS.items()},
        words=words,
        kind=kind,
        with_closed=with_closed,
        may_edit=may_edit,
        empty_seats=_empty_seats() if may_edit else [],
        next_url=next_url("departments.index", found, departments.PAGE, key="place"),
    )


def _after() -> tuple[int, int] | None:
    """The key of the last row before this page: "position-id"."""
    position, _, department_id = request.args.get("after", "").partition("-")
    key = number_or_none(position), number_or_none(department_id)
    return (key[0], key[1]) if key[0] is not None and key[1] is not None else None


def _empty_seats() -> list[str]:
    return [appointment_rows.describe_seat(seat) for seat in appointments.list_empty_seats(acting_user=g.actor)]


@pages.page("/new", permission="department.edit", methods=("GET", "POST"))
def new() -> ResponseReturnValue:
    form = DepartmentForm()
    form.offer(departments.list_choices(acting_user=g.actor))
    if form.carry_out(lambda: departments.enter_department(form.entry(), form.aliases(), acting_user=g.actor)):
        flash(gettext(N_("Department entered.")), "success")
        return redirect(url_for("departments.show", department_id=form.result.id), 303)
    return render_template("departments/edit.html", form=form, department=None), form.status


@pages.page("/<int:department_id>", permission="department.read")
def show(department_id: int) -> ResponseReturnValue:
    department = departments.access_department(department_id, acting_user=g.actor, permission="department.read")
    held = appointments.list_of_department(department.id, acting_user=g.actor)
    return render_template(
        "departments/show.html",
        department=department,
        kind=gettext(KIND_LABELS[department.kind]),
        groups=departments.list_groups_of(department, acting_user=g.actor),
        successor=departments.find_successor_or_none(department),
        people=appointment_rows.present(held),
        told=told_rows(f"department:{department.id}"),
        may_edit=policy.can(g.actor, "department.edit"),
    )


@pages.page("/<int:department_id>/edit", permission="department.edit", methods=("GET", "POST"))
def edit(department_id: int) -> ResponseReturnValue:
    department = departments.access_department(department_id, acting_user=g.actor, permission="department.edit")
    form = DepartmentForm(obj=department, aliases_text="\n".join(alias.name for alias in department.aliases))
    form.offer(departments.list_choices(acting_user=g.actor), own_id=department.id)
    if form.carry_out(
        lambda: departments.edit_department(
            department, form.entry(), form.aliases(), acting_user=g.actor, version=form.seen_version
        )
    ):
        flash(gettext(N_("Saved.")), "success")
        return redirect(url_for("departments.show", department_id=department.id), 303)
    return render_template("departments/edit.html", form=form, department=department), form.status
