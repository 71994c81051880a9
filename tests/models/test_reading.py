"""A transaction that only reads cannot write on either engine, and the next one can again."""

import pytest
from sqlalchemy import text

from portal import unit_of_work
from portal.database import db
from tests import factories
from tests.engines import Database

WRITING = (
    "UPDATE department SET position = 99",
    "WITH all_of_them AS (SELECT id FROM department) UPDATE department SET position = 99",
    "DELETE FROM department",
)


@pytest.mark.parametrize("statement", WRITING)
def test_what_only_reads_cannot_write(context: Database, statement: str) -> None:
    with unit_of_work.work():
        factories.department("甲局")
    with (
        pytest.raises(Exception, match=r"readonly database|read-only transaction"),
        unit_of_work.work(read_only=True),
    ):
        db.session.execute(text(statement))
    with unit_of_work.work():
        db.session.execute(text("UPDATE department SET position = 7"))
    with unit_of_work.work(read_only=True):
        assert db.session.scalar(text("SELECT position FROM department")) == 7
