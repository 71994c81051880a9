"""Plausible data in any number, for measuring: written past the services, held to the same constraints.

Campaigns of about 2,000 tasks each, and one of a tenth of all; 85 % of the work is closed. Everything is derived from
the task's number, so that the same N gives the same data.
"""

from portal.demo.synthetic.filling import fill

__all__ = ["fill"]
