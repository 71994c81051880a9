"""Lines broken by a page are put together, lines that stand for themselves are not."""

from portal.domain.plan_text.blocks import blocks_of
from portal.domain.plan_text.characters import canonical
from portal.domain.plan_text.strand import Strand, whole


def paragraphs(text: str) -> list[str]:
    return [block.text for block in blocks_of(whole(canonical(text))) if isinstance(block, Strand)]


WRAPPED = (
    "　　为加快推进全区水环境综合治理工作，持续改善河湖水质，\n"
    "让人民群众享有更加优美的生态环境，结合本区实际，特制定\n"
    "本方案。到２０２６年，全区河道清淤总量达到８０万立方米以\n"
    "— ２ —\n"
    "\n"
    "上，消除黑臭水体，水质优良比例稳步提升，形成长效机制。\n"
    "（一）治水\n"
    "清理河道，由各镇负责日常保洁，区级部门开展考核，确保完\n"
    "成任务。（责\n"
    "任单位：区水利局、\n"
    "各镇\n"
    "）\n"
)


def test_a_page_s_lines_become_paragraphs_without_its_marks() -> None:
    found = paragraphs(WRAPPED)
    assert "达到80万立方米以上" in found[0]
    assert found[1] == "（一）治水"
    assert found[-1].endswith("（责任单位：区水利局、各镇）")


def test_lines_of_a_text_without_a_page_stay_apart() -> None:
    assert paragraphs("治水方案\n各镇：\n请执行。\n") == ["治水方案", "各镇：", "请执行。"]


def test_a_title_in_its_brackets_goes_on() -> None:
    assert paragraphs("关于印发《湖区\n\n治水方案》的通知\n") == ["关于印发《湖区治水方案》的通知"]


def test_a_gap_stands_for_a_lost_line_break() -> None:
    assert paragraphs("关于治水的通知　　湖政发〔2024〕3号") == ["关于治水的通知", "湖政发〔2024〕3号"]
    assert paragraphs("严格执行。一、工作目标　力争清淤。") == ["严格执行。一、工作目标", "力争清淤。"]


def test_furniture_of_a_web_page_is_left_out() -> None:
    assert paragraphs("首页 > 通知\n请执行。\n【打印】 【关闭】\n") == ["请执行。"]


def test_characters_of_every_width_become_one() -> None:
    assert paragraphs("⼯业总产值：１,２００亿元(含税)") == ["工业总产值：1,200亿元（含税）"]
