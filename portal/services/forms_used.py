"""One-time form tokens: the same form sent twice has one effect."""

from sqlalchemy import bindparam, insert, select

from portal import clock
from portal.database import Base
from portal.policy import Actor
from portal.prepared import Prepared

_FORMS = Base.metadata.tables["used_form"]
_LOCATION = Prepared(
    select(_FORMS.c.location).where(_FORMS.c.token == bindparam("token"), _FORMS.c.user_id == bindparam("user_id")),
    is_apart=True,
)
_ADD = Prepared(
    insert(_FORMS).values({name: bindparam(name) for name in ("token", "user_id", "location", "used_at")}),
    is_apart=True,
)


def find_location_or_none(token: str, *, acting_user: Actor) -> str | None:
    """Where the form led when it went through the first time."""
    if not token:
        return None
    location: str | None = _LOCATION.scalar(token=token[:40], user_id=acting_user.user_id)
    return location


def use(token: str, location: str, *, acting_user: Actor) -> None:
    _ADD.run(token=token[:40], user_id=acting_user.user_id, location=location[:300], used_at=clock.wall())
