"""Tables that were printed as text: bars between the cells, tabs, or columns held apart by spaces."""

import re
from collections.abc import Sequence
from itertools import pairwise

from portal.domain.plan_text.columns import columns_of
from portal.domain.plan_text.dates import ANY_DAY
from portal.domain.plan_text.grid import Cell, Grid
from portal.domain.plan_text.names import looks_like_body
from portal.domain.plan_text.paragraphs import width
from portal.domain.plan_text.strand import Strand, join

_RULED = re.compile(r"^[\s|+:：—=┌┬┐├┼┤└┴┘─-]*$")
_BARS = "|│┃"
_SECTION = re.compile(r"\s*(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)[^，。；：]{2,30}\s*$")
_WIDE_GAP = re.compile(r"[ ]{2,}|[ ]*\t[ ]*")
_LINE_BREAK_IN_CELL = re.compile(r"<br ?/?>|⏎", re.IGNORECASE)


def is_row(line: Strand) -> bool:
    return sum(line.text.count(bar) for bar in _BARS) >= 2 or line.text.strip(" ").count("\t") >= 2


def is_ruled(line: Strand) -> bool:
    return bool(line.text.strip()) and bool(_RULED.match(line.text))


def grid_of_rows(lines: Sequence[Strand]) -> Grid:
    """Rows with bars or tabs; a ruled line separates nothing but the eye."""
    rows = [_cells(line) for line in lines if not _RULED.match(line.text)]
    return Grid(tuple(row for row in rows if row))


def _cells(line: Strand) -> tuple[Cell, ...]:
    barred = any(bar in line.text for bar in _BARS)
    cuts = [index for index, char in enumerate(line.text) if (char in _BARS if barred else char == "\t")]
    edges = [-1, *cuts, len(line)]
    cells = [line.cut(left + 1, right).strip() for left, right in pairwise(edges)]
    if barred and cells and not cells[0].text and line.text.strip()[:1] in _BARS:
        cells = cells[1:]
    if barred and cells and not cells[-1].text and line.text.strip()[-1:] in _BARS:
        cells = cells[:-1]
    return tuple(Cell(_broken(cell)) for cell in cells)


def _broken(cell: Strand) -> Strand:
    """A line break written into a cell is a line break."""
    parts: list[Strand] = []
    last = 0
    for match in _LINE_BREAK_IN_CELL.finditer(cell.text):
        parts += [cell.cut(last, match.start()), Strand("\n", [cell.at[match.start()]])]
        last = match.end()
    return join([*parts, cell.cut(last)])


def heading_columns(line: Strand) -> list[int] | None:
    """Where the columns of a heading held apart by spaces begin, in widths of a half character."""
    if not 3 <= len(line) <= 400 or "  " not in line.text.strip():
        return None
    words = [(match.start(), match.group()) for match in re.finditer(r"[^ ]+(?: [^ ]+)*", line.text)]
    if len(words) < 3 or columns_of([word.replace(" ", "") for _, word in words]) is None:
        return None
    return [width_before(line.text, start) for start, _ in words]


def belongs_to_columns(line: Strand, starts: Sequence[int]) -> bool:
    """A line of a table has pieces in several columns, or one that stands under a later column."""
    pieces = _pieces(line, starts)
    if is_section(line):
        return True
    return len(pieces) > 1 or (len(pieces) == 1 and pieces[0][0] > 0) or line.text.strip().isdecimal()


def is_section(line: Strand) -> bool:
    """一、…: a heading between the rows, across the columns."""
    return bool(_SECTION.match(line.text)) and not _WIDE_GAP.search(line.text.strip())


def without_tail(lines: Sequence[Strand], starts: Sequence[int]) -> Sequence[Strand]:
    """A heading of what follows, and who signed it below an empty line, are no rows."""
    end = len(lines)
    while end and (
        not lines[end - 1].text.strip() or is_section(lines[end - 1]) or _is_signature(lines, end - 1, starts)
    ):
        end -= 1
    return lines[:end]


def _is_signature(lines: Sequence[Strand], at: int, starts: Sequence[int]) -> bool:
    text = lines[at].squeezed().text
    if len(_pieces(lines[at], starts)) != 1:
        return False
    if ANY_DAY.fullmatch(text):
        return True
    return at > 0 and not lines[at - 1].text.strip() and looks_like_body(text)


def width_before(text: str, index: int) -> int:
    return width(text[:index] + "x") - 1


def grid_of_columns(lines: Sequence[Strand], starts: Sequence[int]) -> Grid:
    """Lines under a heading: each piece belongs to the column that begins nearest.

    A number or an empty line opens a row.
    """
    rows: list[list[list[Strand]]] = []
    fresh = True
    for line in lines:
        pieces = _pieces(line, starts)
        if not pieces:
            fresh = True
            continue
        first = pieces[0]
        if is_section(line):
            rows.append([[] for _ in starts])
            rows[-1][0].append(line.strip())
            fresh = True
            continue
        if fresh or not rows or (first[0] == 0 and first[1].text[:1].isdecimal()):
            rows.append([[] for _ in starts])
        fresh = False
        for column, piece in pieces:
            rows[-1][column].append(piece)
    return Grid(tuple(tuple(Cell(join(pieces)) for pieces in row) for row in _merged(rows)))


def _merged(rows: list[list[list[Strand]]]) -> list[list[list[Strand]]]:
    """A row without a number that only goes on with the cells of the one above belongs to it."""
    done: list[list[list[Strand]]] = []
    for row in rows:
        goes_on = done and not row[0] and all(above or not here for here, above in zip(row, done[-1], strict=True))
        if goes_on and sum(1 for cell in row if cell) < len(row) - 1:
            for above, here in zip(done[-1], row, strict=True):
                above.extend(here)
        else:
            done.append(row)
    return done


def _pieces(line: Strand, starts: Sequence[int]) -> list[tuple[int, Strand]]:
    found: list[tuple[int, Strand]] = []
    last = 0
    for match in [*_WIDE_GAP.finditer(line.text), None]:
        end = match.start() if match else len(line)
        if line.text[last:end].strip():
            column = _nearest(width_before(line.text, last), starts)
            found.append((column, line.cut(last, end).strip()))
        last = match.end() if match else end
    return found


def _nearest(at: int, starts: Sequence[int]) -> int:
    return min(range(len(starts)), key=lambda index: abs(starts[index] - at))
