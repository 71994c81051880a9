"""Settings: read from the environment, each explained; what cannot be read stops `serve`, never `create_app`."""

from datetime import date
from pathlib import Path

import pytest

from portal import config
from portal.config import SETTINGS, load


def test_every_setting_is_explained_and_its_default_can_be_read() -> None:
    for setting in SETTINGS:
        assert setting.meaning.rstrip().endswith((".", "…")), setting.name
        setting.read(setting.default)


def test_the_environment_decides() -> None:
    loaded = load({"PORTAL_PORT": "8123", "PORTAL_TRUSTED_HOSTS": "portal.zone, 10.1.2.3"}, {})
    assert loaded["PORT"] == 8123
    assert loaded["TRUSTED_HOSTS"] == ["portal.zone", "10.1.2.3"]
    assert loaded["COMPLAINTS"] == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"),
        ("WORKERS", "-1"),
        ("TODAY", "15.9.2022"),
        ("DEMONSTRATION", "maybe"),
        ("TODAY", "2022-09-31"),
    ],
)
def test_what_cannot_be_read_is_noted_and_the_default_stays(name: str, value: str) -> None:
    loaded = load({f"PORTAL_{name}": value}, {})
    assert loaded[name] == load({}, {})[name]
    assert [f"PORTAL_{name}={value}" in complaint for complaint in loaded["COMPLAINTS"]] == [True]  # type: ignore[attr-defined]


def test_the_day_runs_unless_it_is_a_demonstration() -> None:
    assert load({}, {})["TODAY"] is None
    assert load({"PORTAL_DEMONSTRATION": "1"}, {})["TODAY"] == date.fromisoformat(config.DEMONSTRATION_DAY)
    assert load({"PORTAL_DEMONSTRATION": "1", "PORTAL_TODAY": "2022-10-08"}, {})["TODAY"] == date(2022, 10, 8)


def test_the_key_of_the_data_folder_is_used(tmp_path: Path) -> None:
    (tmp_path / "secret-key").write_text("from the folder\n")
    assert load({}, {"DATA": tmp_path})["SECRET_KEY"] == "from the folder"
    assert load({"PORTAL_SECRET_KEY": "from outside"}, {"DATA": tmp_path})["SECRET_KEY"] == "from outside"


def test_without_any_key_each_process_makes_its_own(tmp_path: Path) -> None:
    first, second = load({}, {"DATA": tmp_path}), load({}, {"DATA": tmp_path})
    assert first["SECRET_KEY"] != second["SECRET_KEY"]
    assert first["SECRET_KEY_IS_PASSING"]


def test_the_database_lies_in_the_data_folder(tmp_path: Path) -> None:
    assert load({}, {"DATA": tmp_path})["SQLALCHEMY_DATABASE_URI"] == f"sqlite:///{tmp_path}/portal.db"
