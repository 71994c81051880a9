"""A checked sheet becomes drafts, and what became of each row."""

from collections.abc import Callable

from portal import clock
from portal.database import db
from portal.domain.task_sheet.layout import Layout
from portal.errors import Invalid
from portal.models import Plan, TaskSheet
from portal.policy import Actor
from portal.services import history
from portal.services.task_sheets import keeping, reviewing
from portal.services.task_sheets.packing import pack
from portal.services.task_sheets.reviewing import Checked
from portal.services.task_sheets.verdicts import Verdict
from portal.services.task_sheets.writing import Writer
from portal.services.tasks import drafting
from portal.services.tasks.placing import Place
from portal.text import N_

Tell = Callable[[int, int], None]


def quiet(done: int, total: int) -> None:
    """For who does not want to know how far it is."""


def check_sheet(sheet: TaskSheet, layout: Layout, *, acting_user: Actor, tell: Tell = quiet) -> Checked:
    """Every row of a sheet against what stands now. Raises Denied or WrongState; changes nothing."""
    place = keeping.place_of(sheet, acting_user=acting_user)
    chosen = keeping.sheets_of(sheet)[layout.sheet]
    return reviewing.check(chosen, layout, place, sheet.deputy_seat, year_of(place), acting_user=acting_user, tell=tell)


def year_of(place: Place) -> int:
    """The year meant by "3月底" in a row: the parent's, or the plan's."""
    return place.ends_on.year if place.ends_on else db.session.get_one(Plan, place.plan_id).ends_on.year


def write_sheet(sheet: TaskSheet, checked: Checked, *, only_good: bool, acting_user: Actor, tell: Tell = quiet) -> int:
    """Drafts from its rows, in this transaction: all, or the sound ones. Answers how many. Raises Invalid.

    What the rows were checked against is looked at again; where it has changed, so are the findings.
    """
    place = keeping.place_of(sheet, acting_user=acting_user)
    checked.refresh(place, acting_user=acting_user)
    faulty = sum(1 for one in checked.found if one.verdict is Verdict.FAULTY)
    if faulty and not only_good:
        raise Invalid(N_("Nothing was written: %(count)s rows are not sound."), count=faulty)
    new = [one for one in checked.found if one.verdict is Verdict.NEW]
    ids = Writer(place, sheet.id, acting_user).write(new, tell=tell)
    for one, task_id in zip(new, ids, strict=True):
        one.task_id = task_id
    review = checked.review()
    sheet.checked, sheet.counts = pack(review.as_json()), dict(review.counts)
    sheet.done_at = sheet.changed_at = clock.now()
    _tell(sheet, place, len(ids), acting_user)
    return len(ids)


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
