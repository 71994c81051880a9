"""Which addresses that a visitor brings along are paths of this site."""

import pytest

from portal.views.own_path import is_own_path


@pytest.mark.parametrize("path", ["/", "/tasks/7/edit", "/tasks?q=%E9%95%BF&sort=due", "/search?q=长", "/a?next=//x"])
def test_own_paths(path: str) -> None:
    assert is_own_path(path)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "tasks",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example/",
        "javascript:alert(1)",
        "/a\r\nLocation: //evil.example",
        "/\tevil.example",
        " /a",
        "/a\x7f",
        "/" + "a" * 1000,
    ],
)
def test_everything_else(path: str) -> None:
    assert not is_own_path(path)
