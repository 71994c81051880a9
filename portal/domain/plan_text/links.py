"""What can only be said once everything has been read: order, rules stated for all, the same target twice."""

import re
from collections.abc import Sequence
from dataclasses import replace

from portal.domain.plan_text.reading import Piece, Rule, RuleKind, Target, Task
from portal.domain.plan_text.targets import Found

_METRIC_NOISE = re.compile(
    r"^(?:新增|新建|引进|培育|打造|完成|实现|全区|全市|全县|全省|年均|地区|全社会|我[省市区县])+|"
    r"[的“”《》（）\s]"
)
_PARAGRAPH = re.compile(r"(?:注|说明|备注)[：:].{2,100}|（[^（）：]{4,80}）。?|[^（）：]{4,80}。")
Placed = tuple[Found, str, int | None]


def once(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    if len(pieces) < 2:
        return tuple(pieces)
    seen: dict[str, Piece] = {}
    for piece in pieces:
        seen.setdefault(piece.text, piece)
    return tuple(seen.values())


def in_order(tasks: Sequence[Task], targets: Sequence[Placed]) -> tuple[list[Task], list[tuple[Target, Found]]]:
    """Printed order; the indexes that point from one to the other are kept right."""
    order = sorted(range(len(tasks)), key=lambda index: tasks[index].place.start)
    new = {old: index for index, old in enumerate(order)}
    sorted_tasks = [
        tasks[old] if tasks[old].parent is None else replace(tasks[old], parent=_moved(tasks[old].parent, new))
        for old in order
    ]
    placed = sorted(targets, key=lambda one: one[0].target.text.place.start)
    return sorted_tasks, [
        (replace(found.target, section=section, task=_moved(task, new)), found) for found, section, task in placed
    ]


def _moved(index: int | None, new: dict[int, int]) -> int | None:
    return None if index is None else new[index]


def with_first_leads(tasks: Sequence[Task], rules: Sequence[Rule]) -> list[Task]:
    """The rule holds from the item it is stated in on, for all where it stands outside or behind the last of them.

    A group never leads.
    """
    stated = [rule for rule in rules if rule.kind is RuleKind.FIRST_IS_LEAD]
    if not stated:
        return list(tasks)
    start = min(rule.text.place.start for rule in stated)
    inside = any(task.place.start <= start < task.place.end for task in tasks)
    inside = inside and not (tasks[-1].place.start <= start and _is_paragraph(stated[0].text.text))
    return [_first_leads(task) if not inside or task.place.end > start else task for task in tasks]


def _is_paragraph(text: str) -> bool:
    """Stated in a paragraph of its own, and not inside an item's bracket."""
    return bool(_PARAGRAPH.fullmatch(text))


def _first_leads(task: Task) -> Task:
    if task.lead or not task.responsible or task.responsible[0].is_group:
        return task
    return replace(task, lead=task.responsible[:1], responsible=task.responsible[1:])


def with_repeats(targets: Sequence[tuple[Target, Found]]) -> list[tuple[Target, Found]]:
    """The same metric in the same kind of unit, said before: both values are shown."""
    seen: dict[tuple[str, str, str], int] = {}
    done: list[tuple[Target, Found]] = []
    for index, (target, found) in enumerate(targets):
        key = (_METRIC_NOISE.sub("", target.metric), target.unit or "", target.by or "")
        first = seen.setdefault(key, index) if len(key[0]) >= 2 else index
        done.append((replace(target, same_as=first) if first != index else target, found))
    return done
