"""What everybody may do with the own account, whatever the post."""

from portal import clock
from portal.database import db
from portal.errors import Invalid
from portal.models import User
from portal.policy import Actor
from portal.services import history, passwords, sign_ins, throttle
from portal.text import N_


def access_own(*, acting_user: Actor) -> User:
    return db.session.get_one(User, acting_user.user_id)


def choose_language(language: str, *, acting_user: Actor) -> None:
    user = access_own(acting_user=acting_user)
    if user.language == language:
        return
    before, user.language = user.language, language
    history.record(
        "user.language_chosen",
        acting_user=acting_user,
        subject=f"user:{user.id}",
        before={"language": before},
        after={"language": language},
    )


def begin_password_change(*, acting_user: Actor) -> str | None:
    """Count an attempt and answer the present hash to compare with; None while too many have failed."""
    if not throttle.count_attempt("own", str(acting_user.user_id)):
        return None
    return access_own(acting_user=acting_user).password_hash


def change_password(
    password: str,
    password_hash: str,
    *,
    is_current_right: bool,
    address: str,
    browser: str,
    acting_user: Actor,
) -> str:
    """A new password ends every sign-in and opens one new one, whose random id is the answer.

    The comparison and the new hash were made before this change began. Raises Invalid.
    """
    user = access_own(acting_user=acting_user)
    if not is_current_right:
        raise Invalid(
            N_("This is not your present password, or too many attempts have failed: then wait 15 minutes."),
            "current_password",
        )
    passwords.check(password, login=user.login, name=user.name)
    throttle.clear("own", str(user.id))
    user.password_hash, user.must_change_password, user.password_changed_at = password_hash, False, clock.wall()
    sign_ins.end_all(user.id, sign_ins.NEW_PASSWORD)
    history.record("user.password_changed", acting_user=acting_user, subject=f"user:{user.id}")
    return sign_ins.open_again(user, address=address, browser=browser)
