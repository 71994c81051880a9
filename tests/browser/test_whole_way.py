"""From five pasted rows to a closed task and a moved campaign: the main job as people do it, in Chinese."""

import io
from collections.abc import Callable

import pytest
from PIL import Image

from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

Visit = Callable[..., Visitor]
HEADER = "任务\t牵头部门\t责任部门\t开始\t完成时限\t权重\t完成标准"
ROWS = (
    ("北部区域地块勘测定界", "自规分局", "经信商务局", "2022-09-16", "2022-10-31", "2", "成果图经四方签字"),
    ("腾退企业补偿协议签订", "经信商务局", "城南街道、嘉北街道", "2022-09-16", "2022-11-30", "3", "协议全部签订"),
    ("腾退地块建筑拆除", "城南街道", "", "9月20日", "11月底", "3", "场地平整并验收"),
    ("腾退地块再供应方案", "发展改革局", "", "2022.10.8", "2022年11月30日", "1", "方案经会议审定"),
    ("腾退档案归集", "嘉北街道", "", "2022/9/20", "2022/11/30", "1", "一企一档"),
)
PARENT = "北部区域腾退低效用地1000亩以上"
SIGNERS = {"zgj-head": ROWS[0][0], "jxj-head": ROWS[1][0], "cnj-head": ROWS[2][0]}


def picture() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (1200, 900), (120, 140, 90)).save(made, "JPEG")
    return made.getvalue()


def test_five_rows_become_work_that_is_signed_reported_verified_and_closed(visit: Visit) -> None:
    commander = visit("cmd2")
    task = break_down_and_issue(commander)
    for login, title in SIGNERS.items():
        sign(visit(login), title)
    department = visit("zgj-head")
    before = commander.percent_of_campaign(2)
    report_and_request(department, task)
    verify(visit("sup-lead"), visit("insp1"), task)
    close(commander, task)
    assert commander.percent_of_campaign(2) > before
    tells_eight_sentences(commander, task)


def break_down_and_issue(commander: Visitor) -> int:
    commander.open("/campaigns/2")
    commander.follow(PARENT)
    commander.sees_heading(PARENT)
    commander.follow("分解任务")
    commander.follow("批量填写")
    commander.page.fill("textarea[data-paste]", "\n".join([HEADER, *("\t".join(row) for row in ROWS)]))
    commander.press("全部存为草稿")
    commander.sees("5")
    commander.press("交办勾选的草稿")
    for row in ROWS:
        commander.sees(row[0])
    commander.follow(ROWS[0][0])
    return commander.number()


def sign(head: Visitor, title: str) -> None:
    head.open("/")
    row = head.page.locator("main tr").filter(has_text=title).first
    head.follow("签收任务", row)
    head.press("签收任务")
    head.sees("推进中")


def report_and_request(department: Visitor, task: int) -> None:
    department.open(f"/tasks/{task}")
    department.follow("报告进展")
    department.page.fill("[name=percent]", "100")
    department.page.fill("[name=done]", "四方签字的成果图已归档。")
    department.attach("定界成果照片.jpg", picture())
    department.page.get_by_role("radio", name="有把握").check()
    department.press("提交报告")
    department.sees("定界成果照片.jpg")
    department.follow("申请办结")
    department.page.fill("main [name=text]", "成果图齐全，申请办结。")
    if department.page.locator("main [name=silence]").count():
        department.page.fill("main [name=silence]", "经信商务局配合事项已在签字环节完成。")
    department.press("申请办结")
    department.sees("已申请办结")


def verify(lead: Visitor, inspector: Visitor, task: int) -> None:
    lead.open(f"/tasks/{task}")
    lead.follow("指定核验人")
    lead.page.locator("main select").first.select_option(label="督查组 督查员一")
    lead.press("指定核验人")
    inspector.open(f"/tasks/{task}")
    inspector.follow("核验办结")
    inspector.page.locator("main [name=grade]").first.check()
    inspector.page.fill("main [name=looked_at]", "现场核对界桩，查阅成果图。")
    inspector.press("核验办结")
    inspector.sees("已核验")


def close(commander: Visitor, task: int) -> None:
    commander.open(f"/tasks/{task}")
    commander.press("审定销号")
    commander.sees("已销号")


def tells_eight_sentences(reader: Visitor, task: int) -> None:
    reader.open(f"/tasks/{task}")
    sentences = reader.page.locator("#history ol > li, #history .history > li").all_inner_texts()
    assert len(sentences) == 8, sentences
