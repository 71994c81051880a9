"""Where work begins, ends and is taken back: pages, jobs and commands use it, services never do."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TypeVar

from sqlalchemy.exc import IntegrityError, OperationalError, SQLAlchemyError
from sqlalchemy.orm.exc import StaleDataError

from portal.database import db, reading
from portal.errors import Clash, Collision, NotSaved
from portal.services import jobs
from portal.text import N_

T = TypeVar("T")
TRIES = 5

_call_worker: Callable[[], None] | None = None


def call_worker_with(call: Callable[[], None]) -> None:
    """How this process calls a worker when a change that asks for a job is kept; `call` raises nothing."""
    global _call_worker
    _call_worker = call


@contextmanager
def work(*, read_only: bool = False) -> Iterator[None]:
    """One transaction: kept when the block ends, dropped when it raises. Reading never takes the write lock.

    Raises Clash when the database refuses the change, Collision (a kind of Stale) when somebody else changed a row
    at the same moment, NotSaved when the database cannot write at all.
    """
    token = reading.set(read_only)
    db.session().info.clear()  # what was read once belongs to the transaction in which it was read
    try:
        yield
        if read_only:
            _end_reading()
        else:
            db.session.commit()
            _call_worker_where_asked()
    except StaleDataError as error:
        db.session.rollback()
        raise Collision from error
    except IntegrityError as error:
        db.session.rollback()
        raise Clash(N_("This contradicts what is already recorded.")) from error
    except OperationalError as error:
        db.session.rollback()
        if is_serialization_failure(error):
            raise Collision from error
        if read_only:
            raise
        raise NotSaved from error
    except SQLAlchemyError:
        db.session.rollback()
        raise
    except BaseException:
        (_end_reading if read_only else db.session.rollback)()
        raise
    finally:
        reading.reset(token)


def _end_reading() -> None:
    """Nothing is kept, and still not by a rollback: after one, PostgreSQL's driver forgets every prepared statement,
    and the next page would have all of its queries planned anew."""
    db.session.expunge_all()
    db.session.commit()


def work_patiently(change: Callable[[], T]) -> T:
    """Begin again where two collided: the second time it sees what the other one has written."""
    for _ in range(TRIES - 1):
        with suppress(Collision), work():
            return change()
    with work():
        return change()


def _call_worker_where_asked() -> None:
    if jobs.forget_asked() and _call_worker is not None:
        _call_worker()


@contextmanager
def attempt() -> Iterator[None]:
    """A change that may be refused while the page goes on. Nothing was written before it, and nothing will be after a
    refusal: what it did is taken back whole, which costs those that are not refused nothing."""
    try:
        yield
        db.session.flush()
    except BaseException:
        db.session.rollback()
        db.session().info.clear()
        raise


def is_serialization_failure(error: OperationalError) -> bool:
    """Whether PostgreSQL gave up on a deadlock or a serialization conflict."""
    return getattr(error.orig, "sqlstate", None) in {"40001", "40P01"}
