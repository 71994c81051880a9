"""Reading a notice: text out of its file, understanding, draft. Slow, and done before anything is locked."""

from dataclasses import dataclass
from pathlib import Path

from flask import current_app

from portal import unit_of_work
from portal.documents import notice_text
from portal.documents.refusal import NotAcceptedError
from portal.documents.storage import DamagedError, Storage
from portal.domain import plan_text
from portal.domain.plan_draft import Draft, from_reading
from portal.errors import Invalid
from portal.jobs import Arguments, Progress
from portal.policy import Actor
from portal.services import plan_readings
from portal.text import N_

STEPS = 3


@dataclass(frozen=True)
class Read:
    """The draft, or the sentence that says why there is none."""

    reading_id: int
    text: str = ""
    draft: Draft | None = None
    problem: NotAcceptedError | Invalid | None = None


def prepare(arguments: Arguments, *, acting_user: Actor, progress: Progress) -> Read:
    reading_id = int(arguments["reading"])
    with unit_of_work.work(read_only=True):
        reading = plan_readings.find_waiting(reading_id)
        name, text, sha256 = reading.name, reading.text, reading.sha256
    progress(0, STEPS)
    try:
        text = _text_of(sha256, name) if sha256 else text
        progress(1, STEPS)
        understood = plan_text.read(text)
        progress(2, STEPS)
        plan_readings.check_size(len(understood.tasks), len(understood.targets))
        return Read(reading_id, text, from_reading(understood, text))
    except (NotAcceptedError, Invalid) as refused:
        return Read(reading_id, text="", problem=refused)


def _text_of(sha256: str, name: str) -> str:
    storage = Storage(Path(str(current_app.config["DATA"])) / "files")
    try:
        with storage.open_whole(sha256) as file:
            return notice_text.text_of(file.read(), name)
    except DamagedError as error:
        raise NotAcceptedError(N_("This file is damaged on our side; send it again.")) from error


def carry_out(prepared: Read, *, acting_user: Actor, progress: Progress) -> dict[str, object]:
    reading = plan_readings.find_waiting(prepared.reading_id)
    if prepared.draft is not None:
        plan_readings.fill(reading, prepared.text, prepared.draft, acting_user=acting_user)
    elif prepared.problem is not None:
        problem = prepared.problem
        plan_readings.fail(reading, problem.text, _plain(problem.values), acting_user=acting_user)
    return {"leads_to": f"/plans/import/{reading.id}"}


def _plain(values: object) -> dict[str, object]:
    pairs = dict(values) if isinstance(values, dict) else {}
    return {name: one if isinstance(one, int | float) else str(one) for name, one in pairs.items()}
