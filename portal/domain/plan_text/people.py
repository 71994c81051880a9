"""People, or the posts they hold, out of a printed list."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from portal.domain.plan_text import body_words as words
from portal.domain.plan_text.brackets import masked
from portal.domain.plan_text.deadlines import NOTHING
from portal.domain.plan_text.names import SEPARATORS, bare, looks_like_body
from portal.domain.plan_text.reading import Piece
from portal.domain.plan_text.strand import Strand

_LONGEST_PERSON, _LONGEST_POST = 6, 30
_POST = re.compile(rf"(?:{'|'.join(words.TITLES)})[\u4e00-\u9fff]{{0,4}}$")
_PERSON_BEHIND = re.compile(r"[（〔\[]\s*[\u4e00-\u9fff·\s]{2,8}[）〕\]]$")
_VACANT = frozenset(("暂缺", "空缺", "暂空", "待定", "待任命", "另行确定"))
_OWN_FIELD = re.compile(r"[（〔](?:分管|主管|负责|联系)[^（）〔〕]{1,10}[）〕]$")  # tells one deputy from the next
_BARE_POST = re.compile(rf"(?:{'|'.join(words.TITLES)})$")


def people_of(strand: Strand) -> list[Piece]:
    """People, or the posts they hold; a name padded to width (陈  骏) is one name."""
    found: list[Piece] = []
    for piece in _person_pieces(strand):
        person = piece if _OWN_FIELD.search(piece.text) else piece.cut(0, len(bare(piece.text)))
        is_post = bool(_POST.search(bare(person.text)))
        if (
            person.text in NOTHING
            or piece.text.strip("（）〔〕") in _VACANT
            or len(person) < 2
            or (looks_like_body(person.text) and not is_post)
        ):
            continue
        if len(person) <= _LONGEST_PERSON or (is_post and len(person) <= _LONGEST_POST):
            found.append(Piece(person.text, person.place, 1.0 if is_post or len(person) <= 4 else 0.7))
    return _without_posts_behind(found)


def _without_posts_behind(found: list[Piece]) -> list[Piece]:
    """甲某  区委常委、副区长: behind a person, a post says who that is and names nobody else."""
    people = [one for one in found if not _BARE_POST.search(bare(one.text))]
    return people or found


def _person_pieces(strand: Strand) -> Iterator[Strand]:
    blotted = masked(strand.text)
    start = 0
    for index, char in enumerate(blotted):
        if char in SEPARATORS:
            yield from _by_gaps(strand.cut(start, index))
            start = index + 1
    yield from _by_gaps(strand.cut(start))


def _by_gaps(piece: Strand) -> Iterator[Strand]:
    """Names set apart by spaces only; a single character is half of a padded name."""
    squeezed = piece.squeezed()
    cuts = [index for index in range(1, len(squeezed)) if squeezed.gap_before(index)]
    edges = [0, *cuts, len(squeezed)]
    parts = [(left, right) for left, right in pairwise(edges) if right > left]
    held: tuple[int, int] | None = None
    post_first = bool(parts) and squeezed.text[slice(*parts[0])].endswith(words.TITLES)
    for left, right in parts:
        padded = held is not None and held[1] - held[0] == 1 and right - left <= 2
        posted = held is not None and post_first and squeezed.text[slice(*held)].endswith(words.TITLES)
        if held is not None and (padded or posted):
            held = (held[0], right)
            continue
        if held is not None:
            yield squeezed.cut(*held)
        held = (left, right)
    if held is not None:
        yield squeezed.cut(*held)


def without_person(piece: Piece) -> Piece:
    """A（甲某）: the department without whoever stands in a bracket behind it."""
    match = _PERSON_BEHIND.search(piece.text)
    if match is None or not match.start():
        return piece
    return replace(piece, text=piece.text[: match.start()])
