"""The demonstration: the plan of 2022 as it went until the middle of September, told through the portal's services."""

from portal.demo.building import build
from portal.demo.people import accounts_text

__all__ = ["accounts_text", "build"]
