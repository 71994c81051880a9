"""The checker of pages sees what it should, and is silent about a page in order."""

import pytest

from tests.page import complaints_about

GOOD = """<!doctype html><html lang="zh-Hans"><head><title>任务 · 平台</title></head><body><h1>任务</h1>
<p>一段<p>又一段<ul><li>甲<li>乙</ul>
<form method="post"><input type="hidden" name="csrf_token"><label for="a">名称</label><input id="a" name="a"></form>
<table><tr><td>1<td>2</table></body></html>"""
WRONG = {
    "second heading": ("<p>一段", "<h1>又</h1>", "exactly one <h1>"),
    "other title": ("<title>任务", "<title>别的", "begin the title"),
    "no token": ('<input type="hidden" name="csrf_token">', "", "token"),
    "no label": ('<label for="a">名称</label>', "", "label the <input"),
    "double id": ("<p>一段", '<p id="a">', "another id"),
    "left open": ("<table>", "<div><table>", "close"),
    "crossed": ("<p>一段", "<b><i></b></i>", "close what was opened last"),
    "button in a link": ("<p>一段", '<a href="/"><button>x</button></a>', "move the <button>"),
    "style": ("<p>一段", '<p style="color:red">', "style="),
    "handler": ("<p>一段", '<p onclick="x()">', "onclick="),
    "picture": ("<p>一段", '<img src="/a.png">', "alt="),
    "outside": ("<p>一段", '<a href="https://example.org">x</a>', "from outside"),
    "placeholder": ("<p>一段", "<p>%(name)s", "placeholder"),
    "no language": (' lang="zh-Hans"', "", "language"),
}


def test_a_page_in_order_passes() -> None:
    assert complaints_about(GOOD) == []


@pytest.mark.parametrize(("old", "new", "sentence"), WRONG.values(), ids=WRONG)
def test_it_complains(old: str, new: str, sentence: str) -> None:
    assert old in GOOD
    complaints = complaints_about(GOOD.replace(old, new, 1))
    assert any(sentence in complaint for complaint in complaints), complaints


def test_a_fragment_is_left_alone() -> None:
    assert complaints_about("<tr><td>1</td></tr>") == []
