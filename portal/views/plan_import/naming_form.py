"""The open name: its form, and departments by the name somebody typed."""

from collections.abc import Mapping, Sequence

from flask import g
from flask_babel import gettext

from portal import policy
from portal.domain.department_lists import split_departments
from portal.domain.departments import DepartmentKind
from portal.domain.plan_draft import Decision, DecisionKind
from portal.errors import Invalid
from portal.forms.change_form import ChangeForm
from portal.forms.plan_import import NameForm
from portal.services import plan_readings
from portal.text import N_
from portal.views.plan_import import name_rows
from portal.views.plan_import.spot import Spot


def name_list(rows: Sequence[plan_readings.NameRow], spot: Spot) -> name_rows.NameList:
    labels = dict(plan_readings.department_choices(acting_user=g.actor))
    return name_rows.list_lines(rows, labels, _groups(), spot)


def _groups() -> list[tuple[int, str]]:
    return plan_readings.group_choices(acting_user=g.actor) if policy.can(g.actor, "plan.import") else []


def department_names() -> list[str]:
    return [name for _, name in plan_readings.department_choices(acting_user=g.actor)]


def new_form(**data: object) -> NameForm:
    form = NameForm(data=data)
    form.offer([(kind.value, gettext(label)) for kind, label in name_rows.DECISION_LABELS.items()], _groups())
    return form


def form_of(rows: Sequence[plan_readings.NameRow], spot: Spot, refused: ChangeForm | None) -> NameForm | None:
    """The form of the name that is open, filled with what stands or is likely."""
    row = next((one for one in rows if one.name == spot.name), None)
    if row is None:
        return None
    if isinstance(refused, NameForm):
        return refused
    labels = dict(plan_readings.department_choices(acting_user=g.actor))
    decision = row.decision or name_rows.likely_decision(row, labels)
    return new_form(
        decision=decision.kind.value,
        department=labels.get(decision.id or 0, ""),
        kind=(decision.department_kind or name_rows.kind_by_ending(row.name)).value,
        short_name=decision.short_name,
        group=decision.id if decision.kind is DecisionKind.GROUP else 0,
        members="、".join(labels.get(one, "") for one in decision.members),
    )


def decision_of(form: NameForm) -> Decision:
    """What the form says. Raises Invalid at the field where a department is not known."""
    kind = DecisionKind(form.decision.data)
    ids = {name: number for number, name in plan_readings.department_choices(acting_user=g.actor)}
    if kind in (DecisionKind.EXISTING, DecisionKind.ALIAS):
        return Decision(kind, _department(ids, (form.department.data or "").strip(), "department"))
    if kind is DecisionKind.GROUP:
        return Decision(kind, form.group.data or None)
    if kind is DecisionKind.NEW_GROUP:
        names = split_departments(form.members.data or "")
        return Decision(kind, members=tuple(_department(ids, name, "members") for name in names))
    if kind is DecisionKind.NEW:
        short = (form.short_name.data or "").strip()
        return Decision(kind, department_kind=DepartmentKind(form.kind.data), short_name=short)
    return Decision(kind)


def _department(ids: Mapping[str, int], name: str, field: str) -> int:
    if name not in ids:
        raise Invalid(N_("There is no department called “%(name)s”."), field, name=name)
    return ids[name]
