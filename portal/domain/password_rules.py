"""Which passwords are refused: short ones, those that repeat the account, and those that everybody tries first."""

import re
from itertools import pairwise

from portal.text import N_

LEAST, MOST = 12, 128
LEAST_DIFFERENT = 5
SHORTEST_NAME = 3

# What people here would try first: the usual words, the portal's and the zone's own, keyboard rows.
_COMMON_WORDS = """
password passwd mima admin administrator root welcome letmein iloveyou woaini qwerty qwertyuiop asdfghjkl zxcvbnm
qazwsx qazwsxedc abcdef abcdefg abcdefgh abcdefghijkl portal campaign delivery duban gongjian dudao ducha jiaxing
kaifaqu jingkaiqu jiaxingjingkai weiyuanhui zhengfu guanwei china zhongguo zhejiang huanying changeme secret
default test user guest login demo initial
"""
COMMON = frozenset(_COMMON_WORDS.split())
_LEET = str.maketrans("0134578@$!", "oleastbasi")
_NOT_LETTERS = re.compile(r"[^a-z]+")
_TAIL = re.compile(r"[^a-z]+$")

TOO_SHORT = N_("Write %(least)s characters or more.")
TOO_LONG = N_("This is too long for a password.")
REPEATS_ACCOUNT = N_("The password must not contain the account or the name.")
TOO_COMMON = N_("Many people would try this password first. Take several words that do not belong together.")


def refusal(password: str, *, login: str, name: str) -> str | None:
    """The message id of the first rule that a new password breaks, or None."""
    if len(password) < LEAST:
        return TOO_SHORT
    if len(password) > MOST:
        return TOO_LONG
    if _contains_account(password.casefold(), login, name):
        return REPEATS_ACCOUNT
    return TOO_COMMON if is_common(password) else None


def is_common(password: str) -> bool:
    """Few different characters, a row of neighbours, or nothing but common words with digits and signs around."""
    text = password.casefold()
    return len(set(text)) < LEAST_DIFFERENT or _is_row(text) or _is_made_of_common_words(text)


def _contains_account(text: str, login: str, name: str) -> bool:
    return any(len(word) >= SHORTEST_NAME and word in text for word in (login.casefold(), name.casefold()))


def _is_row(text: str) -> bool:
    """Mostly characters that follow each other: 123456789012, abcdefghijkl, 987654321."""
    steps = [ord(after) - ord(before) for before, after in pairwise(text)]
    return max(steps.count(1), steps.count(-1)) >= len(steps) * 3 // 4


def _is_made_of_common_words(text: str) -> bool:
    """Digits and signs around the words add little, nor does writing p4ssw0rd."""
    readings = (text, text.translate(_LEET), _TAIL.sub("", text).translate(_LEET))
    candidates = {_NOT_LETTERS.sub("", reading) for reading in readings} - {""}
    return any(_consists_of_common(letters) for letters in candidates)


def _consists_of_common(letters: str) -> bool:
    reached = {0}
    for end in range(1, len(letters) + 1):
        if any(start in reached and letters[start:end] in COMMON for start in range(end)):
            reached.add(end)
    return len(letters) in reached
