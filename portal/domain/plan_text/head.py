"""What stands above and below the plan: title, number, dates, who issued it, to whom."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from portal.domain.plan_text.brackets import split_outside
from portal.domain.plan_text.dates import ANY_DAY, CHINESE_DAY, ISO_DAY, WRITTEN_DAY, day_of
from portal.domain.plan_text.document_number import ADDRESSEE, BESIDE_NUMBER, NUMBER, document_number, number_start
from portal.domain.plan_text.reading import DateFound, Head, Piece
from portal.domain.plan_text.strand import Strand, join

_TITLE_END = re.compile(
    r"(?:通知|意见|方案|决定|计划|办法|要点|清单|分工|规划|措施|通报|细则|分解表|分工表|任务表|一览表|纪要|台账|"
    r"纲要|行动|工作安排|责任书|任务书|责任分解|表|（20\d\d—20\d\d年）|（试行）)$"
)
_SIGNED = re.compile(rf"^（?(?:{CHINESE_DAY}|{WRITTEN_DAY})）?$")
_SIGNED_BEHIND = re.compile(
    rf"(?:[府会委局厅室部组院办司公团]|（代章）|（章）|（盖章）)({CHINESE_DAY}|{WRITTEN_DAY})(?=$|（|"
    rf"。|印发|附)"
)
_SIGNED_IN_LINE = re.compile(
    rf"(?<=[。！])[\u4e00-\u9fff（）、]{{3,60}}?(?:[府会委局厅室部组院办司]|（代章）)"
    rf"({CHINESE_DAY}|{WRITTEN_DAY})(?!印发)"
)
_PRINTED = re.compile(rf"({CHINESE_DAY}|{WRITTEN_DAY})印发")
_PUBLISHED = re.compile(
    rf"(?:(?:发布|公布|公开|发文|上网|更新|生成|信息提供)(?:日期|时间)|^(?:时间|日期))[：:】]{{0,2}}({ISO_DAY}|{CHINESE_DAY})"
)
_MADE = re.compile(rf"(?:成文|印发|签发)(?:日期|时间)[：:】]{{0,2}}({ISO_DAY}|{CHINESE_DAY})")
_BODY_NAME = re.compile(r"(?:政府|委员会|办公室|局|厅|委|部|会|组|中心|公司|（代章）|院)$")
_ANNEX = re.compile(r"^附件[\d一二三四五六七八九十]{0,2}[：:]?")
_DAY_SIGN = re.compile(r"年|\d[-—./]\d")
_SHORTEST_DAY = 8


@dataclass(frozen=True, slots=True)
class _Day:
    kind: str
    day: date
    strand: Strand

    def found(self, sure: float = 1.0) -> DateFound:
        return DateFound(self.day, self.strand.place, sure)


def head_of(paragraphs: Sequence[Strand], cells: Sequence[Strand], lone_rows: Sequence[Strand] = ()) -> Head:
    """`cells`: a table of particulars, word and value as one paragraph; `lone_rows`: lines across a table's head."""
    days = list(_days([*paragraphs, *cells]))
    title, rest = _title(paragraphs)
    title = title or _title_of_table(lone_rows)
    return Head(
        title=title,
        plan_title=_plan_title(title),
        document_number=document_number(paragraphs, cells),
        issued_on=_issued(days),
        printed_on=_first(days, "printed"),
        published_on=_first(days, "published"),
        issuers=tuple(_issuers(paragraphs)),
        addressees=tuple(_addressees(rest)),
    )


def _days(paragraphs: Sequence[Strand]) -> Iterator[_Day]:
    for index, paragraph in enumerate(paragraphs):
        text = paragraph.text
        if len(text) < _SHORTEST_DAY or not _DAY_SIGN.search(text):
            continue
        if len(text) > 60 and not ANY_DAY.search(text[-60:]) and not ANY_DAY.search(text[:60]):
            yield from _days_in_line(paragraph)
            continue
        prints = index + 1 < len(paragraphs) and paragraphs[index + 1].text.startswith("印发")
        yield from _days_in(paragraph, prints)


def _days_in_line(paragraph: Strand) -> Iterator[_Day]:
    """A paper without line breaks: …认真贯彻执行。县人民政府2021年4月6日."""
    for match in _SIGNED_IN_LINE.finditer(paragraph.text):
        day = day_of(match.group(1))
        if day is not None:
            yield _Day("behind", day, paragraph.cut(match.start(1), match.end(1)))


def _days_in(paragraph: Strand, prints: bool) -> Iterator[_Day]:
    text = paragraph.text
    forms = (
        ("printed", _PRINTED),
        ("made", _MADE),
        ("published", _PUBLISHED),
        ("behind", _SIGNED_BEHIND),
        ("behind", BESIDE_NUMBER),
    )
    taken: set[int] = set()
    for kind, pattern in forms:
        for match in pattern.finditer(text):
            group = match.lastindex or 1
            day = day_of(match.group(group))
            if day is not None and match.start(group) not in taken:
                taken.add(match.start(group))
                behind_print = kind == "behind" and (prints or text[match.end() :].startswith("印发"))
                yield _Day(
                    "printed" if behind_print else kind, day, paragraph.cut(match.start(group), match.end(group))
                )
    if _SIGNED.match(text) and (day := day_of(text.strip("（）"))) is not None:
        yield _Day("printed" if prints else "signed", day, paragraph.strip("（）"))
    elif re.fullmatch(ISO_DAY, text) and (day := day_of(text)) is not None:
        yield _Day("published", day, paragraph)


def _issued(days: Sequence[_Day]) -> DateFound | None:
    """Signed counts; printed and published only stand in for it."""
    for kind, sure in (("made", 1.0), ("signed", 1.0), ("behind", 0.9), ("printed", 0.5), ("published", 0.4)):
        for day in days:
            if day.kind == kind:
                return day.found(sure)
    return None


def _first(days: Sequence[_Day], kind: str) -> DateFound | None:
    return next((day.found() for day in days if day.kind == kind), None)


def _title(paragraphs: Sequence[Strand]) -> tuple[Piece | None, Sequence[Strand]]:
    """The first lines that end as a title does, joined; and what follows them."""
    parts: list[Strand] = []
    if paragraphs and (flattened := _title_before_number(paragraphs[0])) is not None:
        return Piece(flattened.text, flattened.place), paragraphs[1:]
    for index, paragraph in enumerate(paragraphs[:25]):
        text = paragraph.text
        if ADDRESSEE.match(text) or (parts and (len(text) > 120 or text.endswith("。"))):
            break
        if _is_no_title(text):
            parts = []
            continue
        parts.append(paragraph)
        whole = join(parts)
        if len(parts) <= 4 and _TITLE_END.search(whole.text) and whole.text.count("《") == whole.text.count("》"):
            return Piece(whole.text, whole.place), paragraphs[index + 1 :]
        parts = parts[-3:]
    return None, paragraphs


def _title_before_number(paragraph: Strand) -> Strand | None:
    """A paper without line breaks: its title stands before its number."""
    match = NUMBER.search(paragraph.text[:400])
    start = number_start(paragraph, match.start(), match.end()) if match else None
    title = paragraph.cut(0, start) if start and len(paragraph) > 120 else None
    return title if title is not None and _TITLE_END.search(title.text) else None


def _title_of_table(rows: Sequence[Strand]) -> Piece | None:
    """The line across the head of a table, where nothing stands above it."""
    for row in rows:
        name = _ANNEX.sub("", row.text)
        if _TITLE_END.search(name) and len(name) <= 80:
            return Piece(name, row.cut(len(row) - len(name)).place)
    return None


def _is_no_title(text: str) -> bool:
    return (
        len(text) > 120
        or bool(NUMBER.search(text))
        or bool(re.search(r"文件$|^附件|首页|^[∙·*]?【|来源：|日期：|时间：|^\d|^[A-Z]{2,}", text))
        or bool(re.fullmatch(ISO_DAY, text))
    )


def _plan_title(title: Piece | None) -> Piece | None:
    match = re.search(r"《(.{4,100})》", title.text) if title else None
    return Piece(match.group(1), title.place, 0.9) if match and title else None


def _addressees(paragraphs: Sequence[Strand]) -> Iterator[Piece]:
    for paragraph in paragraphs[:6]:
        if ADDRESSEE.match(paragraph.text):
            for start, end in split_outside(paragraph.text[:-1], "，；"):
                piece = paragraph.cut(start, end)
                yield Piece(piece.text, piece.place)
            return


def _issuers(paragraphs: Sequence[Strand]) -> Iterator[Piece]:
    """The lines right above the signed date."""
    for index, paragraph in enumerate(paragraphs):
        if not _SIGNED.match(paragraph.text):
            continue
        above: list[Strand] = []
        for line in reversed(paragraphs[max(0, index - 12) : index]):
            if len(line) > 40 or not _BODY_NAME.search(line.text):
                break
            above.append(line)
        yield from (Piece(line.text, line.place) for line in reversed(above))
        return
