"""A notice comes in, is kept, and a worker reads it; whoever comes sees where it stands."""

from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import select

from portal.database import db
from portal.documents import notice_files
from portal.documents.notice_text import MOST_CHARACTERS
from portal.documents.refusal import NotAcceptedError
from portal.documents.storage import Storage
from portal.domain.plan_draft import ReadingState, title_of
from portal.errors import Denied, Invalid, Missing, WrongState
from portal.models import History, PlanReading, StoredFile
from portal.services import plan_readings, plans
from tests import notices
from tests.services.plan_readings.conftest import Zone
from tests.services.plan_readings.readings import read
from tests.working import run_waiting_jobs


def test_pasted_words_wait_for_the_worker_and_are_then_there_for_review(zone: Zone) -> None:
    reading = plan_readings.start_from_text(notices.ITEMS, acting_user=zone.actor("office"))
    assert (reading.state, reading.name) == (ReadingState.WAITING, notices.ITEMS.splitlines()[0])
    with pytest.raises(WrongState):
        plan_readings.draft_of(reading)
    run_waiting_jobs()
    reading = plan_readings.access_reading(reading.id, acting_user=zone.actor("office"))
    assert (reading.state, reading.text) == (ReadingState.REVIEW, notices.ITEMS)
    assert "新建第二小学" in [title_of(one) for one in plan_readings.draft_of(reading).items]


def test_a_file_is_kept_as_it_came_and_its_words_are_read(zone: Zone, tmp_path: Path) -> None:
    storage = Storage(tmp_path / "files")
    upload = notice_files.receive(storage, BytesIO(notices.ITEMS.encode("gb18030")), "../民生 实事.txt")
    reading_id = plan_readings.start_from_file(upload, acting_user=zone.actor("office")).id
    run_waiting_jobs(data=tmp_path)
    reading = plan_readings.access_reading(reading_id, acting_user=zone.actor("office"))
    assert (reading.name, reading.text) == ("民生 实事.txt", notices.ITEMS)
    kept = plan_readings.kept_file(reading)
    assert kept is not None
    assert storage.path(kept.sha256).read_bytes() == notices.ITEMS.encode("gb18030")
    assert db.session.get(StoredFile, kept.sha256) is not None


def test_a_file_that_holds_no_words_leads_to_a_sentence(zone: Zone, tmp_path: Path) -> None:
    upload = notice_files.receive(Storage(tmp_path / "files"), BytesIO(b"  \n "), "empty.txt")
    reading_id = plan_readings.start_from_file(upload, acting_user=zone.actor("office")).id
    run_waiting_jobs(data=tmp_path)
    reading = plan_readings.access_reading(reading_id, acting_user=zone.actor("office"))
    assert reading.state is ReadingState.FAILED
    assert reading.problem == {"text": "There is no text in this file.", "values": {}}


@pytest.mark.parametrize(("name", "content"), [("notice.exe", b"MZ"), ("notice", b"words"), ("notice.txt", b"")])
def test_what_is_no_notice_is_refused_at_once(name: str, content: bytes, tmp_path: Path) -> None:
    with pytest.raises(NotAcceptedError):
        notice_files.receive(Storage(tmp_path), BytesIO(content), name)


@pytest.mark.parametrize("text", ["", " \n", "字" * (MOST_CHARACTERS + 1)])
def test_no_words_and_too_many_are_refused(zone: Zone, text: str) -> None:
    with pytest.raises(Invalid) as refused:
        plan_readings.start_from_text(text, acting_user=zone.actor("office"))
    assert refused.value.field == "text"


def test_characters_no_database_keeps_leave_every_place_where_it_was(zone: Zone) -> None:
    reading = read(zone, notices.ITEMS.replace("第二小学", "第\0\ud800学"))
    assert len(reading.text) == len(notices.ITEMS)
    assert plan_readings.draft_of(reading).items


def test_a_paper_with_more_items_than_any_plan_is_refused(zone: Zone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.services.plan_readings.starting.MOST_ITEMS", 3)
    reading = read(zone, notices.ITEMS)
    assert reading.problem is not None
    assert reading.problem["values"] == {"most": 3}


@pytest.mark.parametrize("role", ["commander", "deputy", "lead_head", "inspector", "observer", "security_admin"])
def test_only_the_office_brings_notices_in(zone: Zone, role: str) -> None:
    with pytest.raises(Denied):
        plan_readings.start_from_text(notices.ITEMS, acting_user=zone.actor(role))


def test_a_draft_is_shared_by_the_office_and_seen_by_nobody_else(zone: Zone) -> None:
    reading = read(zone, notices.ITEMS)
    assert [one.id for one in plan_readings.list_readings(acting_user=zone.actor("office"))] == [reading.id]
    with pytest.raises(Missing):
        plan_readings.access_reading(reading.id, acting_user=zone.actor("commander"))
    assert plan_readings.list_readings(acting_user=zone.actor("commander")) == []
    for role in ("lead_head", "inspector", "observer", "system_admin"):
        with pytest.raises(Denied):
            plan_readings.list_readings(acting_user=zone.actor(role))


def test_a_commander_sees_what_is_compared_with_his_own_plan(zone: Zone) -> None:
    reading = read(zone, notices.ITEMS, compares_with=zone.plan)
    commander = zone.actor("commander")
    assert plan_readings.access_reading(reading.id, acting_user=commander).id == reading.id
    assert not plan_readings.may_edit(reading, acting_user=commander)
    assert plan_readings.may_edit(reading, acting_user=zone.actor("office"))


def test_nothing_is_compared_with_a_plan_that_is_concluded(zone: Zone) -> None:
    plans.conclude_plan(zone.plan, acting_user=zone.actor("office"))
    with pytest.raises(WrongState):
        plan_readings.start_from_text(notices.ITEMS, compares_with=zone.plan, acting_user=zone.actor("office"))


def test_history_tells_who_brought_it_in_and_what_was_read(zone: Zone) -> None:
    reading = read(zone, notices.ITEMS)
    rows = db.session.scalars(
        select(History).where(History.subject == f"plan_reading:{reading.id}").order_by(History.id)
    ).all()
    assert [row.event for row in rows] == ["plan_reading.started", "plan_reading.read"]
    assert {row.user_id for row in rows} == {zone.user("office").id}


def test_a_reading_that_was_dropped_is_not_read_any_more(zone: Zone) -> None:
    reading = plan_readings.start_from_text(notices.ITEMS, acting_user=zone.actor("office"))
    plan_readings.drop_reading(reading, acting_user=zone.actor("office"))
    run_waiting_jobs()
    db.session.expire_all()
    left = db.session.get_one(PlanReading, reading.id)
    assert (left.state, left.draft) == (ReadingState.DROPPED, None)
