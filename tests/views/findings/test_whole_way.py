"""Two whole ways on pages alone: a finding to its closure, and one about the supervision group's own leg."""

from werkzeug.test import TestResponse

from tests.views.findings.conftest import Site, photo


def step(site: Site, role: str, address: str, **typed: object) -> TestResponse:
    answer = site.enter(role).post(address, data=typed)
    assert answer.status_code == 303, f"{role} {address}: {answer.text}"
    return answer


def test_from_the_site_to_closure(site: Site) -> None:
    new = f"/tasks/{site.task_id}/findings/new"
    finding = step(site, "inspector", new, **site.typed(files=[photo()])).location
    step(site, "second_inspector", f"{finding}/co-sign")
    step(site, "supervision_lead", f"{finding}/issue")
    step(site, "lead_head", f"{finding}/answer", text="增派两个班组")
    step(site, "lead_head", f"{finding}/rectify", text="基坑已开挖", files=[photo("整改后.jpg")])
    step(site, "second_inspector", f"{finding}/send-back", text="北侧仍未开挖", days="3")
    step(site, "lead_head", f"{finding}/rectify", text="北侧已开挖")
    step(site, "inspector", f"{finding}/confirm", text="现场已全部开挖", files=[photo("回头看.jpg")])
    kept = site.look(int(finding.rsplit("/", 1)[1]))
    assert (kept.state, kept.failed_count) == ("closed", 1)
    page = site.enter("observer").get(finding).text
    for text in ("北侧仍未开挖", "现场已全部开挖", "整改后.jpg", "回头看.jpg"):
        assert text in page


def test_about_the_supervision_group_itself(site: Site) -> None:
    new = f"/tasks/{site.task_id}/findings/new"
    for role in ("inspector", "supervision_lead"):
        answer = site.enter(role).post(new, data=site.typed("supervision"))
        assert answer.status_code == 422, "the group keeps away from its own leg"
    finding = step(site, "street_head", new, **site.typed("supervision")).location
    assert site.enter("supervision_lead").get(finding).status_code == 404
    step(site, "far_head", f"{finding}/co-sign")
    assert site.enter("supervision_lead").post(f"{finding}/issue").status_code == 404
    step(site, "other_commander", f"{finding}/issue")
    step(site, "supervision_head", f"{finding}/answer", text="已安排专人")
    step(site, "supervision_head", f"{finding}/rectify", text="已整改")
    answer = site.enter("supervision_lead").post(f"{finding}/confirm", data={"text": "自查已整改"})
    assert answer.status_code == 422, "no one decides on himself"
    step(site, "far_head", f"{finding}/confirm", text="现场已整改")
    assert site.look(int(finding.rsplit("/", 1)[1])).state == "closed"
