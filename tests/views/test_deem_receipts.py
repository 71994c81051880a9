"""`flask deem-receipts`: what nobody signed in time, in one command."""

from datetime import date

from flask import Flask

from portal import clock
from tests.views import way_zone


def test_it_counts_overdue_legs_as_received_once(app: Flask) -> None:
    zone = way_zone.build(app, "issued")
    runner = app.test_cli_runner()
    assert "0 legs" in runner.invoke(args=["deem-receipts"]).output
    with clock.fixed(date(2022, 9, 21)):
        assert "2 legs" in runner.invoke(args=["deem-receipts"]).output
        assert "0 legs" in runner.invoke(args=["deem-receipts"]).output
    assert zone.state == "in_progress"
    assert ("assignment.deem", None) in zone.events()
