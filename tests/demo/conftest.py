"""The demonstration is built once for all its tests, on SQLite."""

from collections.abc import Iterator

import pytest
from flask import Flask

from portal import clock, demo, unit_of_work
from tests.conftest import TODAY
from tests.engines import Database


@pytest.fixture(scope="module")
def built(sqlite_database: Database, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    sqlite_database.restore()
    app = sqlite_database.app
    app.config["DATA"] = tmp_path_factory.mktemp("demo")
    with app.app_context(), clock.fixed(TODAY):
        demo.build()
    return app


@pytest.fixture
def reading(built: Flask) -> Iterator[Flask]:
    with built.app_context(), unit_of_work.work(read_only=True):
        yield built
