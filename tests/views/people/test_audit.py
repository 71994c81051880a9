"""The audit trail: read by the audit administrator alone, filtered by event, person and day."""

import html
import re
from pathlib import Path

from flask import Flask

import portal
from portal import unit_of_work
from portal.domain.events import EVENTS, UNTOLD
from portal.domain.permissions import PERMISSIONS
from portal.domain.posts import PostName
from portal.services import history
from portal.views.event_labels import ACTIONS, LIFECYCLES, NOUNS
from tests import factories
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
    assert "状态：草稿 → 已交办待签收" in text
    assert "任务 7" in text, "a task stays a number"


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
    assert len(many) <= len(few) + 2, "one hop more for the one new kind of event, one query for all the names"


def test_nobody_changes_it(zone: Zone) -> None:
    assert zone.enter("audit_admin").post("/audit").status_code == 405


def test_ids_and_codes_are_read_as_names_and_words(zone: Zone) -> None:
    with zone.app.app_context(), unit_of_work.work():
        person = factories.user("岗位 新任", login="newly-made")
        bureau = factories.department("水务局")
        held = factories.appointment(person, PostName.HEAD, department_id=bureau.id)
        after = {"post": "head", "user": "newly-made", "department_id": bureau.id, "is_locked": True}
        history.record("appointment.made", acting_user=None, subject=f"appointment:{held.id}", after=after)
        history.record("user.edited", acting_user=None, subject=f"user:{person.id}", before={"language": "zh_Hans"},
                       after={"language": "en"})  # fmt: skip
        history.record("group.entered", acting_user=None, subject="group:4711", after={"members": [bureau.id, 4711]})
    browser = zone.enter("audit_admin")
    text = html.unescape(browser.get("/audit").text)
    for words in ("岗位 新任：主要领导，水务局", "岗位：主要领导", "部门：水务局", "锁定：是",
                  "账号 岗位 新任", "语言：中文 → English", "水务局，4711", "部门组 4711"):  # fmt: skip
        assert words in text, words
    browser.post("/account/language", data={"language": "en"})
    text = browser.get("/audit?event=appointment").text
    assert "Post: Head of department" in text


def test_every_event_has_its_words(app: Flask) -> None:
    """Whatever a service writes down is named in the list: an event without words would stand there as a code."""
    source = "".join(path.read_text() for path in (Path(portal.__file__).parent / "services").rglob("*.py"))
    written = set(re.findall(r'"([a-z_]+\.[a-z_-]+)"', source)) - set(PERMISSIONS)
    events = {
        one
        for one in written | set(EVENTS) | UNTOLD
        if one.partition(".")[0] in NOUNS and "." in one and ".is_" not in one
    }
    assert len(events) > 60
    nameless = sorted(events - set(ACTIONS) - set(LIFECYCLES))
    assert not nameless, f"Give them words in portal/views/event_labels.py: {nameless}"
