"""Which new passwords are refused, and that ordinary good ones are not."""

import pytest

from portal.domain.password_rules import REPEATS_ACCOUNT, TOO_COMMON, TOO_LONG, TOO_SHORT, refusal

GOOD = [
    "铁轨-海鸥-三十七-茶壶",
    "correct horse battery staple",
    "vK8#pQ2!mN5zR",
    "lantern.gravel.89.tulip",
    "portal-lantern-gravel",
]


@pytest.mark.parametrize("password", GOOD)
def test_it_takes_long_and_uncommon_ones(password: str) -> None:
    assert refusal(password, login="fgj-head", name="发展改革局 负责人") is None


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("elevenchars", TOO_SHORT),
        ("x" * 129, TOO_LONG),
        ("my-FGJ-Head-password", REPEATS_ACCOUNT),
        ("发展改革局 负责人的口令九十", REPEATS_ACCOUNT),
        ("password1234", TOO_COMMON),
        ("P@ssw0rd!!!2022", TOO_COMMON),
        ("Admin123456!", TOO_COMMON),
        ("adminportal2022", TOO_COMMON),
        ("jiaxing-kaifaqu-2022", TOO_COMMON),
        ("qwertyuiop123", TOO_COMMON),
        ("123456789012", TOO_COMMON),
        ("abcdefghijklm", TOO_COMMON),
        ("zyxwvutsrqpo", TOO_COMMON),
        ("aaaaaaaaaaaa", TOO_COMMON),
        ("121212121212", TOO_COMMON),
    ],
)
def test_it_says_why_not(password: str, reason: str) -> None:
    assert refusal(password, login="fgj-head", name="发展改革局 负责人") == reason


def test_a_very_short_account_does_not_forbid_its_letters() -> None:
    assert refusal("lantern.gravel.89.tulip", login="la", name="乙") is None
