"""Before any plan: the calendar, the departments, the accounts and their posts."""

from sqlalchemy import select

from portal import clock
from portal.database import db
from portal.demo.people import ADMINISTRATORS, IN_OFFICE_SINCE, PASSWORD, Person, Post, people
from portal.demo.stage import Stage
from portal.demo.zone import DEPARTMENTS, GROUPS, SHORT_NAMES, YEARS
from portal.models import Appointment, Campaign, User
from portal.services import appointments, calendar, departments, groups, passwords, users
from portal.services.appointments import AppointmentEntry
from portal.services.departments import DepartmentEntry
from portal.services.users import UserEntry

LOGINS = {name: login for login, name, _, _ in DEPARTMENTS}


def found(stage: Stage) -> None:
    """Everything an installation has before its first plan."""
    password_hash = passwords.hash_password(PASSWORD)
    with stage.at(IN_OFFICE_SINCE):
        for year in YEARS:
            calendar.seed_year(year)
        _install_administrators(password_hash)
        stage.learn_names(LOGINS)
    with stage.at(IN_OFFICE_SINCE):
        _open_accounts(stage, password_hash)
        stage.learn_names(LOGINS)
    with stage.at(IN_OFFICE_SINCE):
        _appoint(stage, [(person, post) for person in people() for post in person.posts if _is_office(post)])
    with stage.at(IN_OFFICE_SINCE):
        _enter_departments(stage)
        stage.learn_names(LOGINS)
    with stage.at(IN_OFFICE_SINCE):
        rest = [(person, post) for person in people() for post in person.posts]
        _appoint(stage, [(one, post) for one, post in rest if not _is_office(post) and not post.campaign])


def _is_office(post: Post) -> bool:
    return post.name.value in ("office", "observer")


def _install_administrators(password_hash: str) -> None:
    """The first three exist before anybody could appoint them."""
    for person in ADMINISTRATORS:
        user = User(
            login=person.login,
            name=person.name,
            password_hash=password_hash,
            must_change_password=False,
            created_at=clock.now(),
        )
        db.session.add(user)
        db.session.flush()
        post = person.posts[0].name
        db.session.add(Appointment(user_id=user.id, post=post, first_on=IN_OFFICE_SINCE, created_at=clock.now()))


def _open_accounts(stage: Stage, password_hash: str) -> None:
    administrator = stage.actor("sysadmin")
    for person in people():
        if person not in ADMINISTRATORS:
            entry = UserEntry(person.login, person.name, "zh_Hans")
            user = users.create_user(entry, password_hash, acting_user=administrator)
            user.must_change_password = False


def _enter_departments(stage: Stage) -> None:
    office = stage.actor("office")
    ids: dict[str, int] = {}
    for position, (_, name, kind, aliases) in enumerate(DEPARTMENTS, start=1):
        entry = DepartmentEntry(name, SHORT_NAMES.get(name, name), kind, position)
        ids[name] = departments.enter_department(entry, list(aliases), acting_user=office).id
    for name, members in GROUPS.items():
        groups.enter_group(name, [ids[member] for member in members], acting_user=office)


def _appoint(stage: Stage, posts: list[tuple[Person, Post]]) -> None:
    security = stage.actor("secadmin")
    campaigns = dict(db.session.execute(select(Campaign.position, Campaign.id)).all())
    names = {login: name for name, login in LOGINS.items()}
    for person, post in posts:
        if post.name.value.endswith("_admin"):
            continue
        entry = AppointmentEntry(
            post=post.name,
            first_on=post.first_on,
            department_id=stage.departments.get(names.get(post.department, "")),
            campaign_id=campaigns.get(post.campaign),
            seat=post.seat,
            seconded_from_id=stage.departments.get(names.get(post.seconded_from, "")),
            section=post.section,
        )
        made = appointments.make_appointment(person.login, entry, acting_user=security)
        if post.empowered:
            appointments.empower(made, *post.empowered, acting_user=security)


def appoint_commanders(stage: Stage) -> None:
    """Once the campaigns exist."""
    _appoint(stage, [(person, post) for person in people() for post in person.posts if post.campaign])
