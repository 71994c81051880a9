"""Evidence: rows for files that are already safe on disk, who may read them, and whether rows and files agree."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Boolean, Integer, and_, bindparam, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from portal import clock, policy
from portal.database import db
from portal.documents.storage import Storage
from portal.documents.uploads import Upload
from portal.domain.report_lifecycle import ReportState
from portal.errors import Missing
from portal.models import Attachment, Finding, ProgressReport, StoredFile, Task, User
from portal.policy import Actor
from portal.prepared import Prepared
from portal.services.tasks.access import load_for_change

SHOWN = 200


@dataclass(frozen=True)
class Evidence:
    """An attachment as a page shows it."""

    id: int
    name: str
    size: int
    media_type: str
    is_picture: bool
    who: str
    at: datetime
    report_id: int | None
    finding_id: int | None


class Kept(NamedTuple):
    """What a download needs."""

    name: str
    sha256: str
    preview_sha256: str | None
    media_type: str
    size: int


def attach(
    files: Sequence[Upload],
    *,
    task: Task,
    acting_user: Actor,
    report: ProgressReport | None = None,
    finding: Finding | None = None,
    finding_action: str = "",
) -> None:
    """Tie files to a report, or to a step of a finding. Told by the history row of the act that brings them."""
    for file in files:
        ensure_stored(file)
        db.session.add(
            Attachment(
                sha256=file.sha256,
                name=file.name,
                task_id=task.id,
                report_id=report.id if report else None,
                finding_id=finding.id if finding else None,
                finding_action=finding_action,
                uploaded_by_id=acting_user.user_id,
                uploaded_at=clock.now(),
            )
        )
    if files:
        db.session.flush()


def ensure_stored(file: Upload) -> None:
    """The row of a kept file. The same content may come twice, even at the same moment: the first row stands."""
    insert = postgresql.insert if db.session.get_bind().dialect.name == "postgresql" else sqlite.insert
    db.session.execute(
        insert(StoredFile)
        .values(
            sha256=file.sha256,
            size=file.size,
            media_type=file.media_type,
            preview_sha256=file.preview_sha256,
            stored_at=clock.now(),
        )
        .on_conflict_do_nothing(index_elements=["sha256"])
    )


_ROWS = (
    select(
        Attachment.id, Attachment.name, StoredFile.size, StoredFile.media_type,
        StoredFile.preview_sha256.is_not(None).label("is_picture"), User.name.label("who"), Attachment.uploaded_at,
        Attachment.report_id, Attachment.finding_id,
    )
    .join(StoredFile, StoredFile.sha256 == Attachment.sha256)
    .join(User, User.id == Attachment.uploaded_by_id)
)  # fmt: skip
_OF_TASK = Prepared(
    _ROWS.join(ProgressReport, ProgressReport.id == Attachment.report_id, isouter=True)
    .where(
        Attachment.task_id == bindparam("task", type_=Integer),
        or_(
            and_(ProgressReport.state != ReportState.DRAFT, bindparam("may_read", type_=Boolean)),
            ProgressReport.assignment_id.in_(bindparam("own", expanding=True)),
            Attachment.finding_id.in_(bindparam("findings", expanding=True)),
        ),
    )
    .order_by(Attachment.id.desc())
    .limit(SHOWN)
)


def list_of_task(task: Task, *, acting_user: Actor, finding_ids: Sequence[int] = ()) -> list[Evidence]:
    """The files of a task's reports that this reader may open, and of the findings he sees, newest first."""
    own = [leg.id for leg in task.assignments if policy.can(acting_user, "report.draft", leg)]
    may_read = policy.can(acting_user, "task.read_inside", task)
    rows = _OF_TASK.all(task=task.id, may_read=may_read, own=own, findings=list(finding_ids))
    return [Evidence(*row) for row in rows]


def list_of_report(report: ProgressReport) -> list[Evidence]:
    """The files of a report whose reader was let in already."""
    rows = db.session.execute(_ROWS.where(Attachment.report_id == report.id).order_by(Attachment.id))
    return [Evidence(*row) for row in rows]


def list_of_finding(finding: Finding) -> list[tuple[str, Evidence]]:
    """The files of a finding whose reader was let in already, each with the step that brought it."""
    query = _ROWS.add_columns(Attachment.finding_action).where(Attachment.finding_id == finding.id)
    rows = db.session.execute(query.order_by(Attachment.id))
    return [(row.finding_action, Evidence(*row[:-1])) for row in rows]


def access_file(attachment_id: int, *, acting_user: Actor) -> Kept:
    """What a reader of the task, or of the finding, may open. Raises Missing."""
    found = select(Attachment, StoredFile).join(StoredFile, StoredFile.sha256 == Attachment.sha256)
    row = db.session.execute(found.where(Attachment.id == attachment_id)).one_or_none()
    if row is None or not _may_open(row[0], acting_user):
        raise Missing
    attachment, file = row
    return Kept(attachment.name, file.sha256, file.preview_sha256, file.media_type, file.size)


def _may_open(attachment: Attachment, actor: Actor) -> bool:
    if attachment.finding_id is not None:
        seen = select(Finding.id).where(Finding.id == attachment.finding_id, policy.visible_findings(actor))
        return db.session.scalar(seen) is not None
    task = load_for_change(attachment.task_id)
    report = db.session.get(ProgressReport, attachment.report_id) if attachment.report_id else None
    if report is not None:
        own = [leg.id for leg in task.assignments if policy.can(actor, "report.draft", leg)]
        if report.assignment_id in own:
            return True
        if report.state == ReportState.DRAFT:
            return False
    return policy.can(actor, "task.read_inside", task)


def find_disagreements(storage: Storage) -> Iterator[tuple[str, str]]:
    """Both ways: rows without whole files, and files without rows. Pairs of (what is wrong, hash)."""
    rows = db.session.execute(select(StoredFile.sha256, StoredFile.preview_sha256)).all()
    known = {digest for row in rows for digest in row if digest}
    for digest in sorted(known):
        if not storage.path(digest).is_file():
            yield "missing", digest
        elif not storage.is_whole(digest):
            yield "damaged", digest
    for digest in storage.all_hashes():
        if digest not in known:
            yield "unknown", digest
