"""Requests that are wrong as a whole: too large, of another method, to addresses and ids that are not there."""

from io import BytesIO
from typing import Any
from urllib.parse import quote

import pytest

from tests.bad_input.conftest import Desk

NOTHING = "There is nothing here that you may see."
TOO_LARGE = "Nothing was saved. Send a shorter text, a smaller file or a smaller picture."
NUL = "This holds a character that cannot be kept (NUL). Take it out and send it again."
NO_ADDRESS = "There is nothing at this address"
NO_CHOICE = "A list cannot be filtered or sorted by “%(asked)s”."
NO_NUMBER = "“%(asked)s” is no number of a list that exists."
HUGE = "1" + "0" * 30
QUERIES = (
    ("/tasks?state=erfunden", NO_CHOICE, {"asked": "erfunden"}),
    ("/tasks?sort=title", NO_CHOICE, {"asked": "title"}),
    ("/tasks?light=ultraviolet", NO_CHOICE, {"asked": "ultraviolet"}),
    ("/tasks?todo=nothing", NO_CHOICE, {"asked": "nothing"}),
    (f"/tasks?plan={HUGE}", NO_NUMBER, {"asked": HUGE}),
    (f"/tasks?campaign={'0' * 20}{HUGE}", NO_NUMBER, {"asked": ("0" * 20 + HUGE)[:40]}),
    ("/tasks?department=-1", NO_NUMBER, {"asked": "-1"}),
    ("/tasks?department=四", NO_NUMBER, {"asked": "四"}),
    ("/findings?state=erfunden", NO_CHOICE, {"asked": "erfunden"}),
    (f"/findings?campaign={HUGE}", NO_NUMBER, {"asked": HUGE}),
)
# Choices that mean nothing leave the list as it is, or hold nothing; they break nothing.
HARMLESS = (
    f"/tasks?after={HUGE}",
    "/tasks?after=2022-13-99.x",
    f"/tasks?after=2022-09-15_{HUGE}",
    "/tasks?after=2022-09-15_1;DROP TABLE task",
    f"/tasks?sort=changed&after=1663200000000000_{HUGE}",
    "/tasks?after=%00",
    "/tasks?q=%00%ff",
    "/tasks?q=" + quote("𠮷🚧"),
    "/search?q=" + quote("𠮷🚧督办"),
    "/search?q=%27%22%3B--",
    "/search?q=%00",
    "/search?q=%ff%fe",
    f"/search?after={HUGE}&q=near",
    f"/campaigns?plan={HUGE}&after={HUGE}",
    f"/targets?campaign={HUGE}",
    f"/plans?after={HUGE}",
    "/departments?after=x-y&kind=%00&q=%00",
    f"/departments?after={HUGE}-{HUGE}",
    "/groups?after=%00",
    f"/periods?plan={HUGE}&after=9999-99-99",
    "/periods?after=%00",
    f"/tasks/{{running}}?before={HUGE}",
    f"/campaigns/{{campaign}}?open={HUGE},x,%00&after={HUGE}",
    f"/campaigns/{{campaign}}?sort=worst&after={HUGE}",
    "/campaigns/{campaign}?sort=worst&after=%00",
    f"/findings?after={HUGE}",
    f"/tasks/{{running}}/reports/new?leg={HUGE}",
)
OBJECTS = ("tasks", "reports", "findings", "files", "campaigns", "targets", "plans", "periods", "departments", "groups")


def multipart(fields: dict[str, str]) -> dict[str, Any]:
    """A form as browsers send it beside files."""
    parts = [f'--cut\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}' for name, text in fields.items()]
    body = "\r\n".join([*parts, "--cut--\r\n"]).encode()
    return {
        "input_stream": BytesIO(body),
        "content_length": len(body),
        "content_type": "multipart/form-data; boundary=cut",
    }


@pytest.mark.parametrize(("address", "msgid", "values"), QUERIES)
def test_an_unknown_choice_in_the_address_is_named(
    desk: Desk, address: str, msgid: str, values: dict[str, object]
) -> None:
    desk.refuses(desk.send("office", address), 400, msgid, **values)


@pytest.mark.parametrize("address", HARMLESS)
def test_what_means_nothing_breaks_nothing(desk: Desk, address: str) -> None:
    ids = {"running": desk.id_of("running"), "campaign": desk.id_of("campaign")}
    answer = desk.send("lead_head", address.format_map(ids))
    assert answer.status_code in (200, 302, 400, 404), f"{address} → {answer.status}"


@pytest.mark.parametrize("number", ["0", "4711", "2147483648", "9223372036854775808", HUGE])
@pytest.mark.parametrize("noun", OBJECTS)
def test_an_id_of_nothing_is_not_there(desk: Desk, noun: str, number: str) -> None:
    if desk.language == "en" and number not in {"4711", HUGE}:
        number = "4712"
    desk.refuses(desk.send("office", f"/{noun}/{number}"), 404, NO_ADDRESS)


@pytest.mark.parametrize("number", [HUGE, "4711", "-1", "x"])
def test_ids_in_forms_that_do_not_exist_are_passed_over(desk: Desk, number: str) -> None:
    for role, address, name in (
        ("lead_head", "/tasks/sign", "ids"),
        ("commander", "/tasks/close-out", "ids"),
        ("commander", "/tasks/issue", "task"),
    ):
        answer = desk.send(role, address, {name: f"{number}:1" if name == "task" else number})
        assert answer.status_code == 303, address
    assert desk.portal.snapshot.business() == desk.before


def test_a_strangers_id_is_as_good_as_none(desk: Desk) -> None:
    """Somebody else's draft and an id that does not exist get the same page."""
    foreign = desk.send("commander", desk.portal.address("tasks.edit", "far", "commander"))
    unknown = desk.send("commander", "/tasks/4711/edit")
    desk.refuses(foreign, 404, NOTHING)
    desk.refuses(unknown, 404, NOTHING)


def test_a_leg_of_another_task_is_not_there(desk: Desk) -> None:
    leg_id = desk.portal.zone.places["far"]["leg"]["leg_id"]
    address = f"/tasks/{desk.id_of('running')}/legs/{leg_id}"
    for role, action in (("commander", "edit"), ("lead_head", "return"), ("lead_head", "finish")):
        desk.refuses(desk.send(role, f"{address}/{action}", {"reason": "由于"}), 404, NOTHING)


@pytest.mark.parametrize(
    ("method", "address"), [("POST", "/tasks"), ("PUT", "/tasks/1"), ("DELETE", "/tasks/1"), ("GET", "/tasks/1/delete")]
)
def test_a_wrong_method_is_refused(desk: Desk, method: str, address: str) -> None:
    answer = desk.send("office", address, method=method)
    desk.refuses(answer, 405, "This request could not be read")
    assert answer.headers["Allow"]


def test_ten_megabytes_in_one_field_are_too_many(desk: Desk) -> None:
    form = {"title": "新增工作", "weight": "1", "content": "x" * 10_000_000}
    answer = desk.send("office", f"/tasks/new?campaign={desk.id_of('campaign')}", form)
    desk.refuses(answer, 413, TOO_LARGE)


def test_ten_megabytes_in_one_field_beside_a_file_are_too_many(desk: Desk) -> None:
    body = multipart({"percent": "50", "done": "x" * 10_000_000, "confidence": "high"})
    answer = desk.send("lead_head", desk.address("reports.new"), method="POST", **body)
    desk.refuses(answer, 413, TOO_LARGE)


def test_more_fields_than_any_form_has_are_too_many(desk: Desk) -> None:
    body = multipart({f"rows-{number}-title": "x" for number in range(4000)})
    answer = desk.send("commander", desk.address("tasks.new_subtasks"), method="POST", **body)
    desk.refuses(answer, 413, TOO_LARGE)


@pytest.mark.parametrize("body", [b"{", b"[1]", b'{"title": 5, "weight": [1]}'])
def test_a_body_that_is_no_form_is_refused(desk: Desk, body: bytes) -> None:
    address = f"/tasks/new?campaign={desk.id_of('campaign')}"
    answer = desk.send("office", address, method="POST", input_stream=BytesIO(body), content_type="application/json")
    desk.refuses(answer, 400, "This request could not be read")


@pytest.mark.parametrize("address", ["/tasks?q=%00", "/search?q=a%00b", "/calendar/%00/edit", "/departments?kind=%00"])
def test_a_nul_in_an_address_is_refused(desk: Desk, address: str) -> None:
    desk.refuses(desk.send("office", address), 400, NUL)
