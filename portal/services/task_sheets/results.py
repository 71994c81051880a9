"""A sheet checked against what stands now, made into drafts, and what became of each row."""

from collections.abc import Callable
from dataclasses import dataclass

from portal import clock
from portal.domain.task_sheet.layout import Layout
from portal.errors import Invalid
from portal.models import TaskSheet
from portal.policy import Actor
from portal.services import history
from portal.services.task_sheets import keeping, reviewing, writing
from portal.services.task_sheets.basis import Basis
from portal.services.task_sheets.packing import pack
from portal.services.task_sheets.reviewing import Checked
from portal.services.task_sheets.writing import ReadyTasks
from portal.services.tasks import drafting
from portal.services.tasks.placing import Place
from portal.text import N_

Tell = Callable[[int, int], None]


def quiet(done: int, total: int) -> None:
    """For who does not want to know how far it is."""


@dataclass(frozen=True)
class Ready:
    """All that is to be written of a sheet: the tasks, and what its page will say of each row. Good for what was
    found on this basis.
    """

    basis: Basis
    tasks: ReadyTasks
    findings: bytes
    counts: dict[str, int]


def check_sheet(sheet: TaskSheet, layout: Layout, *, acting_user: Actor, tell: Tell = quiet) -> Checked:
    """Every row of a sheet against what stands now. Raises Denied or WrongState; changes nothing."""
    place = keeping.place_of(sheet, acting_user=acting_user)
    chosen = keeping.sheets_of(sheet)[layout.sheet]
    return reviewing.check(chosen, layout, place, sheet.deputy_seat, acting_user=acting_user, tell=tell)


def make_ready(sheet: TaskSheet, checked: Checked, ids: list[int], *, acting_user: Actor) -> Ready:
    """The drafts of its new rows, with these numbers: slow, and without a lock."""
    place = keeping.place_of(sheet, acting_user=acting_user)
    tasks = writing.make_ready(place, sheet.id, checked.new(), ids, acting_user=acting_user)
    review = checked.review()
    return Ready(checked.basis, tasks, pack(review.as_json()), dict(review.counts))


def write_sheet(
    sheet: TaskSheet,
    checked: Checked,
    *,
    only_good: bool,
    acting_user: Actor,
    ready: Ready | None = None,
    tell: Tell = quiet,
) -> int:
    """Drafts from its rows, in this transaction: all, or the sound ones. Answers how many. Raises Invalid.

    What the rows were checked against is looked at again; where it has changed, so are the findings, and whatever was
    made ready is made again.
    """
    place = keeping.place_of(sheet, acting_user=acting_user)
    checked.refresh(place, acting_user=acting_user)
    faulty = checked.count_faulty()
    if faulty and not only_good:
        raise Invalid(N_("Nothing was written: %(count)s rows are not sound."), count=faulty)
    if ready is None or ready.basis is not checked.basis or not ready.tasks.is_good(place):
        ready = make_ready(sheet, checked, writing.new_ids(len(checked.new())), acting_user=acting_user)
    ready.tasks.write(tell=tell)
    sheet.checked, sheet.counts = ready.findings, ready.counts
    sheet.done_at = sheet.changed_at = clock.now()
    _tell(sheet, place, len(ready.tasks.ids), acting_user)
    return len(ready.tasks.ids)


def _tell(sheet: TaskSheet, place: Place, count: int, actor: Actor) -> None:
    parent = place.parent
    history.record(
        "task.import",
        acting_user=actor,
        subject=f"task_sheet:{sheet.id}",
        task=drafting.page_of(parent, drafting.parent_of(parent)) if parent else None,
        campaign_id=place.campaign_id,
        after={"file": sheet.name, "count": count},
    )
