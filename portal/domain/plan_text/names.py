"""Names of departments and groups out of a printed list."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from portal.domain.plan_text import body_words as words
from portal.domain.plan_text.brackets import CLOSERS, OPENERS, masked
from portal.domain.plan_text.deadlines import NOTHING
from portal.domain.plan_text.reading import Piece
from portal.domain.plan_text.strand import Strand

_JOINERS = re.compile(r"以及|及|和|与|并?会同")
SEPARATORS = "、，；。,;/／|"
_MARKS = "*★☆▲△●◆※#＊"
_NOT_A_NAME = re.compile(r"[。！？]|(?:的|要|将|把|了|对)|\d[处所个家座站台部队厂会社村镇区县市园院]$")
_LONGEST_NAME = 45
_LEAD_BRACKET = re.compile(r"^[（〔\[【(](?:[^（）]{0,8}牵头(?:单位|部门)?|主办|主责)[）〕\]】)]$")


@dataclass(frozen=True, slots=True)
class Name:
    strand: Strand
    is_group: bool
    is_marked: bool  # an asterisk, or (牵头) behind it

    @property
    def text(self) -> str:
        return self.strand.text

    def piece(self, sure: float = 1.0, is_inherited: bool = False) -> Piece:
        return Piece(self.text, self.strand.place, sure, self.is_group, is_inherited)


@dataclass(frozen=True, slots=True)
class NameList:
    names: tuple[Name, ...]
    is_open: bool = False  # it ends with 等


def bare(text: str) -> str:
    """Without the brackets at its end."""
    text = text.strip()
    while text and text[-1] in CLOSERS:
        depth = 0
        for index in range(len(text) - 1, -1, -1):
            depth += (text[index] in CLOSERS) - (text[index] in OPENERS)
            if depth == 0:
                break
        if depth or index == 0:
            return text
        text = text[:index].strip()
    return text


def is_group(text: str) -> bool:
    if any(char.isdecimal() for char in text):
        return False
    return text.startswith(words.GROUP_BEGINS) or bool(words.GROUP_WORD.match(text))


@lru_cache(maxsize=4096)
def looks_like_body(text: str) -> bool:
    """Could these words be the name of a public body or a group of them?"""
    text = text.strip(_MARKS + " ")
    core = bare(text)
    if not 2 <= len(core) <= _LONGEST_NAME or _NOT_A_NAME.search(core) or any(char in core for char in "：:“”%"):
        return False
    return core.endswith(words.BODY_ENDS) or is_group(core)


def are_names(strand: Strand) -> bool:
    """Is this line nothing but names of bodies?"""
    text = strand.text
    if not text or len(text) > 400 or text[-1] in "。；":
        return False
    found = names_of(strand).names
    return bool(found) and all(looks_like_body(name.text) for name in found)


def names_of(strand: Strand) -> NameList:
    """The printed list, in printed order, without what only closes it (等部门)."""
    found: list[Name] = []
    is_open = False
    for piece in _pieces(strand):
        head, closing = _cut_etc(piece)
        is_open = is_open or closing is not None
        for part in (head, closing):
            if part is not None:
                found += [name for name in _names_in(part) if name.text]
    return NameList(tuple(_with_group_tails(found)), is_open)


def _pieces(strand: Strand) -> Iterator[Strand]:
    blotted = masked(strand.text)
    start = 0
    for index, char in enumerate(blotted):
        if char in SEPARATORS:
            yield strand.cut(start, index)
            start = index + 1
        elif _is_gap_between_names(strand, start, index):
            yield strand.cut(start, index)
            start = index
    yield strand.cut(start)


def _is_gap_between_names(strand: Strand, start: int, index: int) -> bool:
    """A space or a line break separates two names only where both sides are complete."""
    if not (strand.gap_before(index) or strand.text[index] in " \n") or index - start > _LONGEST_NAME or index <= start:
        return False
    rest = re.split(r"[、，；,;。\n]", strand.text[index : index + _LONGEST_NAME])
    following = next((part for part in rest if part.strip()), "")
    left = strand.text[start:index].strip()
    shortest = 2 if "\n" in strand.text[index - 1 : index + 1] else 3
    if is_group(left) and not bare(left).endswith((*words.BODY_ENDS, *words.PLACES)):
        return False  # 各县（市）人 is half of a name
    return all(looks_like_body(name) and (len(bare(name)) >= shortest or is_group(name)) for name in (left, following))


def _cut_etc(piece: Strand) -> tuple[Strand, Strand | None]:
    """A等有关部门 → A and 有关部门; A等部门 → A and nothing, but the list is open."""
    at = masked(piece.text).find("等")
    if at <= 0:
        return piece, None
    head, tail = piece.cut(0, at), piece.cut(at + 1).strip()
    if not looks_like_body(head.text):
        return piece, None
    closing = words.CLOSING_AND.match(tail.text)
    if closing:
        tail = tail.cut(closing.end())
    if words.BARE_CLOSING.match(tail.text):
        return head, tail.cut(0, 0)
    return (head, tail) if looks_like_body(tail.text) or is_group(tail.text) else (piece, None)


def _names_in(piece: Strand) -> Iterator[Name]:
    start = 0
    blotted = masked(piece.text)
    joiners = list(_JOINERS.finditer(blotted))
    for match, following in zip_longest(joiners, joiners[1:]):
        left = piece.text[start : match.start()]
        right = piece.text[match.end() : following.start() if following else None]
        if match.start() >= start and _joins_two(left, right, match.group()):
            yield _name(piece.cut(start, match.start()))
            start = match.end()
    yield _name(piece.cut(start))


def _joins_two(left: str, right: str, joiner: str) -> bool:
    """和 inside a name (文化和旅游局) joins nothing: both sides must be able to stand alone."""
    if words.PARTY_SIDE.search(left) and words.STATE_SIDE.match(right):
        return False  # 党委和人民政府 of one place
    if not left and joiner in ("以及", "及", "和", "与"):
        return looks_like_body(right)
    right_stands = is_group(right) or (looks_like_body(right) and len(bare(right)) >= 3)
    if is_group(left) and not is_group(right):
        return right_stands and len(bare(right)) >= 4 and right[:1] in "省市区县国中"
    return right_stands and looks_like_body(left)


def _name(strand: Strand) -> Name:
    strand = strand.strip(" \n\t、，；。,;")
    core = strand.strip(_MARKS + " \n")
    marked = len(core) < len(strand)
    bracket = max(core.text.rfind(opener) for opener in OPENERS)
    if bracket > 0 and _LEAD_BRACKET.match(core.text[bracket:]):
        core, marked = core.cut(0, bracket).strip(), True
    if core.text in NOTHING:
        core = core.cut(0, 0)
    if "\n" in core.text or " " in core.text:
        core = core.squeezed()
    return Name(core, is_group(core.text), marked)


def _with_group_tails(names: list[Name]) -> Iterator[Name]:
    """各镇、街道 is one group: what follows 各… without a place of its own belongs to it."""
    held: Name | None = None
    for name in names:
        if held is not None and _is_open_group(held.text) and words.GROUP_TAILS.match(name.text):
            held = _grown(held, name)
            continue
        if held is not None:
            yield held
        held = name
    if held is not None:
        yield held


def _is_open_group(text: str) -> bool:
    if text in words.GROUPS_OF_OFFICES:
        return True
    return bool(words.GROUP_SIGN.search(text[:6])) and bare(text).endswith(words.PLACES)


def _grown(held: Name, tail: Name) -> Name:
    text = f"{held.text}、{tail.text}"
    at = [*held.strand.at, max(held.strand.at[-1], tail.strand.at[0] - 1), *tail.strand.at]
    return Name(Strand(text, at), True, held.is_marked)
