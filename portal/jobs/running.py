"""One job from its turn to its end: prepared without a lock, carried out in one unit of work, ended in the same."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from importlib import import_module
from types import ModuleType
from typing import Any

from flask import Flask
from flask_babel import force_locale

from portal import unit_of_work
from portal.documents.refusal import NotAcceptedError
from portal.errors import Collision, Invalid, NotSaved, PortalError
from portal.jobs import KINDS
from portal.jobs.progress import Interrupted, Told, forget_figures
from portal.logs import logger
from portal.policy import Actor
from portal.services import actors, job_turns
from portal.services.job_turns import Turn, TurnLostError
from portal.text import N_

REST = timedelta(seconds=10)

Stopped = Callable[[], bool]


def run_due(app: Flask, is_stopped: Stopped = lambda: False) -> int:
    """Carry out every job that is due, one after the other; answers how many."""
    count = 0
    while not is_stopped() and (turn := _take(app)):
        with app.app_context():  # a session, and the words of a language, of its own
            run(turn, is_stopped)
        count += 1
    return count


def _take(app: Flask) -> Turn | None:
    with app.app_context(), unit_of_work.work():
        return job_turns.take_next_or_none()


def run(turn: Turn, is_stopped: Stopped = lambda: False) -> None:
    """Whatever happens, the job is ended, given back, or left to whoever finds it silent."""
    try:
        _carry_out(turn, is_stopped)
    except Interrupted:
        _write(lambda: job_turns.give_back(turn))
    except TurnLostError:
        logger.warning("job %s was silent for too long: another worker has it, this one's work is dropped", turn.job_id)
    except (Collision, NotSaved):
        logger.warning("job %s could not write and is tried again", turn.job_id)
        _write(lambda: job_turns.break_off(turn, after=REST))
    except (PortalError, NotAcceptedError) as refused:
        text, values = sentence_of(refused)
        _write(lambda: job_turns.fail(turn, text, values))
    except Exception:
        logger.exception("job %s (%s) broke, attempt %s", turn.job_id, turn.kind, turn.attempt)
        _write(lambda: job_turns.break_off(turn, after=REST))
    finally:
        forget_figures(turn.job_id)


def _carry_out(turn: Turn, is_stopped: Stopped) -> None:
    if job_turns.is_spent(turn):  # it killed its worker each time
        raise Invalid(job_turns.BROKEN, id=turn.job_id)
    kind = module_of(turn.kind)
    progress = Told(turn, is_stopped)
    with unit_of_work.work(read_only=True):
        actor = asker_of(turn, kind)
    with force_locale(actor.language):
        prepared: object = turn.arguments
        if hasattr(kind, "prepare"):
            prepared = kind.prepare(turn.arguments, acting_user=actor, progress=progress)
        unit_of_work.work_patiently(lambda: _change(turn, kind, prepared, progress))


def _change(turn: Turn, kind: ModuleType, prepared: object, progress: Told) -> None:
    outcome = kind.carry_out(prepared, acting_user=asker_of(turn, kind), progress=progress)
    job_turns.finish(turn, outcome)


def module_of(kind: str) -> ModuleType:
    if kind not in KINDS:
        raise ValueError(f"no job is called {kind}")
    return import_module(f"portal.jobs.{kind}")


def asker_of(turn: Turn, kind: ModuleType) -> Actor:
    """Whoever asked, with the posts he holds now; a consequence of what is recorded needs nobody's rights."""
    actor = actors.find_actor_or_none(turn.asked_by_id)
    if actor is None and getattr(kind, "IS_CONSEQUENCE", False):
        return Actor(turn.asked_by_id, "")
    if actor is None:
        raise Invalid(N_("The account that asked for this is no longer in use."))
    return actor


def sentence_of(refused: PortalError | NotAcceptedError) -> tuple[str, Mapping[str, Any]]:
    """A refusal as it can be kept: a sentence inside a sentence becomes a sentence of its own."""
    return refused.text, {name: _plain(value) for name, value in refused.values.items()}


def _plain(value: object) -> object:
    if isinstance(value, NotAcceptedError):
        text, values = sentence_of(value)
        return {"text": text, "values": values}
    return value if isinstance(value, int | float) else str(value)


def _write(change: Callable[[], None]) -> None:
    try:
        with unit_of_work.work():
            change()
    except TurnLostError:
        logger.warning("a job went to another worker before its end was written")
