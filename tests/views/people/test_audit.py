"""The audit trail: read by the audit administrator alone, filtered by event, person and day."""

from portal import unit_of_work
from portal.services import history
from tests.queries import count_queries
from tests.views.people.conftest import Zone, ask

OTHERS = ("office", "commander", "lead_head", "inspector", "supervision_lead", "system_admin", "security_admin")


def test_nobody_else_reads_it(zone: Zone) -> None:
    for role in OTHERS:
        assert zone.enter(role).get("/audit").status_code == 403, role


def test_refusals_are_in_it(zone: Zone) -> None:
    zone.enter("observer").get("/users")
    text = zone.enter("audit_admin").get("/audit?event=refused").text
    assert "/users" in text
    assert "岗位 observer" in text


def test_it_is_filtered_by_event_person_and_day(zone: Zone) -> None:
    ask(zone.visitor(), "nobody")
    zone.enter("office").post("/account/language", data={"language": "en"})
    browser = zone.enter("audit_admin")

    def lines(query: str) -> int:
        return browser.get(f"/audit?{query}").text.count('<td class="is-number"')

    assert lines("event=user") == 1
    assert lines("event=sign_in.opened") == 2
    assert lines("event=sign_in") == 3
    assert lines("person=office&event=sign_in") == 1
    assert lines("day=2022-09-15") == len(zone.events())
    assert lines("day=2022-09-14") == 0
    assert lines("day=nonsense&event=nonsense&person=%25&after=x") == 0


def test_what_business_objects_contain_is_not_shown(zone: Zone) -> None:
    with zone.app.app_context(), unit_of_work.work():
        history.record(
            "task.edit", acting_user=None, subject="task:7", before={"title": "甲"}, after={"title": "乙丙丁"}
        )
        history.record("task.issue", acting_user=None, before={"state": "draft"}, after={"state": "issued"})
    text = zone.enter("audit_admin").get("/audit?event=task").text
    assert "乙丙丁" not in text
    assert "名称" in text
    assert "状态: draft → issued" in text


def test_it_is_paged_and_a_page_costs_the_same_however_long(zone: Zone) -> None:
    browser = zone.enter("audit_admin")
    with zone.app.app_context(), count_queries() as few:
        browser.get("/audit")
    with zone.app.app_context(), unit_of_work.work():
        for number in range(120):
            history.record("user.edited", acting_user=None, subject=f"user:{number}")
    with zone.app.app_context(), count_queries() as many:
        first = browser.get("/audit").text
    assert first.count('<td class="is-number"') == 50
    assert 'rel="next"' in first
    assert len(many) == len(few) + 1, "one hop more along the events, for the one new kind of event"


def test_nobody_changes_it(zone: Zone) -> None:
    assert zone.enter("audit_admin").post("/audit").status_code == 405
