"""The demonstration behind the production server, on each engine, and a real browser in front of it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.visitor import Visitor
from tests.conftest import DEMONSTRATION
from tests.durable import cluster
from tests.faults.running import run_flask, serving

LAPTOP = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = shutil.which("chromium")
    assert found, "The browser tests need Debian's chromium: `make test` installs it where it may."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a demonstration that this engine's tests have to themselves."""
    data = tmp_path_factory.mktemp("site") / request.param
    if request.param == "sqlite":
        shutil.copytree(request.getfixturevalue("demonstration"), data)
        yield from _serve(data, DEMONSTRATION)
        return
    with cluster(tmp_path_factory.mktemp("postgresql")) as server:
        server.run('CREATE DATABASE "browser"')
        settings = DEMONSTRATION | {"DATABASE_URL": server.database_url("browser")}
        made = run_flask("prepare", data=data, **settings)
        assert made.returncode == 0, made.stdout + made.stderr
        yield from _serve(data, settings)


def _serve(data: Path, settings: dict[str, str]) -> Iterator[str]:
    with serving(data, **settings) as server:
        yield f"http://127.0.0.1:{server.port}"


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Callable[..., Visitor]]:
    """Open a browser of one's own for an account: `visit("cmd2")`, `visit("insp1", on=PHONE)`."""
    opened: list[Visitor] = []

    def enter(login: str, on: dict[str, int] = LAPTOP, first_page: str = "我的待办") -> Visitor:
        visitor = Visitor(browser.new_context(viewport=on, base_url=site), login)  # type: ignore[arg-type]
        opened.append(visitor)
        visitor.sign_in(first_page)
        return visitor

    yield enter
    for visitor in opened:
        visitor.context.close()
        assert visitor.complaints == [], "The browser complained: a blocked script, a missing file, a broken policy."
