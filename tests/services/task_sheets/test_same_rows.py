"""Tasks that came from a sheet cannot be told from those written one by one: row by row, in every table there is."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import inspect, text

from portal.database import db
from portal.services.tasks import drafting, placing
from portal.services.tasks.access import load_for_change
from tests.cast import Cast
from tests.services.task_sheets.sending import row, send, tasks
from tests.services.tasks import drafts

Found = dict[str, list[dict[str, Any]]]
OF_SHEETS = {"task_sheet", "sheet_task", "job"}
# What no two rows share: numbers, moments, and the place among what lies at the same level.
OWN = {"id", "path", "parent_id", "task_id", "subject", "at", "created_at", "changed_at", "campaign_id"}


def all_rows() -> Found:
    db.session.flush()
    names = set(inspect(db.session.connection()).get_table_names()) - OF_SHEETS
    return {name: [dict(one) for one in db.session.execute(text(f'SELECT * FROM "{name}"')).mappings()]
            for name in names}  # fmt: skip


def written_by(write: Callable[[], object]) -> Found:
    """The rows that are there afterwards and were not before, or not in this way."""
    before = all_rows()
    write()
    found = {name: [one for one in rows if one not in before[name]] for name, rows in all_rows().items()}
    return {name: rows for name, rows in found.items() if rows}


def plain(found: Found) -> Found:
    """Without their own numbers: a task is called by its title, and where it lies by the titles above it."""
    titles = {str(one["id"]): one["title"] for one in found["task"]}
    for rows in found.values():
        for one in rows:
            one["of"] = titles.get(str(one.get("task_id")) or str(one.get("subject")).partition(":")[2])
            one["lies"] = [titles[part] for part in str(one.get("path", "")).split("/") if part in titles]
            one["below"] = titles.get(str(one.get("parent_id")))
    return {name: sorted(({key: value for key, value in one.items() if key not in OWN} for one in rows), key=str)
            for name, rows in found.items()}  # fmt: skip


def write_by_form(cast: Cast) -> None:
    actor = cast.actor("office")
    values: dict[str, Any] = {"title": "甲", "due_on": date(2022, 10, 31), "weight": 2, "quantity": Decimal("25.5"),
                              "unit": "亩", "content": "备注：已踏勘", "deputy_seat": 1}  # fmt: skip
    top = drafting.draft_top_task(
        cast.campaign, drafts.written(responsible="配合局、各街道", **values), acting_user=actor
    )
    values |= {"title": "乙", "weight": 1, "quantity": Decimal(3), "content": ""}
    below = drafting.draft_subtask(
        load_for_change(top.id), drafts.written(lead="配合局", **values), acting_user=actor
    )  # fmt: skip
    for title in ("丙", "丁"):
        draft = drafts.written(title=title, due_on=date(2022, 9, 30), deputy_seat=1)
        drafting.draft_subtask(load_for_change(below.id), draft, acting_user=actor)


HEAD = ("序号", "工作任务", "牵头单位", "责任单位", "开始时间", "完成时限", "权重", "数量", "计量单位", "完成标准",
        "备注", "分管席位")  # fmt: skip


def write_by_sheet(cast: Cast) -> None:
    last = {"responsible": "", "quantity": "", "unit": "", "weight": "1", "note": "", "due": "9月底"}
    rows = [
        [*row("甲", number="1", responsible="配合局、各街道", quantity="25.5亩", standard=drafts.STANDARD), "1"],
        [*row("乙", number="1.1", lead="配合局", responsible="", weight="", quantity="3", unit="亩", note="",
              standard=drafts.STANDARD), ""],
        [*row("丙", number="1.1.1", **last, standard=drafts.STANDARD), ""],
        [*row("丁", number="1.1.2", **last, standard=drafts.STANDARD), ""],
    ]  # fmt: skip
    sent = send(cast, *rows, role="office", head=HEAD, place=placing.at_top(cast.other_campaign))
    assert sent.states == ["new"] * 4
    assert sent.write() == 4


def test_a_sheet_and_forms_write_the_same_rows(cast: Cast) -> None:
    """All columns of all tables; the sheet as a whole is told beside them."""
    drafts.group(cast)
    by_form, by_sheet = plain(written_by(lambda: write_by_form(cast))), plain(written_by(lambda: write_by_sheet(cast)))
    assert {name: len(rows) for name, rows in by_form.items()} == {"task": 4, "assignment": 6, "history": 4}
    whole = [one for one in by_sheet["history"] if one["event"] == "task.import"]
    assert len(whole) == 1
    by_sheet["history"].remove(whole[0])
    assert by_sheet == by_form
    assert len(tasks()) == 8
