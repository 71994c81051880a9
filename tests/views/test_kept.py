"""What is kept of a page belongs to everybody who may see the same: never a form, never a token, never a stale word."""

import pytest
from flask import Flask, g

from portal.views.kept import kept
from portal.views.tasks.story_legs import MilestoneRow

SHOWN = MilestoneRow("主体封顶", "监理报告", "2022-09-30", "", False, "")


def test_the_same_is_written_once(app: Flask) -> None:
    with app.test_request_context():
        first = kept("tasks/_who.html", "milestones_table", (SHOWN,))
        assert "主体封顶" in first
        assert kept("tasks/_who.html", "milestones_table", (SHOWN,)) is first
        late = kept("tasks/_who.html", "milestones_table", (SHOWN._replace(is_late=True),))
    assert late != first


def test_each_language_has_its_own(app: Flask) -> None:
    written = {}
    for language in ("zh_Hans", "en"):
        with app.test_request_context() as context:
            context.session["language"] = language
            written[language] = kept("components/history.html", "history", ())
    assert "还没有" in written["zh_Hans"] or "尚" in written["zh_Hans"], written
    assert "Nothing has happened yet." in written["en"]


def test_what_is_typed_by_somebody_stays_text(app: Flask) -> None:
    with app.test_request_context():
        assert "<script>" not in kept("tasks/_who.html", "milestones_table", (SHOWN._replace(title="<script>"),))


def test_a_form_is_refused(app: Flask) -> None:
    with app.test_request_context(), pytest.raises(RuntimeError, match="belongs to one visitor"):
        kept("components/form.html", "step_button", "/tasks/1/sign", "签收", 1, "once")


def test_a_token_is_refused_wherever_it_stands(app: Flask) -> None:
    with app.test_request_context():
        g.csrf_token = "a-token-of-this-visitor"
        with pytest.raises(RuntimeError, match="belongs to one visitor"):
            kept("tasks/_who.html", "milestones_table", (SHOWN._replace(title="a-token-of-this-visitor"),))
