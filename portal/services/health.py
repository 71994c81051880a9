"""Whether the portal can work at all."""

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from portal.database import db


def database_answers() -> bool:
    try:
        return db.session.execute(text("SELECT 1")).scalar() == 1
    except SQLAlchemyError:
        return False
