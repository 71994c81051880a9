"""The tree of a campaign as a page shows it: rows in order, each with its light, its place and its toggle."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from flask import get_template_attribute
from flask_babel import gettext
from markupsafe import Markup

from portal import identity
from portal.services.tasks.listing import ListedTask
from portal.services.tasks.tree import Branch
from portal.views.tasks.rows import INTERNAL, lamp, lamp_reason


@dataclass(frozen=True, slots=True)
class Node:
    """One row: `written` where it is kept as a whole, else its parts.

    `cells` are those after its title, `more_url` marks the row that leads to the rest of a long branch.
    """

    title: str
    url: str
    level: int
    cells: str = ""
    written: Markup | None = None
    toggle_url: str | None = None
    is_open: bool = False
    branch_url: str | None = None
    more_url: str | None = None


class Tree:
    """Lays branches out for one page. `opened` are the branches its address holds open."""

    def __init__(
        self, base_url: str, branches: Mapping[int, Branch], opened: Sequence[int] = (), query: str = ""
    ) -> None:
        self.base_url, self.branches, self.opened, self.query = base_url, branches, list(opened), query

    def lay_out(self, branch: Branch, level: int = 0) -> list[Node]:
        """All rows of a page, opened branches beneath their task."""
        return list(self._walk(branch, level))

    def lay_flat(self, branch: Branch) -> list[Node]:
        """The rows of a list that goes across the levels: nothing opens in it."""
        return [self._node(one, 0) for one in branch.rows]

    def _walk(self, branch: Branch, level: int) -> Iterator[Node]:
        for one in branch.rows:
            inside = self.branches.get(one.task.id)
            yield self._kept(one, level) if self.is_as_found else self._laid(one, level, inside is not None)
            if inside is not None:
                yield from self._walk(inside, level + 1)
        if branch.next_key and branch.parent_id is not None:
            url = f"{self.base_url}?under={branch.parent_id}&after={branch.next_key}"
            yield Node(gettext("More subtasks of this branch …"), url, level, more_url=url)

    @property
    def is_as_found(self) -> bool:
        """Nothing is open yet: the rows are the same for everybody who comes here."""
        return not self.opened and not self.query

    def _kept(self, one: ListedTask, level: int) -> Node:
        key = "tree row", identity.locale(), self.base_url, level
        if key not in one.written:
            row = get_template_attribute("components/tree.html", "branch_rows")
            one.written[key] = row([self._laid(one, level, is_open=False)])
        return Node(one.task.title, f"/tasks/{one.task.id}", level, written=one.written[key])

    def _laid(self, one: ListedTask, level: int, is_open: bool) -> Node:
        node = self._node(one, level)
        return self._with_toggle(node, one.task.id, is_open) if one.task.has_children else node

    def _node(self, one: ListedTask, level: int) -> Node:
        key = "tree", identity.locale()
        if key not in one.written:
            one.written[key] = _cells(one)
        return Node(one.task.title, f"/tasks/{one.task.id}", level, one.written[key])

    def _with_toggle(self, node: Node, task_id: int, is_open: bool) -> Node:
        return replace(
            node,
            toggle_url=self._toggle_url(task_id, is_open),
            is_open=is_open,
            branch_url=f"{self.base_url}?branch={task_id}&level={node.level + 1}",
        )

    def _toggle_url(self, task_id: int, is_open: bool) -> str:
        kept = [one for one in self.opened if one != task_id] if is_open else [*self.opened, task_id]
        return f"{self.base_url}?{self.query}open={','.join(map(str, kept))}"


def _cells(one: ListedTask) -> Markup:
    task, reason = one.task, one.reason
    written: Markup = get_template_attribute("components/tree.html", "node_cells")(
        lamp(one.light, task.state),
        lamp_reason(one.light, task.state, gettext(reason.text, **reason.values)),
        task.percent_bp,
        task.due_on.isoformat() if task.due_on else "—",
        f"{task.lead} · {gettext(INTERNAL)}" if task.internal_department_id else task.lead or "—",
    )
    return written
