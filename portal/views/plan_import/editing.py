"""Correcting what was read, field by field, and dropping or taking back an item."""

from collections.abc import Callable

from flask import g
from flask.typing import ResponseReturnValue

from portal.domain import plan_draft
from portal.errors import Missing
from portal.forms.plan_import import PressForm
from portal.services import plan_readings
from portal.services.plan_readings import many
from portal.views.plan_import import open_item
from portal.views.plan_import.blueprint import pages
from portal.views.plan_import.reviewing import access, back, review
from portal.views.plan_import.spot import Spot


@pages.page("/<int:reading_id>/set", permission="plan.import", methods=("POST",))
def set_fields(reading_id: int) -> ResponseReturnValue:
    """What differs from what stands is set; an item that is right as it stands costs no change."""
    reading, spot = access(reading_id), Spot.of_address(reading_id)
    draft = plan_readings.draft_of(reading)
    item = None if open_item.is_head(spot) else _item(draft, spot.item)
    form, standing = open_item.form_of(draft, item), open_item.standing_of(draft, item)
    item_id = item.id if item else ""
    if form.carry_out(
        lambda: many.set_fields(
            reading, item_id, form.differing(standing), acting_user=g.actor, version=form.seen_version
        )
    ):
        return back(spot.at(view="plan"), f"item-{spot.item}")
    return review(reading, spot.at(view="plan"), refused=form, item_form=form)


def _item(draft: plan_draft.Draft, item_id: str) -> plan_draft.Item:
    found = next((one for one in draft.items if one.id == item_id), None)
    if found is None:
        raise Missing
    return found


@pages.page("/<int:reading_id>/drop-item", permission="plan.import", methods=("POST",))
def drop_item(reading_id: int) -> ResponseReturnValue:
    return press(reading_id, plan_readings.drop_item)


@pages.page("/<int:reading_id>/take-back", permission="plan.import", methods=("POST",))
def take_back(reading_id: int) -> ResponseReturnValue:
    return press(reading_id, plan_readings.take_back)


def press(reading_id: int, change: Callable[..., None]) -> ResponseReturnValue:
    """A change of the open item that asks for nothing."""
    reading, spot, form = access(reading_id), Spot.of_address(reading_id), PressForm()
    if form.carry_out(change, reading, spot.item, acting_user=g.actor, version=form.seen_version):
        return back(spot.at(view="plan", do=""), f"item-{spot.item}")
    return review(reading, spot.at(view="plan"), refused=form)
