"""What people have said of a number in the paper holds when the paper is read anew."""

import pytest

from portal.domain.plan_text import Meaning, Told, read
from portal.domain.plan_text.reading import Place, QuestionKind, Reading

WHO = "（责任单位：区水利局）"
MISPRINT = f"一、意义\n必要。\n二、任务\n1.清淤。{WHO}\n2.截污。{WHO}\n3、巡河。新增岗亭9座。{WHO}\n四、要求\n从严。"
TOP = "一、意义\n1.必要。\n二、思想\n坚持。\n3、目标\n新增学位900个。\n四、任务\n（一）清淤。疏浚。" + WHO
DIGIT = f"一、任务\n1.清淤{WHO}\n2.截污{WHO}\n3.5G基站新建20座。{WHO}"


def told(text: str, printed: str, meaning: Meaning) -> Told:
    at = text.index(printed)
    return Told({Place(at, at + len(printed)): meaning})


def kinds(reading: Reading) -> list[QuestionKind]:
    return [one.kind for one in reading.questions]


def numbers(reading: Reading) -> list[str]:
    return [task.number for task in reading.tasks]


def test_a_misprinted_number_stays_as_printed() -> None:
    reading = read(TOP, told(TOP, "3、", Meaning.AS_PRINTED))
    assert reading.targets[0].section == "二、思想"
    assert kinds(reading) == []


def test_a_number_the_reader_took_as_printed_can_be_of_the_first_level() -> None:
    assert numbers(read(MISPRINT)) == ["1.", "2.", "3、"]
    assert [task.section for task in read(MISPRINT).tasks][-1] == "二、任务"
    reading = read(MISPRINT, told(MISPRINT, "3、", Meaning.TOP))
    assert reading.targets[0].section.startswith("3、巡河")
    assert QuestionKind.NUMBER_MEANT in kinds(reading), "it can still be asked about"


def test_digits_that_belong_to_the_words_number_no_item() -> None:
    reading = read(DIGIT, told(DIGIT, "3.", Meaning.WORDS))
    assert "3." not in numbers(reading)
    assert [task.title.text for task in reading.tasks] == ["清淤", "截污", "3.5G基站新建20座"]
    assert kinds(reading) == []


@pytest.mark.parametrize(("text", "printed", "meaning"), [(TOP, "3、", Meaning.TOP), (DIGIT, "3.", Meaning.NUMBER)])
def test_what_the_reader_had_assumed_changes_nothing(text: str, printed: str, meaning: Meaning) -> None:
    assert read(text, told(text, printed, meaning)) == read(text)


def test_a_word_about_another_place_changes_nothing() -> None:
    assert read(TOP, Told({Place(1, 2): Meaning.WORDS})) == read(TOP)


def test_a_paper_in_traditional_characters_is_read_under_it_too() -> None:
    text = TOP.replace("意义", "意義").replace("责任单位：区水利局", "責任單位：區水利局").replace("务", "務")
    assert read(text, told(text, "3、", Meaning.AS_PRINTED)).targets[0].section == "二、思想"
