"""What the guards of a finding ask about, looked up with one query, and who stands in for whom."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from portal import clock, policy
from portal.database import db
from portal.domain.finding_lifecycle import FindingFacts
from portal.domain.posts import OF_DEPARTMENT, PostName
from portal.models import Finding
from portal.policy import Actor
from portal.services import calendar

DISPUTE_DAYS = 5


@dataclass(frozen=True)
class Look:
    """The guards' facts, and what the letters of a permission cannot say."""

    facts: FindingFacts
    is_beyond_supervision: bool
    is_by_guests: bool
    is_stand_in: bool

    def facts_for(self, action: str, finding: Finding, actor: Actor) -> FindingFacts:
        """The same with whether this person would decide on himself in this one step."""
        return replace(self.facts, is_actor_concerned=is_concerned(action, finding, actor))


def look_at(finding: Finding, *, acting_user: Actor) -> Look:
    row = db.session.execute(
        select(
            policy.kept_away(acting_user).label("recused"),
            policy.beyond_supervision().label("beyond"),
            policy.by_guests().label("by_guests"),
            policy.stand_in_disputes(acting_user).label("stand_in"),
        ).where(Finding.id == finding.id)
    ).one()
    is_recorder = finding.recorded_by_id == acting_user.user_id
    facts = FindingFacts(
        is_cosigned=finding.cosigned_at is not None,
        is_actor_recorder=is_recorder,
        is_actor_recused=bool(row.recused),
        is_put_right=finding.is_on_the_spot,
        is_withdrawal_second=not is_recorder,
        is_in_dispute_time=(last := last_day_to_dispute(finding)) is None or clock.today() <= last,
    )
    return Look(facts, bool(row.beyond), bool(row.by_guests), bool(row.stand_in))


def last_day_to_dispute(finding: Finding) -> date | None:
    """The fifth working day after the issue, which does not count itself."""
    if finding.issued_at is None:
        return None
    issued_on = clock.day_of(finding.issued_at)
    return calendar.load().add_workdays(issued_on, DISPUTE_DAYS)


def is_concerned(action: str, finding: Finding, actor: Actor) -> bool:
    """No one decides on himself: the department's own people, and whoever took part on the side that asks."""
    asking: dict[str, tuple[int | None, ...]] = {
        "issue": (finding.recorded_by_id,),
        "uphold": (finding.recorded_by_id, finding.cosigned_by_id, finding.issued_by_id, finding.disputed_by_id),
        "drop": (finding.recorded_by_id, finding.cosigned_by_id, finding.issued_by_id, finding.disputed_by_id),
        "confirm": (finding.answered_by_id, finding.rectified_by_id),
    }
    is_own = any(post.name in OF_DEPARTMENT and post.department_id == finding.department_id for post in actor.posts)
    return is_own or actor.user_id in asking.get(action, ())


def is_other_commander(finding: Finding, actor: Actor) -> bool:
    """A commander of another campaign, and not of this one as well."""
    campaigns = {post.campaign_id for post in actor.posts if post.name == PostName.COMMANDER}
    return bool(campaigns) and finding.task.campaign_id not in campaigns


def is_guest(finding: Finding, actor: Actor) -> bool:
    return any(post.name == PostName.GUEST_INSPECTOR and post.task_id == finding.task_id for post in actor.posts)
