"""A page that reads keeps nothing, and the database keeps what it worked out for it."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import partial

import pytest
from sqlalchemy import bindparam, select, text

from portal.database import PREPARED_AFTER, db
from portal.models import Department
from portal.prepared import Prepared
from portal.unit_of_work import work
from tests import factories
from tests.engines import Database, PostgreSQLDatabase

NAME = Prepared(select(Department.name.label("seldom_asked")).where(Department.id == bindparam("id")))
KEPT = text("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%AS seldom_asked%'")


def test_what_a_reading_page_changed_is_dropped(context: Database) -> None:
    department = factories.department("甲局")
    db.session.commit()
    with work(read_only=True):
        changed = db.session.get(Department, department.id)
        assert changed is not None
        changed.name = "乙局"
        db.session.add(Department(name="丙局", short_name="丙局"))
    with work(read_only=True):
        assert list(db.session.scalars(select(Department.name))) == ["甲局"]


@pytest.mark.parametrize("answer", [nullcontext, partial(pytest.raises, LookupError)], ids=["read", "refused"])
def test_a_plan_outlives_the_page_it_was_made_for(
    postgresql_database: PostgreSQLDatabase, answer: Callable[[], AbstractContextManager[object]]
) -> None:
    postgresql_database.restore()
    with postgresql_database.app.app_context():
        db.engine.dispose()  # one new connection instead of several from other tests, which would take turns
        for _ in range(PREPARED_AFTER + 1):
            with answer() as is_refused, work(read_only=True):
                assert NAME.one_or_none(id=0) is None
                if is_refused:
                    raise LookupError
        with work(read_only=True):
            assert db.session.scalar(KEPT) == 1
        db.session.remove()
