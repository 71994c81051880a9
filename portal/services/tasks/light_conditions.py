"""Today's clock light as a condition on the table of tasks, in words for which databases find their indexes.

PostgreSQL must be able to estimate them: where it believed that hardly a task is red, it read all that are, and sorted
them for the first fifty.
"""

from sqlalchemy import ColumnElement, and_, or_, text

from portal import clock
from portal.domain.lights import LADDER, Light
from portal.domain.task_lifecycle import OPEN, TaskState
from portal.models import Task
from portal.services.tasks import lights

STATES = {
    Light.DONE: frozenset({TaskState.CLOSED}),
    Light.PENDING: lights.PENDING,
    Light.GREY: lights.RESTING | lights.REPORTING,
    **dict.fromkeys((Light.RED, Light.OUTDATED, Light.YELLOW, Light.GREEN), lights.REPORTING),
}
# The lights that only open tasks have: a list of one of them is read along the indexes of what is open.
OF_OPEN = frozenset(light for light, states in STATES.items() if states <= OPEN)
IS_OPEN = text("task.is_open")
# Not "in": few of all tasks report, but nearly all of those that are open; and no index of states shall be taken.
NOT_REPORTING = tuple(sorted(OPEN - lights.REPORTING))
NOT_PENDING = tuple(sorted(OPEN - lights.PENDING))


def light_is(light: Light) -> ColumnElement[bool]:
    """Its own lines of the ladder and none of those above, as `domain.lights.light_from_days` says."""
    if light is Light.DONE:
        return Task.state == TaskState.CLOSED
    if light is Light.PENDING:
        return Task.state.in_(sorted(lights.PENDING))
    among_open = and_(IS_OPEN, light_of_open_is(light))
    return among_open if light in OF_OPEN else or_(Task.state.in_(sorted(lights.RESTING)), among_open)


def light_of_open_is(light: Light) -> ColumnElement[bool]:
    """The same for tasks of which it is known, or said beside it, that they are open."""
    if light is Light.PENDING:
        return Task.state.not_in(NOT_PENDING)
    is_reporting = Task.state.not_in(NOT_REPORTING)
    own = [_holds(name, relation) for one, name, relation in LADDER if one is light]
    above = [_fails(name, relation) for name, relation in _above(light)]
    shown = and_(is_reporting, *above, or_(*own)) if own else and_(is_reporting, *above)
    return or_(Task.state == TaskState.SUSPENDED, shown) if light is Light.GREY else shown


def _above(light: Light) -> list[tuple[str, str]]:
    """The lines above a light's own: all of them for the one that has none, green."""
    names = [one for one, _, _ in LADDER]
    end = names.index(light) if light in names else len(LADDER)
    return [(name, relation) for _, name, relation in LADDER[:end]]


def _holds(name: str, relation: str) -> ColumnElement[bool]:
    day, today = getattr(Task, name), clock.today()
    compared: ColumnElement[bool] = {">": day > today, "<=": day <= today, ">=": day >= today}[relation]
    return compared


def _fails(name: str, relation: str) -> ColumnElement[bool]:
    """A day that is missing never holds."""
    day, today = getattr(Task, name), clock.today()
    return or_(day.is_(None), {">": day <= today, "<=": day > today, ">=": day < today}[relation])
