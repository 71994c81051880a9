"""A job speaks the language of whoever asked for it: a sheet it writes has his headings."""

from typing import Any

import pytest
from flask import Flask
from flask_babel import gettext

from portal import unit_of_work
from portal.policy import Actor
from portal.services import jobs
from tests import cast
from tests.jobs.conftest import Probe
from tests.working import run_waiting_jobs


@pytest.mark.parametrize(("language", "word"), [("zh_Hans", "已保存。"), ("en", "Saved.")])
def test_words_are_the_askers(app: Flask, probe: Probe, language: str, word: str) -> None:
    said: list[str] = []

    def act(prepared: Any, actor: Actor, progress: Any) -> dict[str, object]:
        said.append(gettext("Saved."))
        return {}

    probe.prepare = lambda arguments, **given: said.append(gettext("Saved."))
    probe.acts = act
    with app.app_context(), unit_of_work.work():
        people = cast.build()
        people.user("office").language = language
        jobs.ask_for("probe", {}, acting_user=people.actor("office"))
    assert run_waiting_jobs(app) == 1
    assert said == [word, word]
