import pytest

from tests import cast as casting
from tests.cast import Cast
from tests.engines import Database


@pytest.fixture
def cast(context: Database) -> Cast:
    return casting.build()
