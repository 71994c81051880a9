"""Evidence: who may open it, and that rows and files agree both ways."""

from pathlib import Path

import pytest

from portal.documents import uploads
from portal.documents.storage import Storage
from portal.errors import Missing
from portal.services import evidence, reports
from portal.services.reports import ReportEntry
from tests import factories
from tests.engines import Database
from tests.services.tasks import way as ways
from tests.services.tasks.way import Way


@pytest.fixture
def way(context: Database) -> Way:
    return ways.build().to("in_progress")


def only_id(way: Way, role: str = "lead_head") -> int:
    (file,) = evidence.list_of_task(way.task, acting_user=way.actor(role))
    return file.id


def test_whoever_reads_inside_opens_it_and_nobody_else(way: Way) -> None:
    way.say(40)
    file_id = only_id(way)
    for role in ("commander", "lead_staff", "other_head", "inspector", "observer", "office"):
        assert evidence.access_file(file_id, acting_user=way.actor(role)).name == "现场.jpg"
        assert [one.id for one in evidence.list_of_task(way.task, acting_user=way.actor(role))] == [file_id]
    for role in ("street_head", "other_commander", "system_admin", "stranger"):
        assert evidence.list_of_task(way.task, acting_user=way.actor(role)) == []
        with pytest.raises(Missing):
            evidence.access_file(file_id, acting_user=way.actor(role))
    with pytest.raises(Missing):
        evidence.access_file(file_id + 1, acting_user=way.actor("commander"))


def test_the_files_of_a_draft_stay_with_its_department(way: Way) -> None:
    entry = ReportEntry(percent=30)
    reports.draft(way.task, way.leg(), entry, acting_user=way.actor("lead_staff"), files=[ways.PHOTO])
    file_id = only_id(way)
    for role in ("commander", "inspector", "other_head"):
        assert evidence.list_of_task(way.task, acting_user=way.actor(role)) == []
        with pytest.raises(Missing):
            evidence.access_file(file_id, acting_user=way.actor(role))


def test_the_files_of_a_finding_follow_the_finding(way: Way) -> None:
    finding = factories.finding(way.task, way.leg(), recorder=way.cast.user("inspector"))
    evidence.attach(
        [ways.PHOTO], task=way.task, finding=finding, finding_action="record", acting_user=way.actor("inspector")
    )
    ((action, file),) = evidence.list_of_finding(finding)
    assert action == "record"
    assert evidence.access_file(file.id, acting_user=way.actor("second_inspector")).name == "现场.jpg"
    for role in ("lead_head", "commander", "observer"):
        with pytest.raises(Missing):
            evidence.access_file(file.id, acting_user=way.actor(role))


def test_the_same_content_is_kept_once(way: Way) -> None:
    way.say(40)
    way.say(50)
    files = evidence.list_of_task(way.task, acting_user=way.actor("lead_head"))
    assert len({file.id for file in files}) == 2


def test_rows_and_files_are_compared_both_ways(way: Way, tmp_path: Path) -> None:
    storage = Storage(tmp_path)
    kept = uploads.receive(storage, ways.photo(), "现场.jpg")
    entry = ReportEntry(percent=40, done="做了")
    reports.draft(way.task, way.leg(), entry, acting_user=way.actor("lead_head"), files=[kept])
    assert list(evidence.find_disagreements(storage)) == []

    stray = storage.keep_bytes(b"nobody names me")
    storage.path(kept.sha256).write_bytes(b"changed")
    assert kept.preview_sha256
    storage.path(kept.preview_sha256).unlink()
    found = {digest: what for what, digest in evidence.find_disagreements(storage)}
    assert found == {stray: "unknown", kept.sha256: "damaged", kept.preview_sha256: "missing"}
