"""Many rows are asked of the database as one is: in a few statements."""

from tests import sheets
from tests.cast import Cast
from tests.queries import count_queries
from tests.services.task_sheets.sending import Sent, row, send


def cost(cast: Cast, count: int) -> tuple[int, int]:
    """Statements for checking and for writing so many rows."""
    rows = [row(f"{count}之{at}", number=f"{at // 5 + 1}" + (f".{at % 5}" if at % 5 else "")) for at in range(count)]
    found: list[Sent] = []
    with count_queries() as checking:
        found.append(send(cast, *rows))
    with count_queries() as writing:
        found[0].write()
    return len(checking), len(writing)


def test_a_hundred_rows_cost_no_more_statements_than_one(cast: Cast) -> None:
    send(cast, sheets.GOOD).write()
    assert cost(cast, 1) == cost(cast, 100)
