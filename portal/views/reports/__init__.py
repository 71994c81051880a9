"""The pages of progress reports: writing one from its task, reading it, accepting or returning it."""

from portal.views.pages import Pages

pages = Pages("reports", __name__)

from portal.views.reports import deciding, showing, writing  # noqa: E402,F401 - they add their routes to `pages`
