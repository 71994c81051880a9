"""Files of a draft: what was attached by mistake is taken away before anybody was told of it."""

from collections.abc import Collection

from sqlalchemy import delete, select

from portal import policy
from portal.database import db
from portal.domain.report_lifecycle import ReportState
from portal.errors import WrongState
from portal.models import Attachment
from portal.policy import Actor
from portal.services import history
from portal.services.reports.access import Reported
from portal.text import N_


def take_away(found: Reported, ids: Collection[int], *, acting_user: Actor) -> None:
    """Take files off a draft; ids of other things are passed over. Raises Denied or WrongState."""
    policy.require(acting_user, "report.draft", found.leg)
    if found.report.state != ReportState.DRAFT:
        raise WrongState(N_("This report has been submitted and can no longer be changed."))
    chosen = (Attachment.report_id == found.report.id, Attachment.id.in_(ids))
    names = db.session.scalars(select(Attachment.name).where(*chosen).order_by(Attachment.id)).all()
    if not names:
        return
    db.session.execute(delete(Attachment).where(*chosen))
    history.record(
        "attachment.removed",
        acting_user=acting_user,
        subject=f"report:{found.report.id}",
        task=found.task,
        before={"names": list(names)},
        after={"department_id": found.leg.department_id},
    )
