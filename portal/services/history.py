"""One row for each change and each refusal, in the transaction of what it tells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, insert

from portal import clock
from portal.database import Base
from portal.models import Task
from portal.policy import Actor
from portal.prepared import Prepared
from portal.services import bulk
from portal.services.bulk import ReadyRows

# Plain rows: the session would look after each as if it could still change.
_COLUMNS = (
    "at", "user_id", "acting_as", "address", "event", "subject", "task_id", "campaign_id", "before", "after",
)  # fmt: skip
_ADD = Prepared(
    insert(Base.metadata.tables["history"]).inline().values({name: bindparam(f"the_{name}") for name in _COLUMNS}),
    is_apart=True,
)


def record(
    event: str,
    *,
    acting_user: Actor | None,
    subject: str = "",
    task: Task | None = None,
    campaign_id: int | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    address: str = "",
) -> None:
    """Write a row. `before` and `after` hold plain values only (text, numbers, ISO days).

    `address` is where it came from when nobody known acts.
    """
    row = {
        **_who(acting_user, address),
        "event": event,
        "subject": subject,
        "task_id": task.id if task else None,
        "campaign_id": task.campaign_id if task else campaign_id,
        "before": None if before is None else dict(before),
        "after": None if after is None else dict(after),
    }
    _ADD.run(**{f"the_{name}": value for name, value in row.items()})


def _who(acting_user: Actor | None, address: str) -> dict[str, Any]:
    return {
        "at": clock.now(),
        "user_id": acting_user.user_id if acting_user else None,
        "acting_as": acting_user.name if acting_user else "",
        "address": acting_user.address if acting_user else address,
    }


@dataclass(frozen=True)
class Told:
    """One of many rows of the same event."""

    subject: str
    task_id: int | None
    after: Mapping[str, Any]


def make_ready(event: str, rows: Sequence[Told], *, acting_user: Actor, campaign_id: int) -> ReadyRows:
    """The rows of many new objects of one campaign, one each, for `bulk.write`."""
    who = _who(acting_user, "")
    values = [
        {**who, "event": event, "subject": row.subject, "task_id": row.task_id, "campaign_id": campaign_id,
         "before": None, "after": dict(row.after)}
        for row in rows
    ]  # fmt: skip
    return bulk.make_ready("history", values)


def record_refusal(path: str, status: int, text: str, *, acting_user: Actor | None) -> None:
    """Write down that something was refused: where, how, with which words."""
    record("refused", acting_user=acting_user, subject=path[:60], after={"status": status, "text": text})
