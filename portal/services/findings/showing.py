"""What a finding's page tells: the people by name, the files by step, and its rows of history."""

from dataclasses import dataclass

from sqlalchemy import select

from portal.database import db
from portal.domain.events import UNTOLD
from portal.models import Department, Finding, History, User
from portal.services import evidence
from portal.services.evidence import Evidence

SHOWN = 100
PEOPLE = (
    "recorded_by_id", "cosigned_by_id", "issued_by_id", "answered_by_id", "disputed_by_id", "dispute_decided_by_id",
    "rectified_by_id", "followed_up_by_id", "withdrawn_by_id",
)  # fmt: skip


@dataclass(frozen=True)
class Story:
    """`people` are names by column without its ending (`recorded_by`), `files` evidence by the step that brought it."""

    department: str
    people: dict[str, str]
    files: dict[str, list[Evidence]]
    rows: list[History]


def tell(finding: Finding) -> Story:
    """For a finding whose reader was let in already."""
    files: dict[str, list[Evidence]] = {}
    for action, one in evidence.list_of_finding(finding):
        files.setdefault(action, []).append(one)
    rows = db.session.scalars(
        select(History)
        .where(History.subject == f"finding:{finding.id}", History.event.not_in(UNTOLD))
        .order_by(History.id.desc())
        .limit(SHOWN)
    )
    return Story(department_name(finding), _people(finding), files, list(rows))


def department_name(finding: Finding) -> str:
    return db.session.scalar(select(Department.name).where(Department.id == finding.department_id)) or ""


def _people(finding: Finding) -> dict[str, str]:
    ids = {column: getattr(finding, column) for column in PEOPLE}
    names = {
        row.id: row.name for row in db.session.execute(select(User.id, User.name).where(User.id.in_(ids.values())))
    }
    return {column.removesuffix("_id"): names.get(person, "") for column, person in ids.items()}
