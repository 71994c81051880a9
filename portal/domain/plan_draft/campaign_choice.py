"""Which items of a notice are campaigns: those with a commander; for what lies outside them, the sections."""

import re
from collections.abc import Mapping, Sequence

from portal.domain.plan_draft.task_words import Paper
from portal.domain.plan_text.reading import Place, Reading, Task

MOST_SECTIONS = 12
MOST_COMMANDED = 30
_COMMAND = re.compile(r"指\s*挥|专\s*班|总\s*长|战\s*区")
_NUMBER = re.compile(
    r"^(?:第[一二三四五六七八九十百\d]{1,4}[章节部分]{1,2}|[（(]?[一二三四五六七八九十百\d]{1,4}[)）、.．]|附件\d*[：:]?)\s*"
)
_OPENING = re.compile(r"^(?:深入|扎实|全面|大力|全力|持续|积极|着力|统筹)?(?:开展|实施)(?=.{4})")
_CLOSING = re.compile(r"(?<=年)(?:专项)?活动$")
_LONGEST_NAME = 80


def commanded(reading: Reading, paper: Paper) -> list[int]:
    """Indexes of the items that somebody commands. 责任领导 of a single task makes no campaign."""
    found = [
        index
        for index, task in enumerate(reading.tasks)
        if task.parent is None and _is_commanded(task, index, reading, paper)
    ]
    return found if len(found) <= MOST_COMMANDED else []


def _is_commanded(task: Task, index: int, reading: Reading, paper: Paper) -> bool:
    if not task.commander:
        return False
    has_parts = any(other.parent == index for other in reading.tasks)
    return has_parts or bool(_COMMAND.search(paper.text, task.place.start, task.place.end))


def sections(tasks: Sequence[Task]) -> list[str]:
    """The sections that become campaigns; one without a name where there are none or far too many."""
    found = list(dict.fromkeys(task.section for task in tasks))
    return found if len(found) <= MOST_SECTIONS else [""]


def section_name(section: str, plan_title: str) -> str:
    name = _NUMBER.sub("", section).strip(" 。：:，；")
    return (name or plan_title)[:_LONGEST_NAME]


def campaign_name(title: str) -> str:
    """深入开展某某突破年活动 is called 某某突破年."""
    return _CLOSING.sub("", _OPENING.sub("", title)).strip(" “”")[:_LONGEST_NAME] or title[:_LONGEST_NAME]


def section_place(section: str, first: Task, paper: Paper) -> Place | None:
    """Where the heading of a section stands: the last time before its first item."""
    words = _NUMBER.sub("", section).strip()
    at = paper.text.rfind(words, 0, first.place.start) if words else -1
    return Place(at, at + len(words)) if at >= 0 else None


def by_section(tasks: Mapping[int, Task]) -> dict[str, list[int]]:
    """Indexes of tasks by the section that becomes their campaign."""
    names = sections(list(tasks.values()))
    found: dict[str, list[int]] = {name: [] for name in names}
    for index, task in tasks.items():
        found[task.section if task.section in found else names[0]].append(index)
    return found
