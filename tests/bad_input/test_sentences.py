"""Whatever a form refuses is said in words at its field, also where the validator's message is a lazy one."""

import pytest

from tests import factories
from tests.bad_input.conftest import Desk

OTHER = {"current_password": factories.PASSWORD, "new_password": "春天-石桥-慢慢-走", "new_password_again": "别的"}
SAME = dict.fromkeys(OTHER, factories.PASSWORD)
MANY = {"name": "甲局", "short_name": "甲", "aliases_text": "、".join(f"别名{at}" for at in range(40))}
CASES = [
    ("system_admin", "/users/new", {"name": "新岗位", "login": "a b"},
     "Write letters, digits, dots and hyphens, two at least and no blanks."),
    ("lead_head", "/account/password", OTHER, "The two new passwords differ."),
    ("lead_head", "/account/password", SAME, "Choose another password than the present one."),
    ("office", "/departments/new", MANY, "Thirty names at most, each of eighty characters at most."),
]  # fmt: skip


@pytest.mark.parametrize(("role", "address", "typed", "sentence"), CASES)
def test_a_refused_field_says_why(desk: Desk, role: str, address: str, typed: dict[str, str], sentence: str) -> None:
    answer = desk.send(role, address, typed)
    desk.refuses(answer, 422, sentence)
    assert answer.text.count(desk.says(sentence)) == 2, "at the field and in the summary"


@pytest.mark.parametrize(
    ("written", "day"), [("2022年9月20日", "2022-09-20"), ("9.20", "2022-09-20"), ("10月底", "2022-10-31")]
)
def test_days_are_read_as_people_write_them(desk: Desk, written: str, day: str) -> None:
    """They come back as what was understood, for the field beside them is wrong."""
    typed = {"title": "", "weight": "1", "due_on": written}
    answer = desk.send("office", desk.address("tasks.new"), typed)
    assert answer.status_code == 422
    assert f'name="due_on" type="date" value="{day}"' in answer.text
