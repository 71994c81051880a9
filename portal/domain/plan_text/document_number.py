"""The number a paper bears: beside a label, alone in a line, behind its title; numbers of others are only cited."""

import re
from collections.abc import Sequence

from portal.domain.plan_text.dates import CHINESE_DAY, WRITTEN_DAY
from portal.domain.plan_text.reading import Piece
from portal.domain.plan_text.strand import Strand

NUMBER = re.compile(r"[\u4e00-\u9fffA-Z（）·]{1,24}[〔（\[【(]\d{4}[〕）\]】)]第?\d{1,5}号")
_NUMBER_OF_MINUTES = re.compile(r"^[〔（\[【](?:\d{4}[〕）\]】]第?\d{1,4}号|\d{4}年第\d{1,4}[号期][〕）\]】])$")
_NUMBER_ALONE = re.compile(r"^[∙·*【（]{0,2}(?:发文字号|字号|文号|发文文号|文件编号|编号)?[】：]{0,2}$")
_NUMBER_LABEL = re.compile(r"(?:发文字号|发文文号|文号)[】：]{1,2}$")  # in a line of particulars, beside others
_IN_LINE_BELOW_TITLE = re.compile(r"^（[^（）]{4,60}(?:印发|发布|公布|通过)，$")
_REPORTS = re.compile(r"(?:请示|来函)(?:（略）)?$")  # what was handed up, and is printed above the answer
_AFTER_TITLE = re.compile(r"(?:通知|意见|方案|决定|计划|办法|函|公告|要点|清单|分工|规划|措施|文件|通报|批复|制度)$")
ADDRESSEE = re.compile(r"^(?:各|省|市|区|县|国务院|自治区|全|机关|有关|驻).{1,200}：$")
BESIDE_NUMBER = re.compile(
    rf"号({CHINESE_DAY}|{WRITTEN_DAY})(?:印发)?）?$|^（[^，。；]{{2,40}}?({CHINESE_DAY}|{WRITTEN_DAY})(?:印发)?）$"
)
_FIRST_LINES = 60
_LONGEST_TITLE = 150


def document_number(paragraphs: Sequence[Strand], cells: Sequence[Strand]) -> Piece | None:
    lines = [*paragraphs[:_FIRST_LINES], *cells]
    reported = {at for at, line in enumerate(lines[1:]) if _REPORTS.search(line.text)}
    for paragraph in (line for at, line in enumerate(lines) if at not in reported):
        if _NUMBER_OF_MINUTES.match(paragraph.text):
            return Piece(paragraph.text, paragraph.place)
        for match in NUMBER.finditer(paragraph.text[:400]):
            start = number_start(paragraph, match.start(), match.end())
            if start is not None:
                piece = paragraph.cut(start, match.end())
                return Piece(piece.text, piece.place)
    return None


def number_start(paragraph: Strand, start: int, end: int) -> int | None:
    """Where the number of this paper begins; None where another paper is cited."""
    text = paragraph.text
    words = text[start:end]
    opening = max(words.rfind("（", 0, len(words) - 8), -1) + 1
    start += opening
    before, after = text[:start], text[end:]
    if _is_named(before, after):
        return start
    title_end = _last_title_word(text[start:end])
    if title_end and start < _LONGEST_TITLE and before.count("《") == before.count("》"):
        return start + title_end
    if _AFTER_TITLE.search(before) and "（" not in before[-1:] and not before.endswith("《"):
        return start
    if before in ("", "（") and (after in ("", "）") or BESIDE_NUMBER.match("号" + after)):
        return start
    return start if before == "" and ADDRESSEE.match(after[:120]) else None


def _is_named(before: str, after: str) -> bool:
    """文号：…, beside others in a line of particulars or alone; or in a bracket of its own below the title."""
    if _NUMBER_LABEL.search(before) or (_IN_LINE_BELOW_TITLE.match(before) and after == "）"):
        return True
    return bool(_NUMBER_ALONE.match(before) and re.fullmatch(r"(?:附件\d*)?）?|.{0,4}签发人.{0,12}", after))


def _last_title_word(words: str) -> int:
    """A title may run straight into the number: …的通知国办发〔2020〕24号."""
    found = 0
    for match in re.finditer(r"的?(?:通知|意见|方案|决定|办法)|(?<=[\u4e00-\u9fff]{4})文件", words):
        found = match.end()
    return found
