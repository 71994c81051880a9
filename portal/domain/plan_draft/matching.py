"""From a printed name to a department or a group: by name, short name, other name, elided prefix, group.

Only a name that leads to exactly one is taken for sure; what merely looks alike is offered to a person.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from portal.domain.plan_draft.similarity import likeness
from portal.domain.plan_draft.words import BRACKETS
from portal.domain.plan_text.names import bare, is_group


class How(StrEnum):
    NAME = "name"
    SHORT_NAME = "short_name"
    ALIAS = "alias"
    ELIDED = "elided"
    GROUP = "group"
    SIMILAR = "similar"


SURE = {How.NAME: 1.0, How.SHORT_NAME: 1.0, How.ALIAS: 1.0, How.GROUP: 1.0, How.ELIDED: 0.9}
_LIKE_ENOUGH = 0.6
_MOST_OFFERED = 5
_SHORTENED_FROM, _SHORTENED_LIKENESS = 3, 0.65
# 区发展改革局 and 发展改革局: what stands before says whose body it is. 城市, 社区, 市场 and their like are no places.
_PREFIX = re.compile(
    r"^(?:中共|中国共产党)?(?:"
    r"[\u4e00-\u9fff]{1,8}?(?:经济技术开发区|经济开发区|经开区|高新区|开发区|自治[州县]|新区)"
    r"|(?:(?!城市|都市|超市)[\u4e00-\u9fff]{2,4}?)?(?<![城都超])市(?![场政容民级])"
    r"|(?:(?!社区|园区|小区|片区|校区|景区|库区|灌区|街区)[\u4e00-\u9fff]{1,4}?)?(?<![社园小片校景库灌街])区(?![域级块])"
    r"|[\u4e00-\u9fff]{1,4}?[县旗](?![域级])|[\u4e00-\u9fff]{2,3}省|[省县镇乡](?![域级村])|国家|全区|全市"
    r")(?:党工委|工委|管委会|人民政府|政府|委员会|委|直)?"
)
_FORMAL = re.compile(r"(?:委员会|有限责任公司|有限公司|办公室|管理局)$")
_SHORT = {"委员会": "委", "有限责任公司": "公司", "有限公司": "公司", "办公室": "办", "管理局": "局"}
_GROUP_NOISE = re.compile(r"[（）、\s]|办事处|党工委")


@dataclass(frozen=True, slots=True)
class Known:
    """A department as the portal knows it."""

    id: int
    name: str
    short_name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownGroup:
    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Match:
    label: str
    how: How
    sure: float
    department_id: int | None = None
    group_id: int | None = None


class Directory:
    """All departments and groups, looked up by what papers may print for them."""

    def __init__(self, departments: Sequence[Known], groups: Sequence[KnownGroup]) -> None:
        self.departments = departments
        self.groups = groups
        self._exact: dict[str, Match] = {}
        self._stems: dict[str, list[tuple[str, Match]]] = {}  # with the rank of whose body it is
        for one in groups:
            match = Match(one.name, How.GROUP, SURE[How.GROUP], group_id=one.id)
            self._exact[_group_key(one.name)] = self._exact[_key(one.name)] = match
        for known in departments:
            self._learn(known)

    def _learn(self, known: Known) -> None:
        names = [(How.ALIAS, alias) for alias in known.aliases]
        for how, name in [*names, (How.SHORT_NAME, known.short_name), (How.NAME, known.name)]:
            self._exact[_key(name)] = Match(known.name, how, SURE[how], department_id=known.id)
            match = Match(known.name, How.ELIDED, SURE[How.ELIDED], department_id=known.id)
            for stem in stems(name):
                self._stems.setdefault(stem, []).append((rank_of(name), match))

    def find_or_none(self, printed: str) -> Match | None:
        """What the name surely is."""
        exact = self._exact.get(_key(printed))
        if exact is None and is_group(printed):
            return self._exact.get(_group_key(printed))
        if exact is not None:
            return exact
        rank = rank_of(printed)
        for stem in stems(printed):
            found = {match.department_id: match for of, match in self._stems.get(stem, ()) if _same_rank(rank, of)}
            if found:
                return next(iter(found.values())) if len(found) == 1 else None
        return None

    def candidates(self, printed: str) -> list[Match]:
        """What it may be, most like it first."""
        rated = [(self._likeness(printed, names), label, key) for label, key, names in self._everything()]
        best = sorted((one for one in rated if one[0] >= _LIKE_ENOUGH), key=lambda one: (-one[0], one[1]))
        return [
            Match(label, How.SIMILAR, round(rate, 2), *((None, key[1]) if key[0] == "group" else (key[1], None)))
            for rate, label, key in best[:_MOST_OFFERED]
        ]

    def _everything(self) -> Iterable[tuple[str, tuple[str, int], tuple[str, ...]]]:
        for known in self.departments:
            yield known.name, ("department", known.id), (known.name, known.short_name, *known.aliases)
        for group in self.groups:
            yield group.name, ("group", group.id), (group.name,)

    def _likeness(self, printed: str, names: Sequence[str]) -> float:
        wanted = _stem(printed)
        return max(_alike(wanted, _stem(name)) for name in names)


def rank_of(name: str) -> str:
    """Whose body a name says it is: the state's, a province's, a city's, the zone's own ("区"), or nobody's ("")."""
    match = _PREFIX.match(_key(name))
    if match is None or len(_key(name)) - match.end() < 2:
        return ""
    return next((sign for sign in "国省市" if sign in match.group()), "区")


def _same_rank(printed: str, known: str) -> bool:
    """市发展改革局 may be another office than 发展改革局; what a paper elides is its own rank."""
    return printed == known or not printed or (printed == "区" and not known)


def _alike(one: str, other: str) -> float:
    """Pairs in common; a shortened name keeps its signs in their order (教体局, 教文体局)."""
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    is_shortened = len(short) >= _SHORTENED_FROM and short[-1] == long[-1] and all(sign in rest for sign in short)
    return max(likeness(one, other), _SHORTENED_LIKENESS if is_shortened else 0.0)


def stems(name: str) -> list[str]:
    """The name without what says whose body it is, its brackets and its formal ending; never less than two signs."""
    key = _key(name)
    found = [key, _key(bare(key)), _without_prefix(key), _without_prefix(_key(bare(key)))]
    found += [_shortened(one) for one in found]
    return [one for one in dict.fromkeys(found) if len(one) >= 2]


def _stem(name: str) -> str:
    return stems(name)[-1] if stems(name) else name


def _key(name: str) -> str:
    return re.sub(r"\s", "", name).translate(BRACKETS)


def _group_key(name: str) -> str:
    return "各" + _GROUP_NOISE.sub("", _key(name).removeprefix("各"))


def _without_prefix(name: str) -> str:
    match = _PREFIX.match(name)
    rest = name[match.end() :] if match else name
    return rest if len(rest) >= 2 else name


def _shortened(name: str) -> str:
    return _FORMAL.sub(lambda match: _SHORT[match.group()], name)
