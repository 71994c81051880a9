"""Items of the outline that are tasks: those with an assignment, and their plain siblings."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from portal.domain.plan_text import form_fields, headings
from portal.domain.plan_text.item_words import Words, segments_of
from portal.domain.plan_text.numbering import Kind
from portal.domain.plan_text.outline import Node, Part
from portal.domain.plan_text.strand import Strand

_FOLDED = (Kind.SPOKEN, Kind.SMALL, Kind.CIRCLE)
_NEVER_LOWEST = (Kind.SPOKEN, Kind.CIRCLE)


@dataclass(slots=True, eq=False)
class Item:
    node: Node
    words: Words
    is_stretch: bool = False  # not numbered: a stretch of words with an assignment of its own
    is_task: bool = False
    index: int | None = None  # its place among the tasks
    _title: tuple[int, Strand] | None = None  # for so many strands of its words

    @property
    def title(self) -> Strand:
        if self._title is None or self._title[0] != len(self.words.body):
            self._title = (len(self.words.body), headings.title_of(self.words.body))
        return self._title[1]

    @property
    def heading(self) -> str:
        return self.title.text

    @property
    def label(self) -> str:
        return self.node.place.text if self.node.place is not None else ""

    @property
    def kind(self) -> Kind | None:
        return self.node.marker.kind if self.node.marker else None


class Items:
    """All items of a paper by their nodes, with the assignments where they belong."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts = parts = [part for part in parts if part.length]  # numbers alone say nothing
        self.by_node: dict[int, Item] = {}
        nodes = [node for part in parts for node in part.root.walk()]
        for node in nodes:
            self._add(node)
        for node in nodes:
            if node.children:
                self._read_form(node)
        for item in list(self.by_node.values()):
            self._drop_members(item)
        self.running_on = {kind for part in parts for kind in _running_on(part)}
        for part in parts:
            for node in reversed(list(part.root.walk())):
                self._lift(node)
        self.covers = self._covers()
        self._counted: dict[int, dict[Kind | None, tuple[int, int]]] = {}

    def of(self, node: Node) -> Item:
        return self.by_node[id(node)]

    def walk(self, part: Part) -> Iterator[Item]:
        return (self.of(node) for node in part.root.walk())

    def _add(self, node: Node) -> None:
        if not node.texts:
            self.by_node[id(node)] = Item(node, Words())
            return
        segments = segments_of(node.texts)
        if node.marker is not None and len(segments) == 1:
            self.by_node[id(node)] = Item(node, segments[0])
            return
        own = Words()
        stretches: list[Node] = []
        for words in segments:
            if words.is_assigned:
                if node.marker is None or not stretches:
                    own.body += _before_stretch(words, node.marker is not None)
                stretch = Node(None, None, parent=node)
                self.by_node[id(stretch)] = Item(stretch, words, is_stretch=True)
                stretches.append(stretch)
            else:
                own.body += words.body
        self.by_node[id(node)] = Item(node, own)
        node.children = [*stretches, *node.children]

    def _read_form(self, node: Node) -> None:
        """Fields set out as numbered items under a heading belong to it."""
        form = form_fields.words_of(node.children) if node.marker is not None else None
        if form is None:
            return
        own = self.of(node).words
        own.assignment.merge(form.assignment)
        own.body += form.body
        own.places += form.places
        for child in node.children:
            del self.by_node[id(child)]
        node.children = []

    def _drop_members(self, item: Item) -> None:
        """组长：A；副组长：B, and no department: who sits in a leading group, and nobody's task."""
        who = item.words.assignment
        if not (who.commander or who.deputy) or who.lead or who.responsible:
            return
        above = [self.of(node) for node in item.node.ancestors() if node.marker]
        closing = any(headings.is_no_work(one.heading) for one in [item, *above])
        if item.is_stretch or closing or any("领导小组" in piece.text for piece in item.words.body):
            item.words.assignment, item.words.places, item.is_stretch = type(who)(), [], False

    def _lift(self, node: Node) -> None:
        """An assignment behind the last of several plain items is the whole's: 一是…二是…三是…（责任单位：A）."""
        children = [self.of(child) for child in node.children]
        if not children or node.marker is None:
            return
        last, earlier = children[-1], children[:-1]
        folds = last.kind in _FOLDED and last.kind not in self.running_on
        alone = last.words.is_assigned and last.words.stands_alone
        if any(child.words.is_assigned for child in earlier) or not (folds or (alone and len(children) > 1)):
            return
        if last.words.is_assigned and not self.of(node).words.is_assigned and (len(children) > 1 or folds):
            _move(last, self.of(node))
        if folds:
            self._fold(node, children)

    def _fold(self, node: Node, children: list[Item]) -> None:
        """Points of one item that carry nothing of their own are part of its words."""
        own = self.of(node)
        for child in children:
            if child.node.children:
                return
        for child in children:
            own.words.body += child.words.body
            del self.by_node[id(child.node)]
        node.children = []

    def _covers(self) -> set[int]:
        """Parts that only accompany the plan."""
        covers: set[int] = set()
        later = 0  # the length of the parts behind that have items
        for index in range(len(self.parts) - 1, -1, -1):
            part = self.parts[index]
            if part.length < later and not any(item.words.is_assigned for item in self.walk(part)):
                covers.add(index)
            later += part.length if part.has_items else 0
        return covers

    def choose(self, has_table_tasks: bool) -> list[Item]:
        plan = [part for index, part in enumerate(self.parts) if index not in self.covers]
        chosen = [item for part in plan for item in self.walk(part) if self._has_work(item)]
        if not chosen and not has_table_tasks:
            chosen = [item for part in plan for item in self.walk(part) if self._is_lowest(item)]
        for item in chosen:
            item.is_task = True
        return chosen

    def _has_work(self, item: Item) -> bool:
        if item.is_stretch or (item.node.marker is not None and item.words.is_assigned):
            return True
        if item.node.marker is None:
            return False
        parent = item.node.parent
        if parent is None or item.node.children or not item.words.body:
            return False
        siblings, assigned = self._beside(parent)[item.kind]
        siblings -= 1  # without the item itself, which is not assigned
        has_company = assigned > 0 and (item.kind not in (Kind.TOP, Kind.CHAPTER) or assigned * 2 >= siblings)
        return has_company and not headings.is_no_work(item.heading)

    def _beside(self, parent: Node) -> dict[Kind | None, tuple[int, int]]:
        """How many items of each kind it has, and how many of them are assigned; counted once, not for each item."""
        known = self._counted.get(id(parent))
        if known is None:
            known = self._counted[id(parent)] = {}
            for child in map(self.of, parent.children):
                siblings, assigned = known.get(child.kind, (0, 0))
                known[child.kind] = (siblings + 1, assigned + child.words.is_assigned)
        return known

    def _is_lowest(self, item: Item) -> bool:
        if item.node.marker is None or item.kind in _NEVER_LOWEST or not item.words.body:
            return False
        if any(child.marker and child.marker.kind not in _NEVER_LOWEST for child in item.node.children):
            return False
        above: Iterable[Item] = (self.of(node) for node in [item.node, *item.node.ancestors()] if node.marker)
        return not any(headings.is_no_work(one.heading) for one in above)


def _running_on(part: Part) -> Iterator[Kind]:
    """Numbers that do not begin again under each heading: （5） first under 三 counts items, not points of one."""
    for node in part.root.walk():
        first = node.children[0].marker if node.marker and node.children else None
        if first is not None and first.value > 1 and first.kind is Kind.SMALL:
            yield first.kind


def _before_stretch(words: Words, is_numbered: bool) -> list[Strand]:
    """Take off what stands before the stretch itself: the numbered item's heading, or paragraphs that lead up to it."""
    if is_numbered:
        if len(words.body) > 1 and headings.is_bare_heading(words.body[0]):
            taken, *words.body = words.body
            return [taken]
        heading = headings.heading_sentence(words.body[0]) if words.body else None
        if heading is None:
            return []
        rest = words.body[0].cut(len(heading) + 1).strip()
        words.body = [*([rest] if rest.text else []), *words.body[1:]]
        return [heading]
    matters = [at for at, piece in enumerate(words.body) if headings.names_a_matter(piece)]
    if matters:
        before, words.body = words.body[: matters[-1]], words.body[matters[-1] :]
        return before
    is_headed = len(words.body) > 1 and headings.heading_sentence(words.body[-1]) is None
    kept = 2 if is_headed and headings.is_bare_heading(words.body[-2]) else 1
    before, words.body = words.body[:-kept], words.body[-kept:]
    return before


def _move(source: Item, target: Item) -> None:
    target.words.assignment = source.words.assignment
    target.words.places = source.words.places
    source.words.assignment = type(source.words.assignment)()
    source.words.places = []
