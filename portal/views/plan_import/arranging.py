"""Adding, splitting, merging and moving items of the draft."""

from collections.abc import Callable

from flask import g
from flask.typing import ResponseReturnValue

from portal.domain import plan_draft
from portal.domain.plan_draft import Draft, Item, ItemKind
from portal.errors import Missing, WrongState
from portal.forms.change_form import ChangeForm
from portal.forms.draft_items import AddForm, MoveForm
from portal.forms.plan_import import PressForm, SplitForm
from portal.services import plan_readings
from portal.services.plan_readings.access import PlanReading
from portal.text import N_
from portal.views.addresses import number_or_none
from portal.views.plan_import import item_work
from portal.views.plan_import.blueprint import pages
from portal.views.plan_import.reviewing import access, back, review
from portal.views.plan_import.spot import Spot

LAST = ""


def _item(reading: PlanReading, item_id: str) -> Item:
    draft = plan_readings.draft_of(reading)
    found = next((one for one in draft.items if one.id == item_id), None)
    if found is None:
        raise Missing
    return found


@pages.page("/<int:reading_id>/add", permission="plan.import", methods=("POST",))
def add(reading_id: int) -> ResponseReturnValue:
    reading, spot = access(reading_id), Spot.of_address(reading_id)
    item = _item(reading, spot.item)
    form = item_work.add_form(item)
    if form.carry_out(lambda: _add(reading, item, form)):
        return back(Spot(reading_id, "plan", form.result), f"item-{form.result}")
    return review(reading, spot.at(view="plan", do="add"), refused=form, work_form=form)


def _add(reading: PlanReading, item: Item, form: AddForm) -> str:
    """A new item stands last among its siblings, and is moved where it was asked for."""
    where, title = form.where.data, (form.title.data or "").strip()
    if where in (ItemKind.TASK, ItemKind.TARGET):
        return plan_readings.add_item(
            reading, ItemKind(where), item.id, title, acting_user=g.actor, version=form.seen_version
        )
    before = item.id if where == "before" else _behind(plan_readings.draft_of(reading), item)
    new = plan_readings.add_item(reading, item.kind, item.parent, title, acting_user=g.actor, version=form.seen_version)
    if before:
        plan_readings.move_item(reading, new, item.parent, before, acting_user=g.actor)
    return new


def _siblings(draft: Draft, item: Item) -> list[Item]:
    return [one for one in plan_draft.children(draft, item.parent) if one.kind is item.kind and not one.is_dropped]


def _behind(draft: Draft, item: Item, steps: int = 1) -> str:
    """The sibling some steps behind an item, or nothing where it would be the last."""
    ids = [one.id for one in _siblings(draft, item)]
    at = ids.index(item.id) + steps
    return ids[at] if at < len(ids) else LAST


@pages.page("/<int:reading_id>/split", permission="plan.import", methods=("POST",))
def split(reading_id: int) -> ResponseReturnValue:
    """The second half is opened, since it has to be looked at."""
    reading, spot, form = access(reading_id), Spot.of_address(reading_id), SplitForm()
    at = number_or_none(form.at.data)
    if form.carry_out(
        plan_readings.split_item, reading, spot.item, at or 0, acting_user=g.actor, version=form.seen_version
    ):
        return back(Spot(reading_id, "plan", form.result), f"item-{form.result}")
    return review(reading, spot.at(view="plan"), refused=form)


@pages.page("/<int:reading_id>/merge", permission="plan.import", methods=("POST",))
def merge(reading_id: int) -> ResponseReturnValue:
    """With the next one of the same kind."""
    return _press(reading_id, _merge)


def _merge(reading: PlanReading, item: Item, form: ChangeForm) -> None:
    other = _behind(plan_readings.draft_of(reading), item)
    if not other:
        raise WrongState(N_("There is no next item to merge with."))
    plan_readings.merge_items(reading, item.id, other, acting_user=g.actor, version=form.seen_version)


@pages.page("/<int:reading_id>/move", permission="plan.import", methods=("POST",))
def move(reading_id: int) -> ResponseReturnValue:
    """To a chosen place: below another campaign or task, after another item."""
    reading, spot = access(reading_id), Spot.of_address(reading_id)
    item = _item(reading, spot.item)
    form = item_work.move_form(plan_readings.draft_of(reading), item)
    if form.carry_out(_move, reading, item, form):
        return back(spot.at(view="plan", do=""), f"item-{item.id}")
    return review(reading, spot.at(view="plan", do="move"), refused=form, work_form=form)


def _move(reading: PlanReading, item: Item, form: MoveForm) -> None:
    parent, before = plan_draft.place_of(plan_readings.draft_of(reading), item.id, form.parent.data or "")
    plan_readings.move_item(reading, item.id, parent, before, acting_user=g.actor, version=form.seen_version)


@pages.page("/<int:reading_id>/move-up", permission="plan.import", methods=("POST",))
def move_up(reading_id: int) -> ResponseReturnValue:
    return _press(reading_id, _move_up)


@pages.page("/<int:reading_id>/move-down", permission="plan.import", methods=("POST",))
def move_down(reading_id: int) -> ResponseReturnValue:
    return _press(reading_id, _move_down)


def _move_up(reading: PlanReading, item: Item, form: ChangeForm) -> None:
    ids = [one.id for one in _siblings(plan_readings.draft_of(reading), item)]
    before = ids[max(ids.index(item.id) - 1, 0)]
    if before != item.id:
        plan_readings.move_item(reading, item.id, item.parent, before, acting_user=g.actor, version=form.seen_version)


def _move_down(reading: PlanReading, item: Item, form: ChangeForm) -> None:
    before = _behind(plan_readings.draft_of(reading), item, steps=2)
    plan_readings.move_item(reading, item.id, item.parent, before, acting_user=g.actor, version=form.seen_version)


def _press(reading_id: int, change: Callable[[PlanReading, Item, ChangeForm], None]) -> ResponseReturnValue:
    reading, spot, form = access(reading_id), Spot.of_address(reading_id), PressForm()
    item = _item(reading, spot.item)
    if form.carry_out(change, reading, item, form):
        return back(spot.at(view="plan", do=""), f"item-{item.id}")
    return review(reading, spot.at(view="plan"), refused=form)
