"""Automatic numbers of Word paragraphs: a notice's 一、 and （一） are often printed by the list, not typed."""

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from defusedxml.ElementTree import fromstring

PART = "word/numbering.xml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHINESE = frozenset(
    (
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "taiwaneseCountingThousand",
        "ideographTraditional",
    )
)
_DIGITS = "零一二三四五六七八九"
_DEEPEST = 9


@dataclass
class _Level:
    form: str
    pattern: str
    start: int


@dataclass
class Numbers:
    """The lists of a document and how far each has counted."""

    levels: dict[tuple[str, int], _Level] = field(default_factory=dict)  # by list and depth
    counted: dict[tuple[str, int], int] = field(default_factory=dict)

    @classmethod
    def of(cls, archive: ZipFile) -> "Numbers":
        if PART not in archive.namelist():
            return cls()
        root = fromstring(archive.read(PART), forbid_dtd=True)
        abstract = {
            one.get(f"{W}abstractNumId", ""): list(one.findall(f"{W}lvl")) for one in root.findall(f"{W}abstractNum")
        }
        numbers = cls()
        for one in root.findall(f"{W}num"):
            link = one.find(f"{W}abstractNumId")
            for level in abstract.get(link.get(f"{W}val", ""), []) if link is not None else []:
                numbers.levels[one.get(f"{W}numId", ""), _whole(level.get(f"{W}ilvl"), 0)] = _level(level)
        return numbers

    def before(self, paragraph: Element) -> str:
        """What the list prints before this paragraph, nothing where it is in none."""
        listed = paragraph.find(f"{W}pPr/{W}numPr")
        number = listed.find(f"{W}numId") if listed is not None else None
        if listed is None or number is None:
            return ""
        depth = listed.find(f"{W}ilvl")
        at = _whole(depth.get(f"{W}val") if depth is not None else None, 0)
        return self._next(number.get(f"{W}val", ""), min(at, _DEEPEST))

    def _next(self, number: str, depth: int) -> str:
        level = self.levels.get((number, depth))
        if level is None or level.form in ("bullet", "none"):
            return ""
        self.counted[number, depth] = self.counted.get((number, depth), level.start - 1) + 1
        for deeper in range(depth + 1, _DEEPEST + 1):
            self.counted.pop((number, deeper), None)
        text = level.pattern
        for at in range(depth + 1):
            above = self.levels.get((number, at))
            value = self.counted.get((number, at), above.start if above else 1)
            text = text.replace(f"%{at + 1}", _written(value, above.form if above else "decimal"))
        return text


def _level(element: Element) -> _Level:
    def value(name: str, default: str) -> str:
        found = element.find(f"{W}{name}")
        return found.get(f"{W}val", default) if found is not None else default

    return _Level(value("numFmt", "decimal"), value("lvlText", "%1.")[:40], _whole(value("start", "1"), 1))


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else default


def _written(value: int, form: str) -> str:
    if form not in _CHINESE or not 0 < value < 100:
        return str(value)
    tens, ones = divmod(value, 10)
    return ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "") + (_DIGITS[ones] if ones else "")
