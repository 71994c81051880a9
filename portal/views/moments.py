"""Instants as people here read them: China's time, to the minute."""

from datetime import datetime

from portal.clock import CHINA


def local_text(instant: datetime | None) -> str | None:
    """2022-09-15 08:30, or None for what never happened."""
    return instant.astimezone(CHINA).strftime("%Y-%m-%d %H:%M") if instant else None
