"""From what was read to a draft of the plan: campaigns, tasks, targets, and what each question is about."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from portal.domain.plan_draft import campaign_choice
from portal.domain.plan_draft.asked import questions_of
from portal.domain.plan_draft.draft import Draft, Field, Item, ItemKind, Named
from portal.domain.plan_draft.head_fields import head_fields
from portal.domain.plan_draft.labels import ITEM_FIELDS
from portal.domain.plan_draft.origins import with_origins
from portal.domain.plan_draft.target_fields import kind_of, target_fields
from portal.domain.plan_draft.task_words import Paper, due_day
from portal.domain.plan_draft.tree import PREFIX
from portal.domain.plan_draft.words import BRACKETS, first_clauses
from portal.domain.plan_text.reading import Piece, Place, Reading, Task
from portal.domain.plan_text.reading import Target as Printed

_LONGEST_TITLE = 200
_OFFERED = 0.5  # how sure a proposed task is: the paper says it, but does not call it a task
_JOINT = 0.6

Names = tuple[Named, ...]


def from_reading(reading: Reading, text: str) -> Draft:
    """Everything a reading understood, as a draft to be reviewed."""
    return _Builder(reading, text).build()


class _Builder:
    def __init__(self, reading: Reading, text: str) -> None:
        self.reading = reading
        self.paper = Paper(text)
        self.head = head_fields(reading, text)
        self.items: dict[str, Item] = {}
        self.offered_in: dict[str, list[Item]] = {}  # sentences offered as tasks, by their campaign
        self.figures: dict[int | None, list[Piece]] = {}
        for target in reading.targets:
            if not target.is_doubtful:
                self.figures.setdefault(target.task, []).append(target.text)
        self.of_task: dict[int, str] = {}  # index of a printed task → id of its item
        self.of_target: list[str] = []
        self.next = 1

    def build(self) -> Draft:
        for index in campaign_choice.commanded(self.reading, self.paper):
            self._campaign(index, self.reading.tasks[index])
        self._sections()
        self._tasks()
        self._proposals()
        for target in self.reading.targets:
            self._target(target)
        asked = questions_of(self.reading, self.of_task, self.of_target)
        items = sorted(self.items.values(), key=lambda item: (item.kind is ItemKind.TARGET, _start(item)))
        return Draft(self.head, with_origins(items), asked, next=self.next)

    def _keep(self, item: Item) -> None:
        self.items[item.id] = item

    def _id(self, kind: ItemKind) -> str:
        self.next += 1
        return f"{PREFIX[kind]}{self.next - 1}"

    def _campaign(self, index: int, task: Task) -> None:
        name = Field(campaign_choice.campaign_name(task.title.text), task.title.place, task.title.sure)
        item_id = self.of_task[index] = self._id(ItemKind.CAMPAIGN)
        fields = _all(ItemKind.CAMPAIGN, name=name)
        words = (task.number, task.section, task.place)
        self._keep(Item(item_id, ItemKind.CAMPAIGN, "", *words, fields, *_named_lists(task)))

    def _sections(self) -> None:
        """Items outside of commanded campaigns lie in a campaign of their section."""
        self.campaign_of: dict[int, str] = {}
        left = {index: task for index, task in enumerate(self.reading.tasks)
                if index not in self.of_task and task.parent is None}  # fmt: skip
        title = self.head["title"].value
        for section, indexes in campaign_choice.by_section(left).items() if left else ():
            campaign = self._id(ItemKind.CAMPAIGN)
            place = campaign_choice.section_place(section, left[indexes[0]], self.paper) if indexes else None
            name = Field(campaign_choice.section_name(section, title), place, 0.7 if section else 0.4)
            fields = _all(ItemKind.CAMPAIGN, name=name)
            self._keep(Item(campaign, ItemKind.CAMPAIGN, section=section, place=place, fields=fields))
            self.campaign_of |= dict.fromkeys(indexes, campaign)

    def _tasks(self) -> None:
        for index in range(len(self.reading.tasks)):
            if index not in self.of_task:
                self.of_task[index] = self._id(ItemKind.TASK)
        for index, task in enumerate(self.reading.tasks):
            if not self.of_task[index].startswith(PREFIX[ItemKind.CAMPAIGN]):
                parent = self.campaign_of.get(index) or self.of_task[task.parent or 0]
                self._keep(self._task(self.of_task[index], parent, index, task))

    def _task(self, item_id: str, parent: str, index: int, task: Task) -> Item:
        fields = _all(
            ItemKind.TASK,
            title=Field(task.title.text[:_LONGEST_TITLE], task.title.place, task.title.sure),
            content=self.paper.content_of(task),
            standard=self.paper.standard_of(task, self.figures.get(index, ())),
            due_on=due_day(task.deadlines, self.head["ends_on"].value),
            deadline_text=_limits(task.deadlines),
        )
        words = (task.number, task.section, task.place)
        return Item(item_id, ItemKind.TASK, parent, *words, fields, *_named_lists(task))

    def _proposals(self) -> None:
        """A campaign that prints no items of its own: each of its sentences is offered as a task of its lead."""
        parents = {item.parent for item in self.items.values()}
        for index, item_id in self.of_task.items():
            if item_id.startswith(PREFIX[ItemKind.CAMPAIGN]) and item_id not in parents:
                self.offered_in[item_id] = list(self._offered(item_id, self.reading.tasks[index]))
        for item in (one for offered in self.offered_in.values() for one in offered):
            self._keep(item)

    def _offered(self, campaign: str, task: Task) -> Iterator[Item]:
        lead = tuple(replace(one, sure=_OFFERED) for one in _named_lists(task)[0])
        for place in self.paper.sentences(self.paper.body_of(task)):
            words = self.paper.words(place)
            limits = [limit for limit in task.deadlines if place.start <= limit.place.start < place.end]
            fields = _all(
                ItemKind.TASK,
                title=Field(first_clauses(words), place, _OFFERED),
                content=Field(words, place, _OFFERED),
                standard=Field(words[:2000], place, _OFFERED),
                due_on=due_day(limits, self.head["ends_on"].value),
                deadline_text=_limits(limits),
            )
            yield Item(self._id(ItemKind.TASK), ItemKind.TASK, campaign, section=task.section, place=place,
                       fields=fields, lead=lead, is_proposed=True)  # fmt: skip

    def _target(self, target: Printed) -> None:
        item_id = self._id(ItemKind.TARGET)
        self.of_target.append(item_id)
        inside = self._inside(target)
        twin = self.of_target[target.same_as] if target.same_as is not None else ""
        item = Item(
            id=item_id,
            kind=ItemKind.TARGET,
            parent=self._campaign_above(inside),
            section=target.section,
            place=target.text.place,
            fields=target_fields(target),
            whole=self._whole(target, inside),
            twin=twin,
            task=inside if inside.startswith(PREFIX[ItemKind.TASK]) else "",
        )
        self._keep(item)

    def _inside(self, target: Printed) -> str:
        """The innermost item that holds a target's words: a proposed task goes before its campaign."""
        printed = self.of_task[target.task] if target.task is not None else ""
        at = target.text.place.start
        offered = self.offered_in.get(printed, ())
        holding = (item.id for item in offered if item.place and item.place.start <= at < item.place.end)
        return next(holding, printed)

    def _campaign_above(self, item_id: str) -> str:
        while item_id and not item_id.startswith(PREFIX[ItemKind.CAMPAIGN]):
            item_id = self.items[item_id].parent
        return item_id

    def _whole(self, target: Printed, inside: str) -> str:
        """其中 makes it a part of the target just before it; two figures of one clause are parts of the same."""
        before = self.paper.text[max(0, target.text.place.start - 4) : target.text.place.start]
        if not (target.text.text.startswith("其中") or "其中" in before) or len(self.of_target) < 2:
            return ""
        last = self.items[self.of_target[-2]]
        if last.value("unit") == (target.unit or "") and last.value("kind") != kind_of(target):
            return ""  # a share of 32% is no part of a growth of 9%
        if last.place == target.text.place:
            return last.whole
        return (last.whole or last.id) if self._campaign_above(inside) == last.parent and not last.twin else ""


def _start(item: Item) -> int:
    return item.place.start if item.place else 0


def _all(kind: ItemKind, **known: Field) -> dict[str, Field]:
    """Every field of a kind, in its order; those nothing is known of are empty."""
    return {name: known.get(name, Field()) for name in ITEM_FIELDS[kind]}


def _named(piece: Piece, *, is_joint: bool = False, sure: float | None = None) -> Named:
    return Named(piece.text.translate(BRACKETS), piece.place, piece.sure if sure is None else sure, is_joint)


def _named_lists(task: Task) -> tuple[Names, Names, Names, Names]:
    """Lead, responsible, commander, deputies. The first of several printed leads is proposed, the others are marked.

    A group never leads: one that is printed so is marked as well.
    """
    leading = next((piece for piece in task.lead if not piece.is_group), None)
    several = len(task.lead) > 1
    joint = tuple(_named(piece, is_joint=True) for piece in task.lead if piece is not leading)
    return (
        (_named(leading, sure=_JOINT if several else None),) if leading else (),
        joint + tuple(_named(piece) for piece in task.responsible),
        tuple(_named(piece) for piece in task.commander),
        tuple(_named(piece) for piece in task.deputy_commanders),
    )


def _limits(limits: Sequence[Piece]) -> Field:
    if not limits:
        return Field()
    words = "；".join(piece.text for piece in limits)
    return Field(words, Place(limits[0].place.start, limits[-1].place.end), min(piece.sure for piece in limits))
