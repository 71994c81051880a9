"""Columns told by their headings, in the words of real tables."""

from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from portal.domain.task_sheet.columns import LABELS, Column
from portal.domain.task_sheet.headings import column_of, columns_of
from portal.jobs.lists import LISTS

C = Column
CATALOGUE = Path(__file__).parents[3] / "portal/translations/zh_Hans/LC_MESSAGES/messages.po"


@pytest.mark.parametrize(
    ("headings", "columns"),
    [
        ("序号 主要工作任务 进展情况 牵头部门 进展状态", (C.NUMBER, C.TITLE, C.NONE, C.LEAD, C.NONE)),
        ("序号 主要工作任务 责任单位", (C.NUMBER, C.TITLE, C.RESPONSIBLE)),
        (
            "序号 项目 重点工作 牵头领导 牵头单位 主要参与单位",
            (C.NUMBER, C.NOTE, C.TITLE, C.NOTE, C.LEAD, C.RESPONSIBLE),
        ),
        ("序号 内容与要求 进展情况 责任单位", (C.NUMBER, C.TITLE, C.NONE, C.RESPONSIBLE)),
        (
            "督办事项 文号 内容 批示领导 牵头领导 配合领导 交办时限 反馈周期 牵头单位 配合单位 联系人",
            (C.TITLE, C.NOTE, C.CONTENT, C.NOTE, C.NOTE, C.NOTE, C.DUE, C.NOTE, C.LEAD, C.RESPONSIBLE, C.PERSON),
        ),
        (
            "任务 完成标准 责任人 责任科室 分管领导 开始时间 时间节点 权重 数量 单位 备注",
            (C.TITLE, C.STANDARD, C.PERSON, C.SECTION, C.DEPUTY, C.START, C.DUE, C.WEIGHT, C.QUANTITY, C.UNIT, C.NOTE),
        ),
        ("任务 单位 时限", (C.TITLE, C.RESPONSIBLE, C.DUE)),
        ("类别 具体举措 责任单位", (C.NOTE, C.TITLE, C.RESPONSIBLE)),
        ("任务 工作内容 牵头单位 责任单位 配合单位", (C.TITLE, C.CONTENT, C.LEAD, C.RESPONSIBLE, C.RESPONSIBLE)),
        ("编号 上级任务 任务名称", (C.NUMBER, C.ABOVE_TITLE, C.TITLE)),
        ("编号 上级编号 任务名称", (C.NUMBER, C.ABOVE, C.TITLE)),
    ],
)  # fmt: skip
def test_the_fields_own_column_sets(headings: str, columns: tuple[Column, ...]) -> None:
    assert columns_of(headings.split()) == columns


@pytest.mark.parametrize(
    "heading", [" 牵头 单位 ", "牵头单位（盖章）", "＊牵头单位：", "牵头\n单位", "Lead department"]
)
def test_blanks_signs_and_remarks_change_nothing(heading: str) -> None:
    assert column_of(heading) is C.LEAD


@pytest.mark.parametrize("words", ["", "   ", "完成全部任务并通过验收。", "任务" * 20])
def test_a_sentence_is_no_heading(words: str) -> None:
    assert column_of(words) is None


def test_a_second_column_of_the_same_kind_is_a_note() -> None:
    assert columns_of(["任务", "时限", "完成时间"]) == (C.TITLE, C.DUE, C.NOTE)


def test_an_unknown_heading_is_kept_as_a_note_and_none_is_left_out() -> None:
    assert columns_of(["任务", "甲乙丙", ""]) == (C.TITLE, C.NOTE, C.NONE)


@pytest.mark.parametrize("language", ["zh_Hans", "en"])
def test_what_is_written_out_is_understood_when_it_comes_in(language: str, tmp_path: Path) -> None:
    """The headings of the tasks' own table, in both languages."""
    translate = _translation(tmp_path).gettext if language == "zh_Hans" else str
    own = {label: column for column, label in LABELS.items()}
    written = [column.heading for column in LISTS["tasks"].columns]
    expected = tuple(C.TITLE if one == "Task" else own.get(one, C.NONE) for one in written)
    assert columns_of([translate(one) for one in written]) == expected


def _translation(folder: Path) -> GNUTranslations:
    with CATALOGUE.open("rb") as source, (folder / "zh.mo").open("wb") as target:
        write_mo(target, read_po(source))
    with (folder / "zh.mo").open("rb") as file:
        return GNUTranslations(file)
