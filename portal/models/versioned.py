"""Optimistic locking: the version a form was filled on travels with it."""

from typing import Any

from sqlalchemy.orm import Mapped, declared_attr, mapped_column


class Versioned:
    """Gives a model its version; a save on an older one raises StaleDataError."""

    version: Mapped[int] = mapped_column(nullable=False)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - a class directive receives the class
        return {"version_id_col": cls.version}
