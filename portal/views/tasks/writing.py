"""What the pages share on which a task is written: choices, and what stands now where somebody else was faster."""

from typing import Any

from flask import g
from flask_babel import gettext
from wtforms import Field

from portal.domain.assignment_lifecycle import AssignmentKind
from portal.forms.breaking_down import SubtasksForm
from portal.forms.change_form import ChangeForm
from portal.forms.drafting import TaskForm
from portal.services import department_names
from portal.services.tasks import draft_legs, form_choices
from portal.services.tasks.placing import Place


def offer_choices(form: TaskForm, place: Place, places: list[Place]) -> None:
    """Fill the form's selects with what this person may choose here."""
    seats = form_choices.list_seats(place, acting_user=g.actor)
    form.offer(
        targets=form_choices.list_targets(place),
        seats=[(seat, _seat(seat, name)) for seat, name in seats],
        places=place_labels(places),
    )


def place_labels(places: list[Place]) -> list[tuple[int | None, str]]:
    return [
        (one, gettext("Only within %(department)s", department=name) if one else gettext("All departments"))
        for one, name in form_choices.list_places(places)
    ]


def _seat(seat: int | None, name: str) -> str:
    return str(gettext("The commander") if seat is None else gettext("Deputy commander: %(name)s", name=name))


def chosen_department(form: TaskForm | SubtasksForm, place: Place) -> int | None:
    """The department a subtask stays within: the one chosen, or the only choice there is."""
    chosen: int | None = form.within.data if form.is_choice_of_place else place.internal_department_id
    return chosen


def names_to_choose() -> list[str]:
    return department_names.list_names()


def as_typed(task: Any) -> dict[str, Any]:
    """A draft's departments and milestones as its form shows them."""
    names = draft_legs.party_names(task.assignments)
    legs = [(leg, names[leg.department_id, leg.group_id]) for leg in task.assignments]
    lead = next((leg for leg in task.assignments if leg.kind == AssignmentKind.LEAD), None)
    return {
        "lead": next((name for leg, name in legs if leg.kind == AssignmentKind.LEAD), ""),
        "responsible": "、".join(name for leg, name in legs if leg.kind != AssignmentKind.LEAD),
        "section": lead.section if lead else "",
        "deputy_in_charge": lead.deputy_in_charge if lead else "",
        "person_responsible": lead.person_responsible if lead else "",
    }


def standing(form: ChangeForm, present: dict[str, Any]) -> list[tuple[str, str]]:
    """After a refusal: what stands now, where it differs from what is typed."""
    if form.refusal is None:
        return []
    return [
        (str(field.label.text), _shown(field, present[field.short_name]))
        for field in form
        if field.short_name in present and (field.data or None) != (present[field.short_name] or None)
    ]


def _shown(field: Field, value: Any) -> str:
    """A value in words: what was chosen from a list by its label there."""
    choices = {str(choice): str(label) for choice, label, *_ in getattr(field, "choices", None) or ()}
    return choices.get(str(value), str(value or "—"))
