"""A finding at the site on a phone, to its closure; and those who must keep their hands off it."""

import io
from collections.abc import Callable

import pytest
from PIL import Image

from tests.browser.conftest import PHONE
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

Visit = Callable[..., Visitor]
LED_BY = "建设交通局"


def photo() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (1600, 1200), (96, 96, 104)).save(made, "JPEG")
    return made.getvalue()


def running_task(visitor: Visitor) -> int:
    """A task in progress that the bureau of roads leads in the third campaign."""
    visitor.open("/tasks?campaign=3&state=in_progress")
    row = visitor.page.locator("main tbody tr").filter(has_text=LED_BY).first
    row.get_by_role("link").first.click()
    return visitor.number()


def test_a_finding_goes_from_a_phone_at_the_site_to_its_closure(visit: Visit) -> None:
    inspector = visit("insp1", on=PHONE)
    task = running_task(inspector)
    finding = record(inspector, task)
    take(visit("insp2", on=PHONE), finding, "会签问题")
    take(visit("sup-lead"), finding, "下发问题")
    head = visit("jjj-head", on=PHONE)
    write(head, finding, "答复整改措施", "三日内补齐护栏并复查。")
    write(head, finding, "报告已整改", "护栏已补齐，照片附后。")
    inspector.open(f"/findings/{finding}")
    inspector.fits()
    write(inspector, finding, "回头看：整改到位", "现场复核，护栏齐全。")
    inspector.sees("已销号")
    inspector.open(f"/tasks/{task}")
    inspector.sees("已销号")


def test_an_inspector_seconded_from_the_department_is_kept_away(visit: Visit) -> None:
    inspector, seconded = visit("insp1", on=PHONE), visit("insp3", on=PHONE)
    task = running_task(seconded)
    seconded.open(f"/tasks/{task}/findings/new")
    assert LED_BY not in seconded.page.locator("[name=assignment]").inner_text()
    finding = record(inspector, task)
    answer = seconded.page.goto(f"/findings/{finding}")
    assert answer is not None
    assert answer.status == 404
    seconded.complaints.clear()  # the browser notes the 404 that was asked for


def record(inspector: Visitor, task: int) -> int:
    inspector.open(f"/tasks/{task}")
    inspector.fits()
    inspector.follow("登记问题")
    fill(inspector)
    inspector.page.set_input_files("#photo", {"name": "现场照片.jpg", "mimeType": "image/jpeg", "buffer": photo()})
    inspector.press("登记问题")
    inspector.sees("现场照片.jpg")
    inspector.sees("已登记")
    return inspector.number()


def fill(inspector: Visitor) -> None:
    page = inspector.page
    legs = page.locator("[name=assignment]")
    legs.select_option(value=legs.locator("option").filter(has_text=LED_BY).first.get_attribute("value"))
    page.locator("[name=kind]").select_option("unannounced")
    page.fill("[name=seen]", "临边护栏缺失约二十米，与上报的安全措施到位不符。")
    page.fill("[name=place]", "桥北引道")
    page.get_by_role("radio", name="一般").check()
    page.fill("[name=days_to_rectify]", "5")


def take(visitor: Visitor, finding: int, step: str) -> None:
    """A step that asks for nothing: the button on the finding's page, or its page of confirmation."""
    visitor.open(f"/findings/{finding}")
    visitor.page.locator("main").get_by_text(step, exact=True).first.click()
    if visitor.page.url.rstrip("/").split("/")[-1] not in (str(finding),):
        visitor.press(step)
    visitor.page.wait_for_url(f"**/findings/{finding}")


def write(visitor: Visitor, finding: int, step: str, text: str) -> None:
    visitor.open(f"/findings/{finding}")
    visitor.follow(step)
    visitor.page.fill("main [name=text]", text)
    visitor.press(step)
    visitor.page.wait_for_url(f"**/findings/{finding}")
