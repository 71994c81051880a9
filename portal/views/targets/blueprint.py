"""The targets' pages, empty: the modules beside it add them."""

from portal.views.pages import Pages

pages = Pages("targets", "portal.views.targets", url_prefix="/targets")
