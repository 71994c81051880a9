"""项目推进攻坚年: what was broken down under it, and what happened until the middle of September."""

from portal.demo.campaign_2.clearing import CLEARING
from portal.demo.campaign_2.economy import ECONOMY, SUPERVISION
from portal.demo.campaign_2.factors import FACTORS
from portal.demo.campaign_2.firms import FIRMS, TOWERS
from portal.demo.campaign_2.major import MAJOR

WORKS = (MAJOR, CLEARING, FIRMS, TOWERS, FACTORS, SUPERVISION, ECONOMY)
