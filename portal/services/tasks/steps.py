"""A step of a task: facts, the one function that takes it, and what follows from it."""

from typing import Any

from portal import policy
from portal.domain.lifecycle import Step, refusal
from portal.domain.task_lifecycle import TASK, TaskFacts
from portal.models import Task
from portal.policy import Actor
from portal.services import lifecycle
from portal.services.tasks.facts import may_stand_in, task_facts
from portal.services.tasks.settling import settle


def take_step(
    task: Task,
    action: str,
    *,
    acting_user: Actor,
    version: int | None = None,
    is_silence_explained: bool = False,
    sets: dict[str, Any] | None = None,
    tells: dict[str, Any] | None = None,
) -> None:
    """Take one step of a task and bring percents, legs and lights up to date."""
    facts = task_facts(task, acting_user=acting_user, is_silence_explained=is_silence_explained)
    step = TASK.step_for(action, task.state)
    lifecycle.take(
        TASK,
        task,
        action,
        facts=facts,
        acting_user=acting_user,
        version=version,
        may_stand_in=(lambda: may_stand_in(acting_user, task)) if _is_for_commanders(step) else None,
        sets=sets,
        tells=tells,
    )
    settle(task)


def offers(task: Task, *, acting_user: Actor) -> list[tuple[Step[TaskFacts], str | None]]:
    """The steps this person may take from here, each with the sentence that still stands against it, or None."""
    possible = [
        step
        for step in TASK.steps_from(task.state)
        if policy.can(acting_user, step.permission, task)
        or (_is_for_commanders(step) and may_stand_in(acting_user, task))
    ]
    if not possible:
        return []
    facts = task_facts(task, acting_user=acting_user, is_silence_explained=True)  # its page asks for the explanation
    return [(step, refusal(step, facts)) for step in possible]


def _is_for_commanders(step: Step[TaskFacts]) -> bool:
    """Decisions that fall to a commander of another campaign where all of this one are concerned; verifying never."""
    return step.is_decision and step.permission != "task.verify"
