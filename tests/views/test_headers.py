"""Every answer carries the same protection, refusals and failures included (SECURITY F2, F8)."""

import json
import logging
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.headers import ALWAYS
from portal.logs import Lines

ANSWERS = {
    "a page": ("GET", "/sign-in", 200),
    "somebody unknown": ("GET", "/tasks", 303),
    "nothing there": ("GET", "/no-such-page", 404),
    "wrong method": ("DELETE", "/sign-in", 405),
    "a missing style sheet": ("GET", "/static/css/none.css", 404),
}


def assert_protected(response: object) -> None:
    headers = response.headers  # type: ignore[attr-defined]
    for name in ALWAYS:
        assert name in headers, f"{name} is missing"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert "Cookie" in headers["Vary"]
    assert re.fullmatch(r"[0-9a-f]{12}", headers["X-Request-ID"])


@pytest.mark.parametrize(("method", "address", "status"), ANSWERS.values(), ids=ANSWERS)
def test_every_answer_is_protected(client: FlaskClient, method: str, address: str, status: int) -> None:
    response = client.open(address, method=method)
    assert response.status_code in {status, 302 if status == 303 else status}
    assert_protected(response)


def test_a_failure_is_protected_and_shows_its_number_only(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def break_down(**arguments: object) -> str:
        raise ZeroDivisionError("the secret reason")

    monkeypatch.setitem(app.view_functions, "sign_in.sign_in", break_down)
    response = client.get("/sign-in")
    assert response.status_code == 500
    assert_protected(response)
    assert response.headers["X-Request-ID"] in response.text
    assert "secret reason" not in response.text
    assert "secret reason" in caplog.text


def test_a_host_that_is_not_ours_is_refused(app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "TRUSTED_HOSTS", ["portal.zone"])
    response = client.get("/sign-in", headers={"Host": "evil.example"})
    assert response.status_code == 400
    assert_protected(response)
    assert client.get("/sign-in", headers={"Host": "portal.zone"}).status_code == 200


def test_too_large_a_request_is_refused(app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "MAX_CONTENT_LENGTH", 1000)
    response = client.post("/sign-in", data={"login": "x" * 2000})
    assert response.status_code == 413
    assert_protected(response)


def test_a_style_sheet_is_kept_for_a_year_by_its_hash_only(app: Flask, client: FlaskClient) -> None:
    address = app.jinja_env.globals["asset"]("css/base.css")  # type: ignore[operator]
    assert re.fullmatch(r"/static/css/base\.css\?v=[0-9a-f]{12}", address)
    with client.get(address) as response:
        assert "immutable" in response.headers["Cache-Control"]
    for other in ("/static/css/base.css", "/static/css/base.css?v=0123456789ab"):
        with client.get(other) as response:
            assert response.status_code == 200
            assert response.headers["Cache-Control"] == "no-cache"
            assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_cookies_are_bound(client: FlaskClient) -> None:
    cookie = client.post("/account/language", data={"language": "en"}).headers.get("Set-Cookie", "")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_a_log_line_is_json_with_the_requests_number(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="portal"):
        response = client.get("/sign-in")
    record = next(record for record in caplog.records if record.getMessage() == "answered")
    line = json.loads(Lines().format(record))
    assert line["endpoint"] == "sign_in.sign_in"
    assert line["status"] == 200
    assert response.headers["X-Request-ID"]
    assert "login" not in json.dumps(line)
