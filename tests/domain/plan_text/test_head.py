from datetime import date

import pytest

from portal.domain.plan_text import read
from portal.domain.plan_text.reading import QuestionKind

BODY = "各镇：\n请执行。\n"


def number(text: str) -> str | None:
    found = read(text).head.document_number
    return found.text if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("湖政发〔2024〕 3 号\n关于治水的通知\n", "湖政发〔2024〕3号"),
        ("索引号：X1　　文号：湖政发〔2024〕3号　　发布日期：2024-01-02\n关于治水的通知\n", "湖政发〔2024〕3号"),
        ("治水任务清单\n（湖州治水领导小组2024年1月2日印发，湖治水〔2024〕3号）\n", "湖治水〔2024〕3号"),
        ("湖水报〔2024〕9号\n关于治水的请示（略）\n\n关于治水的通知\n湖政发〔2024〕3号\n", "湖政发〔2024〕3号"),
        ("关于治水的通知　　湖政发〔2024〕3号\n", "湖政发〔2024〕3号"),
        ("任务清单\n（湖政发〔2024〕3号附件）\n", "湖政发〔2024〕3号"),
        ("【发文字号】湖政发〔2024〕3号\n", "湖政发〔2024〕3号"),
        ("湖区政府关于治水的意见湖政发〔2024〕3号各镇：\n", "湖政发〔2024〕3号"),
        ("按照《治水办法》（湖政发〔2020〕9号）精神执行。\n", None),
        ("治水方案\n", None),
    ],
)
def test_the_number_of_the_paper_and_no_cited_one(text: str, expected: str | None) -> None:
    assert number(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (BODY + "湖区政府\n2024年3月1日\n湖区政府办公室 2024年3月5日印发\n", date(2024, 3, 1)),
        ("发布日期：2024-03-09\n" + BODY + "湖区政府\n2024年3月1日\n", date(2024, 3, 1)),
        (BODY + "湖区政府\n二〇二四年三月十二日\n", date(2024, 3, 12)),
        ("湖区政府办公室2024年3月5日\n印发\n" + BODY + "湖区政府\n2024年3月1日\n", date(2024, 3, 1)),
        ("湖区政府办公室2024年3月5日\n印发\n" + BODY + "湖区政府2024年3月1日（此件公开发布）", date(2024, 3, 1)),
        ("成文日期 | 2024年3月1日 | 有效性 | 有效 |\n文号 | 无 | 页数 | 3 |\n" + BODY, date(2024, 3, 1)),
        (BODY + "湖区政府２０２４年３月１日（此件公开发布）", date(2024, 3, 1)),
        ("治水方案\n（2024年3月1日）\n一、任务\n清淤。\n", date(2024, 3, 1)),
        ("治水方案\n时间：2024-03-01 09:12 浏览次数：\n一、任务\n清淤。\n", date(2024, 3, 1)),
    ],
)
def test_the_signed_day_counts(text: str, expected: date) -> None:
    issued = read(text).head.issued_on
    assert issued is not None
    assert issued.day == expected


def test_a_printed_day_stands_in_and_is_asked_about() -> None:
    reading = read(BODY + "湖区政府办公室 2024年3月5日印发\n")
    assert reading.head.issued_on is not None
    assert reading.head.issued_on.sure < 0.8
    assert [question.kind for question in reading.questions] == [QuestionKind.DATE_MEANT]


def test_a_day_that_no_calendar_has_is_none() -> None:
    assert read(BODY + "湖区政府\n2024年2月31日\n").head.issued_on is None


def test_title_addressees_and_issuer() -> None:
    text = "湖区人民政府\n关于印发《湖区治水方案》的通知\n湖政发〔2024〕3号\n各镇，区级各部门：\n"
    text += "请执行。\n湖区人民政府\n2024年3月1日\n"
    head = read(text).head
    assert head.title is not None
    assert head.title.text == "湖区人民政府关于印发《湖区治水方案》的通知"
    assert head.plan_title is not None
    assert head.plan_title.text == "湖区治水方案"
    assert [piece.text for piece in head.addressees] == ["各镇", "区级各部门"]
    assert [piece.text for piece in head.issuers] == ["湖区人民政府"]
