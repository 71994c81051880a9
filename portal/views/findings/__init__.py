"""The pages of findings: the list, recording at the site, the story of one finding, one route for each step."""

from portal.views.pages import Pages

pages = Pages("findings", __name__)

from portal.views.findings import listing, recording, showing, steps  # noqa: E402,F401 - they add their routes to `pages`
