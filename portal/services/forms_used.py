"""One-time form tokens: the same form sent twice has one effect."""

from sqlalchemy import bindparam, insert, select

from portal import clock
from portal.database import Base, db
from portal.policy import Actor

_FORMS = Base.metadata.tables["used_form"]
_LOCATION = select(_FORMS.c.location).where(
    _FORMS.c.token == bindparam("token"), _FORMS.c.user_id == bindparam("user_id")
)
_ADD = insert(_FORMS)


def find_location_or_none(token: str, *, acting_user: Actor) -> str | None:
    """Where the form led when it went through the first time."""
    if not token:
        return None
    asked = {"token": token[:40], "user_id": acting_user.user_id}
    location: str | None = db.session.connection().scalar(_LOCATION, asked)
    return location


def use(token: str, location: str, *, acting_user: Actor) -> None:
    row = {
        "token": token[:40],
        "user_id": acting_user.user_id,
        "location": location[:300],
        "used_at": clock.wall(),
    }
    db.session.connection().execute(_ADD, row)
