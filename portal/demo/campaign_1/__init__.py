"""双招双引突破年: what was broken down under it, and what happened until the middle of September."""

from portal.demo.campaign_1.capital import CONTRACTED, INVESTED, PAID
from portal.demo.campaign_1.fair import FAIR
from portal.demo.campaign_1.new_town import NEW_TOWN
from portal.demo.campaign_1.parks import PARKS
from portal.demo.campaign_1.projects import PROJECTS
from portal.demo.campaign_1.talent import TALENT

WORKS = (CONTRACTED, PAID, INVESTED, PROJECTS, FAIR, TALENT, PARKS, NEW_TOWN)
