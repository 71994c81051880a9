"""From the paper to the reading, step by step."""

import gc
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from portal.domain.plan_text import headings, indicators, links, stated_rules, table_tasks
from portal.domain.plan_text.assignments import Assignment
from portal.domain.plan_text.blocks import Block, TableBlock, blocks_of
from portal.domain.plan_text.characters import canonical
from portal.domain.plan_text.deadlines import in_prose
from portal.domain.plan_text.doubts import Doubts
from portal.domain.plan_text.head import head_of
from portal.domain.plan_text.outline import parts_of
from portal.domain.plan_text.prose_tasks import Item, Items
from portal.domain.plan_text.reading import Piece, Place, Reading, Rule, RuleKind, Target, Task
from portal.domain.plan_text.strand import Strand, whole
from portal.domain.plan_text.targets import Found, targets_in
from portal.domain.plan_text.told import NOTHING_TOLD, Told
from portal.domain.plan_text.traditional import AsPrinted, is_traditional, simplified

_IS_ASSIGNMENT = re.compile(r"（责任[^，。]{0,8}：")  # a rule inside it is found with it


def read(text: str, told: Told = NOTHING_TOLD) -> Reading:
    """Everything a careful reader takes from a notice, under what people said of it; no text makes it fail."""
    plain = canonical(text)
    with _uncollected():
        if not is_traditional(plain):
            return _Reader(blocks_of(whole(plain)), told).read()
        reading = _Reader(blocks_of(whole(simplified(plain))), told).read()
        return AsPrinted(plain).reading(reading)


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for rings of dead objects meanwhile: with so many small live ones it takes a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class _Reader:
    def __init__(self, blocks: Sequence[Block], told: Told) -> None:
        self.told = told
        self.paragraphs = [block for block in blocks if isinstance(block, Strand)]
        self.tables = [block for block in blocks if isinstance(block, TableBlock)]
        self.doubts = Doubts()
        self.tasks: list[Task] = []
        self.targets: list[tuple[Found, str, int | None]] = []  # with its section and its task's place in self.tasks
        self.rules = [*self._rules_in(self.paragraphs)]
        self.is_open: dict[int, bool] = {}

    def read(self) -> Reading:
        self._tables()
        self._prose()
        tasks, targets = links.in_order(self.tasks, self.targets)
        tasks = links.with_first_leads(tasks, self.rules)
        targets = links.with_repeats(targets)
        self.doubts.about_tasks(tasks, self.rules)
        self.doubts.about_targets(targets)
        head = head_of(self.paragraphs, self._particulars(), [*self._lone_rows()])
        self.doubts.about_head(head)
        final = tuple(target for target, _ in targets)
        return Reading(head, tuple(tasks), final, tuple(self.rules), self.doubts.questions())

    def _rules_in(self, paragraphs: Sequence[Strand]) -> Iterator[Rule]:
        """Rules in sentences of their own; those inside an assignment are found with it."""
        for paragraph in paragraphs:
            if len(paragraph) <= 300 and not _IS_ASSIGNMENT.match(paragraph.text):
                kind = stated_rules.rule_kind(paragraph.text)
                if kind in (RuleKind.MARK_IS_LEAD, RuleKind.EMPTY_IS_MERGED, RuleKind.FIRST_IS_LEAD):
                    yield Rule(kind, Piece(paragraph.text, paragraph.place))
                if kind is RuleKind.MARK_IS_LEAD and stated_rules.says_empty_is_merged(paragraph.text):
                    yield Rule(RuleKind.EMPTY_IS_MERGED, Piece(paragraph.text, paragraph.place))

    def _particulars(self) -> list[Strand]:
        """Rows of a table that is none of tasks, each as one paragraph: 成文日期：2024年4月12日."""
        found: list[Strand] = []
        for block in self.tables:
            if table_tasks.table_of(block.grid, block.columns) is None:
                for row in block.grid.rows[:20]:
                    found += table_tasks.as_particulars(row)
        return found

    def _lone_rows(self) -> Iterator[Strand]:
        for block in self.tables:
            for row in block.grid.rows[:3]:
                texts = {cell.text: cell.strand.squeezed() for cell in row if cell.text}
                if len(texts) == 1:
                    yield from texts.values()

    def _tables(self) -> None:
        merged = any(rule.kind is RuleKind.EMPTY_IS_MERGED for rule in self.rules)
        for block in self.tables:
            table = table_tasks.table_of(block.grid, block.columns)
            if table is None:
                continue
            self._state(table.rules)
            owners: dict[int, int] = {}  # where a task's words begin → its place in self.tasks
            for row in table_tasks.rows_of(table, merged or block.empty_is_merged):
                self._row(row)
                owners[row.content.place.start] = len(self.tasks) - 1
            for indicator in indicators.rows_of(table):
                owner = owners.get(indicator.metric.place.start)
                self.targets += [(found, "", owner) for found in indicators.targets_of(indicator)]

    def _row(self, row: table_tasks.Row) -> None:
        body = [row.content]
        end = row.last.place.end if row.last else row.content.place.end
        place = Place(row.content.place.start, max(end, row.content.place.end))
        self._add_rules(row.assignment, row.content)
        deadlines = row.assignment.deadlines or ([] if row.has_limit_column else _limits(body))
        for column, above in row.unsure:
            self.doubts.merged_cell(column, row.content, above)
        task = _task(row.number, row.section, headings.title_of(body), place, row.assignment, deadlines)
        self.tasks.append(task)
        for strand in (*body, *row.goals):
            self._targets(strand, row.section, len(self.tasks) - 1)

    def _prose(self) -> None:
        items = Items(parts_of(self.paragraphs, self.told))
        items.choose(has_table_tasks=bool(self.tasks))
        numbered = any(item.node.marker is not None for part in items.parts for item in items.walk(part))
        for index, part in enumerate(items.parts):
            if index in items.covers:
                continue
            for item in items.walk(part):
                self._item(items, item, numbered or bool(self.tasks))

    def _item(self, items: Items, item: Item, has_items: bool) -> None:
        self.doubts.about_number(item.node)
        above = [items.of(node) for node in item.node.ancestors() if node.marker]
        if item.is_task:
            self._prose_task(item, above)
        elif item.words.assignment.rules:
            self._add_rules(item.words.assignment, item.words.body[0] if item.words.body else None)
        if not item.words.body:
            return
        if item.node.marker is None and has_items and not item.is_stretch:
            for strand in headings.goals_of(item.words.body):
                self._targets(strand, "", None)
            return
        owner = next((one for one in [item, *above] if one.is_task), None)
        if owner is None and any(headings.has_no_targets(one.heading) for one in [item, *above]):
            return
        section = above[0].label + above[0].heading if above else item.label + item.heading
        for strand in item.words.body:
            self._targets(strand, section, self._index_of(owner))

    def _index_of(self, owner: Item | None) -> int | None:
        return owner.index if owner is not None else None

    def _prose_task(self, item: Item, above: Sequence[Item]) -> None:
        words = item.words
        places = [one.place for one in (*words.body, *words.places, *([item.node.place] if item.node.place else []))]
        place = Place(min(one.start for one in places), max(one.end for one in places))
        self._add_rules(words.assignment, words.body[0] if words.body else None)
        limits = [*_limits(words.body), *words.assignment.deadlines]
        section = above[0].label + above[0].heading if above else ""
        parent = next((one.index for one in above if one.is_task), None)
        self.tasks.append(_task(item.label, section, item.title, place, words.assignment, limits, parent))
        item.index = len(self.tasks) - 1

    def _state(self, strands: Sequence[Strand]) -> None:
        for strand in strands:
            kind = stated_rules.rule_kind(strand.text)
            if kind is not None:
                self.rules.append(Rule(kind, Piece(strand.text, strand.place)))

    def _add_rules(self, assignment: Assignment, near: Strand | None) -> None:
        self._state(assignment.rules)
        if assignment.says_first_leads and near is not None:
            self.rules.append(Rule(RuleKind.FIRST_IS_LEAD, Piece(near.text[:40], near.place)))

    def _targets(self, strand: Strand, section: str, task: int | None) -> None:
        self.targets += [(found, section, task) for found in targets_in(strand)]


def _limits(body: Sequence[Strand]) -> list[Piece]:
    return [Piece(limit.text, limit.place) for strand in body for limit in in_prose(strand)]


def _task(
    number: str,
    section: str,
    title: Strand,
    place: Place,
    who: Assignment,
    deadlines: Sequence[Piece],
    parent: int | None = None,
) -> Task:
    return Task(
        number=number,
        section=section,
        title=Piece(title.text, title.place),
        place=place,
        lead=links.once(who.lead),
        responsible=links.once(who.responsible),
        commander=links.once(who.commander),
        deputy_commanders=links.once(who.deputy),
        deadlines=links.once(deadlines),
        parent=parent,
        list_is_open=who.is_open,
    )


__all__ = ["Target", "read"]
