"""The tree behind the numbers, however they were printed."""

from portal.domain.plan_text import read
from portal.domain.plan_text.reading import QuestionKind, Task

WHO = "（责任单位：区水利局）"


def titles(tasks: tuple[Task, ...]) -> list[str]:
    return [task.title.text for task in tasks]


def test_items_without_line_breaks() -> None:
    text = f"一、治水（一）清淤。疏浚河道。{WHO}（二）截污。改造管网。{WHO}二、治气（三）除尘。清洗道路。{WHO}"
    assert titles(read(text).tasks) == ["清淤", "截污", "除尘"]


def test_a_number_before_a_title_that_begins_with_a_digit() -> None:
    text = f"一、任务\n1.清淤{WHO}\n2.截污{WHO}\n3.5G基站新建20座。{WHO}"
    reading = read(text)
    assert titles(reading.tasks)[-1] == "5G基站新建20座"
    assert QuestionKind.TITLE_DIGIT in {question.kind for question in reading.questions}


def test_a_number_out_of_order_before_a_digit_is_no_item() -> None:
    text = f"一、任务\n1.清淤，疏浚河道。\n3.5G网络覆盖全域。{WHO}"
    assert titles(read(text).tasks) == ["清淤，疏浚河道"]


def test_a_decimal_number_is_no_item() -> None:
    text = f"一、任务\n1.清淤{WHO}\n2.截污，处理污水；3.5亿元投资到位。{WHO}"
    assert titles(read(text).tasks) == ["清淤", "截污，处理污水"]


def test_an_arabic_number_that_stands_for_a_chinese_one() -> None:
    text = "一、意义\n1.必要。\n二、思想\n坚持。\n3、目标\n新增学位900个。\n四、任务\n（一）清淤。疏浚。" + WHO
    reading = read(text)
    assert [question.kind for question in reading.questions] == [QuestionKind.NUMBER_MEANT]
    assert reading.targets[0].section == "3、目标"


def test_the_covering_notice_is_no_plan() -> None:
    cover = "关于印发方案的通知\n各单位：请做好：一、报送名单。二、于6月底前新增联络点3个。\n区政府\n2024年3月1日\n"
    plan = f"方案\n一、目标\n新增学位900个。\n二、任务\n（一）清淤。疏浚。{WHO}\n（二）截污。改管。{WHO}"
    reading = read(cover + plan)
    assert titles(reading.tasks) == ["清淤", "截污"]
    assert [target.ensure for target in reading.targets] == [900]


def test_a_heading_is_taken_whole_and_a_clause_where_there_is_none() -> None:
    text = f"一、任务\n1.坚持建管并重，打通水网。加强巡河。{WHO}\n2.清理河道5公里，疏浚淤泥。{WHO}"
    assert titles(read(text).tasks) == ["坚持建管并重，打通水网", "清理河道5公里"]


def test_plain_siblings_of_assigned_items_are_tasks() -> None:
    text = f"一、要求\n（一）从严。\n二、任务\n（一）清淤。疏浚河道。\n（二）截污。改造管网。{WHO}"
    assert titles(read(text).tasks) == ["清淤", "截污"]


def test_without_any_assignment_the_lowest_items_are_the_tasks() -> None:
    text = "一、总体要求\n从严。\n二、任务\n（一）治水\n1.清淤。\n2.截污。\n（二）治气。除尘。\n"
    text += "三、保障措施\n（一）组织领导。"
    assert titles(read(text).tasks) == ["清淤", "截污", "治气"]


def test_an_assignment_behind_points_belongs_to_the_whole() -> None:
    text = f"一、任务\n（一）治水。一是清淤。二是截污。三是巡河。{WHO}\n（二）治气。除尘。{WHO}"
    assert titles(read(text).tasks) == ["治水", "治气"]


def test_points_with_assignments_of_their_own_are_tasks() -> None:
    text = f"一、任务\n（一）治水。一是清淤。{WHO}二是截污。{WHO}"
    assert titles(read(text).tasks) == ["清淤", "截污"]


def test_parent_and_child_may_both_be_assigned() -> None:
    text = f"一、任务\n（一）治水。统筹推进。{WHO}\n1.清淤。疏浚。{WHO}\n2.截污。改管。{WHO}"
    assert [(task.title.text, task.parent) for task in read(text).tasks] == [("治水", None), ("清淤", 0), ("截污", 0)]


def test_paragraphs_without_numbers_may_carry_assignments() -> None:
    text = "重点工作责任分解\n清理河道。疏浚淤泥。\n责任单位：区水利局\n改造管网。雨污分流。\n责任单位：区住建局"
    assert titles(read(text).tasks) == ["清理河道", "改造管网"]


def test_words_behind_the_last_assignment_close_the_section() -> None:
    text = f"一、任务\n1.清淤，疏浚河道。{WHO}\n各单位每月25日前报送进展。"
    assert read(text).tasks[0].deadlines == ()
