"""When what pages keep in memory has changed."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from portal.database import Base


class ReferenceStamp(Base):
    """One row a topic. Triggers write a new random mark with every change of the topic's tables, whoever makes it."""

    __tablename__ = "reference_stamp"
    topic: Mapped[str] = mapped_column(String(20), primary_key=True)
    mark: Mapped[str] = mapped_column(String(40))
