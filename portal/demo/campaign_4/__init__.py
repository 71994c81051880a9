"""社会治理提升年: what was broken down under it, and what happened until the middle of September."""

from portal.demo.campaign_4.grid import GRID
from portal.demo.campaign_4.hazards import HAZARDS
from portal.demo.campaign_4.livelihood import HEALTH, LIVELIHOOD
from portal.demo.campaign_4.order import ORDER

WORKS = (HEALTH, LIVELIHOOD, HAZARDS, ORDER, GRID)
