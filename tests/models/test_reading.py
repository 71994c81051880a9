"""A transaction that only reads cannot write on either engine, and the next one can again."""

import pytest
from sqlalchemy import text

from portal import unit_of_work
from portal.database import db
from tests import factories
from tests.engines import Database


def test_what_only_reads_cannot_write(context: Database) -> None:
    with unit_of_work.work():
        factories.department("甲局")
    with (
        pytest.raises(Exception, match=r"only reads|read-only transaction"),
        unit_of_work.work(read_only=True),
    ):
        db.session.execute(text("UPDATE department SET position = 99"))
    with unit_of_work.work():
        db.session.execute(text("UPDATE department SET position = 7"))
    with unit_of_work.work(read_only=True):
        assert db.session.scalar(text("SELECT position FROM department")) == 7
