"""What clients remember of what they sent: the judge of whether anything was lost (SECURITY D1)."""

import http.client
import threading
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from secrets import token_hex

from tests.faults.visitor import Answer, Form, Visitor

SENT = {"percent": "40", "confidence": "high", "problem": "无。", "next_step": "继续推进。"}
GONE = (OSError, http.client.HTTPException)
PAUSE = 0.05


@dataclass
class Entry:
    """One operation: what was sent, and what came back, if anything did."""

    operation: str
    form: Form
    answer: Answer | None = None

    @property
    def is_acknowledged(self) -> bool:
        return self.answer is not None and self.answer.is_acknowledged


def complaints(entries: Iterable[Entry], found: Iterable[str]) -> list[str]:
    """What is lost or doubled: acknowledged operations are there once, the others once or not at all."""
    times = Counter(found)
    lost = [one.operation for one in entries if one.is_acknowledged and not times[one.operation]]
    doubled = [f"there {count} times: {operation}" for operation, count in times.items() if count > 1]
    return [f"acknowledged and lost: {operation}" for operation in lost] + doubled


@dataclass
class Reporter:
    """Somebody who submits one report after the other on a task, and keeps a ledger of it."""

    visitor: Visitor
    task_id: int
    entries: list[Entry] = field(default_factory=list)

    def prepare(self) -> Entry:
        """A filled form that carries its operation in its text."""
        operation = f"operation {token_hex(8)}"
        form = self.visitor.form(f"/tasks/{self.task_id}/reports/new", "/reports/new")
        return Entry(operation, Form(form.action, {**form.fields, **SENT, "done": f"已完成 {operation} 所列工作。"}))

    def send(self, entry: Entry) -> Entry:
        """Noted before it is sent: an answer may never come."""
        self.entries.append(entry)
        entry.answer = self.visitor.post(entry.form.action, entry.form.fields)
        return entry

    def write_until(self, stop: threading.Event) -> None:
        """Write on, whatever happens to the server."""
        while not stop.is_set():
            try:
                self.send(self.prepare())
            except (*GONE, AssertionError):
                time.sleep(PAUSE)


class Crowd:
    """Many reporters at the same time, until told to stop."""

    def __init__(self, reporters: list[Reporter]) -> None:
        self.reporters = reporters
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=one.write_until, args=(self._stop,)) for one in reporters]

    def __enter__(self) -> "Crowd":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    @property
    def entries(self) -> list[Entry]:
        return [entry for one in self.reporters for entry in one.entries]

    def acknowledged(self) -> int:
        return sum(entry.is_acknowledged for entry in self.entries)

    def answers(self) -> Counter[int | None]:
        """How often each status came back; None where nothing did."""
        return Counter(entry.answer.status if entry.answer else None for entry in self.entries)

    def move_to(self, port: int) -> None:
        """The server came back elsewhere."""
        for one in self.reporters:
            one.visitor.port = port
