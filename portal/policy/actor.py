"""Who acts, and what a scope letter looks at."""

from dataclasses import dataclass, field

from portal.domain.posts import ADMINISTRATORS, PostName


@dataclass(frozen=True)
class Post:
    """An appointment in force today."""

    name: PostName
    department_id: int | None = None
    campaign_id: int | None = None
    seat: int | None = None
    task_id: int | None = None
    is_empowered: bool = False


Letters = tuple[tuple[Post, str], ...]


@dataclass(frozen=True)
class Actor:
    """Whoever acts, as the appointments in force say; `recused` are the departments an inspector keeps away from."""

    user_id: int
    name: str
    posts: tuple[Post, ...] = ()
    recused: frozenset[int] = frozenset()
    language: str = "zh_Hans"
    address: str = ""
    must_change_password: bool = False
    letters: dict[str, Letters] = field(default_factory=dict, init=False, repr=False, compare=False)

    def holds(self, *names: PostName) -> bool:
        return any(post.name in names for post in self.posts)

    @property
    def is_administrator(self) -> bool:
        return any(post.name in ADMINISTRATORS for post in self.posts)

    @property
    def department_ids(self) -> frozenset[int]:
        """The departments in which a post is held, inspectors' home department included."""
        return frozenset(post.department_id for post in self.posts if post.department_id)


@dataclass(frozen=True)
class Ground:
    """What a scope letter looks at: where an object lies. `named` are users and departments named in it."""

    campaign_id: int | None = None
    task_id: int | None = None
    deputy_seat: int | None = None
    lead_department_id: int | None = None
    department_ids: frozenset[int] = frozenset()
    internal_department_id: int | None = None
    named_user_ids: frozenset[int] = field(default_factory=frozenset)
    named_department_ids: frozenset[int] = field(default_factory=frozenset)
    is_draft: bool = False
