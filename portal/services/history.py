"""One row for each change and each refusal, in the transaction of what it tells."""

from collections.abc import Mapping
from typing import Any

from portal import clock
from portal.database import db
from portal.models import History, Task
from portal.policy import Actor


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
    db.session.add(
        History(
            at=clock.now(),
            user_id=acting_user.user_id if acting_user else None,
            acting_as=acting_user.name if acting_user else "",
            address=acting_user.address if acting_user else address,
            event=event,
            subject=subject,
            task_id=task.id if task else None,
            campaign_id=task.campaign_id if task else campaign_id,
            before=None if before is None else dict(before),
            after=None if after is None else dict(after),
        )
    )


def record_refusal(path: str, status: int, text: str, *, acting_user: Actor | None) -> None:
    """Write down that something was refused: where, how, with which words."""
    record("refused", acting_user=acting_user, subject=path[:60], after={"status": status, "text": text})
