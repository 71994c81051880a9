"""What is measured, and what is wanted of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import create_engine, text

from portal.database import engine_options, reading
from tests.bench.data_sets import DataSet

HEAD, COMMANDER = "measure-head1", "measure-commander"


@dataclass(frozen=True)
class Page:
    """An address (`{…}` is filled with ids of the data set), who reads it, and how often the floor it may cost."""

    name: str
    address: str
    reader: str
    times_floor: float | None = None


PAGES = (
    Page("`/` of a head", "/", HEAD),
    Page("`/` of a commander", "/", COMMANDER),
    Page("`/tasks`", "/tasks", HEAD, 2.0),
    Page("`/tasks` of a department", "/tasks?department={department}&state=all", HEAD, 2.0),
    Page("`/tasks` by change", "/tasks?sort=changed&state=all", HEAD, 2.0),
    Page("`/tasks` with a light", "/tasks?light=red", HEAD, 2.0),
    Page("`/tasks/<id>`, a leaf", "/tasks/{leaf}", HEAD, 2.5),
    Page("`/tasks/<id>`, a branch", "/tasks/{branch}", COMMANDER, 2.5),
    Page("`/campaigns/<id>`", "/campaigns/{campaign}", HEAD, 2.5),
    Page("`/campaigns/<id>`, the largest", "/campaigns/{largest}", COMMANDER, 2.5),
    Page("`/search`", "/search?q=%E9%81%93%E8%B7%AF", HEAD),
)
MOST_P99 = 40.0
MOST_GROWTH = 1.2
MOST_WRITING = 8.0
MOST_MEMORY = 130.0
MOST_START = 2.0

# A running task with reports that its reader leads with two other departments, the same at every size; a campaign of
# the common size and the one with a tenth of all tasks.
OF_HEAD = "SELECT department_id FROM appointment JOIN user_account ON user_account.id = user_id WHERE login = :login"
LEAF = (
    "SELECT task.id FROM task JOIN progress_report ON task_id = task.id WHERE task.state = 'in_progress' "
    f"AND task.lead_department_id IN ({OF_HEAD}) "
    "AND (SELECT count(*) FROM assignment WHERE assignment.task_id = task.id) = 3 ORDER BY task.id DESC LIMIT 1"
)
LED_BY = (
    "FROM task JOIN appointment ON appointment.department_id = task.lead_department_id AND appointment.post = 'head' "
    "JOIN user_account ON user_account.id = appointment.user_id "
    "WHERE task.state = 'in_progress' AND children_count = 0 "
)
BUSIEST = f"SELECT login {LED_BY} GROUP BY login ORDER BY count(*) DESC, login LIMIT :most"
OF_ONE = f"SELECT task.id {LED_BY} AND login = :login ORDER BY task.id LIMIT :most"


def ids_in(data: DataSet) -> Mapping[str, int]:
    """The ids that addresses are filled with."""
    first, second = _numbers(data, "SELECT id FROM campaign ORDER BY id LIMIT 2")
    return {
        "department": _numbers(data, OF_HEAD, login=HEAD)[0],
        "leaf": _numbers(data, LEAF, login=HEAD)[0],
        "branch": _numbers(data, "SELECT min(id) FROM task WHERE depth = 0 AND campaign_id = :c", c=second)[0],
        "campaign": second,
        "largest": first,
    }


def busiest_heads(data: DataSet, most: int) -> list[str]:
    """Those with the most tasks to report on."""
    return [str(login) for login in _ask(data, BUSIEST, most=most)]


def tasks_led_by(data: DataSet, login: str, most: int) -> list[int]:
    """Tasks a head may report on."""
    return _numbers(data, OF_ONE, login=login, most=most)


def _numbers(data: DataSet, statement: str, **values: object) -> list[int]:
    return [int(str(value)) for value in _ask(data, statement, **values)]


def _ask(data: DataSet, statement: str, **values: object) -> list[object]:
    token = reading.set(True)
    engine = create_engine(data.url, **engine_options(data.url))
    with engine.connect() as connection:
        found = list(connection.scalars(text(statement), values))
    engine.dispose()
    reading.reset(token)
    return found
