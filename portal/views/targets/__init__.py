"""Targets: reading them, changing them, and the values reached."""

from portal.views.targets import edit, measurements, show  # noqa: F401 - each adds its pages
from portal.views.targets.blueprint import pages

__all__ = ["pages"]
