"""Whole notices in many forms, each with what a careful reader takes from it. All of them are invented."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from portal.domain.plan_text import as_answer, read

FOLDER = Path(__file__).with_name("notices")
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))


def answer_and_truth(name: str) -> tuple[dict[str, Any], dict[str, Any]]:
    text = (FOLDER / f"{name}.txt").read_text("utf-8")
    return dict(as_answer(read(text))), json.loads((FOLDER / f"{name}.truth.json").read_text("utf-8"))


def who(task: dict[str, Any]) -> dict[str, Any]:
    return {field: task[field] for field in ("lead", "responsible", "commander", "deputy_commanders", "deadline_text")}


def plain(text: str) -> str:
    return text.translate(str.maketrans("％，（）：；", "%,():;"))


def values(target: dict[str, Any], swapped: bool = False) -> tuple[Any, ...]:
    tiers = (target["ensure"], target["strive"])
    return (*(tiers[::-1] if swapped else tiers), target["unit"])


@pytest.mark.parametrize("name", NAMES)
def test_the_head(name: str) -> None:
    answer, truth = answer_and_truth(name)
    assert answer["issued_on"] == truth["issued_on"]
    assert answer["document_number"] == truth["document_number"]


@pytest.mark.parametrize("name", NAMES)
def test_the_tasks_in_order(name: str) -> None:
    answer, truth = answer_and_truth(name)
    for found, expected in zip(answer["tasks"], truth["tasks"], strict=True):
        assert plain(found["title"]).startswith(plain(expected["title"]))


@pytest.mark.parametrize("name", NAMES)
def test_who_does_them_until_when(name: str) -> None:
    answer, truth = answer_and_truth(name)
    for found, expected in zip(answer["tasks"], truth["tasks"], strict=True):
        assert who(found) == who(expected), expected["title"]


@pytest.mark.parametrize("name", NAMES)
def test_the_targets_and_nothing_else(name: str) -> None:
    answer, truth = answer_and_truth(name)
    doubtful = [plain(text) for text in truth["borderline"]]
    counted = [target for target in answer["targets"] if not any(plain(target["text"]) in text for text in doubtful)]
    counted = [target for target in counted if not any(text in plain(target["text"]) for text in doubtful)]
    assert len(counted) == len(truth["targets"])
    for found, expected in zip(counted, truth["targets"], strict=True):
        allowed = (
            [values(expected), values(expected, swapped=True)] if "ambiguous_scope" in expected else [values(expected)]
        )
        assert values(found) in allowed, expected["text"]


def test_no_two_notices_are_of_one_form() -> None:
    assert len(NAMES) >= 12
    assert max(Counter(name[:3] for name in NAMES).values()) == 1
