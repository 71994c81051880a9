"""Tables drawn with characters: ┌ ─ ┬ ─ ┐, or + - - + - - +. A ruled stretch under a cell closes that cell only."""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from portal.domain.plan_text.grid import EMPTY, MOST_COLUMNS, Cell, Grid
from portal.domain.plan_text.strand import Strand, join

_BEGINS = re.compile(r"[ ]*(?:[┌╔┏][—═┬╦┳┌╔┏]|\+[-—=]{2,}\+)")
_EDGES = re.compile(r"[|│┃║┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝┏┳┓┣╋┫┗┻┛]|(?<=[-—=])\+|\+(?=[-—=])")
_RULE = re.compile(r"[-—=═ ]*[-—=═][-—=═ ]*")


def begins(line: Strand) -> bool:
    return bool(_BEGINS.match(line.text))


def is_part(line: Strand) -> bool:
    return len(_EDGES.findall(line.text[:2000])) >= 2


def grid_of(lines: Iterable[Strand]) -> Grid:
    box = _Box()
    for line in lines:
        box.take(_segments(line))
    box.close()
    return Grid(tuple(box.rows))


def _segments(line: Strand) -> list[Strand]:
    edges = [match.start() for match in _EDGES.finditer(line.text)][: MOST_COLUMNS + 1]
    return [line.cut(left + 1, right) for left, right in pairwise(edges)]


class _Box:
    def __init__(self) -> None:
        self.rows: list[tuple[Cell, ...]] = []
        self.open: list[list[Strand]] = []  # the words of each column's open cell
        self.shown: list[bool] = []  # was the open cell part of a row already?
        self.fresh = False  # has anything been printed since the last rule?

    def take(self, segments: list[Strand]) -> None:
        ruled = [bool(_RULE.fullmatch(segment.text)) for segment in segments]
        if any(ruled):
            self._end_row()
        if len(segments) != len(self.open):
            if all(ruled) or not self.open:
                self.open, self.shown = [[] for _ in segments], [False for _ in segments]
            else:
                return
        for column, (segment, is_rule) in enumerate(zip(segments, ruled, strict=True)):
            if is_rule:
                self.open[column], self.shown[column] = [], False
            elif segment.text.strip():
                self.open[column].append(segment.strip())
                self.fresh = True

    def _end_row(self) -> None:
        if self.fresh:
            self.rows.append(tuple(self._cell(column) for column in range(len(self.open))))
            self.shown = [True for _ in self.open]
        self.fresh = False

    def _cell(self, column: int) -> Cell:
        words = self.open[column]
        return replace(Cell(join(words)), is_repeated=self.shown[column]) if words else EMPTY

    def close(self) -> None:
        self._end_row()
