"""The demonstration as the database holds it, on SQLite."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from portal import unit_of_work
from portal.database import db
from tests.engines import database_app


@pytest.fixture(scope="session")
def built(demonstration: Path) -> Iterator[Flask]:
    app = database_app(f"sqlite:///{demonstration}/portal.db")
    app.config["DATA"] = demonstration
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def reading(built: Flask) -> Iterator[Flask]:
    with built.app_context(), unit_of_work.work(read_only=True):
        yield built
