"""The tests' own ground: each test finds an empty database, whatever the one before has committed."""

import pytest
from sqlalchemy import text

from portal.database import db
from tests.engines import Database


@pytest.mark.parametrize("time", [1, 2])
def test_it_is_empty_again(context: Database, time: int) -> None:
    with db.engine.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM department_group")).scalar() == 0
        connection.execute(text("INSERT INTO department_group (name, version) VALUES ('各街道', 1)"))
        assert connection.execute(text("SELECT id FROM department_group")).scalar() == 1
        connection.execute(
            text(
                "INSERT INTO history (event, acting_as, subject, address, at) "
                "VALUES ('e', '', '', '', '2022-09-15 00:00:00+00')"
            )
        )
