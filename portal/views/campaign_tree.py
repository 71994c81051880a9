"""The tree of a campaign as a page shows it: rows in order, each with its light, its place and its toggle."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from flask_babel import gettext

from portal.domain.light_reasons import Reason
from portal.services.tasks.listing import ListedTask
from portal.services.tasks.tree import Branch


@dataclass(frozen=True, slots=True)
class Node:
    """One row; `more_url` marks the row that leads to the rest of a long branch and nothing else."""

    title: str
    url: str
    level: int
    light: str = ""
    reason: str = ""
    percent_bp: int = 0
    due_text: str = ""
    lead: str = ""
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
        self.words: dict[tuple[str, tuple[tuple[str, object], ...]], str] = {}

    def lay_out(self, branch: Branch, level: int = 0) -> list[Node]:
        """All rows of a page, opened branches beneath their task."""
        return list(self._walk(branch, level))

    def lay_flat(self, branch: Branch) -> list[Node]:
        """The rows of a list that goes across the levels: nothing opens in it."""
        return [self._node(one, 0) for one in branch.rows]

    def _walk(self, branch: Branch, level: int) -> Iterator[Node]:
        for one in branch.rows:
            inside = self.branches.get(one.task.id)
            node = self._node(one, level)
            yield self._with_toggle(node, one.task.id, inside is not None) if one.task.has_children else node
            if inside is not None:
                yield from self._walk(inside, level + 1)
        if branch.next_key and branch.parent_id is not None:
            url = f"{self.base_url}?under={branch.parent_id}&after={branch.next_key}"
            yield Node(gettext("More subtasks of this branch …"), url, level, more_url=url)

    def _node(self, one: ListedTask, level: int) -> Node:
        task = one.task
        return Node(
            title=task.title,
            url=f"/tasks/{task.id}",
            level=level,
            light=one.light.value,
            reason=self._word(one.reason),
            percent_bp=task.percent_bp,
            due_text=task.due_on.isoformat() if task.due_on else "—",
            lead=task.lead or "—",
        )

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

    def _word(self, reason: Reason) -> str:
        """Many rows share a reason: each is translated once a page."""
        key = reason.text, tuple(reason.values.items())
        if key not in self.words:
            self.words[key] = gettext(reason.text, **reason.values)
        return self.words[key]
