"""Many at the same time: nobody reads "database is locked", nobody overwrites anybody (SECURITY C1, C2)."""

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from tests import factories
from tests.faults.installation import Installation
from tests.faults.ledger import Entry, Reporter, complaints
from tests.faults.running import Server
from tests.faults.visitor import Answer, Visitor

WRITERS, EDITORS = 40, 20
# Eight accounts: an attempt counts before it is compared, so that one account tried five times at once is locked.
SIGNING_IN = (
    "observer", "office", "commander", "deputy", "inspector", "second-inspector", "supervision-lead", "street-head",
)  # fmt: skip


def all_at_once(acts: list[Callable[[], object]]) -> list[object]:
    """Every act in a thread of its own, none before all are ready."""
    ready = threading.Barrier(len(acts))

    def act(one: Callable[[], object]) -> object:
        ready.wait()
        return one()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(act, acts))


def tabs_of(visitor: Visitor, count: int) -> list[Visitor]:
    """The same sign-in in many windows."""
    tabs = [Visitor(visitor.port, timeout=60) for _ in range(count)]
    for tab in tabs:
        tab.cookies = dict(visitor.cookies)
    return tabs


def test_forty_writers_and_eight_who_sign_in(installation: Installation) -> None:
    tasks = installation.running_tasks(WRITERS // 4)
    with installation.serving() as server:
        tabs = tabs_of(installation.enter(server, "lead_head"), WRITERS)
        reporters = [Reporter(tab, tasks[at % len(tasks)]) for at, tab in enumerate(tabs)]
        entries = [reporter.prepare() for reporter in reporters]
        acts = [lambda one=one, entry=entry: one.send(entry) for one, entry in zip(reporters, entries, strict=True)]
        acts += [lambda login=login: sign_in(server, login) for login in SIGNING_IN]
        all_at_once(acts)
        said = server.said()
    assert answers_of(entries) == Counter({303: WRITERS})
    assert complaints(entries, installation.operations()) == []
    assert "is locked" not in said
    assert "Traceback" not in said


def sign_in(server: Server, login: str) -> None:
    """With a password as slow to compare as in production."""
    visitor = Visitor(server.port, timeout=60).sign_in(login, factories.PASSWORD)
    assert visitor.get("/tasks").status == 200


def answers_of(entries: list[Entry]) -> Counter[int | None]:
    return Counter(entry.answer.status if entry.answer else None for entry in entries)


def test_of_twenty_who_edit_one_record_one_wins(installation: Installation) -> None:
    page = f"/departments/{installation.cast.street.id}/edit"
    with installation.serving() as server:
        tabs = tabs_of(installation.enter(server, "office"), EDITORS)
        for turn in range(2):
            names = [f"街道{turn}之{at}" for at in range(EDITORS)]
            forms = [tab.form(page) for tab in tabs]
            answers = all_at_once(
                [
                    lambda tab=tab, form=form, name=name: tab.post(page, {**form.fields, "short_name": name})
                    for tab, form, name in zip(tabs, forms, names, strict=True)
                ]
            )
            winner = only_winner(names, answers)
            assert installation.ask(
                "SELECT short_name FROM department WHERE id = :id", id=installation.cast.street.id
            ) == [(winner,)]


def only_winner(names: list[str], answers: list[object]) -> str:
    """One is told that it is done; all others read what they typed and what stands now."""
    told = [(name, answer) for name, answer in zip(names, answers, strict=True) if isinstance(answer, Answer)]
    assert Counter(answer.status for _, answer in told) == Counter({303: 1, 409: len(names) - 1})
    winner = next(name for name, answer in told if answer.status == 303)
    unclear = [
        name for name, answer in told if answer.status == 409 and not (name in answer.text and winner in answer.text)
    ]
    assert unclear == [], "a stale save shows both texts"
    return winner


def test_two_clicks_at_the_same_moment_have_one_effect(installation: Installation) -> None:
    with installation.serving() as server:
        head = installation.enter(server, "lead_head")
        entry = Reporter(head, installation.running_tasks(1)[0]).prepare()
        answers = all_at_once(
            [lambda tab=tab: tab.post(entry.form.action, entry.form.fields) for tab in tabs_of(head, 4)]
        )
    assert {(answer.status, answer.location) for answer in answers if isinstance(answer, Answer)} == {
        (303, entry.form.action.split("/reports/")[0])
    }
    assert installation.operations().count(entry.operation) == 1
