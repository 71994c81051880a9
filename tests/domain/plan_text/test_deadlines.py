import pytest

from portal.domain.plan_text.deadlines import in_prose, is_limit
from tests.domain.plan_text.reading import strand


@pytest.mark.parametrize(
    ("sentence", "limits"),
    [
        ("6月底前完成摸排，年底前全部销号", ["6月底前", "年底前"]),
        ("２０２５年１０月３１日前建成", ["2025年10月31日前"]),
        ("到2027年，覆盖全市", ["到2027年"]),
        ("力争2026年每万人拥有", ["2026年"]),
        ("2026年，选取三地试点", ["2026年"]),
        ("二季度末前启动，第三季度完工", ["二季度末前", "第三季度"]),
        ("一业一证改革年内落地", ["年内"]),
        ("三年内建成", []),
        ("每月通报，每季度会商", ["每月", "每季度"]),
        ("于本方案印发后3个月内出台细则", ["于本方案印发后3个月内"]),
        ("汛期前完成加固", ["汛期前"]),
        ("按照《2025年底前任务清单》执行", []),
        ("落实2026年培训计划", []),
        ("全年组织活动，每年培训，每周调度", []),
        ("持续推进旧房改造", []),
        ("前三季度已经见效", []),
        ("每人每月1180元", []),
        ("一期2024年6月开工，9月投入使用", ["2024年6月", "9月"]),
        ("2025年建成两个基地", ["2025年"]),
        ("到2020年采暖季前，完成替代", ["到2020年采暖季前"]),
        ("7月1日起实施", []),
    ],
)
def test_limits_in_running_text(sentence: str, limits: list[str]) -> None:
    assert [piece.text for piece in in_prose(strand(sentence))] == limits


@pytest.mark.parametrize(
    "words",
    [
        "持续推进",
        "长期坚持",
        "全年",
        "12月底前",
        "9月投入使用",
        "年底前主体完工",
        "2025年",
        "3月—9月",
        "按月发放",
        "立行立改并长期坚持",
        "2024年起实施",
    ],
)
def test_what_a_cell_may_say_as_a_limit(words: str) -> None:
    assert is_limit(words)


@pytest.mark.parametrize("words", ["区水利局", "新建学校三所", "各街道", ""])
def test_what_is_no_limit(words: str) -> None:
    assert not is_limit(words)
