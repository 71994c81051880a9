"""The only way from an id to a finding: the same condition as the lists."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from portal import policy
from portal.database import db
from portal.errors import Missing
from portal.models import Finding, Task
from portal.policy import Actor

_LOADED = (
    joinedload(Finding.task).selectinload(Task.assignments),
    selectinload(Finding.assignment),
)


def access_finding(finding_id: int, *, acting_user: Actor, permission: str) -> Finding:
    """Load a finding with its task and leg.

    Raises Missing where it is out of reach or does not exist, Denied where it is seen but this is not allowed.
    """
    query = select(Finding).options(*_LOADED).where(Finding.id == finding_id, policy.visible_findings(acting_user))
    finding = db.session.scalar(query)
    if finding is None:
        raise Missing
    if permission != "finding.read":
        policy.require(acting_user, permission, finding)
    return finding
