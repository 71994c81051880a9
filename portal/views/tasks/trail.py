"""Where a page about a task lies: from the plan down to the task."""

from flask import url_for

from portal.services.tasks import form_choices, placing
from portal.services.tasks.placing import Place

Trail = list[tuple[str, str]]


def trail_to(place: Place) -> Trail:
    """The campaign, the line above, and the task below which something is written."""
    campaign = form_choices.campaign_of(place)
    line = [*placing.line_of(place.parent), (place.parent.id, place.parent.title)] if place.parent else []
    return [
        (campaign.plan.title, url_for("plans.show", plan_id=campaign.plan_id)),
        (campaign.name, url_for("campaigns.show", campaign_id=campaign.id)),
        *((title, url_for("tasks.show", task_id=task_id)) for task_id, title in line),
    ]
