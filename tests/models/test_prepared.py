"""A prepared statement asks for the same rows as the session does, whatever stands in it and whatever it is given."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import Date, Integer, String, bindparam, func, literal, select, text, union_all
from sqlalchemy.exc import DBAPIError, InvalidRequestError
from sqlalchemy.orm.exc import UnmappedInstanceError

from portal import clock
from portal.database import Amount, db
from portal.models import Department, User
from portal.prepared import Prepared
from tests import factories
from tests.engines import Database
from tests.queries import count_queries

ODD = '甲\'局 50%% of :name %(name)s \\ "x"'
MOMENT = datetime(2022, 9, 15, 8, 30, 0, 123456, tzinfo=UTC)
NAMES = bindparam("names", type_=String, expanding=True)


def test_values_come_back_as_they_went_in(context: Database) -> None:
    statement = select(literal(ODD).label("odd"), literal(None, Date()).label("missing"))
    assert Prepared(statement).one() == (ODD, None)


def test_words_are_never_part_of_the_text(context: Database) -> None:
    wanted = Prepared(select(User.id).where(User.name == ODD, User.language.in_([ODD, "en"]), User.id == 7))
    with count_queries() as asked:
        wanted.all()
    (told,) = asked
    assert ODD not in told
    assert "en'" not in told
    assert "= 7" in told


def test_days_and_moments_are_compared_as_such(context: Database) -> None:
    row = factories.user("甲", created_at=MOMENT)
    db.session.flush()
    found = select(User.id).where(User.created_at == MOMENT, literal(date(2022, 9, 15), Date()) < date(2022, 9, 16))
    assert Prepared(found).scalar() == row.id
    given = Prepared(select(User.id).where(User.created_at == bindparam("moment", type_=User.created_at.type)))
    assert given.scalar(moment=MOMENT) == row.id
    assert given.scalar(moment=MOMENT.replace(year=2021)) is None


def test_columns_keep_their_names_and_types(context: Database) -> None:
    factories.department("甲局")
    statement = select(
        Department.id, Department.kind, Department.name.label("called"), literal(Decimal("1.5"), Amount())
    )
    statement = statement.where(Department.name == "甲局")
    asked, prepared = db.session.execute(statement).one(), Prepared(statement).one()
    assert prepared == asked
    assert prepared._fields[:3] == ("id", "kind", "called")
    assert type(prepared.kind) is type(asked.kind)
    assert Prepared(select(func.count()).select_from(Department)).scalar() == 1


def test_what_is_not_written_yet_is_seen(context: Database) -> None:
    count = Prepared(select(func.count()).select_from(Department))
    before = count.scalar()
    db.session.add(Department(name="乙局", short_name="乙", kind=factories.department("甲局").kind, position=9))
    assert count.scalar() == before + 2


def test_lists_of_any_length_are_given(context: Database) -> None:
    for name in ("甲局", "乙局", "丙局"):
        factories.department(name)
    named = Prepared(select(Department.name).where(Department.name.in_(NAMES)).order_by(Department.id))
    for names in (["甲局"], [], ["甲局", "丙局"], ["乙局"], ["甲局", "乙局", "丙局"]):
        assert [row.name for row in named.all(names=names)] == [one for one in ("甲局", "乙局", "丙局") if one in names]


def test_today_is_asked_for_each_time(context: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    today = Prepared(select(bindparam(None, callable_=lambda: clock.today(), type_=Date()).label("today")))
    for day in (date(2022, 9, 15), date(2022, 9, 16)):
        monkeypatch.setattr(clock, "today", lambda day=day: day)
        assert today.scalar() == day


def test_unions_and_rows_without_any(context: Database) -> None:
    both = union_all(select(literal(1).label("number")), select(literal(2)))
    assert sorted(row.number for row in Prepared(both).all()) == [1, 2]
    nobody = Prepared(select(User.id).where(User.id == bindparam("id", type_=Integer)))
    assert nobody.one_or_none(id=0) is None
    with pytest.raises(ValueError, match="not enough"):
        nobody.one(id=0)


def test_an_error_is_what_it_is_everywhere(context: Database) -> None:
    with pytest.raises(DBAPIError, match="nowhere"):
        Prepared(select(User.id).where(text("nowhere = 1"))).all()
    db.session.rollback()


def test_objects_of_no_session_are_read_and_nothing_else(context: Database) -> None:
    kept = factories.department("甲局")
    query = select(Department.id, Department.name).where(Department.id == bindparam("id", type_=Integer))
    (row,) = Prepared(query).objects(Department, id=kept.id)
    assert isinstance(row, Department)
    assert (row.id, row.name) == (kept.id, "甲局")
    assert row is not kept
    with pytest.raises(UnmappedInstanceError):
        db.session.add(row)
    with pytest.raises(InvalidRequestError):
        assert row.kind
    with pytest.raises(AttributeError):
        row.name = "乙局"
    db.session.expire_all()
    assert kept.name == "甲局"
