"""Where the demonstration is played: days pass, people act, and the portal's own services do what they ask."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path

from flask import current_app
from sqlalchemy import select

from portal import clock, unit_of_work
from portal.database import db
from portal.demo import pictures
from portal.documents import uploads
from portal.documents.storage import Storage
from portal.documents.uploads import Upload
from portal.models import Assignment, Department, Task, User
from portal.policy import Actor
from portal.services import actors
from portal.services.tasks.access import load_for_change

OPENS_AT = time(8, 30)
BETWEEN_ACTS = timedelta(minutes=3)
DRAWINGS = 4


class Stage:
    """Knows everybody by login and every department by name, and keeps the time of day."""

    def __init__(self) -> None:
        self.users: dict[str, int] = {}
        self.departments: dict[str, int] = {}
        self.logins: dict[str, str] = {}
        self.tasks: dict[int, int] = {}
        self.findings: dict[str, int] = {}
        self._kept: dict[tuple[str, int, int], Upload] = {}
        self._today: date | None = None
        self._hour = OPENS_AT

    def learn_names(self, logins: dict[str, str]) -> None:
        """Read the ids of all accounts and departments; `logins` are the departments' own, by name."""
        self.users = {login: at for at, login in db.session.execute(select(User.id, User.login))}
        self.departments = {name: at for at, name in db.session.execute(select(Department.id, Department.name))}
        self.logins = logins

    @contextmanager
    def at(self, day: date) -> Iterator[None]:
        """One act on a day, in a transaction of its own."""
        with self.hour_of(day), unit_of_work.work():
            yield

    @contextmanager
    def hour_of(self, day: date) -> Iterator[None]:
        """Some minutes after the act before."""
        with clock.fixed(day, self._next_hour(day)):
            yield

    def _next_hour(self, day: date) -> time:
        later = (datetime.combine(day, self._hour) + BETWEEN_ACTS).time()
        is_new = day != self._today or later < self._hour
        self._today, self._hour = day, OPENS_AT if is_new else later
        return self._hour

    def actor(self, login: str) -> Actor:
        """Somebody with the posts in force on this day."""
        actor = actors.find_actor_or_none(self.users[login])
        assert actor is not None, login
        return actor

    def head_of(self, department: str) -> Actor:
        return self.actor(f"{self.logins[department]}-head")

    def task(self, work: object) -> Task:
        return load_for_change(self.tasks[id(work)])

    def leg(self, task: Task, department: str) -> Assignment:
        """The present leg of a department; the newest where it had several."""
        own = [leg for leg in task.assignments if leg.department_id == self.departments[department]]
        return own[-1]

    def photo(self, name: str, kind: str, seed: int, progress: int = 50) -> Upload:
        """A drawing kept as evidence under a name; of each kind there are a few, and each is kept once."""
        seed, progress = seed % DRAWINGS, (progress + 12) // 25 * 25
        key = (kind, seed, progress)
        if key not in self._kept:
            content = pictures.site(seed, progress) if kind == "site" else getattr(pictures, kind)(seed)
            storage = Storage(Path(str(current_app.config["DATA"])) / "files")
            self._kept[key] = uploads.receive(storage, BytesIO(content), f"{kind}.jpg")
        kept = self._kept[key]
        return Upload(f"{name}.jpg", kept.sha256, kept.size, kept.media_type, kept.preview_sha256)
