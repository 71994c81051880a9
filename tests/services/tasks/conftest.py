import pytest

from tests.engines import Database
from tests.services.tasks import way as ways
from tests.services.tasks.way import Way


@pytest.fixture
def way(context: Database) -> Way:
    return ways.build()
