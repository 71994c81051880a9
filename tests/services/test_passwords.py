"""Hashing: the settings are the ones in the hash, and nobody's absence is quicker than somebody's password."""

import pytest

from portal.errors import Invalid
from portal.services import passwords


def test_a_hash_tells_its_cost_and_never_repeats() -> None:
    first, second = passwords.hash_password("铁轨-海鸥-茶壶"), passwords.hash_password("铁轨-海鸥-茶壶")
    assert first.startswith("$argon2id$v=19$m=64,t=1,p=1$")
    assert first != second
    assert passwords.matches(first, "铁轨-海鸥-茶壶")
    assert not passwords.matches(first, "铁轨-海鸥-茶杯")


@pytest.mark.parametrize("password_hash", [None, "", "not a hash", "$argon2id$v=19$m=64,t=1,p=1$AAAA$BBBB"])
def test_without_a_good_hash_nothing_matches(password_hash: str | None) -> None:
    assert passwords.matches(password_hash, "x") is False


def test_a_missing_account_costs_one_real_comparison(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []
    verify = passwords.PasswordHasher.verify

    def spy(hasher: passwords.PasswordHasher, password_hash: str, password: str) -> bool:
        compared.append(password_hash)
        return verify(hasher, password_hash, password)

    monkeypatch.setattr(passwords.PasswordHasher, "verify", spy)
    assert not passwords.matches(None, "x")
    assert len(compared) == 1
    assert compared[0].startswith("$argon2id$v=19$m=64,t=1,p=1$")


def test_an_initial_password_passes_the_rules_it_does_not_need() -> None:
    made = {passwords.make_initial_password() for _ in range(50)}
    assert len(made) == 50
    for password in made:
        passwords.check(password, login="office", name="专班办公室")


def test_a_refused_password_is_told_at_its_field() -> None:
    with pytest.raises(Invalid) as refused:
        passwords.check("short", login="office", name="专班办公室")
    assert (refused.value.field, refused.value.values) == ("new_password", {"least": 12})
