"""Tasks from a spreadsheet: checked and made ready without a lock, then written all in one transaction."""

from typing import NamedTuple

from portal import unit_of_work
from portal.jobs import Arguments, Progress
from portal.policy import Actor
from portal.services.task_sheets import keeping, results, writing
from portal.services.task_sheets.results import Ready
from portal.services.task_sheets.reviewing import Checked
from portal.text import N_


class Prepared(NamedTuple):
    sheet_id: int
    only_good: bool
    checked: Checked
    ready: Ready


def prepare(arguments: Arguments, *, acting_user: Actor, progress: Progress) -> Prepared:
    sheet_id, only_good = int(arguments["sheet"]), bool(arguments["only_good"])
    with unit_of_work.work(read_only=True):
        sheet = keeping.access_sheet(sheet_id, acting_user=acting_user)
        layout = keeping.layout_of(sheet)
        # A row is checked, and later written: half the way each.
        checked = results.check_sheet(
            sheet, layout, acting_user=acting_user, tell=lambda done, total: progress(done, total * 2)
        )
    with unit_of_work.work():  # a sequence gives nothing to who only reads
        ids = writing.new_ids(len(checked.new()))
    with unit_of_work.work(read_only=True):
        sheet = keeping.access_sheet(sheet_id, acting_user=acting_user)
        ready = results.make_ready(sheet, checked, ids, acting_user=acting_user)
    return Prepared(sheet_id, only_good, checked, ready)


def carry_out(prepared: Prepared, *, acting_user: Actor, progress: Progress) -> dict[str, object]:
    sheet = keeping.access_sheet(prepared.sheet_id, acting_user=acting_user)
    count = results.write_sheet(
        sheet,
        prepared.checked,
        only_good=prepared.only_good,
        acting_user=acting_user,
        ready=prepared.ready,
        tell=lambda done, total: progress(total + done, total * 2),
    )
    return {
        "leads_to": f"/tasks/import/{sheet.id}",
        "text": N_("Tasks written as drafts: %(count)s."),
        "values": {"count": count},
    }
