"""What a lifecycle is: a literal table of steps, keyed by action and source state.

Guards are pure: they are asked about facts that a service has looked up with one query, and answer with the
message id of a sentence that says what to do first, or None.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from portal.errors import Invalid, WrongState
from portal.text import N_

Facts = TypeVar("Facts")
Guard = Callable[[Facts], str | None]


@dataclass(frozen=True)
class Step(Generic[Facts]):
    """One step: who may take it from where to where, and what its button says.

    `asks` names the facts a person must give with it, `warns` says what it changes where it cannot be undone,
    `is_decision` marks the steps on which no one decides on himself.
    """

    action: str
    source: StrEnum
    target: StrEnum
    permission: str
    label: str
    guards: tuple[Guard[Facts], ...] = ()
    is_decision: bool = False
    asks: tuple[str, ...] = ()
    warns: str = ""
    tone: str = "quiet"


@dataclass(frozen=True)
class Lifecycle(Generic[Facts]):
    """The way of one noun."""

    noun: str
    steps: tuple[Step[Facts], ...]
    by_key: dict[tuple[str, str], Step[Facts]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        by_key = {(step.action, str(step.source)): step for step in self.steps}
        if len(by_key) != len(self.steps):
            raise ValueError(f"two steps of {self.noun} share an action and a source")
        object.__setattr__(self, "by_key", by_key)

    @property
    def actions(self) -> tuple[str, ...]:
        """Every action once, in the order of the table."""
        return tuple(dict.fromkeys(step.action for step in self.steps))

    def step_for(self, action: str, state: StrEnum) -> Step[Facts]:
        """The step of an action from a state. Raises WrongState where the table has none."""
        try:
            return self.by_key[action, str(state)]
        except KeyError:
            raise WrongState(N_("This step is not possible now: somebody may have been faster.")) from None

    def steps_from(self, state: StrEnum) -> Iterable[Step[Facts]]:
        """What can be done from here, before rights and guards are asked."""
        return (step for step in self.steps if step.source == state)


def refusal(step: Step[Facts], facts: Facts) -> str | None:
    """The first sentence that stands against the step, or None."""
    return next((reason for guard in step.guards if (reason := guard(facts))), None)


def check(step: Step[Facts], facts: Facts) -> None:
    """Raises Invalid with the first sentence that stands against the step."""
    if reason := refusal(step, facts):
        raise Invalid(reason)
