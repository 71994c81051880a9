"""What the tests of tables write again and again: a table sent in, checked, written."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from portal.database import db
from portal.documents.sheet_rows import sheets_of
from portal.models import Task, TaskSheet
from portal.policy import Actor
from portal.services.task_sheets import keeping, results, writing
from portal.services.task_sheets.results import Ready
from portal.services.task_sheets.reviewing import Checked
from portal.services.task_sheets.verdicts import CheckedRow
from portal.services.tasks import placing
from portal.services.tasks.placing import Place
from tests import sheets
from tests.cast import Cast


@dataclass
class Sent:
    """A table that was sent in and checked."""

    sheet: TaskSheet
    checked: Checked
    actor: Actor

    @property
    def states(self) -> list[str]:
        return [str(one.verdict) for one in self.checked.found]

    def row(self, at: int) -> CheckedRow:
        return self.checked.found[at]

    def sentences(self, at: int) -> list[tuple[str, str]]:
        """(column, message id) of what is wrong with a row."""
        return [(problem.field, problem.text) for problem in self.row(at).problems]

    def write(self, *, only_good: bool = False, ready: Ready | None = None) -> int:
        """As a job would: the columns are settled, then the rows are written."""
        keeping.set_columns(self.sheet, keeping.layout_of(self.sheet), self.checked.review(), acting_user=self.actor)
        keeping.ask_to_write(self.sheet, only_good=True, acting_user=self.actor)
        return results.write_sheet(self.sheet, self.checked, only_good=only_good, acting_user=self.actor, ready=ready)

    def made_ready(self) -> Ready:
        """What a job makes before it takes the lock."""
        ids = writing.new_ids(len(self.checked.new()))
        return results.make_ready(self.sheet, self.checked, ids, acting_user=self.actor)


def send(
    cast: Cast, *rows: Sequence[str], role: str = "commander", place: Place | None = None, head: Sequence[str] = ()
) -> Sent:
    """Rows beneath the usual headings, for the top of the campaign unless a place is given."""
    actor = cast.actor(role)
    content = sheets.xlsx([head or sheets.HEADINGS, *rows])
    came = keeping.understand("任务.xlsx", sheets_of(content, "任务.xlsx"))
    sheet = keeping.start(place or placing.at_top(cast.campaign), None, came, acting_user=actor)
    checked = results.check_sheet(sheet, came.layout, acting_user=actor)
    return Sent(sheet, checked, actor)


def tasks() -> list[Task]:
    db.session.flush()
    db.session.expire_all()
    return list(db.session.scalars(select(Task).order_by(Task.id)))


def row(title: str, **cells: str) -> list[str]:
    """A row with a title and what the test says."""
    names = dict(zip(("number", "title", "lead", "responsible", "start", "due", "weight", "quantity", "unit",
                      "standard", "note"), sheets.GOOD, strict=True))  # fmt: skip
    return list((names | {"number": "", "title": title} | cells).values())
