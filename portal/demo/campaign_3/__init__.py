"""营商环境优化年: what was broken down under it, and what happened until the middle of September."""

from portal.demo.campaign_3.green import GREEN
from portal.demo.campaign_3.parks import PARKS
from portal.demo.campaign_3.roads import ROADS
from portal.demo.campaign_3.service import SERVICE
from portal.demo.campaign_3.sides import SIDES

WORKS = (ROADS, PARKS, SIDES, GREEN, SERVICE)
