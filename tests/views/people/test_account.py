"""The own account: everybody has one, and nobody reaches another's."""

from tests.views.people.conftest import PASSWORD, Zone, ask, login_of

NEW = "四个互不相关的词 12-铁轨-海鸥"


def change(zone: Zone, role: str, **values: str) -> int:
    sent = {"current_password": PASSWORD, "new_password": NEW, "new_password_again": NEW} | values
    return zone.enter(role).post("/account/password", data=sent).status_code


def test_every_role_reads_its_own(zone: Zone) -> None:
    for role in ("office", "lead_head", "system_admin", "audit_admin", "stranger"):
        assert login_of(role) in zone.enter(role).get("/account").text


def test_visitors_are_sent_to_the_door(zone: Zone) -> None:
    assert str(zone.visitor().get("/account").location).startswith("/sign-in")
    assert zone.visitor().post("/account/sign-ins/end").status_code == 401


def test_a_new_password_ends_every_other_sign_in_and_renews_this_one(zone: Zone) -> None:
    browser, elsewhere = zone.enter("office"), zone.enter("office")
    with browser.session_transaction() as session:
        before = session["_user_id"]
    answer = browser.post(
        "/account/password", data={"current_password": PASSWORD, "new_password": NEW, "new_password_again": NEW}
    )
    assert answer.status_code == 303
    with browser.session_transaction() as session:
        assert session["_user_id"] != before
    assert browser.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 303
    assert ask(zone.visitor(), "office").status_code == 401
    assert ask(zone.visitor(), "office", NEW).status_code == 303
    assert zone.events("user.%") == ["user.password_changed"]


def test_it_refuses_what_does_not_fit(zone: Zone) -> None:
    assert change(zone, "office", current_password="wrong") == 422
    assert change(zone, "office", new_password_again="something else") == 422
    assert change(zone, "office", new_password="short", new_password_again="short") == 422
    assert (
        change(zone, "office", new_password="office-and-more-words", new_password_again="office-and-more-words") == 422
    )
    assert change(zone, "office", new_password=PASSWORD, new_password_again=PASSWORD) == 422
    assert ask(zone.visitor(), "office").status_code == 303


def test_guessing_the_present_password_is_slowed_down(zone: Zone) -> None:
    for _ in range(5):
        change(zone, "office", current_password="wrong")
    assert change(zone, "office") == 422


def test_at_first_use_everything_waits_for_a_new_password(zone: Zone) -> None:
    admin = zone.enter("system_admin")
    page = admin.post(f"/users/{zone.user_ids['office']}/reset-password", data={"version": "1"}).text
    initial = page.split("<code>")[1].split("</code>")[0]
    browser = zone.visitor()
    assert ask(browser, "office", initial).status_code == 303
    assert browser.get("/departments").location == "/account/password"
    assert browser.post("/groups/new", data={"name": "x"}).location == "/account/password"
    sent = {"current_password": initial, "new_password": NEW, "new_password_again": NEW}
    assert browser.post("/account/password", data=sent).location == "/"
    assert browser.get("/departments").status_code == 200


def test_one_browser_can_be_signed_out_from_another(zone: Zone) -> None:
    browser, elsewhere = zone.enter("office"), zone.enter("office")
    other_id = zone.rows("SELECT max(id) FROM sign_in")[0][0]
    assert browser.post(f"/account/sign-ins/{other_id}/end").status_code == 303
    assert elsewhere.get("/account").status_code == 303
    assert browser.get("/account").status_code == 200


def test_nobody_ends_the_sign_in_of_another(zone: Zone) -> None:
    victim, stranger = zone.enter("office"), zone.enter("stranger")
    victim_id = zone.rows("SELECT min(id) FROM sign_in")[0][0]
    assert stranger.post(f"/account/sign-ins/{victim_id}/end").status_code == 404
    assert victim.get("/account").status_code == 200


def test_reading_does_not_end_anything(zone: Zone) -> None:
    assert zone.enter("office").get("/account/sign-ins/end").status_code == 405


def test_an_unknown_language_changes_nothing(zone: Zone) -> None:
    assert zone.enter("office").post("/account/language", data={"language": "xx"}).status_code == 303
    assert zone.rows("SELECT language FROM user_account WHERE login = 'office'") == [("zh_Hans",)]
