"""A statement written out as text asks for the same rows, whatever values stand in it."""

from datetime import UTC, date, datetime

from sqlalchemy import Date, func, literal, select

from portal.database import db, written_out
from portal.models import Department, User
from tests import factories
from tests.engines import Database

ODD = '甲\'局 50%% of :name \\ "x"'
MOMENT = datetime(2022, 9, 15, 8, 30, 0, 123456, tzinfo=UTC)


def test_values_come_back_as_they_went_in(context: Database) -> None:
    statement = select(literal(ODD).label("odd"), literal(None, Date()).label("missing"))
    assert db.session.execute(written_out(statement)).one() == (ODD, None)


def test_days_and_moments_are_compared_as_such(context: Database) -> None:
    row = factories.user("甲", created_at=MOMENT)
    db.session.flush()
    found = select(User.id).where(User.created_at == MOMENT, literal(date(2022, 9, 15), Date()) < date(2022, 9, 16))
    assert db.session.scalar(written_out(found)) == row.id


def test_columns_keep_their_names_and_types(context: Database) -> None:
    factories.department("甲局")
    db.session.flush()
    statement = select(Department.id, Department.kind, Department.name.label("called")).where(Department.name == "甲局")
    bound, written = db.session.execute(statement).one(), db.session.execute(written_out(statement)).one()
    assert written == bound
    assert written._mapping.keys() == bound._mapping.keys()
    assert type(written.kind) is type(bound.kind)
    assert db.session.scalar(written_out(select(func.count().label("count")).select_from(Department))) == 1
