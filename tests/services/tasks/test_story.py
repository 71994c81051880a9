"""The story of a task: a sentence for every event, and nothing told to whoever may not read it."""

import re

import pytest

from portal.domain.assignment_lifecycle import ASSIGNMENT
from portal.domain.events import EVENTS, UNTOLD
from portal.domain.finding_lifecycle import FINDING
from portal.domain.report_lifecycle import REPORT
from portal.domain.task_lifecycle import TASK
from portal.models import History
from portal.services import history
from portal.services.tasks import names, story, telling
from tests.services.tasks.way import Way

LIFECYCLES = (TASK, ASSIGNMENT, REPORT, FINDING)
EVERY = [f"{one.noun}.{action}" for one in LIFECYCLES for action in one.actions]


@pytest.mark.parametrize("event", EVERY)
def test_every_step_has_its_sentence(event: str) -> None:
    assert event in EVENTS or event in UNTOLD, f"write a sentence for {event} in portal/domain/events.py"


def told(way: Way, role: str) -> list[telling.Entry]:
    actor = way.actor(role)
    rows, _ = telling.list_history(way.task, acting_user=actor)
    is_inside = telling.may_read_inside(way.task, acting_user=actor)
    return telling.tell(rows, names.find_names(way.task), is_inside=is_inside)


def test_every_placeholder_is_filled(way: Way) -> None:
    way.to("closed")
    for entry in told(way, "commander"):
        assert set(re.findall(r"%\((\w+)\)s", entry.text)) == set(entry.values)
        assert "—" not in entry.values.values(), entry


def test_outsiders_read_the_steps_without_reports_and_reasons(way: Way) -> None:
    way.to("completion_requested")
    inside, outside = told(way, "commander"), told(way, "street_head")
    assert any("reported" in entry.text for entry in inside)
    assert not any("eport" in entry.text for entry in outside)
    assert [entry.details for entry in inside if entry.text == "Completion requested"] == [["办结", "无工作量"]]
    assert not any(entry.details for entry in outside)


def test_a_finding_is_told_to_those_who_see_it(way: Way) -> None:
    way.to("in_progress")
    history.record("finding.record", acting_user=way.actor("inspector"), subject="finding:7", task=way.task)
    way.events()
    actor = way.actor("lead_head")

    def events(*seen: int) -> list[str]:
        rows, _ = telling.list_history(way.task, acting_user=actor, finding_ids=seen)
        return [row.event for row in rows]

    assert "finding.record" not in events()
    assert "finding.record" not in events(70)
    assert events(7)[0] == "finding.record"


def test_an_event_without_a_sentence_is_told_by_its_name() -> None:
    row = History(event="task.unheard", after={"reason": "x"}, acting_as="某岗位")
    (entry,) = telling.tell([row], names.Names(), is_inside=True)
    assert (entry.text, entry.values, entry.details) == ("task.unheard", {}, [])


def test_the_ledger_tells_each_change(way: Way) -> None:
    way.to("suspended")
    (line,) = story.list_dates(way.task)
    assert (line.kind, line.nth, line.reason, line.decided_by) == ("suspension", 1, "汛期", "岗位 commander")
