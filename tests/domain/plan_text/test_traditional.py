"""Traditional characters: understood, and said as they were printed."""

from portal.domain.plan_text import read
from portal.domain.plan_text.traditional import is_traditional, simplified
from tests.domain.plan_text.reading import texts

PLAN = "一、重點任務\n（一）壓縮時限。企業開辦時間壓縮至2個工作日以內，力爭1個工作日。"
PLAN += "（牽頭單位：區市場監管局；責任單位：區稅務局、各鄉鎮；完成時限：年底前）"


def test_a_plan_is_read_and_said_in_its_own_characters() -> None:
    reading = read(PLAN)
    (task,), (target,) = reading.tasks, reading.targets
    assert task.title.text == "壓縮時限"
    assert (texts(task.lead), texts(task.responsible)) == (["區市場監管局"], ["區稅務局", "各鄉鎮"])
    assert (target.ensure, target.strive, target.unit) == (2, 1, "個工作日")


def test_places_stay_places() -> None:
    start, end = read(PLAN).tasks[0].lead[0].place
    assert PLAN[start:end] == "區市場監管局"


def test_one_traditional_character_changes_nothing() -> None:
    text = "一、重点任务\n（一）清淤。疏浚。（责任领导：於某；牵头单位：区水利局）"
    assert not is_traditional(text)
    assert texts(read(text).tasks[0].commander) == ["於某"]


def test_each_character_stands_for_one() -> None:
    assert simplified("責任單位") == "责任单位"
    assert len(simplified(PLAN)) == len(PLAN)
