"""Reports submitted by four people at once, each form fetched and sent as a browser does."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import quantiles
from time import perf_counter

from tests.bench.measuring import Measured, Portal, Slice, spent
from tests.bench.pages import busiest_heads, tasks_led_by
from tests.bench.wrk import Load
from tests.faults.visitor import Form, Visitor

THREADS = 4
WARM = 15
SENT = {"confidence": "high", "done": "测量：本期按计划推进。", "next_step": "继续。", "problem": "测量：无。"}


@dataclass
class Writer:
    """A head and the forms he is about to send."""

    visitor: Visitor
    forms: list[Form]

    def send(self, count: int) -> list[float]:
        """The seconds that each of the next reports took."""
        return [self._send_one(self.forms.pop()) for _ in range(count)]

    def _send_one(self, form: Form) -> float:
        began = perf_counter()
        answer = self.visitor.post(form.action, form.fields)
        if answer.status != 303:
            raise SystemExit(f"{form.action} → {answer.status}: the report was not taken.\n{answer.text[:3000]}")
        return perf_counter() - began


def measure_reports(portal: Portal, each: int) -> Measured:
    """Four heads send `each` reports, all at the same time; only the sending is measured."""
    writers = [_writer(portal, login, each + WARM) for login in busiest_heads(portal.data, THREADS)]
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(lambda writer: writer.send(WARM), writers))
        before, began = portal.used(), perf_counter()
        waited = [one for many in pool.map(lambda writer: writer.send(each), writers) for one in many]
        seconds, after = perf_counter() - began, portal.used()
    cuts = quantiles(waited, n=100)
    load = Load(len(waited), len(waited) / seconds, cuts[49] * 1000, cuts[98] * 1000)
    return Measured([Slice(spent(before, after, len(waited)), load)], 0)


def _writer(portal: Portal, login: str, count: int) -> Writer:
    visitor = portal.visitor(login)
    tasks = tasks_led_by(portal.data, login, count)
    return Writer(visitor, [_filled(visitor, tasks[at % len(tasks)], at) for at in range(count)])


def _filled(visitor: Visitor, task: int, number: int) -> Form:
    """Each report says another percent, so that the path up to the campaign really changes."""
    form = visitor.form(f"/tasks/{task}/reports/new", "/reports/new")
    return Form(form.action, {**form.fields, **SENT, "percent": str(30 + number * 7 % 60)})
