"""One-time form tokens: the same form sent twice has one effect."""

from portal import clock
from portal.database import db
from portal.models import UsedForm
from portal.policy import Actor


def find_location_or_none(token: str, *, acting_user: Actor) -> str | None:
    """Where the form led when it went through the first time."""
    if not token:
        return None
    used = db.session.get(UsedForm, token[:40])
    return used.location if used and used.user_id == acting_user.user_id else None


def use(token: str, location: str, *, acting_user: Actor) -> None:
    db.session.add(
        UsedForm(token=token[:40], user_id=acting_user.user_id, location=location[:300], used_at=clock.wall())
    )
