"""Days, as papers print them."""

import re
from datetime import date

from portal.domain.plan_text.numbering import number_value

_DIGIT = {char: str(value) for value, char in enumerate("零一二三四五六七八九")} | {
    "〇": "0",
    "○": "0",
    "Ｏ": "0",
    "О": "0",
    "O": "0",
}
CHINESE_DAY = r"\d{4}年\d{1,2}月\d{1,2}日"
WRITTEN_DAY = r"[二一][〇○零OО〇一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
ISO_DAY = r"\d{4}[-—./]\d{1,2}[-—./]\d{1,2}"
ANY_DAY = re.compile(f"{CHINESE_DAY}|{WRITTEN_DAY}|{ISO_DAY}")


def day_of(text: str) -> date | None:
    """The day written here, or None where the calendar has no such day."""
    if text[0].isdecimal():
        numbers = [int(number) for number in re.findall(r"\d+", text)]
    else:
        year, rest = text.split("年", 1)
        month, day = rest.rstrip("日").split("月", 1)
        numbers = [int("".join(_DIGIT.get(char, "0") for char in year)), number_value(month), number_value(day)]
    try:
        return date(*numbers[:3])
    except ValueError:
        return None
