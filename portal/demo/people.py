"""Everybody who acts in the demonstration, named by post and never by person, and the posts they hold."""

from dataclasses import dataclass
from datetime import date

from portal.demo.zone import DEPARTMENTS
from portal.domain.posts import PostName

P = PostName
PASSWORD = "spring-bridge-2022"  # noqa: S105 - everybody may know it: the demonstration prints it
IN_OFFICE_SINCE = date(2022, 1, 4)
APPOINTED_ON = date(2022, 2, 8)
CAMPAIGNS = ("双招双引突破年", "项目推进攻坚年", "营商环境优化年", "社会治理提升年")
DEPUTY_SEATS = (1, 2)
SEAT_WORDS = {1: "一", 2: "二"}
# The head who is deputy commander as well: he never decides on what his own department asks for.
TWO_POSTS = ("jjj-head", 3, 1)
WITH_DEPUTY_HEAD = ("tcz", "fgj", "jjj", "zfw")
# Departments with a section account, and from when to when it may submit for the head.
STAFF: dict[str, tuple[str, tuple[date, date] | None]] = {
    "tcz": ("招商一科", (date(2022, 7, 1), date(2022, 12, 31))),
    "fgj": ("投资科", (date(2022, 3, 1), date(2022, 12, 31))),
    "jjj": ("工程科", (date(2022, 3, 1), date(2022, 6, 30))),
    "zfw": ("综合治理科", None),
    "jxj": ("企业科", None),
    "rsj": ("人才科", (date(2022, 3, 1), date(2022, 12, 31))),
    "sfj": ("民政科", None),
    "jtg": ("工程部", None),
    "cnj": ("经济科", None),
    "thj": ("经济科", (date(2022, 8, 1), date(2022, 12, 31))),
}


@dataclass(frozen=True)
class Post:
    """A post of an account; department by login prefix, campaign by its number in the plan."""

    name: PostName
    department: str = ""
    campaign: int = 0
    seat: int | None = None
    section: str = ""
    seconded_from: str = ""
    empowered: tuple[date, date] | None = None
    first_on: date = IN_OFFICE_SINCE


@dataclass(frozen=True)
class Person:
    login: str
    name: str
    posts: tuple[Post, ...]


ADMINISTRATORS = (
    Person("sysadmin", "系统管理员", (Post(P.SYSTEM_ADMIN),)),
    Person("secadmin", "安全管理员", (Post(P.SECURITY_ADMIN),)),
    Person("auditor", "审计管理员", (Post(P.AUDIT_ADMIN),)),
)
SUPERVISION = (
    Person("office", "专班办公室", (Post(P.OFFICE),)),
    Person("sup-lead", "督查组 组长", (Post(P.SUPERVISION_LEAD, "dcz"),)),
    Person("insp1", "督查组 督查员一", (Post(P.INSPECTOR, "dcz"),)),
    Person("insp2", "督查组 督查员二", (Post(P.INSPECTOR, "dcz"),)),
    Person("insp3", "督查组 督查员三（建设交通局抽调）", (Post(P.INSPECTOR, "dcz", seconded_from="jjj"),)),
    Person("insp4", "督查组 督查员四（政法委抽调）", (Post(P.INSPECTOR, "dcz", seconded_from="zfw"),)),
    Person("observer", "只读领导", (Post(P.OBSERVER),)),
)


def people() -> list[Person]:
    """All accounts in the order in which they are shown."""
    return [*ADMINISTRATORS, *SUPERVISION, *_commanders(), *_departments()]


def _commanders() -> list[Person]:
    found = []
    for number, name in enumerate(CAMPAIGNS, start=1):
        found.append(Person(f"cmd{number}", f"{name} 指挥长", (_commanding(P.COMMANDER, number, None),)))
        found.extend(
            Person(f"dep{number}{'ab'[seat - 1]}", f"{name} 副指挥长{SEAT_WORDS[seat]}",
                   (_commanding(P.DEPUTY_COMMANDER, number, seat),))
            for seat in DEPUTY_SEATS
            if (number, seat) != TWO_POSTS[1:]
        )  # fmt: skip
    return found


def _commanding(post: PostName, campaign: int, seat: int | None) -> Post:
    return Post(post, campaign=campaign, seat=seat, first_on=APPOINTED_ON)


def _departments() -> list[Person]:
    found = []
    for login, name, _, _ in DEPARTMENTS:
        found.append(_head(login, name))
        if login in WITH_DEPUTY_HEAD:
            found.append(Person(f"{login}-deputy", f"{name} 分管负责人", (Post(P.DEPUTY_HEAD, login),)))
        if login in STAFF:
            section, empowered = STAFF[login]
            post = Post(P.STAFF, login, section=section, empowered=empowered)
            found.append(Person(f"{login}-staff", f"{name} {section}联络员", (post,)))
    return found


def _head(login: str, name: str) -> Person:
    head = Post(P.HEAD, login)
    if f"{login}-head" != TWO_POSTS[0]:
        return Person(f"{login}-head", f"{name} 负责人", (head,))
    number, seat = TWO_POSTS[1:]
    title = f"{name} 负责人（兼{CAMPAIGNS[number - 1]} 副指挥长{SEAT_WORDS[seat]}）"
    return Person(f"{login}-head", title, (head, _commanding(P.DEPUTY_COMMANDER, number, seat)))


def deputy_login(campaign: int, seat: int) -> str:
    """Who sits on a deputy commander's seat."""
    return TWO_POSTS[0] if (campaign, seat) == TWO_POSTS[1:] else f"dep{campaign}{'ab'[seat - 1]}"


def accounts_text() -> str:
    """Every account with its name, in columns."""
    lines = [f"{person.login:<12}{person.name}" for person in people()]
    return "\n".join([f"Accounts of the demonstration; the password of each is {PASSWORD}", *lines])
