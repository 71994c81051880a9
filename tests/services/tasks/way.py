"""A task on its way: led by the lead bureau, the other bureau takes part; brought to the state a test starts from."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO

from PIL import Image
from sqlalchemy import select

from portal import clock
from portal.database import db
from portal.documents.uploads import Upload
from portal.domain.report_lifecycle import Confidence
from portal.models import Assignment, Department, History, ProgressReport, Task
from portal.policy import Actor
from portal.services import reports
from portal.services.reports import ReportEntry
from portal.services.tasks import completion, ending, issuing, signing, verification
from portal.services.tasks.access import load_for_change
from tests import cast as casting
from tests import factories
from tests.cast import Cast

PHOTO = Upload(name="现场.jpg", sha256="a" * 64, size=10, media_type="image/jpeg")


@dataclass
class Way:
    cast: Cast
    task: Task

    def actor(self, role: str) -> Actor:
        return self.cast.actor(role)

    def leg(self, department: Department | None = None) -> Assignment:
        wanted = (department or self.cast.lead).id
        return next(leg for leg in self.task.assignments if leg.department_id == wanted)

    def say(self, percent: int = 100, role: str = "lead_head", **values: object) -> ProgressReport:
        entry = ReportEntry(**({"percent": percent, "done": "做了", "confidence": Confidence.HIGH} | values))  # type: ignore[arg-type]
        return reports.report(self.task, self.leg(), entry, acting_user=self.actor(role), files=[PHOTO])

    def to(self, state: str) -> "Way":
        """Bring the task to a state, by the people who do it."""
        for step in WAYS[state]:
            step(self)
        db.session.flush()
        return self

    def events(self) -> list[str]:
        """What history tells of the task, oldest first, working steps included."""
        db.session.flush()
        rows = select(History.event).where(History.task_id == self.task.id).order_by(History.id)
        return list(db.session.scalars(rows))

    def last(self) -> History:
        db.session.flush()
        return db.session.scalars(
            select(History).where(History.task_id == self.task.id).order_by(History.id.desc()).limit(1)
        ).one()


Stage = Callable[[Way], object]


def _issue(way: Way) -> None:
    issuing.issue(way.task, acting_user=way.actor("commander"))


def _sign(way: Way) -> None:
    signing.sign(way.task, acting_user=way.actor("lead_head"))


def _request(way: Way) -> None:
    way.say()
    completion.request_completion(way.task, text="办结", silence="无工作量", acting_user=way.actor("lead_head"))


def _verify(way: Way) -> None:
    verification.verify(way.task, grade="good", looked_at="看了现场", acting_user=way.actor("supervision_lead"))


def _close(way: Way) -> None:
    completion.close_out(way.task, acting_user=way.actor("commander"))


def _suspend(way: Way) -> None:
    until = clock.today().replace(day=25)
    ending.suspend(way.task, reason="汛期", until=until, acting_user=way.actor("commander"))


def _cancel(way: Way) -> None:
    ending.cancel(way.task, reason="项目取消", acting_user=way.actor("commander"))


def _conclude(way: Way) -> None:
    """On the day after its last."""
    assert way.task.due_on
    with clock.fixed(way.task.due_on + timedelta(days=10)):
        ending.conclude(way.task, reason="征拆未完成", acting_user=way.actor("commander"))


WAYS: dict[str, tuple[Stage, ...]] = {
    "draft": (),
    "issued": (_issue,),
    "in_progress": (_issue, _sign),
    "completion_requested": (_issue, _sign, _request),
    "verified": (_issue, _sign, _request, _verify),
    "closed": (_issue, _sign, _request, _verify, _close),
    "suspended": (_issue, _sign, _suspend),
    "cancelled": (_issue, _sign, _cancel),
    "unmet": (_issue, _sign, _conclude),
}


def build(**values: object) -> Way:
    cast = casting.build()
    for month in (8, 9):
        factories.period(cast.plan, month)
    values = {"lead": cast.lead, "responsible": (cast.other,), "must_be_verified": True} | values
    task = factories.draft(cast.campaign, creator=cast.user("office"), **values)  # type: ignore[arg-type]
    return Way(cast, load_for_change(task.id))


def below(way: Way, **values: object) -> Task:
    """A subtask, issued."""
    values = {"lead": way.cast.lead, "parent": way.task, "due_on": way.task.due_on} | values
    child = factories.draft(way.cast.campaign, creator=way.cast.user("office"), **values)  # type: ignore[arg-type]
    child = load_for_change(child.id)
    issuing.issue(child, acting_user=way.actor("commander"))
    return child


def beside(way: Way) -> Task:
    """Another task of the campaign, issued."""
    draft = factories.draft(way.cast.campaign, creator=way.cast.user("office"), lead=way.cast.lead)
    task = load_for_change(draft.id)
    issuing.issue(task, acting_user=way.actor("commander"))
    return task


def photo(width: int = 800, height: int = 600, kind: str = "JPEG") -> BytesIO:
    """A picture as a phone sends it."""
    out = BytesIO()
    Image.new("RGB", (width, height), "steelblue").save(out, kind)
    out.seek(0)
    return out
