"""What the portal has acknowledged is there, once, whatever is killed (SECURITY D1, D9).

Judged by ledgers that the clients keep, never by the program itself.
"""

import os
import signal

from tests.faults.installation import Installation
from tests.faults.ledger import Crowd, Reporter, complaints
from tests.faults.running import Server, wait_until
from tests.faults.visitor import Visitor

WRITERS = 6


def kill(*processes: int) -> None:
    for process in processes:
        os.kill(process, signal.SIGKILL)


def crowd_on(installation: Installation, server: Server) -> Crowd:
    tasks = installation.running_tasks(WRITERS)
    return Crowd([Reporter(installation.enter(server, "lead_head"), task) for task in tasks])


def written_on(crowd: Crowd, more: int = 15) -> None:
    """Wait until so many more reports were acknowledged."""
    wanted = crowd.acknowledged() + more
    try:
        wait_until(lambda: crowd.acknowledged() >= wanted, f"{more} more reports are acknowledged")
    except AssertionError as error:
        raise AssertionError(f"{error}; answers so far: {crowd.answers()}") from None


def kill_postgresql(installation: Installation) -> None:
    """Where there is one; the server goes on with the new one."""
    if installation.cluster is not None:
        installation.cluster.kill()


def test_acknowledged_reports_survive_every_kill(installation: Installation) -> None:
    with installation.serving() as server, crowd_on(installation, server) as crowd:
        written_on(crowd)
        kill(server.workers()[0])
        written_on(crowd)
        kill_postgresql(installation)
        written_on(crowd)
        kill(server.process.pid, *server.workers())
    assert complaints(crowd.entries, installation.operations()) == []
    told = installation.ask(
        "SELECT count(*) FROM progress_report LEFT JOIN history ON event = 'report.submit' "
        "AND subject = 'report:' || progress_report.id WHERE done LIKE '%operation%' "
        "GROUP BY progress_report.id HAVING count(history.id) != 1"
    )
    assert told == [], "every report has one row in the history"
    send_again_what_was_not_answered(installation, crowd)


def send_again_what_was_not_answered(installation: Installation, crowd: Crowd) -> None:
    """As a reader does who saw no answer: the very same form."""
    with installation.serving() as server:
        crowd.move_to(server.port)
        for one in crowd.reporters:
            unanswered = [entry for entry in one.entries if entry.answer is None]
            assert all(one.visitor.post(entry.form.action, entry.form.fields).status == 303 for entry in unanswered)
    found = installation.operations()
    assert complaints(crowd.entries, found) == []
    assert {entry.operation for entry in crowd.entries if entry.answer is None} <= set(found)


def test_signatures_survive_the_death_of_the_server(installation: Installation) -> None:
    tasks = installation.issued_tasks(12)
    signed = []
    with installation.serving() as server:
        head = installation.enter(server, "lead_head")
        forms = [head.form(f"/tasks/{task}", f"/tasks/{task}/sign") for task in tasks]
        for task, form in zip(tasks[:8], forms, strict=False):
            assert head.post(form.action, form.fields).status == 303
            signed.append(task)
        kill(server.process.pid, *server.workers())
    listed = ", ".join(map(str, tasks))
    rows = installation.ask(
        "SELECT task_id, count(*) FROM history WHERE event = 'assignment.sign' "
        f"AND task_id IN ({listed}) GROUP BY task_id"
    )
    assert sorted(rows) == [(task, 1) for task in sorted(signed)]
    states = installation.ask(f"SELECT id FROM task WHERE state = 'in_progress' AND id IN ({listed})")
    assert sorted(task for (task,) in states) == sorted(signed)


def test_the_judge_sees_what_is_lost_and_what_is_doubled(on_sqlite: Installation) -> None:
    with on_sqlite.serving() as server:
        reporter = Reporter(on_sqlite.enter(server, "lead_head"), on_sqlite.running_tasks(1)[0])
        first, second = (reporter.send(reporter.prepare()) for _ in range(2))
    assert complaints([first, second], on_sqlite.operations()) == []
    assert complaints([first, second], [first.operation]) == [f"acknowledged and lost: {second.operation}"]
    doubled = [first.operation, second.operation, second.operation]
    assert complaints([first, second], doubled) == [f"there 2 times: {second.operation}"]


def test_the_same_form_sent_twice_has_one_effect(installation: Installation) -> None:
    with installation.serving() as server:
        reporter = Reporter(installation.enter(server, "lead_head"), installation.running_tasks(1)[0])
        entry = reporter.send(reporter.prepare())
        other_tab = Visitor(server.port)
        other_tab.cookies = dict(reporter.visitor.cookies)
        again = other_tab.post(entry.form.action, entry.form.fields)
    assert entry.answer is not None
    assert (again.status, again.location) == (303, entry.answer.location)
    assert complaints([entry], installation.operations()) == []
