"""The paper as a row of blocks: paragraphs, and tables whatever they were printed with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from portal.domain.plan_text import boxes, cell_lines, lines, markup, paragraphs, pipes, spaced_rows
from portal.domain.plan_text.columns import Column
from portal.domain.plan_text.grid import Grid
from portal.domain.plan_text.strand import Strand


@dataclass(frozen=True, slots=True)
class TableBlock:
    grid: Grid
    columns: tuple[Column, ...] | None = None  # None: the heading is one of its rows
    empty_is_merged: bool = False


Block = Strand | TableBlock


def blocks_of(page: Strand) -> list[Block]:
    raw: list[Strand | TableBlock] = []
    for piece in markup.blocks(page) if markup.is_markup(page.text) else lines.lines_of(page):
        raw.append(TableBlock(piece) if isinstance(piece, Grid) else piece)
    return list(_with_paragraphs(list(_with_tables(raw))))


def _with_tables(raw: Sequence[Block]) -> Iterator[Block]:
    index = 0
    while index < len(raw):
        block = raw[index]
        if isinstance(block, TableBlock):
            yield block
            index += 1
            continue
        found = next((found for way in _WAYS if (found := way(raw, index)) is not None), None)
        if found is None:
            yield block
            index += 1
        else:
            yield found[0]
            index = found[1]


def _run(raw: Sequence[Block], index: int) -> Iterator[Strand]:
    """The lines from here on, up to the next table."""
    for place in range(index, len(raw)):
        block = raw[place]
        if isinstance(block, TableBlock):
            return
        yield block


def _boxed(raw: Sequence[Block], index: int) -> tuple[TableBlock, int] | None:
    block = raw[index]
    if not isinstance(block, Strand) or not boxes.begins(block):
        return None
    rows = list(takewhile(boxes.is_part, _run(raw, index)))
    return TableBlock(boxes.grid_of(rows)), index + len(rows)


def _spaced(raw: Sequence[Block], index: int) -> tuple[TableBlock, int] | None:
    block = raw[index]
    columns = spaced_rows.heading_of(block) if isinstance(block, Strand) else None
    found = spaced_rows.rows_of(_run(raw, index + 1), columns) if columns else None
    return (TableBlock(found[0], columns), index + 1 + found[1]) if found else None


def _barred(raw: Sequence[Block], index: int) -> tuple[TableBlock, int] | None:
    end = index
    while end < len(raw):
        block = raw[end]
        if isinstance(block, TableBlock) or not (pipes.is_row(block) or _is_ruled_between(raw, index, end)):
            break
        end += 1
    if end - index < 2:
        return None
    rows = [block for block in raw[index:end] if isinstance(block, Strand)]
    return TableBlock(pipes.grid_of_rows(rows)), end


def _is_ruled_between(raw: Sequence[Block], index: int, at: int) -> bool:
    """A ruled line between two rows that have bars."""
    line, following = raw[at], raw[at + 1] if at + 1 < len(raw) else None
    if at == index or isinstance(line, TableBlock) or not isinstance(following, Strand):
        return False
    return pipes.is_ruled(line) and pipes.is_row(following)


def _in_columns(raw: Sequence[Block], index: int) -> tuple[TableBlock, int] | None:
    block = raw[index]
    starts = pipes.heading_columns(block) if isinstance(block, Strand) else None
    if starts is None or not isinstance(block, Strand):
        return None
    below = _run(raw, index + 1)
    body = list(takewhile(lambda line: not line.text.strip() or pipes.belongs_to_columns(line, starts), below))
    body = list(pipes.without_tail(body, starts))
    if not body:
        return None
    heading = pipes.grid_of_columns([block], starts)
    rows = pipes.grid_of_columns(lines.without_page_marks(body), starts)
    return TableBlock(Grid(heading.rows + rows.rows)), index + 1 + len(body)


def _cell_a_line(raw: Sequence[Block], index: int) -> tuple[TableBlock, int] | None:
    first = raw[index]
    if not isinstance(first, Strand) or not cell_lines.may_begin(first):
        return None
    heading = cell_lines.heading_of(list(islice(_run(raw, index), cell_lines.LONGEST_HEADING)))
    if heading is None:
        return None
    grid, used = cell_lines.rows_of(_run(raw, index + heading.end), heading)
    if not grid.rows:
        return None
    return TableBlock(grid, cell_lines.CELL_LINE_COLUMNS, True), index + heading.end + used


_WAYS = (_boxed, _barred, _in_columns, _spaced, _cell_a_line)


def _with_paragraphs(raw: Sequence[Block]) -> Iterator[Block]:
    prose = [piece for piece in raw if isinstance(piece, Strand)]
    usual = paragraphs.page_width(prose)
    run: list[Strand] = []
    for block in raw:
        if isinstance(block, TableBlock):
            yield from _flow(run, usual)
            run = []
            yield block
        else:
            run.append(block)
    yield from _flow(run, usual)


def _flow(run: Sequence[Strand], usual: int) -> Iterator[Strand]:
    marked = [line.cut(0, 0) if pipes.is_ruled(line) else line for line in lines.without_page_marks(run)]
    kept = [part for line in marked for part in lines.split_at_gaps(line)]
    for paragraph in paragraphs.paragraphs(kept, usual):
        if not lines.is_web_furniture(paragraph.text):
            yield paragraph
