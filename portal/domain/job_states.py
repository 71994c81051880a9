"""What a job is doing, for pages and workers."""

from enum import StrEnum

from portal.text import N_


class JobState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


STATE_LABELS = {
    JobState.WAITING: N_("Waiting for its turn"),
    JobState.RUNNING: N_("Being worked on"),
    JobState.DONE: N_("Done"),
    JobState.FAILED: N_("Not done"),
}
