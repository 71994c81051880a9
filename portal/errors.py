"""What the portal refuses, each with a text for people; `text` is a message id, translated where it is shown."""

from collections.abc import Mapping

from portal.text import N_


class PortalError(Exception):
    """What was asked cannot be done.

    `field` names the form field the text belongs to, `values` fill the text's placeholders.
    """

    status = 400

    def __init__(self, text: str, field: str | None = None, **values: object) -> None:
        super().__init__(text)
        self.text, self.field = text, field
        self.values: Mapping[str, object] = values


class Denied(PortalError):
    """The object is visible, the act is not allowed."""

    status = 403

    def __init__(self, text: str = N_("You may not do this."), field: str | None = None, **values: object) -> None:
        super().__init__(text, field, **values)


class Missing(PortalError):
    """Out of reach and not existing give the same answer."""

    status = 404

    def __init__(
        self, text: str = N_("There is nothing here that you may see."), field: str | None = None, **values: object
    ) -> None:
        super().__init__(text, field, **values)


class WrongState(PortalError):
    """The step does not start where the object stands."""

    status = 409


class Stale(PortalError):
    """Somebody else changed the object since it was read."""

    status = 409

    def __init__(
        self,
        text: str = N_("Somebody changed this while you were writing."),
        field: str | None = None,
        **values: object,
    ) -> None:
        super().__init__(text, field, **values)


class Clash(PortalError):
    """The database refuses: the change contradicts what is already recorded."""

    status = 409


class Invalid(PortalError):
    """The values were understood and cannot be accepted."""

    status = 422


class Collision(Stale):
    """Two changed the same at the same moment and this one was taken back: begun again, it sees what stands now."""


class NotSaved(PortalError):
    """The database cannot write: disk full, read-only, gone. Nothing of the change is kept."""

    status = 503

    def __init__(self, text: str = N_("What you sent was not saved. Try again in a minute.")) -> None:
        super().__init__(text)


class TooMany(PortalError):
    """Tried too often; wait."""

    status = 429
