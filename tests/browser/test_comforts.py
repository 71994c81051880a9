"""What the script adds: rows pasted into a table, filters folded on a phone. Without it both are still there."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import PHONE
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("site", ["sqlite"], indirect=True)]
PASTE = """(cell, text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  cell.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def test_rows_pasted_into_a_cell_are_kept_beyond_the_last_row(visit: Callable[..., Visitor]) -> None:
    visitor = visit("cmd2")
    visitor.open("/tasks/new/table?campaign=2")
    page = visitor.page
    page.eval_on_selector("[name=rows-3-title]", PASTE, "甲\t财政局\n乙\n丙\t财政局\n丁")
    assert [page.input_value(f"[name=rows-{at}-title]") for at in range(5)] == ["", "", "", "甲", "乙"]
    assert page.input_value("[name=rows-3-lead]") == "财政局"
    assert page.input_value("[name=paste]") == "丙\t财政局\n丁"


def test_many_filters_wait_behind_their_button_on_a_phone(visit: Callable[..., Visitor]) -> None:
    visitor = visit("cmd2", on=PHONE)
    visitor.open("/tasks?light=red")
    button, fields = visitor.page.locator(".folding > summary"), visitor.page.locator(".filters")
    assert button.get_attribute("data-set") == "1", "it says how many are set"
    assert not fields.is_visible()
    button.click()
    box = visitor.page.locator(".filters .form-end button").bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= PHONE["width"], "the button is on the screen"
    visitor.fits()
