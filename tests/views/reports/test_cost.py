"""What a report costs: it is the portal's most frequent change, and its figure moves every task above."""

from datetime import date

import pytest
from flask import Flask

from portal import unit_of_work
from portal.services.tasks import issuing, signing
from portal.services.tasks.access import load_for_change
from tests import factories
from tests.services.tasks import way as ways
from tests.views.way_zone import WayZone

CEILING = {"sqlite": 18, "postgresql": 19}  # PostgreSQL locks the row of the campaign
FORM = {"percent": "40", "done": "推进", "confidence": "high", "once": "a-token-of-its-own"}


def build(app: Flask, levels: int) -> WayZone:
    """A signed leaf so many levels below the top, the lead department's own at each."""
    with app.app_context(), unit_of_work.work():
        way = ways.build().to("in_progress")
        ids = {role: user.id for role, user in way.cast.users.items()}
        task = way.task
        for _ in range(levels):
            draft = factories.draft(
                way.cast.campaign, creator=way.cast.user("office"), lead=way.cast.lead, parent=task, due_on=task.due_on,
                start_on=date(2022, 9, 1),
            )  # fmt: skip
            task = load_for_change(draft.id)
            issuing.issue(task, acting_user=way.actor("commander"))
            signing.sign(task, acting_user=way.actor("lead_head"))
        return WayZone(app, task.id, task.assignments[0].id, 0, ids)


def cost_of_reporting(zone: WayZone) -> list[str]:
    browser = zone.enter("lead_head")
    assert browser.get(zone.address("/reports/new")).status_code == 200
    with zone.statements() as seen:
        assert browser.post(zone.address("/reports/new"), data=FORM).status_code == 303
    return list(seen)


def test_a_report_moves_two_levels_and_the_campaign_at_a_fixed_cost(app: Flask) -> None:
    zone = build(app, levels=2)
    seen = cost_of_reporting(zone)
    moved = "SELECT count(*) FROM task WHERE percent_bp = 4000"
    assert zone.one(moved) == 3
    assert zone.one("SELECT max(percent_bp) FROM campaign") == 4000
    name = "sqlite" if "sqlite" in app.config["SQLALCHEMY_DATABASE_URI"] else "postgresql"
    assert len(seen) <= CEILING[name], "\n".join(seen)


@pytest.mark.parametrize("levels", [4])
def test_a_deeper_tree_costs_no_more_statements(app: Flask, levels: int) -> None:
    zone = build(app, levels)
    seen = cost_of_reporting(zone)
    name = "sqlite" if "sqlite" in app.config["SQLALCHEMY_DATABASE_URI"] else "postgresql"
    assert len(seen) <= CEILING[name], "\n".join(seen)
    assert zone.one("SELECT count(*) FROM task WHERE percent_bp = 4000") == levels + 1
