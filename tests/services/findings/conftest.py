import pytest

from tests.engines import Database
from tests.services.findings import stage as staging
from tests.services.findings.stage import Stage


@pytest.fixture
def stage(context: Database) -> Stage:
    return staging.build()
