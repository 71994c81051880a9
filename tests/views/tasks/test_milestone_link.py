"""Milestones on a task's page: an empty part with the way to add one, for those who may."""

import pytest
from flask import Flask

from tests.views import way_zone
from tests.views.way_zone import WayZone


@pytest.fixture
def zone(app: Flask, request: pytest.FixtureRequest) -> WayZone:
    return way_zone.build(app, request.param)


@pytest.mark.parametrize(
    ("zone", "role", "is_offered"),
    [
        ("in_progress", "lead_head", True),
        ("in_progress", "observer", False),
        ("completion_requested", "lead_head", False),
    ],
    indirect=["zone"],
)
def test_a_milestone_is_offered_only_where_it_can_be_added(zone: WayZone, role: str, is_offered: bool) -> None:
    page = zone.enter(role).get(zone.address()).text
    assert (zone.address("/milestones/new") in page) is is_offered
