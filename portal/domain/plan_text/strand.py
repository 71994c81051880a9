"""Text that remembers where it stood in the paper, however often it is cut, squeezed or joined."""

import re
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from portal.domain.plan_text.characters import INVISIBLE
from portal.domain.plan_text.reading import Place

_RUN = re.compile(rf"[^\s{INVISIBLE}]+")
_DROPPED = re.compile(rf"[\s{INVISIBLE}]")


@dataclass(slots=True, eq=False)  # not frozen: thousands are cut from each paper, and freezing doubles their price
class Strand:
    text: str
    at: Sequence[int]  # for each character, its position in the paper

    def __len__(self) -> int:
        return len(self.text)

    def cut(self, start: int, end: int | None = None) -> "Strand":
        return Strand(self.text[start:end], self.at[start:end])

    def strip(self, chars: str = " \n\t") -> "Strand":
        if not self.text or (self.text[0] not in chars and self.text[-1] not in chars):
            return self
        left = len(self.text) - len(self.text.lstrip(chars))
        return self.cut(left, max(left, len(self.text.rstrip(chars))))

    @property
    def place(self) -> Place:
        return Place(self.at[0], self.at[-1] + 1) if self.text else Place(0, 0)

    def gap_before(self, index: int) -> bool:
        """Was something unprinted (a space, a line break) dropped before this character?"""
        return index > 0 and self.at[index] - self.at[index - 1] > 1

    def squeezed(self) -> "Strand":
        """Without white space, save one space between two Latin words."""
        if not _DROPPED.search(self.text):
            return self
        pieces: list[Strand] = []
        for match in _RUN.finditer(self.text):
            if pieces and _needs_space(pieces[-1].text[-1], match.group()[0]):
                pieces.append(Strand(" ", [self.at[match.start() - 1]]))
            pieces.append(self.cut(match.start(), match.end()))
        return pieces[0] if len(pieces) == 1 else join(pieces)


def _needs_space(left: str, right: str) -> bool:
    return left.isascii() and right.isascii() and left.isalpha() and right.isalpha()


def join(strands: Iterable[Strand]) -> Strand:
    strands = list(strands)
    if len(strands) == 1:
        return strands[0]
    text: list[str] = []
    at = array("l")
    for strand in strands:
        text.append(strand.text)
        at.extend(strand.at)
    return Strand("".join(text), at)


def whole(text: str) -> Strand:
    return Strand(text, range(len(text)))
