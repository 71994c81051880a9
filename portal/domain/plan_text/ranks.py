"""Places among others: 全省前三, 前10%, 位列第一方阵, 保持全市第一. The smaller, the better; none is an amount."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from portal.domain.plan_text.numbering import number_value
from portal.domain.plan_text.vocabulary import listed, longest_first

NUMERAL = r"(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九两])"
_REACHES = longest_first(
    listed(
        """
        进入 挤进 挤入 跻身 迈入 迈进 闯入 闯进 冲入 冲进 进位到 进位至 升至 升到 上升到 上升至 提升到 提升至 跃升至
        位居 位列 居于 居 列 名列 排在 排名在 保持 保持在 稳居 稳定在 高居 跃居 处于 达到 冲刺 力争 争取 确保
        """
    )
)
_PLACES = longest_first(listed("位居 位列 名列 居于 居 列 排在 稳居 高居 跃居 排名 排位 位次"))
_AMONG = r"(?:全[国省市区县州盟旗球]|[省市县州区国]内|世界|同类|同级|[\u4e00-\u9fff][省市区县州])[\u4e00-\u9fff]{0,6}$"
_LAST = rf"(?P<last>{NUMERAL}|\d{{1,3}})"
NOT_IN_TIME = r"(?<![底末日月年节期度旬季目以之提此午眼当])"  # 年底前三家: by then, and no rank
_ENDS = r"(?=$|[，。；、：）　]|(?:的)?(?:目标|任务|水平|以上))"
_PLACE = re.compile(
    rf"(?:{NOT_IN_TIME}前{_LAST}(?P<percent>%)?[名位强席甲]?(?:以内|之内|之列|行列)?"
    rf"|第(?P<single>{NUMERAL}|\d{{1,3}})[名位]?|(?P<first>首位|榜首)"
    rf"|(?P<group>第一(?:方阵|梯队|档次|等次|序列))){_ENDS}"
)
_STOPS = "，。；、：　"
_REACHED = re.compile(rf"(?:{_REACHES})++(?:(?!{_REACHES})[^{_STOPS}]){{0,14}}$")
_PLACED = re.compile(rf"(?:{_PLACES})(?:(?!{_PLACES})[^{_STOPS}]){{0,14}}$")
_IS_AMONG = re.compile(_AMONG)
_IS_RANKING = re.compile(r"(?:排名|排位|位次|名次)$")
_NO_SUBJECT = re.compile(
    r"(?:奋力|努力|力争|争取|确保|全面|全力|持续|继续|加快|推动|奋勇|率先|尽快|早日|稳步|其中|并)*+.?$"
)
_NEAR = 24  # characters before a place in which it is said among whom


@dataclass(frozen=True, slots=True)
class Rank:
    start: int  # of what leads up to it: 进入全省
    end: int
    last: float | None  # the last place that will do; None for 第一方阵
    unit: str | None


def ranks_in(text: str) -> Iterator[Rank]:
    for match in _PLACE.finditer(text):
        at = match.start()
        near = max(text.rfind(stop, max(0, at - _NEAR), at) for stop in _STOPS) + 1 or max(0, at - _NEAR)
        start = _start(text[near:at], match)
        if start is not None:
            yield Rank(near + start, match.end(), *_last_of(match))


def _start(before: str, place: "re.Match[str]") -> int | None:
    """Where the rank's own words begin; None where nobody is ranked: 质量第一, 前三项."""
    reached, among = _REACHED.search(before), _IS_AMONG.search(before)
    if place["group"]:
        has_subject = reached is not None and not _NO_SUBJECT.fullmatch(before[: reached.start()])
        return reached.start() if reached is not None and has_subject else None
    if not place["last"] and among is None and not _PLACED.search(before):
        return None
    if reached is not None:
        return reached.start()
    return among.start() if among is not None else len(before) if _IS_RANKING.search(before) else None


def _last_of(place: "re.Match[str]") -> tuple[float | None, str | None]:
    if place["group"]:
        return None, None
    written = place["last"] or place["single"] or "一"
    return said(written), "%" if place["percent"] else "位"


def said(numeral: str) -> int:
    """二十, 两, 20."""
    return number_value(numeral.replace("两", "二"))
