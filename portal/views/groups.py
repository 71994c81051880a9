"""Groups of departments, kept by the office."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal import policy
from portal.forms.groups import GroupForm
from portal.services import departments, groups
from portal.text import N_
from portal.views.addresses import next_url
from portal.views.pages import Pages

pages = Pages("groups", __name__, url_prefix="/groups")


@pages.page("", permission="department.read")
def index() -> ResponseReturnValue:
    found = groups.list_groups(acting_user=g.actor, after=request.args.get("after"))
    return render_template(
        "groups/index.html",
        groups=found[: groups.PAGE],
        may_edit=policy.can(g.actor, "department.edit"),
        next_url=next_url("groups.index", found, groups.PAGE, key="name"),
    )


@pages.page("/new", permission="department.edit", methods=("GET", "POST"))
def new() -> ResponseReturnValue:
    form = GroupForm()
    form.members.choices = departments.list_choices(acting_user=g.actor)
    if form.carry_out(lambda: groups.enter_group(form.text(), form.members.data or [], acting_user=g.actor)):
        flash(gettext(N_("Group entered.")), "success")
        return redirect(url_for("groups.show", group_id=form.result.id), 303)
    return render_template("groups/edit.html", form=form, group=None), form.status


@pages.page("/<int:group_id>", permission="department.read")
def show(group_id: int) -> ResponseReturnValue:
    group = groups.access_group(group_id, acting_user=g.actor, permission="department.read")
    return render_template(
        "groups/show.html",
        group=group,
        members=list(groups.list_members(group, acting_user=g.actor)),
        may_edit=policy.can(g.actor, "department.edit"),
    )


@pages.page("/<int:group_id>/edit", permission="department.edit", methods=("GET", "POST"))
def edit(group_id: int) -> ResponseReturnValue:
    group = groups.access_group(group_id, acting_user=g.actor, permission="department.edit")
    members = groups.list_members(group, acting_user=g.actor)
    form = GroupForm(name=group.name, version=group.version, members=[member.id for member in members])
    form.members.choices = departments.list_choices(acting_user=g.actor)
    if form.carry_out(
        lambda: groups.edit_group(
            group, form.text(), form.members.data or [], acting_user=g.actor, version=form.seen_version
        )
    ):
        flash(gettext(N_("Saved.")), "success")
        return redirect(url_for("groups.show", group_id=group.id), 303)
    return render_template("groups/edit.html", form=form, group=group, members=members), form.status
